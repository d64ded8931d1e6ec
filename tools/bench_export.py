"""How fast files of a million sales are written in the browser, and how much memory that takes.

A database of a million sales is put where the extension keeps its own; then the real engine writes each file to the
origin private file system, with formula safety on. Memory is the most that the extension's processes hold
while a file is written, less what they held before; the same file of a tenth of the sales shows whether it is flat.
"""

import asyncio
import json
import os
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from py_core.sales.days import day_of_ms, day_text
from tools.bench_figures import Report
from tools.bench_shop import BigShop
from tools.driving import browser_pids, driven
from tools.export_stock import make_database, put_database
from tools.paths import PACKAGE
from tools.sandbox_server import system_clock
from tools.start_probe import quiet_page, starts

SALES = 1_000_000
"""GUMSMITH_BENCH_SALES in the environment overrides it, for a quick look."""
TENTH_DAYS = 73
MEGABYTE = 1_000_000
TIMEOUT_S = 1_200
POLL_S = 0.5
RUNS = 2
RESET_PEAK = "5"
"""What the kernel takes to begin anew with the most memory that a process has held."""
FILES: tuple[tuple[str, str, str], ...] = (
    ("csv", "simple", "csv"),
    ("csv_bookkeeping", "bookkeeping", "csv"),
    ("csv_gumroad", "gumroad", "csv"),
    ("csv_mailing", "mailing", "csv"),
    ("xlsx", "simple", "xlsx"),
    ("jsonl", "simple", "jsonl"),
)


def bench_export(_: BigShop) -> Report:
    """Rows a second of every preset, and memory for CSV and XLSX."""
    report = Report()
    sales = int(os.environ.get("GUMSMITH_BENCH_SALES", SALES))
    with tempfile.TemporaryDirectory(prefix="gumsmith-bench-") as folder:
        database, profile = Path(folder) / "stock.db", Path(folder) / "profile"
        with ThreadPoolExecutor(1) as beside_playwright:
            beside_playwright.submit(lambda: asyncio.run(make_database(database, sales))).result()
        report.add("database", "MB", [database.stat().st_size / MEGABYTE])
        with driven(PACKAGE, profile) as chromium:
            page = quiet_page(chromium)
            put_database(page, database)
            database.unlink()
            starts(page, "snapshotMade({ stay: true })")
            _ask(page, {"op": "engine.status"})
            first_day = day_text(day_of_ms(system_clock()) - TENTH_DAYS)
            small = [_measured(page, profile, "simple", "csv", {"first_day": first_day}) for _ in range(RUNS)]
            report.add("csv_small_rows", "rows", [each.rows for each in small])
            report.add("csv_small_peak_memory", "MB", [each.peak_mb for each in small])
            for name, preset, format_ in FILES:
                runs = RUNS if name in ("csv", "xlsx") else 1
                found = [_measured(page, profile, preset, format_, {}) for _ in range(runs)]
                report.add(f"{name}_rows", "rows", [each.rows for each in found])
                report.add(f"{name}_rows_per_second", "rows/s", [each.rows / each.seconds for each in found])
                report.add(f"{name}_size", "MB", [each.size_mb for each in found])
                report.add(f"{name}_peak_memory", "MB", [each.peak_mb for each in found])
    report.compare("csv_peak_memory", "csv_small_peak_memory")
    return report


@dataclass(frozen=True)
class _Measured:
    rows: int
    seconds: float
    size_mb: float
    peak_mb: float


def _measured(page: Page, profile: Path, preset: str, format_: str, wanted: dict[str, Any]) -> _Measured:
    """One export. Its memory is the most that was held while it ran, less what was held before."""
    for pid in _pages(profile):
        (Path("/proc") / str(pid) / "clear_refs").write_text(RESET_PEAK, encoding="ascii")
    before = _held_mb(profile, "VmRSS")
    view = _export(page, preset, format_, wanted)
    seconds = (view["ended_at_ms"] - view["created_at_ms"]) / 1000
    return _Measured(view["rows"], seconds, view["size"] / MEGABYTE, _held_mb(profile, "VmHWM") - before)


def _export(page: Page, preset: str, format_: str, wanted: dict[str, Any]) -> dict[str, Any]:
    """The export once its file is there. Raises: RuntimeError where it does not come."""
    form = {"preset": preset, "filter": wanted}
    view = _ask(page, {"op": "sales.export", "form": form, "options": {"format": format_}})
    end = time.monotonic() + TIMEOUT_S
    while view["state"] in ("waiting", "writing"):
        if time.monotonic() > end:
            raise RuntimeError(f"the {preset} file was not written in {TIMEOUT_S} s")
        time.sleep(POLL_S)
        exports = _ask(page, {"op": "export.list"})["exports"]
        view = next(each for each in exports if each["export_id"] == view["export_id"])
    if view["state"] != "done":
        raise RuntimeError(f"{preset}: {view['message']} {view['hint']}")
    _ask(page, {"op": "export.remove", "export_id": view["export_id"]})
    return dict(view)


def _ask(page: Page, command: dict[str, Any]) -> Any:
    text = json.dumps({"v": 1, "id": "bench", "command": command})
    answer = json.loads(starts(page, f"answer({json.dumps(text)})"))
    if not answer["ok"]:
        raise RuntimeError(answer["error"]["message"])
    return answer["result"]


def _held_mb(profile: Path, what: str) -> float:
    """Memory of the extension's processes: `VmRSS` now, `VmHWM` the most since it was reset."""
    return sum(_status_mb(pid, what) for pid in _pages(profile))


def _pages(profile: Path) -> list[int]:
    (browser,) = browser_pids(profile)
    return [pid for pid in _descendants(browser) if "--extension-process" in _command(pid)]


def _descendants(pid: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
            children.setdefault(parent, []).append(int(entry.name))
    found, waiting = [], [pid]
    while waiting:
        each = waiting.pop()
        found.append(each)
        waiting += children.get(each, [])
    return found


def _command(pid: int) -> str:
    try:
        return (Path("/proc") / str(pid) / "cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return ""


def _status_mb(pid: int, what: str) -> float:
    lines = (Path("/proc") / str(pid) / "status").read_text(encoding="utf-8").splitlines()
    (line,) = (line for line in lines if line.startswith(f"{what}:"))
    return int(line.split()[1]) * 1024 / MEGABYTE
