"""What scripts answered for the columns of files that are still to be written: a cell for each sale.

A column is whole when its last cells came; one that was refused on the way is not here any more. The cells are read
by `sales_export`, row by row with the sales they belong to.
"""

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from py_core.errors import InputError
from py_core.export.columns import Cell, Kind
from py_core.sales.script_cells import MOST_CELLS, MOST_CHARACTERS, characters_of, check_cells
from py_core.store.database import writing
from py_core.words import say


@dataclass(frozen=True, slots=True)
class StoredColumn:
    """A whole column. `revision` is that of the sales when its script was going to be asked."""

    column_id: int
    name: str
    kind: Kind
    revision: int


class ScriptColumns:
    """Columns by their number. Every method is one durable transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def begin(
        self, account_id: str, names: Sequence[str], revision: int, now_ms: int, needed: Collection[int]
    ) -> tuple[int, ...]:
        """New columns without cells, and their numbers; of those that are here only the `needed` stay."""
        with writing(self._connection):
            known = [column_id for (column_id,) in self._connection.execute("SELECT column_id FROM script_columns")]
            self._remove(column_id for column_id in known if column_id not in needed)
            return tuple(
                self._connection.execute(
                    "INSERT INTO script_columns (account_id, name, revision, made_at_ms) VALUES (?, ?, ?, ?)"
                    " RETURNING column_id",
                    (account_id, name, revision, now_ms),
                ).fetchone()[0]
                for name in names
            )

    def add(
        self,
        account_id: str,
        column_id: int,
        kind: Kind,
        sale_ids: Sequence[str],
        cells: Sequence[Cell],
        *,
        is_last: bool,
    ) -> None:
        """Keep some cells of a column that is not whole yet.

        Raises: InputError for cells that cannot be; then nothing of the column is kept.
        """
        try:
            check_cells(kind, sale_ids, cells)
            with writing(self._connection):
                self._add(account_id, column_id, kind, sale_ids, cells, is_last=is_last)
        except InputError:
            with writing(self._connection):
                self._remove(self._unfinished(account_id, column_id))
            raise

    def find(self, account_id: str, column_id: int) -> StoredColumn | None:
        """A column, or None where it is not here or not whole."""
        row = self._connection.execute(
            "SELECT name, kind, revision FROM script_columns"
            " WHERE column_id = ? AND account_id = ? AND is_whole = 1",
            (column_id, account_id),
        ).fetchone()
        return None if row is None else StoredColumn(column_id, row[0], Kind(row[1]), row[2])

    def remove(self, column_ids: Iterable[int]) -> None:
        """Forget columns with their cells; one that is not there is no error."""
        with writing(self._connection):
            self._remove(column_ids)

    def _unfinished(self, account_id: str, column_id: int) -> list[int]:
        rows = self._connection.execute(
            "SELECT column_id FROM script_columns WHERE column_id = ? AND account_id = ? AND is_whole = 0",
            (column_id, account_id),
        )
        return [found for (found,) in rows]

    def _remove(self, column_ids: Iterable[int]) -> None:
        for column_id in column_ids:
            for table in ("script_cells", "script_columns"):
                self._connection.execute(f"DELETE FROM {table} WHERE column_id = ?", (column_id,))

    def _add(
        self,
        account_id: str,
        column_id: int,
        kind: Kind,
        sale_ids: Sequence[str],
        cells: Sequence[Cell],
        *,
        is_last: bool,
    ) -> None:
        row = self._connection.execute(
            "UPDATE script_columns SET kind = ?3, cells = cells + ?4, characters = characters + ?5, is_whole = ?6"
            " WHERE column_id = ?1 AND account_id = ?2 AND is_whole = 0 AND kind IN ('', ?3)"
            " RETURNING cells, characters",
            (column_id, account_id, kind.value, len(cells), characters_of(cells), is_last),
        ).fetchone()
        if row is None:
            raise InputError("script_cells_gone", say("script_cells_gone"), hint=say("script_cells_hint"))
        if row[0] > MOST_CELLS or row[1] > MOST_CHARACTERS:
            raise InputError("script_many_answers", say("script_many_answers", most=f"{MOST_CELLS:,}"))
        stored = self._connection.executemany(
            "INSERT OR IGNORE INTO script_cells (column_id, sale_key, value) SELECT ?, sale_key, ?"
            " FROM sales JOIN sales_accounts USING (account) WHERE account_id = ? AND sale_id = ?",
            [(column_id, cell, account_id, sale_id) for sale_id, cell in zip(sale_ids, cells, strict=True)],
        ).rowcount
        if cells and stored != len(cells):
            raise InputError("script_cells_unknown", say("script_cells_unknown"), hint=say("script_cells_hint"))
