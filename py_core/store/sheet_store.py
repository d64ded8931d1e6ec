"""What was written into catalogue sheets, and the edited files that were brought back."""

import sqlite3
import zlib

from py_core.sheets.catalogue import Snapshot
from py_core.store.database import writing

SNAPSHOTS_KEPT = 24
FILES_KEPT = 4
_LEVEL = 6


class SheetStore:
    """Per account. Of snapshots and files the newest are kept."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def save_snapshot(self, account_id: str, snapshot: Snapshot) -> None:
        """Keep what a file says, before it is written. Raises: CoreError `storage_full`."""
        packed = zlib.compress(snapshot.model_dump_json().encode(), _LEVEL)
        with writing(self._connection):
            self._connection.execute(
                "INSERT OR REPLACE INTO sheet_snapshots (account_id, mark, created_at_ms, packed)"
                " VALUES (?, ?, ?, ?)",
                (account_id, snapshot.mark, snapshot.created_at_ms, packed),
            )
            self._trim("sheet_snapshots", "mark", account_id, SNAPSHOTS_KEPT)

    def snapshot(self, account_id: str, mark: str) -> Snapshot | None:
        """What the file of that mark said, None where it is not known any more."""
        row = self._connection.execute(
            "SELECT packed FROM sheet_snapshots WHERE account_id = ? AND mark = ?", (account_id, mark)
        ).fetchone()
        return None if row is None else Snapshot.model_validate_json(zlib.decompress(row[0]))

    def save_file(self, account_id: str, sheet_id: str, name: str, content: bytes, now_ms: int) -> None:
        """Keep an edited file, so that its plan can be built anew. Raises: CoreError `storage_full`."""
        with writing(self._connection):
            self._connection.execute(
                "INSERT OR REPLACE INTO sheet_files (account_id, sheet_id, created_at_ms, name, packed)"
                " VALUES (?, ?, ?, ?, ?)",
                (account_id, sheet_id, now_ms, name, zlib.compress(content, _LEVEL)),
            )
            self._trim("sheet_files", "sheet_id", account_id, FILES_KEPT)

    def file(self, account_id: str, sheet_id: str) -> tuple[str, bytes] | None:
        """A file's name and bytes, None where it is not kept any more."""
        row = self._connection.execute(
            "SELECT name, packed FROM sheet_files WHERE account_id = ? AND sheet_id = ?", (account_id, sheet_id)
        ).fetchone()
        return None if row is None else (str(row[0]), zlib.decompress(row[1]))

    def _trim(self, table: str, key: str, account_id: str, kept: int) -> None:
        self._connection.execute(
            f"DELETE FROM {table} WHERE account_id = ? AND {key} NOT IN (SELECT {key} FROM {table}"
            f" WHERE account_id = ? ORDER BY created_at_ms DESC, rowid DESC LIMIT {kept})",
            (account_id, account_id),
        )
