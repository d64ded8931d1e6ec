"""Lenient readings of parameters."""

from decimal import Decimal

import pytest

from py_core.sandbox.casts import (
    Param,
    clamp,
    is_blank,
    is_listed_true,
    is_true_text,
    leading_integer,
    to_boolean,
    to_integer,
    to_text,
    within_int32,
)


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("", None), ("  ", None), (None, None), ([], None), ({}, None), ([1], None),
        ("7", 7), ("+7", 7), (" 7", 7), ("-7x", -7), ("1_000", 1000), ("1__0", 1), ("_1", 0), ("x", 0), ("٣", 0),
        (True, 1), (False, 0), (12, 12), (Decimal("10.99"), 10), (Decimal("-0.5"), 0),
        (Decimal("1E999999"), 10**40), ("9" * 5000, int("9" * 41)),
    ],
)  # fmt: skip
def test_integers(value: Param, read: int | None) -> None:
    assert to_integer(value) == read


@pytest.mark.parametrize(("value", "read"), [(None, 0), ([], 0), ("abc", 0), ("12.5", 12)])
def test_a_leading_integer_is_never_nothing(value: Param, read: int) -> None:
    assert leading_integer(value) == read


@pytest.mark.parametrize(
    ("value", "read"),
    [(None, None), ([], None), ("x", "x"), (5, "5"), (Decimal("1.50"), "1.50"), (True, "1"), (False, "0")],
)
def test_texts(value: Param, read: str | None) -> None:
    assert to_text(value) == read


@pytest.mark.parametrize(
    ("value", "read"),
    [(None, None), ("", None), (0, False), (2, True), (False, False), ("off", False), ("x", True)],
)
def test_booleans(value: Param, read: bool | None) -> None:
    assert to_boolean(value) is read


@pytest.mark.parametrize(
    ("value", "listed", "text"),
    [
        (True, True, False),
        (1, True, False),
        ("true", True, True),
        ("yes", False, False),
        (None, False, False),
    ],
)
def test_strict_truths(value: Param, listed: bool, text: bool) -> None:
    assert (is_listed_true(value), is_true_text(value)) == (listed, text)


@pytest.mark.parametrize(
    ("value", "blank"),
    [(None, True), (" ", True), ([], True), ({}, True), (False, True), (0, False), ("0", False)],
)
def test_blankness(value: Param, blank: bool) -> None:
    assert is_blank(value) is blank


def test_bounds() -> None:
    assert [clamp(value, 0, 9) for value in (None, -1, 5, 99)] == [None, 0, 5, 9]
    assert [within_int32(value) for value in (None, -(2**31), 2**31 - 1, 2**31)] == [True, True, True, False]
