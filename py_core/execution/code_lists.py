"""The codes of each product as this run knows them: read once, then kept by what the run itself did.

Minting ten thousand codes on one product would otherwise read ten thousand lists. Somebody else's code of
the same name is still refused by Gumroad itself, and after any doubtful end the list is read again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from py_core.execution.client import Client, OnWait
from py_core.gumroad.calls import get_product, list_offer_codes
from py_core.gumroad.models import OfferCode
from py_core.gumroad.wire import Call


@dataclass(slots=True)
class ListedCodes:
    """The live codes that apply to one product, by their names, and the names by their ids."""

    by_name: dict[str, OfferCode] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    def add(self, code: OfferCode) -> None:
        """One more; of two that share a name the older one counts."""
        self.by_name.setdefault(code.name, code)
        self.ids[code.id] = code.name

    def drop(self, code_id: str) -> None:
        """One less."""
        name = self.ids.pop(code_id, None)
        if name is not None and self.by_name[name].id == code_id:
            del self.by_name[name]


class CodeLists:
    """Every product's codes and currency, as far as this run has asked."""

    def __init__(self, client: Client, on_wait: OnWait) -> None:
        self._client = client
        self._on_wait = on_wait
        self._lists: dict[str, ListedCodes] = {}
        self._currencies: dict[str, str | None] = {}

    async def of(self, product_id: str) -> ListedCodes:
        """The product's codes, read when they are not known yet. Raises: GumroadError or NoAnswer."""
        if product_id not in self._lists:
            await self._client.ask(self.reading(product_id), on_wait=self._on_wait)
        return self._lists[product_id]

    def reading(self, product_id: str) -> Call[tuple[OfferCode, ...]]:
        """The call that reads a product's codes; what it reads is kept here."""
        call = list_offer_codes(product_id)

        def keeping(body: Mapping[str, Any]) -> tuple[OfferCode, ...]:
            codes = call.read(body)
            listed = self._lists[product_id] = ListedCodes()
            for code in codes:
                listed.add(code)
            return codes

        return Call(call.request, call.effect, call.scope, keeping)

    async def currency_of(self, product_id: str) -> str | None:
        """What a product is sold in, None when it is deleted; read once. Raises: GumroadError or NoAnswer."""
        if product_id not in self._currencies:
            record = await self._client.ask(get_product(product_id), on_wait=self._on_wait)
            self._currencies[product_id] = None if record.product.deleted else record.product.currency
        return self._currencies[product_id]

    def made(self, product_id: str, code: OfferCode) -> None:
        """A code was made under a product; a universal one may stand on any other as well."""
        listed = self._lists.get(product_id)
        if listed is not None:
            listed.add(code)
        if code.universal:
            self._lists = {} if listed is None else {product_id: listed}

    def deleted(self, code_id: str) -> None:
        """A code is gone, wherever it stood."""
        for listed in self._lists.values():
            listed.drop(code_id)
