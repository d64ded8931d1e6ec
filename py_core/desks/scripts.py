"""What scripts want: the plans of it, by the same planners as everywhere."""

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from py_core.catalog.products import Shop, ShopProduct
from py_core.codes.planner import build_codes_plan
from py_core.codes.wants import Drop, Item
from py_core.codes.wants import Want as CodeWant
from py_core.desks.script_reading import ScriptReading
from py_core.edits.planner import build_listing_plan
from py_core.edits.standing import Standing, read_standing
from py_core.edits.wants import Field, PriceWant, PublishWant, TextWant, Want
from py_core.errors import InputError
from py_core.execution.ports import Clock
from py_core.gumroad.rules.codes import CodeDraft
from py_core.plan.plan import Plan, PlanKind
from py_core.protocol import script_commands as c
from py_core.protocol.script_views import SavedScriptView, ScriptPlansView, ScriptRulesView, ScriptShelfView
from py_core.protocol.views import PlanView
from py_core.scripting.changes import (
    DropCode,
    NewCode,
    PriceChange,
    PublishChange,
    ScriptChange,
    TagsChange,
    TextChange,
)
from py_core.scripting.examples import examples
from py_core.scripting.reference import reference
from py_core.scripting.roles import roles_of
from py_core.settings import Settings
from py_core.store.catalog_store import CatalogStore
from py_core.store.script_store import ScriptStore
from py_core.values import Value
from py_core.words import say

Handler = Callable[[Any], Any]
NAME_LENGTH = 80
MOST_SAVED = 200


class ScriptsDesk:
    """Scripts of the current shop. `shop` raises InputError where there is none; `keep` stores and draws a plan."""

    def __init__(
        self,
        *,
        reading: ScriptReading,
        store: ScriptStore,
        shop: Callable[[], Shop],
        catalog: CatalogStore,
        settings: Callable[[], Settings],
        clock: Clock,
        keep: Callable[[Plan], Awaitable[PlanView]],
    ) -> None:
        self._reading = reading
        self._store = store
        self._shop = shop
        self._catalog = catalog
        self._settings = settings
        self._clock = clock
        self._keep = keep

    def handlers(self) -> Mapping[type[Value], Handler]:
        """Which command goes where."""
        return {
            c.ScriptRead: self._reading.read,
            c.PlanScript: self._plan,
            c.ScriptShelf: lambda _: self._shelf(),
            c.ScriptSave: self._save,
            c.ScriptAgree: self._agree,
            c.ScriptRules: lambda _: self._rules(),
            c.ScriptRemove: self._remove,
        }

    def _shelf(self) -> ScriptShelfView:
        return ScriptShelfView(saved=self._saved(), examples=examples(), reference=reference())

    def _saved(self) -> tuple[SavedScriptView, ...]:
        return tuple(SavedScriptView(**one._asdict(), roles=roles_of(one.text)) for one in self._store.list())

    def _rules(self) -> ScriptRulesView:
        return ScriptRulesView(scripts=tuple(one for one in self._saved() if one.roles))

    def _agree(self, command: c.ScriptAgree) -> ScriptRulesView:
        self._store.agree(command.name, command.text)
        return self._rules()

    def _save(self, command: c.ScriptSave) -> ScriptShelfView:
        name = " ".join(command.name.split())
        known = {one.name for one in self._store.list()}
        problem = ""
        if not name or len(name) > NAME_LENGTH:
            problem = say("script_name", most=NAME_LENGTH)
        elif name not in known and len(known) >= MOST_SAVED:
            problem = say("script_many_saved", most=MOST_SAVED)
        if problem:
            raise InputError("script_name", problem, fields={"name": problem})
        self._store.save(name, command.text, self._clock.now_ms(), is_foreign=command.is_foreign)
        return self._shelf()

    def _remove(self, command: c.ScriptRemove) -> ScriptShelfView:
        self._store.remove(command.name)
        return self._shelf()

    async def _plan(self, command: c.PlanScript) -> ScriptPlansView:
        shop = self._shop()
        entries = {entry.product.id: entry for entry in shop.products}
        for change in command.changes:
            if change.product_id and change.product_id not in entries:
                raise InputError("script_changed_shop", say("script_changed_shop"))
        title = command.title.strip() or say("script_title")
        listings = _listing_wants(command.changes, entries)
        codes = _code_items(command.changes, shop, entries)
        plans: list[Plan] = []
        if listings:
            plans.append(self._listing_plan(shop, listings, title))
        if codes:
            now_ms = self._clock.now_ms()
            plans.append(
                build_codes_plan(
                    shop,
                    codes,
                    self._settings(),
                    now_ms,
                    kind=PlanKind.CODES,
                    title=title,
                    form_json="",
                    native=self._catalog.native_prices(shop.account_id),
                )
            )
        return ScriptPlansView(plans=tuple([await self._keep(plan) for plan in plans]))

    def _listing_plan(self, shop: Shop, wants: Sequence[Want], title: str) -> Plan:
        standings = {
            want.product_id: self._standing(shop.account_id, want.product_id)
            for want in wants
            if isinstance(want, TextWant)
        }
        return build_listing_plan(shop, standings, wants, self._settings(), self._clock.now_ms(), title=title)

    def _standing(self, account_id: str, product_id: str) -> Standing:
        return read_standing(json.loads(self._catalog.raw_product(account_id, product_id) or "{}"))


def _listing_wants(changes: Sequence[ScriptChange], entries: Mapping[str, ShopProduct]) -> list[Want]:
    """Prices, texts and the rest as wants. Raises: InputError for a price in a currency of before."""
    wants: list[Want] = []
    for change in changes:
        match change:
            case PriceChange():
                product = entries[change.product_id].product
                if product.currency != change.currency:
                    raise InputError("script_changed_shop", say("script_changed_shop"))
                wants.append(PriceWant(product_id=change.product_id, price_minor=change.price_minor))
            case TextChange():
                wants.append(TextWant(product_id=change.product_id, field=Field(change.field), value=change.text))
            case TagsChange():
                wants.append(TextWant(product_id=change.product_id, field=Field.TAGS, value=change.tags))
            case PublishChange():
                wants.append(PublishWant(product_id=change.product_id, published=change.published))
            case NewCode() | DropCode():
                continue
    return wants


def _code_items(changes: Sequence[ScriptChange], shop: Shop, entries: Mapping[str, ShopProduct]) -> list[Item]:
    """Codes to make and to delete. Raises: InputError where there is no product, or a code is gone."""
    items: list[Item] = []
    for change in changes:
        if isinstance(change, NewCode):
            entry = entries.get(change.product_id) or next(iter(shop.products), None)
            if entry is None or (change.currency and change.currency != entry.product.currency):
                raise InputError("script_changed_shop", say("script_changed_shop"))
            items.append(CodeWant(entry=entry, draft=_draft(change)))
        elif isinstance(change, DropCode):
            items.append(_drop(change, shop, entries))
    return items


def _draft(change: NewCode) -> CodeDraft:
    return CodeDraft(
        name=change.name,
        percent_off=change.percent,
        amount_minor=change.amount_minor,
        max_purchase_count=change.limit,
        minimum_amount_minor=change.minimum_minor,
        universal=not change.product_id,
    )


def _drop(change: DropCode, shop: Shop, entries: Mapping[str, ShopProduct]) -> Drop:
    where = [entries[change.product_id]] if change.product_id else list(shop.products)
    for entry in where:
        for code in entry.codes or ():
            if code.id == change.code_id:
                return Drop(entry=entry, code=code)
    raise InputError("script_changed_shop", say("script_changed_shop"))
