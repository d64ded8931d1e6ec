"""What a form means while it is being typed: the plan is built and told in sentences. No I/O, no clock.

Figures come from the same planner as the preview, so the form promises nothing else than what would run.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from py_core.catalog.products import Shop
from py_core.errors import InputError
from py_core.gumroad.currencies import WHOLE_CURRENCIES, format_amount
from py_core.plan.plan import Facts, Plan, SkipReason
from py_core.plan.steps import PriceState, SetPrice
from py_core.pricing.facts import FeeTable
from py_core.pricing.form import Ending, Mode, PriceForm, VersionMode
from py_core.pricing.planner import build_price_plan
from py_core.protocol.views import Band, CheckView, Example
from py_core.settings import Settings
from py_core.words import say

_EXAMPLES = 3
_BAND_TOPS = (500, 1000, 2500, 5000)

Row = tuple[SetPrice, Facts]


def _rows(plan: Plan) -> list[Row]:
    return [(step, fact) for step, fact in zip(plan.steps, plan.facts, strict=True) if isinstance(step, SetPrice)]


def _varied(rows: Sequence[Row]) -> list[SetPrice]:
    """Up to three prices that differ in currency, else in size; the commonest currency's middle one first."""
    by_code: dict[str, list[SetPrice]] = {}
    for step, _ in rows:
        by_code.setdefault(step.before.currency, []).append(step)
    chosen: list[SetPrice] = []
    groups = sorted(by_code.values(), key=len, reverse=True)
    for group in groups:
        group.sort(key=lambda step: step.before.price_minor)
        chosen.append(group[len(group) // 2])
    for group in groups:
        chosen.extend((group[0], group[-1]))
    different: dict[tuple[PriceState, PriceState], SetPrice] = {}
    for step in chosen:
        different.setdefault((step.before, step.after), step)
    return list(different.values())[:_EXAMPLES]


def _examples(steps: Iterable[SetPrice]) -> tuple[Example, ...]:
    return tuple(
        Example(
            name=step.name,
            old=format_amount(step.before.price_minor, step.before.currency),
            new=format_amount(step.after.price_minor, step.after.currency),
        )
        for step in steps
    )


def _version_sentence(form: PriceForm) -> str:
    if form.mode is Mode.CURRENCY:
        return say("check_versions_converted")
    return say(f"check_versions_{form.versions.value}")


def _sentences(plan: Plan, form: PriceForm, examples: Sequence[Example], versions: bool) -> tuple[str, ...]:
    found: list[str] = []
    if examples:
        found.append(say("check_example", old=examples[0].old, new=examples[0].new))
    if not plan.steps:
        found.append(say("check_nothing"))
    if versions:
        found.append(_version_sentence(form))
    codes = {row.before.currency for row in plan.steps if isinstance(row, SetPrice)}
    whole = sorted(codes & WHOLE_CURRENCIES)
    if whole and form.ending not in (Ending.NONE, Ending.NINE):
        names = [say(f"currency_name_{code}") for code in whole]
        joined = names[0] if len(names) == 1 else say("list_and", first=", ".join(names[:-1]), last=names[-1])
        found.append(say("check_whole", names=joined[0].upper() + joined[1:]))
    told = {finding.code: finding.text for finding in plan.findings}
    found.extend(told[code] for code in ("memberships", "subscribers", "free_turns_pwyw") if code in told)
    others = sum(1 for row in plan.skipped if row.reason is SkipReason.OTHER_CURRENCY)
    if others:
        found.append(say("check_other_currency", n=others))
    return tuple(found)


def _usd(fees: FeeTable, minor: int | None, code: str) -> Fraction | None:
    return None if minor is None else fees.of(code).usd_minor(minor)


def _nets(rows: Iterable[Row], fees: FeeTable) -> list[tuple[Fraction, Fraction, Fraction]]:
    """(price now, net now, net then) of every row whose nets are known, in US cents."""
    found: list[tuple[Fraction, Fraction, Fraction]] = []
    for step, fact in rows:
        before, after = step.before.currency, step.after.currency
        price = _usd(fees, step.before.price_minor, before)
        now = _usd(fees, fact.net_before, before)
        then = _usd(fees, fact.net_after, after)
        if price is not None and now is not None and then is not None:
            found.append((price, now, then))
    return found


def _average(values: Sequence[Fraction]) -> int:
    return round(sum(values, Fraction(0)) / len(values))


def _bands(nets: Sequence[tuple[Fraction, Fraction, Fraction]]) -> tuple[Band, ...]:
    sorted_in: list[list[tuple[Fraction, Fraction]]] = [[] for _ in range(len(_BAND_TOPS) + 1)]
    for price, now, then in nets:
        sorted_in[sum(1 for top in _BAND_TOPS if price >= top)].append((now, then))
    return tuple(
        Band(
            label=say(f"band_{at}"),
            before_minor=_average([now for now, _ in inside]),
            after_minor=_average([then for _, then in inside]),
        )
        for at, inside in enumerate(sorted_in)
        if inside
    )


def _without_figures(errors: dict[str, str], sentences: tuple[str, ...], changing: int | None) -> CheckView:
    return CheckView(
        errors=errors,
        sentences=sentences,
        examples=(),
        changing=changing,
        net_change="",
        net_better=False,
        bands=(),
    )


def _unasked(form: PriceForm) -> CheckView:
    """A script is asked for a preview alone: it may take its time."""
    versions = () if form.versions is VersionMode.KEEP else (_version_sentence(form),)
    return _without_figures({}, (say("check_script", name=form.script), *versions), None)


def check_form(shop: Shop, product_ids: Sequence[str], form: PriceForm, settings: Settings) -> CheckView:
    """What the form would do to the chosen products, or the sentence for every field that is wrong.

    Averages are per direct sale, in US dollars, over products whose price changes and whose net is known.
    Never raises for what was typed.
    """
    try:
        plan = build_price_plan(shop, product_ids, form, settings, 0)
    except InputError as error:
        return _without_figures(error.fields, (), 0)
    if form.mode is Mode.SCRIPT and not form.script_prices:
        return _unasked(form)
    rows = _rows(plan)
    fees = FeeTable(settings)
    nets = _nets(rows, fees)
    net_change, better = "", False
    if nets:
        average = _average([then - now for _, now, then in nets])
        sign = "" if average < 0 else "+"
        net_change = say("check_net", change=f"{sign}{format_amount(average, 'usd', whole_short=False)}")
        better = average > 0
    examples = _examples(_varied(rows))
    touched = {step.product_id for step in plan.steps}
    versions = form.versions is not VersionMode.KEEP or any(
        entry.product.id in touched and entry.product.groups for entry in shop.products
    )
    return CheckView(
        errors={},
        sentences=_sentences(plan, form, examples, versions),
        examples=examples,
        changing=len(plan.steps),
        net_change=net_change,
        net_better=better,
        bands=_bands(nets),
    )
