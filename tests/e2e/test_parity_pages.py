"""The Parity tool in the side panel: its table, its codes, and every page in both widths and schemes."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.looking import Complaints, nameless, overflow
from tests.e2e.panel import START_MS, Panel
from tools.driving import Driven

NARROW, WIDE = 360, 1200
PAGES = ("table", "codes", "native", "leaks", "reach", "picture")
PNG = b"\x89PNG\r\n"


@pytest.fixture(scope="module")
def sample(shared: Driven) -> Driven:
    """A browser with the sample shop open."""
    panel = Panel.open(shared)
    panel.open_sample()
    panel.page.close()
    return shared


@pytest.fixture
def complaints(shared: Driven) -> Complaints:
    return Complaints.of(shared.context)


def opened(driven: Driven, page: str = "table", *, width: int = WIDE, dark: bool = False) -> Panel:
    """The tool in a tab of its own, with what it shows read."""
    panel = Panel.open(driven, where=f"#parity?page={page}", width=width, dark=dark)
    panel.page.bring_to_front()
    panel.wait("parity-title")
    return panel


def start_over(panel: Panel, preset: str = "gentle") -> None:
    """Begin with one of the tables that are offered."""
    panel.wait("parity-tables").click()
    panel.wait(f"parity-preset-{preset}").click()
    expect(panel.get("parity-tables-sheet")).to_have_count(0)


def country(panel: Panel, code: str, search: str) -> Locator:
    """One country's row, found by the search."""
    panel.wait("parity-search").fill(search)
    row = panel.get("parity-rows").locator(f'[data-key="{code}"]')
    expect(row).to_be_visible()
    return row


def type_percent(panel: Panel, row: Locator, text: str) -> None:
    row.get_by_test_id("parity-percent").click()
    field = panel.wait("parity-percent-input")
    expect(field).to_be_focused()
    field.fill(text)
    field.press("Enter")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_every_page(sample: Driven, complaints: Complaints, width: int, dark: bool) -> None:
    panel = opened(sample, width=width, dark=dark)
    shown = {
        "table": "parity-rows",
        "codes": "parity-template",
        "native": "parity-native-rows",
        "leaks": "parity-leaks-no_codes",
        "reach": "parity-links",
        "picture": "parity-picture",
    }
    for page in PAGES:
        panel.get(f"parity-{page}").click()
        panel.wait(shown[page])
        assert overflow(panel.page) == [], f"{page} at {width}"
        assert nameless(panel.page) == [], page
    panel.get("parity-table").click()
    panel.wait("parity-rows")
    panel.wait("parity-tables").click()
    panel.wait("parity-tables-sheet")
    assert (overflow(panel.page), nameless(panel.page)) == ([], [])
    panel.page.keyboard.press("Escape")
    country(panel, "IN", "India").get_by_test_id("parity-look").click()
    panel.wait("parity-country")
    assert (overflow(panel.page), nameless(panel.page)) == ([], [])
    panel.page.keyboard.press("Escape")
    panel.get("parity-rows-tick-all").check()
    panel.get("parity-bulk").click()
    panel.wait("parity-bulk-sheet")
    assert (overflow(panel.page), nameless(panel.page)) == ([], [])
    panel.page.close()
    assert complaints.bad == []


def test_a_discount_is_typed_over_refused_taken_back_and_undone(sample: Driven, complaints: Complaints) -> None:
    panel = opened(sample)
    start_over(panel)
    row = country(panel, "IN", "India")
    before = row.get_by_test_id("parity-percent").inner_text()
    type_percent(panel, row, "95")
    expect(panel.get("parity-error")).to_contain_text("95")
    expect(row.get_by_test_id("parity-percent")).to_have_text(before)
    type_percent(panel, row, "22")
    expect(row.get_by_test_id("parity-percent")).to_contain_text("22")
    expect(panel.get("parity-error")).to_have_count(0)
    row.get_by_test_id("parity-revert").click()
    expect(row.get_by_test_id("parity-percent")).to_have_text(before)
    panel.get("parity-undo").click()
    expect(row.get_by_test_id("parity-percent")).to_contain_text("22")
    panel.page.reload()
    row = country(panel, "IN", "India")
    expect(row.get_by_test_id("parity-percent")).to_contain_text("22")
    panel.page.close()
    assert complaints.bad == []


def test_the_table_without_a_mouse(sample: Driven) -> None:
    panel = opened(sample, width=NARROW)
    start_over(panel)
    panel.wait("parity-search").fill("Brazil")
    grid = panel.get("parity-rows")
    expect(grid.locator('[data-key="BR"]')).to_be_visible()
    grid.focus()
    for key in ("End", "Enter"):
        panel.page.keyboard.press(key)
    expect(panel.get("parity-percent-input")).to_be_focused()
    panel.page.keyboard.press("Escape")
    expect(grid).to_be_focused()
    panel.page.keyboard.press("Space")
    expect(panel.get("action-bar")).to_contain_text("1 country chosen")
    panel.page.close()


