"""Amounts, transactions of any form, and what they add up to."""

from decimal import Decimal
from typing import Any

import pytest

from py_core.gumroad.models import read_payout
from py_core.payouts.amounts import amount_text, cents, exact, plain
from py_core.payouts.reconcile import SaleFacts, by_sales, by_transactions, ids_of, named_ids
from py_core.payouts.record import kept_of
from py_core.payouts.transactions import transactions_of
from py_core.protocol.present_payouts import detail_view, payout_view, status_label, sum_views

SALE = SaleFacts(price_minor=1000, fee_minor=209, refunded_minor=0, won=0)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("150.00", "150.00"), (12.34, "12.34"), (5, "5"), ("-3.5", "-3.5"), ("$1,234.50", "1234.50"),
        ("-$2.00", "-2.00"), (-0.0, "0.0"), ("+7", "7"), ("", None), (None, None), (True, None), ("much", None),
        ([], None), ("1e5", None),
    ],
)  # fmt: skip
def test_amounts_are_read_exactly_or_not_at_all(value: Any, expected: str | None) -> None:
    found = exact(value)
    assert (None if found is None else plain(found)) == expected


@pytest.mark.parametrize(
    ("amount", "currency", "expected"),
    [
        ("150", "usd", "$150.00"), ("-3.5", "usd", "\N{MINUS SIGN}$3.50"), ("1.005", "usd", "1.005 USD"),
        ("15000.00", "jpy", "15000.00 JPY"), ("1", "xyz", "1 XYZ"), ("9.99", "eur", "€9.99"),
    ],
)  # fmt: skip
def test_amounts_are_written_without_losing_anything(amount: str, currency: str, expected: str) -> None:
    assert amount_text(Decimal(amount), currency) == expected
    assert plain(cents(-1)) == "-0.01"


def transactions(*rows: Any) -> Any:
    return transactions_of({"transactions": list(rows)})


def test_transactions_are_read_by_name_by_place_and_in_cents() -> None:
    named = {
        "Type": "Sale",
        "Purchase ID": "s1",
        "Sale Price ($)": "10.00",
        "Gumroad Fees ($)": 2.09,
        "Net Total ($)": 7.91,
    }
    in_cents = {"type": "Sale", "sale_id": "s1", "price_cents": 1000, "fee_cents": 209, "net_cents": 791}
    listed = ["Sale", "2026-01-01", "s1", "Icons", "Li", "li@example.com", 0, 0, 10.0, 2.09, 7.91]
    for row in (named, in_cents, listed):
        (found,) = transactions(row)
        assert (found.type, found.sale_id, found.price, found.fees, found.net) == (
            "Sale", "s1", Decimal(10), Decimal("2.09"), Decimal("7.91"),
        )  # fmt: skip
    odd, text, short, nested = transactions(3, "Sale", ["Sale"], {"type": {"a": 1}, "net_total": "?"})
    assert {each.net for each in (odd, text, short, nested)} == {None}
    assert (odd.raw, nested.type) == ("3", "")
    assert transactions_of(None) is None
    assert transactions_of({"transactions": "none"}) is None


def test_rows_are_grouped_and_compared_with_the_payout() -> None:
    rows = transactions(
        {"type": "Sale", "purchase_id": "s1", "sale_price": "10.00", "gumroad_fees": "2.09", "net_total": "7.91"},
        {"type": "Sale", "purchase_id": "s2", "sale_price": "9.00", "gumroad_fees": "2.09", "net_total": "6.91"},
        {"type": "Payout Fee", "net_total": "-0.50"},
        {"type": "Credit", "amount": "?"},
    )
    found = by_transactions(rows, Decimal("14.32"), {"s1": SALE, "s2": SALE}, dollars=True)
    assert [(line.kind, line.count, line.net, line.unknown) for line in found.lines] == [
        ("Sale", 2, Decimal("14.82"), 0), ("Payout Fee", 1, Decimal("-0.50"), 0), ("Credit", 1, Decimal(0), 1),
    ]  # fmt: skip
    assert (found.difference, found.unknown) == (Decimal("0.00"), 1)
    assert (found.matched.named, found.matched.here, found.matched.differ) == (2, 2, ("s2",))
    assert by_transactions(rows, Decimal(1), {}, dollars=False).difference is None
    assert by_transactions(rows, None, {}, dollars=True).difference is None


