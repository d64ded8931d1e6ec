"""Sums of the stored sales, added up by the database. US cents."""

import sqlite3
from typing import Literal

from py_core.sales.selection import SalesQuery
from py_core.sales.totals import FeeSums, Sums
from py_core.store.sales_query import condition_of

Group = Literal[
    "all", "day", "week", "month", "product", "country", "code", "utm_source", "utm_medium", "utm_campaign"
]

_KEYS: dict[Group, str] = {
    "day": "date(sales.day * 86400, 'unixepoch')",
    "week": "date((sales.day - (sales.day + 3) % 7) * 86400, 'unixepoch')",
    "month": "strftime('%Y-%m', sales.day * 86400, 'unixepoch')",
    "product": "sales.product_id",
    "country": "sales.country",
    "code": "upper(coalesce(sales.code, ''))",
    "utm_source": "sales.utm_source",
    "utm_medium": "sales.utm_medium",
    "utm_campaign": "sales.utm_campaign",
    "all": "''",
}
_SUMS = "count(*), sum(quantity), sum(price_minor) AS gross, sum(fee_minor), sum(refunded_minor), sum(refunded > 0)"


class SalesFigures:
    """Questions to the sales of one account. Days are the seller's, both ends included."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._counted: dict[tuple[str, Group], tuple[tuple[str, int], ...]] = {}
        self._counted_at = -1

    def sums(self, account_id: str, group: Group, query: SalesQuery) -> tuple[Sums, ...]:
        """Sums by group: in the order of the keys for days, weeks and months, else largest gross first."""
        condition = condition_of(account_id, query)
        by_time = group in ("day", "week", "month")
        rows = self._connection.execute(
            f"SELECT {_KEYS[group]} AS grouped, {_SUMS} FROM sales WHERE {condition.sql}"
            f" GROUP BY grouped ORDER BY {'grouped' if by_time else 'gross DESC, grouped'}",
            condition.values,
        )
        return tuple(Sums(*row) for row in rows)

    def total(self, account_id: str, query: SalesQuery) -> Sums:
        """All of them in one; zeros where there is none."""
        found = self.sums(account_id, "all", query)
        return found[0] if found else Sums()

    def fees(self, account_id: str, query: SalesQuery) -> tuple[FeeSums, ...]:
        """The fees of paid sales, those through Discover apart; a part without any is left out."""
        condition = condition_of(account_id, query)
        rows = self._connection.execute(
            "SELECT discover, count(*), sum(price_minor), sum(fee_minor)"
            " FROM sales JOIN sale_details USING (sale_key)"
            f" WHERE {condition.sql} AND price_minor > 0 GROUP BY discover ORDER BY discover",
            condition.values,
        )
        return tuple(FeeSums(bool(discover), *sums) for discover, *sums in rows)

    def first_day(self, account_id: str) -> int | None:
        """The day of the oldest sale."""
        (day,) = self._connection.execute(
            "SELECT min(day) FROM sales INDEXED BY sales_by_day"
            " WHERE account = (SELECT account FROM sales_accounts WHERE account_id = ?)",
            (account_id,),
        ).fetchone()
        return None if day is None else int(day)

    def product_names(self, account_id: str) -> dict[str, str]:
        """What the products of the sales are called."""
        rows = self._connection.execute(
            "SELECT product_id, name FROM sale_products JOIN sales_accounts USING (account) WHERE account_id = ?",
            (account_id,),
        )
        return dict(rows.fetchall())

    def counts(self, account_id: str, group: Group) -> tuple[tuple[str, int], ...]:
        """Which values a group has among all sales, and how many sales each, most first.

        Kept until something is written: a page asks for it again and again.
        """
        if self._counted_at != self._connection.total_changes:
            self._counted.clear()
            self._counted_at = self._connection.total_changes
        if (account_id, group) not in self._counted:
            self._counted[account_id, group] = self._count(account_id, group)
        return self._counted[account_id, group]

    def _count(self, account_id: str, group: Group) -> tuple[tuple[str, int], ...]:
        rows = self._connection.execute(
            f"SELECT {_KEYS[group]} AS grouped, count(*) AS number FROM sales"
            " WHERE account = (SELECT account FROM sales_accounts WHERE account_id = ?)"
            " GROUP BY grouped ORDER BY number DESC, grouped",
            (account_id,),
        )
        return tuple((key, number) for key, number in rows)
