"""Undo: every field comes back, of all rows or of chosen ones, and what changed since is left alone."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.panel import Panel
from tests.e2e.shops import TOKEN, by_permalink, mixed_shop, products_of, without_suggestions, writes
from tools.driving import Driven
from tools.sandbox_server import RunningSandbox


@pytest.fixture(scope="module")
def opened(shared: Driven, server: RunningSandbox) -> Panel:
    server.control("POST", "reset", mixed_shop())
    panel = Panel.open(shared, width=1100)
    panel.connect(TOKEN)
    return panel


@pytest.fixture
def panel(opened: Panel, server: RunningSandbox) -> Panel:
    """The panel with the mixed shop as new and read anew."""
    server.control("POST", "reset", mixed_shop())
    opened.reread(server)
    return opened


def apply(panel: Panel) -> None:
    """Preview what the form says, accept what it asks, run it to its end."""
    panel.preview()
    panel.accept_all()
    panel.run()
    panel.run_ends()


def undo(panel: Panel) -> None:
    """Undo the run on the page (the rows ticked, or all), to its end."""
    panel.get("run-undo").click()
    panel.wait("preview-view")
    panel.run()
    panel.run_ends()


def option(server: RunningSandbox, product: str, name: str) -> dict[str, Any]:
    """One version as the server has it."""
    groups = by_permalink(server)[product]["variants"]
    found: dict[str, Any] = next(each for group in groups for each in group["options"] if each["name"] == name)
    return found


def test_every_kind_of_product_comes_back_field_by_field(panel: Panel, server: RunningSandbox) -> None:
    before = products_of(server)
    panel.choose_all()
    panel.form("+20", "up to .99")
    panel.get("field-versions").select_option("with_base")
    panel.preview()
    expect(panel.get("preview-view")).to_contain_text("undo cannot bring it back")
    shown = panel.rows("plan-rows")
    kit, palette = by_permalink(server)["kit"]["id"], by_permalink(server)["palette"]["id"]
    assert "Gumroad does not show the suggested price" in shown[palette]
    panel.accept_all()
    panel.run()
    panel.run_ends()
    changed = by_permalink(server)
    assert changed["kana"]["price"] == 960
    assert changed["hangul"]["price"] == 1800000
    assert changed["kit"]["price"] == 3699
    assert option(server, "kit", "Team")["price_difference"] > 2000
    assert changed["presets"]["price"] == 2699
    assert changed["palette"]["price"] == 699
    assert changed["circle"] == next(each for each in before if each["custom_permalink"] == "circle")
    assert kit in shown

    undo(panel)
    assert without_suggestions(products_of(server)) == without_suggestions(before)


def test_only_the_rows_ticked_are_undone(panel: Panel, server: RunningSandbox) -> None:
    panel.tick("Posters", "Kana Sheets", "Icons")
    panel.form("+10")
    apply(panel)
    after = by_permalink(server)
    table = panel.get("run-rows")
    table.locator(f'[data-key="{after["posters"]["id"]}"]').get_by_role("checkbox").check()
    server.control("DELETE", "requests")
    expect(panel.get("run-undo")).to_have_text("Undo 1")
    panel.get("run-undo").click()
    panel.wait("preview-view")
    panel.get("preview-back").click()
    expect(panel.wait("run-undo")).to_have_attribute("aria-disabled", "false")
    table.locator(f'[data-key="{after["posters"]["id"]}"]').get_by_role("checkbox").set_checked(True)
    panel.get("run-undo").click()
    panel.wait("preview-view")
    assert panel.rows("plan-rows").keys() == {after["posters"]["id"]}
    panel.run()
    panel.run_ends()
    now = by_permalink(server)
    assert [entry["path"] for entry in writes(server)] == [f"/v2/products/{after['posters']['id']}"]
    assert {name: product["price"] for name, product in now.items()} == {
        **{name: product["price"] for name, product in after.items()},
        "posters": 2000,
    }


def test_what_changed_since_is_left_alone(panel: Panel, server: RunningSandbox) -> None:
    panel.tick("Posters", "Kana Sheets", "Icons")
    panel.form("+10")
    apply(panel)
    state = server.control("GET", "state")
    for product in state["products"]:
        if product["custom_permalink"] == "kana":
            product["price"] = 777
    server.control("POST", "reset", state)
    undo(panel)
    now = by_permalink(server)
    assert {name: now[name]["price"] for name in ("posters", "kana", "icons")} == {
        "posters": 2000,
        "kana": 777,
        "icons": 200,
    }
    expect(panel.get("count-left-alone")).to_contain_text("1")
    row = panel.rows("run-rows")[now["kana"]["id"]]
    assert "¥777" in row
    assert "Nothing was sent." in row
    assert f"/v2/products/{now['kana']['id']}" not in {entry["path"] for entry in writes(server)}


def test_a_change_of_currency_comes_back(panel: Panel, server: RunningSandbox) -> None:
    before = products_of(server)
    panel.tick("Euro Presets")
    panel.mode("currency")
    panel.get("field-to-currency").select_option("jpy")
    panel.get("field-rate").fill("162")
    apply(panel)
    changed = by_permalink(server)["presets"]
    assert (changed["currency"], changed["price"]) == ("jpy", 3564)
    assert option(server, "presets", "Large")["price_difference"] == 1782

    undo(panel)
    assert without_suggestions(products_of(server)) == without_suggestions(before)


def test_a_price_set_to_zero_comes_back_with_pay_what_you_want_off(panel: Panel, server: RunningSandbox) -> None:
    before = products_of(server)
    panel.tick("Posters", "Kana Sheets")
    panel.mode("set")
    panel.get("field-amounts-usd").fill("0")
    panel.get("field-amounts-jpy").fill("0")
    panel.preview()
    expect(panel.get("finding-zero_price")).to_contain_text("2 prices would become zero: free for everyone.")
    expect(panel.get("preview-view")).to_contain_text("Gumroad does with free products. Undo switches it off.")
    expect(panel.get("run")).to_have_attribute("aria-disabled", "true")
    assert writes(server) == []
    panel.accept_all()
    panel.run()
    panel.run_ends()
    changed = by_permalink(server)
    assert [(changed[name]["price"], changed[name]["customizable_price"]) for name in ("posters", "kana")] == [
        (0, True),
        (0, True),
    ]

    undo(panel)
    restored = products_of(server)
    for product in (*before, *restored):
        product["customizable_price"] = bool(product["customizable_price"])
    assert without_suggestions(restored) == without_suggestions(before)


def test_an_undo_can_itself_be_undone(panel: Panel, server: RunningSandbox) -> None:
    panel.tick("Posters", "Hangul Book")
    panel.form("-25")
    apply(panel)
    after = products_of(server)
    undo(panel)
    assert by_permalink(server)["posters"]["price"] == 2000
    undo(panel)
    assert products_of(server) == after
