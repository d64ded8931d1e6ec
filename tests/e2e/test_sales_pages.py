"""The Sales tool: the history read, stopped, gone on with and proven; the overview; every page narrow and wide."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import NARROW_TOKEN, TOKEN, Launch
from tests.e2e.looking import Complaints, nameless, overflow
from tests.e2e.panel import START_MS, Panel
from tests.e2e.sales_shops import listed_sales, pages_asked, shop_with_sales
from tools.driving import Driven, wait_for
from tools.sandbox_server import RunningSandbox

NARROW, WIDE = 360, 1100
SALES = 150
SLOW = [{"method": "GET", "path": "/v2/sales", "delay_ms": 250}]


@pytest.fixture
def complaints(chromium: Driven) -> Complaints:
    return Complaints.of(chromium.context)


@pytest.fixture
def trading(shop: RunningSandbox) -> RunningSandbox:
    """A shop with sales."""
    shop.control("POST", "reset", shop_with_sales(SALES))
    return shop


@pytest.fixture
def panel(chromium: Driven, trading: RunningSandbox) -> Iterator[Panel]:
    """The panel of that shop, where nothing was read of its sales yet."""
    assert listed_sales(trading)
    opened = Panel.open(chromium)
    opened.connect(TOKEN)
    opened.go("#sales?page=history")
    yield opened
    opened.page.close()


def read(panel: Panel) -> None:
    panel.wait("sales-read").click()
    panel.wait("sales-done")


def assert_in_order(page: Page, place: str) -> None:
    assert overflow(page) == [], place
    assert nameless(page) == [], place


def test_the_history_is_read_and_proven(panel: Panel, trading: RunningSandbox, complaints: Complaints) -> None:
    panel.wait("sales-not-read")
    panel.go("#sales")
    panel.wait("sales-none-here")
    panel.get("sales-to-history").click()
    read(panel)
    count = f"{len(listed_sales(trading)):,} sales"
    expect(panel.get("sales-headline")).to_contain_text(count)
    expect(panel.get("sales-headline")).to_contain_text("every day's units agree")
    expect(panel.get("sales-proof")).to_contain_text("Nothing is missing")
    assert complaints.bad == []


def test_stopping_keeps_what_was_read_and_going_on_ends_it(panel: Panel, trading: RunningSandbox) -> None:
    trading.control("POST", "faults", SLOW)
    panel.wait("sales-read").click()
    expect(panel.get("sales-count")).to_contain_text("of", timeout=START_MS)
    panel.get("sales-stop").click()
    panel.wait("sales-stopped")
    expect(panel.get("sales-read")).to_have_text("Go on")
    asked = len(pages_asked(trading))
    trading.control("DELETE", "faults")
    read(panel)
    expect(panel.get("sales-proof")).to_contain_text("Nothing is missing")
    again = pages_asked(trading)
    assert len(again) > asked
    assert len(again) - len(set(again)) <= 8


def test_an_interrupted_reading_says_so(launch: Launch, trading: RunningSandbox) -> None:
    with launch() as driven:
        panel = Panel.open(driven)
        panel.connect(TOKEN)
        trading.control("POST", "faults", SLOW)
        panel.go("#sales?page=history")
        panel.wait("sales-read").click()
        expect(panel.get("sales-count")).to_contain_text("of", timeout=START_MS)
        driven.kill_browser()
    trading.control("DELETE", "faults")
    with launch() as driven:
        panel = Panel.open(driven, where="#sales?page=history")
        panel.wait("sales-interrupted")
        read(panel)
        expect(panel.get("sales-interrupted")).to_have_count(0)


def test_a_sale_that_gumroad_no_longer_has_goes(panel: Panel, trading: RunningSandbox) -> None:
    read(panel)
    state = trading.control("GET", "state")
    gone = listed_sales(trading)[40]["id"]
    trading.control("POST", "reset", state | {"sales": [sale for sale in state["sales"] if sale["id"] != gone]})
    panel.get("sales-read").click()
    expect(panel.get("sales-headline")).to_contain_text(f"{len(listed_sales(trading)):,} sales", timeout=START_MS)
    expect(panel.get("sales-proof")).to_contain_text("Nothing is missing")


def test_a_day_that_does_not_agree_is_named_until_it_does(panel: Panel, trading: RunningSandbox) -> None:
    read(panel)
    state = trading.control("GET", "state")
    known = listed_sales(trading)[40]
    later = known | {"id": "found-later==", "number": 1_000_000}
    trading.control("POST", "reset", state | {"sales": [*state["sales"], later]})
    trading.control("POST", "faults", [{"method": "GET", "path": "/v2/sales", "kind": "query_timeout"}])
    panel.get("sales-read").click()
    panel.wait("sales-days-off")
    expect(panel.get("sales-proof")).to_contain_text("Not everything agrees")
    (row,) = panel.get("sales-days-off").locator("tbody tr").all()
    here, told = (int(cell) for cell in row.locator("td.number").all_inner_texts())
    assert told - here == known.get("quantity", 1)
    panel.go("#sales?page=export")
    panel.wait("sales-export-not-proven")
    panel.go("#sales?page=history")
    trading.control("DELETE", "faults")
    panel.get("sales-read").click()
    expect(panel.get("sales-proof")).to_contain_text("Nothing is missing", timeout=START_MS)
    expect(panel.get("sales-days-off")).to_have_count(0)


def test_what_is_new_is_found(panel: Panel, trading: RunningSandbox) -> None:
    read(panel)
    before = len(pages_asked(trading))
    panel.get("sales-read").click()
    expect(panel.get("sales-done")).to_have_text("Nothing new since the last time.", timeout=START_MS)
    assert len(pages_asked(trading)) == before
    panel.get("sales-read-again").click()
    panel.wait("sales-again-dialog")
    panel.get("sales-read-everything").click()
    wait_for(lambda: len(pages_asked(trading)) > before, panel.page, what="pages read again")
    panel.wait("sales-done")


def test_a_token_that_may_not_read_says_what_to_do(chromium: Driven, trading: RunningSandbox) -> None:
    panel = Panel.open(chromium)
    panel.connect(NARROW_TOKEN)
    for where in ("#sales?page=history", "#sales"):
        panel.go(where)
        panel.wait("sales-no-permission")
        expect(panel.get("sales-no-permission")).to_contain_text("view_sales")
    assert pages_asked(trading) == []


def test_a_failed_reading_keeps_what_is_there(panel: Panel, trading: RunningSandbox) -> None:
    trading.control("POST", "faults", [{"method": "GET", "path": "/v2/sales", "status": 403}])
    panel.wait("sales-read").click()
    panel.wait("sales-failed")
    expect(panel.get("sales-failed")).to_contain_text("What was read is kept")
    trading.control("DELETE", "faults")
    read(panel)


def test_the_overview_adds_up_what_gumroad_has(panel: Panel, trading: RunningSandbox) -> None:
    read(panel)
    panel.go("#sales")
    panel.wait("sales-figures")
    panel.get("sales-span-all").check(force=True)
    sold = listed_sales(trading)
    expect(panel.get("sales-figure-sales")).to_contain_text(f"{len(sold):,}", timeout=START_MS)
    gross = sum(sale["price"] for sale in sold)
    expect(panel.get("sales-figure-gross")).to_contain_text(f"${gross // 100:,}.{gross % 100:02d}")
    panel.get("sales-chart-bars").focus()
    panel.page.keyboard.press("End")
    expect(panel.get("sales-chart").locator(".time-chart-readout")).to_contain_text("revenue")
    expect(panel.get("sales-top-product")).to_contain_text("Revenue")


def test_days_that_cannot_be_meant_are_said_where_they_were_typed(panel: Panel) -> None:
    read(panel)
    panel.go("#sales")
    panel.wait("sales-figures")
    panel.get("sales-span-own").check(force=True)
    this_year = int(time.strftime("%Y"))
    panel.wait("sales-first-day").fill(f"{this_year + 2}-01-01")
    expect(panel.page.get_by_text("That day has not come yet")).to_be_visible(timeout=START_MS)
    panel.get("sales-first-day").fill(f"{this_year}-02-02")
    panel.get("sales-last-day").fill(f"{this_year}-02-01")
    expect(panel.page.get_by_text("The last day is before the first.")).to_be_visible(timeout=START_MS)
    panel.get("sales-last-day").fill(f"{this_year}-02-03")
    expect(panel.page.get_by_text("The last day is before the first.")).to_have_count(0, timeout=START_MS)


def test_every_page_narrow_and_wide(panel: Panel, chromium: Driven, complaints: Complaints) -> None:
    read(panel)
    for width, dark in ((NARROW, False), (NARROW, True), (WIDE, False), (WIDE, True)):
        other = Panel.open(chromium, where="#sales", width=width, dark=dark)
        other.page.bring_to_front()
        other.wait("sales-figures")
        assert_in_order(other.page, f"overview at {width}")
        other.get("sales-filter").click()
        other.wait("sales-filter-sheet")
        other.get("sales-filter-products-open").click()
        assert_in_order(other.page, f"filter at {width}")
        other.get("sales-filter-products-choice").first.check()
        other.get("sales-filter-close").click()
        expect(other.get("sales-filter")).to_contain_text("1")
        other.go("#sales?page=history")
        other.wait("sales-proof")
        assert_in_order(other.page, f"history at {width}")
        other.get("sales-read-again").click()
        other.wait("sales-again-dialog")
        assert_in_order(other.page, f"dialog at {width}")
        other.page.close()
    assert complaints.bad == []
