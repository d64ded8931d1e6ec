"""Parity tables: the one in work, those that were saved, and Gumroad's own factors over time."""

from pydantic import TypeAdapter

from py_core.parity.native import NativeRecord
from py_core.parity.work import Stand, TableInWork
from py_core.store.meta_store import MetaStore
from py_core.values import Value

_HISTORY = TypeAdapter(tuple[NativeRecord, ...])


class SavedStand(Value):
    """A saved table; its name is the table's."""

    stand: Stand
    saved_at_ms: int


class ParityStore:
    """Per account, in texts by name."""

    def __init__(self, meta: MetaStore) -> None:
        self._meta = meta

    def load_work(self, account_id: str) -> TableInWork | None:
        """The table in work, or None before the first."""
        text = self._meta.get(_work_key(account_id))
        return None if text is None else TableInWork.model_validate_json(text)

    def save_work(self, account_id: str, work: TableInWork) -> None:
        """Keep the table in work."""
        self._meta.put(_work_key(account_id), work.model_dump_json())

    def saved(self, account_id: str) -> tuple[SavedStand, ...]:
        """Every saved table, by name."""
        texts = self._meta.get_all(_saved_key(account_id, ""))
        return tuple(map(SavedStand.model_validate_json, texts))

    def save(self, account_id: str, saved: SavedStand) -> None:
        """Keep a table under its name."""
        self._meta.put(_saved_key(account_id, saved.stand.table.name), saved.model_dump_json())

    def delete(self, account_id: str, name: str) -> None:
        """Forget a saved table."""
        self._meta.delete(_saved_key(account_id, name))

    def native_history(self, account_id: str) -> tuple[NativeRecord, ...]:
        """Gumroad's own factors, oldest first."""
        text = self._meta.get(_native_key(account_id))
        return () if text is None else _HISTORY.validate_json(text)

    def save_native_history(self, account_id: str, history: tuple[NativeRecord, ...]) -> None:
        """Keep the factors over time."""
        self._meta.put(_native_key(account_id), _HISTORY.dump_json(history).decode())


def _work_key(account_id: str) -> str:
    return f"parity/{account_id}/work"


def _saved_key(account_id: str, name: str) -> str:
    return f"parity/{account_id}/saved/{name}"


def _native_key(account_id: str) -> str:
    return f"parity/{account_id}/native"
