"""Cells of exported sales: exact amounts, moments, names, and Gumroad's own way of writing them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from py_core.gumroad.currencies import CURRENCIES, format_amount, plain_amount
from py_core.sales import cells


@given(st.integers(-(10**12), 10**12))
def test_dollars_are_exact(cents: int) -> None:
    text = cells.dollars(cents) or ""
    assert int(text.replace(".", "")) == cents
    assert text[-3] == "."
    assert float(cells.short_dollars(cents) or "") == float(text)


@pytest.mark.parametrize(
    ("cents", "text"), [(10_000, "100.0"), (31, "0.31"), (350, "3.5"), (0, "0.0"), (-5, "-0.05")]
)
def test_gumroads_file_has_no_last_zero(cents: int, text: str) -> None:
    assert cells.short_dollars(cents) == text
    assert (cells.short_dollars(None), cells.dollars(None)) == (None, None)


@given(st.sampled_from(sorted(CURRENCIES)), st.integers(0, 10**10))
def test_formatted_amounts_are_read_back_exactly(currency: str, minor: int) -> None:
    if currency in ("krw", "idr", "cop", "twd"):
        minor -= minor % 100
    text = format_amount(minor, currency)
    assert cells.listed_minor(text, currency) == minor
    assert cells.listed_amounts()([text], [currency]) == [plain_amount(minor, currency)]


def test_amounts_that_cannot_be_read_are_not_guessed() -> None:
    assert cells.listed_minor("$1.00", None) is None
    assert cells.listed_minor("$1.00", "xxx") is None
    assert cells.listed_minor("free", "usd") is None
    assert cells.listed_minor("$1.005", "usd") is None
    assert cells.listed_amounts()(["", "$2"], ["usd", None]) == [None, None]


def test_what_was_paid_falls_back_to_dollars() -> None:
    texts, currencies, prices = ["¥500", "?"], ["jpy", None], [330, 1_200]
    assert cells.paid_amounts()(texts, currencies, prices) == ["500", "12.00"]
    assert cells.paid_currencies()(texts, currencies) == ["JPY", "USD"]


def test_listed_refunds_are_what_cannot_be_given_back_any_more() -> None:
    draw = cells.listed_refunds()
    assert draw(
        ["$19", "¥500", "€10", "x", "$5"], ["9.50", "0", "10", "1", "5"], ["usd", "jpy", "eur", "eur", None],
        [1, 2, 0, 1, 0],
    ) == ["9.50", "500", "0.00", None, None]  # fmt: skip


def test_moments() -> None:
    assert cells.utc_moment(1_783_861_541_000) == "2026-07-12 13:05:41 UTC"
    assert cells.utc_day(1_783_861_541_000) == "2026-07-12"
    assert (cells.utc_moment(None), cells.utc_day(None)) == (None, None)
    assert cells.stamp("2026-07-12T13:05:41Z") == 1_783_861_541_000
    assert (cells.stamp(""), cells.stamp("soon")) == (None, None)
    assert cells.day_of(20_646) == "2026-07-12"


def test_names_and_fields() -> None:
    assert cells.names_of('{"Licence":"Team","Period":"Yearly"}') == "Team, Yearly"
    assert cells.names_of("") == ""
    assert cells.ruby_pairs('{"Company":"Acme \\"A\\" #{x}","n":1,"none":null}') == (
        '{"Company" => "Acme \\"A\\" \\#{x}", "n" => 1, "none" => nil}'
    )
    assert cells.ruby_pairs("") == "{}"
    company = cells.field_of("Company")
    assert [company(text) for text in ("", '{"Company":"Acme"}', '{"Other":"x"}', '{"Company":true}')] == [
        None, "Acme", None, "true",
    ]  # fmt: skip


def test_small_parts() -> None:
    assert [cells.padded_zip(text) for text in ("", "501", "12345")] == ["", "00501", "12345"]
    assert [cells.payment_type(each) for each in ("", "visa", "paypal")] == [None, "Card", "PayPal"]
    assert [cells.affiliate_cents(each) for each in ("$2.50", "", "x", "$0.125")] == [250, None, None, None]
    assert cells.named({"a": "Icons"})(["a", "b"]) == ["Icons", "b"]


def test_what_is_remembered_stays_bounded() -> None:
    drawn = cells.Drawn(str)
    assert [drawn[at] for at in range(cells.MOST_DRAWN + 1)][-1] == str(cells.MOST_DRAWN)
    assert len(drawn) == 1