def test_stored_sales_are_added_up_where_there_is_nothing_better() -> None:
    detail = {"sales": ["s1", "s2", {"id": "s3"}, {}], "refunded_sales": ["s2"], "disputed_sales": ["s4", "s5"]}
    sales = {
        "s1": SALE,
        "s2": SALE._replace(refunded_minor=400),
        "s4": SALE,
        "s5": SALE._replace(won=1),
    }
    found = by_sales(detail, Decimal(0), sales, dollars=True)
    assert [(line.kind, line.count, line.unknown, line.net) for line in found.lines] == [
        ("sales", 3, 1, Decimal("15.82")), ("refunded_sales", 1, 0, Decimal("-4.00")),
        ("disputed_sales", 2, 0, Decimal("-10.00")),
    ]  # fmt: skip
    assert (found.total, found.difference) == (Decimal("1.82"), Decimal("-1.82"))
    assert (found.matched.named, found.matched.here) == (5, 4)
    assert ids_of({"sales": None}, "sales") == ()
    rows = transactions({"purchase_id": "s9"}, {"type": "Credit"})
    assert named_ids({"sales": ["s1"]}, rows) == ("s1", "s9")


def payout(detail: dict[str, Any] | None, **changes: Any) -> Any:
    raw = {"id": "p", "amount": "7.91", "currency": "usd", "status": "completed", **changes}
    return kept_of(read_payout(raw), detail, 5)


ROW = {"type": "Sale", "purchase_id": "s1", "sale_price": "10.00", "gumroad_fees": "2.09", "net_total": "7.91"}


@pytest.mark.parametrize(
    ("changes", "detail", "agrees", "outcome"),
    [
        ({}, {"transactions": [ROW], "sales": []}, True, "It adds up: $7.91"),
        ({"amount": "8.00"}, {"transactions": [ROW]}, False, "It adds up to $7.91. The payout is $8.00, $0.09 mor"),
        ({"amount": "7.00"}, {"transactions": [ROW]}, False, "It adds up to $7.91. The payout is $7.00, $0.91 les"),
        ({"currency": "eur"}, {"transactions": [ROW]}, None, "It adds up to $7.91. The payout is €7.91: another"),
        ({"amount": "soon"}, {"transactions": [ROW]}, None, "It adds up to $7.91. The amount of the payout cannot"),
        ({"amount": None}, {}, None, "There is nothing to compare no amount told with."),
        ({}, None, None, ""),
    ],
)  # fmt: skip
def test_the_outcome_is_said_and_never_made_up(
    changes: dict[str, Any], detail: dict[str, Any] | None, agrees: bool | None, outcome: str
) -> None:
    view = detail_view(payout(detail, **changes), {})
    assert view.agrees is agrees
    assert view.outcome.startswith(outcome)
    assert (view.outcome == "") == (detail is None)
    if detail is not None:
        no_sales = any("view_sales" in note for note in view.notes)
        assert no_sales == ("sales" not in detail)


def test_what_is_known_about_a_difference_is_noted() -> None:
    rows = [ROW | {"purchase_id": f"s{number}"} for number in range(7)] + [{"type": ""}]
    sales = {f"s{number}": SALE._replace(price_minor=999) for number in range(7)}
    view = detail_view(payout({"transactions": rows, "sales": []}), sales)
    text = " ".join(view.notes)
    assert "1 row has no net amount" in text
    assert "7 of the 7 sales" in text
    assert "another price" in text
    assert "…" in text
    assert "nothing in them says" in text
    assert view.lines[-1].label == "Without a type"
    by_list = detail_view(payout({"sales": ["s1", "gone"]}), sales)
    assert "1 sale of it is not among" in by_list.notes[0]
    assert "payout fees" in " ".join(by_list.notes)


def test_unknown_statuses_and_currencies_are_shown_as_told() -> None:
    assert [status_label(status) for status in ("failed", "completed", "on_the_moon", "")] == [
        "Failed", "Paid", "on the moon", "?",
    ]  # fmt: skip
    view = payout_view(payout(None, processor="x", payment_processor="stripe", bank_account_visual="**6789"))
    assert (view.way, view.tone, view.read) == ("Stripe · **6789", "good", False)
    sums = sum_views([payout(None), payout(None, currency="eur"), payout(None), payout(None, status="failed")])
    assert [(each.currency, each.amount, each.count) for each in sums] == [
        ("USD", "$15.82", 2),
        ("EUR", "€7.91", 1),
    ]
