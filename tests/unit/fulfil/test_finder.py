"""Finding stored sales that something is to be done with."""

import sqlite3

import pytest

from py_core.fulfil.finding import SaleSort, SaleSortKey, SaleWhat, allowed_uses
from py_core.fulfil.sale import StoredSale, address_lines, left_of
from py_core.sales.rows import row_of
from py_core.sales.selection import SalesQuery
from py_core.store.database import open_database
from py_core.store.sale_finder import SaleFinder
from py_core.store.sales_store import SalesStore

ACCOUNT = "seller=="
PHYSICAL = {"is_product_physical": True}
KEY = {"license_key": "AAAA-1111", "license_uses": 3, "license_disabled": False, "is_multiseat_license": False}


def sale(sale_id: str, at: int, **changes: object) -> dict[str, object]:
    return {
        "id": sale_id,
        "created_at": f"2026-07-12T13:05:{at:02}Z",
        "daystamp": "12 Jul 2026  3:05 PM",
        "product_id": "icons==",
        "product_name": "Icon set",
        "purchase_email": f"{sale_id}@example.com",
        "full_name": "Li Wei",
        "price": 1900,
        "currency": "eur",
        "formatted_display_price": "€19",
        "amount_refundable_in_currency": "19",
        "order_id": 7,
        **changes,
    }


SALES = (
    sale("plain", 1, street_address="1 Long Road", city="Pune", zip_code="411001", country="India"),
    sale("print", 2, **PHYSICAL, variants={"Size": "A3", "Paper": ""}, full_name="ana"),
    sale("sent", 3, **PHYSICAL, shipped=True, tracking_url="https://post.example/1"),
    sale("back", 4, **PHYSICAL, refunded=True, amount_refundable_in_currency="0"),
    sale("disputed", 5, **PHYSICAL, disputed=True),
    sale("won", 6, chargedback=True, dispute_won=True, partially_refunded=True),
    sale("free", 7, price=0, amount_refundable_in_currency="0", order_id=None),
    sale("old", 8, currency=None, amount_refundable_in_currency="19", order_id=8, price=2500),
    sale("odd", 9, amount_refundable_in_currency="many", paypal_refund_expired=True, product_id="none=="),
    sale("key", 10, **KEY),
    sale("seats", 11, **{**KEY, "license_key": "BBBB", "is_multiseat_license": True, "quantity": 3}),
    sale("over", 12, **{**KEY, "license_key": "CCCC", "license_uses": 4, "quantity": 3, "license_disabled": True}),
    sale("unused", 13, **{**KEY, "license_key": "DDDD", "license_uses": None}),
)


@pytest.fixture
def connection() -> sqlite3.Connection:
    found = open_database(":memory:")
    SalesStore(found).put(ACCOUNT, [row_of(raw) for raw in SALES], 1)
    SalesStore(found).put("other==", [row_of(sale("foreign", 1, **PHYSICAL))], 1)
    return found


@pytest.fixture
def finder(connection: sqlite3.Connection) -> SaleFinder:
    return SaleFinder(connection)


@pytest.mark.parametrize(
    ("what", "ids"),
    [
        (SaleWhat.ANY, "unused over seats key odd old free won disputed back sent print plain"),
        (SaleWhat.UNSHIPPED, "print"),
        (SaleWhat.SHIPPED, "sent"),
        (SaleWhat.REFUNDABLE, "unused over seats key odd won sent print plain"),
        (SaleWhat.LICENSED, "unused over seats key"),
        (SaleWhat.DISABLED, "over"),
        (SaleWhat.OVERUSED, "over key"),
    ],
)
def test_what_is_to_be_done_decides(finder: SaleFinder, what: SaleWhat, ids: str) -> None:
    newest = SaleSort()
    found = finder.find(ACCOUNT, SalesQuery(), what, newest, offset=0, limit=100)
    assert [sale.sale_id for sale in found] == ids.split()
    assert finder.ids(ACCOUNT, SalesQuery(), what, newest, limit=100) == tuple(ids.split())
    assert finder.count(ACCOUNT, SalesQuery(), what) == len(found)


