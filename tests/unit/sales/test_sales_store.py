"""The sales and how far they are read, stored together."""

import sqlite3
from pathlib import Path
from typing import get_type_hints

import pytest

from py_core.errors import CoreError
from py_core.sales.days import day_of_text
from py_core.sales.ranges import Mode, NewRange
from py_core.sales.record import SyncRecord
from py_core.sales.rows import Details, Facts, SaleRow, row_of
from py_core.sales.selection import SalesQuery
from py_core.sales.totals import Told, Totals
from py_core.store.database import open_database, wipe
from py_core.store.sales_figures import SalesFigures
from py_core.store.sales_store import PageTaken, SalesStore, Tally
from tests.unit.sales.test_rows import sale

SHOP = "shop"
DAY = day_of_text("2026-07-13")


@pytest.fixture
def store() -> SalesStore:
    return SalesStore(open_database(":memory:"))


def row(sale_id: str, **changes: object) -> SaleRow:
    return row_of(sale(id=sale_id, **changes))


@pytest.mark.parametrize(("table", "fields"), [("sales", Facts), ("sale_details", Details)])
def test_columns_are_the_rows_fields(table: str, fields: type) -> None:
    connection = open_database(":memory:")
    columns = {name: kind for _, name, kind, *_ in connection.execute(f"PRAGMA table_info({table})")}
    for name, hint in get_type_hints(fields).items():
        assert columns[name] == ("INTEGER" if hint in (int, int | None) else "TEXT"), name


def test_a_page_and_its_ranges_place_are_one(store: SalesStore) -> None:
    (kept,) = store.plan(SHOP, SyncRecord(), [NewRange(first_day=1, end_day=9, expected=30)], {}, ())
    behind = NewRange(first_day=1, end_day=9, position="key", reached=8, expected=20)
    store.take(SHOP, [PageTaken(kept.range_id, (row("a"), row("b")), 5, behind)])
    (found,) = store.open_ranges(SHOP)
    assert (found.position, found.reached, found.expected) == ("key", 8, 20)
    assert store.range(kept.range_id) == found
    store.take(SHOP, [PageTaken(kept.range_id, (row("b"), row("c")), 6, None)])
    assert store.open_ranges(SHOP) == ()
    assert (store.count(SHOP), store.tally(SHOP)) == (3, Tally(3, 0))


def test_storing_again_changes_nothing_and_the_newest_wins(store: SalesStore) -> None:
    store.put(SHOP, [row("a")], 10)
    store.put(SHOP, [row("a", timestamp="long ago")], 11)
    assert store.tally(SHOP) == Tally(1, 0)
    store.put(SHOP, [row("a", refunded=True)], 20)
    store.put(SHOP, [row("a")], 15)
    raw = store.raw(SHOP, "a")
    assert raw is not None
    assert raw["refunded"] is True
    assert store.tally(SHOP) == Tally(1, 1)
    assert store.day_totals(SHOP, DAY, DAY) == {DAY: Totals(2, 1140, 1140, 2)}
    assert store.raw(SHOP, "b") is None
    assert store.raw("other", "a") is None


def test_shops_are_apart(store: SalesStore) -> None:
    store.put(SHOP, [row("a")], 1)
    store.put("other", [row("a"), row("b")], 1)
    assert (store.count(SHOP), store.count("other"), store.count("third")) == (1, 2, 0)
    assert store.product_totals(SHOP, DAY) == {"p==": Totals(2, 1140)}
    assert store.load_record("third") == SyncRecord()


def test_days_are_read_when_the_round_is_over(store: SalesStore) -> None:
    told = {DAY: Told(2, 10, 9), DAY + 5: Told(1, 5, 5)}
    store.plan(SHOP, SyncRecord(), [], told, (DAY,))
    assert store.end_round(SHOP, SyncRecord()) == (DAY,)
    days = store.days(SHOP, DAY, DAY + 9)
    assert (days[DAY].read_mark, days[DAY].tries) == (told[DAY].mark, 1)
    assert (days[DAY + 5].read_mark, days[DAY + 5].tries) == (None, 0)
    store.plan(SHOP, SyncRecord(), [], {DAY: told[DAY]}, (DAY,))
    store.end_round(SHOP, SyncRecord())
    assert store.days(SHOP, DAY, DAY)[DAY].tries == 2
    store.mark_current(SHOP, {DAY + 5: told[DAY + 5]})
    assert store.days(SHOP, DAY + 5, DAY + 5)[DAY + 5].read_mark == told[DAY + 5].mark
    store.begin(SHOP, SyncRecord(full=True))
    assert {(day.read_mark, day.tries) for day in store.days(SHOP, DAY, DAY + 9).values()} == {(None, 0)}
    assert (store.units_told(SHOP), store.oldest_day(SHOP), store.oldest_day("other")) == (3, DAY, None)


