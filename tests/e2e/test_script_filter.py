"""Saved scripts as filters of the Products tool, in the sample shop."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import FilePayload, expect

from tests.e2e.core import Core
from tests.e2e.looking import nameless, overflow
from tests.e2e.panel import Panel
from tools.driving import Driven
from tools.in_page import evaluate
from tools.paths import ROOT

NARROW, WIDE = 360, 1100
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TOLD = "axe.run().then((told) => told.violations.map((one) => one.id + ' ' + one.nodes[0].html))"
CHEAP = "def choose(p):\n    return p.currency == 'usd' and p.price < 15\n"
FAILING = "def choose(p):\n    return 1 / 0\n"


@pytest.fixture
def core(shared: Driven) -> Core:
    found = Core(shared)
    found.ask("account.sample", reset=True)
    found.reread()
    for one in found.ask("script.shelf")["saved"]:
        found.ask("script.remove", name=one["name"])
    return found


@pytest.fixture
def panel(core: Core, shared: Driven) -> Iterator[Panel]:
    """The products of the sample shop, with nothing saved under Scripts."""
    assert core.ask("script.shelf")["saved"] == []
    opened = Panel.open(shared, width=WIDE)
    opened.shop_read()
    yield opened
    opened.page.close()


def cheap(core: Core) -> list[str]:
    """The names of what CHEAP chooses, out of the core's own products."""
    products = core.ask("catalog.get")["products"]
    return [p["name"] for p in products if p["price"]["currency"] == "usd" and p["price"]["minor"] < 1500]


def choose(panel: Panel, name: str) -> None:
    panel.get("open-filter").click()
    panel.wait("filter-script").select_option(name)
    panel.get("filter-ask").click()


def total(core: Core) -> int:
    return len(core.ask("catalog.get")["products"])


def test_a_script_saved_under_scripts_filters_products_and_its_products_go_on_to_prices(
    core: Core, panel: Panel
) -> None:
    panel.get("open-filter").click()
    panel.wait("filter-script-none").get_by_role("link").click()
    panel.wait("script-text").click()
    panel.page.keyboard.press("Control+A")
    panel.page.keyboard.insert_text(CHEAP)
    panel.get("scripts-save").click()
    panel.get("scripts-name").fill("Cheap ones")
    panel.get("scripts-save-yes").click()
    expect(panel.get("scripts-title")).to_have_text("Cheap ones")
    panel.go("#products")
    names = cheap(core)
    assert 0 < len(names) < total(core)
    choose(panel, "Cheap ones")
    expect(panel.wait("filter-picked")).to_contain_text(f"{len(names)} products by Cheap ones")
    expect(panel.page.locator("h1")).to_contain_text(str(len(names)))
    panel.get("tick_all").click()
    expect(panel.get("chosen-count")).to_contain_text(str(len(names)))
    shown = panel.get("products").locator(".product-name").all_inner_texts()
    assert set(shown) <= set(names)
    panel.get("change-prices").click()
    expect(panel.wait("prices-form")).to_be_visible()
    panel.go("#products")
    panel.wait("filter-picked").get_by_role("button").click()
    expect(panel.get("filter-picked")).to_have_count(0)
    expect(panel.page.locator("h1")).to_contain_text(str(total(core)))


def test_it_goes_together_with_the_other_filters_and_is_asked_again_after_a_reading(
    core: Core, panel: Panel
) -> None:
    core.ask("script.save", name="Cheap ones", text=CHEAP)
    choose(panel, "Cheap ones")
    panel.wait("filter-picked")
    name = cheap(core)[0]
    panel.get("search").fill(name)
    expect(panel.get("products").locator(".product-name")).to_have_text([name])
    expect(panel.get("filter-old")).to_have_count(0)
    panel.get("refresh").click()
    expect(panel.wait("filter-old")).to_contain_text("may have changed")
    panel.get("filter-again").click()
    expect(panel.get("filter-old")).to_have_count(0)
    panel.wait("filter-picked")
    core.ask("script.save", name="Cheap ones", text=FAILING)
    panel.go("#history")
    panel.go("#products")
    expect(panel.wait("filter-old")).to_contain_text("was changed")


def test_a_script_that_fails_leaves_the_table_as_it_was(core: Core, panel: Panel) -> None:
    core.ask("script.save", name="Failing", text=FAILING)
    core.ask("script.save", name="Endless", text="def choose(p):\n    while True: pass\n")
    choose(panel, "Failing")
    expect(panel.wait("rule-trouble")).to_contain_text("This divides by zero")
    expect(panel.get("filter-picked")).to_have_count(0)
    expect(panel.page.locator("h1")).to_contain_text(str(total(core)))
    choose(panel, "Endless")
    panel.wait("rule-stop").click()
    expect(panel.get("rule-asking")).to_have_count(0)
    expect(panel.get("rule-trouble")).to_have_count(0)
    expect(panel.get("filter-picked")).to_have_count(0)


def test_a_file_saved_without_running_asks_once_wherever_it_runs_first(panel: Panel) -> None:
    given: FilePayload = {"name": "given.py", "mimeType": "text/x-python", "buffer": CHEAP.encode()}
    panel.go("#scripts")
    panel.wait("script-text")
    panel.get("scripts-shelf").click()
    panel.get("scripts-file").set_input_files(files=given)
    expect(panel.get("scripts-title")).to_have_text("given")
    panel.get("scripts-save").click()
    panel.get("scripts-save-yes").click()
    panel.page.reload()
    panel.wait("script-text")
    panel.get("scripts-shelf").click()
    panel.page.get_by_role("button", name="given filter for products").click()
    panel.get("scripts-run").click()
    panel.wait("scripts-agree")
    panel.page.keyboard.press("Escape")
    expect(panel.get("scripts-output")).to_have_count(0)
    panel.go("#products")
    choose(panel, "given")
    panel.wait("scripts-agree")
    panel.page.keyboard.press("Escape")
    expect(panel.get("filter-picked")).to_have_count(0)
    choose(panel, "given")
    panel.wait("scripts-agree-yes").click()
    panel.wait("filter-picked").get_by_role("button").click()
    choose(panel, "given")
    panel.wait("filter-picked")
    expect(panel.get("scripts-agree")).to_have_count(0)


def test_every_state_fits_narrow_and_wide_in_light_and_dark(core: Core, shared: Driven) -> None:
    core.ask("script.save", name="Products below fifteen dollars, for the spring sale", text=CHEAP)
    core.ask("script.save", name="Failing", text=FAILING)
    for width in (NARROW, WIDE):
        for dark in (False, True):
            panel = Panel.open(shared, width=width, dark=dark)
            panel.shop_read()
            panel.get("open-filter").click()
            panel.wait("filter-script").select_option(index=2)
            assert_in_order(panel, f"sheet {width} {dark}")
            panel.get("filter-ask").click()
            panel.wait("filter-picked")
            panel.get("refresh").click()
            panel.wait("filter-old")
            expect(panel.get("refresh")).to_be_visible()
            assert_in_order(panel, f"old {width} {dark}")
            choose(panel, "Failing")
            panel.wait("rule-trouble")
            assert_in_order(panel, f"trouble {width} {dark}")
            panel.page.close()


def assert_in_order(panel: Panel, place: str) -> None:
    assert overflow(panel.page) == [], place
    assert nameless(panel.page) == [], place
    evaluate(panel.page, f"(() => {{ {AXE.read_text(encoding='utf-8')} }})()")
    assert evaluate(panel.page, TOLD) == [], place
