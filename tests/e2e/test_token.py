"""The token is where it has to be and nowhere else; and it goes when it is told to."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import LOG, Launch
from tests.e2e.looking import Complaints, evaluate, files_with, storage
from tests.e2e.panel import START_MS, Panel
from tests.e2e.shops import NARROW_TOKEN, TOKEN, prices, requests, shop_of, writes
from tools.driving import Driven
from tools.sandbox_server import RunningSandbox

PASSPHRASE = "correct horse battery staple"
KEPT_BY_CHROMIUM = "Default/Local Extension Settings/"


@pytest.fixture
def small(server: RunningSandbox) -> RunningSandbox:
    server.control("POST", "reset", shop_of(4))
    return server


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    return tmp_path / "profile"


def texts(pages: list[Page]) -> Iterator[str]:
    """Everything the pages hold, their addresses included."""
    for page in pages:
        yield page.url
        yield page.content()


def assert_only_sent_as_header(server: RunningSandbox) -> None:
    """Every request was authorized, and by nothing in its address or body."""
    log = requests(server)
    assert log
    assert TOKEN not in json.dumps(log)
    for entry in log:
        named = {name for name, _ in (*entry["query"], *entry["form"])}
        assert named.isdisjoint(("access_token", "bearer_token", "token", "json")), entry["path"]
        assert entry["token"] == f"…{TOKEN[-4:]}"


def assert_unlocked_work(panel: Panel, server: RunningSandbox) -> None:
    """The shop can be worked on: one product gets a new price."""
    before = prices(server)
    panel.tick("Product 00")
    panel.form("+10")
    panel.preview()
    panel.run()
    panel.run_ends()
    assert sum(price != before[key] for key, price in prices(server).items()) == 1


def test_the_token_is_in_its_own_place_and_in_the_header_only(
    launch: Launch, small: RunningSandbox, profile: Path, tmp_path: Path
) -> None:
    with launch() as driven:
        complaints = Complaints.of(driven.context)
        panel = Panel.open(driven)
        panel.connect(TOKEN)
        small.control("POST", "faults", [{"method": "PUT", "path": "/v2/products/*", "status": 500, "times": 1}])
        panel.choose_all()
        panel.form("+10")
        panel.preview()
        panel.run()
        panel.run_ends()
        with panel.page.expect_download() as download:
            panel.get("run-report").click()
        report = download.value.path().read_text(encoding="utf-8")
        driven.open("options/options.html").get_by_test_id("kept").wait_for(timeout=START_MS)
        driven.open("popup/popup.html").get_by_test_id("popup-open").wait_for(timeout=START_MS)
        driven.open("welcome/welcome.html").get_by_test_id("welcome").wait_for(timeout=START_MS)
        assert all(TOKEN not in text for text in (report, *texts(driven.context.pages), *complaints.said))
        areas = storage(panel.page)
        assert areas["local"].pop("token") == TOKEN
        assert TOKEN not in json.dumps(areas)
        assert evaluate(panel.page, "Object.values({...localStorage, ...sessionStorage}).join()").find(TOKEN) == -1
        assert_only_sent_as_header(small)
        evaluate(panel.page, "console.log('the log', 'is heard')")
    log = (tmp_path / LOG).read_text(encoding="utf-8", errors="replace")
    assert "the log is heard" in log
    assert TOKEN not in log
    places = files_with(profile, TOKEN)
    assert places
    assert [place for place in places if not place.startswith(KEPT_BY_CHROMIUM)] == []
    database = files_with(profile, "Product 00")
    assert any(place.startswith("Default/File System/") for place in database)


def test_a_token_under_a_passphrase_is_never_on_disk(launch: Launch, small: RunningSandbox, profile: Path) -> None:
    with launch() as driven:
        panel = Panel.open(driven)
        panel.connect(TOKEN, keeping="passphrase", passphrase=PASSPHRASE)
        areas = storage(panel.page)
        assert TOKEN not in json.dumps(areas["local"])
        assert PASSPHRASE not in json.dumps(areas)
        assert areas["local"]["sealed_token"]["iterations"] >= 600_000
    assert files_with(profile, TOKEN) == []
    assert files_with(profile, PASSPHRASE) == []

    small.control("DELETE", "requests")
    with launch() as driven:
        panel = Panel.open(driven)
        panel.wait("unlock-screen")
        panel.get("unlock-passphrase").fill("wrong horse battery staple")
        panel.get("unlock").click()
        expect(panel.get("unlock-form")).to_contain_text("That is not the passphrase. Nothing was unlocked")
        assert TOKEN not in json.dumps(storage(panel.page))
        assert requests(small) == []
        panel.get("unlock-passphrase").fill(PASSPHRASE)
        panel.get("unlock").click()
        panel.wait("chosen-count")
        assert_unlocked_work(panel, small)
        assert_only_sent_as_header(small)

        panel.go("#settings")
        panel.wait("lock").click()
        panel.wait("unlock-form")
        assert TOKEN not in json.dumps(storage(panel.page))
        sent = len(requests(small))
        panel.go("#products")
        panel.wait("unlock-screen")
        assert len(requests(small)) == sent
    assert files_with(profile, TOKEN) == []


def test_a_token_for_this_session_is_gone_after_a_restart(
    launch: Launch, small: RunningSandbox, profile: Path
) -> None:
    with launch() as driven:
        panel = Panel.open(driven)
        panel.connect(TOKEN, keeping="session")
        areas = storage(panel.page)
        assert areas["session"].pop("token") == TOKEN
        assert TOKEN not in json.dumps(areas)
        assert_unlocked_work(panel, small)
    assert files_with(profile, TOKEN) == []
    small.control("DELETE", "requests")
    with launch() as driven:
        panel = Panel.open(driven)
        panel.shop_read()
        expect(panel.get("panel")).to_contain_text("You see what was read last.")
        expect(panel.get("refresh")).to_have_count(0)
        panel.choose_all()
        panel.form("+10")
        panel.preview()
        expect(panel.get("run")).to_have_attribute("aria-disabled", "true")
        expect(panel.get("run-blocked")).to_contain_text("Not connected to Gumroad.")
        panel.get("run").click(force=True)
        assert requests(small) == []
        panel.connect(TOKEN, keeping="session")
        assert_unlocked_work(panel, small)


def test_forget_wipes_everything(launch: Launch, small: RunningSandbox, profile: Path) -> None:
    with launch() as driven:
        panel = Panel.open(driven)
        panel.connect(TOKEN)
        assert_unlocked_work(panel, small)
        panel.go("#settings")
        panel.wait("forget-open").click()
        panel.get("forget").click(force=True)
        assert storage(panel.page)["local"]["token"] == TOKEN
        panel.get("forget-sure").check()
        panel.get("forget").click()
        panel.get("forget-dialog").wait_for(state="detached")
        kept = storage(panel.page)
        assert kept["session"] == {}
        assert kept["local"].keys() <= {"schema", "glance"}
        glance = kept["local"].get("glance") or {}
        assert not glance.get("shop_name")
        panel.go("#products")
        panel.wait("not-connected")
    assert files_with(profile / "Default" / "File System", "Product 00") == []
    assert files_with(profile / "Default" / "File System", TOKEN) == []
    sent = len(writes(small))
    with launch() as driven:
        panel = Panel.open(driven)
        panel.wait("not-connected")
        panel.go("#history")
        panel.wait("not-connected")
        assert len(writes(small)) == sent
        panel.connect(TOKEN)
        panel.go("#history")
        expect(panel.get("history-empty")).to_be_visible()


def test_a_narrow_token_may_look_and_is_told_what_it_may_not(chromium: Driven, small: RunningSandbox) -> None:
    welcome = chromium.open("welcome/welcome.html", width=1100)
    welcome.get_by_test_id("show-steps").click()
    welcome.get_by_test_id("token").fill(NARROW_TOKEN)
    welcome.get_by_test_id("connect").click()
    connected = welcome.get_by_test_id("connected")
    connected.wait_for(timeout=START_MS)
    expect(connected).to_contain_text("Not allowed. Needed for: Prices")
    panel = Panel.open(chromium)
    panel.shop_read()
    panel.choose_all()
    panel.form("+10")
    panel.preview()
    panel.run()
    panel.run_ends("paused")
    expect(panel.get("run-waits")).to_contain_text("edit_products")
    assert {entry["status"] for entry in writes(small)} == {403}
