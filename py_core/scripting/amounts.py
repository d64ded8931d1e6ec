"""Money in scripts: exact, of one currency, and compared with numbers as a person types them."""

from decimal import Decimal, InvalidOperation, localcontext
from fractions import Fraction
from functools import total_ordering
from typing import TypeAlias

from py_core.errors import InputError
from py_core.gumroad.currencies import currency, format_amount
from py_core.words import say


@total_ordering
class Amount:
    """An exact amount of money, such as `$12.50`.

    Compare it with a number of the same currency's own units (`p.price < 10`), with a text (`"9.99"`) or with
    another amount of the same currency. Adding, taking away and multiplying give amounts again; dividing one amount
    by another gives a plain number. `minor` is the same in the smallest unit (cents), `major` in whole units.
    """

    __slots__ = ("_minor", "currency")

    def __init__(self, value: "Number", code: str) -> None:
        self.currency = code
        self._minor = exact(value, code)

    @classmethod
    def of_minor(cls, minor: int | Fraction, code: str) -> "Amount":
        """An amount out of its smallest units, as Gumroad keeps it."""
        found = cls.__new__(cls)
        found.currency = code
        found._minor = minor
        return found

    @property
    def major(self) -> Decimal:
        """The amount in whole units, such as Decimal("12.50"); at most six decimals."""
        return rounded(Fraction(self._minor) / _minors(self.currency), 6)

    @property
    def minor(self) -> int:
        """The amount in the currency's smallest unit. Raises: InputError where it is not a whole number of them."""
        minor = Fraction(self._minor)
        if minor.denominator != 1:
            raise InputError("script_not_exact", say("script_not_exact", amount=str(self)))
        return minor.numerator

    def __repr__(self) -> str:
        minor = Fraction(self._minor)
        if minor.denominator == 1:
            return format_amount(minor.numerator, self.currency)
        return f"{format_amount(round(minor), self.currency)} (not exact)"

    __str__ = __repr__

    def __hash__(self) -> int:
        return hash((self._minor, self.currency))

    def __bool__(self) -> bool:
        return bool(self._minor)

    def __float__(self) -> float:
        return float(Fraction(self._minor) / _minors(self.currency))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Amount):
            return self.currency == other.currency and self._minor == other._minor
        try:
            return self._minor == exact(other, self.currency)
        except InputError:
            return NotImplemented

    def __lt__(self, other: "Number") -> bool:
        return self._minor < exact(other, self.currency)

    def __add__(self, other: "Number") -> "Amount":
        return Amount.of_minor(self._minor + exact(other, self.currency), self.currency)

    __radd__ = __add__

    def __sub__(self, other: "Number") -> "Amount":
        return Amount.of_minor(self._minor - exact(other, self.currency), self.currency)

    def __rsub__(self, other: "Number") -> "Amount":
        return Amount.of_minor(exact(other, self.currency) - self._minor, self.currency)

    def __neg__(self) -> "Amount":
        return Amount.of_minor(-self._minor, self.currency)

    def __mul__(self, other: "int | float | str | Decimal | Fraction") -> "Amount":
        return Amount.of_minor(self._minor * plain(other), self.currency)

    __rmul__ = __mul__

    def __truediv__(self, other: "Number") -> "Amount | Decimal":
        if isinstance(other, Amount):
            return rounded(Fraction(self._minor) / exact(other, self.currency), 6)
        return Amount.of_minor(self._minor / plain(other), self.currency)


_DIGITS = 10_000
"""Decimals keep so many digits here: by themselves they would round to 28."""

Number: TypeAlias = int | float | str | Decimal | Fraction | Amount


def _minors(code: str) -> int:
    """Smallest units in one unit of a currency."""
    return 100 if currency(code).digits else 1


def rounded(value: Fraction, places: int) -> Decimal:
    """A fraction as a decimal number, to the nearest of so many places."""
    with localcontext(prec=_DIGITS):
        return Decimal(round(value * 10**places)).scaleb(-places).normalize() + Decimal(0)


def exact(value: object, code: str) -> int | Fraction:
    """A number, a text or an amount as an exact number of the currency's smallest units.

    A number with decimals counts as it was typed: 9.99 is 9.99. Raises: InputError for another currency or no
    number.
    """
    if isinstance(value, Amount):
        if value.currency != code:
            raise InputError(
                "script_currencies", say("script_currencies", one=code.upper(), other=value.currency.upper())
            )
        return value._minor
    return plain(value) * _minors(code)


def plain(value: object) -> Fraction:
    """A number as it was typed. Raises: InputError."""
    if isinstance(value, Fraction | int) and not isinstance(value, bool):
        return Fraction(value)
    if isinstance(value, float | str | Decimal):
        try:
            return Fraction(Decimal(str(value).strip()))
        except (InvalidOperation, ValueError, OverflowError):
            pass
    raise InputError("script_no_number", say("script_no_number", value=repr(value)[:60]))
