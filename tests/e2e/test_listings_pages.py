"""The Listings tool in the sample shop: the table, its filters, one product, previews, and what it never does."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.looking import Complaints, nameless, overflow
from tests.e2e.panel import Panel
from tests.e2e.shops import requests
from tools.driving import Driven
from tools.in_page import evaluate
from tools.paths import ROOT
from tools.sandbox_server import RunningSandbox

NARROW, WIDE = 360, 1100
SHOWN = {"#listings": "listings", "#listings?page=fixes": "listings-fixes"}
# What the seller wrote stays out: its headings may be out of order, which is what the page says of it.
TOLD = (
    "axe.run({ exclude: ['.description'] })"
    ".then((told) => told.violations.map((one) => one.id + ' ' + one.nodes[0].html))"
)
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture
def complaints(chromium: Driven) -> Complaints:
    return Complaints.of(chromium.context)


@pytest.fixture
def panel(chromium: Driven) -> Iterator[Panel]:
    """The Listings tool of the sample shop."""
    opened = Panel.open(chromium)
    opened.open_sample()
    opened.go("#listings")
    opened.wait("listings")
    yield opened
    opened.page.close()


def rows(panel: Panel) -> int:
    return int(panel.get("listings").get_attribute("aria-rowcount") or "0") - 1


def open_product(panel: Panel, name: str) -> None:
    panel.go("#listings")
    panel.wait("listings-search").fill(name)
    panel.get("listings").get_by_role("link", name=name).click()
    panel.wait("listing-previews")


def assert_in_order(page: Page, place: str) -> None:
    assert overflow(page) == [], place
    assert nameless(page) == [], place


def test_the_lowest_scores_come_first_and_filters_narrow_them(panel: Panel) -> None:
    assert rows(panel) == 60
    expect(panel.get("listings-title")).to_contain_text("to fix first")
    panel.get("listings-severity-fix").click()
    fewer = rows(panel)
    assert 0 < fewer < 60
    panel.get("listings-rule").select_option("html_broken")
    expect(panel.get("listings-shown")).to_contain_text("of 60 products")
    panel.get("listings-severity-fix").click()
    assert 0 < rows(panel) < 60
    panel.get("listings-search").fill("no product is called that")
    panel.wait("listings-no-match")


def test_a_finding_says_what_why_and_what_instead(panel: Panel, complaints: Complaints) -> None:
    open_product(panel, "Moss: a Notion Studio Planner")
    finding = panel.get("finding-name_point")
    expect(finding).to_contain_text("comes second in the name")
    expect(finding).to_contain_text("From: Google's advice on titles")
    expect(finding.get_by_test_id("proposal").locator("ins")).to_contain_text(": Moss")
    expect(panel.get("listing-discover")).to_contain_text("Whether it is archived")
    expect(panel.get("preview-search")).to_contain_text("px")
    panel.get("listing-market-ask").click()
    expect(panel.get("listing-market")).to_contain_text("comparable products in")
    assert complaints.bad == []


def test_fixes_are_named_chosen_previewed_run_and_undone(panel: Panel, complaints: Complaints) -> None:
    panel.get("listings-to-fixes").click()
    panel.wait("listings-fixes")
    expect(panel.get("action-bar")).to_have_count(0)
    panel.get("fix-name_point-open").click()
    panel.get("fix-name_point").get_by_role("checkbox", name="Moss: a Notion Studio Planner").check()
    expect(panel.get("action-bar")).to_contain_text("1 fix chosen")
    expect(panel.get("fix-name_point-all")).to_be_checked(indeterminate=True)
    panel.get("listings-fixes-safe").click()
    expect(panel.get("fix-tags_few-all")).to_be_checked()
    expect(panel.get("listings-fixes-safe")).to_have_attribute("aria-disabled", "true")
    panel.get("fix-summary_missing-all").uncheck()
    panel.get("listings-fixes-preview").click()
    expect(panel.wait("headline")).to_contain_text("changes will be made")
    assert any("Notion Studio Planner" in text for text in panel.rows("plan-rows").values())
    panel.accept_all()
    panel.run()
    panel.run_ends()
    panel.go("#listings?page=fixes")
    panel.wait("listings-fixes")
    expect(panel.get("fix-tags_few")).to_have_count(0)
    expect(panel.get("fix-summary_missing")).to_be_visible()
    expect(panel.get("action-bar")).to_have_count(0)
    panel.go("#listings")
    panel.wait("listings-search").fill("Notion Studio Planner")
    panel.get("listings").get_by_role("link", name="Notion Studio Planner: Moss").click()
    expect(panel.wait("listing-name")).to_have_text("Notion Studio Planner: Moss")
    assert complaints.bad == []


def test_one_proposal_is_used_from_the_page_of_its_product(panel: Panel) -> None:
    open_product(panel, "Moss: a Notion Studio Planner")
    use = panel.get("finding-name_point").get_by_test_id("proposal-use")
    use.focus()
    panel.page.keyboard.press("Enter")
    expect(use).to_have_attribute("aria-pressed", "true")
    use.click()
    expect(panel.get("action-bar")).to_have_count(0)
    use.click()
    panel.get("listings-fixes-preview").click()
    expect(panel.wait("headline")).to_contain_text("1 change will be made")
    panel.get("preview-back").click()
    expect(panel.wait("listing-name")).to_have_text("Moss: a Notion Studio Planner")
    expect(panel.get("finding-name_point").get_by_test_id("proposal-use")).to_have_attribute("aria-pressed", "true")


def test_a_description_is_drawn_safely_and_loads_nothing(
    panel: Panel, shop: RunningSandbox, complaints: Complaints
) -> None:
    open_product(panel, "Paper Cut-out Shapes")
    shown = panel.get("listing-description")
    expect(shown).to_contain_text("What is in it")
    assert shown.locator("img").count() == 0
    assert shown.locator("a").get_attribute("rel") == "noreferrer noopener"
    assert requests(shop) == []
    assert complaints.bad == []


def test_the_pages_hold_at_every_width_and_for_everybody(panel: Panel, chromium: Driven) -> None:
    open_product(panel, "Studio Circle")
    places = ("#listings", "#listings?page=fixes", panel.page.url.partition("#")[2])
    for place in places:
        for width in (NARROW, WIDE):
            for dark in (False, True):
                one = Panel.open(chromium, where=f"#{place.removeprefix('#')}", width=width, dark=dark)
                one.wait(SHOWN.get(place, "listing-previews"))
                if place == "#listings?page=fixes":
                    one.get("fix-tags_few-open").click()
                    one.get("fix-tags_few-all").check()
                assert_in_order(one.page, f"{place} at {width}")
                evaluate(one.page, f"(() => {{ {AXE.read_text(encoding='utf-8')} }})()")
                found = evaluate(one.page, TOLD)
                assert found == [], f"{place} at {width}, dark: {dark}"
                one.page.close()
