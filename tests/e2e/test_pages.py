"""Every page, narrow and wide, light and dark: no complaint, nothing too wide, all of it named; and no mouse."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.looking import Complaints, nameless, overflow
from tests.e2e.panel import PANEL, START_MS, Panel
from tools.driving import Driven

NARROW, WIDE = 360, 1100


@pytest.fixture(scope="module")
def sample(shared: Driven) -> Driven:
    """A browser with the sample shop open and one run in its history."""
    panel = Panel.open(shared)
    panel.open_sample()
    panel.page.bring_to_front()
    panel.wait("search").fill("icon")
    expect(panel.get("panel")).to_contain_text("Winter Hearth Icon Set")
    expect(panel.get("panel")).not_to_contain_text("Juniper UI Kit")
    panel.get("products-tick-all").check()
    panel.form("-40")
    panel.get("field-versions").select_option("with_base")
    panel.preview()
    panel.accept_all()
    panel.run()
    panel.run_ends()
    panel.page.close()
    return shared


@pytest.fixture
def complaints(shared: Driven) -> Complaints:
    return Complaints.of(shared.context)


def assert_in_order(page: Page, place: str, width: int) -> None:
    """Nothing is wider than where it stands, everything that can be used has a name."""
    assert overflow(page) == [], f"{place} at {width}"
    assert nameless(page) == [], place


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_every_page(sample: Driven, complaints: Complaints, width: int, dark: bool) -> None:
    for address, testid in (
        ("welcome/welcome.html", "welcome"),
        ("popup/popup.html", "popup-products"),
        ("options/options.html", "safety-card"),
    ):
        page = sample.open(address, width=width, dark=dark)
        page.get_by_test_id(testid).first.wait_for(timeout=START_MS)
        assert_in_order(page, address, width)
        page.close()
    panel = Panel.open(sample, width=width, dark=dark)
    panel.shop_read()
    assert_in_order(panel.page, "products", width)
    panel.get("open-filter").click()
    assert_in_order(panel.page, "filter", width)
    panel.page.keyboard.press("Escape")
    panel.get("open-selections").click()
    assert_in_order(panel.page, "selections", width)
    panel.page.keyboard.press("Escape")
    panel.choose_all()
    panel.wait("change-prices").click()
    for mode in ("set", "amount", "custom", "percent"):
        panel.wait(f"mode-{mode}").check(force=True)
        assert_in_order(panel.page, f"prices by {mode}", width)
    panel.get("field-percent").fill("-25")
    panel.wait("what-happens")
    assert_in_order(panel.page, "prices", width)
    panel.preview()
    panel.rows("plan-rows")
    assert_in_order(panel.page, "preview", width)
    panel.go("#history")
    panel.wait("history-run")
    assert_in_order(panel.page, "history", width)
    panel.get("history-run").get_by_role("link").first.click()
    panel.wait("run-rows")
    assert_in_order(panel.page, "run", width)
    panel.go("#settings")
    panel.wait("safety-card")
    assert_in_order(panel.page, "settings", width)
    panel.page.close()
    assert complaints.bad == []


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def tab_to(page: Page, testid: str, limit: int = 80) -> None:
    """Go on with Tab until that element has the focus; it can be seen that it has."""
    wanted = page.get_by_test_id(testid)
    wanted.first.wait_for(timeout=START_MS)
    for _ in range(limit):
        if page.locator(f'[data-testid="{testid}"]:focus').count():
            expect(page.locator(f'[data-testid="{testid}"]:focus-visible')).to_be_visible()
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{testid} was not reached with {limit} tabs")


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_the_main_job_without_a_mouse(sample: Driven, complaints: Complaints, width: int) -> None:
    page = sample.open(f"{PANEL}#products", width=width)
    page.bring_to_front()
    tab_to(page, "tick_none")
    press(page, "Enter")
    expect(page.get_by_test_id("chosen-count")).to_contain_text("0 of")
    tab_to(page, "products")
    press(page, "Home", "Space", "Shift+ArrowDown", "Shift+ArrowDown")
    expect(page.get_by_test_id("chosen-count")).to_contain_text("3 of")
    press(page, "ArrowDown", "Space")
    expect(page.get_by_test_id("chosen-count")).to_contain_text("4 of")
    press(page, "Control+a")
    expect(page.get_by_test_id("chosen-count")).not_to_contain_text("4 of")
    press(page, "Control+a")
    expect(page.get_by_test_id("chosen-count")).to_contain_text("0 of")
    press(page, "Home", "Space", "ArrowDown", "Space")
    expect(page.get_by_test_id("chosen-count")).to_contain_text("2 of")
    tab_to(page, "change-prices")
    press(page, "Enter")
    tab_to(page, "field-percent")
    page.keyboard.insert_text("+10")
    press(page, "Enter")
    page.get_by_test_id("headline").wait_for(timeout=START_MS)
    tab_to(page, "plan-rows")
    press(page, "Home", "Enter")
    expect(page.get_by_test_id("price-input")).to_be_focused()
    press(page, "Escape")
    expect(page.get_by_test_id("plan-rows")).to_be_focused()
    tab_to(page, "run")
    expect(page.get_by_test_id("run")).to_have_attribute("aria-disabled", "false")
    press(page, "Enter")
    page.get_by_test_id("run-view").wait_for(timeout=START_MS)
    expect(page.get_by_test_id("run-view")).to_have_attribute("data-state", "finished", timeout=START_MS)
    tab_to(page, "run-undo")
    press(page, "Enter")
    page.get_by_test_id("preview-view").wait_for(timeout=START_MS)
    tab_to(page, "run")
    press(page, "Enter")
    expect(page.get_by_test_id("run-view")).to_have_attribute("data-state", "finished", timeout=START_MS)
    page.close()
    assert complaints.bad == []
