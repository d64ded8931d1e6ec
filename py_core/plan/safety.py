"""The blocking findings: what must not happen without the seller's explicit yes. No I/O here.

Prices that Gumroad would certainly refuse (below its minimum, too large to store) never become steps, since
sending them can only fail; their rows are left alone and the finding makes sure that this is seen.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from py_core.money import BP_ONE
from py_core.plan.plan import Facts, Finding
from py_core.plan.steps import SetPrice, SetVersionPrice, Step
from py_core.words import say

BELOW_MINIMUM = "below_minimum"
TOO_LARGE = "price_too_large"


@dataclass(frozen=True, slots=True)
class Limits:
    """Above what a plan asks: change of a single price in basis points, and number of rows."""

    change_bp: int
    rows: int


@dataclass(frozen=True, slots=True)
class Change:
    """The whole price of one row before and after; `currency_before` is set where the currency changes."""

    key: str
    before: int
    after: int
    currency_before: str

    def is_big(self, limit_bp: int, conversions: Mapping[str, Fraction]) -> bool:
        """Whether it moves by more than the limit; after a change of currency, by more than its rate says.

        Nothing may be said of a change of currency whose rate is not known, nor of a price that falls to
        zero, which has a finding of its own. A free product that gets a price moves beyond any limit.
        """
        if self.after == 0:
            return False
        if not self.currency_before:
            return abs(self.after - self.before) * BP_ONE > limit_bp * self.before
        rate = conversions.get(self.currency_before)
        if rate is None:
            return False
        expected = self.before * rate
        return abs(self.after - expected) * BP_ONE > limit_bp * expected


def changes_of(steps: Sequence[Step], facts: Sequence[Facts]) -> tuple[Change, ...]:
    """The whole prices that steps change, version surcharges on top of their product's price.

    Raises: TypeError for a step that is not about prices.
    """
    found: list[Change] = []
    for step, fact in zip(steps, facts, strict=True):
        if isinstance(step, SetPrice):
            before, after = step.before.price_minor, step.after.price_minor
        elif isinstance(step, SetVersionPrice):
            before = fact.base_before + step.before.price_difference_minor
            after = fact.base_after + step.after.price_difference_minor
        else:
            raise TypeError(step.kind)
        found.append(Change(step.key, before, after, fact.currency_before))
    return tuple(found)


def _block(code: str, keys: Iterable[str], **values: object) -> tuple[Finding, ...]:
    named = tuple(keys)
    if not named:
        return ()
    return (Finding(code=code, severity="block", text=say(f"find_{code}", n=len(named), **values), keys=named),)


def blocks(
    steps: Sequence[Step],
    facts: Sequence[Facts],
    left_out: Sequence[tuple[str, str]],
    limits: Limits,
    conversions: Mapping[str, Fraction],
) -> tuple[Finding, ...]:
    """Every blocking finding of a plan, the gravest first.

    `left_out` are (finding code, row key) of rows that Gumroad would refuse; `conversions` are minor
    units of the new currency for one of the old, where the plan changes it.
    """
    changes = changes_of(steps, facts)
    many: tuple[Finding, ...] = ()
    if len(steps) > limits.rows:
        text = say("find_many_rows", n=len(steps), limit=limits.rows)
        many = (Finding(code="many_rows", severity="block", text=text),)
    return (
        *_block("zero_price", (c.key for c in changes if c.after == 0 and c.before != 0)),
        *_block(BELOW_MINIMUM, (key for code, key in left_out if code == BELOW_MINIMUM)),
        *_block(TOO_LARGE, (key for code, key in left_out if code == TOO_LARGE)),
        *_block(
            "big_change",
            (c.key for c in changes if c.is_big(limits.change_bp, conversions)),
            limit=percent_text(limits.change_bp).removeprefix("+"),
        ),
        *many,
    )


def percent_text(change_bp: int) -> str:
    """Basis points as "+12 %", "−4.5 %", with at most one decimal, a true minus and a space that does not break."""
    tenths = (2 * abs(change_bp) + 10) // 20
    whole, rest = divmod(tenths, 10)
    sign = "\N{MINUS SIGN}" if change_bp < 0 else "+"
    number = f"{whole:,}.{rest}" if rest else f"{whole:,}"
    return f"{sign}{number}\N{NO-BREAK SPACE}%"
