"""What the pages ask about listings: scores, findings, previews, and prices of comparable products."""

import json
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from py_core.catalog.products import Shop, ShopProduct
from py_core.desks.turns import kept
from py_core.edits.planner import build_listing_plan
from py_core.edits.standing import read_standing
from py_core.edits.wants import Field as WantField
from py_core.edits.wants import TextWant
from py_core.errors import InputError
from py_core.execution.client import Client
from py_core.execution.ports import Clock
from py_core.gumroad.calls.products import market_prices
from py_core.gumroad.models import Comps
from py_core.listing.fixes import changes_of
from py_core.listing.lint import Verdict, lint, proposal
from py_core.listing.listing import Listing, read_listing, telling
from py_core.listing.rule import Proposal
from py_core.listing.shop_facts import Market, ShopFacts, shop_facts
from py_core.protocol import listing_commands as c
from py_core.protocol.listing_views import ListingDetailsView, ListingFixesView, ListingPreviewView, ListingsView
from py_core.protocol.present_listing import details_view, fixes_view, listings_view, preview_view
from py_core.protocol.views import PlanView
from py_core.settings import Settings
from py_core.store.catalog_store import CatalogStore
from py_core.store.listing_store import ListingStore
from py_core.store.plan_store import PlanStore
from py_core.values import Value
from py_core.words import say

Handler = Callable[[Any], Any]
AT_ONCE = 20
_LEAST_EXAMPLES = 4
_MOST_WORDS = 4


@dataclass(frozen=True)
class Checked:
    """Every listing of a shop as it was read, with what the rules say; `offered` once that was asked for."""

    products: tuple[ShopProduct, ...]
    markets: tuple[Market, ...]
    listings: Mapping[str, Listing]
    facts: ShopFacts
    verdicts: Mapping[str, Verdict]
    offered: Mapping[str, Mapping[str, Proposal]] | None = None


