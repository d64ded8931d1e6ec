"""Asking for sales: filtered and sorted, or by their ids."""

import csv
import io
import sqlite3

import pytest

from py_core.csv_builder import BYTE_ORDER_MARK
from py_core.desks.fulfil import FulfilDesk
from py_core.errors import InputError
from py_core.fulfil.finding import SaleWhat
from py_core.fulfil.ship_file import read_ship_file
from py_core.fulfil.ship_template import ship_file_text
from py_core.protocol import fulfil_commands as c
from py_core.protocol.fulfil_views import FoundIdsView, FoundSalesView
from py_core.sales.rows import row_of
from py_core.sales.selection import SalesFilter
from py_core.settings import Settings
from py_core.store.database import open_database
from py_core.store.plan_store import PlanStore
from py_core.store.sale_finder import SaleFinder
from py_core.store.sales_store import SalesStore
from tests.fakes import FakeClock
from tests.unit.fulfil.test_finder import ACCOUNT, SALES

NOW_MS = 1_785_000_000_000


def connection_of() -> sqlite3.Connection:
    connection = open_database(":memory:")
    SalesStore(connection).put(ACCOUNT, [row_of(raw) for raw in SALES], 1)
    return connection


def desk_of(account_id: str = ACCOUNT) -> FulfilDesk:
    connection = connection_of()
    return FulfilDesk(
        finder=SaleFinder(connection),
        store=SalesStore(connection),
        plans=PlanStore(connection),
        settings=Settings,
        clock=FakeClock(NOW_MS),
        account_id=lambda: account_id,
    )


def find(desk: FulfilDesk, **fields: object) -> FoundSalesView:
    found = desk.handlers()[c.SalesFind](c.SalesFind.model_validate({"op": "sales.find", **fields}))
    assert isinstance(found, FoundSalesView)
    return found


def test_a_page_of_what_matches_and_how_many_there_are() -> None:
    found = find(desk_of(), what=SaleWhat.LICENSED, limit=1, offset=1, allowed="3")
    assert (found.total, found.read, [row.sale_id for row in found.rows]) == (4, True, ["over"])
    (row,) = found.rows
    assert row.license is not None
    assert (row.license.allowed, row.license.overused, row.license.disabled) == (3, True, True)


def test_named_sales_come_as_they_are_named_once_each() -> None:
    desk = desk_of()
    found = find(desk, sale_ids=("won", "nowhere", "plain", "won", "foreign"))
    assert ([row.sale_id for row in found.rows], found.total) == (["won", "plain"], 2)
    later = find(desk, sale_ids=("won", "plain"), offset=1)
    assert ([row.sale_id for row in later.rows], later.total) == (["plain"], 2)


def test_before_the_first_reading_nothing_is_there_and_it_says_so() -> None:
    assert find(desk_of("new=="), sale_ids=("won",)) == FoundSalesView(rows=(), total=0, read=False)
    assert find(desk_of("new==")) == FoundSalesView(rows=(), total=0, read=False)


def test_ids_of_all_that_match() -> None:
    command = c.SalesIds(op="sales.ids", what=SaleWhat.UNSHIPPED)
    assert desk_of().handlers()[c.SalesIds](command) == FoundIdsView(ids=("print",), total=1, most=10_000)


def test_every_field_that_cannot_be_used_is_named() -> None:
    with pytest.raises(InputError) as refused:
        find(desk_of(), filter=SalesFilter(first_day="soon"), allowed="0")
    assert refused.value.fields.keys() == {"first_day", "allowed"}


def test_the_file_to_fill_in_is_one_that_can_be_read_back() -> None:
    file = desk_of().handlers()[c.SalesShipFile](c.SalesShipFile(op="sales.ship_file"))
    head, *lines = list(csv.reader(io.StringIO(file.text.removeprefix(BYTE_ORDER_MARK))))
    assert head[:3] == ["Order number", "Sale id", "Tracking URL"]
    assert [line[1] for line in lines] == ["print"]
    filled = file.text.replace(",print,,", f",{'p' * 22}==,https://post.example/7,")
    (line,) = read_ship_file(filled)
    assert (line.sale_id, line.order_check, line.tracking_url) == (f"{'p' * 22}==", 7, "https://post.example/7")


def test_what_a_buyer_wrote_is_no_formula_in_the_file() -> None:
    (sale,) = SaleFinder(connection_of()).of_ids(ACCOUNT, ["print"]).values()
    hostile = sale.model_copy(update={"address": ("=HYPERLINK(1)", "Pune"), "sale_id": "-abcdefghijklmnopqrstu=="})
    _, line = list(csv.reader(io.StringIO(ship_file_text([hostile]))))
    assert line[7] == "'=HYPERLINK(1), Pune"
    (read,) = read_ship_file(ship_file_text([hostile]))
    assert read.sale_id == hostile.sale_id
