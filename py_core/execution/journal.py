"""The journal of one run, as the executor writes it: intent, then outcome, each on disk before going on."""

from collections.abc import Callable

from py_core.execution.outcomes import Outcome
from py_core.execution.ports import Clock
from py_core.store.run_store import RunStore


class Journal:
    """Writes one run's journal and tells `changed` after each entry."""

    def __init__(self, runs: RunStore, run_id: str, clock: Clock, changed: Callable[[], None]) -> None:
        self._runs = runs
        self._run_id = run_id
        self._clock = clock
        self._changed = changed

    def intend(self, position: int) -> None:
        """The step's request is about to be sent."""
        self._runs.intend(self._run_id, position, self._clock.now_ms())
        self._changed()

    def release(self, position: int) -> None:
        """Nothing of the step was applied; it waits again."""
        self._runs.release(self._run_id, position, self._clock.now_ms())
        self._changed()

    def end(self, position: int, outcome: Outcome) -> None:
        """The step ended."""
        self._runs.end(self._run_id, position, outcome)
        self._changed()