def test_countries_are_changed_together(sample: Driven) -> None:
    panel = opened(sample)
    start_over(panel)
    panel.wait("parity-region").select_option(label="South Asia")
    panel.get("parity-rows-tick-all").check()
    panel.get("parity-bulk").click()
    panel.wait("parity-bulk-percent").fill("15")
    panel.get("parity-bulk-percent-set").click()
    expect(panel.get("parity-bulk-sheet")).to_have_count(0)
    rows = panel.rows("parity-rows")
    assert rows
    assert all("15" in text or "left out" in text for key, text in rows.items() if not key.startswith("region"))
    panel.page.close()


def test_strength_is_seen_at_once(sample: Driven) -> None:
    panel = opened(sample)
    start_over(panel)
    before = panel.get("parity-effect").inner_text()
    panel.get("parity-strength").fill("0")
    expect(panel.get("parity-title")).to_contain_text("0 countries")
    expect(panel.get("parity-effect")).not_to_have_text(before)
    panel.get("parity-undo").click()
    expect(panel.get("parity-effect")).to_have_text(before)
    panel.page.close()


def test_a_table_is_saved_compared_exported_and_read_back(sample: Driven, tmp_path: Path) -> None:
    panel = opened(sample)
    start_over(panel)
    panel.get("parity-tables").click()
    panel.wait("parity-save-name").fill("Spring")
    panel.get("parity-save").click()
    expect(panel.get("parity-saved").filter(has_text="Spring")).to_contain_text("in work")
    with panel.page.expect_download() as download:
        panel.get("parity-export").click()
    kept = tmp_path / "table.csv"
    download.value.save_as(kept)
    panel.page.keyboard.press("Escape")
    type_percent(panel, country(panel, "IN", "India"), "12")
    expect(panel.get("parity-rows")).to_contain_text("12")
    panel.get("parity-tables").click()
    saved = panel.get("parity-saved").filter(has_text="Spring")
    saved.get_by_test_id("parity-saved-diff").click()
    expect(panel.get("parity-diff")).to_contain_text("India")
    panel.get("parity-import-file").set_input_files(kept)
    expect(panel.get("parity-tables-sheet")).to_have_count(0)
    expect(panel.get("parity-rows")).not_to_contain_text("12")
    panel.get("parity-tables").click()
    expect(panel.get("parity-saved").filter(has_text="Spring")).to_contain_text("in work")
    wrong = tmp_path / "wrong.csv"
    wrong.write_text('country,discount\nXX,12\nIN,"12,5"\n')
    panel.get("parity-import-file").set_input_files(wrong)
    expect(panel.get("parity-tables-error")).to_contain_text("XX")
    expect(panel.get("parity-problems")).to_contain_text("Line 3")
    panel.page.close()


def test_codes_are_made_once_and_shown_where_they_are_needed(
    sample: Driven, complaints: Complaints, tmp_path: Path
) -> None:
    panel = opened(sample)
    start_over(panel, "three_tiers")
    panel.go("#products")
    panel.wait("tick_none").click()
    panel.get("products").locator("[data-key] input").first.check()
    panel.go("#parity?page=codes")
    panel.wait("parity-names")
    panel.wait("parity-what-happens")
    panel.get("parity-preview").click()
    panel.wait("headline")
    panel.accept_all()
    panel.run()
    panel.run_ends()
    panel.go("#parity?page=codes")
    expect(panel.wait("parity-what-happens")).to_contain_text("0 changes")
    panel.go("#parity?page=leaks")
    expect(panel.page.locator("[data-testid^=parity-leaks-no_]")).to_be_visible(timeout=START_MS)
    expect(panel.get("parity-leaks-no_codes")).to_have_count(0)
    panel.go("#parity?page=reach")
    panel.wait("parity-links")
    expect(panel.get("parity-banner-problem")).to_have_count(0)
    panel.get("parity-banner-country").select_option(label="India")
    expect(panel.get("parity-banner-preview")).to_contain_text("India")
    panel.get("parity-banner-text").fill("Hello {country}: {code}")
    expect(panel.get("parity-banner-preview")).to_contain_text("Hello India: ")
    panel.go("#parity?page=picture")
    panel.wait("parity-picture")
    for button, name, begins in (
        ("parity-picture-svg", "prices-by-country.svg", b"<svg "),
        ("parity-picture-png", "prices-by-country.png", PNG),
    ):
        with panel.page.expect_download() as download:
            panel.get(button).click()
        assert download.value.suggested_filename == name
        kept = tmp_path / name
        download.value.save_as(kept)
        assert kept.read_bytes().startswith(begins)
    panel.page.close()
    assert complaints.bad == []
