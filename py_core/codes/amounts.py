"""The typed fields of the codes forms, each read exactly or refused with a sentence of its own. No I/O here."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from py_core.errors import InputError
from py_core.gumroad.currencies import CURRENCIES, WHOLE_CURRENCIES, currency, format_amount
from py_core.gumroad.rules.codes import MOST_PURCHASES
from py_core.pricing.rules import form_error, typed_amount
from py_core.typed import parse_decimal, parse_percent
from py_core.words import say

T = TypeVar("T")


def _bad(key: str, **values: object) -> InputError:
    return InputError(key, say(key, **values))


def typed_percent(text: str) -> int:
    """A typed percentage off, whole and from 1 to 100. Raises: InputError."""
    value = parse_percent(text, "20")
    if value <= 0:
        raise _bad("code_percent_not_positive")
    if value > 100:
        raise _bad("code_percent_above")
    if value.denominator != 1:
        raise _bad("code_percent_whole", text=text.strip()[:20])
    return value.numerator


def _money(text: str, code: str) -> int:
    minor = typed_amount(text, code)
    unit = currency(code)
    if code in WHOLE_CURRENCIES and minor % 10**unit.digits:
        raise _bad("amount_no_decimals", currency=code.upper())
    return minor


def typed_off(text: str, code: str) -> int:
    """A typed amount off in minor units, above nothing. Raises: InputError."""
    minor = _money(text, code)
    if minor <= 0:
        raise _bad("code_amount_not_positive", example=format_amount(5 * 10 ** currency(code).digits, code))
    return minor


def typed_minimum(text: str, code: str) -> int:
    """A typed minimum order in minor units, above nothing. Raises: InputError."""
    minor = _money(text, code)
    if minor <= 0:
        raise _bad("code_minimum_not_positive")
    return minor


def typed_cap(text: str) -> int | None:
    """How often a code may be used; None for an empty text. Raises: InputError."""
    if not text.strip():
        return None
    value = parse_decimal(text, "100")
    if value.denominator != 1 or not 1 <= value <= MOST_PURCHASES:
        raise _bad("code_cap", most=f"{MOST_PURCHASES:,}")
    return value.numerator


class Fields:
    """Reads fields one by one and keeps the sentence of every bad one."""

    def __init__(self) -> None:
        self.errors: dict[str, str] = {}

    def one(self, path: str, read: Callable[[], T], otherwise: T) -> T:
        """What was typed there, or `otherwise` where it cannot be used."""
        try:
            return read()
        except InputError as error:
            self.errors[path] = error.message
            return otherwise

    def by_currency(
        self,
        path: str,
        texts: Mapping[str, str],
        read: Callable[[str, str], int],
        currencies: Iterable[str] | None = None,
    ) -> Mapping[str, int]:
        """The amounts that were typed, by currency; of `currencies` alone where they are given."""
        wanted = None if currencies is None else frozenset(currencies)
        found: dict[str, int] = {}
        for code, text in sorted(texts.items()):
            if not text.strip() or (wanted is not None and code not in wanted):
                continue
            where = f"{path}.{code}"
            if code not in CURRENCIES:
                self.errors[where] = say("currency_unlisted", code=code[:10])
                continue
            try:
                found[code] = read(text, code)
            except InputError as error:
                self.errors[where] = error.message
        return found

    def stop(self) -> None:
        """Raises: one InputError of all that was found."""
        if self.errors:
            raise form_error(self.errors)
