"""From the price form to an exact rule: every field is read, and every bad one gets its sentence. No I/O here."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar, assert_never

from py_core.errors import InputError
from py_core.gumroad.currencies import CURRENCIES, currency, format_amount, parse_amount
from py_core.pricing.expression import Expression, parse_expression
from py_core.pricing.form import Ending, Mode, PriceForm, RoundTo, VersionMode
from py_core.pricing.rounding import Finish, Tail, finish_for, tails_of
from py_core.pricing.scripted import NO_SCRIPT, Scripted, read_script
from py_core.typed import parse_decimal, parse_percent
from py_core.words import say

MAX_MINOR = 2_147_483_647
MAX_FACTOR = 10_000
MAX_RATE = 1_000_000
MAX_ENDINGS = 20
_ENDING = re.compile(r"(?P<whole>\d{0,4})(?:\.(?P<rest>\d{1,2}))?", re.ASCII)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PriceRule:
    """A form that was read. Amounts are minor units by currency; factors and the rate are exact.

    `factor` is set in modes PERCENT and MULTIPLY, `expression` in CUSTOM, `script` in SCRIPT, `to_currency` and
    `rate` (units of the new currency for one of the old) in CURRENCY. `version_factor` and `version_amounts`
    belong to the version modes. `overrides` stay text, since their currency is their row's.
    """

    mode: Mode
    factor: Fraction
    amounts: Mapping[str, int]
    expression: Expression | None
    script: Scripted
    to_currency: str
    rate: Fraction
    round_to: RoundTo
    steps: Mapping[str, int]
    tails: tuple[Tail, ...]
    ending_to: RoundTo
    floors: Mapping[str, int]
    ceilings: Mapping[str, int]
    versions: VersionMode
    version_factor: Fraction
    version_amounts: Mapping[str, int]
    overrides: Mapping[str, str]
    unticked: frozenset[str]

    def direction(self, code: str) -> int:
        """-1 where the rule lowers prices of that currency, 1 where it raises them, 0 where it does neither."""
        match self.mode:
            case Mode.PERCENT | Mode.MULTIPLY:
                return (self.factor > 1) - (self.factor < 1)
            case Mode.AMOUNT:
                amount = self.amounts.get(code, 0)
                return (amount > 0) - (amount < 0)
            case _:
                return 0

    def finish(self, code: str) -> Finish:
        """How prices of that currency are finished."""
        return finish_for(
            currency(code),
            round_to=self.round_to,
            step=self.steps.get(code),
            tails=self.tails,
            ending_to=self.ending_to,
            floor=self.floors.get(code),
            ceiling=self.ceilings.get(code),
        )


def _bad(key: str, **values: object) -> InputError:
    return InputError(key, say(key, **values))


def typed_amount(text: str, code: str) -> int:
    """A typed amount of a currency in minor units, within what Gumroad can store; its sign is kept.

    Raises: InputError with a sentence that shows how this currency is written.
    """
    unit = currency(code)
    example = "19.99" if unit.digits else "500"
    cleaned = re.sub(r"\s", "", text)
    if not cleaned.replace("\u2212", "-").isascii() and any(char.isdigit() for char in cleaned):
        raise _bad("amount_digits", text=text.strip()[:40], example=example)
    if re.fullmatch(r"[+-]?\d+,\d{1,2}", cleaned):
        raise _bad("amount_comma", text=text.strip()[:40], example=example)
    limit = format_amount(MAX_MINOR, code)
    if re.fullmatch(r"[+-]?\d{16,}(\.\d*)?", cleaned):
        raise _bad("amount_too_large", limit=limit)
    minor = parse_amount(text, code)
    if abs(minor) > MAX_MINOR:
        raise _bad("amount_too_large", limit=limit)
    return minor


def typed_price(text: str, code: str) -> int:
    """A typed whole price: not negative, and 0 or at least the currency's minimum. Raises InputError."""
    minor = _not_negative(text, code)
    unit = currency(code)
    if 0 < minor < unit.min_minor:
        raise _bad("amount_below_minimum", minimum=format_amount(unit.min_minor, code))
    return minor


