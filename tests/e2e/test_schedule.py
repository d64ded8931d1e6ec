"""Plans that run at a time of their own, through a closed browser, on their own alarm, and never silently.

The clock is moved by moving what is scheduled: while the browser is closed, every stored time is set back.
"""

import json
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import TOKEN, Launch, prices, writes
from tests.e2e.core import Core
from tests.e2e.panel import Panel
from tools.driving import Driven, wait_for
from tools.in_page import evaluate
from tools.sandbox_server import RunningSandbox
from tools.start_probe import quiet_page

CHOSEN = ("Product 37", "Product 38", "Product 39")
CODES = {"job": "make", "name": "AUTUMN20", "kind": "percent", "percent": "20"}
MINUTE_MS = 60_000


def schedule(panel: Panel, start: datetime | None, end: datetime | None) -> None:
    """Say when the previewed plan is to run; None for a start is now, for an end never."""
    panel.wait("run-later").click()
    panel.wait("later-what")
    if start is None:
        panel.get("later-start-now").check(force=True)
    else:
        panel.get("later-start-time").fill(start.isoformat(timespec="seconds"))
    if end is not None:
        panel.get("later-end-at").check(force=True)
        panel.get("later-end-time").fill(end.isoformat(timespec="seconds"))
    expect(panel.get("later-do")).to_be_enabled()
    panel.get("later-do").click()
    panel.wait("schedule-row")


def preview_prices(panel: Panel) -> None:
    panel.tick(*CHOSEN)
    panel.form("+10")
    panel.preview()


def state_of(panel: Panel) -> str:
    """How the one schedule stands, as it is shown."""
    panel.go("#schedule")
    return panel.wait("schedule-row").get_attribute("data-state") or ""


def database(profile: Path) -> Path:
    """The core's file in a profile whose browser is closed."""
    for path in sorted(profile.rglob("File System/**/*")):
        if path.is_file() and path.read_bytes()[:15] == b"SQLite format 3":
            with closing(sqlite3.connect(path)) as connection:
                if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'schedules'").fetchone():
                    return path
    raise FileNotFoundError("no database in the profile")


def set_back(value: dict[str, Any], names: tuple[str, ...], by_ms: int) -> dict[str, Any]:
    return value | {name: value[name] - by_ms for name in names if value[name] is not None}


def move_clock(profile: Path, minutes: int) -> None:
    """As if so many minutes had passed while the browser was closed, for everything that is scheduled."""
    names = ("created_at_ms", "start_at_ms", "end_at_ms", "begun_at_ms")
    with closing(sqlite3.connect(database(profile))) as connection, connection:
        rows = connection.execute("SELECT schedule_id, record_json FROM schedules").fetchall()
        for schedule_id, text in rows:
            moved = json.dumps(set_back(json.loads(text), names, minutes * MINUTE_MS))
            connection.execute("UPDATE schedules SET record_json = ? WHERE schedule_id = ?", (moved, schedule_id))


def move_alarm(running: Driven, minutes: int) -> None:
    """The same for what the service worker remembers of the next time; the last thing before the browser closes."""
    page = quiet_page(running)
    read = "chrome.storage.local.get('glance').then((stored) => stored.glance)"
    wait_for(lambda: (evaluate(page, read) or {}).get("next_at_ms"), page, what="the next time to be stored")
    by_ms = minutes * MINUTE_MS
    evaluate(
        page,
        f"{read}.then((glance) => chrome.storage.local.set("
        f"{{ glance: {{ ...glance, next_at_ms: glance.next_at_ms - {by_ms} }} }}))",
    )


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    return tmp_path / "profile"


def test_prices_change_and_come_back_while_nobody_looks(
    launch: Launch, shop: RunningSandbox, profile: Path
) -> None:
    before = prices(shop)
    now = datetime.now()
    with launch() as running:
        panel = Panel.open(running)
        panel.connect(TOKEN)
        preview_prices(panel)
        schedule(panel, now + timedelta(hours=1), now + timedelta(hours=5))
        assert state_of(panel) == "waiting"
        panel.page.close()
        move_alarm(running, 100)
    assert prices(shop) == before
    move_clock(profile, 100)
    with launch() as running:
        page = quiet_page(running)
        wait_for(lambda: len(writes(shop)) == len(CHOSEN), page, what="the start")
        panel = Panel.open(running)
        wait_for(lambda: state_of(panel) == "on", panel.page, what="the start to be over")
        expect(panel.get("schedule-text")).to_contain_text("3 changed")
        expect(panel.get("schedule-text")).to_contain_text("minutes late")
        panel.go("#history")
        expect(panel.wait("history-run")).to_contain_text("by schedule")
        panel.page.close()
        move_alarm(running, 600)
    changed = prices(shop)
    assert sum(changed[product] != before[product] for product in before) == len(CHOSEN)
    move_clock(profile, 600)
    with launch() as running:
        page = quiet_page(running)
        wait_for(lambda: len(writes(shop)) == 2 * len(CHOSEN), page, what="the end")
        panel = Panel.open(running)
        wait_for(lambda: state_of(panel) == "ended", panel.page, what="the end to be over")
        expect(panel.get("schedule-text")).to_contain_text("3 restored")
    assert prices(shop) == before
    assert len(writes(shop)) == 2 * len(CHOSEN)


