"""A saved script as the rule of the Prices tool, in the sample shop: from the first line to the undo."""

from collections.abc import Iterator
from fractions import Fraction
from math import floor
from typing import Any

import pytest
from playwright.sync_api import FilePayload, expect

from tests.e2e.core import Core
from tests.e2e.looking import nameless, overflow
from tests.e2e.panel import Panel
from tools.driving import Driven

NARROW, WIDE = 360, 1100

DEARER = """def price(p):
    if p.type == "one_off" and p.currency == "usd":
        return p.price * 1.075
"""


@pytest.fixture(scope="module")
def core(shared: Driven) -> Core:
    """The sample shop, read whole."""
    asked = Core(shared)
    asked.ask("account.sample", reset=True)
    asked.reread()
    return asked


@pytest.fixture
def panel(core: Core) -> Iterator[Panel]:
    for script in core.ask("script.shelf")["saved"]:
        core.ask("script.remove", name=script["name"])
    opened = Panel.open(core.driven, width=WIDE)
    yield opened
    opened.forget_drafts()
    opened.page.close()


def saved(panel: Panel, name: str, text: str) -> None:
    """Write a script under Scripts and save it there."""
    panel.go("#scripts")
    panel.wait("script-text").click()
    panel.page.keyboard.press("Control+A")
    panel.page.keyboard.press("Delete")
    panel.page.keyboard.insert_text(text)
    named(panel, name)


def named(panel: Panel, name: str) -> None:
    panel.get("scripts-save").click()
    panel.get("scripts-name").fill(name)
    panel.get("scripts-save-yes").click()
    expect(panel.get("scripts-title")).to_have_text(name)


def chosen(panel: Panel, name: str) -> None:
    """All products, and the script of that name as their rule."""
    panel.choose_all()
    panel.mode("script")
    panel.wait("field-script").select_option(label=name)


def products(core: Core) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in core.ask("catalog.get")["products"]}


def prices(core: Core) -> dict[str, int]:
    return {key: row["price"]["minor"] for key, row in products(core).items()}


def test_the_prices_that_a_script_says_are_previewed_applied_and_taken_back(panel: Panel, core: Core) -> None:
    before = products(core)
    saved(panel, "A bit dearer", DEARER)
    chosen(panel, "A bit dearer")
    expect(panel.wait("what-happens")).to_contain_text("The script “A bit dearer” says the new prices.")
    panel.preview()
    after = {
        key: floor(Fraction(row["price"]["minor"]) * Fraction("1.075") + Fraction(1, 2))
        for key, row in before.items()
        if (row["type"], row["price"]["currency"]) == ("one_off", "usd") and row["price"]["minor"]
    }
    assert len(after) > 20
    expect(panel.get("headline")).to_have_text(f"{len(after)} prices will change")
    shown = panel.rows("plan-rows")
    for key, minor in after.items():
        assert f"${minor / 100:.2f}".removesuffix(".00") in shown[key]
    others = [text for key, text in shown.items() if key not in after]
    assert any("The script “A bit dearer” leaves it alone." in text for text in others)

    panel.accept_all()
    panel.run()
    panel.run_ends()
    assert {key: minor for key, minor in prices(core).items() if key in after} == after
    panel.wait("run-undo").click()
    panel.wait("preview-view")
    panel.run()
    panel.run_ends()
    assert prices(core) == {key: row["price"]["minor"] for key, row in before.items()}
    panel.go("#history")
    panel.wait("history-run")
    expect(panel.get("history-run").nth(0)).to_contain_text("Undo of “Script: A bit dearer”")
    expect(panel.get("history-run").nth(1)).to_contain_text("Script: A bit dearer")


