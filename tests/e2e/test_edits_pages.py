"""The pages of bulk edits in the sample shop: choosing products, wrong input, the preview, at every width."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.looking import Complaints, nameless, overflow
from tests.e2e.panel import START_MS, Panel
from tests.e2e.shops import requests
from tools.driving import Driven
from tools.in_page import evaluate
from tools.paths import ROOT
from tools.sandbox_server import RunningSandbox

NARROW, WIDE = 360, 1100
FORMS = ("find", "block", "tags", "category", "policy", "versions", "publish", "delete")
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TOLD = "axe.run().then((told) => told.violations.map((one) => one.id + ' ' + one.nodes[0].html))"


@pytest.fixture
def complaints(chromium: Driven) -> Complaints:
    return Complaints.of(chromium.context)


@pytest.fixture
def panel(chromium: Driven) -> Iterator[Panel]:
    """The page of bulk edits in the sample shop."""
    opened = Panel.open(chromium, width=NARROW)
    opened.open_sample()
    opened.go("#listings?page=edit")
    opened.wait("edit-menu")
    yield opened
    opened.forget_drafts()
    opened.page.close()


def form(panel: Panel, do: str) -> None:
    panel.go(f"#listings?page=edit&do={do}")
    panel.wait(f"edit-form-{do}")


def assert_in_order(page: Page, place: str) -> None:
    assert overflow(page) == [], place
    assert nameless(page) == [], place
    evaluate(page, f"(() => {{ {AXE.read_text(encoding='utf-8')} }})()")
    assert evaluate(page, TOLD) == [], place


def test_products_are_chosen_by_hand_by_rule_and_all(panel: Panel, complaints: Complaints) -> None:
    panel.get("edit-do-tags").click()
    expect(panel.wait("edit-preview")).to_have_attribute("aria-disabled", "true")
    panel.get("edit-choose").click()
    panel.wait("edit-choosing")
    panel.get("products").get_by_role("checkbox", name="Choose Winter Hearth Icon Set").check()
    panel.get("edit-use").click()
    expect(panel.wait("edit-chosen")).to_have_text("1 of 60 chosen")
    panel.get("edit-products").click()
    option = panel.wait("edit-by-rule").locator("option").nth(1)
    count = int((option.inner_text()).rpartition("(")[2].rstrip(")"))
    panel.get("edit-by-rule").select_option(index=1)
    expect(panel.get("edit-use")).to_contain_text(str(count) if count > 1 else "this product")
    panel.get("edit-use").click()
    expect(panel.wait("edit-chosen")).to_have_text(f"{count} of 60 chosen")
    assert complaints.bad == []


def test_listings_that_fail_a_rule_are_edited_from_the_table(panel: Panel) -> None:
    panel.get("listings-tab-lint").click()
    panel.wait("listings-severity-fix").click()
    panel.get("listings-edit").click()
    panel.wait("edit-menu")
    expect(panel.wait("edit-chosen")).not_to_contain_text("60 of 60")


def test_what_is_typed_stays_while_other_tools_are_looked_at(panel: Panel) -> None:
    panel.get("edit-choose-all").click()
    form(panel, "find")
    panel.get("edit-find-text").fill("letterbox")
    panel.go_to("codes")
    panel.go_to("listings")
    form(panel, "find")
    expect(panel.get("edit-find-text")).to_have_value("letterbox")
    expect(panel.get("edit-counts")).to_contain_text("places", timeout=START_MS)


def test_what_is_typed_is_there_again_after_the_panel_was_closed(panel: Panel) -> None:
    panel.get("edit-choose-all").click()
    form(panel, "find")
    panel.get("edit-find-text").fill("letterbox")
    panel.reopen("letterbox")
    expect(panel.wait("edit-find-text")).to_have_value("letterbox")
    expect(panel.get("edit-counts")).to_contain_text("places", timeout=START_MS)


def test_wrong_input_has_its_sentence_under_the_field(
    panel: Panel, shop: RunningSandbox, complaints: Complaints
) -> None:
    def error(do: str) -> Locator:
        return panel.get(f"edit-form-{do}").locator(".field-error")

    panel.get("edit-choose-all").click()
    form(panel, "find")
    panel.get("edit-preview").click()
    expect(error("find")).to_have_text("Write what to look for.", timeout=START_MS)
    panel.get("edit-regex").check()
    panel.get("edit-find-text").fill("(un")
    expect(error("find")).to_contain_text("never closed", timeout=START_MS)
    panel.get("edit-preview").click()
    expect(panel.get("edit-find-text")).to_have_attribute("aria-invalid", "true")
    panel.get("edit-find-text").fill("(un)")
    expect(error("find")).to_have_count(0, timeout=START_MS)
    panel.get("edit-replace-text").fill("$4")
    expect(error("find")).to_contain_text("$$", timeout=START_MS)
    form(panel, "tags")
    panel.get("edit-tags").fill("a tag that is far longer than Gumroad takes")
    expect(error("tags")).to_have_count(1, timeout=START_MS)
    form(panel, "policy")
    panel.get("edit-preview").click()
    expect(error("policy")).to_be_visible(timeout=START_MS)
    form(panel, "versions")
    panel.get("edit-amount-usd").fill("-1")
    panel.get("edit-version-stock").fill("many")
    expect(error("versions")).to_have_count(2, timeout=START_MS)
    form(panel, "block")
    panel.get("edit-format-html").check(force=True)
    panel.get("edit-block-text").fill("<script>alert(1)</script>")
    expect(error("block")).to_be_visible(timeout=START_MS)
    assert panel.get("preview-view").count() == 0
    assert requests(shop) == []
    assert complaints.bad == []


def test_the_preview_is_read_and_worked_from_the_keyboard(panel: Panel) -> None:
    panel.get("edit-choose-all").click()
    form(panel, "find")
    panel.get("edit-find-text").fill("letterbox")
    panel.get("edit-replace-text").fill("inbox")
    panel.get("edit-replace-text").press("Enter")
    panel.wait("plan-rows")
    before = panel.get("headline").inner_text()
    grid = panel.get("plan-rows")
    grid.focus()
    row = grid.locator("[data-key]").first
    text = row.inner_text()
    panel.page.keyboard.press("ArrowRight")
    expect(row.get_by_test_id("diff-shut")).to_be_visible(timeout=START_MS)
    assert len(row.inner_text()) > len(text)
    panel.page.keyboard.press("ArrowLeft")
    expect(row.get_by_test_id("diff-shut")).to_have_count(0)
    panel.page.keyboard.press("Space")
    expect(panel.get("headline")).not_to_have_text(before, timeout=START_MS)
    panel.page.keyboard.press("End")
    expect(grid.locator("[data-key]").last).to_be_in_viewport(timeout=START_MS)


def test_rows_are_as_tall_as_what_they_say(panel: Panel) -> None:
    panel.get("edit-choose-all").click()
    form(panel, "find")
    panel.get("edit-find-text").fill("letterbox")
    panel.get("edit-preview").click()
    panel.wait("plan-rows")
    panel.page.wait_for_timeout(500)
    rows = "[...document.querySelectorAll('.table-row')]"
    assert evaluate(panel.page, f"{rows}.filter((row) => row.scrollHeight > row.clientHeight + 1).length") == 0


def test_the_pages_hold_at_every_width_and_for_everybody(panel: Panel, chromium: Driven) -> None:
    panel.get("edit-choose-all").click()
    for width in (NARROW, WIDE):
        for dark in (False, True):
            one = Panel.open(chromium, where="#listings?page=edit", width=width, dark=dark)
            one.wait("edit-menu")
            if one.get("edit-choose-all").count() == 1:
                one.get("edit-choose-all").click()
            assert_in_order(one.page, f"the menu at {width}")
            for do in FORMS:
                form(one, do)
                one.page.wait_for_timeout(600)
                assert_in_order(one.page, f"{do} at {width}, dark: {dark}")
            one.go("#listings?page=edit&do=find&step=products")
            one.wait("edit-by-rule")
            assert_in_order(one.page, f"choosing at {width}")
            form(one, "find")
            one.get("edit-find-text").fill("letterbox")
            one.get("edit-preview").click()
            one.wait("plan-rows")
            assert_in_order(one.page, f"the preview at {width}")
            one.page.close()
