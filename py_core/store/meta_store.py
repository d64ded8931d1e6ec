"""Small things by name, and the settings."""

import sqlite3

from py_core.settings import Settings
from py_core.store.database import transaction

_SETTINGS = "settings"


def _behind(prefix: str) -> str:
    """The first text, in the database's order, behind all that begin with the prefix."""
    return prefix[:-1] + chr(ord(prefix[-1]) + 1)


class MetaStore:
    """Texts by key; what a text means is the caller's business."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def get(self, key: str) -> str | None:
        """The text of a key, or None."""
        row = self._connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def put(self, key: str, value: str) -> None:
        """Keep a text."""
        self._connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (key, value))

    def delete(self, key: str) -> None:
        """Forget a key."""
        self._connection.execute("DELETE FROM meta WHERE key = ?", (key,))

    def get_all(self, prefix: str) -> tuple[str, ...]:
        """The texts of every key that begins so, in the order of their keys."""
        rows = self._connection.execute(
            "SELECT value FROM meta WHERE key >= ? AND key < ? ORDER BY key", (prefix, _behind(prefix))
        )
        return tuple(text for (text,) in rows)

    def delete_all(self, prefix: str) -> None:
        """Forget every key that begins so."""
        self._connection.execute("DELETE FROM meta WHERE key >= ? AND key < ?", (prefix, _behind(prefix)))

    def replace_all(self, prefix: str, key: str, value: str) -> None:
        """Forget every key that begins so and keep a text under another, both or neither."""
        with transaction(self._connection):
            self.delete_all(prefix)
            self.put(key, value)

    def load_settings(self) -> Settings:
        """The settings in force; the defaults until some were saved."""
        text = self.get(_SETTINGS)
        return Settings() if text is None else Settings.model_validate_json(text)

    def save_settings(self, settings: Settings) -> None:
        """Replace the settings."""
        self.put(_SETTINGS, settings.model_dump_json())
