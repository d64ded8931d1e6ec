"""The main job through the pages: choose, preview, apply, read the history, undo."""

from playwright.sync_api import expect

from tests.e2e.conftest import PRODUCTS, TOKEN, prices, writes
from tests.e2e.panel import Panel
from tools.driving import Driven
from tools.sandbox_server import RunningSandbox


def test_what_the_preview_shows_is_what_runs_and_undo_restores_it(chromium: Driven, shop: RunningSandbox) -> None:
    before = prices(shop)
    panel = Panel.open(chromium)
    panel.connect(TOKEN)
    assert writes(shop) == []
    panel.choose_all()
    panel.form("+12", "up to .99")
    panel.preview()
    expect(panel.get("headline")).to_have_text("40 prices will change")
    shown = panel.rows("plan-rows")
    assert shown.keys() == before.keys()
    assert writes(shop) == []

    panel.run()
    panel.run_ends()
    expect(panel.get("count-applied")).to_contain_text(str(PRODUCTS))
    sent = writes(shop)
    assert [entry["path"].removeprefix("/v2/products/") for entry in sent] == list(before)[::-1]
    after = prices(shop)
    for entry in sent:
        product_id = entry["path"].removeprefix("/v2/products/")
        assert entry["form"] == [["price", str(after[product_id])]]
        assert f"${after[product_id] / 100:.2f}" in shown[product_id]
        assert f"${before[product_id] / 100:.2f}" in shown[product_id]

    panel.wait("run-undo").click()
    panel.wait("preview-view")
    assert prices(shop) == after
    panel.run()
    panel.run_ends()
    assert prices(shop) == before

    panel.go("#history")
    expect(panel.get("history-run")).to_have_count(2)


def test_a_row_unticked_and_a_price_typed_over_make_another_plan(chromium: Driven, shop: RunningSandbox) -> None:
    before = prices(shop)
    panel = Panel.open(chromium)
    panel.connect(TOKEN)
    panel.choose_all()
    panel.form("+10")
    panel.preview()
    first = panel.get("preview-view").get_attribute("data-digest")
    ids = list(panel.rows("plan-rows"))
    panel.page.keyboard.press("Home")
    row = panel.get("plan-rows").locator(f'[data-key="{ids[0]}"]')
    row.get_by_role("checkbox").uncheck()
    expect(panel.get("headline")).to_have_text("39 prices will change")
    second = panel.get("plan-rows").locator(f'[data-key="{ids[1]}"]')
    second.get_by_test_id("price-edit").click()
    panel.get("price-input").fill("77.77")
    panel.get("price-input").press("Enter")
    expect(second).to_contain_text("$77.77")
    expect(panel.get("run-blocked")).to_be_visible()
    assert panel.get("preview-view").get_attribute("data-digest") != first
    panel.accept_all()
    panel.run()
    panel.run_ends()
    after = prices(shop)
    assert after[ids[0]] == before[ids[0]]
    assert after[ids[1]] == 7777
    assert len(writes(shop)) == PRODUCTS - 1


def test_what_changed_since_the_preview_is_left_alone(chromium: Driven, shop: RunningSandbox) -> None:
    panel = Panel.open(chromium)
    panel.connect(TOKEN)
    panel.choose_all()
    panel.form("+10")
    panel.preview()
    state = shop.control("GET", "state")
    state["products"][3]["price"] = 4321
    shop.control("POST", "reset", state)
    panel.run()
    panel.run_ends()
    expect(panel.get("count-left-alone")).to_contain_text("1")
    expect(panel.get("count-applied")).to_contain_text("39")
    assert state["products"][3]["id"] not in {entry["path"].rpartition("/")[2] for entry in writes(shop)}
    assert "$43.21" in panel.rows("run-rows")[state["products"][3]["id"]]


def test_stop_ends_after_the_product_in_work_and_the_run_can_go_on(chromium: Driven, shop: RunningSandbox) -> None:
    shop.control("POST", "faults", [{"method": "PUT", "path": "/v2/products/*", "delay_ms": 150}])
    panel = Panel.open(chromium)
    panel.connect(TOKEN)
    panel.choose_all()
    panel.form("+10")
    panel.preview()
    panel.run()
    panel.wait("run-stop").click()
    panel.run_ends("stopped")
    done = len(writes(shop))
    assert 0 < done < PRODUCTS
    expect(panel.get("count-applied")).to_contain_text(str(done))
    panel.wait("run-resume").click()
    panel.run_ends()
    sent = [entry["path"] for entry in writes(shop)]
    assert len(sent) == len(set(sent)) == PRODUCTS
