"""Scripts in their own worker: how they run, read, and are ended."""

from collections.abc import Iterator

import pytest

from tests.e2e.script_page import ScriptPage, script_page
from tests.e2e.shops import PRODUCTS, TOKEN, requests, shop_of
from tools.in_page import evaluate
from tools.sandbox_server import RunningSandbox

LIVE = """
names = [p["name"] for p in shop.live.pages("products")]
print(len(names), shop.live.get("user")["user"]["name"] != "")
"""


@pytest.fixture(scope="module")
def page(server: RunningSandbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ScriptPage]:
    server.control("POST", "reset", shop_of(PRODUCTS))
    server.control("DELETE", "faults")
    with script_page(tmp_path_factory.mktemp("scripts"), api_port=server.port) as found:
        yield found


def test_a_script_reads_the_sample_shop_and_wants_changes(page: ScriptPage) -> None:
    page.sample()
    over = page.run("p = shop.products()[0]\nprint(p.name, len(shop.products()))\nplan.scale_price(p, pct=-20)")
    assert over.how == "ended", over
    assert over.end is not None
    assert over.end["trouble"] is None, over.text
    assert len(over.end["changes"]) == 1
    assert page.ask("plan.script", changes=over.end["changes"])["ok"]


def test_what_the_snapshot_lacks_is_imported_from_the_package(page: ScriptPage) -> None:
    over = page.run("import statistics, tarfile\nprint(statistics.median([1, 5, 9]))")
    assert over.text.strip() == "5", over


def test_live_reads_go_to_gumroad_only_where_there_is_one(page: ScriptPage, server: RunningSandbox) -> None:
    page.sample()
    server.control("DELETE", "requests")
    assert "sample shop" in page.run(LIVE).text
    assert requests(server) == []
    page.connect(TOKEN)
    server.control("DELETE", "requests")
    over = page.run(LIVE)
    assert over.text.split() == [str(PRODUCTS), "True"], over
    assert {entry["method"] for entry in requests(server)} == {"GET"}
    server.control("POST", "faults", [{"method": "GET", "path": "/v2/user", "status": 429}])
    slow = page.run('shop.live.get("user")')
    server.control("DELETE", "faults")
    assert "slow down" in slow.text, slow


def test_the_engine_answers_while_a_script_never_ends(page: ScriptPage) -> None:
    page.sample()
    evaluate(page.page, "void (globalThis.endless = runScript('while True: pass', null))")
    times = sorted(page.ask_ms("catalog.get") for _ in range(7))
    evaluate(page.page, "stopScript()")
    over = evaluate(page.page, "globalThis.endless")
    assert over["how"] == "stopped"
    assert times[3] < 1000, times


def test_a_script_that_hears_no_word_is_ended_after_a_minute(page: ScriptPage) -> None:
    page.sample()
    over = page.run("print('begun')\nsum(range(10**18))")
    assert over.how == "late", over
    assert "longer than a minute" in over.message
    assert 60_000 <= over.ms < 90_000
    assert page.run("print('the next one runs')").text.strip() == "the next one runs"
