"""A filter over sales: read exactly, refused with a sentence, and asked of the store as it was meant."""

import sqlite3

import pytest

from py_core.errors import InputError
from py_core.sales.days import day_of_text
from py_core.sales.rows import row_of
from py_core.sales.selection import SalesFilter, query_of
from py_core.store.database import open_database
from py_core.store.sales_query import condition_of
from py_core.store.sales_store import SalesStore

TODAY = day_of_text("2026-11-20")
ACCOUNT = "seller=="


def sale(sale_id: str, **changes: object) -> dict[str, object]:
    return {
        "id": sale_id,
        "created_at": "2026-07-12T13:05:41Z",
        "daystamp": "12 Jul 2026  3:05 PM",
        "product_id": "icons==",
        "purchase_email": "li@example.com",
        "full_name": "Li Wei",
        "price": 1900,
        "order_id": 7,
        **changes,
    }


@pytest.fixture
def connection() -> sqlite3.Connection:
    found = open_database(":memory:")
    sales = (
        sale("plain"),
        sale("late", created_at="2026-08-01T00:00:00Z", daystamp="1 Aug 2026  2:00 AM"),
        sale("other", product_id="fonts==", country="India", offer_code={"code": "IN40"}, price=500),
        sale("back", refunded=True, purchase_email="50%_off@example.com", order_id=4242),
        sale("part", partially_refunded=True, license_key="AAAA-BBBB"),
        sale("first", subscription_id="sub=="),
        sale("again", subscription_id="sub==", recurring_charge=True, full_name="Ana Nu"),
    )
    SalesStore(found).put(ACCOUNT, [row_of(raw) for raw in sales], 1)
    return found


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        pytest.param({}, "plain late other back part first again", id="everything"),
        pytest.param({"first_day": "2026-07-13"}, "late", id="from a day"),
        pytest.param({"last_day": " 2026-07-12 "}, "plain other back part first again", id="to a day, included"),
        pytest.param({"product_ids": ("fonts==", "none==")}, "other", id="products"),
        pytest.param({"countries": ("India",)}, "other", id="a country"),
        pytest.param({"countries": ("",)}, "plain late back part first again", id="no country"),
        pytest.param({"codes": ("in40",)}, "other", id="a code, whatever its case"),
        pytest.param({"codes": ("",)}, "plain late back part first again", id="no code"),
        pytest.param({"refunded": "none"}, "plain late other first again", id="kept"),
        pytest.param({"refunded": "fully"}, "back", id="fully refunded"),
        pytest.param({"refunded": "partly"}, "part", id="partly refunded"),
        pytest.param({"refunded": "given_back"}, "back part", id="anything refunded"),
        pytest.param({"type": "one_off"}, "plain late other back part", id="no subscription"),
        pytest.param({"type": "subscription"}, "first again", id="subscriptions"),
        pytest.param({"type": "first_charge"}, "first", id="first charges"),
        pytest.param({"type": "renewal"}, "again", id="renewals"),
        pytest.param({"price_to": "18.99"}, "other", id="up to a price"),
        pytest.param({"price_from": "19"}, "plain late back part first again", id="from a price"),
        pytest.param({"text": "LI@EXAMPLE"}, "plain late other part first again", id="an e-mail"),
        pytest.param({"text": "50%_off"}, "back", id="signs are not wild cards"),
        pytest.param({"text": "ana"}, "again", id="a name"),
        pytest.param({"text": "4242"}, "back", id="an order"),
        pytest.param({"text": "aaaa-bbbb"}, "part", id="a license key"),
        pytest.param({"text": "li ana"}, "again", id="every word counts"),
    ],
)
def test_a_filter_finds_what_it_says(connection: sqlite3.Connection, wanted: dict[str, object], ids: str) -> None:
    condition = condition_of(ACCOUNT, query_of(SalesFilter.model_validate(wanted), TODAY))
    found = connection.execute(f"SELECT sale_id FROM sales WHERE {condition.sql}", condition.values)
    assert {sale_id for (sale_id,) in found} == set(ids.split())


@pytest.mark.parametrize(
    ("wanted", "fields"),
    [
        pytest.param({"first_day": "12.7.2026"}, {"first_day"}, id="no day"),
        pytest.param({"last_day": "2026-02-30"}, {"last_day"}, id="no such day"),
        pytest.param({"first_day": "2026-08-02", "last_day": "2026-08-01"}, {"last_day"}, id="reversed"),
        pytest.param({"first_day": "2026-11-21"}, {"first_day"}, id="in the future"),
        pytest.param({"price_from": "ten"}, {"price_from"}, id="no number"),
        pytest.param({"price_to": "9.999"}, {"price_to"}, id="a fraction of a cent"),
        pytest.param({"price_from": "10", "price_to": "9"}, {"price_to"}, id="prices reversed"),
        pytest.param({"first_day": "x", "price_to": "y"}, {"first_day", "price_to"}, id="two at once"),
    ],
)
def test_bad_input_has_a_sentence_where_it_was_typed(wanted: dict[str, object], fields: set[str]) -> None:
    with pytest.raises(InputError) as caught:
        query_of(SalesFilter.model_validate(wanted), TODAY)
    assert caught.value.fields.keys() == fields
    assert all(sentence.endswith(".") for sentence in caught.value.fields.values())
