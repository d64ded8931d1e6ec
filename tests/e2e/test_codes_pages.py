"""The Codes tool as a person uses it: every page in order; codes made, minted, brought, changed and deleted."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.looking import Complaints, nameless, overflow
from tests.e2e.panel import PANEL, START_MS, Panel
from tests.e2e.shops import TOKEN, mixed_shop, writes
from tests.e2e.test_pages import press, tab_to
from tools.driving import Driven
from tools.sandbox_server import RunningSandbox

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


def choose(panel: Panel, *names: str) -> None:
    """Choose just these products."""
    panel.go("#products")
    panel.wait("tick_none").click()
    for name in names:
        panel.get("search").fill(name)
        panel.get("products").get_by_role("checkbox", name=name).check()
    panel.get("search").fill("")


def fill_mint(panel: Panel, pattern: str, count: str) -> None:
    panel.go("#codes?page=mint")
    panel.wait("codes-pattern").fill(pattern)
    panel.get("codes-count").fill(count)
    panel.get("codes-label").fill("Autumn letters")
    panel.get("codes-percent").fill("30")


def preview(panel: Panel) -> None:
    panel.wait("codes-preview").click()
    panel.wait("headline")


def tick_code(panel: Panel, *names: str) -> None:
    """Choose just these codes in the table."""
    panel.go("#codes")
    panel.wait("codes-choose-none").click()
    for name in names:
        panel.get("codes").get_by_role("checkbox", name=f"Choose {name}", exact=True).check()


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


# From here on a shop of the server's, which has the last word.


@pytest.fixture
def shop(chromium: Driven, server: RunningSandbox) -> Panel:
    """The panel on a shop of every kind of product, freshly read."""
    server.control("POST", "reset", mixed_shop())
    server.control("DELETE", "faults")
    panel = Panel.open(chromium)
    panel.wait("connect")
    panel.connect(TOKEN)
    server.control("DELETE", "requests")
    return panel


def standing(server: RunningSandbox) -> list[dict[str, Any]]:
    """Every live code as the server has it."""
    found: list[dict[str, Any]] = server.control("GET", "state")["offer_codes"]
    return [code for code in found if not code.get("deleted")]


def test_a_code_is_made_limited_replaced_and_taken_back(shop: Panel, server: RunningSandbox) -> None:
    choose(shop, "Icons", "Posters", "Mockup Kit")
    shop.get("make-code").click()
    shop.wait("codes-name").fill("AUTUMN20")
    shop.get("codes-percent").fill("20")
    preview(shop)
    assert writes(server) == []
    shop.run()
    shop.run_ends()
    made = [code for code in standing(server) if code["name"] == "AUTUMN20"]
    assert [(code["percent_off"], len(code["product_ids"])) for code in made] == [(20, 1)] * 3
    tick_code(shop, "AUTUMN20")
    shop.get("codes-limits-go").click()
    shop.wait("codes-cap-mode-set").check(force=True)
    shop.get("codes-cap").fill("7")
    preview(shop)
    shop.run()
    shop.run_ends()
    assert {code["max_purchase_count"] for code in standing(server) if code["name"] == "AUTUMN20"} == {7}
    tick_code(shop, "AUTUMN20")
    shop.get("codes-replace-go").click()
    shop.wait("codes-name").fill("WINTER20")
    preview(shop)
    shop.run()
    shop.run_ends()
    assert sorted(code["name"] for code in standing(server)) == ["HALF50", *["WINTER20"] * 3]
    shop.get("run-undo").click()
    shop.wait("headline")
    shop.run()
    shop.run_ends()
    assert sorted(code["name"] for code in standing(server)) == [*["AUTUMN20"] * 3, "HALF50"]


def test_codes_come_from_a_file_and_go_again(shop: Panel, server: RunningSandbox, tmp_path: Path) -> None:
    shop.go("#codes?page=import")
    bad = tmp_path / "bad.csv"
    bad.write_text("product,code,amount,kind,cap,minimum\nicons,TOO MANY,10%,,,\nnowhere,B10,10%,,,\n")
    shop.wait("codes-import-file").set_input_files(bad)
    expect(shop.get("codes-import-problems")).to_contain_text("line 2", timeout=START_MS)
    expect(shop.get("codes-import-problems")).to_contain_text("line 3")
    good = tmp_path / "good.csv"
    good.write_text("product,code,amount,kind,cap,minimum\nicons,F10,10%,,5,\nposters,F5,5,amount,,20\n")
    shop.get("codes-import-file").set_input_files(good)
    expect(shop.get("codes-import-problems")).to_have_count(0, timeout=START_MS)
    preview(shop)
    assert writes(server) == []
    shop.run()
    shop.run_ends()
    assert sorted(code["name"] for code in standing(server)) == ["F10", "F5", "HALF50"]
    tick_code(shop, "F10", "F5")
    with shop.page.expect_download() as saved:
        shop.get("codes-export").click()
    rows = list(csv.DictReader(io.StringIO(Path(saved.value.path()).read_text("utf-8-sig"))))
    assert sorted((row["code"], row["kind"], row["cap"]) for row in rows) == [
        ("F10", "percent", "5"),
        ("F5", "amount", ""),
    ]
    shop.get("codes-delete").click()
    shop.wait("headline")
    shop.run()
    shop.run_ends()
    assert [code["name"] for code in standing(server)] == ["HALF50"]


def test_what_cannot_be_is_said_and_nothing_is_sent(shop: Panel, server: RunningSandbox) -> None:
    choose(shop, "Icons", "Posters")
    shop.get("make-code").click()
    for name, percent in (("A B", "20"), ("☀", "20"), ("FINE", "0"), ("FINE", "101"), ("FINE", "12.5")):
        shop.wait("codes-name").fill(name)
        shop.get("codes-percent").fill(percent)
        shop.get("codes-preview").click()
        expect(shop.page.locator(".field-error").first).to_be_visible()
        expect(shop.get("codes-make")).to_be_visible()
    fill_mint(shop, "E2E-####-####", "10001")
    shop.get("codes-preview").click()
    expect(shop.page.locator(".field-error").first).to_contain_text("10,000")
    shop.go("#codes?page=import")
    expect(shop.wait("codes-preview")).to_have_attribute("aria-disabled", "true")
    assert writes(server) == []
