"""Saved selections of an account, by name."""

import sqlite3

from py_core.protocol.views import SavedSelection


class SelectionStore:
    """Named choices of products."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def list(self, account_id: str) -> tuple[SavedSelection, ...]:
        """Every selection of the account, by name."""
        rows = self._connection.execute(
            "SELECT selection_json FROM selections WHERE account_id = ? ORDER BY name COLLATE NOCASE, name",
            (account_id,),
        )
        return tuple(SavedSelection.model_validate_json(text) for (text,) in rows)

    def save(self, account_id: str, selection: SavedSelection) -> None:
        """Keep a selection; one of the same name is replaced."""
        self._connection.execute(
            "INSERT OR REPLACE INTO selections (account_id, name, selection_json) VALUES (?, ?, ?)",
            (account_id, selection.name, selection.model_dump_json()),
        )

    def delete(self, account_id: str, name: str) -> None:
        """Forget a selection; one that is not there is no error."""
        self._connection.execute("DELETE FROM selections WHERE account_id = ? AND name = ?", (account_id, name))
