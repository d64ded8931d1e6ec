"""How the history is asked for, and which refusals mean what."""

import json

import pytest

from py_core.errors import Rejected, UnexpectedAnswer
from py_core.gumroad.calls.history import (
    list_history,
    list_history_page,
    refused_key,
    summarize_days,
    took_too_long,
)
from py_core.gumroad.failures import read_answer
from py_core.gumroad.wire import Response

JSON_TYPE = (("content-type", "application/json"),)


def answer(code: int, **body: object) -> Response:
    return Response(code, JSON_TYPE, json.dumps(body).encode())


def test_what_is_not_wanted_is_not_sent() -> None:
    assert list_history(before="2026-01-02").request.target == "/v2/sales?before=2026-01-02"
    call = list_history(after="2026-01-01", before="2026-01-02", product_id="p==", page_key="k-1")
    assert call.request.target == "/v2/sales?after=2026-01-01&before=2026-01-02&product_id=p%3D%3D&page_key=k-1"
    call = list_history_page(after="2026-01-01", before="2026-01-02", page=3)
    assert call.request.target == "/v2/sales?after=2026-01-01&before=2026-01-02&page=3"


def test_sales_come_as_they_are() -> None:
    page = read_answer(
        list_history(before="2026-01-02"),
        answer(200, success=True, sales=[{"id": 1, "new": [2]}], next_page_key="k"),
    )
    assert (page.items, page.next_key) == (({"id": 1, "new": [2]},), "k")


@pytest.mark.parametrize(
    ("words", "long", "key"),
    [
        ("Query timed out. Try narrowing your date range with 'after'/'before'.", True, False),
        ("The 'page' parameter is deprecated. Please use 'page_key' instead.", True, False),
        ("Invalid page_key.", False, True),
        ("Invalid product ID.", False, False),
    ],
)
def test_refusals_are_told_apart(words: str, long: bool, key: bool) -> None:
    with pytest.raises(Rejected) as caught:
        read_answer(list_history(before="2026-01-02"), answer(400, status=400, error=words))
    assert (took_too_long(caught.value), refused_key(caught.value)) == (long, key)


def test_totals_are_of_days() -> None:
    sums = {"gross_cents": 5, "net_cents": 4, "units": 2, "refunded_cents": 1, "refunded_units": 0}
    body = {"success": True, **sums, "currency": "usd", "from": "2026-01-01", "to": "2026-01-02"}
    call = summarize_days("2026-01-01", "2026-01-02")
    assert "group_by=day" in call.request.target
    row = {**sums, "key": "2026-01-01", "label": "2026-01-01"}
    assert read_answer(call, answer(200, **body, breakdown=[row])).rows[0].units == 2
    with pytest.raises(UnexpectedAnswer):
        read_answer(call, answer(200, **body, breakdown=[{**row, "key": "January"}]))
