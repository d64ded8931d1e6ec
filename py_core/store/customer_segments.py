"""Saved segments of an account, by name."""

import sqlite3

from py_core.sales.customers import SavedSegment


class CustomerSegments:
    """Named kinds of buyers. Every method is one durable statement."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def list(self, account_id: str) -> tuple[SavedSegment, ...]:
        """Every segment of the account, by name."""
        rows = self._connection.execute(
            "SELECT segment_json FROM customer_segments WHERE account_id = ? ORDER BY name COLLATE NOCASE, name",
            (account_id,),
        )
        return tuple(SavedSegment.model_validate_json(text) for (text,) in rows)

    def save(self, account_id: str, saved: SavedSegment) -> None:
        """Keep a segment; one of the same name is replaced."""
        self._connection.execute(
            "INSERT OR REPLACE INTO customer_segments (account_id, name, segment_json) VALUES (?, ?, ?)",
            (account_id, saved.name, saved.model_dump_json()),
        )

    def rename(self, account_id: str, saved: SavedSegment, name: str) -> None:
        """Give a segment another name, which no other one has."""
        renamed = saved.model_copy(update={"name": name})
        self._connection.execute(
            "UPDATE customer_segments SET name = ?, segment_json = ? WHERE account_id = ? AND name = ?",
            (name, renamed.model_dump_json(), account_id, saved.name),
        )

    def delete(self, account_id: str, name: str) -> None:
        """Forget a segment; one that is not there is no error."""
        self._connection.execute(
            "DELETE FROM customer_segments WHERE account_id = ? AND name = ?", (account_id, name)
        )
