"""Receipts, sent once more: one e-mail for each order, whatever was bought in it. No I/O, no clock."""

from py_core.fulfil.forms import ReceiptsForm
from py_core.fulfil.gather import Gathered, Lookup, block, chosen, on_sale, plan_of, stop, warn
from py_core.plan.plan import Plan, PlanKind, SkipReason
from py_core.plan.sale_steps import ResendReceipt
from py_core.settings import Settings
from py_core.words import say

MOST_RECEIPTS = 1_000
"""Above this many e-mails at once it looks like a mailing, for which receipts are not meant."""


def build_receipts_plan(
    lookup: Lookup,
    form: ReceiptsForm,
    settings: Settings,
    account_id: str,
    now_ms: int,
    *,
    kind: PlanKind = PlanKind.RECEIPTS,
    title: str = "",
    origin_run_id: str | None = None,
) -> Plan:
    """The plan of a form. Raises: InputError with `fields` for everything in it that cannot be used."""
    gathered = Gathered(form.unticked)
    orders: set[int] = set()
    buyers: set[str] = set()
    for sale in chosen(lookup, form.sale_ids, gathered):
        if sale.order_id is not None and sale.order_id in orders:
            gathered.leave(sale, SkipReason.SAME_ORDER, say("receipt_same_order", order=sale.order_text))
        elif gathered.take(sale, [ResendReceipt(**on_sale(sale))]):
            orders.update(() if sale.order_id is None else (sale.order_id,))
            buyers.add(sale.email.casefold())
    count = len(gathered.steps)
    if count > MOST_RECEIPTS:
        gathered.find(stop("receipts_most", count, most=f"{MOST_RECEIPTS:,}"))
    elif count > settings.limit_rows:
        gathered.find(block("receipts_many", count, limit=settings.limit_rows))
    if count:
        gathered.find(warn("receipts_mails", count, buyers=say("buyers", n=len(buyers))))
    named = title or say("title_receipts")
    return plan_of(gathered, kind, account_id, named, now_ms, form, origin_run_id=origin_run_id)
