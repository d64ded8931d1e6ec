"""From any form about sales to its plan, and from the steps of a run to the plan that comes after it. No I/O."""

from collections.abc import Container, Sequence
from typing import assert_never

from py_core.fulfil.forms import (
    FulfilForm,
    LicenseAction,
    LicenseForm,
    ReceiptsForm,
    RefundForm,
    ShipForm,
)
from py_core.fulfil.gather import Lookup
from py_core.fulfil.licenses import build_license_plan
from py_core.fulfil.receipts import build_receipts_plan
from py_core.fulfil.refunds import build_refund_plan
from py_core.fulfil.shipping import build_ship_plan
from py_core.gumroad.currencies import plain_amount
from py_core.plan.plan import Plan, PlanKind
from py_core.plan.sale_steps import MarkShipped, RefundSale, ResendReceipt, SaleStep, SetLicense, TakeUseBack
from py_core.plan.steps import SALE_STEPS, Step
from py_core.settings import Settings
from py_core.words import say

_KINDS = {
    "ship": PlanKind.SHIPPING,
    "receipts": PlanKind.RECEIPTS,
    "refund": PlanKind.REFUNDS,
    "license": PlanKind.LICENSES,
}


def build_fulfil_plan(
    lookup: Lookup,
    form: FulfilForm,
    settings: Settings,
    account_id: str,
    now_ms: int,
    *,
    kind: PlanKind | None = None,
    title: str = "",
    origin_run_id: str | None = None,
) -> Plan:
    """The plan of a form. Raises: InputError with `fields` for everything in it that cannot be used."""
    kind = kind or _KINDS[form.job]
    match form:
        case ShipForm():
            return build_ship_plan(
                lookup, form, settings, account_id, now_ms, kind=kind, title=title, origin_run_id=origin_run_id
            )
        case ReceiptsForm():
            return build_receipts_plan(
                lookup, form, settings, account_id, now_ms, kind=kind, title=title, origin_run_id=origin_run_id
            )
        case RefundForm():
            return build_refund_plan(
                lookup, form, settings, account_id, now_ms, kind=kind, title=title, origin_run_id=origin_run_id
            )
        case LicenseForm():
            return build_license_plan(
                lookup, form, settings, account_id, now_ms, kind=kind, title=title, origin_run_id=origin_run_id
            )
        case _:
            assert_never(form)


def form_of(steps: Sequence[Step], *, back: bool = False) -> FulfilForm:
    """The form that asks for these steps of one run again, or, with `back`, for what takes them back.

    The plan is then made of the sales as they are known by now, so nothing is sent for those that came through
    meanwhile, and money is held against the limits again. Raises: TypeError for steps that are not about sales.
    """
    of_sales = [step for step in steps if isinstance(step, SALE_STEPS)]
    ids = tuple(dict.fromkeys(step.sale_id for step in of_sales))
    first: SaleStep = of_sales[0]
    match first:
        case MarkShipped():
            tracking = {s.sale_id: s.after.tracking_url for s in of_sales if isinstance(s, MarkShipped)}
            return ShipForm(sale_ids=ids, tracking=tracking)
        case ResendReceipt():
            return ReceiptsForm(sale_ids=ids)
        case RefundSale():
            typed = {
                s.sale_id: plain_amount(s.amount_minor, s.currency)
                for s in of_sales
                if isinstance(s, RefundSale) and s.amount_minor is not None
            }
            return RefundForm(sale_ids=ids, typed=typed)
        case SetLicense():
            disable = first.after.disabled is not back
            return LicenseForm(sale_ids=ids, action=LicenseAction.DISABLE if disable else LicenseAction.ENABLE)
        case TakeUseBack():
            return LicenseForm(sale_ids=ids, action=LicenseAction.RESET)
        case _:
            assert_never(first)


def build_undo_fulfil_plan(
    lookup: Lookup,
    steps: Sequence[Step],
    keys: Container[str] | None,
    settings: Settings,
    account_id: str,
    origin_run_id: str,
    title: str,
    now_ms: int,
) -> Plan:
    """The plan that takes back what a run switched; `keys` chooses among its steps (None: all).

    Nothing blocks an undo.
    """
    wanted = [step for step in steps if keys is None or step.key in keys]
    plan = build_fulfil_plan(
        lookup,
        form_of(wanted, back=True),
        settings,
        account_id,
        now_ms,
        kind=PlanKind.UNDO,
        title=say("title_undo", title=title),
        origin_run_id=origin_run_id,
    )
    told = tuple(finding for finding in plan.findings if finding.severity != "block")
    return plan.model_copy(update={"findings": told})


def build_retry_fulfil_plan(
    lookup: Lookup,
    steps: Sequence[Step],
    settings: Settings,
    account_id: str,
    origin_run_id: str,
    title: str,
    now_ms: int,
) -> Plan:
    """The plan that tries a run's missed steps once more. Blocking findings and limits apply again."""
    return build_fulfil_plan(
        lookup,
        form_of(steps),
        settings,
        account_id,
        now_ms,
        kind=PlanKind.RETRY,
        title=say("title_retry", title=title),
        origin_run_id=origin_run_id,
    )
