"""A plan as its preview, drawn from the plan and from nothing else. No I/O here."""

from collections.abc import Sequence

from pydantic import TypeAdapter

from py_core.codes.forms import CodesForm
from py_core.money import BP_ONE
from py_core.parity.forms import ParityForm
from py_core.plan.plan import Facts, Finding, Plan, PlanKind, Skipped, SkipReason
from py_core.plan.safety import percent_text
from py_core.plan.steps import SetPrice, SetVersionPrice, Subject, subject_of
from py_core.pricing.findings import after_currency, break_text
from py_core.pricing.form import PriceForm
from py_core.protocol.amounts import Amount
from py_core.protocol.drawing import amount, signed_amount
from py_core.protocol.present_code_plan import code_estimate_s, code_rows, code_words
from py_core.protocol.present_listing_plan import is_about_listings, listing_view_parts
from py_core.protocol.present_sale_plan import (
    is_about_sales,
    refund_totals,
    sale_estimate_s,
    sale_rows,
    sale_words,
    sales_form,
)
from py_core.protocol.views import FindingView, PlanRow, PlanView
from py_core.words import say

_HUNDREDTHS_PER_WRITE = 65
_EDITABLE = frozenset({SkipReason.SAME, SkipReason.RULE, SkipReason.OTHER_CURRENCY})
_HEADLINES = {
    PlanKind.PRICES: "headline_prices",
    PlanKind.UNDO: "headline_undo",
    PlanKind.RETRY: "headline_prices",
}
_CODES_FORM: TypeAdapter[CodesForm | ParityForm] = TypeAdapter(CodesForm | ParityForm)
_BUTTONS = {
    PlanKind.PRICES: "button_prices",
    PlanKind.UNDO: "button_undo",
    PlanKind.RETRY: "button_retry",
}


def change_bp(before: int, after: int) -> int | None:
    """By how much a price moves, in basis points to the nearest; None from zero."""
    if before == 0:
        return None
    moved = abs(after - before) * BP_ONE
    size = (2 * moved + before) // (2 * before)
    return size if after >= before else -size


def _net(minor: int | None, code: str, estimate: bool) -> Amount | None:
    return None if minor is None else amount(minor, code, estimate=estimate)


def _row(step: SetPrice | SetVersionPrice, fact: Facts, can_edit: bool) -> PlanRow:
    code = after_currency(step)
    code_before = fact.currency_before or code
    if isinstance(step, SetPrice):
        old, new, parent = step.before.price_minor, step.after.price_minor, None
    else:
        old = fact.base_before + step.before.price_difference_minor
        new = fact.base_after + step.after.price_difference_minor
        parent = step.product_id
    same_currency = code == code_before
    moved = change_bp(old, new) if same_currency else None
    net_change = None
    if same_currency and fact.net_before is not None and fact.net_after is not None:
        net_change = signed_amount(fact.net_after - fact.net_before, code, estimate=fact.estimate)
    return PlanRow(
        key=step.key,
        parent=parent,
        product_id=step.product_id,
        name=step.name,
        detail=fact.detail,
        state="change",
        reason=None,
        reason_text="",
        old=amount(old, code_before),
        new=amount(new, code),
        suffix=fact.suffix,
        change=signed_amount(new - old, code) if same_currency else None,
        change_percent="" if moved is None else percent_text(moved),
        change_bp=moved,
        net_old=_net(fact.net_before, code_before, fact.estimate),
        net_new=_net(fact.net_after, code, fact.estimate),
        net_change=net_change,
        discover_old=_net(fact.discover_before, code_before, False),
        discover_new=_net(fact.discover_after, code, False),
        breaks=fact.breaks,
        break_texts=tuple(break_text(broken, code) for broken in fact.breaks),
        undo_note=fact.undo_note,
        typed_over=fact.typed_over,
        can_edit=can_edit,
        error="",
    )


def _left_row(row: Skipped, can_edit: bool) -> PlanRow:
    return PlanRow(
        key=row.key,
        parent=None if row.key == row.product_id else row.product_id,
        product_id=row.product_id,
        name=row.name,
        detail="",
        state="skipped",
        reason=row.reason,
        reason_text=row.text,
        old=None if row.price_minor is None else amount(row.price_minor, row.currency),
        new=None,
        suffix=row.suffix,
        change=None,
        change_percent="",
        change_bp=None,
        net_old=None,
        net_new=None,
        net_change=None,
        discover_old=None,
        discover_new=None,
        breaks=(),
        break_texts=(),
        undo_note="",
        typed_over=False,
        can_edit=can_edit and row.reason in _EDITABLE,
        error="",
    )


def _rows(plan: Plan) -> tuple[PlanRow, ...]:
    can_edit = plan.kind is PlanKind.PRICES
    grouped: dict[str, list[PlanRow]] = {product_id: [] for product_id in plan.product_ids}
    for step, fact in zip(plan.steps, plan.facts, strict=True):
        if not isinstance(step, SetPrice | SetVersionPrice):
            raise TypeError(step.kind)
        grouped.setdefault(step.product_id, []).append(_row(step, fact, can_edit))
    for left in plan.skipped:
        grouped.setdefault(left.product_id, []).append(_left_row(left, can_edit))
    return tuple(row for group in grouped.values() for row in sorted(group, key=lambda row: row.parent is not None))


