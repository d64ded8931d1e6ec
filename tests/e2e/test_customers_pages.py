"""The Customers tool: buyers of the stored sales, segments, one buyer, files; every page narrow and wide."""

from collections import Counter
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import TOKEN
from tests.e2e.looking import Complaints, nameless, overflow
from tests.e2e.panel import START_MS, Panel
from tests.e2e.sales_shops import listed_sales, shop_with_sales
from tests.e2e.shops import requests
from tools.driving import Driven
from tools.sandbox_server import RunningSandbox

NARROW, WIDE = 360, 1100
SALES = 120


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
    """The panel of that shop, its sales read."""
    assert listed_sales(trading)
    opened = Panel.open(chromium)
    opened.connect(TOKEN)
    opened.go("#customers")
    opened.wait("sales-none-here")
    opened.go("#sales?page=history")
    opened.wait("sales-read").click()
    opened.wait("sales-done")
    opened.go("#customers")
    opened.wait("customers-title")
    yield opened
    opened.page.close()


def buyers(server: RunningSandbox) -> Counter[str]:
    """How often each address has bought."""
    return Counter(sale["purchase_email"].strip().lower() for sale in listed_sales(server))


def assert_in_order(page: Page, place: str) -> None:
    assert overflow(page) == [], place
    assert nameless(page) == [], place


def test_every_buyer_is_one_row(panel: Panel, trading: RunningSandbox, complaints: Complaints) -> None:
    found = buyers(trading)
    expect(panel.get("customers-title")).to_contain_text(f"{len(found):,} customers")
    gross = sum(sale["price"] for sale in listed_sales(trading))
    expect(panel.get("customers-sums")).to_contain_text(f"${gross // 100:,}.{gross % 100:02d}")
    asked = len(requests(trading))
    address = next(iter(found))
    panel.get("customers-search").fill(address)
    expect(panel.get("customers-title")).to_contain_text("1 customer", timeout=START_MS)
    panel.get("customers").locator(".table-title").first.click()
    panel.wait("customer-sheet")
    expect(panel.get("customer-email")).to_contain_text(address)
    assert len(requests(trading)) == asked
    assert complaints.bad == []


def test_a_segment_is_saved_chosen_and_deleted(panel: Panel) -> None:
    panel.get("customers-segment-top").click()
    panel.wait("customers-top").fill("10")
    expect(panel.get("customers-title")).to_contain_text("10 customers", timeout=START_MS)
    panel.get("customers-save").click()
    panel.wait("customers-save-sheet")
    panel.get("customers-save-go").click()
    expect(panel.get("customers-save-sheet").locator(".field-error")).to_be_visible(timeout=START_MS)
    panel.get("customers-name").fill("The best ten")
    panel.get("customers-save-go").click()
    expect(panel.get("customers-save-sheet")).to_have_count(0, timeout=START_MS)
    panel.get("customers-segment-all").click()
    panel.get("customers-saved-segment").click()
    expect(panel.get("customers-title")).to_contain_text("10 customers", timeout=START_MS)
    panel.get("customers-manage").click()
    panel.get("customers-delete").click()
    expect(panel.get("customers-saved-segment")).to_have_count(0, timeout=START_MS)


def test_a_number_that_is_none_is_said_at_its_field(panel: Panel) -> None:
    panel.get("customers-segment-lapsed").click()
    panel.wait("customers-days").fill("soon")
    expect(panel.get("customers-segment-form").locator(".field-error")).to_be_visible(timeout=START_MS)
    panel.get("customers-days").fill("30")
    expect(panel.get("customers-segment-form").locator(".field-error")).to_have_count(0, timeout=START_MS)


def test_a_file_of_customers_is_written(panel: Panel) -> None:
    panel.get("customers-export").click()
    panel.wait("customers-export-sheet")
    panel.get("customers-export-go").click()
    expect(panel.page.get_by_text("customers-", exact=False).first).to_be_visible(timeout=START_MS)


def test_every_page_narrow_and_wide(panel: Panel, chromium: Driven, complaints: Complaints) -> None:
    assert panel.page
    for width, dark in ((NARROW, False), (NARROW, True), (WIDE, False), (WIDE, True)):
        other = Panel.open(chromium, where="#customers", width=width, dark=dark)
        other.page.bring_to_front()
        other.wait("customers")
        assert_in_order(other.page, f"list at {width}")
        other.get("customers-open-filter").click()
        other.wait("customers-filter-sheet")
        assert_in_order(other.page, f"filter at {width}")
        other.get("customers-filter-close").click()
        for kind in ("repeat", "bought", "lapsed", "top", "refunded", "code", "new"):
            other.get(f"customers-segment-{kind}").click()
            assert_in_order(other.page, f"{kind} at {width}")
        other.get("customers-segment-all").click()
        other.get("customers").locator(".table-title").first.click()
        other.wait("customer-sheet")
        assert_in_order(other.page, f"one buyer at {width}")
        other.page.close()
    assert complaints.bad == []
