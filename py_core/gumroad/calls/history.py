"""The sales list for one who keeps every sale: sales as they come, by cursor or by page number.

Source: API contract, sections 5 and 9.1. No I/O here.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from py_core.errors import CoreError
from py_core.gumroad.calls.asking import VIEW_SALES, get, page_of, path
from py_core.gumroad.calls.sales import summarize_sales
from py_core.gumroad.models.sales import SalesSummary, read_summary
from py_core.gumroad.pager import Page
from py_core.gumroad.wire import Call, Effect

RawSale = dict[str, Any]
_TIMED_OUT = "Query timed out"
_DEEP_PAGE_TIMED_OUT = "The 'page' parameter is deprecated"
_BAD_KEY = "Invalid page_key"


def list_history(
    *, after: str | None = None, before: str, product_id: str | None = None, page_key: str | None = None
) -> Call[Page[RawSale]]:
    """Ten sales made before a UTC day, and from another on where that is given; newest first."""
    request = get(path("sales"), after=after, before=before, product_id=product_id, page_key=page_key)
    return Call(request, Effect.READ, VIEW_SALES, page_of("sales", _as_it_is))


def list_history_page(*, after: str, before: str, product_id: str | None = None, page: int) -> Call[Page[RawSale]]:
    """The same by page number (1 or more): deprecated and limited, but it cannot pass over a sale whose id is
    newer than its time, as a cursor can.
    """
    request = get(path("sales"), after=after, before=before, product_id=product_id, page=page)
    return Call(request, Effect.READ, VIEW_SALES, page_of("sales", _as_it_is))


def summarize_days(first_day: str, last_day: str) -> Call[SalesSummary]:
    """Gumroad's totals of each day of the seller's, both ends included. Source: section 9.4."""
    call = summarize_sales(first_day=first_day, last_day=last_day, group_by="day")
    return replace(call, read=_read_days)


def took_too_long(error: CoreError) -> bool:
    """Whether Gumroad gave up a query that has to be narrowed."""
    return error.status == 400 and error.server_words.startswith((_TIMED_OUT, _DEEP_PAGE_TIMED_OUT))


def refused_key(error: CoreError) -> bool:
    """Whether Gumroad does not know the cursor it gave."""
    return error.status == 400 and error.server_words.startswith(_BAD_KEY)


def _read_days(body: Mapping[str, Any]) -> SalesSummary:
    summary = read_summary(body)
    for row in summary.rows:
        date.fromisoformat(row.key)
    return summary


def _as_it_is(raw: Mapping[str, Any]) -> RawSale:
    return dict(raw)
