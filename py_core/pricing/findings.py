"""What is worth knowing before a plan runs, beside the blocking findings. No I/O here."""

from collections.abc import Callable, Iterable, Sequence

from py_core.catalog.labels import version_count
from py_core.catalog.products import ProductType, ShopProduct
from py_core.gumroad.currencies import format_amount
from py_core.plan.plan import BrokenCode, Facts, Finding, Skipped, SkipReason
from py_core.plan.safety import changes_of
from py_core.plan.steps import SetPrice, SetVersionPrice, Step
from py_core.pricing.facts import FeeTable
from py_core.pricing.scripted import Scripted
from py_core.words import say

HIGH_PRICE_USD_MINOR = 500_000


def break_text(broken: BrokenCode, code: str) -> str:
    """What happens to one code, for the row: "LAUNCH90 would leave $0.30, below Gumroad's $0.99"."""
    if broken.mismatch:
        return say("break_mismatch", name=broken.name, currency=code.upper())
    key = "break_already" if broken.already_broken else "break_minimum"
    leaves = format_amount(broken.leaves_minor, code)
    return say(key, name=broken.name, leaves=leaves, minimum=format_amount(broken.minimum_minor, code))


def after_currency(step: Step) -> str:
    """The currency a step's new price is in."""
    return step.after.currency if isinstance(step, SetPrice) else step.currency


def product_name(step: Step) -> str:
    """The product's name, also on a version's step."""
    return step.product_name if isinstance(step, SetVersionPrice) else step.name


def codes_break(steps: Sequence[Step], facts: Sequence[Facts]) -> Iterable[Finding]:
    """Codes that these prices stop from working, in one finding, if there are any."""
    rows = [
        (step, [broken for broken in fact.breaks if not broken.already_broken])
        for step, fact in zip(steps, facts, strict=True)
        if fact.breaks
    ]
    rows = [row for row in rows if row[1]]
    if not rows:
        return
    step, broken = rows[0]
    names = {
        (code.code_id if code.universal else f"{row.product_id}/{code.code_id}")
        for row, found in rows
        for code in found
    }
    places = sum(len(found) for _, found in rows)
    first = break_text(broken[0], after_currency(step))
    text = say("find_codes_break", n=len(names), first=first, product=product_name(step))
    if places > 1:
        text += " " + say("find_codes_break_more", n=places - 1)
    yield Finding(code="codes_break", severity="warn", text=text, keys=tuple(row.key for row, _ in rows))


def _noted(code: str, severity: str, keys: Iterable[str], **values: object) -> Iterable[Finding]:
    named = tuple(keys)
    if named:
        text = say(f"find_{code}", n=len(named), **values)
        yield Finding(code=code, severity="warn" if severity == "warn" else "note", text=text, keys=named)


def _high_prices(steps: Sequence[Step], facts: Sequence[Facts], fees: FeeTable) -> Iterable[str]:
    for step, change in zip(steps, changes_of(steps, facts), strict=True):
        limit = fees.of(after_currency(step)).minor_of_usd(HIGH_PRICE_USD_MINOR)
        if limit is not None and change.after > limit:
            yield change.key


def against_rule(steps: Sequence[Step], direction: Callable[[str], int]) -> tuple[Finding, ...]:
    """Prices that go up under a rule that lowers, or down under one that raises; endings and limits do that."""
    turned: dict[str, list[str]] = {"up": [], "down": []}
    for step in steps:
        if isinstance(step, SetPrice) and step.before.currency == step.after.currency:
            change = step.after.price_minor - step.before.price_minor
            meant = direction(step.before.currency)
            if change * meant < 0:
                turned["up" if change > 0 else "down"].append(step.key)
    return (
        *_noted("goes_up", "warn", turned["up"]),
        *_noted("goes_down", "warn", turned["down"]),
    )


def left_by_script(script: Scripted, chosen: Iterable[ShopProduct]) -> tuple[Finding, ...]:
    """That a script gives a price for none of the chosen products."""
    if any(entry.product.id in script.prices for entry in chosen):
        return ()
    text = say("find_script_left_all", name=script.name)
    return (Finding(code="script_left_all", severity="note", text=text, keys=()),)


def remarks(
    steps: Sequence[Step],
    facts: Sequence[Facts],
    skipped: Sequence[Skipped],
    touched: Sequence[ShopProduct],
    fees: FeeTable,
) -> tuple[Finding, ...]:
    """Warnings, then notes. `touched` are the products that have a step."""
    prices = [step for step in steps if isinstance(step, SetPrice)]
    moved = {step.key for step in prices}
    raised = {step.key for step in prices if step.suggested_price_minor is not None}
    freed = [s.key for s in prices if s.after.customizable_price and not s.before.customizable_price]
    members = (row.key for row in skipped if row.reason is SkipReason.MEMBERSHIP)
    return (
        *codes_break(steps, facts),
        *_noted("codes_unread", "warn", (e.product.id for e in touched if e.codes is None)),
        *_noted("high_price", "warn", _high_prices(steps, facts, fees)),
        *_noted("pwyw_suggestion", "note", (step.key for step in prices if step.key in raised)),
        *_noted("free_turns_pwyw", "note", freed),
        *_noted(
            "subscribers",
            "note",
            (e.product.id for e in touched if e.type is ProductType.SUBSCRIPTION),
        ),
        *_noted("memberships", "note", members),
        *_noted(
            "version_moves",
            "note",
            (e.product.id for e in touched if e.product.id in moved and version_count(e) > 0),
        ),
    )
