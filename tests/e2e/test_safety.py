"""What stands between a click and a mistake: forecasts, questions, read-only mode; and a run without its panel."""

import csv
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.panel import Panel
from tests.e2e.shops import TOKEN, by_permalink, mixed_shop, prices, products_of, requests, writes
from tools.driving import Driven, wait_for
from tools.sandbox_server import RunningSandbox


@pytest.fixture(scope="module")
def opened(shared: Driven, server: RunningSandbox) -> Panel:
    server.control("POST", "reset", mixed_shop())
    panel = Panel.open(shared)
    panel.connect(TOKEN)
    return panel


@pytest.fixture
def panel(opened: Panel, server: RunningSandbox) -> Panel:
    """The panel with the mixed shop as new and read anew."""
    server.control("POST", "reset", mixed_shop())
    opened.reread(server)
    return opened


def report(panel: Panel, folder: Path) -> list[dict[str, str]]:
    """The report of the run on the page, as downloaded."""
    with panel.page.expect_download() as waiting:
        panel.get("run-report").click()
    path = folder / "report.csv"
    waiting.value.save_as(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_code_that_would_break_is_said_before_and_agrees_with_gumroad_after(
    panel: Panel, server: RunningSandbox, tmp_path: Path
) -> None:
    icons = by_permalink(server)["icons"]["id"]
    panel.tick("Icons", "Posters")
    panel.form("-10")
    panel.preview()
    expect(panel.get("finding-codes_break")).to_contain_text("1 code would stop working.")
    rows = panel.rows("plan-rows")
    assert "HALF50 would leave $0.90, below Gumroad's minimum of $0.99" in rows[icons]
    assert "HALF50" not in rows[by_permalink(server)["posters"]["id"]]
    assert requests(server) == []

    panel.run()
    panel.run_ends()
    done = panel.rows("run-rows")
    warning = "The following offer code discounts this product below $0.99: HALF50."
    assert warning in done[icons]
    assert "HALF50" not in done[by_permalink(server)["posters"]["id"]]
    told = {row["Product"]: row for row in report(panel, tmp_path)}
    assert warning in told["Icons"]["Gumroad's warning"]
    assert (told["Icons"]["Old price"], told["Icons"]["New price"]) == ("2.00", "1.80")


def test_big_changes_wait_for_a_yes_that_is_part_of_the_plan(panel: Panel, server: RunningSandbox) -> None:
    before = prices(server)
    panel.tick("Posters", "Icons")
    panel.form("+300")
    panel.preview()
    view = panel.get("preview-view")
    asked = view.get_attribute("data-digest")
    expect(panel.get("finding-big_change")).to_contain_text("2 prices would change by more than")
    expect(panel.get("run")).to_have_attribute("aria-disabled", "true")
    expect(panel.get("run-blocked")).to_have_text("Answer the question above first.")
    panel.get("run").click(force=True)
    panel.get("run").press("Enter")
    expect(view).to_be_visible()
    assert requests(server) == []

    box = panel.get("accept-big_change")
    box.click()
    expect(panel.get("run")).to_have_attribute("aria-disabled", "false")
    accepted = view.get_attribute("data-digest")
    assert accepted != asked
    box.click()
    expect(panel.get("run")).to_have_attribute("aria-disabled", "true")
    expect(view).to_have_attribute("data-digest", asked or "")
    box.click()
    expect(panel.get("run")).to_have_attribute("aria-disabled", "false")
    panel.page.reload()
    expect(panel.get("accept-big_change")).to_be_checked()
    assert view.get_attribute("data-digest") == accepted
    panel.run()
    panel.run_ends()
    assert prices(server) != before

    panel.go(f"#prices?plan={accepted}")
    panel.wait("preview-view")
    panel.run_refused("This preview was already applied. It runs only once.")
    panel.go(f"#prices?plan={asked}")
    panel.wait("preview-view")
    expect(panel.get("run")).to_have_attribute("aria-disabled", "true")


def test_nothing_is_sent_in_read_only_mode(panel: Panel, server: RunningSandbox) -> None:
    before = products_of(server)
    panel.tick("Posters")
    panel.form("+10")
    panel.preview()
    plan = panel.page.url
    panel.go("#settings")
    panel.wait("read-only").check()
    expect(panel.get("read-only")).to_be_checked()
    server.control("DELETE", "requests")
    panel.page.goto(plan)
    panel.wait("headline")
    expect(panel.get("run")).to_have_attribute("aria-disabled", "true")
    expect(panel.get("run-blocked")).to_contain_text("read-only mode: nothing is sent")
    panel.get("run").click(force=True)
    expect(panel.get("preview-view")).to_be_visible()
    assert requests(server) == []
    assert products_of(server) == before

    panel.go("#settings")
    panel.wait("read-only").uncheck()
    expect(panel.get("read-only")).not_to_be_checked()
    panel.page.goto(plan)
    panel.wait("headline")
    expect(panel.get("run")).to_have_attribute("aria-disabled", "false")
    panel.run()
    panel.run_ends()
    assert by_permalink(server)["posters"]["price"] == 2200


def test_read_only_mode_pauses_a_run_that_goes_on(panel: Panel, server: RunningSandbox) -> None:
    server.control("POST", "faults", [{"method": "PUT", "path": "/v2/products/*", "delay_ms": 400}])
    panel.tick("Posters", "Icons", "Kana Sheets", "Hangul Book", "Euro Presets")
    panel.form("+10")
    panel.preview()
    panel.run()
    run = panel.page.url
    settings = panel.driven.open("options/options.html", width=1100)
    settings.get_by_test_id("read-only").check()
    expect(settings.get_by_test_id("read-only")).to_be_checked()
    panel.page.bring_to_front()
    panel.run_ends("paused")
    expect(panel.get("run-waits")).to_contain_text("Paused, because read-only mode is on.")
    done = len(writes(server))
    assert done < 5
    settings.bring_to_front()
    settings.get_by_test_id("read-only").uncheck()
    expect(settings.get_by_test_id("read-only")).not_to_be_checked()
    settings.close()
    server.control("DELETE", "faults")
    panel.page.bring_to_front()
    panel.page.goto(run)
    panel.wait("run-resume").click()
    panel.run_ends()
    assert len(writes(server)) == 5


def test_a_run_goes_on_without_its_panel_and_is_shown_when_it_opens_again(
    panel: Panel, shared: Driven, server: RunningSandbox
) -> None:
    server.control("POST", "faults", [{"method": "PUT", "path": "/v2/products/*", "delay_ms": 300}])
    before = prices(server)
    other = Panel.open(shared)
    other.shop_read()
    other.tick("Posters", "Icons", "Kana Sheets", "Hangul Book", "Euro Presets")
    other.form("+10")
    other.preview()
    other.run()
    other.page.close()
    for page in [page for page in shared.context.pages if page.url.startswith(shared.origin)]:
        if page != panel.page:
            page.close()
    panel.page.goto("about:blank")
    wait_for(lambda: len(writes(server)) >= 2, panel.page, what="two writes without a panel")
    panel.go("#history")
    expect(panel.get("run-head")).to_be_visible()
    panel.get("run-headline").locator("a").click()
    expect(panel.get("run-view")).to_be_visible()
    panel.run_ends()
    expect(panel.get("count-applied")).to_contain_text("5")
    assert sum(price != before[key] for key, price in prices(server).items()) == 5
    assert len(writes(server)) == 5
