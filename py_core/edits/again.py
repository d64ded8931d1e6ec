"""Plans from the steps of a run about listings: undo takes them back, retry does them again. No I/O, no clock.

Every record is read again before its step is sent, so what stands there is not asked of the stored shop.
"""

from collections.abc import Container, Sequence

from py_core.catalog.products import Shop, ShopProduct
from py_core.edits.findings import Price, findings_of
from py_core.edits.rows import Left, LeftRow, Rows
from py_core.gumroad.currencies import CURRENCIES
from py_core.plan.listing_steps import (
    AddVersion,
    CreateProduct,
    DeleteProduct,
    DeleteVersion,
    SetListing,
    SetPublished,
    SetVersion,
)
from py_core.plan.plan import Finding, Plan, PlanKind, SkipReason
from py_core.plan.steps import SetPrice, SetVersionPrice, Step, taken_back
from py_core.pricing.facts import FeeTable, facts_of
from py_core.settings import Settings
from py_core.words import say

_OF_VERSION = (SetVersion, AddVersion, DeleteVersion, SetVersionPrice)


class _Again:
    """Takes steps over one by one. A draft that a run made may not be in the stored shop yet."""

    def __init__(self, shop: Shop, settings: Settings) -> None:
        self.rows = Rows(frozenset())
        self.prices: list[Price] = []
        self._entries = {entry.product.id: entry for entry in shop.products}
        self._fees = FeeTable(settings)

    def add(self, step: Step, undo_note: str = "") -> None:
        """Take the step over, or leave it alone where its product is gone."""
        entry = self._entries.get(step.product_id)
        product = step.product_name if isinstance(step, _OF_VERSION) else step.name
        gone = entry is None or entry.product.deleted
        if gone and not isinstance(step, CreateProduct | DeleteProduct) and not _brings_back(step):
            left = Left(SkipReason.GONE, say("left_gone"))
            self.rows.leave(LeftRow(step.key, left, step.product_id, product))
            return
        line = step.line if isinstance(step, CreateProduct) else None
        self.rows.take(step, product, detail=_detail(step, entry), line=line, undo_note=undo_note)
        if entry is not None and isinstance(step, SetPrice | SetVersionPrice):
            self._priced(entry, step)

    def _priced(self, entry: ShopProduct, step: SetPrice | SetVersionPrice) -> None:
        if entry.product.currency not in CURRENCIES:
            return
        base = step if isinstance(step, SetPrice) else None
        versions = [step] if isinstance(step, SetVersionPrice) else []
        self.prices.append(Price(step, facts_of(entry, base, versions, self._fees, {})[0]))


def _brings_back(step: Step) -> bool:
    """Whether the step is about a product that is deleted, or that an earlier step brings back."""
    return isinstance(step, SetPublished) and (step.before.deleted or bool(step.needs))


def _detail(step: Step, entry: ShopProduct | None) -> str:
    if not isinstance(step, _OF_VERSION):
        return ""
    titles = {v.category_id: v.category_title for v in (entry.versions if entry else None) or ()}
    title = titles.get(step.category_id, "")
    return f"{title}: {step.name}" if title else step.name


def build_undo_listing_plan(
    steps: Sequence[Step],
    keys: Container[str] | None,
    account_id: str,
    origin_run_id: str,
    title: str,
    now_ms: int,
    shop: Shop,
    settings: Settings,
) -> Plan:
    """The plan that takes a run back; `keys` chooses among its steps (None: all). Nothing blocks an undo."""
    wanted = [step for step in steps if keys is None or step.key in keys]
    again = _Again(shop, settings)
    stays = {step.key for step in wanted if isinstance(step, SetListing) and _keeps_category(step)}
    for step in taken_back(wanted):
        again.add(step, say("edit_undo_category") if step.key in stays else "")
    found = findings_of(again.rows, again.prices, {}, settings)
    return _plan(
        again,
        PlanKind.UNDO,
        account_id,
        say("title_undo", title=title),
        now_ms,
        tuple(finding for finding in found if finding.severity != "block"),
        origin_run_id,
    )


def _keeps_category(step: SetListing) -> bool:
    return step.before.category == "" and bool(step.after.category)


def build_retry_listing_plan(
    steps: Sequence[Step],
    account_id: str,
    origin_run_id: str,
    title: str,
    now_ms: int,
    shop: Shop,
    settings: Settings,
) -> Plan:
    """The plan that tries a run's missed steps once more. Blocking findings apply again."""
    again = _Again(shop, settings)
    for step in steps:
        again.add(step)
    found = findings_of(again.rows, again.prices, {}, settings)
    return _plan(again, PlanKind.RETRY, account_id, say("title_retry", title=title), now_ms, found, origin_run_id)


def _plan(
    again: _Again,
    kind: PlanKind,
    account_id: str,
    title: str,
    now_ms: int,
    findings: tuple[Finding, ...],
    origin_run_id: str,
) -> Plan:
    rows = again.rows
    return Plan(
        kind=kind,
        account_id=account_id,
        title=title,
        created_at_ms=now_ms,
        steps=tuple(rows.steps),
        listing_facts=tuple(rows.facts),
        skipped=tuple(rows.skipped),
        findings=findings,
        product_ids=tuple(dict.fromkeys(fact.product_id for fact in rows.facts)),
        origin_run_id=origin_run_id,
    )
