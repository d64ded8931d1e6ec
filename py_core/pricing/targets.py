"""What a rule makes of one price or one surcharge, or why it is left alone. No I/O here."""

from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from py_core.catalog.labels import version_count
from py_core.catalog.products import ShopProduct
from py_core.gumroad.currencies import currency, format_amount
from py_core.gumroad.models import Product
from py_core.money import Rounding, round_to
from py_core.plan.plan import SkipReason
from py_core.pricing.expression import Expression, NotKnown
from py_core.pricing.form import Mode, VersionMode
from py_core.pricing.rounding import Finish, unit_minor
from py_core.pricing.rules import MAX_MINOR, PriceRule
from py_core.pricing.scripted import Scripted
from py_core.words import say


@dataclass(frozen=True, slots=True)
class Left:
    """A row that is left alone. `finding` names the blocking finding that tells of it, if one does."""

    reason: SkipReason
    text: str
    finding: str = ""


def conversion(rule: PriceRule, code: str) -> Fraction:
    """Minor units of the rule's new currency for one minor unit of `code`."""
    return rule.rate * Fraction(unit_minor(currency(rule.to_currency)), unit_minor(currency(code)))


def _of_expression(expression: Expression, entry: ShopProduct) -> Fraction | Left:
    product = entry.product
    unit = unit_minor(currency(product.currency))
    names = {
        "price": Fraction(product.price_minor, unit),
        "name": product.name,
        "tags": product.tags,
        "sales": None if product.sales_count is None else Fraction(product.sales_count),
        "currency": product.currency,
        "category": product.category or "",
        "published": product.published,
        "codes": None if entry.codes is None else Fraction(len(entry.codes)),
        "versions": Fraction(version_count(entry)),
        "type": entry.type.value,
    }
    try:
        major = expression.price_of(names, product.name)
    except NotKnown:
        return Left(SkipReason.RULE, say("left_not_known"))
    return Left(SkipReason.RULE, say("left_by_rule")) if major is None else major * unit


def _of_script(script: Scripted, product: Product) -> Fraction | Left:
    if product.id not in script.prices:
        return Left(SkipReason.RULE, say("left_by_script", name=script.name))
    minor, seen = script.prices[product.id]
    if seen != product.currency:
        text = say("left_script_currency", name=script.name, seen=seen.upper(), now=product.currency.upper())
        return Left(SkipReason.CHANGED_SINCE, text)
    return minor


def _exact(rule: PriceRule, entry: ShopProduct) -> Fraction | Left:
    before, code = entry.product.price_minor, entry.product.currency
    match rule.mode:
        case Mode.PERCENT | Mode.MULTIPLY:
            return before * rule.factor
        case Mode.SET | Mode.AMOUNT:
            if code not in rule.amounts:
                return Left(SkipReason.OTHER_CURRENCY, say("left_other_currency", currency=code.upper()))
            return Fraction(rule.amounts[code] + (before if rule.mode is Mode.AMOUNT else 0))
        case Mode.CUSTOM:
            if rule.expression is None:
                raise ValueError("a custom rule without its expression")
            return _of_expression(rule.expression, entry)
        case Mode.SCRIPT:
            return _of_script(rule.script, entry.product)
        case Mode.CURRENCY:
            return before * conversion(rule, code)
        case Mode.KEEP:
            return Fraction(before)
        case _:
            assert_never(rule.mode)


def _grain(rule: PriceRule, finish: Finish, exact: Fraction, before: int) -> int:
    exact_as_typed = rule.mode is Mode.SET or (rule.mode is Mode.SCRIPT and exact.denominator == 1)
    decimals_already = rule.mode is not Mode.CURRENCY and before % finish.grain != 0
    return 1 if exact_as_typed or decimals_already else finish.grain


def too_large(code: str) -> Left:
    """A price above what Gumroad can store."""
    text = say("left_too_large", limit=format_amount(MAX_MINOR, code))
    return Left(SkipReason.RULE, text, "price_too_large")


def new_price(rule: PriceRule, finish: Finish, entry: ShopProduct, code: str) -> int | Left:
    """The product's new price in minor units of `code`, or why it is left alone.

    A free product stays free under percentages, factors and a change of currency: neither an ending nor a
    floor makes it paid. A price that Gumroad would certainly refuse (below the minimum, too large) is left
    alone and named by a blocking finding.
    Raises: InputError when the custom rule cannot be worked out for this product.
    """
    before = entry.product.price_minor
    exact = _exact(rule, entry)
    if isinstance(exact, Left):
        return exact
    if rule.mode is Mode.KEEP or exact == before == 0:
        return before
    price = finish.price(exact, _grain(rule, finish, exact, before))
    if price == before and code == entry.product.currency:
        return price
    if price < 0 or 0 < price < finish.minimum:
        minimum = format_amount(finish.minimum, code)
        key = "left_below_zero" if price < 0 else "left_below_minimum"
        would = format_amount(price, code)
        return Left(SkipReason.RULE, say(key, minimum=minimum, would=would), "below_minimum")
    return too_large(code) if price > MAX_MINOR else price


def surcharge_factor(
    rule: PriceRule, before_base: int, after_base: int, code: str, *, typed_over: bool
) -> Fraction | None:
    """What surcharges are multiplied by; None where the rule does not multiply them.

    With the base means by the very percent or factor typed, else in proportion to the base price.
    """
    if rule.mode is Mode.CURRENCY:
        return conversion(rule, code)
    match rule.versions:
        case VersionMode.KEEP | VersionMode.AMOUNT | VersionMode.SET:
            return None
        case VersionMode.PERCENT:
            return rule.version_factor
        case VersionMode.WITH_BASE:
            if after_base == before_base:
                return None
            if rule.mode in (Mode.PERCENT, Mode.MULTIPLY) and not typed_over:
                return rule.factor
            return Fraction(after_base, before_base) if before_base > 0 else None
        case _:
            assert_never(rule.versions)


def new_difference(
    rule: PriceRule, finish: Finish, difference: int, factor: Fraction | None, base: int, code: str
) -> int | Left:
    """The new surcharge over the product's new price `base`, or why it is left alone.

    Steps and endings apply to the whole price that a buyer sees. A version without a surcharge stays
    without one.
    """
    if difference == 0:
        return 0
    result = difference
    if factor is not None:
        exact = difference * factor
        if finish.shapes:
            result = max(0, finish.shaped(base + exact, finish.grain) - base)
        else:
            grain = 1 if difference % finish.grain and rule.mode is not Mode.CURRENCY else finish.grain
            result = round_to(exact, grain, Rounding.NEAREST)
    elif code in rule.version_amounts and rule.versions is VersionMode.AMOUNT:
        result = difference + rule.version_amounts[code]
    elif code in rule.version_amounts and rule.versions is VersionMode.SET:
        result = rule.version_amounts[code]
    if result < 0:
        return Left(SkipReason.RULE, say("left_surcharge_negative"))
    return too_large(code) if base + result > MAX_MINOR else result
