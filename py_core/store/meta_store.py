"""Small things by name, and the settings."""

import sqlite3

from py_core.settings import Settings

_SETTINGS = "settings"


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

    def load_settings(self) -> Settings:
        """The settings in force; the defaults until some were saved."""
        text = self.get(_SETTINGS)
        return Settings() if text is None else Settings.model_validate_json(text)

    def save_settings(self, settings: Settings) -> None:
        """Replace the settings."""
        self.put(_SETTINGS, settings.model_dump_json())