def test_rows_are_unticked_and_typed_over_without_asking_the_script_again(panel: Panel, core: Core) -> None:
    saved(panel, "A bit dearer", DEARER)
    chosen(panel, "A bit dearer")
    panel.get("field-ending").select_option(label="up to .99")
    panel.preview()
    headline = panel.get("headline").inner_text()
    count = int(headline.split()[0])
    core.ask("script.remove", name="A bit dearer")
    panel.get("plan-rows").get_by_role("checkbox").nth(1).click()
    expect(panel.get("headline")).to_have_text(f"{count - 1} prices will change")
    panel.get("preview-back").click()
    panel.wait("preview").click()
    expect(panel.wait("prices-form")).to_contain_text(
        "There is no saved script “A bit dearer” that says prices any more."
    )


def test_an_edited_script_is_asked_anew(panel: Panel) -> None:
    saved(panel, "Mine", "def price(p):\n    return None\n")
    chosen(panel, "Mine")
    panel.preview()
    expect(panel.get("headline")).to_have_text("Nothing will change")
    expect(panel.get("finding-notes")).to_contain_text(
        "The script “Mine” gives a new price for none of these products"
    )
    saved(panel, "Mine", DEARER)
    panel.go("#prices")
    expect(panel.wait("field-script")).to_have_value("Mine")
    panel.preview()
    expect(panel.get("headline")).to_contain_text("prices will change")


def test_a_script_with_an_error_says_so_and_nothing_is_planned(panel: Panel) -> None:
    saved(panel, "Broken", "def price(p):\n    return p.price / 0\n")
    chosen(panel, "Broken")
    panel.get("preview").click()
    expect(panel.wait("rule-trouble")).to_contain_text("Broken did not give an answer. Line 2:")
    expect(panel.get("preview-view")).to_have_count(0)
    panel.get("rule-open").click()
    expect(panel.wait("scripts-title")).to_have_text("Broken")


def test_a_script_from_outside_asks_once(panel: Panel) -> None:
    given: FilePayload = {"name": "given.py", "mimeType": "text/x-python", "buffer": DEARER.encode()}
    panel.go("#scripts")
    panel.wait("script-text")
    panel.get("scripts-shelf").click()
    panel.get("scripts-file").set_input_files(files=given)
    named(panel, "Given")
    chosen(panel, "Given")
    panel.get("preview").click()
    panel.wait("scripts-agree")
    panel.page.keyboard.press("Escape")
    expect(panel.get("scripts-agree")).to_have_count(0)
    expect(panel.get("prices-form")).to_be_visible()
    panel.get("preview").click()
    panel.wait("scripts-agree-yes").click()
    panel.wait("headline")
    panel.get("preview-back").click()
    panel.preview()
    expect(panel.get("scripts-agree")).to_have_count(0)


def test_a_script_that_does_not_end_is_stopped(panel: Panel) -> None:
    saved(panel, "Endless", "def price(p):\n    while True:\n        pass\n")
    chosen(panel, "Endless")
    panel.get("preview").click()
    expect(panel.wait("rule-asking")).to_contain_text("Endless")
    expect(panel.get("field-script")).to_be_disabled()
    panel.get("rule-stop").click()
    expect(panel.get("rule-asking")).to_have_count(0)
    expect(panel.get("field-script")).to_be_enabled()
    expect(panel.get("prices-form")).to_be_visible()


def test_without_a_script_the_form_says_how_to_make_one(panel: Panel) -> None:
    panel.choose_all()
    panel.mode("script")
    expect(panel.wait("no-script")).to_contain_text("price(p)")
    panel.get("script-rule-go").click()
    panel.wait("script-text")


@pytest.mark.usefixtures("panel")
def test_every_state_fits_narrow_and_wide(core: Core) -> None:
    core.ask("script.save", name="A bit dearer " + "and then some " * 4, text="def price(p):\n    return 1 / 0\n")
    for width in (NARROW, WIDE):
        for dark in (False, True):
            other = Panel.open(core.driven, width=width, dark=dark)
            chosen(other, "A bit dearer " + "and then some " * 4)
            assert overflow(other.page) == nameless(other.page) == []
            other.get("preview").click()
            other.wait("rule-trouble")
            assert overflow(other.page) == nameless(other.page) == []
            other.page.close()
