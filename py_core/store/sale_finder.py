"""Finding stored sales that something is to be done with."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from py_core.fulfil.finding import SaleSort, SaleSortKey, SaleWhat
from py_core.fulfil.sale import (
    SaleLicense,
    StoredSale,
    address_lines,
    dispute_of,
    left_of,
    variants_text,
)
from py_core.gumroad.reading import flag
from py_core.sales.rows import REFUNDED, unpacked
from py_core.sales.selection import SalesQuery
from py_core.store.sales_query import Condition, condition_of

_AT_ONCE = 500
_COLUMNS = (
    "sale_id, created_ms, order_id, sales.product_id, sale_products.name, variants, quantity, full_name, email,"
    " street_address, city, state, zip_code, country, price_minor, refunded_minor, refunded, currency, refundable,"
    " display_price, chargedback, disputed, dispute_won, is_physical, shipped, tracking_url, license_key,"
    " license_uses, license_disabled, license_multiseat, raw"
)
_TABLES = (
    " FROM sales JOIN sale_details USING (sale_key) LEFT JOIN sale_products"
    " ON sale_products.account = sales.account AND sale_products.product_id = sales.product_id"
)
_NO_DISPUTE = "(sales.dispute_won = 1 OR (sales.chargedback = 0 AND sales.disputed = 0))"
_SEATS = "CASE WHEN license_multiseat = 1 THEN max(1, sales.quantity) ELSE 1 END"
_WHAT: dict[SaleWhat, str] = {
    SaleWhat.ANY: "",
    SaleWhat.UNSHIPPED: (
        f"sales.is_physical = 1 AND coalesce(sales.shipped, 0) = 0 AND sales.refunded <> {REFUNDED}"
        f" AND {_NO_DISPUTE}"
    ),
    SaleWhat.SHIPPED: "sales.is_physical = 1 AND sales.shipped = 1",
    SaleWhat.REFUNDABLE: (
        f"sales.price_minor > 0 AND sales.refunded <> {REFUNDED} AND {_NO_DISPUTE} AND sales.currency IS NOT NULL"
        " AND refundable NOT IN ('', '0')"
    ),
    SaleWhat.LICENSED: "sales.license_key IS NOT NULL",
    SaleWhat.DISABLED: "sales.license_key IS NOT NULL AND sales.license_disabled = 1",
    SaleWhat.OVERUSED: f"sales.license_key IS NOT NULL AND sales.license_uses > ? * {_SEATS}",
}
_ORDER: dict[SaleSortKey, str] = {
    SaleSortKey.TIME: "sales.created_ms",
    SaleSortKey.ORDER: "sales.order_id",
    SaleSortKey.PRODUCT: "sale_products.name COLLATE NOCASE",
    SaleSortKey.BUYER: "full_name COLLATE NOCASE",
    SaleSortKey.PRICE: "sales.price_minor",
    SaleSortKey.USES: "sales.license_uses",
}


class SaleFinder:
    """Questions to the sales of one account. `per_seat` is how often a key may be used for each seat."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def count(self, account_id: str, query: SalesQuery, what: SaleWhat, per_seat: int = 1) -> int:
        """How many match."""
        found = _condition(account_id, query, what, per_seat)
        row = self._connection.execute(f"SELECT count(*){_TABLES} WHERE {found.sql}", found.values).fetchone()
        return int(row[0])

    def find(
        self,
        account_id: str,
        query: SalesQuery,
        what: SaleWhat,
        sort: SaleSort,
        *,
        offset: int,
        limit: int,
        per_seat: int = 1,
    ) -> tuple[StoredSale, ...]:
        """Those that match, from `offset` on."""
        found = _condition(account_id, query, what, per_seat)
        rows = self._connection.execute(
            f"SELECT {_COLUMNS}{_TABLES} WHERE {found.sql} {_ordered(sort)} LIMIT ? OFFSET ?",
            (*found.values, limit, offset),
        )
        return tuple(map(_sale, rows))

    def ids(
        self, account_id: str, query: SalesQuery, what: SaleWhat, sort: SaleSort, *, limit: int, per_seat: int = 1
    ) -> tuple[str, ...]:
        """The ids of those that match."""
        found = _condition(account_id, query, what, per_seat)
        rows = self._connection.execute(
            f"SELECT sale_id{_TABLES} WHERE {found.sql} {_ordered(sort)} LIMIT ?", (*found.values, limit)
        )
        return tuple(sale_id for (sale_id,) in rows)

    def of_ids(self, account_id: str, ids: Sequence[str]) -> dict[str, StoredSale]:
        """The sales of these ids that are here, by id."""
        return {sale.sale_id: sale for sale in self._where(account_id, "sales.sale_id", ids)}

    def of_orders(self, account_id: str, numbers: Sequence[int]) -> dict[int, tuple[StoredSale, ...]]:
        """The sales of these orders that are here, oldest first, by order number."""
        found: dict[int, list[StoredSale]] = {}
        for sale in self._where(account_id, "sales.order_id", numbers):
            if sale.order_id is not None:
                found.setdefault(sale.order_id, []).append(sale)
        return {
            number: tuple(sorted(sales, key=lambda sale: (sale.created_ms, sale.sale_id)))
            for number, sales in found.items()
        }

    def of_keys(self, account_id: str, keys: Sequence[str]) -> tuple[StoredSale, ...]:
        """The sales of these license keys that are here."""
        return tuple(self._where(account_id, "sales.license_key", keys))

    def of_buyer(self, account_id: str, buyer: str, limit: int) -> tuple[StoredSale, ...]:
        """The sales of a buyer (see `buyer_of`) that are here, newest first."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS}{_TABLES}"
            " WHERE sales.account = (SELECT account FROM sales_accounts WHERE account_id = ?) AND sales.buyer = ?"
            " ORDER BY sales.created_ms DESC, sales.sale_key DESC LIMIT ?",
            (account_id, buyer, limit),
        )
        return tuple(map(_sale, rows))

    def _where(self, account_id: str, column: str, values: Sequence[str | int]) -> Iterator[StoredSale]:
        unique = tuple(dict.fromkeys(values))
        for at in range(0, len(unique), _AT_ONCE):
            some = unique[at : at + _AT_ONCE]
            rows = self._connection.execute(
                f"SELECT {_COLUMNS}{_TABLES}"
                " WHERE sales.account = (SELECT account FROM sales_accounts WHERE account_id = ?)"
                f" AND {column} IN ({', '.join('?' * len(some))})",
                (account_id, *some),
            )
            yield from map(_sale, rows)


def _condition(account_id: str, query: SalesQuery, what: SaleWhat, per_seat: int) -> Condition:
    found = condition_of(account_id, query)
    found.add(_WHAT[what], *((per_seat,) if what is SaleWhat.OVERUSED else ()))
    return found


def _ordered(sort: SaleSort) -> str:
    way = "DESC" if sort.descending else "ASC"
    return f"ORDER BY {_ORDER[sort.key]} {way}, sales.created_ms DESC, sales.sale_id"


def _sale(row: tuple[Any, ...]) -> StoredSale:
    (
        sale_id, created_ms, order_id, product_id, product, variants, quantity, full_name, email,
        street, city, state, zip_code, country, price, given_back, refunded, currency, refundable,
        total_text, chargedback, disputed, won, physical, shipped, tracking_url, key,
        uses, disabled, multiseat, raw,
    ) = row  # fmt: skip
    license_ = None
    if key is not None:
        license_ = SaleLicense(key=key, uses=uses, disabled=bool(disabled), multiseat=bool(multiseat))
    can_expire = price > 0 and refunded != REFUNDED
    return StoredSale(
        sale_id=sale_id,
        created_ms=created_ms,
        order_id=order_id,
        product_id=product_id,
        product=product or "",
        variants=variants_text(variants),
        quantity=quantity,
        buyer=full_name,
        email=email,
        country=country,
        address=address_lines(full_name, street, city, state, zip_code, country),
        price_minor=price,
        given_back_minor=given_back,
        refunded=refunded,
        currency=currency,
        left_minor=left_of(refundable, currency),
        total_text=total_text,
        dispute=dispute_of(bool(chargedback), bool(disputed), bool(won)),
        physical=bool(physical),
        shipped=bool(shipped),
        tracking_url=tracking_url,
        paypal_expired=can_expire and flag(unpacked(raw).get("paypal_refund_expired")),
        license=license_,
    )
