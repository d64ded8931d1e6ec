"""Units of each currency per US dollar, for the fixed fee and for averages over currencies. No I/O here.

The shipped figures are yearly averages of 2024 to four digits, derived as PPP conversion factor divided by
price level (euro from Germany's row), and are only ever used for estimates. New Taiwan dollars have no
figure there. A rate typed in the settings wins.
Source: The World Bank, World Development Indicators, series PA.NUS.PPP and PA.NUS.PPPC.RF. CC BY 4.0.
"""

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

from py_core.errors import InputError
from py_core.gumroad.currencies import CURRENCIES
from py_core.settings import Settings
from py_core.typed import parse_decimal
from py_core.words import say

MAX_RATE = 10_000_000

SHIPPED: Mapping[str, str] = MappingProxyType(
    {
        "usd": "1",
        "gbp": "0.7824",
        "eur": "0.9239",
        "jpy": "151.4",
        "inr": "84.56",
        "aud": "1.525",
        "cad": "1.369",
        "hkd": "7.804",
        "sgd": "1.336",
        "nzd": "1.652",
        "brl": "5.388",
        "zar": "18.33",
        "chf": "0.8805",
        "ils": "3.700",
        "php": "57.28",
        "krw": "1363",
        "pln": "3.981",
        "czk": "23.22",
        "sek": "10.57",
        "nok": "10.75",
        "dkk": "6.895",
        "mxn": "18.31",
        "sar": "3.750",
        "aed": "3.673",
        "cop": "4075",
        "ron": "4.598",
        "thb": "35.29",
        "myr": "4.577",
        "vnd": "24160",
        "idr": "15860",
        "try": "32.81",
    }
)


def typed_rate(text: str) -> Fraction:
    """A typed rate. Raises: InputError when it is not a number above 0 and within reason."""
    rate = parse_decimal(text, "0.92")
    if rate <= 0:
        raise InputError("rate_not_positive", say("rate_not_positive", example="0.92"))
    if rate > MAX_RATE:
        raise InputError("rate_too_large", say("rate_too_large", limit=MAX_RATE))
    return rate


def check_settings(settings: Settings) -> None:
    """Raises: InputError with `fields` for every typed rate that cannot be used."""
    errors: dict[str, str] = {}
    for code, text in sorted(settings.usd_rates.items()):
        path = f"usd_rates.{code}"
        if code not in CURRENCIES or code == "usd":
            errors[path] = say("currency_unlisted", code=code[:10])
        elif text.strip():
            try:
                typed_rate(text)
            except InputError as error:
                errors[path] = error.message
    if errors:
        raise InputError("bad_settings", say("form_has_errors", n=len(errors)), fields=errors)


def usd_rate(code: str, settings: Settings) -> Fraction | None:
    """Units of the currency per US dollar: the typed rate, else the shipped one; None is unknown."""
    text = settings.usd_rates.get(code, "").strip()
    if text and code != "usd":
        try:
            return typed_rate(text)
        except InputError:
            return None
    shipped = SHIPPED.get(code)
    return None if shipped is None else Fraction(shipped)
