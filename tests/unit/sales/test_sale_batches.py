"""Rows of a file in batches: the same rows whatever the batches are, and each of them as quick as the first."""

import sqlite3
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from py_core.export.columns import Column, Row
from py_core.sales.days import day_of_text, day_text
from py_core.sales.selection import SalesQuery
from py_core.store.database import open_database
from py_core.store.sale_columns import COLUMNS
from py_core.store.sales_export import Filled, FixedSet, SaleRows, SalesExport
from py_core.store.sales_store import SalesStore
from tests.unit.sales.test_sales_store import row

SHOP = "shop"
FIRST = day_of_text("2026-01-01")


def stored(seconds: list[tuple[int, int]]) -> SalesExport:
    """A shop with a sale at each second of a day of 2026, in that order; every third one from Chile."""
    connection = open_database(":memory:")
    rows = [
        row(
            f"s{at}",
            created_at=f"{day_text(FIRST + day)}T00:00:{second:02d}Z",
            daystamp="",
            country="Chile" if at % 3 == 0 else "Peru",
        )
        for at, (day, second) in enumerate(seconds)
    ]
    store = SalesStore(connection)
    store.put("another", [row("o1"), row("o2")], 0)
    store.put(SHOP, rows, 0)
    return SalesExport(connection)


def rows_of(export: SalesExport, query: SalesQuery) -> SaleRows:
    columns = [
        Filled(Column(key, key, COLUMNS[key].kind), COLUMNS[key].filling) for key in ("sale_id", "day", "country")
    ]
    return export.rows(SHOP, query, export.now(SHOP), columns)


def read_through(rows: SaleRows, limit: int, behind: str | None = None) -> list[Row]:
    found: list[Row] = []
    while True:
        batch = rows.read(behind, limit)
        assert len(batch.rows) <= limit
        found.extend(batch.rows)
        behind = batch.behind
        if behind is None:
            return found


@settings(deadline=None)
@given(
    seconds=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3)), max_size=30),
    first=st.integers(-1, 3),
    last=st.integers(2, 6),
    countries=st.sampled_from(((), ("Chile",), ("Nowhere",))),
    limit=st.integers(1, 12),
)
def test_batches_of_any_size_give_the_same_rows_in_the_order_of_time(
    seconds: list[tuple[int, int]], first: int, last: int, countries: tuple[str, ...], limit: int
) -> None:
    rows = rows_of(stored(seconds), SalesQuery(first_day=FIRST + first, last_day=FIRST + last, countries=countries))
    expected = [
        f"s{at}"
        for at, (day, _) in sorted(enumerate(seconds), key=lambda each: (each[1], each[0]))
        if first <= day <= last and (not countries or (at % 3 == 0 and countries == ("Chile",)))
    ]
    assert [row[0] for row in read_through(rows, limit)] == expected


def test_a_batch_ends_with_a_day_where_it_can() -> None:
    rows = rows_of(stored([(0, 1), (0, 2), (1, 1), (1, 2), (1, 3), (2, 1)]), SalesQuery())
    first = rows.read(None, 4)
    assert [row[0] for row in first.rows] == ["s0", "s1"]
    second = rows.read(first.behind, 4)
    assert [row[0] for row in second.rows] == ["s2", "s3", "s4", "s5"]
    assert second.behind is None


def test_a_place_behind_a_sale_and_one_before_a_day_are_taken_up() -> None:
    export = stored([(0, 1), (0, 2), (0, 3), (1, 1)])
    rows = rows_of(export, SalesQuery())
    within = rows.read(None, 2).behind
    assert [row[0] for row in read_through(rows, 2, within)] == ["s2", "s3"]
    assert [row[0] for row in read_through(rows, 2, f"[{FIRST + 1}]")] == ["s3"]


def test_what_came_in_later_is_left_out() -> None:
    export = stored([(0, 1), (0, 2)])
    columns = [Filled(Column("sale_id", "sale_id"), COLUMNS["sale_id"].filling)]
    rows = export.rows(SHOP, SalesQuery(), FixedSet(3, 0), columns)
    assert [row[0] for row in read_through(rows, 5)] == ["s0"]


def test_a_mailing_list_has_a_buyer_once_however_the_address_was_typed() -> None:
    connection = open_database(":memory:")
    written = [
        ("Li@example.com", True),
        (" li@EXAMPLE.com ", True),
        ("ANA@example.com", True),
        ("ana@example.com", False),
    ]
    rows = [
        row(
            f"s{at}",
            created_at=f"2026-01-0{at + 1}T00:00:00Z",
            daystamp="",
            email="",
            purchase_email=email,
            can_contact=may,
        )
        for at, (email, may) in enumerate([*written, ("", True)])
    ]
    SalesStore(connection).put(SHOP, rows, 0)
    export = SalesExport(connection)
    first_two = SalesQuery(last_day=FIRST + 2)
    for query in (SalesQuery(), first_two):
        mailing = export.mailing(SHOP, query, export.now(SHOP))
        assert mailing.count() == 1
        (found,) = mailing.read(None, 5).rows
        assert (found[0], found[4]) == (" li@EXAMPLE.com ", 2)


def test_no_batch_of_a_mailing_list_costs_more_because_of_those_before_it() -> None:
    connection = open_database(":memory:")
    rows = [
        row(f"s{at}", purchase_email=f"buyer{at % 1_000:04d}@example.com", can_contact=True) for at in range(3_000)
    ]
    SalesStore(connection).put(SHOP, rows, 0)
    export = SalesExport(connection)
    mailing = export.mailing(SHOP, SalesQuery(), export.now(SHOP))
    work: list[int] = []
    behind: str | None = None
    for _ in range(20):
        before = _counted(connection)
        behind = mailing.read(behind, 50).behind
        work.append(before[0])
    assert behind is not None
    assert mailing.read(behind, 50).rows == []
    assert max(work) < 1.2 * min(work)


def test_no_batch_costs_more_because_of_those_before_it() -> None:
    dice = Random(5)
    export = stored([(day, dice.randrange(60)) for day in range(200) for _ in range(10)])
    rows = rows_of(export, SalesQuery())
    work: list[int] = []
    behind: str | None = None
    while not work or behind is not None:
        before = _counted(export._connection)
        behind = rows.read(behind, 50).behind
        work.append(before[0])
    assert len(work) == 40
    assert max(work) < 1.2 * min(work)


def _counted(connection: sqlite3.Connection) -> list[int]:
    """Counts what the database does from now on, in tens of its steps."""
    steps = [0]

    def step() -> None:
        steps[0] += 1

    connection.set_progress_handler(step, 10)
    return steps
