"""Buyers of an account, added up from its stored sales whenever they are asked for."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from py_core.sales.customers import BuyerSale, CustomerSort, Figures, Profile, profiles
from py_core.sales.selection import SalesQuery
from py_core.store.customers_query import CustomersQuery, Statement, behind, counted, only, page
from py_core.store.sales_query import condition_of

_AT_ONCE = 500
_SALES = (
    "SELECT sales.buyer, {chosen}, sales.email, full_name, sales.country,"
    " coalesce(nullif(sale_products.name, ''), sales.product_id), sales.code, sales.utm_source,"
    " sales.chargedback OR sales.disputed, sales.dispute_won, sales.can_contact, sales.subscription_id,"
    " sales.subscription_over, sales.read_at_ms, sales.license_key"
    " FROM sales INDEXED BY sales_by_buyer JOIN sale_details INDEXED BY sale_names USING (sale_key)"
    " LEFT JOIN sale_products"
    " ON sale_products.account = sales.account AND sale_products.product_id = sales.product_id"
    " WHERE sales.account = (SELECT account FROM sales_accounts WHERE account_id = ?) AND sales.buyer IN ({marks})"
    " ORDER BY sales.created_ms, sales.sale_key"
)


@dataclass(frozen=True, slots=True)
class CustomersFound:
    """A page of buyers, and what all that match add up to; `contactable` of them may be written to."""

    rows: tuple[tuple[Figures, Profile], ...]
    total: int
    contactable: int
    purchases: int
    gross_minor: int
    refunded_minor: int
    estimated: int


class CustomerFinder:
    """Questions to the sales of one account."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def page(
        self, account_id: str, query: CustomersQuery, sort: CustomerSort, *, offset: int, limit: int
    ) -> CustomersFound:
        """Those that match, from `offset` on."""
        asked = page(account_id, query, sort.key, sort.descending)
        totals, *rows = self._connection.execute(asked.sql, (*asked.values, limit, offset)).fetchall()
        _, _, purchases, _, _, gross, refunded, _, estimated, total, contactable = totals
        return CustomersFound(
            rows=self._with_profiles(account_id, query.sales, [Figures(*row[1:]) for row in rows]),
            total=total,
            contactable=contactable,
            purchases=purchases or 0,
            gross_minor=gross or 0,
            refunded_minor=refunded or 0,
            estimated=estimated or 0,
        )

    def count(self, account_id: str, query: CustomersQuery) -> tuple[int, int]:
        """How many match, and how many of them may be contacted."""
        ((total, contactable),) = self._rows(counted(account_id, query))
        return total, contactable

    def behind(
        self, account_id: str, query: CustomersQuery, buyer: str, limit: int
    ) -> tuple[tuple[Figures, Profile], ...]:
        """The next of those that match behind one, in the order of their addresses; all of them behind ""."""
        rows = self._rows(behind(account_id, query, buyer, limit))
        return self._with_profiles(account_id, query.sales, [Figures(*row) for row in rows])

    def of_buyer(self, account_id: str, buyer: str) -> tuple[Figures, Profile] | None:
        """One buyer with all of their sales; None where there is none."""
        asked = only(account_id, buyer)
        rows = self._with_profiles(account_id, SalesQuery(), [Figures(*row) for row in self._rows(asked)])
        return rows[0] if rows else None

    def without_address(self, account_id: str) -> int:
        """How many sales belong to nobody, since they have no address."""
        (found,) = self._connection.execute(
            "SELECT count(*) FROM sales INDEXED BY sales_by_buyer"
            " WHERE account = (SELECT account FROM sales_accounts WHERE account_id = ?) AND buyer = ''",
            (account_id,),
        ).fetchone()
        return int(found)

    def _with_profiles(
        self, account_id: str, query: SalesQuery, figures: Sequence[Figures]
    ) -> tuple[tuple[Figures, Profile], ...]:
        condition = condition_of(account_id, query)
        known: dict[str, Profile] = {}
        for at in range(0, len(figures), _AT_ONCE):
            some = [each.buyer for each in figures[at : at + _AT_ONCE]]
            sql = _SALES.format(chosen=condition.sql, marks=", ".join("?" * len(some)))
            rows = self._connection.execute(sql, (*condition.values, account_id, *some))
            known.update(profiles(map(BuyerSale._make, rows)))
        return tuple((each, known[each.buyer]) for each in figures)

    def _rows(self, asked: Statement) -> list[tuple[Any, ...]]:
        return self._connection.execute(asked.sql, asked.values).fetchall()
