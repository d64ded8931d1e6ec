"""Refunds: what is given back of each chosen sale, and why nothing is of others. No I/O, no clock.

Amounts are exact: a percentage is of what is left and goes down to the currency's own smallest unit in use, a typed
amount is taken as it is. Above the limits of the settings the plan cannot be run at all; below them it needs a text
to be typed. Source: API contract, section 9.3.
"""

from dataclasses import dataclass
from fractions import Fraction

from py_core.errors import InputError
from py_core.fulfil.forms import RefundForm, RefundHow
from py_core.fulfil.gather import Gathered, Lookup, block, chosen, on_sale, plan_of, stop
from py_core.fulfil.sale import StoredSale
from py_core.gumroad.currencies import CURRENCIES, WHOLE_CURRENCIES, format_amount, parse_amount
from py_core.money import Rounding, round_to
from py_core.plan.plan import Plan, PlanKind, RefundLimits, SkipReason
from py_core.plan.sale_steps import RefundSale, RefundState
from py_core.sales.rows import REFUNDED
from py_core.settings import Settings
from py_core.typed import parse_percent
from py_core.words import say

_HUNDRED = 100
MOST_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Amounts:
    """What a form asks for: a percentage, amounts per currency in minor units, or (neither) all that is left.

    `typed` are amounts for single sales, by sale id.
    """

    percent: Fraction | None
    by_currency: dict[str, int] | None
    typed: dict[str, int]


@dataclass(frozen=True, slots=True)
class Left:
    """Why nothing is given back. `editable` says that another amount may do."""

    reason: SkipReason
    text: str
    editable: bool = False


def read_amounts(form: RefundForm, currencies: dict[str, str]) -> Amounts:
    """The amounts of a form; `currencies` are those of the sales, by sale id.

    Raises: InputError with `fields` for everything that cannot be used.
    """
    errors: dict[str, str] = {}
    percent, by_currency = None, None
    if form.how is RefundHow.PERCENT:
        percent = _percent(form.percent, errors)
    elif form.how is RefundHow.AMOUNT:
        by_currency = _amounts(form.amounts, errors)
    typed: dict[str, int] = {}
    for sale_id, text in form.typed.items():
        code = currencies.get(sale_id)
        if code is not None and text.strip():
            amount = _amount(f"typed.{sale_id}", text, code, errors)
            if amount is not None:
                typed[sale_id] = amount
    if errors:
        raise InputError("refund_form", next(iter(errors.values())), fields=errors)
    return Amounts(percent, by_currency, typed)


def _percent(text: str, errors: dict[str, str]) -> Fraction:
    try:
        value = parse_percent(text, "50")
    except InputError as error:
        errors["percent"] = error.message
        return Fraction(0)
    if not 0 < value <= _HUNDRED:
        errors["percent"] = say("refund_percent")
    return value


