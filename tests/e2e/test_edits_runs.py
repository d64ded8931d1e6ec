"""Every bulk edit from its form to the run and back again; the server has the last word each time."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.core import Core
from tests.e2e.edit_shop import LINK, edit_shop, listings, one, product_id
from tests.e2e.panel import START_MS, Panel
from tests.e2e.shops import TOKEN, writes
from tools.driving import Driven
from tools.sandbox_server import RunningSandbox

ALL = ("brushes", "icons", "kana", "posters")


@pytest.fixture(scope="module")
def core(shared: Driven, server: RunningSandbox) -> Core:
    server.control("POST", "reset", edit_shop())
    core = Core(shared)
    core.read_shop(TOKEN)
    return core


@pytest.fixture
def panel(core: Core, server: RunningSandbox) -> Iterator[Panel]:
    """The panel of the shop as it is at the beginning."""
    server.control("POST", "reset", edit_shop())
    server.control("DELETE", "faults")
    core.reread()
    server.control("DELETE", "requests")
    opened = Panel.open(core.driven, width=360)
    opened.page.bring_to_front()
    yield opened
    opened.page.close()


def edit(panel: Panel, do: str, *names: str) -> None:
    """The form for that, with just these products chosen."""
    ids = ",".join(product_id(name) for name in names or ALL)
    panel.go(f"#listings?page=edit&do={do}&ids={ids}")
    panel.wait(f"edit-form-{do}")
    expect(panel.get("edit-chosen")).to_contain_text(f"{len(names or ALL)} of 4", timeout=START_MS)


def preview(panel: Panel) -> None:
    panel.get("edit-preview").click()
    panel.wait("headline")


def run(panel: Panel) -> None:
    panel.accept_all()
    panel.run()
    panel.run_ends()


def row_of(panel: Panel, name: str) -> Locator:
    """The row about that product's page in the preview."""
    return panel.get("plan-rows").locator(f'[data-key="{product_id(name)}/listing"]')


def undo(panel: Panel) -> None:
    """Take back the run that is shown, by its own preview."""
    panel.get("run-undo").click()
    panel.wait("headline")
    run(panel)


def test_a_refund_policy_is_read_first_and_then_set(panel: Panel, server: RunningSandbox) -> None:
    """The first of all: what is written comes back with its policy, which is then known."""
    edit(panel, "policy", "brushes", "icons")
    panel.get("edit-period").select_option("14")
    panel.wait("edit-read").click()
    expect(panel.get("edit-unread")).to_have_count(0, timeout=START_MS)
    expect(panel.get("edit-counts")).to_have_text("2 products", timeout=START_MS)
    preview(panel)
    run(panel)
    assert one(server, "icons")["refund_policy"]["refund_period"] == "14"
    undo(panel)


def test_find_and_replace_changes_words_and_nothing_else(panel: Panel, server: RunningSandbox) -> None:
    before = listings(server)
    edit(panel, "find")
    panel.get("edit-find-text").fill("Autumn")
    panel.get("edit-replace-text").fill("Winter")
    panel.get("edit-match-case").check()
    expect(panel.get("edit-counts")).to_have_text("3 products, 6 places", timeout=START_MS)
    preview(panel)
    row = row_of(panel, "icons")
    expect(row.get_by_test_id("change-name").locator("del")).to_contain_text("Autumn")
    expect(row.get_by_test_id("change-description").locator("ins")).to_contain_text("Winter")
    row.get_by_test_id("diff-fold").first.click()
    expect(row.get_by_test_id("change-description")).to_contain_text("a guide to print", timeout=START_MS)
    assert writes(server) == []
    run(panel)
    changed = one(server, "icons")
    assert changed["name"] == "Winter Icons"
    assert "Made in <b>Winter</b> &amp; finished" in changed["description"]
    assert LINK in changed["description"]
    panel.get("run-texts-open").first.click()
    expect(panel.wait("run-texts").get_by_test_id("change-name").locator("ins")).to_contain_text("Winter")
    panel.page.keyboard.press("Escape")
    undo(panel)
    assert listings(server) == before


def test_an_unticked_row_stays_out_also_when_the_form_is_changed(panel: Panel, server: RunningSandbox) -> None:
    edit(panel, "find")
    panel.get("edit-find-text").fill("Autumn")
    panel.get("edit-replace-text").fill("Winter")
    preview(panel)
    panel.get("plan-rows").get_by_role("checkbox", name="Choose Autumn Kana").uncheck()
    expect(panel.get("headline")).to_contain_text("2 ", timeout=START_MS)
    panel.get("preview-back").click()
    panel.wait("edit-replace-text").fill("Spring")
    preview(panel)
    expect(panel.get("headline")).to_contain_text("2 ")
    run(panel)
    assert one(server, "kana")["name"] == "Autumn Kana"
    assert one(server, "brushes")["name"] == "Spring Brushes"


