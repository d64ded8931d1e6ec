"""What a plan is called in the history: its rule in few words. No I/O here."""

from collections.abc import Mapping
from typing import assert_never

from py_core.gumroad.currencies import format_amount
from py_core.pricing.form import Ending, Mode, PriceForm, RoundTo, VersionMode
from py_core.pricing.rules import PriceRule
from py_core.typed import plain
from py_core.words import say

_AMOUNTS_NAMED = 3
_RULE_SHOWN = 60


def signed_percent(factor_text: str) -> str:
    """ "+12 %" or "−5 %" from a plain number."""
    signed = f"+{factor_text}".replace("+-", "\N{MINUS SIGN}")
    return f"{signed}\N{NO-BREAK SPACE}%"


def _amounts(amounts: Mapping[str, int], *, signed: bool) -> str:
    shown = [
        f"+{format_amount(minor, code)}" if signed and minor >= 0 else format_amount(minor, code)
        for code, minor in list(amounts.items())[:_AMOUNTS_NAMED]
    ]
    return ", ".join([*shown, "…"] if len(amounts) > _AMOUNTS_NAMED else shown)


def _price_part(form: PriceForm, rule: PriceRule) -> str:
    match rule.mode:
        case Mode.PERCENT:
            return signed_percent(plain((rule.factor - 1) * 100))
        case Mode.MULTIPLY:
            return say("title_multiply", factor=plain(rule.factor))
        case Mode.SET:
            return say("title_set", amounts=_amounts(rule.amounts, signed=False))
        case Mode.AMOUNT:
            return _amounts(rule.amounts, signed=True)
        case Mode.CUSTOM:
            text = form.expression.strip()
            return say("title_custom", rule=text if len(text) <= _RULE_SHOWN else f"{text[:_RULE_SHOWN]}…")
        case Mode.SCRIPT:
            return say("title_script", name=form.script)
        case Mode.CURRENCY:
            return say("title_currency", currency=rule.to_currency.upper(), rate=plain(rule.rate))
        case Mode.KEEP:
            return ""
        case _:
            assert_never(rule.mode)


def _ending_part(form: PriceForm) -> str:
    if form.mode is Mode.KEEP or form.ending is Ending.NONE:
        return ""
    ending = form.endings.strip()[:20] if form.ending is Ending.CUSTOM else say(f"ending_{form.ending.value}")
    way = RoundTo.NEAREST if form.ending_to is RoundTo.NONE else form.ending_to
    return say(f"title_ending_{way.value}", ending=ending)


def _version_part(rule: PriceRule) -> str:
    match rule.versions:
        case VersionMode.KEEP:
            return ""
        case VersionMode.WITH_BASE:
            return "" if rule.mode in (Mode.CURRENCY, Mode.KEEP) else say("title_versions_with_base")
        case VersionMode.PERCENT:
            return say("title_versions", what=signed_percent(plain((rule.version_factor - 1) * 100)))
        case VersionMode.AMOUNT:
            return say("title_versions", what=_amounts(rule.version_amounts, signed=True))
        case VersionMode.SET:
            return say("title_versions_set", what=_amounts(rule.version_amounts, signed=False))
        case _:
            assert_never(rule.versions)


def title_of(form: PriceForm, rule: PriceRule) -> str:
    """The rule in few words: "+12 %, ending up to .99"."""
    parts = [part for part in (_price_part(form, rule), _ending_part(form), _version_part(rule)) if part]
    joined = ", ".join(parts) or say("title_typed")
    return joined[0].upper() + joined[1:]
