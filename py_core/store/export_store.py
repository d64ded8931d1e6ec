"""Exports as they are remembered, in the order in which they were asked for."""

import sqlite3

from py_core.export.record import ExportRecord
from py_core.store.database import writing


class ExportStore:
    """Records of exports. Every method is one durable statement."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def save(self, record: ExportRecord) -> None:
        """Keep a record, in place of the one of its id. Raises: CoreError `storage_full`."""
        with writing(self._connection):
            self._connection.execute(
                "INSERT OR REPLACE INTO exports (export_id, account_id, created_at_ms, record_json)"
                " VALUES (?, ?, ?, ?)",
                (record.export_id, record.account_id, record.created_at_ms, record.model_dump_json()),
            )

    def load(self, export_id: str) -> ExportRecord | None:
        """One record, or None."""
        row = self._connection.execute(
            "SELECT record_json FROM exports WHERE export_id = ?", (export_id,)
        ).fetchone()
        return None if row is None else ExportRecord.model_validate_json(row[0])

    def all(self) -> tuple[ExportRecord, ...]:
        """Every record, of every account, oldest first."""
        rows = self._connection.execute("SELECT record_json FROM exports ORDER BY created_at_ms, export_id")
        return tuple(ExportRecord.model_validate_json(text) for (text,) in rows)

    def delete(self, export_id: str) -> None:
        """Forget a record; one that is not there is no error."""
        self._connection.execute("DELETE FROM exports WHERE export_id = ?", (export_id,))
