"""Suggestions per account and product. Each method is one durable step."""

import json
import sqlite3
from collections.abc import Iterable, Sequence

from py_core.store.database import writing
from py_core.suggest.records import Suggestion


class SuggestStore:
    """What came of asking, one record for a product."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def load(self, account_id: str, product_ids: Sequence[str] | None = None) -> tuple[Suggestion, ...]:
        """Those of an account, or of some of its products, newest first."""
        some = "" if product_ids is None else " AND product_id IN (SELECT value FROM json_each(?))"
        rows: Iterable[tuple[str]] = self._connection.execute(
            f"SELECT suggestion_json FROM suggestions WHERE account_id = ?{some}"
            " ORDER BY made_at_ms DESC, product_id",
            (account_id,) if product_ids is None else (account_id, json.dumps(list(product_ids))),
        )
        return tuple(Suggestion.model_validate_json(text) for (text,) in rows)

    def save(self, account_id: str, suggestions: Sequence[Suggestion]) -> None:
        """Keep these in place of those of their products, all or none. Raises: CoreError `storage_full`."""
        with writing(self._connection):
            self._connection.executemany(
                "INSERT OR REPLACE INTO suggestions (account_id, product_id, made_at_ms, suggestion_json)"
                " VALUES (?, ?, ?, ?)",
                ((account_id, one.source.product_id, one.made_at_ms, one.model_dump_json()) for one in suggestions),
            )

    def delete(self, account_id: str, product_ids: Sequence[str]) -> None:
        """Forget those of these products."""
        with writing(self._connection):
            self._connection.executemany(
                "DELETE FROM suggestions WHERE account_id = ? AND product_id = ?",
                ((account_id, product_id) for product_id in product_ids),
            )

    def forget(self, account_id: str) -> None:
        """Forget all of an account's."""
        self._connection.execute("DELETE FROM suggestions WHERE account_id = ?", (account_id,))
