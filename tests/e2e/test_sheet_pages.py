"""The catalogue as a spreadsheet in the panel: out, edited, back, previewed, run, undone; bad files; every page."""

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import TOKEN
from tests.e2e.looking import Complaints, nameless, overflow
from tests.e2e.panel import START_MS, Panel
from tests.e2e.shops import Product, by_permalink, products_of, writes
from tools.driving import Driven
from tools.in_page import evaluate
from tools.paths import ROOT
from tools.sandbox_server import RunningSandbox

NARROW, WIDE = 360, 1100
PLACE = "#listings?page=sheet"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TOLD = "axe.run().then((told) => told.violations.map((one) => one.id + ' ' + one.nodes[0].html))"
SETTLED = "Promise.all(document.getAnimations().map((each) => each.finished)).then(() => true)"
DESCRIPTION = (
    '<h2>What</h2><p>40 <u>files</u> &amp; more</p><figure><img src="https://a.b/c.png"></figure><p>End</p>'
)
Rows = list[dict[str, str]]


def described_shop(server: RunningSandbox) -> dict[str, Product]:
    """The server's products, each with a summary and a description."""
    state = server.control("GET", "state")
    for product in state["products"]:
        product |= {"description": DESCRIPTION, "custom_summary": "A summary", "tags": ["icons", "svg"]}
    server.control("POST", "reset", state)
    server.control("DELETE", "requests")
    return by_permalink(server)


@pytest.fixture
def panel(chromium: Driven) -> Iterator[Panel]:
    opened = Panel.open(chromium)
    opened.page.bring_to_front()
    yield opened
    opened.page.close()


@pytest.fixture
def sample(panel: Panel) -> Panel:
    """The page in the sample shop."""
    panel.open_sample()
    panel.go(PLACE)
    panel.wait("sheet-out")
    return panel


def exported(panel: Panel, how: str, description: str = "markdown") -> bytes:
    """The file that the page makes and the browser saves."""
    before = panel.get("export-card").count()
    panel.get(f"export-format-{how}").check(force=True)
    panel.get(f"sheet-description-{description}").check(force=True)
    panel.get("sheet-export").click()
    expect(panel.get("export-card")).to_have_count(before + 1, timeout=START_MS)
    expect(panel.get("export-card").first).to_have_attribute("data-state", "done", timeout=START_MS)
    with panel.page.expect_download() as waiting:
        panel.get("export-card").first.get_by_test_id("export-download").click()
    assert waiting.value.suggested_filename.endswith(f".{how}")
    return Path(waiting.value.path()).read_bytes()


def brought(panel: Panel, content: bytes, folder: Path, name: str) -> None:
    """Bring a file back, and wait for what it comes to."""
    path = folder / name
    path.write_bytes(content)
    panel.get("sheet-file").set_input_files(str(path))
    panel.wait("sheet-result")


def edited(content: bytes, change: Callable[[Rows], object]) -> bytes:
    """A CSV file with edited rows."""
    rows: Rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    columns = list(rows[0])
    change(rows)
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def test_exactly_the_edited_cells_change_and_come_back(panel: Panel, shop: RunningSandbox, tmp_path: Path) -> None:
    before = described_shop(shop)
    panel.connect(TOKEN)
    panel.go(PLACE)
    panel.wait("sheet-out")
    content = exported(panel, "csv")
    assert writes(shop) == []

    def change(rows: Rows) -> None:
        by_name = {row["Name"]: row for row in rows}
        by_name["Product 03"]["Name"] = "Product three"
        by_name["Product 04"]["Price"] = "21,50"
        by_name["Product 05"]["Summary"] = "CLEAR"
        text = by_name["Product 06"]["Description (Markdown)"]
        by_name["Product 06"]["Description (Markdown)"] = text.replace("End", "The *end*")
        by_name["Product 07"]["Tags"] = "svg, png"

    brought(panel, edited(content, change), tmp_path, "mine.csv")
    expect(panel.get("sheet-headline")).to_have_text("5 cells were edited")
    expect(panel.get("sheet-counts").locator("li")).to_have_count(5)
    assert panel.get("sheet-problems").count() == 0
    panel.get("sheet-preview").click()
    panel.wait("preview-view")
    panel.accept_all()
    panel.run()
    panel.run_ends()
    after = by_permalink(shop)
    wanted: dict[str, dict[str, Any]] = {
        "product03": {"name": "Product three"},
        "product04": {"price": 2150},
        "product05": {"custom_summary": ""},
        "product06": {"description": DESCRIPTION.replace("<p>End</p>", "<p>The <em>end</em></p>")},
        "product07": {"tags": ["svg", "png"]},
    }
    for permalink, product in after.items():
        changed = {field: value for field, value in product.items() if value != before[permalink][field]}
        expected = wanted.get(permalink, {})
        assert {field: changed.pop(field) or "" for field in expected} == expected
        assert changed == {}, permalink
    assert len(writes(shop)) == len(wanted)
    panel.wait("run-undo").click()
    panel.wait("preview-view")
    panel.run()
    panel.run_ends()
    restored = by_permalink(shop)
    assert {key: product["name"] for key, product in restored.items()} == {
        key: product["name"] for key, product in before.items()
    }
    assert {key: product["description"] for key, product in restored.items()} == {
        key: product["description"] for key, product in before.items()
    }


