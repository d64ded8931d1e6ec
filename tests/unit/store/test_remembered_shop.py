"""What is remembered of the shop in memory is what the tables hold, whatever was written in between."""

import sqlite3

import pytest

from py_core.gumroad.models import Variant
from py_core.store.catalog_store import CatalogStore
from py_core.store.database import open_database
from tests.unit.store.test_stores import CODE, SHOP, record, version

TEAM = Variant(
    id="v1",
    name="Team",
    description="",
    price_difference_minor=900,
    max_purchase_count=None,
    has_recurrence_prices=False,
)


@pytest.fixture
def connection() -> sqlite3.Connection:
    return open_database(":memory:")


def test_writes_of_a_run_reach_the_remembered_shop(connection: sqlite3.Connection) -> None:
    catalog = CatalogStore(connection)
    catalog.save_list(SHOP, [record("a", options=1), record("b")], 1_000)
    catalog.save_details(SHOP, "a", (version(),), (CODE,))
    before = catalog.load_shop(SHOP)
    catalog.save_product(SHOP, record("b", 700), 2_000)
    catalog.save_version(SHOP, "a", "g1", TEAM, 3_000)
    remembered = catalog.load_shop(SHOP)
    assert remembered != before
    assert remembered == CatalogStore(connection).load_shop(SHOP)
    assert [entry.read_at_ms for entry in remembered.products] == [3_000, 2_000]


def test_a_shop_that_is_not_remembered_stays_unread(connection: sqlite3.Connection) -> None:
    catalog = CatalogStore(connection)
    catalog.save_list(SHOP, [record("a")], 1_000)
    catalog.save_list("shop-2", [record("z")], 1_000)
    catalog.load_shop("shop-2")
    catalog.save_product(SHOP, record("a", 700), 2_000)
    assert catalog.load_shop("shop-2").products[0].product.price_minor == 500
    assert catalog.load_shop(SHOP).products[0].product.price_minor == 700


def test_the_summary_counts_a_code_once(connection: sqlite3.Connection) -> None:
    catalog = CatalogStore(connection)
    assert catalog.summary(SHOP).read_at_ms is None
    catalog.save_list(SHOP, [record("a"), record("b"), record("c")], 1_000)
    catalog.save_details(SHOP, "a", (), (CODE,))
    catalog.save_details(SHOP, "b", (), (CODE, CODE.model_copy(update={"id": "c2"})))
    counted = catalog.summary(SHOP)
    assert (counted.products, counted.codes, counted.read_at_ms) == (3, 2, 1_000)
    assert catalog.summary(SHOP) is counted
