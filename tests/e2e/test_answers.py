"""A run through every kind of bad answer: each product ends right, and is told truthfully."""

from collections.abc import Mapping
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.panel import Panel
from tests.e2e.shops import TOKEN, by_permalink, requests, shop_of, writes
from tools.driving import Driven, wait_for
from tools.sandbox_server import RunningSandbox

PRODUCTS = 6


@pytest.fixture(scope="module")
def opened(shared: Driven, server: RunningSandbox) -> Panel:
    server.control("POST", "reset", shop_of(PRODUCTS))
    panel = Panel.open(shared)
    panel.connect(TOKEN)
    return panel


@pytest.fixture
def panel(opened: Panel, server: RunningSandbox) -> Panel:
    """The panel with the shop as new, read anew, and +10 % on everything previewed."""
    server.control("POST", "reset", shop_of(PRODUCTS))
    opened.reread(server)
    opened.choose_all()
    opened.form("+10")
    opened.preview()
    return opened


def puts(server: RunningSandbox) -> dict[str, int]:
    """Permalink -> how many writes the server saw for that product."""
    names = {product["id"]: name for name, product in by_permalink(server).items()}
    seen: dict[str, int] = {}
    for entry in writes(server):
        name = names[entry["path"].rpartition("/")[2]]
        seen[name] = seen.get(name, 0) + 1
    return seen


def assert_read_between_writes(server: RunningSandbox) -> None:
    """No write follows another of the same product without a read in between.

    But for one that Chromium itself sends again, whatever its method, when a kept connection is cut before any
    answer (`HttpNetworkTransaction::ShouldResendRequest`); such a write has no status.
    """
    last: dict[str, dict[str, Any]] = {}
    for entry in requests(server):
        before = last.get(entry["path"])
        if entry["method"] == "PUT" and before is not None and before["method"] == "PUT":
            assert before["status"] is None, entry["path"]
        last[entry["path"]] = entry


def spoil(server: RunningSandbox, faults: Mapping[str, Mapping[str, object]]) -> None:
    """Permalink -> what happens to its writes."""
    ids = {name: product["id"] for name, product in by_permalink(server).items()}
    rules = [{"method": "PUT", "path": f"/v2/products/{ids[name]}", **rule} for name, rule in faults.items()]
    server.control("POST", "faults", rules)


def refusals(server: RunningSandbox) -> int:
    """How often the server refused the token."""
    return sum(entry["status"] == 401 for entry in requests(server))


def told(panel: Panel, server: RunningSandbox) -> dict[str, str]:
    """Permalink -> what the run's row says."""
    names = {product["id"]: name for name, product in by_permalink(server).items()}
    return {names[key]: text for key, text in panel.rows("run-rows").items()}