def _amounts(texts: dict[str, str], errors: dict[str, str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for code, text in texts.items():
        if not text.strip():
            continue
        amount = _amount(f"amounts.{code}", text, code, errors)
        if amount is not None:
            found[code] = amount
    if not found and not errors:
        errors["amounts"] = say("refund_no_amounts")
    return found


def _amount(field: str, text: str, code: str, errors: dict[str, str]) -> int | None:
    try:
        minor = parse_amount(text, code)
    except InputError as error:
        errors[field] = error.message
        return None
    if minor <= 0:
        errors[field] = say("refund_not_positive")
        return None
    return minor


def part_of(left_minor: int, percent: Fraction, code: str) -> int:
    """That percentage of what is left, down to the smallest unit that is in use: a whole won, a cent, a yen.

    All of it is all of it, to the last unit.
    """
    if percent == _HUNDRED:
        return left_minor
    step = 10 ** CURRENCIES[code].digits if code in WHOLE_CURRENCIES else 1
    return round_to(left_minor * percent / _HUNDRED, step, Rounding.DOWN)


def usd_of(sale: StoredSale, left_minor: int, amount_minor: int) -> int:
    """About how many US cents an amount is, rounded up, by the sale's own price in US dollars."""
    if sale.currency == "usd":
        return amount_minor
    left_usd = max(0, sale.price_minor - sale.given_back_minor)
    return round_to(Fraction(left_usd * amount_minor, left_minor), 1, Rounding.UP)


def refusal(sale: StoredSale) -> Left | None:
    """Why nothing of a sale can be given back; None when something can."""
    if sale.refunded == REFUNDED:
        return Left(SkipReason.REFUNDED, say("refund_done"))
    if sale.price_minor <= 0:
        return Left(SkipReason.FREE, say("refund_free"))
    if sale.dispute == "open":
        return Left(SkipReason.DISPUTED, say("refund_dispute"))
    if sale.currency is None:
        return Left(SkipReason.NO_CURRENCY, say("refund_no_currency"))
    if sale.currency not in CURRENCIES:
        return Left(SkipReason.NO_CURRENCY, say("refund_new_currency", code=sale.currency.upper()))
    if sale.left_minor is None:
        return Left(SkipReason.NO_CURRENCY, say("refund_left_unknown"))
    if sale.left_minor <= 0:
        return Left(SkipReason.REFUNDED, say("refund_left_nothing"))
    if sale.paypal_expired:
        return Left(SkipReason.EXPIRED, say("refund_expired"))
    return None


class _Refunds:
    """Plans one refund after the other."""

    def __init__(self, form: RefundForm, amounts: Amounts) -> None:
        self.gathered = Gathered(form.unticked)
        self.usd_minor = 0
        self.given: dict[str, int] = {}
        self._amounts = amounts

    def add(self, sale: StoredSale) -> None:
        """Plan one refund, or say why nothing is given back."""
        left = refusal(sale)
        if left is not None or sale.left_minor is None or sale.currency is None:
            self._leave(sale, left or Left(SkipReason.NO_CURRENCY, say("refund_left_unknown")))
            return
        wanted = self._wanted(sale, sale.left_minor, sale.currency)
        typed_over = sale.sale_id in self._amounts.typed
        if isinstance(wanted, Left):
            self._leave(sale, wanted, typed_over=typed_over)
            return
        rest = sale.left_minor - wanted
        usd = usd_of(sale, sale.left_minor, wanted)
        step = RefundSale(
            **on_sale(sale),
            currency=sale.currency,
            amount_minor=wanted if rest else None,
            before=RefundState(left_minor=sale.left_minor),
            after=RefundState(left_minor=rest),
        )
        if self.gathered.take(sale, [step], usd_minor=usd, typed_over=typed_over, editable=True):
            self.usd_minor += usd
            self.given[sale.currency] = self.given.get(sale.currency, 0) + wanted

    def _wanted(self, sale: StoredSale, left_minor: int, code: str) -> int | Left:
        amounts = self._amounts
        if sale.sale_id in amounts.typed:
            return self._at_most(amounts.typed[sale.sale_id], left_minor, code)
        if amounts.percent is not None:
            part = part_of(left_minor, amounts.percent, code)
            return part or Left(SkipReason.BELOW_UNIT, say("refund_below_unit"), editable=True)
        if amounts.by_currency is None:
            return left_minor
        amount = amounts.by_currency.get(code)
        if amount is None:
            return Left(SkipReason.NO_AMOUNT, say("refund_no_amount", code=code.upper()), editable=True)
        return self._at_most(amount, left_minor, code)

    @staticmethod
    def _at_most(amount: int, left_minor: int, code: str) -> int | Left:
        if amount <= left_minor:
            return amount
        text = say("refund_above_left", amount=format_amount(amount, code), left=format_amount(left_minor, code))
        return Left(SkipReason.TOO_MUCH, text, editable=True)

    def _leave(self, sale: StoredSale, left: Left, *, typed_over: bool = False) -> None:
        self.gathered.leave(sale, left.reason, left.text, editable=left.editable, typed_over=typed_over)


def amounts_text(given: dict[str, int]) -> str:
    """Amounts in several currencies, as `$38, €20 and 3 more currencies`."""
    texts = [format_amount(minor, code) for code, minor in given.items()]
    if len(texts) > MOST_SHOWN:
        more = say("refund_more_currencies", n=len(texts) - MOST_SHOWN + 1)
        texts = [*texts[: MOST_SHOWN - 1], more]
    return ", ".join(texts)


def build_refund_plan(
    lookup: Lookup,
    form: RefundForm,
    settings: Settings,
    account_id: str,
    now_ms: int,
    *,
    kind: PlanKind = PlanKind.REFUNDS,
    title: str = "",
    origin_run_id: str | None = None,
) -> Plan:
    """The plan of a form. Raises: InputError with `fields` for everything in it that cannot be used."""
    first = Gathered(form.unticked)
    sales = chosen(lookup, form.sale_ids, first)
    known = {sale.sale_id: sale.currency for sale in sales if sale.currency in CURRENCIES}
    amounts = read_amounts(form, {sale_id: code for sale_id, code in known.items() if code is not None})
    refunds = _Refunds(form, amounts)
    refunds.gathered = first
    for sale in sales:
        refunds.add(sale)
    count, usd_minor = len(first.steps), refunds.usd_minor
    limits = RefundLimits(sales=settings.limit_refunds, usd_minor=settings.limit_refund_usd_minor)
    usd = format_amount(usd_minor, "usd")
    if count > limits.sales:
        first.find(stop("refund_many", count, limit=limits.sales))
    if usd_minor > limits.usd_minor:
        first.find(stop("refund_sum", count, usd=usd, limit=format_amount(limits.usd_minor, "usd")))
    if count:
        given = amounts_text(refunds.given)
        key = "refund_money" if list(refunds.given) == ["usd"] else "refund_money_about"
        text = say(f"find_{key}", n=count, given=given, usd=usd)
        money = block("refund_money", count, typed=say("refund_typed", count=count), given=given)
        first.find(money.model_copy(update={"text": text}))
    plan = plan_of(first, kind, account_id, title or say("title_refund"), now_ms, form, origin_run_id=origin_run_id)
    return plan.model_copy(update={"limits": limits})
