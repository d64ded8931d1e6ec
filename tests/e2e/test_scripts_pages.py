"""The Scripts tool in the sample shop: every example, what goes wrong, stopping, saving, and text from outside."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from py_core.scripting.examples import ORDER
from tests.e2e.core import Core
from tests.e2e.looking import evaluate, nameless, overflow
from tests.e2e.panel import Panel
from tests.e2e.script_shop import READ_OUTPUT, Shown, open_and_read, shown_here
from tools.driving import Driven
from tools.paths import ROOT

NARROW, WIDE = 360, 1100
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TOLD = "axe.run().then((told) => told.violations.map((one) => one.id + ' ' + one.nodes[0].html))"


@pytest.fixture(scope="module")
def here() -> dict[str, Shown]:
    return shown_here()


@pytest.fixture(scope="module")
def known(shared: Driven) -> Driven:
    """A browser whose sample shop is read whole."""
    open_and_read(Core(shared))
    return shared


@pytest.fixture
def panel(known: Driven) -> Iterator[Panel]:
    opened = Panel.open(known, where="#scripts", width=WIDE)
    opened.wait("script-text")
    yield opened
    opened.forget_drafts()
    opened.page.close()


def editor(panel: Panel) -> Locator:
    return panel.get("script-text")


def write(panel: Panel, text: str) -> None:
    """Type a script over what stands in the editor."""
    editor(panel).click()
    panel.page.keyboard.press("Control+A")
    panel.page.keyboard.press("Delete")
    for at, line in enumerate(text.split("\n")):
        if at:
            panel.page.keyboard.press("Escape")
            panel.page.keyboard.press("Enter")
            panel.page.keyboard.press("Home")
        panel.page.keyboard.insert_text(line)


def open_example(panel: Panel, name: str) -> None:
    panel.get("scripts-shelf").click()
    panel.get(f"script-example-{name}").click()
    losing = panel.get("scripts-losing-yes")
    if losing.is_visible():
        losing.click()


def run(panel: Panel) -> None:
    panel.get("scripts-run").click()


def assert_in_order(page: Page, place: str) -> None:
    assert overflow(page) == [], place
    assert nameless(page) == [], place


@pytest.mark.parametrize("name", ORDER)
def test_an_example_shows_and_wants_the_same_as_on_this_machine(
    panel: Panel, here: dict[str, Shown], name: str
) -> None:
    shown, headlines = here[name]
    open_example(panel, name)
    run(panel)
    if len(headlines) == 1:
        expect(panel.wait("headline")).to_have_text(headlines[0])
        panel.go("#scripts")
    panel.wait("scripts-output")
    assert evaluate(panel.page, READ_OUTPUT) == shown


def test_every_state_fits_narrow_and_wide_in_light_and_dark(known: Driven) -> None:
    for width in (NARROW, WIDE):
        for dark in (False, True):
            panel = Panel.open(known, where="#scripts", width=width, dark=dark)
            panel.wait("script-text")
            assert_in_order(panel.page, f"new {width}")
            open_example(panel, "refunds")
            run(panel)
            panel.wait("scripts-output")
            assert_in_order(panel.page, f"output {width}")
            evaluate(panel.page, AXE.read_text(encoding="utf-8"))
            assert evaluate(panel.page, TOLD) == [], f"axe {width} {dark}"
            panel.get("scripts-shelf").click()
            panel.wait("scripts-shelf-sheet")
            assert_in_order(panel.page, f"shelf {width}")
            panel.page.close()


def test_an_error_is_told_with_its_line_and_marked_there(panel: Panel) -> None:
    write(panel, "x = 1\nshop.product('nobody')")
    run(panel)
    expect(panel.wait("scripts-trouble")).to_contain_text("Line 2: There is no product named nobody.")
    expect(panel.page.locator(".cm-lint-marker-error")).to_be_visible()
    write(panel, "print('fine')")
    run(panel)
    expect(panel.wait("script-print")).to_have_text("fine")
    expect(panel.get("scripts-trouble")).to_have_count(0)


def test_an_endless_loop_is_stopped_and_the_engine_goes_on(panel: Panel) -> None:
    write(panel, "while True: pass")
    run(panel)
    panel.wait("scripts-stop").click()
    expect(panel.wait("scripts-trouble")).to_contain_text("Stopped")
    write(panel, "print(len(shop.products()))")
    run(panel)
    expect(panel.wait("script-print")).to_have_text("60")


def test_names_are_completed_with_their_words(panel: Panel) -> None:
    write(panel, "")
    editor(panel).press_sequentially("plan.sca")
    expect(panel.page.locator(".cm-tooltip-autocomplete")).to_contain_text("scale_price")
    expect(panel.page.locator(".cm-completionInfo")).to_contain_text("Raise or lower a price")


def test_two_kinds_of_changes_are_two_previews(panel: Panel) -> None:
    write(
        panel,
        "p = shop.product('Herringbone Serif')\nplan.publish(p, False)\nplan.add_code('SCRIPTED', p, pct=5)",
    )
    run(panel)
    wanted = panel.wait("scripts-wanted")
    expect(wanted.get_by_test_id("scripts-preview")).to_have_count(2)
    wanted.get_by_test_id("scripts-preview").nth(1).click()
    panel.wait("headline")
    panel.page.go_back()
    expect(panel.wait("scripts-wanted").get_by_test_id("scripts-preview")).to_have_count(2)


def test_text_from_outside_asks_once(panel: Panel) -> None:
    given: FilePayload = {
        "name": "given.py",
        "mimeType": "text/x-python",
        "buffer": b"print('from outside')",
    }
    panel.get("scripts-shelf").click()
    panel.get("scripts-file").set_input_files(files=given)
    expect(panel.get("scripts-title")).to_have_text("given")
    run(panel)
    panel.wait("scripts-agree")
    panel.page.keyboard.press("Escape")
    expect(panel.get("scripts-output")).to_have_count(0)
    run(panel)
    panel.wait("scripts-agree-yes").click()
    expect(panel.wait("script-print")).to_have_text("from outside")
    run(panel)
    expect(panel.wait("script-print")).to_have_text("from outside")
    expect(panel.get("scripts-agree")).to_have_count(0)


def test_a_script_is_saved_found_again_and_removed(panel: Panel) -> None:
    write(panel, "print('kept')")
    panel.get("scripts-save").click()
    panel.get("scripts-name").fill("")
    panel.get("scripts-save-yes").click()
    expect(panel.wait("scripts-save-dialog")).to_contain_text("Give the script a name")
    panel.get("scripts-name").fill("My kept script")
    panel.get("scripts-save-yes").click()
    expect(panel.get("scripts-title")).to_have_text("My kept script")
    panel.reopen("My kept script")
    panel.wait("script-text")
    panel.get("scripts-shelf").click()
    panel.page.get_by_role("button", name="My kept script", exact=True).click()
    expect(editor(panel)).to_contain_text("print('kept')")
    panel.get("scripts-shelf").click()
    panel.page.get_by_role("button", name="Remove My kept script").click()
    expect(panel.wait("scripts-shelf-sheet")).to_contain_text("Nothing saved yet")


def test_a_script_that_is_being_typed_is_there_again_after_the_panel_was_closed(panel: Panel) -> None:
    write(panel, "print('half a thought')")
    panel.reopen("half a thought")
    expect(editor(panel)).to_contain_text("print('half a thought')")
    run(panel)
    expect(panel.wait("script-print")).to_have_text("half a thought")


def test_what_is_not_saved_is_not_lost_by_a_slip(panel: Panel) -> None:
    write(panel, "print('precious')")
    panel.get("scripts-shelf").click()
    panel.get("script-example-months").click()
    expect(panel.wait("scripts-losing")).to_contain_text("not saved")
    panel.page.get_by_role("button", name="Back").click()
    panel.page.keyboard.press("Escape")
    expect(editor(panel)).to_contain_text("precious")


def test_a_run_of_a_script_is_an_ordinary_run_and_can_be_taken_back(panel: Panel) -> None:
    write(panel, "plan.set_text(shop.product('Herringbone Serif'), 'summary', 'A serif with a spine.')")
    run(panel)
    panel.wait("headline")
    panel.get("run").click()
    panel.wait("run-undo", timeout_ms=120_000).click()
    panel.wait("headline")
    panel.get("run").click()
    panel.wait("run-done", timeout_ms=120_000)
    names = Core(panel.driven).ask("script.read", what="products")
    assert "A serif with a spine." not in names["rows"]
