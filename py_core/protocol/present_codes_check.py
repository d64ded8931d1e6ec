"""What a codes form means while it is being filled in: the plan is built and told in sentences. No I/O, no clock.

Sentences come from the same planner as the preview, so the form promises nothing else than what would run.
"""

from collections.abc import Sequence

from py_core.catalog.products import Shop
from py_core.codes.building import build_form_plan
from py_core.codes.chosen import chosen_codes, currencies_of
from py_core.codes.forms import CodesForm, ImportForm, LimitsForm, MakeForm, MintForm, ReplaceForm
from py_core.codes.importing import BadFile
from py_core.codes.mint import typed_count
from py_core.codes.offer import chosen, shop_currencies
from py_core.errors import InputError
from py_core.gumroad.currencies import format_amount
from py_core.plan.plan import CodeFacts, Plan, PriceAfter
from py_core.plan.steps import CreateCode, DeleteCode, SetCodeLimits
from py_core.protocol.code_views import CodesCheckView, LineProblem
from py_core.settings import Settings
from py_core.words import say

NAMES_SHOWN = 5
_TOLD = (
    "free_codes",
    "universal_codes",
    "universal_deletes",
    "codes_refused",
    "codes_stand",
    "codes_not_read",
    "codes_used",
    "codes_gap",
    "codes_separate",
    "codes_once",
)


def _currencies(shop: Shop, product_ids: Sequence[str], form: CodesForm) -> tuple[str, ...]:
    """The currencies that the form may need an amount in."""
    if isinstance(form, MakeForm | MintForm):
        return shop_currencies(shop) if form.universal else chosen(shop, product_ids).currencies
    if isinstance(form, LimitsForm | ReplaceForm) and form.refs:
        return currencies_of(chosen_codes(shop, form.refs)[0])
    return ()


def _example(step: CreateCode, price: PriceAfter) -> str:
    product = step.product_name or price.label
    if step.product_name and price.label:
        product = f"{product} · {price.label}"
    if not price.left_minor:
        return say("check_code_free", product=product)
    old = format_amount(price.price_minor, step.currency)
    return say(
        "check_code_example", product=product, price=old, left=format_amount(price.left_minor, step.currency)
    )


def _first_example(steps: Sequence[object], facts: Sequence[CodeFacts]) -> list[str]:
    for step, fact in zip(steps, facts, strict=True):
        if isinstance(step, CreateCode):
            for price in fact.prices:
                if price.price_minor:
                    return [_example(step, price)]
    return []


def _sentences(plan: Plan, made: int, form: CodesForm) -> tuple[str, ...]:
    found: list[str] = []
    deleted = sum(isinstance(step, DeleteCode) for step in plan.steps)
    limited = sum(isinstance(step, SetCodeLimits) for step in plan.steps)
    if made:
        found.append(say("check_made", n=made))
    if deleted:
        found.append(say("check_deleted", n=deleted))
    if limited:
        found.append(say("check_limits", n=limited))
    if not found:
        found.append(say("check_codes_none"))
    found.extend(_first_example(plan.steps, plan.code_facts))
    told = {finding.code: finding.text for finding in plan.findings}
    if isinstance(form, MintForm):
        found.extend(_about_batch(plan, form))
    else:
        found.extend(told[code] for code in _TOLD if code in told)
    if plan.skipped:
        found.append(say("check_left", n=len(plan.skipped)))
    if isinstance(form, ImportForm):
        found.append(say("check_blanks"))
    return tuple(found)


def _about_batch(plan: Plan, form: MintForm) -> list[str]:
    products = len({step.product_id for step in plan.steps})
    found = [say("check_mint_products", n=products)] if products > 1 else []
    if form.universal and plan.steps:
        found.append(say("check_mint_universal"))
    if any(isinstance(step, CreateCode) and step.after.max_purchase_count == 1 for step in plan.steps):
        found.append(say("check_mint_once"))
    return found


def _refused(error: InputError, currencies: tuple[str, ...]) -> CodesCheckView:
    lines = error.problems if isinstance(error, BadFile) else ()
    errors = {"text": error.message} if isinstance(error, BadFile) else error.fields
    return CodesCheckView(
        errors=errors,
        sentences=(),
        currencies=currencies,
        names=(),
        writes=0,
        lines=tuple(LineProblem(line=line, text=text) for line, text in lines),
    )


def check_codes_form(shop: Shop, product_ids: Sequence[str], form: CodesForm, settings: Settings) -> CodesCheckView:
    """What the form would do, or the sentence for every wrong field and line. Never raises for what was typed.

    Of a batch the first few codes are worked out, and the count from them.
    """
    try:
        currencies = _currencies(shop, product_ids, form)
        plan = build_form_plan(shop, product_ids, form, settings, 0, at_most=NAMES_SHOWN)
    except InputError as error:
        return _refused(error, _currencies_or_none(shop, product_ids, form))
    made = [step for step in plan.steps if isinstance(step, CreateCode)]
    names = tuple(dict.fromkeys(step.name for step in made))
    writes, count = len(plan.steps), len(made)
    if isinstance(form, MintForm) and names:
        count = count // len(names) * typed_count(form.count)
        writes = count
    return CodesCheckView(
        errors={},
        sentences=_sentences(plan, count, form),
        currencies=currencies,
        names=names[:NAMES_SHOWN] if isinstance(form, MintForm) else (),
        writes=writes,
        lines=(),
    )


def _currencies_or_none(shop: Shop, product_ids: Sequence[str], form: CodesForm) -> tuple[str, ...]:
    try:
        return _currencies(shop, product_ids, form)
    except InputError:
        return ()