def _not_negative(text: str, code: str) -> int:
    minor = typed_amount(text, code)
    if minor < 0:
        raise _bad("amount_negative", example="19.99" if currency(code).digits else "500")
    return minor


def _step(text: str, code: str) -> int:
    minor = _not_negative(text, code)
    if minor == 0:
        raise _bad("step_zero", example="0.50" if currency(code).digits else "10")
    return minor


def _percent_factor(text: str) -> Fraction:
    factor = 1 + parse_percent(text, "+12") / 100
    if factor < 0:
        raise _bad("percent_below_all")
    if factor > MAX_FACTOR:
        raise _bad("percent_too_large", limit=(MAX_FACTOR - 1) * 100)
    return factor


def _factor(text: str) -> Fraction:
    factor = parse_decimal(text, "1.15")
    if factor < 0:
        raise _bad("factor_negative")
    if factor > MAX_FACTOR:
        raise _bad("factor_too_large", limit=MAX_FACTOR)
    return factor


def _rate(text: str) -> Fraction:
    rate = parse_decimal(text, "0.92")
    if rate <= 0:
        raise _bad("rate_not_positive", example="0.92")
    if rate > MAX_RATE:
        raise _bad("rate_too_large", limit=MAX_RATE)
    return rate


def _to_currency(text: str) -> str:
    code = text.strip().lower()
    if not code:
        raise _bad("currency_missing")
    if code not in CURRENCIES:
        raise _bad("currency_unlisted", code=code[:10])
    return code


def _tail(text: str) -> Tail:
    match = _ENDING.fullmatch(text)
    if match is None or not (match["whole"] or match["rest"]):
        raise _bad("endings_bad", text=text[:20])
    whole = match["whole"].lstrip("0")
    return Tail(value=Fraction(f"{whole or 0}.{match['rest'] or 0}"), span=10 ** len(whole))


def _tails(text: str) -> tuple[Tail, ...]:
    parts = [part for part in re.split(r"[,;\s]+", text.strip()) if part]
    if not parts:
        raise _bad("endings_empty")
    if len(parts) > MAX_ENDINGS:
        raise _bad("endings_many", limit=MAX_ENDINGS)
    return tuple(_tail(part) for part in parts)


class _Fields:
    """Reads fields one by one and keeps the sentence of every bad one."""

    def __init__(self) -> None:
        self.errors: dict[str, str] = {}

    def one(self, path: str, read: Callable[[], T], otherwise: T) -> T:
        try:
            return read()
        except InputError as error:
            self.errors[path] = error.message
            return otherwise

    def by_currency(
        self, path: str, texts: Mapping[str, str], read: Callable[[str, str], int]
    ) -> Mapping[str, int]:
        found: dict[str, int] = {}
        for code, text in sorted(texts.items()):
            if not text.strip():
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

    def needs_one(self, path: str, texts: Mapping[str, str], currencies: Iterable[str]) -> None:
        if not any(text.strip() for text in texts.values()):
            for code in currencies:
                self.errors[f"{path}.{code}"] = say("amounts_empty")

    def stop(self) -> None:
        """Raise one InputError of all that was found."""
        if self.errors:
            raise form_error(self.errors)


def form_error(errors: Mapping[str, str]) -> InputError:
    """One error for a form; `errors` maps field paths to sentences."""
    return InputError("bad_form", say("form_has_errors", n=len(errors)), fields=errors)


def _check_chosen(form: PriceForm, fields: _Fields) -> None:
    typed = any(text.strip() for text in form.overrides.values())
    if form.mode is Mode.KEEP and not typed and form.versions in (VersionMode.KEEP, VersionMode.WITH_BASE):
        fields.errors["mode"] = say("form_nothing_chosen")