class ListingsDesk:
    """Listings of the current shop. `shop`, `account_id` and `client` raise InputError where there is none.

    What was worked out is kept until the shop or the prices change. Other commands are answered in between.
    """

    def __init__(
        self,
        *,
        shop: Callable[[], Shop],
        catalog: CatalogStore,
        store: ListingStore,
        plans: PlanStore,
        settings: Callable[[], Settings],
        clock: Clock,
        account_id: Callable[[], str],
        client: Callable[[], Client],
        seller: Callable[[], str],
    ) -> None:
        self._shop = shop
        self._catalog = catalog
        self._store = store
        self._plans = plans
        self._settings = settings
        self._clock = clock
        self._account_id = account_id
        self._client = client
        self._seller = seller
        self._checked: Checked | None = None

    def handlers(self) -> Mapping[type[Value], Callable[[Any], Awaitable[Value]]]:
        """Which command goes where."""
        return {
            c.ListingLint: self._lint,
            c.ListingDetails: lambda command: self._details(command.product_id),
            c.ListingPreview: self._preview,
            c.ListingMarket: self._market,
            c.ListingFixes: self._fixes,
            c.PlanListingFixes: self._plan_fixes,
        }

    async def _lint(self, _: c.ListingLint) -> ListingsView:
        read_at_ms = self._shop().read_at_ms
        checked = await self._check()
        return listings_view(tuple(checked.listings.values()), checked.verdicts, read_at_ms)

    async def _details(self, product_id: str) -> ListingDetailsView:
        checked = await self._check()
        listing = _found(checked, product_id)
        return details_view(listing, checked.verdicts[product_id], checked.facts)

    async def _preview(self, command: c.ListingPreview) -> ListingPreviewView:
        checked = await self._check()
        return preview_view(_found(checked, command.product_id), self._seller())

    async def _fixes(self, _: c.ListingFixes) -> ListingFixesView:
        checked = await self._check()
        offered = checked.offered
        if offered is None:
            offered = await self._offered(checked)
            if self._checked is checked:
                self._checked = replace(checked, offered=offered)
        return fixes_view(tuple(checked.listings.values()), offered)

    async def _offered(self, checked: Checked) -> dict[str, dict[str, Proposal]]:
        """What the rules propose for every listing, by rule."""
        offered: dict[str, dict[str, Proposal]] = {}
        for at, (product_id, listing) in enumerate(checked.listings.items()):
            if at % AT_ONCE == AT_ONCE - 1:
                await self._clock.sleep(0)
            found = checked.verdicts[product_id].findings
            made = {one.rule.id: proposal(one, listing, checked.facts) for one in found}
            offered[product_id] = {rule_id: one for rule_id, one in made.items() if one is not None}
        return offered

    async def _plan_fixes(self, command: c.PlanListingFixes) -> PlanView:
        checked = await self._check()
        wants = tuple(
            TextWant(product_id=one.product_id, field=WantField(change.field.value), value=change.value)
            for one in command.form.fixes
            if (listing := checked.listings.get(one.product_id)) is not None
            for change in changes_of(listing, checked.facts, one.rules)
        )
        if not wants:
            raise InputError("fixes_gone", say("fixes_gone"))
        product_ids = tuple(dict.fromkeys(want.product_id for want in wants))
        plan = build_listing_plan(
            self._shop(),
            {product_id: read_standing(self._raw(product_id)) for product_id in product_ids},
            wants,
            self._settings(),
            self._clock.now_ms(),
            title=say("plan_title_fixes", n=len(product_ids)),
            form_json=command.form.model_dump_json(),
            product_ids=product_ids,
            unticked=frozenset(command.form.unticked),
        )
        if command.refines:
            plan = plan.accepting_as(self._plans.load(command.refines))
        return await kept(plan, self._plans, self._clock)

    def _raw(self, product_id: str) -> Mapping[str, Any]:
        """The product's JSON as it was read."""
        raw: Mapping[str, Any] = json.loads(self._catalog.raw_product(self._account_id(), product_id) or "{}")
        return raw

    async def _market(self, command: c.ListingMarket) -> ListingDetailsView:
        product = _found(await self._check(), command.product_id).product
        if not product.category:
            raise InputError("market_no_category", say("market_no_category"))
        account_id = self._account_id()
        comps = await self._client().ask(market_prices(taxonomy=product.category, currency=product.currency))
        self._store.save(account_id, _kept(comps, product.category, product.currency, self._clock.now_ms()))
        return await self._details(command.product_id)

    async def _check(self) -> Checked:
        """What the rules say of every listing; from before where nothing has changed since."""
        products = self._shop().products
        markets = self._store.markets(self._account_id())
        before = self._checked
        if before is not None and before.products is products and before.markets == markets:
            return before
        listings = await self._read(products)
        facts = shop_facts(listings.values(), markets)
        verdicts: dict[str, Verdict] = {}
        for at, (product_id, listing) in enumerate(listings.items()):
            if at % AT_ONCE == AT_ONCE - 1:
                await self._clock.sleep(0)
            verdicts[product_id] = lint(listing, facts)
        self._checked = Checked(products, markets, listings, facts, verdicts)
        return self._checked

    async def _read(self, products: tuple[ShopProduct, ...]) -> dict[str, Listing]:
        """Every product's listing; one whose product is the same object as before is not read again."""
        before = {} if self._checked is None else self._checked.listings
        listings: dict[str, Listing] = {}
        for at, entry in enumerate(products):
            if at % AT_ONCE == AT_ONCE - 1:
                await self._clock.sleep(0)
            product = entry.product
            known = before.get(product.id)
            if known is not None and known.product is product:
                listings[product.id] = known
                continue
            listings[product.id] = read_listing(product, self._raw(product.id))
        return listings


def _found(checked: Checked, product_id: str) -> Listing:
    listing = checked.listings.get(product_id)
    if listing is None:
        raise InputError("listing_not_there", say("listing_not_there"))
    return listing


def _kept(comps: Comps, category: str, currency: str, now_ms: int) -> Market:
    """The answer, and the words that half of the examples' names have in common where there are enough of them."""
    counts = Counter(word for example in comps.examples for word in sorted(telling((example.name,))))
    enough = len(comps.examples) >= _LEAST_EXAMPLES
    words = [word for word, count in sorted(counts.items()) if enough and 2 * count >= len(comps.examples)]
    return Market(
        category=category,
        currency=comps.currency or currency,
        count=comps.count,
        p25_minor=comps.p25_minor,
        p50_minor=comps.p50_minor,
        p75_minor=comps.p75_minor,
        words=tuple(words[:_MOST_WORDS]),
        read_at_ms=now_ms,
    )
