"""How a step ended, as a value. A run with three refusals has not failed; it has three refusals."""

from enum import StrEnum

from py_core.values import Value


class OutcomeKind(StrEnum):
    """The end of one step."""

    APPLIED = "applied"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    REJECTED = "rejected"
    STALE = "stale"
    UNCONFIRMED = "unconfirmed"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"


class RunState(StrEnum):
    """Where a run is. PAUSED waits for the person: to connect again, or to go on after a long break."""

    RUNNING = "running"
    STOPPING = "stopping"
    PAUSED = "paused"
    FINISHED = "finished"
    STOPPED = "stopped"


class Outcome(Value):
    """How one step ended, in words for the person; `found_json` is the state that was read where it matters.

    `record_id` is the id of the record that the step made.
    """

    kind: OutcomeKind
    text: str = ""
    server_words: str = ""
    warning: str = ""
    found_json: str = ""
    record_id: str = ""
    at_ms: int
