"""Codes in rows of their own: what a product's list showed is what the shop shows, cheaply kept up."""

import sqlite3

import pytest

from py_core.gumroad.calls import ProductRecord
from py_core.gumroad.models import OfferCode, read_product
from py_core.store.catalog_store import CatalogStore
from py_core.store.code_rows import CodeRows
from py_core.store.database import PRAGMAS, open_database
from py_core.store.migrations import MIGRATIONS, migrate
from tests.unit.store.test_stores import SHOP, record


def code(name: str, percent: int | None = 10, amount: int | None = None, *, universal: bool = False) -> OfferCode:
    return OfferCode(
        id=f"id-{name}",
        name=name,
        percent_off=percent,
        amount_minor=amount,
        universal=universal,
        max_purchase_count=None,
        minimum_amount_minor=None,
        times_used=0,
    )


def priced(product_id: str, currency: str) -> ProductRecord:
    raw = {"id": product_id, "name": product_id, "price": 500, "currency": currency}
    return ProductRecord(product=read_product(raw), raw=raw)


OWN = code("OWN")
SHARED = code("ALL", universal=True)
SHARED_EUR = code("EUR5", None, 500, universal=True)


@pytest.fixture
def connection() -> sqlite3.Connection:
    return open_database(":memory:")


@pytest.fixture
def catalog(connection: sqlite3.Connection) -> CatalogStore:
    """Two dollar products and one in euros, all read."""
    catalog = CatalogStore(connection)
    catalog.save_list(SHOP, [priced("a", "usd"), priced("b", "usd"), priced("e", "eur")], 1_000)
    catalog.save_details(SHOP, "a", (), (OWN, SHARED))
    catalog.save_details(SHOP, "b", (), (SHARED,))
    catalog.save_details(SHOP, "e", (), (SHARED, SHARED_EUR))
    return catalog


def names(catalog: CatalogStore) -> dict[str, list[str] | None]:
    return {
        entry.product.id: None if entry.codes is None else [code.name for code in entry.codes]
        for entry in catalog.load_shop(SHOP).products
    }


def names_afresh(connection: sqlite3.Connection) -> dict[str, list[str] | None]:
    return names(CatalogStore(connection))


def test_every_product_has_its_own_and_the_universal_ones(catalog: CatalogStore) -> None:
    assert names(catalog) == {"a": ["OWN", "ALL"], "b": ["ALL"], "e": ["ALL", "EUR5"]}
    assert catalog.summary(SHOP).codes == 3


def test_a_universal_code_that_one_list_lacks_is_absent_there(
    catalog: CatalogStore, connection: sqlite3.Connection
) -> None:
    catalog.save_details(SHOP, "b", (), ())
    assert names(catalog) == {"a": ["OWN", "ALL"], "b": [], "e": ["ALL", "EUR5"]}
    catalog.save_details(SHOP, "b", (), (SHARED,))
    assert names(catalog)["b"] == ["ALL"]
    assert connection.execute("SELECT count(*) FROM code_absences").fetchone() == (0,)


def test_a_universal_code_that_every_list_lacks_is_gone(
    catalog: CatalogStore, connection: sqlite3.Connection
) -> None:
    for product_id in ("a", "b", "e"):
        catalog.save_details(SHOP, product_id, (), ())
    assert names(catalog) == {"a": [], "b": [], "e": []}
    assert catalog.summary(SHOP).codes == 0
    for table in ("codes", "code_absences"):
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_a_code_that_is_made_joins_where_it_applies(catalog: CatalogStore, connection: sqlite3.Connection) -> None:
    catalog.load_shop(SHOP)
    catalog.save_code(SHOP, "b", code("NEW"))
    catalog.save_code(SHOP, "b", code("USD1", None, 100, universal=True))
    catalog.save_code(SHOP, "a", code("HALF", 50, universal=True))
    expected = {
        "a": ["OWN", "ALL", "USD1", "HALF"],
        "b": ["NEW", "ALL", "USD1", "HALF"],
        "e": ["ALL", "EUR5", "HALF"],
    }
    assert names(catalog) == names_afresh(connection) == expected
    assert catalog.summary(SHOP).codes == 6


def test_a_code_that_is_changed_stays_in_its_place(catalog: CatalogStore, connection: sqlite3.Connection) -> None:
    catalog.load_shop(SHOP)
    catalog.save_code(SHOP, "a", OWN.model_copy(update={"max_purchase_count": 5}))
    catalog.save_code(SHOP, "b", SHARED.model_copy(update={"max_purchase_count": 7}))
    shops = catalog.load_shop(SHOP), CatalogStore(connection).load_shop(SHOP)
    assert shops[0] == shops[1]
    caps = [[code.max_purchase_count for code in entry.codes or ()] for entry in shops[0].products]
    assert caps == [[5, 7], [7], [7, None]]


def test_a_code_that_is_deleted_leaves_every_product(catalog: CatalogStore, connection: sqlite3.Connection) -> None:
    catalog.save_details(SHOP, "b", (), (OWN, SHARED))
    catalog.load_shop(SHOP)
    catalog.remove_code(SHOP, OWN.id)
    catalog.remove_code(SHOP, SHARED.id)
    assert names(catalog) == names_afresh(connection) == {"a": [], "b": [], "e": ["EUR5"]}
    assert catalog.summary(SHOP).codes == 1
    catalog.remove_code(SHOP, "nobody")


