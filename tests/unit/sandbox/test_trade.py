"""Generated trade: the same for the same seed, and sums that hold together."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest

from py_core.gumroad.currencies import CURRENCIES
from py_core.gumroad.wire import Request
from py_core.sandbox.buyers import HOSTILE_BUYERS
from py_core.sandbox.generate import generate_shop
from py_core.sandbox.generate_sales import add_trade
from py_core.sandbox.sale_book import SaleBook, SaleQuery
from py_core.sandbox.sample_shop import SAMPLE_TOKEN, sample_shop
from py_core.sandbox.server import Sandbox
from py_core.sandbox.state import SandboxState
from py_core.sandbox.times import parse_iso
from tests.unit.sandbox.rich import NOW_MS, rich_shop

SHOP = generate_shop(80, 7, NOW_MS, sales=3_000, codes=120)
SOMEWHERE = (
    "is_refunded", "refunded_in_currency", "disputed", "ppp", "offer_code", "subscription_id", "license_key",
    "custom_fields", "product_rating", "tip_cents", "utm_source", "tax_cents", "variants",
)  # fmt: skip
TWO_SALES = """{"products":[{"name":"A","permalink":"a","id":"a"}],"sales":[
{"id":"one","product_id":"a","purchase_email":"x","price":1,"created_at":"2026-01-01T00:00:00Z"},
{"id":"two","product_id":"a","purchase_email":"x","price":1,"created_at":"2026-01-01T00:00:00Z","license_key":"K"}]}"""


def test_the_same_seed_gives_the_same_shop() -> None:
    again = generate_shop(80, 7, NOW_MS, sales=3_000, codes=120)
    assert again.model_dump_json() == SHOP.model_dump_json()
    assert generate_shop(80, 8, NOW_MS, sales=3_000).sales != SHOP.sales


def test_the_size_is_as_asked() -> None:
    assert (len(SHOP.products), len(SHOP.sales), len(SHOP.offer_codes)) == (80, 3_000, 121)
    assert len(generate_shop(4, 1, NOW_MS, codes=0).offer_codes) == 1
    assert generate_shop(0, 1, NOW_MS, sales=9, codes=9).sales == []
    assert len(generate_shop(1, 1, NOW_MS, sales=9).sales) == 9


def test_a_dumped_shop_with_trade_loads_equal() -> None:
    text = Sandbox(SHOP.model_copy(deep=True)).dump()
    again = Sandbox.load(text)
    assert again.state.sales == SHOP.sales
    assert again.dump() == text


def test_there_is_something_of_everything() -> None:
    sales = SHOP.sales
    assert {sale.kind for sale in sales} >= {"successful", "failed", "test", "gift_receiver"}
    assert {sale.currency for sale in sales} >= {"usd", "eur", "jpy", "krw"}
    for name in SOMEWHERE:
        assert any(getattr(sale, name) for sale in sales), name
    assert len({sale.country for sale in sales}) > 8
    assert {subscription.cancelled_at is None for subscription in SHOP.subscriptions} == {True, False}
    assert {payout.is_upcoming for payout in SHOP.payouts} == {True, False}


def test_awkward_texts_are_among_them() -> None:
    names = {sale.full_name for sale in generate_shop(20, 7, NOW_MS, sales=2_000).sales}
    assert set(HOSTILE_BUYERS) <= names
    assert max(len(product.name) for product in SHOP.products) == 10_000


def test_sums_hold_together() -> None:
    for sale in SHOP.sales:
        assert sale.price == sale.total_in_currency * 99 // CURRENCIES[sale.currency].min_minor
        assert 0 <= sale.refunded_in_currency <= sale.total_in_currency
        assert sale.is_refunded == (0 < sale.refunded_in_currency == sale.total_in_currency)
        assert sale.price == 0 or sale.gumroad_fee > 0
        assert parse_iso(sale.created_at) <= NOW_MS * 1000
        assert sale.offer_code is None or sale.ppp is None
    counted = Counter[str]()
    for sale in SHOP.sales:
        counted[sale.product_id] += sale.quantity if sale.kind == "successful" else 0
    assert {product.id: product.sales_count for product in SHOP.products} == {
        product.id: counted[product.id] for product in SHOP.products
    }


def test_a_payout_holds_the_sales_of_its_week() -> None:
    sold = [sale for sale in SHOP.sales if sale.price and sale.kind == "successful"]
    assert sorted(id_ for payout in SHOP.payouts for id_ in payout.sales) == sorted(sale.id for sale in sold)
    back = [id_ for payout in SHOP.payouts for id_ in payout.refunded_sales]
    assert sorted(back) == sorted(sale.id for sale in sold if sale.refunded_usd)
    assert not any(payout.transactions for payout in SHOP.payouts)


def test_the_transactions_of_a_payout_add_up_to_it() -> None:
    shop = sample_shop(NOW_MS)
    for payout in shop.payouts:
        net = sum((Decimal(str(row["net_total"])) for row in payout.transactions), Decimal(0))
        assert net == Decimal(payout.amount)
        assert len(payout.transactions) == sum(
            map(len, (payout.sales, payout.refunded_sales, payout.disputed_sales))
        )
    assert sum(payout.is_upcoming for payout in shop.payouts) in (1, 2)


def test_the_sample_shop_has_a_modest_history_without_awkward_texts() -> None:
    shop = sample_shop(NOW_MS)
    assert 250 <= len(shop.sales) <= 500
    assert shop.subscriptions
    assert shop.payouts
    assert not any(sale.full_name in HOSTILE_BUYERS for sale in shop.sales)


def test_a_shop_without_products_has_no_trade() -> None:
    state = SandboxState()
    add_trade(state, 5, 1, NOW_MS)
    assert state.sales == []


def test_a_product_whose_versions_are_all_deleted_is_sold_as_it_is() -> None:
    state = SandboxState.model_validate_json(
        '{"products":[{"name":"A","price":500,"variants":[{"title":"Size"}],"native_type":"membership"}]}'
    )
    add_trade(state, 3, 1, NOW_MS)
    assert {sale.variants for sale in state.sales} == {None}
    assert state.subscriptions[0].recurrence == "monthly"


def test_dumping_writes_sales_anew_only_when_one_changed() -> None:
    sandbox = Sandbox(rich_shop())
    first = sandbox.dump()
    sale = next(sale for sale in sandbox.state.sales if sale.price and sale.kind == "successful")
    shipped = Request("PUT", f"/v2/sales/{sale.id}/mark_as_shipped")
    assert sandbox.handle(shipped, token=SAMPLE_TOKEN, now_ms=NOW_MS).status == 200
    assert sandbox.dump() != first
    assert Sandbox.load(sandbox.dump()).state == sandbox.state


@pytest.mark.parametrize(
    ("seed", "reason"),
    [
        ('{"sales":[{"product_id":"none","purchase_email":"x","price":1}]}', "unknown product"),
        ('{"sales":[{"product_id":"a","price":1}]}', "purchase_email"),
        ('{"products":[{"name":"A","permalink":"a"}],"sales":[{"product_id":"a","purchase_email":"x","price":"1"}]}',
         "valid integer"),
        ('{"products":[{"name":"A","permalink":"a"}],"sales":[{"product_id":"a","purchase_email":"x","price":1,'
         '"created_at":"soon"}]}', "not an ISO 8601 time"),
        ('{"products":[{"name":"A","permalink":"a"}],"sales":[{"product_id":"a","purchase_email":"x","price":1,'
         '"colour":"red"}]}', "colour"),
        ('{"subscriptions":[{"product_id":"none","email":"x"}]}', "unknown product"),
        ('{"payouts":[{"amount":"1.00","created_at":"soon"}]}', "not an ISO 8601 time"),
        ('{"emails":[{"subject":"x","product_id":"none"}]}', "unknown product"),
        ('{"other_licenses":[{"license_key":"x","product_id":"none"}]}', "unknown product"),
        ('{"upsells":[{"name":"x","product_id":"none"}]}', "unknown product"),
        ('{"custom_fields":[{"name":"x","products":["none"]}]}', "unknown product"),
    ],
)  # fmt: skip
def test_a_bad_seed_says_what_is_wrong(seed: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        SandboxState.model_validate_json(seed)


def test_a_page_costs_its_rows_and_not_the_whole_book() -> None:
    book = SaleBook(list(SHOP.sales))
    assert len(book) == 3_000
    whole = [sale.id for sale in book.matching(SaleQuery())]
    assert [sale.id for sale in book.page(SaleQuery(), 990, 10)] == whole[990:1000]
    assert book.page(SaleQuery(license_key="none"), 0, 10) == []


def test_license_keys_follow_their_sale() -> None:
    book = SaleBook(SandboxState.model_validate_json(TWO_SALES).sales)
    one, two = book.sale("one"), book.sale("two")
    assert one is not None
    assert two is not None
    book.replace_sale(replace(one, license_key="NEW"))
    book.replace_sale(replace(two, license_key=None))
    assert book.licensed("K") is None
    found = book.licensed("NEW")
    assert found is not None
    assert found.id == "one"
    assert book.version == 2


def test_nothing_is_edited_where_there_is_no_product() -> None:
    sandbox = Sandbox.load('{"products":[{"name":"A","id":"a","price":500},{"name":"B","id":"b","deleted":true}]}')
    assert sandbox.edit_product("a", {"price": 700}) is True
    assert sandbox.edit_product("a", {"price": 5}) is False
    assert sandbox.edit_product("b", {"price": 700}) is False
    assert sandbox.edit_product("none", {}) is False
    assert sandbox.state.products[0].price == 700


def test_a_license_of_another_seller_needs_no_product() -> None:
    state = SandboxState.model_validate_json('{"other_licenses":[{"license_key":"X"}]}')
    assert state.other_licenses[0].product_id is None
