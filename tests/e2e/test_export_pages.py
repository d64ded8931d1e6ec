"""Files of sales in the panel: previewed, written, downloaded, with a note; own columns; bad input; every page."""

import csv
import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Download, expect

from py_core.csv_builder import unsafe_cell
from tests.e2e.looking import Complaints, nameless, overflow
from tests.e2e.panel import START_MS, Panel
from tools.driving import Driven

NARROW, WIDE = 360, 1200
PLACE = "#sales?page=export"


@pytest.fixture(scope="module")
def sample(shared: Driven) -> Driven:
    """A browser with the sample shop open and its sales read."""
    panel = Panel.open(shared)
    panel.open_sample()
    panel.go(PLACE)
    panel.wait("sales-none-here")
    panel.get("sales-to-history").click()
    panel.wait("sales-read").click()
    panel.wait("sales-done")
    panel.page.close()
    return shared


@pytest.fixture
def panel(sample: Driven) -> Iterator[Panel]:
    opened = Panel.open(sample, where=PLACE)
    opened.page.bring_to_front()
    opened.wait("sales-export-first-rows")
    yield opened
    opened.page.close()


def written(panel: Panel) -> None:
    """Write the file that the page describes, and wait until it is there."""
    before = panel.get("export-card").count()
    panel.get("sales-export-begin").click()
    expect(panel.get("export-card")).to_have_count(before + 1, timeout=START_MS)
    expect(panel.get("export-card").first).to_have_attribute("data-state", "done", timeout=START_MS)


def downloaded(panel: Panel, button: str = "export-download") -> tuple[str, bytes]:
    """The newest file as the browser saves it: its name and its bytes."""
    with panel.page.expect_download() as waiting:
        panel.get("export-card").first.get_by_test_id(button).click()
    download: Download = waiting.value
    return download.suggested_filename, Path(download.path()).read_bytes()


def test_a_file_is_what_the_page_said_and_its_note_proves_it(panel: Panel, sample: Driven) -> None:
    complaints = Complaints.of(sample.context)
    said = panel.get("action-bar").inner_text()
    shown = panel.get("sales-export-first-rows").locator("tbody tr").first.locator("td").all_inner_texts()
    written(panel)
    name, data = downloaded(panel)
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert name in said
    assert f"{len(rows) - 1:,} sales" in said
    assert [unsafe_cell(cell) for cell in rows[1]] == shown
    note_name, note = downloaded(panel, "export-note")
    assert note_name == f"{name}.txt"
    assert hashlib.sha256(data).hexdigest() in note.decode()
    assert "every day's units agree" in note.decode()
    expect(panel.get("export-card").first).to_contain_text("downloaded")
    panel.get("export-card").first.get_by_test_id("export-remove").click()
    expect(panel.get("export-card")).to_have_count(0)
    assert complaints.bad == []


@pytest.mark.parametrize("preset", ["gumroad", "bookkeeping", "mailing"])
def test_every_preset_is_written(panel: Panel, preset: str) -> None:
    panel.get("sales-preset").select_option(preset)
    expect(panel.get("action-bar")).to_contain_text(preset if preset != "mailing" else "mailing-list")
    for form in ("xlsx", "jsonl"):
        panel.get(f"export-format-{form}").check(force=True)
        expect(panel.get("action-bar")).to_contain_text(f".{form}")
        written(panel)
        name, data = downloaded(panel)
        assert name.endswith(form)
        assert data.startswith(b"PK" if form == "xlsx" else b"{")
    panel.get("export-format-csv").check(force=True)


def test_own_columns_are_chosen_renamed_ordered_saved_and_refused(panel: Panel) -> None:
    panel.get("sales-preset").select_option("own")
    panel.wait("own-title-email").fill("Address")
    panel.get("own-down-email").click()
    for key in ("product", "amount", "amount_currency", "date"):
        panel.get(f"own-remove-{key}").click()
    panel.get("own-add").select_option("gross")
    header = panel.get("sales-export-first-rows").locator("th")
    expect(header).to_have_text(["Name", "Address", "Gross (USD)"])
    panel.get("own-title-gross").fill("address")
    expect(panel.get("export-columns")).to_contain_text("Another column has this title.")
    expect(panel.get("sales-export-begin")).to_have_attribute("aria-disabled", "true")
    panel.get("own-title-gross").fill("Gross")
    panel.get("own-set-save").click()
    expect(panel.get("export-columns")).to_contain_text("Give these columns a name.")
    panel.get("own-set-name").fill("Mine")
    panel.get("own-set-save").click()
    expect(panel.get("own-set")).to_have_text("Use “Mine”")
    panel.get("own-simple").click()
    expect(header).to_have_count(6)
    panel.get("own-set").click()
    expect(header).to_have_text(["Name", "Address", "Gross"])
    panel.get("own-set-delete").click()
    expect(panel.get("own-set")).to_have_count(0)


def test_bad_days_prices_and_filters_without_sales_are_said(panel: Panel) -> None:
    panel.get("sales-first-day").fill("2026-05-02")
    panel.get("sales-last-day").fill("2026-05-01")
    expect(panel.get("sales-export")).to_contain_text("The last day is before the first.")
    expect(panel.get("sales-export-begin")).to_have_attribute("aria-disabled", "true")
    panel.get("sales-first-day").fill("2099-01-01")
    panel.get("sales-last-day").fill("")
    expect(panel.get("sales-export")).to_contain_text("That day has not come yet.")
    panel.get("sales-first-day").fill("")
    panel.get("sales-export-filter").click()
    panel.wait("sales-filter-price-from").fill("1,5")
    expect(panel.get("sales-export-filter-sheet").locator(".field-error")).to_be_visible()
    panel.get("sales-filter-price-from").fill("")
    panel.get("sales-export-text").fill("nobody-of-that-name")
    expect(panel.get("action-bar")).to_contain_text("No sale matches")
    panel.get("sales-export-filter-clear").click()
    panel.get("sales-export-filter-close").click()
    expect(panel.get("sales-export-begin")).to_have_attribute("aria-disabled", "false")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_the_page_is_in_order(sample: Driven, width: int, dark: bool) -> None:
    panel = Panel.open(sample, where=PLACE, width=width, dark=dark)
    panel.page.bring_to_front()
    panel.wait("sales-export-first-rows")
    panel.get("export-format-csv").check(force=True)
    panel.get("export-more").click()
    for preset in ("gumroad", "own"):
        panel.get("sales-preset").select_option(preset)
        expect(panel.get("sales-export-first-rows")).to_be_visible()
        assert (overflow(panel.page), nameless(panel.page)) == ([], []), preset
    panel.get("export-safe").uncheck()
    expect(panel.get("export-raw-warning")).to_be_visible()
    panel.get("export-safe").check()
    panel.get("sales-export-filter").click()
    panel.wait("sales-export-filter-sheet")
    assert (overflow(panel.page), nameless(panel.page)) == ([], [])
    panel.page.close()