def test_only_the_products_concerned_are_built_anew(catalog: CatalogStore) -> None:
    before = catalog.load_shop(SHOP).products
    catalog.save_code(SHOP, "b", code("NEW"))
    after = catalog.load_shop(SHOP).products
    assert [old is new for old, new in zip(before, after, strict=True)] == [True, False, True]


def test_codes_of_a_product_that_is_not_listed_are_nobodys(
    catalog: CatalogStore, connection: sqlite3.Connection
) -> None:
    catalog.save_code(SHOP, "x", code("NEW"))
    catalog.save_details(SHOP, "x", (), (code("NEW"),))
    assert catalog.summary(SHOP).codes == 3
    catalog.save_list(SHOP, [priced("b", "usd"), priced("n", "usd")], 2_000)
    assert names(catalog) == {"b": ["ALL"], "n": None}
    assert connection.execute("SELECT count(*) FROM codes WHERE code_id = ?", (OWN.id,)).fetchone() == (0,)


def test_a_code_made_before_its_product_was_read_waits_for_the_reading(catalog: CatalogStore) -> None:
    catalog.save_list(SHOP, [priced("n", "usd")], 2_000)
    catalog.save_code(SHOP, "n", code("NEW"))
    assert names(catalog) == {"n": None}
    catalog.save_details(SHOP, "n", (), (code("NEW"),))
    assert names(catalog) == {"n": ["NEW"]}


def test_a_product_in_another_currency_has_other_universal_codes(
    catalog: CatalogStore, connection: sqlite3.Connection
) -> None:
    catalog.load_shop(SHOP)
    catalog.save_product(SHOP, priced("b", "eur"), 2_000)
    assert names(catalog) == names_afresh(connection)
    assert names(catalog)["b"] == ["ALL", "EUR5"]


def test_another_shops_codes_are_its_own(catalog: CatalogStore) -> None:
    catalog.save_list("shop-2", [priced("a", "usd")], 1_000)
    catalog.load_shop(SHOP)
    catalog.save_details("shop-2", "a", (), (code("OWN", 99),))
    catalog.save_code("shop-2", "a", code("ALL", 98, universal=True))
    catalog.remove_code("shop-2", OWN.id)
    assert names(catalog) == {"a": ["OWN", "ALL"], "b": ["ALL"], "e": ["ALL", "EUR5"]}
    (entry,) = catalog.load_shop("shop-2").products
    assert [code.percent_off for code in entry.codes or ()] == [98]


def test_ten_thousand_codes_are_one_row_each(catalog: CatalogStore, connection: sqlite3.Connection) -> None:
    catalog.load_shop(SHOP)
    writes: list[str] = []
    connection.set_trace_callback(writes.append)
    for n in range(10):
        catalog.save_code(SHOP, "a", code(f"N{n}"))
    connection.set_trace_callback(None)
    assert sum(text.startswith("INSERT") for text in writes) == 10
    assert not any("UPDATE products" in text for text in writes)
    assert max(map(len, writes)) < 600


def test_an_older_database_keeps_its_codes() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(pragma)
    migrate(connection, MIGRATIONS[:2])
    listed = {"a": (OWN, SHARED), "b": (SHARED,), "e": (SHARED, SHARED_EUR), "f": (SHARED,), "n": None}
    currencies = {"a": "usd", "b": "usd", "e": "eur", "f": "eur", "n": "usd"}
    for position, (product_id, codes) in enumerate(listed.items()):
        product = priced(product_id, currencies[product_id]).product.model_dump_json()
        text = None if codes is None else "[" + ",".join(code.model_dump_json() for code in codes) + "]"
        connection.execute(
            "INSERT INTO products VALUES (?, ?, ?, ?, '{}', '[]', ?, 1)",
            (SHOP, product_id, position, product, text),
        )
    migrate(connection)
    expected = {name: None if codes is None else [code.name for code in codes] for name, codes in listed.items()}
    assert names_afresh(connection) == expected
    catalog = CatalogStore(connection)
    assert {code for entry in catalog.load_shop(SHOP).products for code in entry.codes or ()} == {
        OWN,
        SHARED,
        SHARED_EUR,
    }
    assert CodeRows(connection).count(SHOP) == 3


def test_native_prices_are_read_from_what_gumroad_sent(connection: sqlite3.Connection) -> None:
    catalog = CatalogStore(connection)
    prices = {"IN": 200, "BR": 300, "XX": None}
    with_prices = record("a")
    raw = {**with_prices.raw, "purchasing_power_parity_prices": prices}
    empty = record("b")
    none = {**empty.raw, "purchasing_power_parity_prices": {}}
    catalog.save_list(
        SHOP,
        [
            with_prices.model_copy(update={"raw": raw}),
            empty.model_copy(update={"raw": none}),
            record("c"),
        ],
        1_000,
    )
    assert catalog.native_prices(SHOP) == {"a": {"IN": 200, "BR": 300}}
    assert catalog.native_prices("shop-2") == {}
