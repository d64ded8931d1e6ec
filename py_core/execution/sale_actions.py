"""What each kind of step about a sale means at Gumroad: its state in a sale, and the one request that changes it.

As in `actions`, a request comes from its step and from nothing else. No I/O here.
"""

from typing import assert_never

from py_core.execution.reading import Reading
from py_core.gumroad import calls
from py_core.gumroad.calls import SaleRecord
from py_core.gumroad.models import Sale, read_sale_record
from py_core.gumroad.models.audience import LicenseUse
from py_core.gumroad.wire import Call
from py_core.plan.sale_steps import (
    LicenseState,
    MarkShipped,
    RefundSale,
    RefundState,
    ResendReceipt,
    SaleState,
    SaleStep,
    SetLicense,
    ShipState,
    TakeUseBack,
    UsesState,
)


def is_disputed(sale: Sale) -> bool:
    """Whether the buyer's bank took the money back, or is about to."""
    return (sale.chargedback or sale.disputed) and not sale.dispute_won


def sale_state(step: SaleStep, sale: Sale) -> SaleState | None:
    """A sale as far as a step is about it; None where it does not show that any more.

    That is a license key that is another one, or money that is not in the step's currency.
    """
    match step:
        case MarkShipped():
            return ShipState(shipped=bool(sale.shipped), tracking_url=sale.tracking_url or "")
        case ResendReceipt():
            return step.before
        case RefundSale():
            left = 0 if sale.refunded else sale.refundable_minor
            if left is None or sale.currency != step.currency:
                return None
            return RefundState(left_minor=left, disputed=is_disputed(sale))
        case SetLicense() | TakeUseBack():
            held = sale.license
            if held is None or held.key != step.license_key:
                return None
            if isinstance(step, SetLicense):
                return LicenseState(disabled=held.disabled)
            return None if held.uses is None else UsesState(uses=held.uses)
        case _:
            assert_never(step)


def sale_read_call(step: SaleStep) -> Call[SaleRecord]:
    """Ask for the sale. A license is read there, too, since looking it up fails for a key that is switched off."""
    return calls.get_sale(step.sale_id)


def _of_record(step: MarkShipped | RefundSale, call: Call[SaleRecord]) -> Call[Reading]:
    def reading(record: SaleRecord) -> Reading:
        state = sale_state(step, record.sale)
        if state is None:
            raise ValueError("the sale does not show what was changed")
        return Reading(state=state, sale=record)

    return Call(call.request, call.effect, call.scope, lambda body: reading(call.read(body)))


def _of_license(step: SetLicense | TakeUseBack, call: Call[LicenseUse]) -> Call[Reading]:
    """The answer tells the uses, and not whether the key is on: that is read back."""

    def reading(use: LicenseUse) -> Reading:
        return Reading(state=UsesState(uses=use.uses) if isinstance(step, TakeUseBack) else step.after)

    return Call(call.request, call.effect, call.scope, lambda body: reading(call.read(body)))


def sale_write_call(step: SaleStep) -> Call[Reading]:
    """The change itself. Raises: InputError for an amount that Gumroad certainly refuses."""
    match step:
        case MarkShipped(before=before, after=after):
            changed = after.tracking_url != before.tracking_url
            return _of_record(step, calls.mark_as_shipped(step.sale_id, after.tracking_url if changed else None))
        case RefundSale():
            return _of_record(step, calls.refund_sale(step.sale_id, step.amount_minor))
        case ResendReceipt():
            call = calls.resend_receipt(step.sale_id)
            return Call(call.request, call.effect, call.scope, lambda _body: Reading(state=step.after))
        case SetLicense():
            change = calls.disable_license if step.after.disabled else calls.enable_license
            return _of_license(step, change(step.product_id, step.license_key))
        case TakeUseBack():
            return _of_license(step, calls.decrement_license_uses(step.product_id, step.license_key))
        case _:
            assert_never(step)


def with_uses(record: SaleRecord, uses: int) -> SaleRecord:
    """The sale with the uses that an answer told; the rest is as it was read before."""
    return read_sale_record({**record.raw, "license_uses": uses})
