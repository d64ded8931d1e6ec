"""The service worker, the engine page and the whole browser, each killed in the middle of a run of forty."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PRODUCTS, TOKEN, Launch, prices, writes
from tests.e2e.panel import Panel
from tools.driving import Driven, wait_for
from tools.sandbox_server import RunningSandbox

SLOW = [{"method": "PUT", "path": "/v2/products/*", "delay_ms": 120, "delay_after_ms": 60}]


def start_run(driven: Driven, shop: RunningSandbox) -> Panel:
    """A run of forty that is under way: some products done, most not."""
    shop.control("POST", "faults", SLOW)
    panel = Panel.open(driven)
    panel.connect(TOKEN)
    panel.choose_all()
    panel.form("+10")
    panel.preview()
    panel.run()
    wait_for(lambda: len(writes(shop)) >= 6, panel.page, what="six writes")
    return panel


def assert_all_done_once(panel: Panel, shop: RunningSandbox, before: dict[str, int]) -> None:
    """Every product has its new price, none was written twice unless the first answer was lost, history agrees."""
    after = prices(shop)
    assert after == {product_id: price + price // 10 for product_id, price in before.items()}
    expect(panel.get("count-applied")).to_contain_text(str(PRODUCTS))
    rows = panel.rows("run-rows")
    assert rows.keys() == before.keys()
    assert all("changed" in text for text in rows.values())


@pytest.mark.parametrize("target", ["service_worker.js", "engine/engine.html"])
def test_a_killed_part_does_not_harm_the_run(chromium: Driven, shop: RunningSandbox, target: str) -> None:
    before = prices(shop)
    panel = start_run(chromium, shop)
    assert chromium.kill_target(target) >= 1
    panel.run_ends()
    assert_all_done_once(panel, shop, before)
    assert len(writes(shop)) == PRODUCTS


def test_a_killed_browser_leaves_a_run_that_the_next_start_finishes(launch: Launch, shop: RunningSandbox) -> None:
    before = prices(shop)
    with launch() as driven:
        start_run(driven, shop)
        driven.kill_browser()
    done = len(writes(shop))
    assert 0 < done < PRODUCTS
    with launch() as driven:
        panel = Panel.open(driven, where="#history")
        panel.wait("run-head")
        panel.page.locator('[data-testid="run-headline"] a, [data-testid="history-run"] a').first.click()
        panel.run_ends()
        assert_all_done_once(panel, shop, before)
    sent = [entry["path"] for entry in writes(shop)]
    assert len(set(sent)) == PRODUCTS
    assert len(sent) == PRODUCTS
