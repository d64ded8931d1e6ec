"""Totals of sales over days. Source: API contract, section 9.4.

Gross is what was sold, net what is left of it after refunds; a refund counts on the day of its sale.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, TypeAlias

from py_core.sandbox.answers import BadRequest, succeeded
from py_core.sandbox.casts import is_blank, to_text
from py_core.sandbox.context import Asked
from py_core.sandbox.dates import DAY_US, date_asked, day_at, starts_us
from py_core.sandbox.sale_book import SaleQuery
from py_core.sandbox.sale_record import Sale
from py_core.sandbox.shop import Shop
from py_core.sandbox.times import iso, parse_iso

_MOST_DAYS = 366
_MOST_DAYS_BY_HOUR = 7
_DEFAULT_DAYS = 30
_MINUTE_US = 60_000_000

Sums: TypeAlias = dict[str, int]
Keyed: TypeAlias = Callable[[Sale, int], str]


def show(asked: Asked) -> dict[str, Any]:
    """GET /sales/summary: both ends inclusive, in the seller's zone; the last thirty days by default."""
    group_by = _group_by(asked)
    offset_us = asked.shop.state.user.utc_offset_minutes * _MINUTE_US
    today = day_at(asked.now_ms * 1000 + offset_us)
    last = date_asked(asked.params, "to") or today
    first = date_asked(asked.params, "from") or date.fromordinal(max(1, last.toordinal() - _DEFAULT_DAYS + 1))
    _check_span(first, last, group_by)
    total, groups = _no_sums(), dict[str, Sums]()
    query = SaleQuery(
        after_us=(starts_us(first) or 0) - offset_us,
        before_us=(starts_us(last) or 0) + DAY_US - offset_us,
    )
    key_of = _KEYS.get(group_by or "")
    for sale in asked.shop.sales.matching(query):
        _add(total, sale)
        if key_of is not None:
            key = key_of(sale, parse_iso(sale.created_at) + offset_us)
            _add(groups.setdefault(key, _no_sums()), sale)
    body = succeeded(**total, currency="usd", **{"from": first.isoformat(), "to": last.isoformat()})
    if group_by is not None:
        body["breakdown"] = _breakdown(asked.shop, groups, by_product=group_by == "product")
    return body


def _group_by(asked: Asked) -> str | None:
    if is_blank(asked.params.get("group_by")):
        return None
    group_by = to_text(asked.params["group_by"]) or ""
    if group_by not in _KEYS:
        raise BadRequest("Invalid group_by. Valid values are: product, day, week, month, hour.")
    return group_by


def _check_span(first: date, last: date, group_by: str | None) -> None:
    days = (last - first).days + 1
    if days < 1:
        raise BadRequest("'from' must be on or before 'to'.")
    if days > _MOST_DAYS:
        raise BadRequest("Date range cannot exceed 366 days.")
    if group_by == "hour" and days > _MOST_DAYS_BY_HOUR:
        raise BadRequest("Date range cannot exceed 7 days when grouping by hour.")


def _week(_: Sale, moment_us: int) -> str:
    day = day_at(moment_us)
    return (day - timedelta(days=day.weekday())).isoformat()


_KEYS: dict[str, Keyed] = {
    "product": lambda sale, _: sale.product_id,
    "day": lambda _, moment_us: day_at(moment_us).isoformat(),
    "week": _week,
    "month": lambda _, moment_us: day_at(moment_us).isoformat()[:7],
    "hour": lambda _, moment_us: iso(moment_us)[:13] + ":00",
}


def _no_sums() -> Sums:
    return dict.fromkeys(("gross_cents", "net_cents", "units", "refunded_cents", "refunded_units"), 0)


def _add(sums: Sums, sale: Sale) -> None:
    back = sale.refunded_usd
    sums["gross_cents"] += sale.price
    sums["net_cents"] += sale.price - back
    sums["units"] += sale.quantity
    sums["refunded_cents"] += back
    sums["refunded_units"] += sale.quantity if sale.is_refunded else 0


def _breakdown(shop: Shop, groups: dict[str, Sums], *, by_product: bool) -> list[dict[str, Any]]:
    if not by_product:
        return [{**sums, "key": key, "label": key} for key, sums in sorted(groups.items())]
    rows = [{**sums, "key": key, "label": shop.product_of(key).name} for key, sums in groups.items()]
    return sorted(rows, key=lambda row: (-int(row["gross_cents"]), row["key"]))
