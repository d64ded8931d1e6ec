"""What the journal holds of a code that stands no more: who made it, who deleted it. Reads only."""

import sqlite3

from py_core.execution.outcomes import OutcomeKind
from py_core.plan.plan import PlanKind
from py_core.values import Value

_DONE = (OutcomeKind.APPLIED, OutcomeKind.UNCONFIRMED)


class CodeTrace(Value):
    """One step about a code that came through; `key` is its row's, `deleted` says that it took the code away."""

    digest: str
    kind: PlanKind
    title: str
    key: str
    deleted: bool


class CodeTraces:
    """Steps about codes, found by the code's name, and plans that changed a currency under a code."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def of_name(self, account_id: str, name: str) -> tuple[CodeTrace, ...]:
        """What was done to codes of a name, in any capitals, oldest first.

        A row keeps its key when it is taken back, so that an undone create is a delete and the other way round.
        """
        escaped = name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        rows = self._connection.execute(
            "SELECT digest, kind, title, step_key FROM run_steps JOIN runs USING (run_id)"
            " WHERE account_id = ? AND outcome_kind IN (?, ?)"
            " AND (step_key LIKE ? ESCAPE '\\' OR step_key LIKE ? ESCAPE '\\')"
            " ORDER BY json_extract(outcome_json, '$.at_ms'), position",
            (account_id, *_DONE, f"%/create/{escaped}", f"%/delete/{escaped}"),
        )
        return tuple(
            CodeTrace(
                digest=digest,
                kind=PlanKind(kind),
                title=title,
                key=key,
                deleted=("/delete/" in key) != (kind == PlanKind.UNDO),
            )
            for digest, kind, title, key in rows
        )

    def currency_changes(self, account_id: str) -> tuple[tuple[str, str], ...]:
        """Digests and row keys of changes that came through in plans under which a code lost its currency."""
        rows = self._connection.execute(
            "SELECT digest, step_key FROM run_steps JOIN runs USING (run_id) JOIN plans USING (digest)"
            " WHERE runs.account_id = ? AND outcome_kind IN (?, ?) AND plan_json LIKE '%\"mismatch\":true%'"
            " ORDER BY started_at_ms, position",
            (account_id, *_DONE),
        )
        return tuple((str(digest), str(key)) for digest, key in rows)