def test_what_was_slept_through_is_missed_and_said(launch: Launch, shop: RunningSandbox, profile: Path) -> None:
    before = prices(shop)
    now = datetime.now()
    with launch() as running:
        panel = Panel.open(running)
        panel.connect(TOKEN)
        preview_prices(panel)
        schedule(panel, now + timedelta(hours=1), now + timedelta(hours=2))
        panel.page.close()
        move_alarm(running, 300)
    move_clock(profile, 300)
    with launch() as running:
        page = quiet_page(running)
        mark = "chrome.action.getBadgeText({})"
        wait_for(lambda: evaluate(page, mark) == "!", page, what="the mark on the button")
        panel = Panel.open(running)
        expect(panel.wait("schedule-news")).to_contain_text("missed its time")
        assert state_of(panel) == "missed"
        wait_for(lambda: evaluate(page, mark) == "", page, what="the mark to go once it was seen")
        panel.go("#products")
        expect(panel.get("schedule-news")).to_have_count(0)
    assert prices(shop) == before
    assert writes(shop) == []


def test_the_alarm_starts_it_with_every_page_closed_and_the_engine_gone(
    chromium: Driven, shop: RunningSandbox
) -> None:
    panel = Panel.open(chromium)
    panel.connect(TOKEN)
    preview_prices(panel)
    schedule(panel, datetime.now() + timedelta(seconds=12), None)
    page = quiet_page(chromium)
    alarms = "chrome.alarms.getAll().then((all) => all.map(({ name }) => name))"
    wait_for(lambda: "schedule" in evaluate(page, alarms), page, what="the alarm")
    panel.page.close()
    chromium.kill_target("engine/engine.html")
    wait_for(lambda: len(writes(shop)) == len(CHOSEN), page, what="the start")
    panel = Panel.open(chromium)
    wait_for(lambda: state_of(panel) == "ended", panel.page, what="the start to be over")


def test_a_locked_token_holds_it_until_it_is_unlocked(launch: Launch, shop: RunningSandbox, profile: Path) -> None:
    passphrase = "four words make it safe"
    with launch() as running:
        panel = Panel.open(running)
        panel.connect(TOKEN, keeping="passphrase", passphrase=passphrase)
        preview_prices(panel)
        schedule(panel, datetime.now() + timedelta(hours=1), None)
        panel.page.close()
        move_alarm(running, 90)
    move_clock(profile, 90)
    with launch() as running:
        page = quiet_page(running)
        mark = "chrome.action.getBadgeText({})"
        wait_for(lambda: evaluate(page, mark) == "!", page, what="the mark on the button")
        assert writes(shop) == []
        panel = Panel.open(running)
        panel.wait("unlock-passphrase").fill(passphrase)
        panel.get("unlock").click()
        wait_for(lambda: len(writes(shop)) == len(CHOSEN), page, what="the start")


def test_cancelled_means_that_nothing_is_sent(chromium: Driven, shop: RunningSandbox) -> None:
    panel = Panel.open(chromium)
    panel.connect(TOKEN)
    preview_prices(panel)
    schedule(panel, datetime.now() + timedelta(hours=1), None)
    panel.get("schedule-cancel").click()
    panel.wait("schedule-cancel-do").click()
    expect(panel.wait("schedule-row")).to_have_attribute("data-state", "cancelled")
    page = quiet_page(chromium)
    alarms = "chrome.alarms.getAll().then((all) => all.map(({ name }) => name))"
    wait_for(lambda: "schedule" not in evaluate(page, alarms), page, what="the alarm to go")
    assert writes(shop) == []


def test_codes_are_made_and_deleted_while_nobody_looks(launch: Launch, shop: RunningSandbox, profile: Path) -> None:
    now = datetime.now()
    with launch() as running:
        panel = Panel.open(running)
        panel.connect(TOKEN)
        core = Core(running)
        chosen = [product["id"] for product in core.ask("catalog.get")["products"][: len(CHOSEN)]]
        plan = core.ask("plan.codes", form=CODES, product_ids=chosen)
        panel.go(f"#codes?plan={plan['digest']}")
        schedule(panel, now + timedelta(hours=1), now + timedelta(hours=5))
        assert state_of(panel) == "waiting"
        panel.page.close()
        move_alarm(running, 100)
    assert writes(shop) == []
    move_clock(profile, 100)
    with launch() as running:
        page = quiet_page(running)
        wait_for(lambda: len(codes_of(shop)) == len(CHOSEN), page, what="the start")
        core = Core(running)
        wait_for(lambda: core.ask("schedule.list")["rows"][0]["state"] == "on", page, what="its note")
        move_alarm(running, 600)
    assert codes_of(shop) == [CODES["name"]] * len(CHOSEN)
    move_clock(profile, 600)
    with launch() as running:
        page = quiet_page(running)
        wait_for(lambda: codes_of(shop) == [], page, what="the end")
        core = Core(running)
        wait_for(lambda: core.ask("schedule.list")["rows"][0]["state"] == "ended", page, what="its note")
    assert len(writes(shop)) == 2 * len(CHOSEN)


def codes_of(shop: RunningSandbox) -> list[str]:
    """The names of the codes that the server has, without those it has deleted."""
    return [code["name"] for code in shop.control("GET", "state")["offer_codes"] if not code["deleted"]]