def _finding(finding: Finding, writes: int) -> FindingView:
    ask = ""
    if finding.severity == "block":
        ask = say(f"ask_{finding.code}", n=len(finding.keys) or writes, typed=finding.typed)
    return FindingView(
        code=finding.code,
        severity=finding.severity,
        text=finding.text,
        ask=ask,
        keys=finding.keys,
        accepted=finding.accepted,
        typed=finding.typed,
    )


def _left_alone(plan: Plan) -> int:
    """Rows left alone; a product that stays while its versions change is not one of them."""
    touched = {step.product_id for step in plan.steps}
    return sum(1 for row in plan.skipped if row.reason is not SkipReason.SAME or row.product_id not in touched)


def _summary(rows: Sequence[PlanRow], left: int) -> str:
    parts = [say("summary_left", n=left)] if left else []
    zero = sum(1 for row in rows if row.new is not None and row.new.minor == 0 and row.old != row.new)
    if zero:
        parts.append(say("summary_zero", n=zero))
    moves = [row.change_bp for row in rows if row.change_bp is not None]
    if moves:
        parts.append(say("summary_largest", change=percent_text(max(moves, key=abs))))
    return " · ".join(parts)


def is_about_codes(plan: Plan) -> bool:
    """Whether its rows are codes; a plan without steps is about what its kind says."""
    if plan.steps:
        return subject_of(plan.steps) is not Subject.PRICES
    return plan.kind in (PlanKind.CODES, PlanKind.MINT)


def _codes_form(plan: Plan) -> CodesForm | ParityForm | None:
    if plan.kind not in (PlanKind.CODES, PlanKind.MINT) or not plan.form_json:
        return None
    return _CODES_FORM.validate_json(plan.form_json)


def plan_view(plan: Plan, digest: str) -> PlanView:
    """The preview of a plan; `digest` is the plan's own and is not worked out again."""
    if is_about_listings(plan):
        return _listings_view(plan, digest)
    if is_about_sales(plan):
        return _sales_view(plan, digest)
    return _codes_view(plan, digest) if is_about_codes(plan) else _prices_view(plan, digest)


def _sales_view(plan: Plan, digest: str) -> PlanView:
    writes, left = len(plan.steps), len(plan.skipped)
    words = sale_words(plan)
    return PlanView(
        digest=digest,
        kind=plan.kind,
        title=plan.title,
        headline=words.headline,
        summary=say("summary_left", n=left) if left else "",
        rows=(),
        code_rows=(),
        findings=tuple(_finding(finding, writes) for finding in plan.findings),
        writes=writes,
        changing=len(plan.sale_facts) - left,
        skipped=left,
        estimate_s=sale_estimate_s(plan),
        undo=words.undo,
        undo_text=words.undo_text,
        button=words.button,
        blocked=bool(plan.open_blocks()),
        form=None,
        codes_form=None,
        product_ids=plan.product_ids,
        origin_run_id=plan.origin_run_id,
        sale_rows=sale_rows(plan),
        sales_form=sales_form(plan),
        totals=refund_totals(plan),
    )


def _listings_view(plan: Plan, digest: str) -> PlanView:
    writes, left = len(plan.steps), len(plan.skipped)
    return PlanView(
        digest=digest,
        kind=plan.kind,
        title=plan.title,
        summary=say("summary_left", n=left) if left else "",
        rows=(),
        code_rows=(),
        findings=tuple(_finding(finding, writes) for finding in plan.findings),
        writes=writes,
        changing=writes,
        skipped=left,
        blocked=bool(plan.open_blocks()),
        form=None,
        codes_form=None,
        product_ids=plan.product_ids,
        origin_run_id=plan.origin_run_id,
        **listing_view_parts(plan),
    )


def _codes_view(plan: Plan, digest: str) -> PlanView:
    writes, left = len(plan.steps), len(plan.skipped)
    words = code_words(plan)
    return PlanView(
        digest=digest,
        kind=plan.kind,
        title=plan.title,
        headline=words.headline,
        summary=say("summary_left", n=left) if left else "",
        rows=(),
        code_rows=code_rows(plan),
        findings=tuple(_finding(finding, writes) for finding in plan.findings),
        writes=writes,
        changing=writes,
        skipped=left,
        estimate_s=code_estimate_s(plan),
        undo=words.undo,
        undo_text=words.undo_text,
        button=words.button,
        blocked=bool(plan.open_blocks()),
        form=None,
        codes_form=_codes_form(plan),
        product_ids=plan.product_ids,
        origin_run_id=plan.origin_run_id,
    )


def _prices_view(plan: Plan, digest: str) -> PlanView:
    rows = _rows(plan)
    writes = len(plan.steps)
    left = _left_alone(plan)
    lost = sum(1 for fact in plan.facts if fact.undo_note)
    return PlanView(
        digest=digest,
        kind=plan.kind,
        title=plan.title,
        headline=say(_HEADLINES[plan.kind], n=writes) if writes else say("headline_none"),
        summary=_summary(rows, left),
        rows=rows,
        code_rows=(),
        findings=tuple(_finding(finding, writes) for finding in plan.findings),
        writes=writes,
        changing=writes,
        skipped=left,
        estimate_s=-(-writes * _HUNDREDTHS_PER_WRITE // 100),
        undo="partly" if lost else "all",
        undo_text=say("undo_partly", n=lost) if lost else say("undo_all"),
        button=say(_BUTTONS[plan.kind], n=writes) if writes else say("button_none"),
        blocked=bool(plan.open_blocks()),
        form=PriceForm.model_validate_json(plan.form_json) if plan.form_json else None,
        codes_form=None,
        product_ids=plan.product_ids,
        origin_run_id=plan.origin_run_id,
    )
