"""Without a network: what is said, what still works, and how a run comes through it."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.conftest import Launch
from tests.e2e.looking import storage
from tests.e2e.panel import START_MS, Panel
from tests.e2e.shops import TOKEN, by_permalink, prices, requests, shop_of, writes
from tools.driving import Driven, driven
from tools.paths import PACKAGE
from tools.sandbox_server import RunningSandbox

PRODUCTS = 6
CUT = [{"path": "/v2/*", "drop": "before"}]


@contextmanager
def deaf_port() -> Iterator[int]:
    """A port that nobody listens on and nobody else can take."""
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        yield int(holder.getsockname()[1])


def test_connecting_without_a_network_says_so_and_keeps_nothing(tmp_path: Path) -> None:
    with deaf_port() as port, driven(PACKAGE, tmp_path / "profile", api_port=port) as running:
        welcome = running.open("welcome/welcome.html", width=1100)
        welcome.get_by_test_id("show-steps").click()
        welcome.get_by_test_id("token").fill(TOKEN)
        welcome.get_by_test_id("connect").click()
        form = welcome.get_by_test_id("connect-form")
        expect(form).to_contain_text(
            "Gumroad did not answer. Check the connection, then try again.", timeout=START_MS
        )
        expect(form).to_contain_text("Nothing was kept.")
        expect(welcome.get_by_test_id("token")).to_have_attribute("aria-invalid", "true")
        expect(welcome.get_by_test_id("token")).to_have_value(TOKEN)
        assert TOKEN not in str(storage(welcome))
        panel = Panel.open(running)
        panel.wait("not-connected")
        panel.open_sample()
        expect(panel.get("chosen-count")).to_contain_text("of ")


def test_what_was_read_is_there_without_a_network_and_a_run_waits_for_it(
    launch: Launch, server: RunningSandbox, tmp_path: Path
) -> None:
    server.control("POST", "reset", shop_of(PRODUCTS))
    with launch() as running:
        panel = Panel.open(running)
        panel.connect(TOKEN)
    before = prices(server)
    server.control("DELETE", "requests")
    with deaf_port() as port, driven(PACKAGE, tmp_path / "profile", api_port=port) as running:
        panel = Panel.open(running)
        panel.shop_read()
        expect(panel.get("chosen-count")).to_contain_text(f"of {PRODUCTS}")
        panel.get("refresh").click()
        expect(panel.get("refresh-failed")).to_contain_text("Gumroad did not answer.", timeout=START_MS)
        expect(panel.get("refresh-failed")).to_contain_text("What was read before is still here.")
        panel.choose_all()
        panel.form("+10")
        panel.preview()
        expect(panel.get("headline")).to_have_text(f"{PRODUCTS} prices will change")
        panel.run()
        panel.run_ends("paused")
        expect(panel.get("run-waits")).to_contain_text("No connection to Gumroad. Nothing is lost")
    assert requests(server) == []
    with launch() as running:
        panel = Panel.open(running, where="#history")
        panel.wait("history-resume").click()
        panel.wait("run-view")
        panel.run_ends()
        assert prices(server) == {key: price + price // 10 for key, price in before.items()}
        assert len(writes(server)) == PRODUCTS


def test_a_network_lost_in_the_middle_of_a_run(chromium: Driven, server: RunningSandbox) -> None:
    server.control("POST", "reset", shop_of(PRODUCTS))
    before = prices(server)
    panel = Panel.open(chromium)
    panel.connect(TOKEN)
    panel.choose_all()
    panel.form("+10")
    panel.preview()
    server.control("POST", "faults", [{"path": "/v2/products/*", "drop": "before", "skip": 7}])
    panel.run()
    panel.run_ends("paused")
    expect(panel.get("run-waits")).to_contain_text("No connection to Gumroad. Nothing is lost")
    moved = [key for key, price in prices(server).items() if price != before[key]]
    assert 0 < len(moved) < PRODUCTS
    panel.page.reload()
    panel.run_ends("paused")
    expect(panel.get("count-applied")).to_contain_text(str(len(moved)))

    server.control("DELETE", "faults")
    panel.get("run-resume").click()
    panel.run_ends()
    assert prices(server) == {key: price + price // 10 for key, price in before.items()}
    applied = [entry["path"] for entry in writes(server) if entry["applied"]]
    assert len(applied) == len(set(applied)) == PRODUCTS
    assert all("changed" in text for text in panel.rows("run-rows").values())
    assert by_permalink(server).keys() == {f"product{number:02d}" for number in range(PRODUCTS)}
