"""Codes made, limited, replaced, brought from a file and deleted in the panel; the server has the last word."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.codes_panel import choose, fill_mint, preview, tick_code
from tests.e2e.panel import START_MS, Panel
from tests.e2e.shops import TOKEN, mixed_shop, writes
from tools.driving import Driven
from tools.sandbox_server import RunningSandbox


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
