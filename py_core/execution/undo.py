"""Which steps of a run can be taken back, and which can be tried again. No I/O here.

Both give steps; the plan around them is the planner's. Every such step is read again before it is sent, so
a step whose end is unclear may safely be in either.
"""

from collections.abc import Container, Iterable

from py_core.execution.actions import state_of_json, with_states
from py_core.execution.outcomes import Outcome, OutcomeKind
from py_core.execution.reading import State
from py_core.plan.listing_steps import AddVersion, CreateProduct
from py_core.plan.sale_steps import RefundSale, ResendReceipt, TakeUseBack
from py_core.plan.steps import (
    FOR_GOOD,
    CreateCode,
    PriceState,
    SetPrice,
    Step,
    Subject,
    can_take_back,
    needs_of,
)

UNDOABLE = frozenset({OutcomeKind.APPLIED, OutcomeKind.UNCONFIRMED, OutcomeKind.UNKNOWN})
RETRYABLE = frozenset(
    {
        OutcomeKind.REJECTED,
        OutcomeKind.SKIPPED,
        OutcomeKind.STALE,
        OutcomeKind.UNCONFIRMED,
        OutcomeKind.UNKNOWN,
        OutcomeKind.CANCELLED,
    }
)
NOT_SENT = frozenset({OutcomeKind.REJECTED, OutcomeKind.SKIPPED, OutcomeKind.CANCELLED})
CAME_THROUGH = frozenset({OutcomeKind.APPLIED, OutcomeKind.UNCHANGED})
Ended = tuple[Step, Outcome | None]


def done_step(step: Step, outcome: Outcome | None) -> Step | None:
    """The step as it really ended, ready to be inverted; None when there is nothing to take back.

    Where Gumroad accepted a change and shows something else, or the same in its own way, the step ends in what it
    shows. A create has the id of what it made; where nobody saw that, nothing is taken back on a guess.
    """
    if outcome is None or outcome.kind not in UNDOABLE or not can_take_back(step):
        return None
    if isinstance(step, CreateCode):
        if not outcome.record_id:
            return None
        step = step.model_copy(update={"code_id": outcome.record_id})
    if isinstance(step, AddVersion | CreateProduct):
        if not outcome.record_id:
            return None
        id_of = "variant_id" if isinstance(step, AddVersion) else "product_id"
        step = step.model_copy(update={id_of: outcome.record_id})
    if outcome.kind is OutcomeKind.UNCONFIRMED:
        found = state_of_json(step, outcome.found_json)
        return None if found == step.before else with_states(step, step.before, found)
    if outcome.kind is OutcomeKind.APPLIED and outcome.found_json:
        return with_states(step, step.before, state_of_json(step, outcome.found_json))
    return step


def missed_step(step: Step, outcome: Outcome | None) -> Step | None:
    """The step to try again, starting from what was found; None when it came through or makes no sense.

    A product whose currency has changed since is left out: the amount was meant in another currency. A code
    whose name is taken is left out, too, since it cannot be made again under that name. Money that may have been
    given back and receipts that may have been sent are never tried again, nor are refunds of sales that changed.
    Uses are counted anew by whoever plans them.
    """
    if outcome is None or outcome.kind not in RETRYABLE:
        return None
    if isinstance(step, RefundSale | ResendReceipt):
        return step if outcome.kind in NOT_SENT else None
    if isinstance(step, TakeUseBack):
        return step
    if isinstance(step, CreateCode | AddVersion | CreateProduct):
        return None if outcome.kind in (OutcomeKind.STALE, OutcomeKind.UNCONFIRMED) else step
    if not outcome.found_json:
        return None if outcome.kind is OutcomeKind.STALE else step
    found = state_of_json(step, outcome.found_json)
    if found == step.after or in_third_currency(step, found):
        return None
    return with_states(step, found, step.after)


def in_third_currency(step: Step, found: State) -> bool:
    """Whether the price found is in a currency that the step knows nothing of."""
    if not (isinstance(step, SetPrice) and isinstance(found, PriceState)):
        return False
    return found.currency not in (step.before.currency, step.after.currency)


def retryable(subject: Subject) -> frozenset[OutcomeKind]:
    """How steps of a run about that may have ended for there to be something to try again."""
    return NOT_SENT if subject in (Subject.REFUNDS, Subject.RECEIPTS) else RETRYABLE


def undoable(subject: Subject) -> frozenset[OutcomeKind]:
    """How steps of a run about that may have ended for there to be something to take back."""
    return frozenset() if subject in FOR_GOOD else UNDOABLE


def done_steps(ended: Iterable[Ended], keys: Container[str] | None = None) -> tuple[Step, ...]:
    """What can be taken back, in the run's order; only `keys` when given."""
    return tuple(
        done
        for step, outcome in ended
        if (keys is None or step.key in keys) and (done := done_step(step, outcome)) is not None
    )


def missed_steps(ended: Iterable[Ended]) -> tuple[Step, ...]:
    """What can be tried again, in the run's order.

    A need that was met in the run is dropped from its step; a step whose need was not met and is not tried
    again itself stays out.
    """
    met: set[str] = set()
    again: dict[str, Step] = {}
    for step, outcome in ended:
        needs = needs_of(step)
        missed = missed_step(step, outcome)
        if outcome is not None and outcome.kind in CAME_THROUGH:
            met.add(step.key)
        elif missed is not None and (not needs or needs in met or needs in again):
            again[step.key] = missed.model_copy(update={"needs": ""}) if needs in met else missed
    return tuple(again.values())
