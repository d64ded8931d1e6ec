"""What scripts read: rows of what is stored of the current shop, page by page."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from py_core.catalog.products import Shop, ShopProduct, Version
from py_core.edits.standing import read_standing
from py_core.errors import InputError
from py_core.gumroad.models import OfferCode
from py_core.protocol.script_commands import ScriptRead, Wanted
from py_core.protocol.script_views import ScriptRowsView
from py_core.sales.days import day_of_ms, day_text
from py_core.sales.selection import SalesFilter, SalesQuery, query_of
from py_core.store.catalog_store import CatalogStore
from py_core.store.payout_store import PayoutStore
from py_core.store.sales_figures import Group, SalesFigures
from py_core.store.sales_store import SalesStore
from py_core.store.script_rows import PAGE, Rows, ScriptRows
from py_core.store.subscriber_store import SubscriberStore
from py_core.subscribers.forms import SubscribersForm
from py_core.words import say

PRODUCTS_AT_ONCE = 200
LATEST_MS = 2**62
_GROUPS: dict[str, Group] = {
    "day": "day",
    "week": "week",
    "month": "month",
    "product": "product",
    "country": "country",
    "code": "code",
}


class ScriptReading:
    """Rows for scripts. `shop` and `account_id` raise InputError where there is none; `today` is the seller's."""

    def __init__(
        self,
        *,
        shop: Callable[[], Shop],
        account_id: Callable[[], str],
        today: Callable[[], int],
        catalog: CatalogStore,
        rows: ScriptRows,
        figures: SalesFigures,
        sales: SalesStore,
        subscribers: SubscriberStore,
        payouts: PayoutStore,
    ) -> None:
        self._shop = shop
        self._account_id = account_id
        self._today = today
        self._catalog = catalog
        self._rows = rows
        self._figures = figures
        self._sales = sales
        self._subscribers = subscribers
        self._payouts = payouts

    def read(self, command: ScriptRead) -> ScriptRowsView:
        """A page of rows. Raises: InputError."""
        try:
            found = self._read(command.what, command.wanted, command.place)
        except ValueError as error:
            raise InputError("script_place", say("script_place")) from error
        rows = json.dumps(found.rows, ensure_ascii=False, separators=(",", ":"))
        return ScriptRowsView(names=found.names, rows=rows, next=found.next)

    def _read(self, what: str, wanted: Wanted, place: str) -> Rows:
        account_id = self._account_id()
        match what:
            case "products":
                return self._product_rows(int(place or "0"))
            case "codes":
                return _all(_CODE, self._codes(frozenset(wanted.product_ids)))
            case "subscribers":
                return self._subscriber_rows(account_id, place)
            case "payouts":
                return self._payout_rows(account_id)
        query = self._sales_query(account_id, wanted)
        match what:
            case "sales":
                return self._rows.sales(account_id, query, place)
            case "customers":
                return self._rows.customers(account_id, query, place)
            case "units":
                return self._rows.units(account_id, query)
            case _:
                return self._sums(account_id, _GROUPS[wanted.by or "month"], query)

    def _sales_query(self, account_id: str, wanted: Wanted) -> SalesQuery:
        if self._sales.load_record(account_id).ended_at_ms is None and not self._sales.count(account_id):
            raise _unread("sales")
        given = wanted.filter or SalesFilter(
            first_day=wanted.first_day,
            last_day=wanted.last_day,
            product_ids=wanted.product_ids,
            countries=wanted.countries,
            codes=wanted.codes,
        )
        return query_of(given, self._today())

    def _product_rows(self, offset: int) -> Rows:
        entries = self._shop().products[offset : offset + PRODUCTS_AT_ONCE]
        rows = [self._product(entry) for entry in entries]
        more = len(entries) == PRODUCTS_AT_ONCE
        return Rows(_PRODUCT, rows, str(offset + PRODUCTS_AT_ONCE) if more else None)

    def _product(self, entry: ShopProduct) -> tuple[Any, ...]:
        product = entry.product
        raw = json.loads(self._catalog.raw_product(self._account_id(), product.id) or "{}")
        text = read_standing(raw)
        versions = None if entry.versions is None else [_version(version) for version in entry.versions]
        return (
            product.id,
            product.name,
            product.price_minor,
            product.currency,
            product.published,
            entry.type.value,
            product.tags,
            product.category or "",
            product.short_url,
            product.sales_count,
            text.html,
            text.summary,
            text.receipt,
            versions,
        )

    def _codes(self, product_ids: frozenset[str]) -> Iterator[tuple[Any, ...]]:
        universal: set[str] = set()
        for entry in self._shop().products:
            if product_ids and entry.product.id not in product_ids:
                continue
            for code in entry.codes or ():
                if code.universal and code.id in universal:
                    continue
                if code.universal:
                    universal.add(code.id)
                yield _code(code, "" if code.universal else entry.product.id, entry.product.currency)

    def _subscriber_rows(self, account_id: str, place: str) -> Rows:
        if self._subscribers.load_record(account_id).ended_at_ms is None:
            raise _unread("subscribers")
        behind = None
        if place:
            created_ms, subscriber_id = json.loads(place)
            behind = (int(created_ms), str(subscriber_id))
        found = self._subscribers.rows_behind(account_id, SubscribersForm(), behind, PAGE)
        rows = [
            (
                one.subscriber_id,
                one.email,
                one.product_id,
                one.product_name,
                day_text(day_of_ms(one.created_ms)),
                one.recurrence,
                one.standing,
            )
            for one in found
        ]
        last = json.dumps([found[-1].created_ms, found[-1].subscriber_id]) if len(found) == PAGE else None
        return Rows(_SUBSCRIBER, rows, last)

    def _payout_rows(self, account_id: str) -> Rows:
        if self._payouts.load_record(account_id).ended_at_ms is None:
            raise _unread("payouts")
        found = (*self._payouts.upcoming(account_id), *self._payouts.past(account_id, 0, LATEST_MS))
        rows = [
            (
                one.payout_id or "",
                None if one.amount is None else str(one.amount),
                one.currency.lower() or "usd",
                one.status,
                None if one.created_ms is None else day_text(day_of_ms(one.created_ms)),
            )
            for one in found
        ]
        return Rows(_PAYOUT, rows, None)

    def _sums(self, account_id: str, group: Group, query: SalesQuery) -> Rows:
        names = self._figures.product_names(account_id) if group == "product" else {}
        rows = [
            (
                names.get(one.key, one.key),
                one.sales,
                one.units,
                one.gross_minor,
                one.fee_minor,
                one.refunded_minor,
                one.net_minor,
            )
            for one in self._figures.sums(account_id, group, query)
        ]
        return Rows(_SUMMARY, rows, None)


