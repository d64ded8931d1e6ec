"""What a batch would send, get back and cost. No I/O here."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from py_core.errors import InputError
from py_core.gumroad.currencies import CURRENCIES
from py_core.listing.plain import has_letters
from py_core.suggest.asking import asked_of, usual_output_tokens
from py_core.suggest.hidden import hidden_in
from py_core.suggest.judge import DESCRIPTION_MOST
from py_core.suggest.markup import MAIL, sent_html
from py_core.suggest.source import Source
from py_core.suggest.tokens import cost_minor
from py_core.suggest.wishes import ModelPrices, Wishes
from py_core.typed import parse_decimal
from py_core.words import say

TONE_MOST = 300
NONCE_BYTES = 8
_ANY_NONCE = "0" * (2 * NONCE_BYTES)
_EXAMPLE = "0.15"


@dataclass(frozen=True, slots=True)
class Size:
    """Tokens of one product's request: sent, a usual answer's, and a long one's."""

    sent: int
    usual: int
    most: int


@dataclass(frozen=True, slots=True)
class Cost:
    """What a batch costs, in minor units rounded up: when every answer is good at once, and at most."""

    about_minor: int
    most_minor: int


def check_wishes(wishes: Wishes) -> None:
    """Raises: InputError with the fields `wishes.fields` and `wishes.tone`."""
    errors: dict[str, str] = {}
    if not wishes.fields:
        errors["wishes.fields"] = say("suggest_no_fields")
    hidden = hidden_in(wishes.tone)
    if len(wishes.tone) > TONE_MOST:
        errors["wishes.tone"] = say("suggest_tone_long", most=TONE_MOST)
    elif hidden:
        errors["wishes.tone"] = say("suggest_tone_hidden", what=", ".join(hidden[:5]))
    elif MAIL.search(wishes.tone):
        errors["wishes.tone"] = say("suggest_tone_mail")
    if errors:
        raise InputError("suggest_bad_wishes", next(iter(errors.values())), fields=errors)


def objection_to(source: Source, size: Size, room_tokens: int | None) -> str:
    """Why a product cannot be sent to a model as a request of that size; empty where it can."""
    if not (has_letters(source.name) or has_letters(source.description)):
        return say("suggest_no_text")
    if len(sent_html(source.html, _ANY_NONCE).html) > DESCRIPTION_MOST:
        return say("suggest_description_long", most=DESCRIPTION_MOST)
    if room_tokens is not None and size.sent + size.most > room_tokens:
        return say("suggest_too_long", tokens=size.sent + size.most, room=room_tokens)
    return ""


def size_of(source: Source, wishes: Wishes) -> Size:
    """The tokens of one product's request."""
    asked = asked_of(source, wishes, _ANY_NONCE)
    return Size(asked.sent_tokens, usual_output_tokens(source, asked.fields), asked.max_output_tokens)


def read_prices(prices: ModelPrices) -> tuple[Fraction, Fraction] | None:
    """Typed prices in minor units per million tokens, None where both are empty.

    Raises: InputError with the fields `prices.sent`, `prices.back`, `prices.currency`.
    """
    typed = {"sent": prices.sent.strip(), "back": prices.back.strip()}
    if not any(typed.values()):
        return None
    errors: dict[str, str] = {}
    found: dict[str, Fraction] = {}
    if prices.currency not in CURRENCIES:
        errors["prices.currency"] = say("suggest_price_currency", code=prices.currency[:10].upper())
    for side, text in typed.items():
        if not text:
            errors[f"prices.{side}"] = say("suggest_price_both")
            continue
        try:
            found[side] = parse_decimal(text, _EXAMPLE)
        except InputError as error:
            errors[f"prices.{side}"] = error.message
            continue
        if found[side] < 0:
            errors[f"prices.{side}"] = say("suggest_price_negative")
    if errors:
        raise InputError("suggest_bad_prices", next(iter(errors.values())), fields=errors)
    unit = 10 ** CURRENCIES[prices.currency].digits
    return found["sent"] * unit, found["back"] * unit


def cost_of(sizes: Iterable[Size], prices: tuple[Fraction, Fraction]) -> Cost:
    """What requests of these sizes cost. A second request holds the first one's faults and answer, too."""
    total = tuple(sizes)
    sent, usual, most = (sum(getattr(size, part) for size in total) for part in ("sent", "usual", "most"))
    return Cost(
        about_minor=cost_minor(sent, usual, *prices),
        most_minor=cost_minor(2 * sent + 2 * most, 2 * most, *prices),
    )
