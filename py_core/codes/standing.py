"""Which names are taken while a plan is worked out: what stands, less what the plan deletes, plus what it makes.

A product's code has to differ from the codes on that product, universal ones included; a universal code from every
code of the shop, in more than case (API contract, section 7.3, rule 4). Since checkouts look codes up without
regard to case, names that differ in case only count as taken here, too.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from py_core.catalog.products import Shop, ShopProduct
from py_core.gumroad.models import OfferCode

NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Held:
    """A name that is taken; `code` is None where an earlier step of the same plan takes it."""

    name: str
    code: OfferCode | None


@dataclass(frozen=True, slots=True)
class _Made:
    held: Held
    currency: str | None


class Standing:
    """The names of one shop. Products are looked at when they are asked about."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._on: dict[str, dict[str, list[Held]]] = {}
        self._everywhere: dict[str, list[Held]] | None = None
        self._made_universal: dict[str, list[_Made]] = {}
        self._gone: set[str] = set()

    def _names_on(self, entry: ShopProduct) -> dict[str, list[Held]]:
        found = self._on.get(entry.product.id)
        if found is None:
            found = self._on[entry.product.id] = _by_name(entry.codes or ())
        return found

    def _names_everywhere(self) -> dict[str, list[Held]]:
        if self._everywhere is None:
            codes = {code.id: code for entry in self._shop.products for code in entry.codes or ()}
            self._everywhere = _by_name(codes.values())
            for made in self._on.values():
                for name, held in made.items():
                    new = (one for one in held if one.code is None)
                    self._everywhere.setdefault(name, []).extend(new)
        return self._everywhere

    def holder(
        self,
        entry: ShopProduct,
        name: str,
        *,
        universal: bool,
        without: Collection[str] = NOBODY,
        twins: bool = True,
    ) -> Held | None:
        """Who has that name, the very same spelling first. `without` are ids of codes that go for it.

        Without `twins`, as Gumroad itself has it, a product's code may differ from another in case alone.
        """
        folded = name.casefold()
        if universal:
            held = list(self._names_everywhere().get(folded, ()))
            held.extend(made.held for made in self._made_universal.get(folded, ()))
        else:
            held = list(self._names_on(entry).get(folded, ()))
            held.extend(
                made.held
                for made in self._made_universal.get(folded, ())
                if made.currency is None or made.currency == entry.product.currency
            )
        live = [
            one
            for one in held
            if one.code is None or (one.code.id not in self._gone and one.code.id not in without)
        ]
        exact = next((one for one in live if one.name == name), None)
        return exact or (live[0] if live and (twins or universal) else None)

    def make(self, entry: ShopProduct, name: str, *, universal: bool, amount: bool) -> None:
        """Take a name. A universal code that takes off an `amount` is for products in that currency only."""
        held = Held(name, None)
        folded = name.casefold()
        if universal:
            made = _Made(held, entry.product.currency if amount else None)
            self._made_universal.setdefault(folded, []).append(made)
            return
        self._names_on(entry).setdefault(folded, []).append(held)
        if self._everywhere is not None:
            self._everywhere.setdefault(folded, []).append(held)

    def drop(self, code_id: str) -> None:
        """Free the name of a code, wherever it stands."""
        self._gone.add(code_id)

    def is_gone(self, code_id: str) -> bool:
        """Whether the plan has deleted it."""
        return code_id in self._gone


def _by_name(codes: Iterable[OfferCode]) -> dict[str, list[Held]]:
    found: dict[str, list[Held]] = {}
    for code in codes:
        found.setdefault(code.name.casefold(), []).append(Held(code.name, code))
    return found
