"""Subscribers and payouts in the panel: read, filtered, opened, in files, narrow and wide."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.e2e.looking import Complaints, evaluate, nameless, overflow
from tests.e2e.panel import START_MS, Panel
from tools.driving import Driven
from tools.paths import NODE_MODULES

AXE = NODE_MODULES / "axe-core" / "axe.min.js"
NARROW, WIDE = 360, 1100
SUBSCRIBERS, PAYOUTS = "#sales?page=subscribers", "#sales?page=payouts"


@pytest.fixture(scope="module")
def sample(shared: Driven) -> Driven:
    """A browser with the sample shop open, its subscribers and payouts read."""
    panel = Panel.open(shared, width=NARROW)
    panel.open_sample()
    panel.go(SUBSCRIBERS)
    panel.wait("subscribers-empty")
    assert_in_order(panel, "no subscribers yet")
    panel.get("subscribers-read").click()
    panel.wait("subscribers-reading")
    panel.wait("subscribers-rows")
    expect(panel.get("subscribers-read")).to_be_visible(timeout=START_MS)
    panel.go(PAYOUTS)
    panel.wait("payouts-empty")
    assert_in_order(panel, "no payouts yet")
    panel.get("payouts-read").click()
    panel.wait("payouts-reading")
    expect(panel.get("payouts-read")).to_be_visible(timeout=START_MS)
    panel.page.close()
    return shared


@pytest.fixture
def complaints(shared: Driven) -> Complaints:
    return Complaints.of(shared.context)


@pytest.fixture
def panel(sample: Driven) -> Iterator[Panel]:
    opened = Panel.open(sample, where=SUBSCRIBERS, width=WIDE)
    yield opened
    opened.page.close()


def assert_in_order(panel: Panel, place: str) -> None:
    assert overflow(panel.page) == [], place
    assert nameless(panel.page) == [], place
    evaluate(panel.page, f"{AXE.read_text()};0")
    told = "axe.run().then((told) => told.violations.map((one) => `${one.id}: ${one.nodes[0].html}`))"
    assert evaluate(panel.page, told) == [], place


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_both_pages_in_every_width_and_scheme(
    sample: Driven, complaints: Complaints, width: int, dark: bool
) -> None:
    panel = Panel.open(sample, where=SUBSCRIBERS, width=width, dark=dark)
    panel.wait("subscribers-rows")
    assert_in_order(panel, f"subscribers at {width}")
    panel.get("subscribers-filter").click()
    panel.wait("subscribers-filter-sheet")
    assert_in_order(panel, f"the filter at {width}")
    panel.page.keyboard.press("Escape")
    panel.go(PAYOUTS)
    panel.wait("payouts-rows")
    assert_in_order(panel, f"payouts at {width}")
    panel.get("payouts-look").first.click()
    expect(panel.wait("payouts-outcome")).to_contain_text("It adds up", timeout=START_MS)
    panel.get("payouts-transactions-list").locator("summary").click()
    assert_in_order(panel, f"a payout at {width}")
    panel.page.close()
    assert complaints.bad == []


def test_subscribers_are_searched_and_filtered(panel: Panel) -> None:
    panel.wait("subscribers-rows")
    rows = panel.get("subscribers-rows").locator("[data-key]")
    everyone = rows.count()
    panel.get("subscribers-standing-pending_cancellation").click()
    expect(panel.get("subscribers-matching")).not_to_have_text(f"{everyone} of {everyone}")
    assert 0 < rows.count() < everyone
    expect(rows.first).to_contain_text("Ending")
    panel.get("subscribers-search").fill("nobody-at-all")
    panel.wait("subscribers-no-match").get_by_role("button").click()
    expect(panel.get("subscribers-matching")).to_have_text(f"{everyone} of {everyone}")


def test_files_are_made_of_both(panel: Panel) -> None:
    panel.wait("subscribers-rows")
    panel.get("subscribers-export").click()
    panel.wait("file-begin").click()
    card = panel.wait("export-cards").get_by_test_id("export-card").first
    expect(card).to_have_attribute("data-state", "done", timeout=START_MS)
    panel.go(PAYOUTS)
    rows = panel.wait("payouts-rows").get_by_role("checkbox")
    rows.nth(1).check()
    rows.nth(2).check()
    expect(panel.get("action-bar")).to_contain_text("2 payouts chosen")
    if panel.get("payouts-details").count():
        panel.get("payouts-details").click()
    panel.wait("payouts-transactions").click()
    panel.wait("file-begin").click()
    card = panel.wait("export-cards").get_by_test_id("export-card").first
    expect(card).to_have_attribute("data-state", "done", timeout=START_MS)


def test_days_that_make_no_sense_are_told_at_their_field_and_nothing_is_asked(panel: Panel) -> None:
    panel.go(PAYOUTS)
    panel.wait("payouts-rows")
    panel.get("payouts-first-day").fill("2026-09-30")
    panel.get("payouts-last-day").fill("2026-08-01")
    expect(panel.page.get_by_role("alert")).to_contain_text("before the first")
    expect(panel.get("payouts-read")).to_have_attribute("aria-disabled", "true")
    panel.get("payouts-last-day").fill("")
    panel.get("payouts-first-day").fill("2099-01-01")
    expect(panel.page.get_by_role("alert")).to_contain_text("has not come yet")
    panel.get("payouts-first-day").fill("")
    expect(panel.page.get_by_role("alert")).to_have_count(0)