def test_more_uses_can_be_allowed_for_each_seat(finder: SaleFinder) -> None:
    assert [finder.count(ACCOUNT, SalesQuery(), SaleWhat.OVERUSED, allowed) for allowed in (1, 2, 3, 4)] == [
        2,
        2,
        1,
        0,
    ]
    assert (allowed_uses(3, True, 2), allowed_uses(3, False, 2), allowed_uses(0, True, 2)) == (6, 2, 2)


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        (SaleSort(key=SaleSortKey.TIME, descending=False), "plain"),
        (SaleSort(key=SaleSortKey.ORDER), "old"),
        (SaleSort(key=SaleSortKey.PRODUCT, descending=False), "unused"),
        (SaleSort(key=SaleSortKey.BUYER, descending=False), "print"),
        (SaleSort(key=SaleSortKey.PRICE), "old"),
        (SaleSort(key=SaleSortKey.USES), "over"),
    ],
)
def test_found_sales_are_sorted_and_cut(finder: SaleFinder, sort: SaleSort, first: str) -> None:
    assert finder.ids(ACCOUNT, SalesQuery(), SaleWhat.ANY, sort, limit=1) == (first,)
    rest = finder.find(ACCOUNT, SalesQuery(), SaleWhat.ANY, sort, offset=1, limit=50)
    assert len(rest) == len(SALES) - 1
    assert first not in {sale.sale_id for sale in rest}


def test_a_filter_holds_as_well(finder: SaleFinder) -> None:
    assert finder.ids(ACCOUNT, SalesQuery(words=("bbbb",)), SaleWhat.LICENSED, SaleSort(), limit=9) == ("seats",)


def found(finder: SaleFinder, sale_id: str) -> StoredSale:
    return finder.of_ids(ACCOUNT, [sale_id])[sale_id]


def test_a_sale_comes_with_all_that_is_shown(finder: SaleFinder) -> None:
    plain = found(finder, "plain")
    assert (plain.product, plain.order_text, plain.left_minor, plain.total_text) == ("Icon set", "7", 1900, "€19")
    assert plain.address == ("Li Wei", "1 Long Road", "Pune 411001", "India")
    assert found(finder, "print").variants == "A3"
    assert [found(finder, name).dispute for name in ("plain", "disputed", "won")] == ["none", "open", "won"]
    assert (found(finder, "old").left_minor, found(finder, "odd").left_minor) == (None, None)
    assert (found(finder, "odd").paypal_expired, plain.paypal_expired) == (True, False)
    assert found(finder, "free").order_text == ""
    assert [found(finder, name).waits_to_be_sent for name in ("print", "sent", "back", "disputed", "plain")] == [
        True, False, False, False, False,
    ]  # fmt: skip
    held = found(finder, "seats").license
    assert held is not None
    assert (held.key, held.uses, held.multiseat) == ("BBBB", 3, True)


def test_sales_are_looked_up_by_id_order_and_key(finder: SaleFinder) -> None:
    many = ["print", "none", "plain", "print", *(f"x{at}" for at in range(1200))]
    assert set(finder.of_ids(ACCOUNT, many)) == {"print", "plain"}
    orders = finder.of_orders(ACCOUNT, [7, 8, 9])
    assert [sale.sale_id for sale in orders[8]] == ["old"]
    assert [sale.sale_id for sale in orders[7]][:3] == ["plain", "print", "sent"]
    assert 9 not in orders
    assert [sale.sale_id for sale in finder.of_keys(ACCOUNT, ["CCCC", "?"])] == ["over"]


def test_parts_that_are_missing_leave_no_gaps() -> None:
    assert address_lines("", "  ", "Pune", "", "", "India") == ()
    assert address_lines("", "1 Road", "", "", "", "") == ("1 Road",)
    assert (left_of("19", None), left_of("", "usd"), left_of("19.5", "xxx")) == (None, None, None)
    assert (left_of("500", "jpy"), left_of("15000", "krw")) == (500, 1_500_000)