def test_tags_are_merged(panel: Panel, server: RunningSandbox) -> None:
    before = listings(server)
    edit(panel, "tags")
    panel.get("edit-how-merge").check(force=True)
    panel.get("edit-known-tag").filter(has_text="icons").click()
    panel.get("edit-known-tag").filter(has_text="vector art").click()
    panel.get("edit-tags-to").fill("icon set")
    expect(panel.get("edit-counts")).to_contain_text("4 products", timeout=START_MS)
    preview(panel)
    row = row_of(panel, "icons")
    expect(row.get_by_test_id("change-tags").locator("ins")).to_contain_text("icon set")
    run(panel)
    assert one(server, "icons")["tags"] == ["icon set"]
    undo(panel)
    assert listings(server) == before


def test_a_category_is_found_and_set(panel: Panel, server: RunningSandbox) -> None:
    edit(panel, "category", "icons", "posters")
    panel.wait("edit-category-search").fill("icons")
    panel.get("edit-category-design/icons").check()
    preview(panel)
    run(panel)
    assert one(server, "icons")["category"] == "design/icons"


def test_products_go_on_sale_and_off_again(panel: Panel, server: RunningSandbox) -> None:
    edit(panel, "publish", "posters", "icons")
    expect(panel.get("edit-standing")).to_have_text("1 is on sale · 1 is not", timeout=START_MS)
    preview(panel)
    expect(panel.get("headline")).to_have_text("1 product will go on sale")
    run(panel)
    assert one(server, "posters")["published"] is True
    undo(panel)
    assert one(server, "posters")["published"] is False


def test_deleting_needs_its_text_and_is_taken_back(panel: Panel, server: RunningSandbox) -> None:
    edit(panel, "delete", "icons", "posters")
    preview(panel)
    expect(panel.get("headline")).to_have_text("2 products will be deleted")
    expect(panel.get("run")).to_have_attribute("aria-disabled", "true")
    expect(panel.get("run-blocked")).to_be_visible()
    field = panel.get("typed-listings_delete")
    field.fill("delete 1 product")
    field.press("Enter")
    expect(panel.get("preview-view").locator(".field-error")).to_be_visible(timeout=START_MS)
    assert writes(server) == []
    field.fill("delete 2 products")
    expect(panel.get("run")).to_have_attribute("aria-disabled", "false", timeout=START_MS)
    panel.run()
    panel.run_ends()
    assert one(server, "icons")["deleted"] is True
    undo(panel)
    assert one(server, "icons")["deleted"] is False
    assert one(server, "posters")["published"] is False


def test_versions_are_added_renamed_and_priced(panel: Panel, server: RunningSandbox) -> None:
    before = listings(server)
    edit(panel, "versions", "icons", "kana")
    panel.get("edit-version-name").fill("Studio")
    panel.get("edit-version-stock").fill("50")
    panel.get("edit-amount-usd").fill("20")
    panel.get("edit-amount-jpy").fill("3000")
    expect(panel.get("edit-counts")).to_have_text("2 products", timeout=START_MS)
    preview(panel)
    run(panel)
    added = one(server, "kana")["variants"][0]["options"][-1]
    assert (added["name"], added["price_difference"], added["max_purchase_count"]) == ("Studio", 3000, 50)
    undo(panel)
    assert listings(server) == before
    edit(panel, "versions", "icons", "kana")
    panel.get("edit-how").select_option("rename")
    panel.get("edit-version").select_option("Personal")
    panel.get("edit-version-name").fill("One person")
    preview(panel)
    run(panel)
    there = [each["name"] for each in one(server, "icons")["variants"][0]["options"] if not each["deleted"]]
    assert there == ["One person", "Team"]


def test_a_block_is_put_in_place_of_the_old_one(panel: Panel, server: RunningSandbox) -> None:
    before = listings(server)
    edit(panel, "block")
    panel.get("edit-how-replace").check(force=True)
    panel.get("edit-mark").fill("Licence")
    panel.get("edit-block-text").fill("# Licence\n\nFor **any number** of people & machines.")
    expect(panel.get("edit-block-looks")).to_contain_text("any number of people", timeout=START_MS)
    expect(panel.get("edit-counts")).to_have_text("3 products", timeout=START_MS)
    preview(panel)
    run(panel)
    changed = one(server, "brushes")["description"]
    assert changed.endswith("<h2>Licence</h2><p>For <strong>any number</strong> of people &amp; machines.</p>")
    assert changed.startswith(before[0]["description"].partition("<h2>")[0])
    undo(panel)
    assert listings(server) == before
