"""Runs and their journal: per step the intent before its request, the outcome after it.

Every change raises the run's `seq`, and the step carries the `seq` of its last change, so a page that
comes late can ask for what it has not seen. Each method is one durable transaction.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from py_core.errors import UnknownPlan
from py_core.execution.outcomes import Outcome, OutcomeKind, RunState
from py_core.execution.records import RunRecord, StepRecord
from py_core.plan.plan import PlanKind
from py_core.plan.steps import Subject
from py_core.store.database import transaction
from py_core.words import say

_RUN_COLUMNS = (
    "run_id, account_id, digest, kind, title, origin_run_id, state,"
    " started_at_ms, touched_at_ms, ended_at_ms, pause_text, seq, subject"
)
_STEP_COLUMNS = "position, step_key, sends, intent_at_ms, outcome_json, seq"
_ENDED = (RunState.FINISHED, RunState.STOPPED)


def _run_record(row: Sequence[Any]) -> RunRecord:
    return RunRecord(
        run_id=row[0],
        account_id=row[1],
        digest=row[2],
        kind=PlanKind(row[3]),
        title=row[4],
        origin_run_id=row[5],
        state=RunState(row[6]),
        started_at_ms=row[7],
        touched_at_ms=row[8],
        ended_at_ms=row[9],
        pause_text=row[10],
        seq=row[11],
        subject=Subject(row[12]),
    )


def _step_record(row: Sequence[Any]) -> StepRecord:
    return StepRecord(
        position=row[0],
        key=row[1],
        sends=row[2],
        intent_at_ms=row[3],
        outcome=None if row[4] is None else Outcome.model_validate_json(row[4]),
        seq=row[5],
    )


class RunStore:
    """Runs, newest first, and the journal of each."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def create(self, run: RunRecord, step_keys: Sequence[str]) -> None:
        """Keep a new run with every step waiting. Its digest must not have run before."""
        with transaction(self._connection):
            values = tuple(run.model_dump(mode="json").values())
            marks = ", ".join("?" * len(values))
            self._connection.execute(f"INSERT INTO runs ({_RUN_COLUMNS}) VALUES ({marks})", values)
            self._connection.executemany(
                "INSERT INTO run_steps (run_id, position, step_key) VALUES (?, ?, ?)",
                ((run.run_id, position, key) for position, key in enumerate(step_keys)),
            )

    def load(self, run_id: str) -> RunRecord:
        """The run of that id. Raises UnknownPlan."""
        found = self._runs("WHERE run_id = ?", run_id)
        if not found:
            raise UnknownPlan("unknown_run", say("unknown_run"), hint=say("unknown_run_hint"))
        return found[0]

    def list(self, account_id: str) -> tuple[RunRecord, ...]:
        """The account's runs, newest first."""
        return self._runs("WHERE account_id = ? ORDER BY started_at_ms DESC, rowid DESC", account_id)

    def of_digest(self, digest: str) -> RunRecord | None:
        """The run of a plan, or None while it has not run."""
        return next(iter(self._runs("WHERE digest = ?", digest)), None)

    def interrupted(self, account_id: str) -> tuple[RunRecord, ...]:
        """Runs that an engine left in the middle, newest first."""
        return self._runs(
            "WHERE account_id = ? AND state IN (?, ?) ORDER BY started_at_ms DESC, rowid DESC",
            account_id,
            RunState.RUNNING,
            RunState.STOPPING,
        )

    def undo_runs(self, run_id: str) -> tuple[RunRecord, ...]:
        """Runs that take this one back, newest first."""
        return self._runs(
            "WHERE origin_run_id = ? AND kind = ? ORDER BY started_at_ms DESC, rowid DESC",
            run_id,
            PlanKind.UNDO,
        )

    def _runs(self, clause: str, *values: str) -> tuple[RunRecord, ...]:
        rows = self._connection.execute(f"SELECT {_RUN_COLUMNS} FROM runs {clause}", values)
        return tuple(map(_run_record, rows.fetchall()))

    def steps(self, run_id: str, after_seq: int | None = None) -> tuple[StepRecord, ...]:
        """The journal in the plan's order; with `after_seq` only what changed since."""
        rows = self._connection.execute(
            f"SELECT {_STEP_COLUMNS} FROM run_steps WHERE run_id = ? AND seq > ? ORDER BY position",
            (run_id, -1 if after_seq is None else after_seq),
        )
        return tuple(map(_step_record, rows))

    def step(self, run_id: str, position: int) -> StepRecord:
        """The journal of one step."""
        row = self._connection.execute(
            f"SELECT {_STEP_COLUMNS} FROM run_steps WHERE run_id = ? AND position = ?", (run_id, position)
        ).fetchone()
        return _step_record(row)

    def counts(self, run_id: str) -> Mapping[OutcomeKind | None, int]:
        """How many steps ended how; None are those without outcome."""
        rows = self._connection.execute(
            "SELECT outcome_kind, count(*) FROM run_steps WHERE run_id = ? GROUP BY outcome_kind", (run_id,)
        )
        return {None if kind is None else OutcomeKind(kind): number for kind, number in rows}

    def keys(self, run_id: str, kinds: Iterable[OutcomeKind]) -> frozenset[str]:
        """The keys of the steps that ended in one of these ways."""
        wanted = tuple(kinds)
        marks = ", ".join("?" * len(wanted))
        rows = self._connection.execute(
            f"SELECT step_key FROM run_steps WHERE run_id = ? AND outcome_kind IN ({marks})", (run_id, *wanted)
        )
        return frozenset(key for (key,) in rows)

    def has_missed(self, run_id: str, kinds: Iterable[OutcomeKind]) -> bool:
        """Whether a step ended in one of these ways; one that is stale only if it says what was found."""
        wanted = tuple(kinds)
        marks = ", ".join("?" * len(wanted))
        (found,) = self._connection.execute(
            f"SELECT EXISTS (SELECT 1 FROM run_steps WHERE run_id = ? AND outcome_kind IN ({marks})"
            " AND NOT (outcome_kind = ? AND json_extract(outcome_json, '$.found_json') = ''))",
            (run_id, *wanted, OutcomeKind.STALE),
        ).fetchone()
        return bool(found)

    def set_state(self, run_id: str, state: RunState, now_ms: int, pause_text: str = "") -> None:
        """Move a run to a state."""
        self._connection.execute(
            "UPDATE runs SET state = ?, touched_at_ms = ?, ended_at_ms = ?, pause_text = ?, seq = seq + 1"
            " WHERE run_id = ?",
            (state, now_ms, now_ms if state in _ENDED else None, pause_text, run_id),
        )

    def intend(self, run_id: str, position: int, now_ms: int) -> None:
        """Note, before it goes out, that this step's request is about to be sent."""
        with transaction(self._connection):
            self._touch(run_id, now_ms)
            self._connection.execute(
                "UPDATE run_steps SET intent_at_ms = ?, sends = sends + 1,"
                " outcome_kind = NULL, outcome_json = NULL,"
                " seq = (SELECT seq FROM runs WHERE runs.run_id = run_steps.run_id)"
                " WHERE run_id = ? AND position = ?",
                (now_ms, run_id, position),
            )

    def release(self, run_id: str, position: int, now_ms: int) -> None:
        """Put a step back to waiting: nothing of it was applied."""
        with transaction(self._connection):
            self._touch(run_id, now_ms)
            self._connection.execute(
                "UPDATE run_steps SET intent_at_ms = NULL,"
                " seq = (SELECT seq FROM runs WHERE runs.run_id = run_steps.run_id)"
                " WHERE run_id = ? AND position = ?",
                (run_id, position),
            )

    def end(self, run_id: str, position: int, outcome: Outcome) -> None:
        """Note how a step ended."""
        self.end_all(run_id, ((position, outcome),), outcome.at_ms)

    def end_all(self, run_id: str, ends: Iterable[tuple[int, Outcome]], now_ms: int) -> None:
        """Note how several steps ended, all at once."""
        with transaction(self._connection):
            self._touch(run_id, now_ms)
            self._connection.executemany(
                "UPDATE run_steps SET outcome_kind = ?, outcome_json = ?,"
                " seq = (SELECT seq FROM runs WHERE runs.run_id = run_steps.run_id)"
                " WHERE run_id = ? AND position = ?",
                ((o.kind, o.model_dump_json(), run_id, position) for position, o in ends),
            )

    def revive_cancelled(self, run_id: str, now_ms: int) -> None:
        """Put every step that a stop left behind back to waiting."""
        with transaction(self._connection):
            self._touch(run_id, now_ms)
            self._connection.execute(
                "UPDATE run_steps SET outcome_kind = NULL, outcome_json = NULL, intent_at_ms = NULL,"
                " seq = (SELECT seq FROM runs WHERE runs.run_id = run_steps.run_id)"
                " WHERE run_id = ? AND outcome_kind = ?",
                (run_id, OutcomeKind.CANCELLED),
            )

    def _touch(self, run_id: str, now_ms: int) -> None:
        self._connection.execute(
            "UPDATE runs SET seq = seq + 1, touched_at_ms = ? WHERE run_id = ?", (now_ms, run_id)
        )
