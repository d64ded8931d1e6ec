"""Exports killed at ten random points, worker or whole browser: every file comes out whole."""

import asyncio
import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import Launch
from tests.e2e.core import Core
from tests.e2e.looking import evaluate
from tools.driving import Driven, wait_for
from tools.export_stock import make_database, put_database

SALES = 40_000
ENGINE, SERVICE_WORKER, BROWSER = "engine/engine.html", "service_worker.js", "browser"
KILLED = (ENGINE, BROWSER, ENGINE, SERVICE_WORKER, BROWSER, ENGINE, ENGINE, BROWSER, SERVICE_WORKER, ENGINE)
FORMS: tuple[dict[str, Any], ...] = (
    {"form": {"preset": "gumroad"}, "options": {"format": "csv"}},
    {"form": {"preset": "bookkeeping"}, "options": {"format": "jsonl"}},
    {"form": {"preset": "gumroad"}, "options": {"format": "xlsx"}},
)
HASH = """
(async () => {
    const root = await navigator.storage.getDirectory();
    const file = await (await (await root.getDirectoryHandle("exports")).getFileHandle(NAME)).getFile();
    const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
})()
"""


def digest(core: Core, view: dict[str, Any]) -> str:
    """The sha256 of a finished file as it lies on the disk."""
    found: str = evaluate(core.page, HASH.replace("NAME", repr(view["file"])))
    return found


def views(core: Core) -> dict[str, dict[str, Any]]:
    return {view["export_id"]: view for view in core.ask("export.list")["exports"]}


def whole(core: Core, export_id: str) -> dict[str, Any]:
    """The export once it is done."""
    wait_for(
        lambda: views(core)[export_id]["state"] in ("done", "failed"), core.page, timeout_s=240, what="the file"
    )
    view = views(core)[export_id]
    assert view["state"] == "done", view
    return view


def undisturbed(core: Core, database: Path) -> dict[str, str]:
    """Write every file once over a large history; what each has to come out as."""
    put_database(core.page, database)
    done = [whole(core, core.ask("sales.export", **each)["export_id"]) for each in FORMS]
    return {view["name"]: digest(core, view) for view in done}


@pytest.fixture
def points() -> Iterator[float]:
    """Milliseconds from a file's first rows to each death."""
    dice = random.Random(13)
    return iter([dice.uniform(0, 600) for _ in KILLED])


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A history of so many sales that a file takes a second or more."""
    path = tmp_path_factory.mktemp("stock") / "stock.db"
    with ThreadPoolExecutor(1) as beside_playwright:
        beside_playwright.submit(lambda: asyncio.run(make_database(path, SALES))).result()
    return path


def strike(driven: Driven, core: Core, kills: list[str], points: Iterator[float]) -> bool:
    """Kill what is next while a file is written, until the browser was killed; whether it was."""
    while kills:
        if not any(view["state"] in ("waiting", "writing") for view in views(core).values()):
            begin(core)
        wait_for(
            lambda: any(view["rows"] for view in writing(core)), core.page, what="a file that is being written"
        )
        core.page.wait_for_timeout(next(points))
        target = kills.pop(0)
        if target == BROWSER:
            driven.kill_browser()
            return True
        assert driven.kill_target(target) >= 1
    return False


def writing(core: Core) -> list[dict[str, Any]]:
    return [view for view in views(core).values() if view["state"] == "writing"]


def begin(core: Core) -> None:
    """Ask for every file."""
    for each in FORMS:
        core.ask("sales.export", **each)


def test_ten_kills_leave_every_file_whole(launch: Launch, points: Iterator[float], database: Path) -> None:
    kills, killed = list(KILLED), True
    expected: dict[str, str] = {}
    while killed:
        with launch() as driven:
            core = Core(driven)
            expected = expected or undisturbed(core, database)
            killed = strike(driven, core, kills, points)
            if not killed:
                found = [whole(core, export_id) for export_id in views(core)]
                hashes = [(view["name"], digest(core, view)) for view in found]
    assert not kills
    assert dict(hashes) == expected
    assert {(name, expected[name]) for name, _ in hashes} == set(hashes)
