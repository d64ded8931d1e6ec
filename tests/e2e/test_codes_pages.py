"""Every page of the Codes tool, narrow and wide, light and dark; a code made without a mouse; the sheet."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.codes_panel import choose, fill_mint, preview
from tests.e2e.looking import Complaints, nameless, overflow
from tests.e2e.panel import PANEL, START_MS, Panel
from tests.e2e.test_pages import press, tab_to
from tools.driving import Driven

NARROW, WIDE = 360, 1100


@pytest.fixture(scope="module")
def sample(shared: Driven) -> Driven:
    """A browser with the sample shop open, two products chosen and a batch of codes minted for them."""
    panel = Panel.open(shared)
    panel.open_sample()
    choose(panel, "Winter Hearth Icon Set", "The Quiet Invoice")
    fill_mint(panel, "E2E-####-####", "3")
    preview(panel)
    panel.run()
    panel.run_ends()
    panel.page.close()
    return shared


@pytest.fixture
def complaints(shared: Driven) -> Complaints:
    return Complaints.of(shared.context)


def assert_in_order(page: Page, place: str) -> None:
    """Nothing is wider than where it stands, everything that can be used has a name."""
    assert overflow(page) == [], place
    assert nameless(page) == [], place


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_every_page_of_the_tool(sample: Driven, complaints: Complaints, width: int, dark: bool) -> None:
    panel = Panel.open(sample, where="#codes", width=width, dark=dark)
    panel.page.bring_to_front()
    panel.wait("codes")
    panel.page.locator("[data-testid=codes] .fold").first.click()
    panel.get("codes-choose-all").click()
    assert_in_order(panel.page, "table")
    panel.get("codes-open-filter").click()
    panel.wait("codes-filter-sheet")
    assert_in_order(panel.page, "filter")
    panel.page.keyboard.press("Escape")
    for page, there in (
        ("limits", "codes-cap-mode"),
        ("replace", "codes-name"),
        ("links", "codes-link-rows"),
        ("doctor", "codes-doctor-text"),
        ("janitor", "janitor-never_used"),
        ("batches", "codes-batch-entry"),
        ("make", "codes-name"),
        ("mint", "codes-pattern"),
        ("import", "codes-import-text"),
    ):
        panel.go(f"#codes?page={page}")
        panel.wait(there)
        assert_in_order(panel.page, page)
    panel.go("#codes?page=limits")
    panel.wait("codes-cap-mode-set").check(force=True)
    panel.get("codes-minimum-mode-set").check(force=True)
    panel.wait("codes-minimums-usd")
    assert_in_order(panel.page, "limits of several currencies")
    panel.go("#codes?page=links")
    panel.page.get_by_test_id("codes-qr-open").first.click()
    panel.wait("codes-qr")
    assert_in_order(panel.page, "QR")
    panel.page.keyboard.press("Escape")
    panel.go("#codes?page=doctor")
    panel.wait("codes-doctor-text").fill("EARLYBIRD")
    panel.get("codes-doctor-ask").click()
    panel.wait("codes-doctor-answer")
    assert_in_order(panel.page, "answer")
    panel.go("#codes?page=batches")
    panel.wait("codes-batch-entry").get_by_role("link").click()
    panel.wait("batch-codes")
    assert_in_order(panel.page, "batch")
    panel.get("batch-delete").click()
    panel.wait("headline")
    panel.wait("plan-rows")
    assert_in_order(panel.page, "preview of deleting")
    panel.go("#codes?page=make")
    panel.wait("codes-name").fill("PAGES20")
    panel.get("codes-percent").fill("20")
    preview(panel)
    panel.wait("plan-rows")
    assert_in_order(panel.page, "preview of making")
    panel.page.close()
    assert complaints.bad == []


def test_a_code_is_made_without_a_mouse(sample: Driven, complaints: Complaints) -> None:
    page = sample.open(f"{PANEL}#codes", width=NARROW)
    page.bring_to_front()
    tab_to(page, "codes")
    press(page, "Home", "Space")
    expect(page.get_by_test_id("codes-chosen")).to_contain_text("1 of")
    tab_to(page, "codes-unchoose")
    press(page, "Enter")
    tab_to(page, "codes-go-make")
    press(page, "Enter")
    tab_to(page, "codes-name")
    page.keyboard.insert_text("KEYS15")
    tab_to(page, "codes-percent")
    page.keyboard.insert_text("15")
    press(page, "Enter")
    page.get_by_test_id("headline").wait_for(timeout=START_MS)
    tab_to(page, "plan-rows")
    press(page, "Home", "ArrowRight", "Space")
    expect(page.get_by_test_id("headline")).to_contain_text("1 code will be made")
    tab_to(page, "run")
    expect(page.get_by_test_id("run")).to_have_attribute("aria-disabled", "false", timeout=START_MS)
    press(page, "Enter")
    expect(page.get_by_test_id("run-view")).to_have_attribute("data-state", "finished", timeout=START_MS)
    page.close()
    assert complaints.bad == []


def test_the_sheet_shows_every_open_code_of_a_batch(sample: Driven, complaints: Complaints) -> None:
    panel = Panel.open(sample, where="#codes?page=batches")
    panel.wait("codes-batch-entry").get_by_role("link").click()
    with sample.context.expect_page() as opened:
        panel.wait("batch-sheet").click()
    sheet = opened.value
    sheet.get_by_test_id("sheet").wait_for(timeout=START_MS)
    expect(sheet.locator(".sheet-code")).to_have_count(6)
    assert_in_order(sheet, "sheet")
    sheet.emulate_media(media="print")
    expect(sheet.get_by_test_id("sheet-bar")).to_be_hidden()
    expect(sheet.locator(".sheet-code svg").first).to_be_visible()
    sheet.close()
    panel.page.close()
    assert complaints.bad == []
