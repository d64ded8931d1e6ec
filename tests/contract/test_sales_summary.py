"""Sales summed up. Source: API contract, section 9.4."""

from typing import Any

import pytest

from tests.contract.client import Gumroad

ZERO = {"gross_cents": 0, "net_cents": 0, "units": 0, "refunded_cents": 0, "refunded_units": 0}


def _sale(when: str, price: int, **more: Any) -> dict[str, Any]:
    return {"product_id": "a", "purchase_email": "l@example.com", "price": price, "created_at": when, **more}


@pytest.fixture
def shop(gumroad: Gumroad) -> Gumroad:
    gumroad.seed(
        products=[{"name": "A", "permalink": "a", "id": "a"}, {"name": "B", "permalink": "b", "id": "b"}],
        sales=[
            _sale("2026-07-16T13:05:00Z", 1000),
            _sale("2026-07-16T13:55:00Z", 2000, refunded=True, quantity=2),
            _sale("2026-07-20T00:00:00Z", 3000, product_id="b", refunded_in_currency=500),
            _sale("2026-08-02T23:30:00Z", 500, product_id="b"),
            _sale("2026-08-02T23:30:00Z", 9999, kind="failed"),
        ],
    )  # fmt: skip
    return gumroad


def _sums(gross: int, net: int, units: int, back: int = 0, back_units: int = 0) -> dict[str, int]:
    values = (gross, net, units, back, back_units)
    return dict(zip(ZERO, values, strict=True))


JULY = "from=2026-07-01&to=2026-07-31"


def test_both_ends_count(shop: Gumroad) -> None:
    body = shop.get("sales/summary?from=2026-07-16&to=2026-08-02").json
    expected = _sums(6500, 4000, 5, 2500, 2)
    assert body == {"success": True, **expected, "currency": "usd", "from": "2026-07-16", "to": "2026-08-02"}


def test_the_last_thirty_days_are_the_default(shop: Gumroad) -> None:
    body = shop.get("sales/summary").json
    assert (body["from"], body["to"], body["units"]) == ("2026-10-20", "2026-11-18", 0)
    assert "breakdown" not in body


def test_from_alone_is_measured_to_today_and_to_alone_looks_back_thirty_days(shop: Gumroad) -> None:
    assert shop.get("sales/summary?from=2026-08-01").json["to"] == "2026-11-18"
    assert shop.get("sales/summary?to=2026-07-30").json["from"] == "2026-07-01"


@pytest.mark.parametrize(
    ("group_by", "rows"),
    [
        ("day", [("2026-07-16", _sums(3000, 1000, 3, 2000, 2)), ("2026-07-20", _sums(3000, 2500, 1, 500))]),
        ("week", [("2026-07-13", _sums(3000, 1000, 3, 2000, 2)), ("2026-07-20", _sums(3000, 2500, 1, 500))]),
        ("month", [("2026-07", _sums(6000, 3500, 4, 2500, 2))]),
    ],
)
def test_sums_by_time(shop: Gumroad, group_by: str, rows: list[tuple[str, dict[str, int]]]) -> None:
    body = shop.get(f"sales/summary?{JULY}&group_by={group_by}").json
    assert body["breakdown"] == [{**sums, "key": key, "label": key} for key, sums in rows]


def test_sums_by_hour(shop: Gumroad) -> None:
    body = shop.get("sales/summary?from=2026-07-14&to=2026-07-20&group_by=hour").json
    assert [row["key"] for row in body["breakdown"]] == ["2026-07-16T13:00", "2026-07-20T00:00"]


def test_sums_by_product_come_by_gross_descending(shop: Gumroad) -> None:
    rows = shop.get("sales/summary?from=2026-07-01&to=2026-08-31&group_by=product").json["breakdown"]
    assert [(row["key"], row["label"], row["gross_cents"]) for row in rows] == [("b", "B", 3500), ("a", "A", 3000)]


@pytest.mark.parametrize(("offset", "units"), [(0, 1), (60, 0), (-60, 1)])
def test_days_are_those_of_the_seller(gumroad: Gumroad, offset: int, units: int) -> None:
    gumroad.seed(
        user={"utc_offset_minutes": offset},
        products=[{"name": "A", "custom_permalink": "a"}],
        sales=[_sale("2026-08-02T23:30:00Z", 500)],
    )
    assert gumroad.get("sales/summary?from=2026-08-02&to=2026-08-02").json["units"] == units


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("from=2026-02-02&to=2026-02-01", "'from' must be on or before 'to'."),
        ("from=2025-01-01&to=2026-01-02", "Date range cannot exceed 366 days."),
        ("from=2026-01-01&to=2026-01-08&group_by=hour", "Date range cannot exceed 7 days when grouping by hour."),
        ("group_by=year", "Invalid group_by. Valid values are: product, day, week, month, hour."),
        ("from=x", "Invalid date format provided in field 'from'. Dates must be in the format YYYY-MM-DD."),
    ],
)  # fmt: skip
def test_a_bad_span_is_answered_by_400(shop: Gumroad, query: str, error: str) -> None:
    answer = shop.get(f"sales/summary?{query}")
    assert (answer.status, answer.json) == (400, {"status": 400, "error": error})


def test_the_longest_spans_are_allowed(shop: Gumroad) -> None:
    assert shop.get("sales/summary?from=2025-01-01&to=2026-01-01").status == 200
    assert shop.get("sales/summary?from=2026-01-01&to=2026-01-07&group_by=hour").json["breakdown"] == []


def test_the_first_day_there_is_has_nothing_before_it(shop: Gumroad) -> None:
    assert shop.get("sales/summary?to=0001-01-05").json["from"] == "0001-01-01"