def test_days_that_were_not_listed_do_not_count_as_read(store: SalesStore) -> None:
    told = {DAY: Told(2), DAY + 5: Told(1)}
    ranges = store.plan(SHOP, SyncRecord(), [NewRange(first_day=DAY, end_day=DAY + 1)], told, (DAY, DAY + 5))
    assert store.replace_range(SHOP, ranges[0].range_id, ()) == ()
    store.end_round(SHOP, SyncRecord())
    days = store.days(SHOP, DAY, DAY + 5)
    assert (days[DAY].read_mark, days[DAY + 5].read_mark) == (None, told[DAY + 5].mark)
    assert [(found.first_day, found.product_id) for found in store.unread(SHOP)] == [(DAY, None)]


def test_a_range_is_replaced_by_its_parts(store: SalesStore) -> None:
    (kept,) = store.plan(SHOP, SyncRecord(), [NewRange(first_day=0, end_day=4)], {}, ())
    parts = [NewRange(first_day=2, end_day=4), NewRange(first_day=0, end_day=2, mode=Mode.PAGE, product_id="p")]
    assert store.replace_range(SHOP, kept.range_id, parts) == store.open_ranges(SHOP)
    assert [found.mode for found in store.open_ranges(SHOP)] == [Mode.KEY, Mode.PAGE]


def test_sales_that_are_gone_are_dropped_with_their_details(store: SalesStore) -> None:
    store.put(SHOP, [row("a"), row("b")], 10)
    store.put(SHOP, [row("b")], 20)
    assert store.units_listed_since(SHOP, DAY, 20) == 2
    assert store.remove_vanished(SHOP, DAY, 20) == 1
    assert (store.count(SHOP), store.raw(SHOP, "a")) == (1, None)


def test_the_zone_is_what_the_sales_have_shown(store: SalesStore) -> None:
    assert store.zone(SHOP).least is None
    store.put(SHOP, [row("a"), row("b", daystamp="12 Jul 2026 10:05 PM"), row("c", daystamp=None)], 1)
    zone = store.zone(SHOP)
    assert (zone.least, zone.most) == (-60, 120)


def test_sums_are_grouped_by_the_database(store: SalesStore) -> None:
    connection = store._connection
    store.put(SHOP, [row("a"), row("b", refunded=True), row("c", offer_code=None, price=50_000, product_id="q")], 1)
    figures = SalesFigures(connection)
    (month,) = figures.sums(SHOP, "month", SalesQuery(first_day=DAY - 1, last_day=DAY))
    assert (month.key, month.sales, month.units, month.gross_minor, month.refunded_sales) == (
        "2026-07",
        3,
        6,
        52_280,
        1,
    )
    assert month.net_minor == 52_280 - 3 * 164 - 1_140
    assert [sums.key for sums in figures.sums(SHOP, "code", SalesQuery())] == ["", "IN40"]
    assert [sums.key for sums in figures.sums(SHOP, "product", SalesQuery())] == ["q", "p=="]
    assert [sums.key for sums in figures.sums(SHOP, "day", SalesQuery())] == ["2026-07-13"]
    assert figures.sums(SHOP, "all", SalesQuery(last_day=DAY - 1)) == ()
    assert figures.product_names(SHOP) == {"p==": "Icon set", "q": "Icon set"}


def test_one_shop_is_forgotten_whole_and_the_other_stays(store: SalesStore) -> None:
    for shop in (SHOP, "other"):
        store.put(shop, [row("a")], 1)
        store.plan(shop, SyncRecord(), [NewRange(first_day=1, end_day=2)], {DAY: Told(2)}, (DAY,))
    store.forget(SHOP)
    assert (store.count(SHOP), store.count("other"), store.units_told(SHOP)) == (0, 1, 0)
    assert (store.open_ranges(SHOP), len(store.open_ranges("other"))) == ((), 1)
    (left,) = store._connection.execute("SELECT count(*) FROM sale_details").fetchone()
    assert left == 1


def test_wiped_means_empty(store: SalesStore) -> None:
    store.put(SHOP, [row("a")], 1)
    wipe(store._connection)
    store.forget_loaded()
    assert (store.count(SHOP), store.raw(SHOP, "a")) == (0, None)
    store.put(SHOP, [row("a")], 1)
    assert SalesFigures(store._connection).product_names(SHOP) == {"p==": "Icon set"}


def test_a_full_disk_is_said_and_nothing_is_stored_by_half(tmp_path: Path) -> None:
    connection = open_database(str(tmp_path / "small.db"))
    store = SalesStore(connection)
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    rows = [row(f"s{at}", review="x" * 900, custom_fields={"a": "y" * at}) for at in range(200)]
    with pytest.raises(CoreError) as caught:
        store.put(SHOP, rows, 1)
    assert caught.value.code == "storage_full"
    assert store.count(SHOP) == 0
    with pytest.raises(sqlite3.OperationalError):
        connection.execute("SELECT nothing")
