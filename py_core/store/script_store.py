"""Scripts that the seller saved, on this machine; they belong to no one shop."""

import sqlite3
from typing import NamedTuple

from py_core.store.database import writing


class SavedScript(NamedTuple):
    """A script, when it was saved, and whether it is from outside and was not agreed to yet."""

    name: str
    text: str
    saved_at_ms: int
    is_foreign: bool


class ScriptStore:
    """Saved scripts by name. Every method is one durable transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def list(self) -> tuple[SavedScript, ...]:
        """All of them, in the order of their names."""
        rows = self._connection.execute(
            "SELECT name, text, saved_at_ms, is_foreign FROM scripts ORDER BY lower(name), name"
        )
        return tuple(SavedScript(name, text, at, bool(is_foreign)) for name, text, at, is_foreign in rows)

    def save(self, name: str, text: str, now_ms: int, *, is_foreign: bool) -> None:
        """Keep a script under a name; one of that name is replaced."""
        with writing(self._connection):
            self._connection.execute(
                "INSERT OR REPLACE INTO scripts VALUES (?, ?, ?, ?)", (name, text, now_ms, is_foreign)
            )

    def agree(self, name: str, text: str) -> None:
        """Take a script for the seller's own; one that is not there, or reads otherwise now, is no error."""
        with writing(self._connection):
            self._connection.execute("UPDATE scripts SET is_foreign = 0 WHERE name = ? AND text = ?", (name, text))

    def remove(self, name: str) -> None:
        """Forget a script; one that is not there is no error."""
        with writing(self._connection):
            self._connection.execute("DELETE FROM scripts WHERE name = ?", (name,))
