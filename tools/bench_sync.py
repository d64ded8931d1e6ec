"""How long the sales history of a large shop takes to be read whole, and then to be read again.

The sandbox answers after 50 ms, as a server across the world does. No pace is kept here: at the five requests a
second that are kept towards Gumroad, what is measured would be that pace; how long the same requests take at it
is the figure `at_gumroads_pace`. Each reading runs in a process of its own, so that its memory is the engine's.

The serial cursor is one list walked page by page with the same storing of each page; a part of it is measured,
and the whole is reckoned from that.
"""

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from py_core.execution.client import Client
from py_core.execution.pacing import POLITE_GAP_MS, READS_AT_FIRST, READS_AT_MOST
from py_core.execution.sync_rounds import Rounds
from py_core.gumroad import calls
from py_core.gumroad.calls.history import list_history
from py_core.gumroad.wire import Request, Response
from py_core.host import SystemClock, UrllibTransport
from py_core.sales.days import day_of_ms, day_text
from py_core.sales.ranges import PAGE, NewRange
from py_core.sales.record import SyncRecord
from py_core.sales.rows import row_of
from py_core.sandbox.generate import generate_shop
from py_core.sandbox.state import SAMPLE_TOKEN, SandboxState
from py_core.store.database import open_database
from py_core.store.sales_store import PageTaken, SalesStore
from tools.bench_figures import Report
from tools.bench_shop import BigShop
from tools.paths import ROOT
from tools.sandbox_server import running_sandbox, system_clock

SALES = 100_000
PRODUCTS = 60
SHOP_NUMBER = 7
LATENCY_MS = 50
SERIAL_PAGES = 500
NEW_SALES = 10
REFUNDS = 30
ACCOUNT = "bench"
MEGABYTE = 1_000_000
MINUTE_MS = 60_000
READING_TIMEOUT_S = 1_800


