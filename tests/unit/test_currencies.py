"""Gumroad's currencies: how amounts are written and read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from py_core.errors import InputError
from py_core.gumroad.currencies import CURRENCIES, currency, format_amount, parse_amount, plain_amount


@pytest.mark.parametrize(
    ("code", "minor", "short", "column"),
    [
        ("usd", 1900, "$19", "$19.00"),
        ("usd", 1999, "$19.99", "$19.99"),
        ("usd", -500, "\N{MINUS SIGN}$5", "\N{MINUS SIGN}$5.00"),
        ("usd", 123_456_700, "$1,234,567", "$1,234,567.00"),
        ("jpy", 500, "¥500", "¥500"),
        ("krw", 111_000, "₩1,110", "₩1,110"),
        ("chf", 100, "CHF 1", "CHF\u00a01.00"),
        ("pln", 379, "3.79 zł", "3.79\u00a0zł"),
        ("vnd", 25618, "25,618 ₫", "25,618\u00a0₫"),
        ("cop", 307_474, "COL$3,074.74", "COL$3,074.74"),
        ("aed", 364, "3.64 AED", "3.64\u00a0AED"),
        ("sar", 372, "SAR3.72", "SAR3.72"),
    ],
)
def test_amounts_are_written_as_gumroad_does(code: str, minor: int, short: str, column: str) -> None:
    assert format_amount(minor, code) == short
    assert format_amount(minor, code, whole_short=False) == column


@pytest.mark.parametrize(
    ("text", "code", "minor"),
    [
        ("19.99", "usd", 1999),
        ("+5", "usd", 500),
        ("-0.50", "usd", -50),
        ("\u22120.5", "usd", -50),
        ("1 200", "usd", 120_000),
        ("1,234.50", "usd", 123_450),
        ("19.990", "usd", 1999),
        ("500", "jpy", 500),
        ("500.00", "jpy", 500),
    ],
)
def test_amounts_are_read_exactly(text: str, code: str, minor: int) -> None:
    assert parse_amount(text, code) == minor


@pytest.mark.parametrize(
    ("text", "code", "error"),
    [
        ("", "usd", "amount_empty"),
        ("  ", "usd", "amount_empty"),
        ("19,99", "usd", "amount_not_a_number"),
        ("nan", "usd", "amount_not_a_number"),
        ("１９", "usd", "amount_not_a_number"),
        ("1.", "usd", "amount_not_a_number"),
        ("1.999", "usd", "amount_too_many_decimals"),
        ("1.5", "jpy", "amount_no_decimals"),
        ("1", "xyz", "unknown_currency"),
    ],
)
def test_what_cannot_be_read_is_refused(text: str, code: str, error: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_amount(text, code)
    assert caught.value.code == error


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(InputError, match="xyz"):
        currency("xyz")


def test_the_list_is_gumroad_s() -> None:
    assert len(CURRENCIES) == 32
    assert [code for code, unit in CURRENCIES.items() if unit.digits == 0] == ["jpy", "vnd"]
    assert all(code == unit.code and unit.min_minor > 0 for code, unit in CURRENCIES.items())


@settings(deadline=None)
@given(st.sampled_from(sorted(CURRENCIES)), st.integers(-(10**12), 10**12))
def test_what_is_written_in_digits_is_read_back(code: str, minor: int) -> None:
    unit = CURRENCIES[code]
    text = format_amount(minor, code).replace(unit.symbol, "").strip()
    assert parse_amount(text, code) == minor


@settings(deadline=None)
@given(st.sampled_from(sorted(CURRENCIES)), st.integers(-(10**12), 10**12))
def test_a_plain_amount_is_read_back(code: str, minor: int) -> None:
    assert parse_amount(plain_amount(minor, code), code) == minor


def test_the_size_of_an_unlisted_currency_is_not_guessed() -> None:
    assert plain_amount(1234, "xyz") == "1234"
