"""One reading of the history, killed ten times: no sale is lost, and no range asks for more than one page again."""

import random
from collections import Counter

from py_core.execution.pacing import READS_AT_MOST
from tests.e2e.conftest import TOKEN, Launch
from tests.e2e.core import Core
from tests.e2e.panel import Panel
from tests.e2e.sales_shops import Page, listed_sales, pages_asked, shop_with_sales
from tools.driving import Driven, wait_for
from tools.sandbox_server import RunningSandbox

SLOW = [{"method": "GET", "path": "/v2/sales", "delay_ms": 60, "delay_after_ms": 60}]
ENGINE, SERVICE_WORKER, BROWSER = "engine/engine.html", "service_worker.js", "browser"
KILLED = (ENGINE, SERVICE_WORKER, BROWSER, ENGINE, BROWSER, SERVICE_WORKER, ENGINE, BROWSER, ENGINE, SERVICE_WORKER)
SALES = 600


def assert_hardly_anything_twice(pages: list[Page], deaths: int) -> None:
    """Each time an engine ended, each open range may have asked for one page again, and for no other."""
    again = [page for page, times in Counter(pages).items() for _ in range(times - 1)]
    assert len(again) <= deaths * READS_AT_MOST
    ranges = Counter(tuple(pair for pair in page if pair[0] != "page_key") for page in again)
    assert all(times <= deaths for times in ranges.values()), ranges


def read_and_kill(driven: Driven, core: Core, shop: RunningSandbox, kills: list[tuple[str, int]]) -> bool:
    """Go on reading and kill what is next, until the browser was killed or nothing is left to be killed."""
    while kills:
        target, point = kills.pop(0)
        core.ask("sales.sync")
        wait_for(lambda point=point: len(set(pages_asked(shop))) >= point, core.page, what=f"{point} pages")
        if target == BROWSER:
            driven.kill_browser()
            return True
        assert driven.kill_target(target) >= 1
    return False


def read_to_the_end(core: Core) -> None:
    core.ask("sales.sync")
    wait_for(lambda: core.ask("sales.status")["sync"]["state"] == "done", core.page, what="the end")


def test_ten_kills_lose_no_sale_and_read_hardly_anything_twice(launch: Launch, shop: RunningSandbox) -> None:
    shop.control("POST", "reset", shop_with_sales(SALES))
    shop.control("POST", "faults", SLOW)
    expected = len(listed_sales(shop))
    points = sorted(random.Random(11).sample(range(3, SALES // 10 - 6), len(KILLED)))
    kills = list(zip(KILLED, points, strict=True))
    connected = killed = False
    while kills or killed:
        with launch() as driven:
            core = Core(driven)
            if not connected:
                panel = Panel.open(driven)
                panel.connect(TOKEN)
                panel.page.close()
                connected = True
            killed = read_and_kill(driven, core, shop, kills)
            if not killed:
                read_to_the_end(core)
                status = core.ask("sales.status")
                overview = core.ask("sales.overview", form={"span": "all", "filter": {}})
    assert_hardly_anything_twice(pages_asked(shop), sum(target != SERVICE_WORKER for target in KILLED))
    assert status["proof"]["complete"], status["proof"]
    assert status["sync"]["sales"] == expected
    assert {figure["key"]: figure["value"] for figure in overview["figures"]}["sales"] == f"{expected:,}"
