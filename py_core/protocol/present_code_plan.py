"""The rows and the words of a preview about codes, drawn from the plan and from nothing else. No I/O here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from py_core.codes.labels import discount_text, minimum_text
from py_core.plan.plan import CodeFacts, Plan, PlanKind, PriceAfter, Skipped, SkipReason
from py_core.plan.steps import CodeState, CodeStep, CreateCode, DeleteCode, SetCodeLimits, Subject, subject_of
from py_core.protocol.amounts import Amount
from py_core.protocol.code_views import CodePlanRow, PriceAfterRow
from py_core.protocol.drawing import amount
from py_core.words import say

_HUNDREDTHS_PER_REQUEST = 30
_TICKABLE = frozenset({SkipReason.UNTICKED})


class _Drawer:
    """Draws the rows of one plan; prices that many rows share are drawn once."""

    def __init__(self, plan: Plan) -> None:
        self._can_untick = bool(plan.form_json)
        self._by_id: dict[int, tuple[PriceAfterRow, ...]] = {}
        self._told_native: set[str] = set()

    def step(self, step: CodeStep, facts: CodeFacts) -> CodePlanRow:
        match step:
            case CreateCode():
                return self._create(step, facts)
            case DeleteCode():
                return self._delete(step, facts)
            case SetCodeLimits():
                return self._limits(step, facts)

    def _create(self, step: CreateCode, facts: CodeFacts) -> CodePlanRow:
        notes = [facts.note] if facts.note else []
        if facts.replaces:
            notes.append(say("code_note_replaces", name=facts.replaces))
        elif step.needs:
            notes.append(say("code_note_gap"))
        if facts.native_wins and step.product_id not in self._told_native:
            self._told_native.add(step.product_id)
            notes.append(say("code_note_native", n=facts.native_wins))
        return self._row(step, facts, "create", step.after, notes)

    def _delete(self, step: DeleteCode, facts: CodeFacts) -> CodePlanRow:
        notes = [facts.note] if facts.note else []
        if step.needs:
            notes.append(say("code_note_goes_after"))
        if step.unused_at is not None:
            notes.append(say("code_note_unused"))
        return self._row(step, facts, "delete", step.before, notes)

    def _limits(self, step: SetCodeLimits, facts: CodeFacts) -> CodePlanRow:
        row = self._row(step, facts, "limits", step.after, [facts.note] if facts.note else [])
        old = step.before
        changed: dict[str, str] = {}
        if old.max_purchase_count != step.after.max_purchase_count:
            changed["cap_old"] = cap_text(old) or say("code_no_cap")
            changed["cap"] = row.cap or say("code_no_cap")
        if old.minimum_amount_minor != step.after.minimum_amount_minor:
            changed["minimum_old"] = minimum_text(old.minimum_amount_minor, step.currency) or say("code_no_minimum")
            changed["minimum"] = row.minimum or say("code_no_minimum")
        return row.model_copy(update=changed)

    def _row(
        self,
        step: CodeStep,
        facts: CodeFacts,
        doing: Literal["create", "delete", "limits"],
        state: CodeState,
        notes: Sequence[str],
    ) -> CodePlanRow:
        return CodePlanRow(
            key=step.key,
            product_id=step.product_id,
            product=step.product_name or say("every_product"),
            code=step.name,
            doing=doing,
            reason=None,
            reason_text="",
            discount=discount_text(state.percent_off, state.amount_minor, step.currency),
            prices=self._shown(facts, step.currency),
            cap_old="",
            cap=cap_text(state),
            minimum_old="",
            minimum=minimum_text(state.minimum_amount_minor, step.currency),
            uses="" if facts.uses is None else f"{facts.uses:,}",
            line=facts.line,
            notes=tuple(notes),
            undo_note=facts.undo_note,
            can_untick=self._can_untick,
        )

    def _shown(self, facts: CodeFacts, currency: str) -> tuple[PriceAfterRow, ...]:
        if not facts.prices:
            return ()
        found = self._by_id.get(id(facts.prices))
        if found is None:
            found = tuple(_price(price, currency, facts.estimate) for price in facts.prices)
            self._by_id[id(facts.prices)] = found
        return found

    def left(self, row: Skipped) -> CodePlanRow:
        return CodePlanRow(
            key=row.key,
            product_id=row.product_id,
            product=row.name,
            code=row.detail,
            doing="skipped",
            reason=row.reason,
            reason_text=row.text,
            discount="",
            prices=(),
            cap_old="",
            cap="",
            minimum_old="",
            minimum="",
            uses="",
            line=None,
            notes=(),
            undo_note="",
            can_untick=self._can_untick and row.reason in _TICKABLE,
        )


def cap_text(state: CodeState) -> str:
    """How often a code may be used; empty for no cap."""
    return "" if state.max_purchase_count is None else f"{state.max_purchase_count:,}"


def _net(minor: int | None, currency: str, estimate: bool) -> Amount | None:
    return None if minor is None else amount(minor, currency, estimate=estimate)


def _price(price: PriceAfter, currency: str, estimate: bool) -> PriceAfterRow:
    return PriceAfterRow(
        label=price.label,
        price=amount(price.price_minor, currency),
        left=amount(price.left_minor, currency),
        net_before=_net(price.net_before, currency, estimate),
        net_after=_net(price.net_after, currency, estimate),
    )


def code_rows(plan: Plan) -> tuple[CodePlanRow, ...]:
    """Every row of the plan, product by product, those left alone behind their product's steps."""
    drawer = _Drawer(plan)
    grouped: dict[str, list[CodePlanRow]] = {product_id: [] for product_id in plan.product_ids}
    for step, facts in zip(plan.steps, plan.code_facts, strict=True):
        if not isinstance(step, CreateCode | DeleteCode | SetCodeLimits):
            raise TypeError(step.kind)
        grouped.setdefault(step.product_id, []).append(drawer.step(step, facts))
    for row in plan.skipped:
        grouped.setdefault(row.product_id, []).append(drawer.left(row))
    return tuple(row for group in grouped.values() for row in group)


