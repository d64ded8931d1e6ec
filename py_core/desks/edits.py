"""What the pages ask about bulk edits of listings: options of forms, checks, plans, and reading what lists leave
out.
"""

import json
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from py_core.catalog.products import Shop, ShopProduct
from py_core.desks.turns import Turn, kept
from py_core.edits.building import (
    Around,
    Gathering,
    chosen,
    here,
    plan_of,
    read_form,
    unread,
)
from py_core.edits.forms import EditForm, FindForm
from py_core.edits.standing import Standing, read_standing
from py_core.errors import GumroadError, InputError, NoAnswer
from py_core.execution.client import Client
from py_core.execution.listing_reading import ListingReading
from py_core.execution.ports import Clock
from py_core.gumroad.calls import list_categories
from py_core.gumroad.models import Category
from py_core.plan.plan import Plan
from py_core.protocol import edit_commands as c
from py_core.protocol.edit_views import (
    CategoriesView,
    EditCheckView,
    EditOptionsView,
    ListingPlanRow,
    ListingReadView,
)
from py_core.protocol.present_edits import categories_view, check_view, options_view, refused_view, trails
from py_core.protocol.present_listing_plan import listing_row
from py_core.protocol.views import PlanView
from py_core.settings import Settings
from py_core.store.catalog_store import CatalogStore
from py_core.store.listing_store import Categories, ListingStore
from py_core.store.plan_store import PlanStore
from py_core.values import Value
from py_core.words import say

Handler = Callable[[Any], Awaitable[Value] | Value]
DAY_MS = 86_400_000
CHECK_MS = 2_000
PLAN_MS = 30_000
"""How long a form may take over all products: in a check, where the rest is left out, and in a plan."""


class EditsDesk:
    """Bulk edits in the current shop. `shop`, `account_id` and `client` raise InputError where there is none."""

    def __init__(
        self,
        *,
        shop: Callable[[], Shop],
        catalog: CatalogStore,
        store: ListingStore,
        reading: ListingReading,
        plans: PlanStore,
        settings: Callable[[], Settings],
        clock: Clock,
        account_id: Callable[[], str],
        client: Callable[[], Client],
    ) -> None:
        self._shop = shop
        self._catalog = catalog
        self._store = store
        self._reading = reading
        self._plans = plans
        self._settings = settings
        self._clock = clock
        self._account_id = account_id
        self._client = client
        self._checks = 0

    def handlers(self) -> Mapping[type[Value], Handler]:
        """Which command goes where."""
        return {
            c.ListingEditOptions: self._options,
            c.ListingEditCategories: self._categories,
            c.ListingEditCheck: self._check,
            c.PlanEdit: self._plan,
            c.ListingEditRow: self._row,
            c.ListingEditRead: self._read,
            c.ListingEditStop: lambda _: self._reading.stop(),
        }

    def standing(self, product_id: str) -> Standing | None:
        """A product's listing as it is stored; None where it is not."""
        raw = self._catalog.raw_product(self._account_id(), product_id)
        return None if raw is None else read_standing(json.loads(raw))

    def around(self) -> Around:
        """What is known of the account beside its shop."""
        account_id = self._account_id()
        categories, policy = self._store.categories(account_id), self._store.policy(account_id)
        return Around(
            categories=trails(categories.categories) if categories else None,
            own_policies=policy is None or not policy.in_effect,
        )

    async def _options(self, command: c.ListingEditOptions) -> EditOptionsView:
        entries = here(self._shop(), command.product_ids)
        policies: Counter[str] = Counter()
        unknown = 0
        taken = Turn(self._clock)
        for entry in entries:
            await taken.turn()
            standing = self.standing(entry.product.id)
            if standing is None or standing.refund_period is None:
                unknown += 1
            else:
                policies[standing.refund_period] += 1
        return options_view(entries, policies, unknown)

    async def _categories(self, _: c.ListingEditCategories) -> CategoriesView:
        account_id = self._account_id()
        kept, now_ms = self._store.categories(account_id), self._clock.now_ms()
        if kept is not None and now_ms - kept.read_at_ms < DAY_MS:
            return categories_view(kept.categories, kept.read_at_ms, "")
        try:
            found: tuple[Category, ...] = await self._client().ask(list_categories())
        except (GumroadError, NoAnswer, InputError) as error:
            if kept is None:
                return categories_view((), None, say("categories_none", why=error.message))
            return categories_view(kept.categories, kept.read_at_ms, say("categories_old"))
        self._store.save_categories(account_id, Categories(categories=found, read_at_ms=now_ms))
        return categories_view(found, now_ms, "")

    async def _check(self, command: c.ListingEditCheck) -> EditCheckView:
        shop, form = self._shop(), command.form
        self._checks += 1
        number = self._checks
        try:
            looked_at, plan = await self._built(
                shop, form, command.product_ids, CHECK_MS, overtaken=lambda: number != self._checks
            )
        except InputError as error:
            return refused_view(error)
        return check_view(plan, form, looked_at, len(here(shop, command.product_ids)))

    async def _plan(self, command: c.PlanEdit) -> PlanView:
        shop, form = self._shop(), command.form
        looked_at, plan = await self._built(shop, form, command.product_ids, PLAN_MS)
        if looked_at < len(here(shop, command.product_ids)):
            field = "find" if isinstance(form, FindForm) else "product_ids"
            text = say("find_takes_long")
            raise InputError("find_takes_long", text, fields={field: text})
        if command.refines:
            plan = plan.accepting_as(self._plans.load(command.refines))
        return await kept(plan, self._plans, self._clock)

    async def _built(
        self,
        shop: Shop,
        form: EditForm,
        product_ids: Sequence[str],
        most_ms: int,
        overtaken: Callable[[], bool] = lambda: False,
    ) -> tuple[int, Plan]:
        """The plan of a form, and how many products were looked at before the time was up.

        A form that has been changed meanwhile is `overtaken`, and nothing more is looked at for it.
        """
        entries = chosen(shop, product_ids)
        around = self.around()
        asks = read_form(form, entries, around)
        gathered = Gathering()
        standings: dict[str, Standing] = {}
        taken = Turn(self._clock)
        looked_at: list[ShopProduct] = []
        for entry in entries:
            await taken.turn()
            if taken.so_far_ms() > most_ms or overtaken():
                break
            looked_at.append(entry)
            standing = self.standing(entry.product.id)
            if standing is None:
                gathered.add(entry.product.id, unread(entry))
                continue
            standings[entry.product.id] = standing
            gathered.add(entry.product.id, asks(entry, standing))
        now_ms = self._clock.now_ms()
        plan = plan_of(shop, product_ids, form, gathered, standings, self._settings(), now_ms, around)
        return len(looked_at), plan

    def _row(self, command: c.ListingEditRow) -> ListingPlanRow:
        return listing_row(self._plans.load(command.digest), command.key)

    def _read(self, command: c.ListingEditRead) -> ListingReadView:
        ids = [entry.product.id for entry in here(self._shop(), command.product_ids)]
        return self._reading.start(self._account_id(), self._client(), ids)
