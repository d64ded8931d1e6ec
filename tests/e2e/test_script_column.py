"""A saved script as a column of a file of sales: first rows, CSV and Excel, errors, stopping, what is gone."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.core import Core
from tests.e2e.looking import Complaints, nameless, overflow
from tests.e2e.panel import START_MS, Panel
from tests.e2e.script_shop import open_and_read
from tests.unit.export.sheets import sheets
from tools.driving import Driven

PLACE = "#sales?page=export"
NARROW, WIDE = 360, 1100
SCRIPTS = {
    "Left over": "def cell(s): return '=' + s.id if s.price > 20 else 'small ' + s.country",
    "Broken": "def cell(s): return s.nothing",
    "Endless": "def cell(s):\n    while True: pass",
}


@pytest.fixture(scope="module")
def known(shared: Driven) -> Driven:
    core = Core(shared)
    open_and_read(core)
    for name, text in SCRIPTS.items():
        core.ask("script.save", name=name, text=text)
    return shared


@pytest.fixture
def panel(known: Driven) -> Iterator[Panel]:
    opened = Panel.open(known, where=PLACE)
    opened.page.bring_to_front()
    with_own_columns(opened)
    yield opened
    opened.page.close()


def with_own_columns(panel: Panel) -> None:
    """The number of a sale alone, to which a script's column is added."""
    panel.wait("sales-export-first-rows")
    panel.get("sales-preset").select_option("own")
    panel.get("own-add").select_option("sale_id")
    for key in ("email", "name", "product", "amount", "amount_currency", "date"):
        panel.get(f"own-remove-{key}").click()


def add(panel: Panel, name: str) -> None:
    panel.get("own-add").select_option(f"script:{name}")


def expected(panel: Panel) -> dict[str, str]:
    """What the first script says, worked out beside it from the rows that scripts read."""
    core, found = Core(panel.driven), dict[str, str]()
    place: str | None = ""
    while place is not None:
        page = core.ask("script.read", what="sales", place=place)
        for cells in json.loads(page["rows"]):
            sale = dict(zip(page["names"], cells, strict=True))
            found[sale["id"]] = f"={sale['id']}" if sale["price"] > 2_000 else f"small {sale['country']}"
        place = page["next"]
    core.page.close()
    panel.page.bring_to_front()
    return found


def written(panel: Panel) -> bytes:
    """The bytes of the file that the page describes, as they are downloaded."""
    before = panel.get("export-card").count()
    panel.get("sales-export-begin").click()
    expect(panel.get("export-card")).to_have_count(before + 1, timeout=START_MS)
    card = panel.get("export-card").first
    expect(card).to_have_attribute("data-state", "done", timeout=START_MS)
    expect(card.get_by_test_id("export-again")).to_have_count(0)
    with panel.page.expect_download() as waiting:
        card.get_by_test_id("export-download").click()
    return Path(waiting.value.path()).read_bytes()


def test_a_script_fills_a_column_of_the_file(panel: Panel, known: Driven) -> None:
    complaints = Complaints.of(known.context)
    cells = expected(panel)
    add(panel, "Left over")
    rows = panel.get("sales-export-first-rows").locator("tbody tr")
    for at in range(5):
        shown = rows.nth(at).locator("td")
        sale_id = shown.nth(0).inner_text()
        expect(shown.nth(1)).to_have_text(cells[sale_id], timeout=START_MS)
    panel.get("own-title-script:Left over").fill("Mine")
    expect(panel.get("sales-export-first-rows").locator("th")).to_have_text(["Sale ID", "Mine"])
    lines = list(csv.reader(io.StringIO(written(panel).decode("utf-8-sig"), newline="")))
    assert lines[0][1] == "Mine"
    safe = {key: f"'{text}" if text.startswith("=") else text for key, text in cells.items()}
    assert {row[0].removeprefix("'"): row[1] for row in lines[1:]} == safe
    panel.get("export-format-xlsx").check(force=True)
    expect(panel.get("action-bar")).to_contain_text(".xlsx")
    (book,) = sheets(written(panel)).values()
    assert {row[0]: row[1] for row in book[1:]} == cells
    panel.get("export-format-csv").check(force=True)
    assert complaints.bad == []


def test_an_error_of_the_script_is_told_and_no_file_begins(panel: Panel) -> None:
    before = panel.get("export-card").count()
    add(panel, "Broken")
    expect(panel.wait("rule-trouble")).to_contain_text("nothing")
    expect(panel.wait("script-unanswered")).to_be_visible()
    panel.get("sales-export-begin").click()
    expect(panel.wait("rule-trouble")).to_contain_text("nothing")
    expect(panel.get("export-card")).to_have_count(before)
    panel.get("own-remove-script:Broken").click()
    expect(panel.get("rule-trouble")).to_have_count(0)


def test_a_script_is_stopped_and_asked_again(panel: Panel) -> None:
    add(panel, "Endless")
    expect(panel.wait("rule-asking")).to_contain_text("Endless")
    panel.get("rule-stop").click()
    panel.wait("script-again").click()
    panel.wait("rule-stop").click()
    expect(panel.wait("script-unanswered")).to_be_visible()
    before = panel.get("export-card").count()
    panel.get("sales-export-begin").click()
    panel.wait("rule-stop").click()
    expect(panel.get("rule-asking")).to_have_count(0)
    expect(panel.get("export-card")).to_have_count(before)


def test_a_set_whose_script_is_gone_says_so(panel: Panel) -> None:
    core = Core(panel.driven)
    core.ask("script.save", name="Short-lived", text=SCRIPTS["Left over"])
    columns = [{"key": "sale_id"}, {"key": "script:Short-lived"}]
    core.ask("sales.export_keep", columns={"name": "Old", "columns": columns})
    core.ask("script.remove", name="Short-lived")
    core.page.close()
    panel.page.reload()
    panel.wait("sales-export-first-rows")
    panel.get("sales-preset").select_option("own")
    panel.wait("own-set").click()
    expect(panel.get("export-columns")).to_contain_text("There is no saved script “Short-lived”")
    expect(panel.get("sales-export-begin")).to_have_attribute("aria-disabled", "true")
    panel.get("own-remove-script:Short-lived").click()
    expect(panel.get("sales-export-begin")).to_have_attribute("aria-disabled", "false")
    panel.get("own-set-delete").click()
    expect(panel.get("own-set")).to_have_count(0)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_every_state_fits(known: Driven, width: int, dark: bool) -> None:
    panel = Panel.open(known, where=PLACE, width=width, dark=dark)
    panel.page.bring_to_front()
    with_own_columns(panel)
    add(panel, "Left over")
    expect(panel.get("sales-export-first-rows").locator("td").nth(1)).not_to_have_text("…", timeout=START_MS)
    assert (overflow(panel.page), nameless(panel.page)) == ([], [])
    add(panel, "Broken")
    panel.wait("script-unanswered")
    assert (overflow(panel.page), nameless(panel.page)) == ([], [])
    panel.get("own-remove-script:Broken").click()
    add(panel, "Endless")
    panel.wait("rule-asking")
    assert (overflow(panel.page), nameless(panel.page)) == ([], [])
    panel.get("rule-stop").click()
    panel.page.close()
