"""Sums of the stored sales, added up by the database. US cents."""

import sqlite3
from typing import Literal

from py_core.sales.totals import Sums

Group = Literal["day", "month", "product", "country", "code", "all"]

_KEYS: dict[Group, str] = {
    "day": "date(day * 86400, 'unixepoch')",
    "month": "strftime('%Y-%m', day * 86400, 'unixepoch')",
    "product": "product_id",
    "country": "country",
    "code": "coalesce(code, '')",
    "all": "''",
}
_BY_TIME: tuple[Group, ...] = ("day", "month")


class SalesFigures:
    """Questions to the sales of one account. Days are the seller's, both ends included."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def sums(self, account_id: str, group: Group, first_day: int, last_day: int) -> tuple[Sums, ...]:
        """Sums by group: in the order of time, or largest gross first."""
        rows = self._connection.execute(
            f"SELECT {_KEYS[group]} AS grouped, count(*), sum(quantity), sum(price_minor) AS gross, sum(fee_minor),"
            " sum(refunded_minor), sum(refunded > 0) FROM sales"
            " WHERE account = (SELECT account FROM sales_accounts WHERE account_id = ?) AND day BETWEEN ? AND ?"
            f" GROUP BY grouped ORDER BY {'grouped' if group in _BY_TIME else 'gross DESC, grouped'}",
            (account_id, first_day, last_day),
        )
        return tuple(Sums(*row) for row in rows)

    def product_names(self, account_id: str) -> dict[str, str]:
        """What the products of the sales are called."""
        rows = self._connection.execute(
            "SELECT product_id, name FROM sale_products JOIN sales_accounts USING (account) WHERE account_id = ?",
            (account_id,),
        )
        return dict(rows.fetchall())