def test_a_workbook_comes_back_and_one_that_was_not_edited_changes_nothing(
    panel: Panel, shop: RunningSandbox, tmp_path: Path
) -> None:
    described_shop(shop)
    panel.connect(TOKEN)
    panel.go(PLACE)
    panel.wait("sheet-out")
    content = exported(panel, "xlsx", "html")
    brought(panel, content, tmp_path, "same.xlsx")
    expect(panel.get("sheet-headline")).to_have_text("Nothing was edited in this file")
    panel.get("sheet-forget").click()
    expect(panel.get("sheet-result")).to_have_count(0)
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    titles = [cell.value for cell in sheet[1]]
    sheet.cell(2, titles.index("Price") + 1).value = 77.5
    sheet.append([None, "A new pack", 5])
    out = io.BytesIO()
    book.save(out)
    brought(panel, out.getvalue(), tmp_path, "edited.xlsx")
    expect(panel.get("sheet-headline")).to_have_text("1 edited cell and 1 new product")
    panel.get("sheet-preview").click()
    panel.wait("preview-view")
    panel.accept_all()
    panel.run()
    panel.run_ends()
    products = products_of(shop)
    assert [product["price"] for product in products].count(7750) == 1
    (made,) = [product for product in products if product["name"] == "A new pack"]
    assert (made["published"], made["price"], made["currency"]) == (False, 500, "usd")


def test_what_cannot_be_used_is_said_with_its_row(sample: Panel, chromium: Driven, tmp_path: Path) -> None:
    complaints = Complaints.of(chromium.context)
    content = exported(sample, "csv")

    def change(rows: Rows) -> None:
        rows[0]["Price"] = "1.234"
        rows[1]["Currency"] = "xyz"
        rows[2]["Summary"] = "An edited summary"
        rows.append({"Name": rows[3]["Name"], "Price": "5", "Currency": "usd"})
        rows.append({"Name": "", "Price": "5", "Currency": "usd"})

    brought(sample, edited(content, change), tmp_path, "mine.csv")
    lines = sample.get("sheet-problems").locator("tbody tr")
    expect(lines).to_have_count(3)
    expect(lines.first).to_contain_text("can be read in two ways")
    assert lines.locator("td:first-child").all_inner_texts() == ["2", "3", "63"]
    doubt = sample.get("sheet-doubts").get_by_role("checkbox")
    expect(doubt).not_to_be_checked()
    sample.get("sheet-preview").click()
    expect(sample.wait("headline")).to_contain_text("1 ")
    sample.get("preview-back").click()
    doubt.check()
    sample.get("sheet-preview").click()
    expect(sample.wait("headline")).to_contain_text("2 ")
    assert complaints.bad == []


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.xlsx", b"PK\x03\x04 nothing", "This workbook cannot be read"),
        ("a.csv", b"a,b\n1,2\n", "No row heads the columns"),
        ("a.csv", b"", "The file is empty"),
        ("a.xls", b"\xd0\xcf\x11\xe0", "old Excel workbook"),
        ("a.csv", b"ID,Name\nzzz,b\n", "not in your shop"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    sample: Panel, name: str, content: bytes, sentence: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    sample.get("sheet-file").set_input_files(str(path))
    expect(sample.wait("sheet-file-error")).to_contain_text(sentence)
    expect(sample.get("sheet-export")).to_be_visible()


def test_a_file_that_is_too_large_is_not_read(sample: Panel, tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    path.write_bytes(b"x" * 20_000_001)
    sample.get("sheet-file").set_input_files(str(path))
    expect(sample.wait("sheet-file-error")).to_contain_text("20 MB at most")


def test_columns_and_products_are_chosen(panel: Panel) -> None:
    panel.open_sample()
    panel.tick("Winter Hearth Icon Set")
    panel.go(PLACE)
    panel.wait("sheet-which-chosen").check(force=True)
    for key in ("summary", "tags", "category", "description", "published"):
        panel.get(f"sheet-column-{key}").uncheck()
    expect(panel.get("action-bar")).to_contain_text("1 product, 3 columns")
    panel.get("export-format-csv").check(force=True)
    panel.get("sheet-export").click()
    with panel.page.expect_download() as waiting:
        panel.wait("export-download").click()
    rows = list(csv.reader(io.StringIO(Path(waiting.value.path()).read_text("utf-8-sig"), newline="")))
    assert rows[0] == ["ID", "Name", "Price", "Currency", "Export"]
    assert [row[1] for row in rows[1:]] == ["Winter Hearth Icon Set"]
    for key in ("name", "price", "currency"):
        panel.get(f"sheet-column-{key}").uncheck()
    expect(panel.get("action-bar")).to_contain_text("Choose at least one column")


def assert_in_order(page: Page, place: str) -> None:
    assert overflow(page) == [], place
    assert nameless(page) == [], place


def test_the_page_holds_at_every_width_and_for_everybody(sample: Panel, chromium: Driven, tmp_path: Path) -> None:
    content = exported(sample, "csv")
    path = tmp_path / "mine.csv"
    path.write_bytes(edited(content, lambda rows: rows[0].update({"Price": "1.234", "Name": "New " * 40})))
    for width in (NARROW, WIDE):
        for dark in (False, True):
            one = Panel.open(chromium, where=PLACE, width=width, dark=dark)
            one.wait("sheet-out")
            evaluate(one.page, f"(() => {{ {AXE.read_text(encoding='utf-8')} }})()")
            for file in ("", str(path)):
                if file:
                    one.get("sheet-file").set_input_files(file)
                    one.wait("sheet-problems")
                evaluate(one.page, SETTLED)
                assert_in_order(one.page, f"{width} {file}")
                assert evaluate(one.page, TOLD) == [], f"{width}, dark: {dark}, {file}"
            one.page.close()
