"""Saved sets of columns of an account, by name."""

import sqlite3

from py_core.sales.export_form import ColumnSet


class ColumnSets:
    """Named sets of columns."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def list(self, account_id: str) -> tuple[ColumnSet, ...]:
        """Every set of the account, by name."""
        rows = self._connection.execute(
            "SELECT columns_json FROM export_columns WHERE account_id = ? ORDER BY name COLLATE NOCASE, name",
            (account_id,),
        )
        return tuple(ColumnSet.model_validate_json(text) for (text,) in rows)

    def save(self, account_id: str, kept: ColumnSet) -> None:
        """Keep a set; one of the same name is replaced."""
        self._connection.execute(
            "INSERT OR REPLACE INTO export_columns (account_id, name, columns_json) VALUES (?, ?, ?)",
            (account_id, kept.name, kept.model_dump_json()),
        )

    def delete(self, account_id: str, name: str) -> None:
        """Forget a set; one that is not there is no error."""
        self._connection.execute("DELETE FROM export_columns WHERE account_id = ? AND name = ?", (account_id, name))