def code_estimate_s(plan: Plan) -> int:
    """About how long a run takes at the pace towards Gumroad: a request for each write, one to read each standing
    code before it is touched, and one for the list of each product that gets a new one.
    """
    lists = {step.product_id for step in plan.steps if isinstance(step, CreateCode)}
    reads = sum(1 for step in plan.steps if not isinstance(step, CreateCode)) + len(lists)
    return -(-(len(plan.steps) + reads) * _HUNDREDTHS_PER_REQUEST // 100)


@dataclass(frozen=True, slots=True)
class CodeWords:
    """The sentences around the table of a preview about codes."""

    headline: str
    button: str
    undo: Literal["all", "partly"]
    undo_text: str


def code_words(plan: Plan) -> CodeWords:
    """What stands above and below the table."""
    writes = len(plan.steps)
    lost = sum(1 for facts in plan.code_facts if facts.undo_note)
    undo = say("undo_codes_partly", n=lost) if lost else say("undo_codes")
    if not writes:
        return CodeWords(say("headline_codes_none"), say("button_none"), "all", undo)
    subject = subject_of(plan.steps)
    key = f"button_{'undo_' if plan.kind is PlanKind.UNDO else ''}{subject.value}"
    return CodeWords(_headline(plan, subject), say(key, n=writes), "partly" if lost else "all", undo)


def _headline(plan: Plan, subject: Subject) -> str:
    if plan.kind is PlanKind.UNDO:
        return say(f"headline_undo_{subject.value}", n=len(plan.steps))
    if subject is not Subject.CODES:
        return say(f"headline_{subject.value}", n=len(plan.steps))
    kinds: Mapping[str, int] = {
        kind: sum(1 for step in plan.steps if step.kind == kind)
        for kind in ("create_code", "delete_code", "set_code_limits")
    }
    parts = [say(f"headline_part_{kind}", n=count) for kind, count in kinds.items() if count]
    return " · ".join(parts)
