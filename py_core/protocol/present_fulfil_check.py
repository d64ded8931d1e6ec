"""What a form about sales means while it is being filled in: the plan is built and told in sentences. No I/O.

Sentences come from the same planner as the preview, so the form promises nothing else than what would run.
"""

from py_core.errors import InputError
from py_core.fulfil.building import build_fulfil_plan
from py_core.fulfil.forms import FulfilForm, RefundForm, ShipForm
from py_core.fulfil.gather import Lookup
from py_core.fulfil.refunds import refusal
from py_core.fulfil.ship_file import BadShipFile
from py_core.gumroad.currencies import currency
from py_core.plan.plan import Plan, PlanKind
from py_core.protocol.drawing import amount
from py_core.protocol.fulfil_views import CurrencyNeed, FileProblem, SalesCheckView
from py_core.protocol.present_sale_plan import refund_totals, sale_words
from py_core.settings import Settings
from py_core.words import say

MOST_PROBLEMS = 200


def check_fulfil_form(lookup: Lookup, form: FulfilForm, settings: Settings) -> SalesCheckView:
    """What the form would do, or the sentence for every wrong field and line. Never raises for what was typed."""
    needs = _needs(lookup, form) if isinstance(form, RefundForm) else ()
    try:
        plan = build_fulfil_plan(lookup, form, settings, "", 0)
    except InputError as error:
        return _refused(error, needs)
    rows = len(plan.sale_facts) - len(plan.skipped)
    return SalesCheckView(
        errors={},
        sentences=_sentences(plan),
        rows=rows,
        left_alone=len(plan.skipped),
        requests=len(plan.steps),
        currencies=needs,
        totals=refund_totals(plan),
        lines=_lines(plan) if isinstance(form, ShipForm) else (),
    )


def _sentences(plan: Plan) -> tuple[str, ...]:
    words = sale_words(plan)
    found = [words.headline, *(finding.text for finding in plan.findings)]
    if plan.skipped:
        found.append(say("check_left", n=len(plan.skipped)))
    if plan.kind is PlanKind.SHIPPING and plan.steps:
        # The other kinds say so in a finding.
        found.append(words.undo_text)
    return tuple(found)


def _lines(plan: Plan) -> tuple[FileProblem, ...]:
    """What is wrong with single lines, or keeps them from doing anything."""
    line_of = {facts.key: facts.line for facts in plan.sale_facts}
    found = (
        FileProblem(line=line, text=row.text) for row in plan.skipped if (line := line_of[row.key]) is not None
    )
    return tuple(sorted(found, key=lambda problem: problem.line))[:MOST_PROBLEMS]


def _refused(error: InputError, needs: tuple[CurrencyNeed, ...]) -> SalesCheckView:
    problems = error.problems if isinstance(error, BadShipFile) else ()
    return SalesCheckView(
        errors=error.fields,
        sentences=(),
        rows=0,
        left_alone=0,
        requests=0,
        currencies=needs,
        totals=None,
        lines=tuple(FileProblem(line=line, text=text) for line, text in problems),
    )


def _needs(lookup: Lookup, form: RefundForm) -> tuple[CurrencyNeed, ...]:
    """The currencies of the chosen sales that something can be given back of, the most used one first."""
    left: dict[str, list[int]] = {}
    for sale in lookup.of_ids(form.sale_ids).values():
        if sale.currency is not None and sale.left_minor is not None and refusal(sale) is None:
            left.setdefault(sale.currency, []).append(sale.left_minor)
    return tuple(
        CurrencyNeed(
            currency=code,
            symbol=currency(code).symbol,
            digits=currency(code).digits,
            sales=len(amounts),
            left=amount(sum(amounts), code),
        )
        for code, amounts in sorted(left.items(), key=lambda entry: (-len(entry[1]), entry[0]))
    )