_PRODUCT = (
    "id",
    "name",
    "price",
    "currency",
    "published",
    "type",
    "tags",
    "category",
    "url",
    "sold_ever",
    "description",
    "summary",
    "receipt",
    "versions",
)
_CODE = (
    "id",
    "product_id",
    "name",
    "percent",
    "amount",
    "uses",
    "limit",
    "minimum",
    "universal",
    "currency",
)
_SUBSCRIBER = ("id", "email", "product_id", "product", "since", "recurrence", "status")
_PAYOUT = ("id", "amount", "currency", "status", "day")
_SUMMARY = ("key", "sales", "units", "gross", "fees", "refunded", "net")


def _all(names: tuple[str, ...], rows: Iterator[tuple[Any, ...]]) -> Rows:
    return Rows(names, list(rows), None)


def _version(version: Version) -> dict[str, Any]:
    return {
        "id": version.variant_id,
        "category": version.category_title,
        "category_id": version.category_id,
        "name": version.name,
        "surcharge": version.price_difference_minor,
        "description": version.description,
        "stock": version.stock,
    }


def _code(code: OfferCode, product_id: str, currency: str) -> tuple[Any, ...]:
    return (
        code.id,
        product_id,
        code.name,
        code.percent_off,
        code.amount_minor,
        code.times_used,
        code.max_purchase_count,
        code.minimum_amount_minor,
        code.universal,
        currency,
    )


def _unread(what: str) -> InputError:
    return InputError(f"script_unread_{what}", say(f"script_unread_{what}"), hint=say(f"script_unread_{what}_hint"))
