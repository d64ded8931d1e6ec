"""The rows and the words of a preview about sales, drawn from the plan and from nothing else. No I/O here."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, assert_never

from pydantic import TypeAdapter

from py_core.execution.describe import sale_state_text
from py_core.fulfil.forms import FulfilForm
from py_core.plan.plan import Plan, PlanKind, SaleFacts, Skipped, SkipReason
from py_core.plan.sale_steps import (
    MarkShipped,
    RefundSale,
    ResendReceipt,
    SaleStep,
    SetLicense,
    TakeUseBack,
)
from py_core.plan.steps import FOR_GOOD, SALE_STEPS, SALE_SUBJECTS, Subject, subject_of
from py_core.protocol.amounts import Amount
from py_core.protocol.drawing import amount
from py_core.protocol.fulfil_views import RefundTotals, SalePlanRow
from py_core.words import say

USD = "usd"
_HUNDREDTHS_PER_REQUEST = 30
_REQUESTS = {"mark_shipped": 2, "resend_receipt": 1, "refund_sale": 2, "set_license": 3, "take_use_back": 2}
_KINDS = frozenset({PlanKind.SHIPPING, PlanKind.RECEIPTS, PlanKind.REFUNDS, PlanKind.LICENSES})
_SUBJECT_OF_KIND = {
    PlanKind.SHIPPING: Subject.SHIPPED,
    PlanKind.RECEIPTS: Subject.RECEIPTS,
    PlanKind.REFUNDS: Subject.REFUNDS,
}
_FORM: TypeAdapter[FulfilForm] = TypeAdapter(FulfilForm)
Doing = Literal["ship", "receipt", "refund", "enable", "disable", "reset", "skipped"]


def is_about_sales(plan: Plan) -> bool:
    """Whether its rows are sales."""
    return plan.kind in _KINDS or bool(plan.sale_facts)


def sales_form(plan: Plan) -> FulfilForm | None:
    """The form of a preview that can be refined."""
    return _FORM.validate_json(plan.form_json) if plan.form_json else None


def sale_rows(plan: Plan) -> tuple[SalePlanRow, ...]:
    """Every row, in the order of the plan's facts: the steps of one sale are one row."""
    steps: dict[str, list[SaleStep]] = {}
    for step in plan.steps:
        if not isinstance(step, SALE_STEPS):
            raise TypeError(step.kind)
        steps.setdefault(step.sale_id, []).append(step)
    left = {row.key: row for row in plan.skipped}
    refinable = bool(plan.form_json)
    return tuple(
        _left(facts, left[facts.key], refinable=refinable)
        if facts.key in left
        else _row(facts, steps[facts.key], refinable=refinable)
        for facts in plan.sale_facts
    )


def _row(facts: SaleFacts, steps: Sequence[SaleStep], *, refinable: bool) -> SalePlanRow:
    first, last = steps[0], steps[-1]
    refund = first if isinstance(first, RefundSale) else None
    update: dict[str, Any] = {
        "doing": _doing(first),
        "old": sale_state_text(first.before, first.currency),
        "new": sale_state_text(last.after, last.currency),
        "requests": len(steps),
        "can_untick": refinable,
        "can_edit": refinable and facts.editable,
        "usd": None if facts.usd_minor is None else amount(facts.usd_minor, USD, estimate=first.currency != USD),
    }
    if refund is not None:
        update |= {
            "amount": amount(refund.gives_minor, refund.currency),
            "left_after": amount(refund.after.left_minor, refund.currency),
            "full": refund.amount_minor is None,
        }
    return _plain(facts).model_copy(update=update)


def _left(facts: SaleFacts, row: Skipped, *, refinable: bool) -> SalePlanRow:
    return _plain(facts).model_copy(
        update={
            "reason": row.reason,
            "reason_text": row.text,
            "can_untick": refinable and row.reason is SkipReason.UNTICKED,
            "can_edit": refinable and facts.editable,
        }
    )


def _plain(facts: SaleFacts) -> SalePlanRow:
    return SalePlanRow(
        key=facts.key,
        sale_id=facts.sale_id,
        order=facts.order,
        created_at_ms=facts.created_at_ms,
        product_id=facts.product_id,
        product=facts.product,
        buyer=facts.buyer,
        email=facts.email,
        doing="skipped",
        reason=None,
        reason_text="",
        old="",
        new="",
        price=_amount(facts.price_minor, USD),
        listed=facts.listed,
        left=_amount(facts.left_minor, facts.currency),
        amount=None,
        left_after=None,
        usd=None,
        full=False,
        tracking_url=facts.tracking_url,
        license_key=facts.license_key,
        requests=0,
        line=facts.line,
        notes=facts.notes,
        typed_over=facts.typed_over,
        can_untick=False,
        can_edit=False,
    )


def _amount(minor: int | None, currency: str) -> Amount | None:
    return None if minor is None else amount(minor, currency)


def _doing(step: SaleStep) -> Doing:
    match step:
        case MarkShipped():
            return "ship"
        case ResendReceipt():
            return "receipt"
        case RefundSale():
            return "refund"
        case SetLicense():
            return "disable" if step.after.disabled else "enable"
        case TakeUseBack():
            return "reset"
        case _:
            assert_never(step)


def refund_totals(plan: Plan) -> RefundTotals | None:
    """What a plan of refunds gives back, beside its limits."""
    if plan.limits is None:
        return None
    given: dict[str, int] = {}
    for step in plan.steps:
        if isinstance(step, RefundSale):
            given[step.currency] = given.get(step.currency, 0) + step.gives_minor
    done = {step.key for step in plan.steps}
    usd_minor = sum(facts.usd_minor or 0 for facts in plan.sale_facts if facts.key in done)
    return RefundTotals(
        by_currency=tuple(amount(minor, code) for code, minor in given.items()),
        usd=amount(usd_minor, USD, estimate=any(code != USD for code in given)),
        sales=len(plan.steps),
        most_sales=plan.limits.sales,
        most_usd=amount(plan.limits.usd_minor, USD),
    )


def sale_estimate_s(plan: Plan) -> int:
    """About how long a run takes at the pace towards Gumroad: a sale is read before, a license key after, too."""
    requests = sum(_REQUESTS[step.kind] for step in plan.steps)
    return -(-requests * _HUNDREDTHS_PER_REQUEST // 100)


@dataclass(frozen=True, slots=True)
class SaleWords:
    """The sentences around the table of a preview about sales."""

    headline: str
    button: str
    undo: Literal["all", "none"]
    undo_text: str


def sale_words(plan: Plan) -> SaleWords:
    """What stands above and below the table; `undo_text` says before a run whether it can be taken back."""
    subject = _subject(plan)
    rows = len(plan.sale_facts) - len(plan.skipped)
    for_good = subject in FOR_GOOD
    undo_text = say(f"for_good_{subject}") if for_good else say("undo_all")
    undo: Literal["all", "none"] = "none" if for_good else "all"
    if not plan.steps:
        return SaleWords(say("headline_sales_none"), say("button_none"), undo, undo_text)
    n = len(plan.steps) if subject is Subject.USES else rows
    return SaleWords(say(f"headline_{subject}", n=n), say(f"button_{subject}", n=n), undo, undo_text)


def _subject(plan: Plan) -> Subject:
    if plan.steps and (subject := subject_of(plan.steps)) in SALE_SUBJECTS:
        return subject
    return _SUBJECT_OF_KIND.get(plan.kind, Subject.ENABLED)
