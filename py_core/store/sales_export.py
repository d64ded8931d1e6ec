"""Rows of sales for a file: in the order of time, batch by batch, going on behind any of them.

The set is fixed by the newest sale that was here when the export began (`last_key`); what is read later is left
out. A sale is written as it is when its turn comes; `revision` tells whether any of them changed meanwhile.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from py_core.export.columns import Column, Row
from py_core.export.table import Batch
from py_core.sales.cells import dollars, named
from py_core.sales.selection import SalesQuery
from py_core.store.sale_columns import PRODUCT_NAME, Filling
from py_core.store.sales_query import Condition, condition_of

_FROM = (
    " FROM sales INDEXED BY sales_by_day JOIN sale_details AS details ON details.sale_key = sales.sale_key"
    " WHERE {condition}"
)
_DAYS = "SELECT day, count(*) FROM sales INDEXED BY sales_by_day WHERE {condition} GROUP BY day ORDER BY day"
_PLACE = "sales.day, sales.created_ms, sales.sale_key"
_BEHIND = "(sales.day > ? OR sales.created_ms > ? OR (sales.created_ms = ? AND sales.sale_key > ?))"
_ORDER = f" ORDER BY {_PLACE} LIMIT ?"
MOST_FIELDS = 200

MAILING_KEYS = ("email", "name", "country", "last_purchase", "purchases", "spent")


@dataclass(frozen=True, slots=True)
class Filled:
    """A column of a file and what fills it; `is_summed` where its US cents are added up."""

    column: Column
    filling: Filling
    is_summed: bool = False


@dataclass(frozen=True, slots=True)
class FixedSet:
    """Which sales belong to an export, and how they were when it began."""

    last_key: int
    revision: int


class SalesExport:
    """Questions of exports to the sales of one account."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def now(self, account_id: str) -> FixedSet:
        """The sales that are here now."""
        row = self._connection.execute(
            "SELECT revision, (SELECT coalesce(max(sale_key), 0) FROM sales) FROM sales_accounts"
            " WHERE account_id = ?",
            (account_id,),
        ).fetchone()
        return FixedSet(0, 0) if row is None else FixedSet(row[1], row[0])

    def count(self, account_id: str, query: SalesQuery, fixed: FixedSet) -> int:
        """How many sales match."""
        condition = _condition(account_id, query, fixed)
        (found,) = self._connection.execute(
            f"SELECT count(*) FROM sales INDEXED BY sales_by_day WHERE {condition.sql}", condition.values
        ).fetchone()
        return int(found)

    def without_cell(self, account_id: str, query: SalesQuery, fixed: FixedSet, column_id: int) -> int:
        """How many of them a script's column has no cell for."""
        condition = _condition(account_id, query, fixed)
        condition.add(
            "NOT EXISTS (SELECT 1 FROM script_cells"
            " WHERE column_id = ? AND script_cells.sale_key = sales.sale_key)",
            column_id,
        )
        (found,) = self._connection.execute(
            f"SELECT count(*) FROM sales INDEXED BY sales_by_day WHERE {condition.sql}", condition.values
        ).fetchone()
        return int(found)

    def fields(self, account_id: str, query: SalesQuery, fixed: FixedSet) -> tuple[str, ...]:
        """The names of the buyers' own fields in these sales, the first used first."""
        condition = _condition(account_id, query, fixed)
        condition.add("details.custom_fields <> ''")
        rows = self._connection.execute(
            f"SELECT details.custom_fields{_FROM.format(condition=condition.sql)}"
            " GROUP BY details.custom_fields ORDER BY min(sales.created_ms), min(sales.sale_key)",
            condition.values,
        )
        names: dict[str, None] = {}
        for (pairs,) in rows:
            names.update(dict.fromkeys(json.loads(pairs)))
            if len(names) >= MOST_FIELDS:
                break
        return tuple(names)[:MOST_FIELDS]

    def product_names(self, account_id: str) -> dict[str, str]:
        """What the products of the sales are called."""
        rows = self._connection.execute(
            "SELECT product_id, name FROM sale_products JOIN sales_accounts USING (account) WHERE account_id = ?",
            (account_id,),
        )
        return dict(rows.fetchall())

    def rows(self, account_id: str, query: SalesQuery, fixed: FixedSet, columns: Sequence[Filled]) -> "SaleRows":
        """The rows of a file with these columns."""
        names = self.product_names(account_id) if any(each.filling is PRODUCT_NAME for each in columns) else {}
        return SaleRows(self._connection, account_id, query, fixed, columns, names)

    def mailing(self, account_id: str, query: SalesQuery, fixed: FixedSet) -> "MailingRows":
        """One row for each address that may be written to."""
        return MailingRows(self._connection, _condition(account_id, query, fixed))


def _condition(account_id: str, query: SalesQuery, fixed: FixedSet) -> Condition:
    condition = condition_of(account_id, query)
    condition.add("sales.sale_key <= ?", fixed.last_key)
    return condition


@dataclass(frozen=True, slots=True)
class _Days:
    """Days to be read together: the last of them, how many sales they have, whether there are none behind them."""

    last_day: int
    sales: int
    are_last: bool


