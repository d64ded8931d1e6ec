"""Rows for scripts, straight out of the tables, a page at a time. Amounts are minor units; days are texts."""

import json
import sqlite3
from typing import Any, NamedTuple

from py_core.sales.selection import SalesQuery
from py_core.store.sales_query import condition_of

PAGE = 2_000
_DAY = "date({} * 86400, 'unixepoch')"
_SALE = (
    ("id", "sales.sale_id"),
    ("at", "sales.created_ms"),
    ("day", _DAY.format("sales.day")),
    ("product_id", "sales.product_id"),
    ("product", "coalesce(nullif(sale_products.name, ''), sales.product_id)"),
    ("email", "sales.email"),
    ("country", "sales.country"),
    ("code", "coalesce(sales.code, '')"),
    ("currency", "coalesce(sales.currency, '')"),
    ("quantity", "sales.quantity"),
    ("price", "sales.price_minor"),
    ("fee", "sales.fee_minor"),
    ("tax", "sales.tax_minor"),
    ("tip", "sales.tip_minor"),
    ("refunded", "sales.refunded_minor"),
    ("refund_state", "CASE sales.refunded WHEN 0 THEN 'none' WHEN 1 THEN 'partly' ELSE 'fully' END"),
    ("subscription", "sales.subscription_id IS NOT NULL"),
    ("renewal", "sales.recurring_charge"),
    ("disputed", "sales.chargedback OR sales.disputed"),
    ("referrer", "sales.referrer"),
    ("utm_source", "sales.utm_source"),
    ("utm_campaign", "sales.utm_campaign"),
)
_TRUTHS = ("subscription", "renewal", "disputed")
_CUSTOMER = (
    ("email", "sales.buyer"),
    ("purchases", "sum(sales.recurring_charge = 0)"),
    ("products", "count(DISTINCT sales.product_id)"),
    ("spent", "sum(sales.price_minor)"),
    ("refunded", "sum(sales.refunded_minor)"),
    ("first_day", _DAY.format("min(sales.day)")),
    ("last_day", _DAY.format("max(sales.day)")),
)


class Rows(NamedTuple):
    """A page of rows; `next` is where the next one begins, None behind the last."""

    names: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    next: str | None


class ScriptRows:
    """Questions of scripts to the sales of one account."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def sales(self, account_id: str, query: SalesQuery, place: str) -> Rows:
        """Sales, oldest first. A place is `[day, created_ms, sale_key]`. Raises: ValueError for another place."""
        condition = condition_of(account_id, query)
        if place:
            day, created_ms, sale_key = _numbers(place, 3)
            condition.add("(sales.day, sales.created_ms, sales.sale_key) > (?, ?, ?)", day, created_ms, sale_key)
        columns = ", ".join(f"({expr}) = 1" if name in _TRUTHS else expr for name, expr in _SALE)
        found = self._connection.execute(
            f"SELECT sales.day, sales.created_ms, sales.sale_key, {columns} FROM sales INDEXED BY sales_by_day"
            " LEFT JOIN sale_products ON sale_products.account = sales.account"
            " AND sale_products.product_id = sales.product_id"
            f" WHERE {condition.sql} ORDER BY sales.day, sales.created_ms, sales.sale_key LIMIT {PAGE}",
            condition.values,
        ).fetchall()
        next_place = json.dumps(found[-1][:3]) if len(found) == PAGE else None
        return Rows(tuple(name for name, _ in _SALE), [row[3:] for row in found], next_place)

    def customers(self, account_id: str, query: SalesQuery, place: str) -> Rows:
        """Buyers of the sales of a query, in the order of their addresses; a place is the last address."""
        condition = condition_of(account_id, query)
        condition.add("sales.buyer > ?", place)
        columns = ", ".join(expr for _, expr in _CUSTOMER)
        found = self._connection.execute(
            f"SELECT {columns} FROM sales INDEXED BY sales_by_buyer WHERE {condition.sql}"
            f" GROUP BY sales.buyer ORDER BY sales.buyer LIMIT {PAGE}",
            condition.values,
        ).fetchall()
        return Rows(tuple(name for name, _ in _CUSTOMER), found, found[-1][0] if len(found) == PAGE else None)

    def units(self, account_id: str, query: SalesQuery) -> Rows:
        """How many units of each product were sold and not given back in full."""
        condition = condition_of(account_id, query)
        found = self._connection.execute(
            "SELECT sales.product_id, sum(sales.quantity) FROM sales"
            f" WHERE {condition.sql} AND sales.refunded < 2 GROUP BY sales.product_id",
            condition.values,
        ).fetchall()
        return Rows(("key", "units"), found, None)


def _numbers(place: str, count: int) -> list[int]:
    found = json.loads(place)
    if not isinstance(found, list) or len(found) != count or not all(type(one) is int for one in found):
        raise ValueError(place)
    return found