def bench_sync(_: BigShop) -> Report:
    """First reading serially, at the default and at the most parallelism; then a second after forty changes."""
    report = Report()
    whole = generate_shop(PRODUCTS, SHOP_NUMBER, system_clock(), sales=SALES)
    newest = sorted(whole.sales, key=lambda sale: sale.created_at)[-NEW_SALES:]
    before = whole.model_copy(update={"sales": [sale for sale in whole.sales if sale not in newest]})
    with tempfile.TemporaryDirectory(prefix="gumsmith-bench-") as folder:
        with _server(before) as url:
            default = _reading(url, Path(folder) / "default.db", READS_AT_FIRST)
            ceiling = _reading(url, Path(folder) / "ceiling.db", READS_AT_MOST)
            serial = _reading(url, Path(folder) / "serial.db", 0, SERIAL_PAGES)
        with _server(whole) as url:
            asyncio.run(_refund(url, before))
            second = _reading(url, Path(folder) / "default.db", READS_AT_FIRST)
    _check(default, ceiling, second, len(before.sales))
    report.add("serial", "s", [serial["seconds"] * -(-default["sales"] // PAGE) / SERIAL_PAGES])
    report.add("default", "s", [default["seconds"]])
    report.add("ceiling", "s", [ceiling["seconds"]])
    report.compare("serial", "default")
    report.compare("serial", "ceiling")
    report.add("requests", "requests", [default["requests"]])
    report.add("least", "requests", [-(-default["sales"] // PAGE)])
    report.compare("requests", "least")
    report.add("first_requests", "requests", [default["requests"]])
    report.add("second", "requests", [second["requests"]])
    report.compare("second", "first_requests")
    report.add("second_seconds", "s", [second["seconds"]])
    report.add("peak_memory", "MB", [max(default["peak_mb"], ceiling["peak_mb"], second["peak_mb"])])
    report.add("first_rows_on_disk", "s", [default["first_rows_s"], ceiling["first_rows_s"]])
    report.add("database", "MB", [default["database_mb"]])
    report.add("at_gumroads_pace", "min", [default["requests"] * POLITE_GAP_MS / MINUTE_MS])
    return report


def _check(default: dict[str, Any], ceiling: dict[str, Any], second: dict[str, Any], sales: int) -> None:
    """A reading that is not whole has no speed. Raises: RuntimeError."""
    if not (default["complete"] and ceiling["complete"] and second["complete"]):
        raise RuntimeError("a reading was not proven complete")
    if second["found"] + second["changed"] != NEW_SALES + REFUNDS or default["sales"] > sales:
        raise RuntimeError(f"the second reading found {second['found']} new and {second['changed']} changed sales")


@contextmanager
def _server(state: SandboxState) -> Iterator[str]:
    with running_sandbox(seed=state, latency_ms=LATENCY_MS, rate_limits=False) as server:
        yield server.url


async def _refund(url: str, state: SandboxState) -> None:
    """Give back the whole of some sales and a part of others, spread over the history."""
    client = Client(UrllibTransport(SAMPLE_TOKEN, base_url=url), SystemClock(), lambda: 0.0)
    whole = [
        sale
        for sale in state.sales
        if sale.kind == "successful" and sale.price > 100 and sale.currency == "usd"
        if sale.refundable_in_currency == sale.price and not (sale.disputed or sale.chargedback)
    ]
    for at in range(REFUNDS):
        sale = whole[at * len(whole) // REFUNDS]
        await client.ask(calls.refund_sale(sale.id, 50 if at % 3 == 0 else None))


def _reading(url: str, database: Path, side_by_side: int, serial_pages: int = 0) -> dict[str, Any]:
    """One reading in another process; with `serial_pages` so many pages of a serial cursor."""
    numbers = (str(side_by_side), str(serial_pages))
    command = [sys.executable, "-m", "tools.bench_sync", url, str(database), *numbers]
    ran = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, timeout=READING_TIMEOUT_S)
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


class _KeepAlive:
    """A transport over connections that are kept, as a browser's are. It counts what it sends."""

    def __init__(self, url: str, token: str) -> None:
        parts = urlsplit(url)
        self.requests = 0
        self._host, self._port = str(parts.hostname), parts.port
        self._headers = f"Host: {parts.netloc}\r\nAccept: application/json\r\nAuthorization: Bearer {token}\r\n\r\n"
        self._idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def send(self, request: Request) -> Response:
        """The whole answer to a read."""
        self.requests += 1
        reader, writer = self._idle.pop() if self._idle else await asyncio.open_connection(self._host, self._port)
        writer.write(f"{request.method} {request.target} HTTP/1.1\r\n{self._headers}".encode())
        status, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        pairs = (line.partition(":") for line in lines if line)
        headers = tuple((name.lower(), value.strip()) for name, _, value in pairs)
        length = next(int(value) for name, value in headers if name == "content-length")
        body = await reader.readexactly(length)
        self._idle.append((reader, writer))
        return Response(int(status.split()[1]), headers, body)

    async def close(self) -> None:
        """Close what is open."""
        for _, writer in self._idle:
            writer.close()
            await writer.wait_closed()


class _Noticing(SalesStore):
    """A store that notes when the first sales were on disk."""

    first_at: float | None = None

    def take(self, account_id: str, pages: Sequence[PageTaken]) -> None:
        """As always."""
        super().take(account_id, pages)
        if self.first_at is None and any(page.rows for page in pages):
            self.first_at = time.perf_counter()


async def _read(url: str, database: Path, side_by_side: int, serial_pages: int) -> dict[str, Any]:
    transport = _KeepAlive(url, SAMPLE_TOKEN)
    client = Client(transport, SystemClock(), lambda: 0.0)
    store = _Noticing(open_database(str(database)))
    started = time.perf_counter()
    proof = None
    if not serial_pages:
        rounds = Rounds(client, store, ACCOUNT, side_by_side, lambda: None, lambda _: None)
        proof = await rounds.run(full=False)
    else:
        await _walk(client, store, serial_pages)
    seconds = time.perf_counter() - started
    await transport.close()
    tally = store.tally(ACCOUNT)
    return {
        "seconds": seconds,
        "requests": transport.requests,
        "sales": store.count(ACCOUNT),
        "found": tally.found,
        "changed": tally.changed,
        "complete": proof is not None and proof.complete,
        "first_rows_s": (store.first_at or started) - started,
        "peak_mb": _peak_mb(),
        "database_mb": database.stat().st_size / MEGABYTE,
    }


def _peak_mb() -> float:
    """The most memory this process has held; `getrusage` would count its parent's, too, from before it began."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024 / MEGABYTE


async def _walk(client: Client, store: SalesStore, pages: int) -> None:
    """One cursor, one page after the other, each stored before the next is asked for."""
    end_day = day_of_ms(client.clock.now_ms()) + 1
    found = NewRange(first_day=0, end_day=end_day)
    (kept,) = store.plan(ACCOUNT, SyncRecord(), [found], {}, ())
    key: str | None = None
    for _ in range(pages):
        now_ms = client.clock.now_ms()
        page = await client.ask(list_history(before=day_text(end_day), page_key=key))
        key = page.next_key
        behind = found.model_copy(update={"position": key})
        store.take(ACCOUNT, [PageTaken(kept.range_id, tuple(map(row_of, page.items)), now_ms, behind)])


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("database", type=Path)
    parser.add_argument("side_by_side", type=int)
    parser.add_argument("serial_pages", type=int)
    options = parser.parse_args()
    reading = _read(options.url, options.database, options.side_by_side, options.serial_pages)
    print(json.dumps(asyncio.run(reading)))