class SaleRows:
    """One row a sale. A place is JSON: `[day]` before a day, `[day, created_ms, sale_key]` behind a sale of it.

    A batch is of whole days wherever the days are small enough, so that no day is read and sorted twice.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        account_id: str,
        query: SalesQuery,
        fixed: FixedSet,
        columns: Sequence[Filled],
        names: dict[str, str],
    ) -> None:
        self._connection = connection
        self._account_id = account_id
        self._query = query
        self._fixed = fixed
        self._columns = columns
        self._product_name = named(names)
        exprs = dict.fromkeys(expr for each in columns for expr in each.filling.exprs)
        self._at = {expr: at for at, expr in enumerate(exprs)}
        self._select = f"SELECT {', '.join(exprs)}"

    def read(self, behind: str | None, limit: int) -> Batch:
        """The next batch, with the sums of the columns that are added up."""
        rows, place = self._fetched([self._query.first_day] if behind is None else json.loads(behind), limit)
        if not rows:
            return Batch((), place, ())
        cells = list(zip(*rows, strict=True))
        drawn: list[Sequence[Any]] = []
        sums: list[int] = []
        for each in self._columns:
            column, total = self._drawn(each, cells)
            drawn.append(column)
            if each.is_summed:
                sums.append(total)
        return Batch(list(zip(*drawn, strict=True)), place, sums)

    def _fetched(self, place: Sequence[int], limit: int) -> tuple[list[tuple[Any, ...]], str | None]:
        """The rows from a place on, and the place behind them."""
        first_day, *sale = place
        days = self._days(first_day, limit)
        query = replace(self._query, first_day=first_day, last_day=days.last_day)
        condition = _condition(self._account_id, query, self._fixed)
        if sale:
            created_ms, key = sale
            condition.add(_BEHIND, first_day, created_ms, created_ms, key)
        sql = f"{_FROM.format(condition=condition.sql)}{_ORDER}"
        rows = self._connection.execute(f"{self._select}{sql}", (*condition.values, limit)).fetchall()
        if days.sales > limit and len(rows) == limit:
            last = f"SELECT {_PLACE}{sql} OFFSET ?"
            return rows, json.dumps(self._connection.execute(last, (*condition.values, 1, limit - 1)).fetchone())
        return rows, None if days.are_last else json.dumps([days.last_day + 1])

    def _days(self, first_day: int, limit: int) -> _Days:
        """As many days from the first one on as have no more than `limit` sales, matching or not; at least one."""
        condition = condition_of(self._account_id, SalesQuery(first_day=first_day, last_day=self._query.last_day))
        found = self._connection.execute(_DAYS.format(condition=condition.sql), condition.values)
        last_day, together = first_day - 1, 0
        for day, sales in found:
            if together and together + sales > limit:
                found.close()
                return _Days(last_day, together, are_last=False)
            last_day, together = day, together + sales
        return _Days(last_day, together, are_last=True)

    def _drawn(self, each: Filled, cells: Sequence[Sequence[Any]]) -> tuple[Sequence[Any], int]:
        filling = each.filling
        columns = [cells[self._at[expr]] for expr in filling.exprs]
        if filling is PRODUCT_NAME:
            return self._product_name(columns[0]), 0
        total = 0
        if filling.cents is not None:
            columns = [filling.cents(*columns)]
            total = sum(filter(None, columns[0])) if each.is_summed else 0
        return (columns[0] if filling.draw is None else filling.draw(*columns)), total


_MAILING_FROM = (
    " FROM sales INDEXED BY sales_by_buyer WHERE {condition} GROUP BY sales.buyer"
    " HAVING NOT EXISTS (SELECT 1 FROM sales AS other INDEXED BY sales_by_buyer"
    " WHERE other.account = sales.account AND other.buyer = sales.buyer AND other.can_contact = 0)"
)
_MAILING = (
    "SELECT sales.email, (SELECT full_name FROM sale_details WHERE sale_details.sale_key = sales.sale_key),"
    " sales.country, max(sales.created_ms), count(*), sum(sales.price_minor - sales.refunded_minor), sales.buyer"
)


class MailingRows:
    """One row a buyer, whose newest sale gives address, name and country. A place is a buyer.

    A buyer is left out as soon as any of their sales says that they must not be written to, whether that sale is
    chosen or not.
    """

    def __init__(self, connection: sqlite3.Connection, condition: Condition) -> None:
        self._connection = connection
        self._condition = condition

    def count(self) -> int:
        """How many there are."""
        source, values = self._behind("")
        (found,) = self._connection.execute(f"SELECT count(*) FROM (SELECT 1{source})", values).fetchone()
        return int(found)

    def read(self, behind: str | None, limit: int) -> Batch:
        """The next batch."""
        source, values = self._behind(behind or "")
        sql = f"{_MAILING}{source} ORDER BY sales.buyer LIMIT ?"
        rows = self._connection.execute(sql, (*values, limit)).fetchall()
        return Batch([_mailed(row) for row in rows], rows[-1][-1] if len(rows) == limit else None)

    def _behind(self, buyer: str) -> tuple[str, tuple[str | int, ...]]:
        condition = Condition(list(self._condition.parts), list(self._condition.values))
        condition.add("sales.buyer > ?", buyer)
        return _MAILING_FROM.format(condition=condition.sql), tuple(condition.values)


def _mailed(row: Iterable[Any]) -> Row:
    *kept, spent, _ = row
    return (*kept, dollars(spent))