def _check_currency_change(form: PriceForm, currencies: frozenset[str], fields: _Fields) -> None:
    others = sorted(currencies - {form.to_currency.strip().lower()})
    if len(others) > 1:
        names = ", ".join(code.upper() for code in others)
        fields.errors.setdefault("rate", say("rate_for_several", currencies=names))
    if form.versions not in (VersionMode.KEEP, VersionMode.WITH_BASE):
        fields.errors["versions"] = say("versions_in_currency_change")


def parse_form(form: PriceForm, currencies: frozenset[str]) -> PriceRule:
    """The exact rule of a form; `currencies` are those of the chosen products.

    Only fields that the chosen modes use are read. Raises: one InputError whose `fields` holds a sentence
    for every bad field by its path.
    """
    fields = _Fields()
    _check_chosen(form, fields)
    factor, amounts, expression = Fraction(1), dict[str, int](), None
    script, to_currency, rate = NO_SCRIPT, "", Fraction(1)
    known = sorted(currencies & CURRENCIES.keys())
    match form.mode:
        case Mode.PERCENT:
            factor = fields.one("percent", lambda: _percent_factor(form.percent), factor)
        case Mode.MULTIPLY:
            factor = fields.one("factor", lambda: _factor(form.factor), factor)
        case Mode.SET | Mode.AMOUNT:
            read = typed_price if form.mode is Mode.SET else typed_amount
            amounts = dict(fields.by_currency("amounts", form.amounts, read))
            fields.needs_one("amounts", form.amounts, known)
        case Mode.CUSTOM:
            expression = fields.one("expression", lambda: parse_expression(form.expression), None)
        case Mode.SCRIPT:
            script = fields.one("script", lambda: read_script(form, currencies), script)
        case Mode.CURRENCY:
            to_currency = fields.one("to_currency", lambda: _to_currency(form.to_currency), "")
            rate = fields.one("rate", lambda: _rate(form.rate), rate)
            _check_currency_change(form, currencies, fields)
        case Mode.KEEP:
            pass
        case _:
            assert_never(form.mode)
    version_factor, version_amounts = Fraction(1), dict[str, int]()
    if form.versions is VersionMode.PERCENT:
        version_factor = fields.one(
            "version_percent", lambda: _percent_factor(form.version_percent), version_factor
        )
    elif form.versions in (VersionMode.AMOUNT, VersionMode.SET):
        read = typed_amount if form.versions is VersionMode.AMOUNT else _not_negative
        version_amounts = dict(fields.by_currency("version_amounts", form.version_amounts, read))
        fields.needs_one("version_amounts", form.version_amounts, known)
    steps: Mapping[str, int] = {}
    if form.round_to is not RoundTo.NONE:
        steps = fields.by_currency("steps", form.steps, _step)
    custom: tuple[Tail, ...] = ()
    if form.ending is Ending.CUSTOM:
        custom = fields.one("endings", lambda: _tails(form.endings), custom)
    floors = fields.by_currency("floors", form.floors, _not_negative)
    ceilings = fields.by_currency("ceilings", form.ceilings, _not_negative)
    for code in floors.keys() & ceilings.keys():
        if ceilings[code] < floors[code]:
            fields.errors[f"ceilings.{code}"] = say("ceiling_below_floor")
    fields.stop()
    return PriceRule(
        mode=form.mode,
        factor=factor,
        amounts=amounts,
        expression=expression,
        script=script,
        to_currency=to_currency,
        rate=rate,
        round_to=form.round_to,
        steps=steps,
        tails=tails_of(form.ending, custom),
        ending_to=form.ending_to,
        floors=floors,
        ceilings=ceilings,
        versions=form.versions,
        version_factor=version_factor,
        version_amounts=version_amounts,
        overrides={key: text for key, text in form.overrides.items() if text.strip()},
        unticked=frozenset(form.unticked),
    )
