"""Numbers as people type them."""

from fractions import Fraction

import pytest

from py_core.errors import InputError
from py_core.typed import parse_count, parse_decimal, parse_percent, plain


@pytest.mark.parametrize(
    ("text", "value"), [("5", "5"), ("+5.", "5"), ("-.25", "-1/4"), ("1\u00a0200", "1200"), ("\u22123", "-3")]
)
def test_decimals_are_exact(text: str, value: str) -> None:
    assert parse_decimal(text, "1") == Fraction(value)


def test_a_percent_sign_is_taken_off_once() -> None:
    assert parse_percent("5 %", "1") == 5
    with pytest.raises(InputError, match="not a number"):
        parse_percent("5%%", "1")


def test_counts_are_whole() -> None:
    assert parse_count("10.0", "1") == 10
    for text in ("1.5", "-1"):
        with pytest.raises(InputError, match="whole number"):
            parse_count(text, "1")


@pytest.mark.parametrize("text", ["0", "1.15", "-3", "0.05", "-0.5", "120"])
def test_plain_gives_back_what_was_typed(text: str) -> None:
    assert plain(Fraction(text)) == text


def test_plain_cuts_what_has_no_end() -> None:
    assert plain(Fraction(1, 3)) == "0." + "3" * 15


@pytest.mark.parametrize("text", ["9" * 100_000, "," * 100_000, "1." * 50_000 + ","])
def test_long_nonsense_is_refused_at_once(text: str) -> None:
    with pytest.raises(InputError):
        parse_decimal(text, "1")