def assert_prices(server: RunningSandbox, unchanged: tuple[str, ...] = ()) -> None:
    """Everything went up by 10 %, but for the products named."""
    for name, product in by_permalink(server).items():
        before = 1000 + 100 * int(name.removeprefix("product"))
        assert product["price"] == (before if name in unchanged else before + before // 10), name


def test_what_may_have_been_applied_is_read_back_and_never_sent_blindly_again(
    panel: Panel, server: RunningSandbox
) -> None:
    spoil(
        server,
        {
            "product00": {"status": 500, "apply": True, "times": 1},
            "product01": {"drop": "after"},
            "product02": {"drop": "before", "times": 2},
            "product03": {"truncate": 30, "times": 1},
            "product04": {"html": True, "times": 1},
            "product05": {"status": 503, "times": 1},
        },
    )
    panel.run()
    panel.run_ends()
    assert_prices(server)
    sent = puts(server)
    assert {name: sent[name] for name in ("product00", "product03", "product04", "product05")} == {
        "product00": 1,
        "product03": 1,
        "product04": 1,
        "product05": 2,
    }
    assert_read_between_writes(server)
    rows = told(panel, server)
    for name in ("product00", "product01", "product03", "product04"):
        assert "read back afterwards, it has the new price" in rows[name]
    assert all("changed" in text for text in rows.values())
    expect(panel.get("count-applied")).to_contain_text(str(PRODUCTS))


def test_a_refusal_is_kept_in_gumroads_words_and_can_be_tried_again(panel: Panel, server: RunningSandbox) -> None:
    words = "You cannot change this product today."
    spoil(server, {"product01": {"refuse": words, "times": 1}, "product04": {"refuse": words, "times": 1}})
    panel.run()
    panel.run_ends()
    assert_prices(server, ("product01", "product04"))
    assert puts(server) == dict.fromkeys(by_permalink(server), 1)
    expect(panel.get("count-rejected")).to_contain_text("2")
    rows = told(panel, server)
    assert {name for name, text in rows.items() if words in text} == {"product01", "product04"}
    assert "refused" in rows["product01"]

    panel.get("run-retry").click()
    panel.wait("preview-view")
    expect(panel.get("run")).to_contain_text("Try 2 prices again")
    panel.run()
    panel.run_ends()
    assert_prices(server)
    assert puts(server) == {name: 1 + (name in ("product01", "product04")) for name in by_permalink(server)}


def test_a_failure_that_stays_pauses_the_run_and_harms_nothing(panel: Panel, server: RunningSandbox) -> None:
    server.control("POST", "faults", [{"method": "PUT", "path": "/v2/products/*", "status": 500, "skip": 1}])
    panel.run()
    panel.run_ends("paused")
    expect(panel.get("run-waits")).to_contain_text("Paused, because several in a row failed.")
    expect(panel.get("run-waits")).to_contain_text("The rest was not touched.")
    changed = [name for name, product in by_permalink(server).items() if product["price"] % 100]
    assert len(changed) == 1
    assert max(puts(server).values()) == 3
    server.control("DELETE", "faults")
    panel.get("run-resume").click()
    panel.run_ends()
    panel.get("run-retry").click()
    panel.wait("preview-view")
    panel.run()
    panel.run_ends()
    assert_prices(server)


def test_a_token_revoked_in_the_middle_pauses_until_a_good_one_is_there(
    panel: Panel, server: RunningSandbox
) -> None:
    server.control("POST", "faults", [{"path": "/v2/products/*", "status": 401, "skip": 5}])
    panel.run()
    panel.run_ends("paused")
    expect(panel.get("run-waits")).to_contain_text("Paused, because Gumroad refused the token.")
    done = len(puts(server))
    assert 0 < done < PRODUCTS
    expect(panel.get("count-applied")).to_contain_text("2")
    run = panel.page.url
    refused = refusals(server)
    panel.get("run-resume").click()
    wait_for(lambda: refusals(server) > refused, panel.page, what="another refusal")
    panel.run_ends("paused")
    expect(panel.get("run-waits")).to_contain_text("Paused, because Gumroad refused the token.")

    server.control("DELETE", "faults")
    panel.go("#settings")
    panel.wait("connect-open").click()
    dialog = panel.wait("connect-dialog")
    dialog.get_by_test_id("token").fill(TOKEN)
    dialog.get_by_test_id("connect").click()
    dialog.wait_for(state="detached")
    panel.page.goto(run)
    panel.wait("run-resume").click()
    panel.run_ends()
    assert_prices(server)
    assert {name: count for name, count in puts(server).items() if count != 1}.keys() <= {"product03"}
    expect(panel.get("count-applied")).to_contain_text(str(PRODUCTS))


def test_slow_down_is_obeyed_and_nothing_is_lost(panel: Panel, server: RunningSandbox) -> None:
    spoil(server, {"product03": {"status": 429, "times": 1}})
    panel.run()
    expect(panel.get("run-waits")).to_contain_text("Gumroad asked for a pause. Going on in", timeout=30_000)
    seen = len(requests(server))
    panel.run_ends()
    assert_prices(server)
    assert puts(server) == {name: 1 + (name == "product03") for name in by_permalink(server)}
    log = requests(server)
    refused = next(entry["time_ms"] for entry in log if entry["status"] == 429)
    later = [entry["time_ms"] for entry in log if entry["time_ms"] > refused]
    assert len(log) > seen
    assert min(later) // 60_000 > refused // 60_000
    expect(panel.get("run-waits")).to_have_count(0)


def test_a_reading_that_fails_says_so_and_keeps_what_was_read(opened: Panel, server: RunningSandbox) -> None:
    server.control("POST", "reset", shop_of(PRODUCTS))
    opened.reread(server)
    for fault, sentence in (
        ({"html": True}, "a web page instead of data"),
        ({"truncate": 50}, "unreadable data"),
        ({"refuse": "No."}, "Gumroad refused: No."),
    ):
        server.control("POST", "faults", [{"path": "/v2/products", **fault, "times": 1}])
        opened.wait("refresh").click()
        expect(opened.get("refresh-failed")).to_contain_text(sentence)
        expect(opened.get("refresh-failed")).to_contain_text("What was read before is still here.")
        expect(opened.get("chosen-count")).to_contain_text(f"of {PRODUCTS}")
    assert writes(server) == []
    opened.get("refresh-again").click()
    expect(opened.get("refresh-failed")).to_have_count(0)
    wait_for(lambda: opened.get("refresh").count() == 1, opened.page, what="the reading to end")
