"""Suggestions of the current shop beside the listings they are for, and how each stands."""

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from py_core.catalog.products import Shop
from py_core.edits.standing import Standing as Listing
from py_core.edits.standing import read_standing
from py_core.errors import InputError
from py_core.gumroad.models import Product
from py_core.protocol.present_suggest import counts_of, product_view
from py_core.protocol.suggest_views import SuggestCounts, SuggestFieldView, SuggestProductView
from py_core.store.catalog_store import CatalogStore
from py_core.store.suggest_store import SuggestStore
from py_core.suggest.records import Standing, Suggestion, standing_of
from py_core.suggest.source import Source, source_of
from py_core.suggest.wishes import SuggestField
from py_core.words import say

Standings = Mapping[SuggestField, Standing]
_DECIDED = (Standing.WAITING, Standing.ACCEPTED, Standing.REJECTED)


class SuggestShelf:
    """What is kept of suggestions. `shop` and `account_id` raise InputError where there is none.

    How proposals stand is worked out once and kept in memory until the shop is another value.
    """

    def __init__(
        self,
        *,
        store: SuggestStore,
        catalog: CatalogStore,
        shop: Callable[[], Shop],
        account_id: Callable[[], str],
    ) -> None:
        self.shop = shop
        self.account_id = account_id
        self._store = store
        self._catalog = catalog
        self._looked_at: Shop | None = None
        self._products: dict[str, Product] = {}
        self._sources: dict[str, tuple[Product, Source]] = {}
        self._kept: dict[str, tuple[Suggestion, Standings]] = {}
        self._drawn: dict[str, tuple[Suggestion, SuggestProductView]] = {}

    def source_of(self, product_id: str) -> Source | None:
        """The listing as it reads now; None where the product is not in the shop."""
        self._look()
        product = self._products.get(product_id)
        if product is None:
            return None
        known = self._sources.get(product_id)
        if known is None or known[0] is not product:
            known = self._sources[product_id] = (product, source_of(product, self._raw(product_id)))
        return known[1]

    def needed_source(self, product_id: str) -> Source:
        """The same. Raises: InputError where the product is not in the shop."""
        source = self.source_of(product_id)
        if source is None:
            raise InputError("listing_not_there", say("listing_not_there"))
        return source

    def listings(self, product_ids: Sequence[str]) -> Mapping[str, Listing]:
        """These products' listings, for the planner."""
        return {product_id: read_standing(self._raw(product_id)) for product_id in product_ids}

    def get(self, product_id: str) -> Suggestion | None:
        """What is kept for a product."""
        self._look()
        found = self._kept.get(product_id)
        return found[0] if found else None

    def some(self, product_ids: Sequence[str] | None) -> Iterator[tuple[Suggestion, Standings]]:
        """What is kept for these products or for all, newest first, with how it stands."""
        self._look()
        wanted = None if product_ids is None else frozenset(product_ids)
        found = [one for key, one in self._kept.items() if wanted is None or key in wanted]
        return iter(sorted(found, key=lambda one: (-one[0].made_at_ms, one[0].source.product_id)))

    def standings(self, suggestion: Suggestion) -> Standings:
        """How a product's proposals stand; past use where the product is not there any more."""
        now = self.source_of(suggestion.source.product_id)
        return {
            one.field: Standing.STALE if now is None else standing_of(one, suggestion.source, now)
            for one in suggestion.proposals
        }

    def renewed(self, source: Source, fields: tuple[SuggestField, ...], now_ms: int) -> Suggestion:
        """What is kept for a product without these parts, which were asked for anew, as of the listing now.

        Proposals of an earlier listing that do not fit this one are let go.
        """
        kept = self.get(source.product_id)
        if kept is None:
            return Suggestion(source=source, made_at_ms=now_ms)
        standings = self.standings(kept)
        fitting = tuple(one for one in kept.proposals if standings[one.field] in _DECIDED)
        update: dict[str, Any] = {"source": source, "made_at_ms": now_ms, "proposals": fitting}
        return kept.model_copy(update=update).asked_anew(fields)

    def save(self, suggestions: Sequence[Suggestion]) -> None:
        """Keep these."""
        self._look()
        self._store.save(self.account_id(), suggestions)
        for one in suggestions:
            self._kept[one.source.product_id] = (one, self.standings(one))

    def clear(self, product_ids: Sequence[str] | None, over: Collection[Standing] | None) -> None:
        """Forget what is kept for these products or for all; with `over` only proposals that stand so, and why
        others were dropped."""
        gone, left = [], []
        for suggestion, standings in self.some(product_ids):
            open_ones = tuple(one for one in suggestion.proposals if over and standings[one.field] not in over)
            if open_ones:
                left.append(suggestion.model_copy(update={"proposals": open_ones, "dropped": ()}))
            else:
                gone.append(suggestion.source.product_id)
        self._store.delete(self.account_id(), gone)
        for product_id in gone:
            del self._kept[product_id]
            self._drawn.pop(product_id, None)
        self.save(left)

    def forget(self, account_id: str) -> None:
        """Forget all of an account's."""
        self._store.forget(account_id)
        self._looked_at = None

    def drawn(self, suggestion: Suggestion, standings: Standings | None = None) -> SuggestProductView:
        """A product's suggestion as pages draw it, with what was drawn before of the same proposals."""
        if standings is None:
            standings = self.standings(suggestion)
        product_id = suggestion.source.product_id
        before = self._drawn.get(product_id)
        same: dict[SuggestField, SuggestFieldView] = {}
        if before is not None:
            for view in before[1].fields:
                one, other = before[0].of(view.field), suggestion.of(view.field)
                if one is not None and other is not None and one.reads_like(other):
                    same[view.field] = view
        drawn = product_view(suggestion, standings, same)
        self._drawn[product_id] = (suggestion, drawn)
        return drawn

    def counts(self) -> SuggestCounts:
        """How many proposals stand where, over all products."""
        self._look()
        return counts_of(standings for _, standings in self._kept.values())

    def _look(self) -> None:
        """Take notice of another shop, or of one that reads otherwise."""
        shop = self.shop()
        if self._looked_at is shop:
            return
        if self._looked_at is None or self._looked_at.account_id != shop.account_id:
            self._drawn = {}
        self._looked_at = shop
        self._products = {entry.product.id: entry.product for entry in shop.products}
        suggestions = self._store.load(self.account_id())
        self._kept = {one.source.product_id: (one, self.standings(one)) for one in suggestions}

    def _raw(self, product_id: str) -> Mapping[str, Any]:
        raw: Mapping[str, Any] = json.loads(self._catalog.raw_product(self.account_id(), product_id) or "{}")
        return raw
