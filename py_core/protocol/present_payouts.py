"""Drawing payouts: their list, and whether what one is made of adds up to it. No I/O here."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Literal

from py_core.payouts.amounts import amount_text
from py_core.payouts.reconcile import LISTS, Line, Reconciled, SaleFacts, by_sales, by_transactions, names_sales
from py_core.payouts.record import COMPLETED, PAUSED, STATUSES, KeptPayout
from py_core.payouts.transactions import Transaction, transactions_of
from py_core.protocol.payout_views import PayoutDetailView, PayoutLineView, PayoutView, SumView, TransactionView
from py_core.words import say

TRANSACTIONS_SHOWN = 1_000
IDS_NAMED = 5
_USD = "usd"
_TONES: Mapping[str, Literal["good", "care", "bad", "plain"]] = {
    COMPLETED: "good",
    PAUSED: "care",
    "unclaimed": "care",
    "returned": "bad",
    "reversed": "bad",
    "failed": "bad",
}


def status_label(status: str) -> str:
    """A payout's status in words; one that is not known as Gumroad writes it."""
    if status == "failed":
        return say("payouts_failed_status")
    return say(f"payouts_{status}") if status in STATUSES else status.replace("_", " ").strip() or "?"


def payout_view(payout: KeptPayout) -> PayoutView:
    """One row of the list."""
    processor = payout.processor.replace("_", " ").title() if payout.processor else ""
    return PayoutView(
        payout_id=payout.payout_id,
        amount=_amount(payout),
        currency=payout.currency.upper(),
        status=payout.status,
        status_label=status_label(payout.status),
        tone=_TONES.get(payout.status, "plain"),
        created_ms=payout.created_ms,
        processed_ms=payout.processed_ms,
        way=" · ".join(part for part in (processor, payout.account) if part),
        read=payout.detail is not None,
    )


def _amount(payout: KeptPayout) -> str:
    if payout.amount is not None:
        return amount_text(payout.amount, payout.currency)
    return f"{payout.amount_told} {payout.currency.upper()}" if payout.amount_told else say("payouts_no_amount")


def sum_views(payouts: Iterable[KeptPayout]) -> tuple[SumView, ...]:
    """What the paid ones add up to, by currency, the most payouts first."""
    sums: dict[str, tuple[Decimal, int]] = {}
    for payout in payouts:
        if payout.status == COMPLETED and payout.amount is not None:
            total, count = sums.get(payout.currency, (Decimal(0), 0))
            sums[payout.currency] = (total + payout.amount, count + 1)
    ordered = sorted(sums.items(), key=lambda item: (-item[1][1], item[0]))
    return tuple(
        SumView(currency=code.upper(), amount=amount_text(total, code), count=count)
        for code, (total, count) in ordered
    )


def detail_view(payout: KeptPayout, sales: Mapping[str, SaleFacts]) -> PayoutDetailView:
    """What one payout is made of. `sales` are the stored ones among those it names."""
    transactions = transactions_of(payout.detail)
    found = reconciled(payout, transactions, sales)
    total = amount_text(found.total, _USD)
    return PayoutDetailView(
        payout=payout_view(payout),
        read_at_ms=payout.detail_read_at_ms,
        source=say(f"payouts_source_{found.source}") if payout.detail is not None else say("payouts_not_read"),
        lines=tuple(_line(line) for line in found.lines),
        total=total,
        difference="" if found.difference is None else amount_text(found.difference, _USD),
        agrees=None if found.difference is None else found.difference == 0,
        outcome=_outcome(payout, found, total) if payout.detail is not None else "",
        notes=tuple(_notes(payout, found)) if payout.detail is not None else (),
        transactions=None
        if transactions is None
        else tuple(_transaction(each) for each in transactions[:TRANSACTIONS_SHOWN]),
        transaction_count=len(transactions or ()),
    )


def reconciled(
    payout: KeptPayout, transactions: tuple[Transaction, ...] | None, sales: Mapping[str, SaleFacts]
) -> Reconciled:
    """By Gumroad's transactions where it gave some, else by the sales it named, else nothing."""
    dollars = payout.currency == _USD
    if transactions:
        return by_transactions(transactions, payout.amount, sales, dollars=dollars)
    if payout.detail is not None and any(payout.detail.get(name) for name in LISTS):
        return by_sales(payout.detail, payout.amount, sales, dollars=dollars)
    return Reconciled(source="none")


def _line(line: Line) -> PayoutLineView:
    label = say(f"payouts_line_{line.kind}") if line.kind in LISTS else line.kind or say("payouts_line_untyped")
    return PayoutLineView(
        label=label,
        count=line.count,
        gross=amount_text(line.gross, _USD),
        fees=amount_text(line.fees, _USD),
        net=amount_text(line.net, _USD),
        unknown=line.unknown,
    )


def _outcome(payout: KeptPayout, found: Reconciled, total: str) -> str:
    amount = _amount(payout)
    if not found.lines:
        return say("payouts_nothing_to_compare", amount=amount)
    if payout.amount is None:
        return say("payouts_amount_unreadable", total=total, amount=amount)
    if found.difference is None:
        return say("payouts_other_currency", total=total, amount=amount)
    if found.difference == 0:
        return say("payouts_agrees", total=total)
    way = say("payouts_more" if found.difference > 0 else "payouts_less")
    difference = amount_text(abs(found.difference), _USD)
    return say("payouts_differs", total=total, amount=amount, difference=difference, way=way)


def _notes(payout: KeptPayout, found: Reconciled) -> Iterable[str]:
    matched = found.matched
    if found.unknown:
        key = "payouts_note_missing_sales" if found.source == "sales" else "payouts_note_unknown_rows"
        yield say(key, n=found.unknown)
    if matched.named:
        yield say("payouts_note_matched", n=matched.named, here=matched.here)
    if matched.differ:
        ids = ", ".join(matched.differ[:IDS_NAMED]) + (" …" if len(matched.differ) > IDS_NAMED else "")
        yield say("payouts_note_differ", n=len(matched.differ), ids=ids)
    if found.difference:
        yield say(f"payouts_note_by_{found.source}")
    if payout.detail is not None and not names_sales(payout.detail):
        yield say("payouts_note_no_sales")


def _transaction(each: Transaction) -> TransactionView:
    def money(amount: Decimal | None) -> str:
        return "" if amount is None else amount_text(amount, _USD)

    return TransactionView(
        type=each.type,
        date=each.date,
        item=each.item,
        who=each.email or each.buyer,
        price=money(each.price),
        fees=money(each.fees),
        net=money(each.net),
        sale_id=each.sale_id,
        raw=each.raw,
    )
