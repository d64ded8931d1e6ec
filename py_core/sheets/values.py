"""What a person writes into a cell, read exactly or refused with a sentence. No I/O here."""

import re

from py_core.errors import InputError
from py_core.gumroad.currencies import CURRENCIES, Currency, currency, parse_amount
from py_core.gumroad.rules.products import clean_tag
from py_core.words import say

CLEAR = "CLEAR"
"""Written into a cell, it empties the field; an empty cell leaves it as it is."""

YES = frozenset(
    (
        "yes",
        "y",
        "true",
        "1",
        "x",
        "published",
        "live",
        "on",
        "ja",
        "oui",
        "s\u00ed",
        "si",
        "wahr",
        "vrai",
        "verdadero",
    )
)
NO = frozenset(("no", "n", "false", "0", "unpublished", "draft", "off", "nein", "non", "falsch", "faux", "falso"))
_BETWEEN_TAGS = re.compile(r"[,;\n]")
_BLANKS = re.compile("[ \u00a0\u202f\t']")
_GROUPED = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]\d*)?")
_ONE_GROUP = re.compile(r"\d{1,3}[.,]\d{3}")
SHOWN = 40


def _refused(code: str, **values: object) -> InputError:
    return InputError(code, say(code, **values))


def read_price(text: str, code: str) -> int:
    """A typed amount in the currency's own units as minor units: "19.99", "19,99", "1.234,50 €", "USD 12".

    Raises: InputError. One separator with three digits behind it is refused: it may group thousands or not.
    """
    unit = currency(code)
    bare = _BLANKS.sub("", _without_sign(text.strip(), unit))
    if _ONE_GROUP.fullmatch(bare.lstrip("+-\u2212")):
        if unit.digits:
            raise _refused("sheet_price_unclear", text=text.strip()[:SHOWN])
        bare = bare.replace(",", "").replace(".", "")
    elif "," in bare or bare.count(".") > 1:
        bare = _with_point(bare)
    minor = parse_amount(bare, code)
    if minor < 0:
        raise _refused("sheet_price_negative")
    return minor


def _without_sign(text: str, unit: Currency) -> str:
    for sign in (unit.symbol, unit.code.upper(), unit.code):
        if text.startswith(sign):
            return text[len(sign) :]
        if text.endswith(sign):
            return text[: -len(sign)]
    return text


def _with_point(bare: str) -> str:
    """The number with a point before its decimals and nothing that groups."""
    if _GROUPED.fullmatch(bare.lstrip("+-\u2212")):
        grouping = next(letter for letter in bare if letter in ",.")
        return bare.replace(grouping, "").replace(",", ".")
    return bare.replace(",", ".") if bare.count(",") == 1 and "." not in bare else bare


def read_currency(text: str) -> str:
    """A currency's code as Gumroad writes it. Raises: InputError."""
    code = text.strip().lower()
    if code not in CURRENCIES:
        raise _refused("sheet_currency", text=text.strip()[:SHOWN])
    return code


def read_flag(text: str) -> bool:
    """Yes or no in the words that spreadsheets and people use. Raises: InputError."""
    word = text.strip().casefold()
    if word in YES:
        return True
    if word in NO:
        return False
    raise _refused("sheet_yes_no", text=text.strip()[:SHOWN], yes=say("sheet_yes"), no=say("sheet_no"))


def read_tags(text: str) -> tuple[str, ...]:
    """Tags as Gumroad keeps them, each once, in the order they were written in."""
    tags = (clean_tag(tag) for tag in _BETWEEN_TAGS.split(text))
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def read_category(text: str) -> str:
    """A category's path: `design / icons` is `design/icons`."""
    return "/".join(part.strip().lower().replace(" ", "-") for part in text.strip().strip("/").split("/"))


def with_line_ends(text: str, like: str) -> str:
    """The text with the line ends of another: a spreadsheet writes its own."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return plain.replace("\n", "\r\n") if "\r\n" in like and "\n" not in like.replace("\r\n", "") else plain
