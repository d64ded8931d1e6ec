"""A run and its journal as values. No I/O here."""

from py_core.execution.outcomes import Outcome, RunState
from py_core.plan.plan import PlanKind
from py_core.plan.steps import Subject
from py_core.values import Value


class RunRecord(Value):
    """A run without its steps. `touched_at_ms` is its last change; `pause_text` says why it waits.

    `subject` is what its steps are about.
    """

    run_id: str
    account_id: str
    digest: str
    kind: PlanKind
    title: str
    origin_run_id: str | None
    state: RunState
    started_at_ms: int
    touched_at_ms: int
    ended_at_ms: int | None = None
    pause_text: str = ""
    seq: int = 0
    subject: Subject = Subject.PRICES


class StepRecord(Value):
    """What the journal holds of one step: an intent without outcome was sent, and nobody knows the end."""

    position: int
    key: str
    sends: int
    intent_at_ms: int | None
    outcome: Outcome | None
    seq: int

    @property
    def open(self) -> bool:
        """Whether it may have been sent and has no outcome."""
        return self.intent_at_ms is not None and self.outcome is None
