"""A database with very many sales, made here and put where the extension keeps its own.

The sales are those of a generated shop, copied with other ids and times until there are enough: each copy fills a
stretch of time before the one before it, as a history that is read newest first lies in the file. Reading a
million of them page by page would take a day at the pace that is kept towards Gumroad.
"""

import sqlite3
from pathlib import Path

from playwright.sync_api import Page

from py_core.account import SAMPLE_ACCOUNT
from py_core.app import App
from py_core.execution.ports import Transport
from py_core.sales.days import DAY_MS
from py_core.sales.rows import Details, Facts, row_of
from py_core.sandbox.generate import generate_shop
from py_core.sandbox.sale_json import sale_json
from py_core.sandbox.shop import Shop
from py_core.store.database import open_database
from py_core.store.sales_store import SalesStore
from tools.in_page import evaluate
from tools.sandbox_server import system_clock
from tools.start_probe import starts

PRODUCTS = 60
SHOP_NUMBER = 7
GENERATED = 5_000
PICKER = "stock"
PICK = f"""
(() => {{
    const picker = document.createElement("input");
    picker.type = "file";
    picker.id = "{PICKER}";
    document.body.append(picker);
}})()
"""
PUT = f"""
(async () => {{
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle("store", {{ create: true }});
    const kept = await folder.getFileHandle("gumsmith.db", {{ create: true }});
    for (let attempt = 1; ; attempt += 1) {{
        try {{
            await document.getElementById("{PICKER}").files[0].stream().pipeTo(await kept.createWritable());
            return;
        }} catch (error) {{
            if (error.name !== "NoModificationAllowedError" || attempt === 100) throw error;
            if (await chrome.offscreen.hasDocument()) await chrome.offscreen.closeDocument();
            await new Promise((again) => setTimeout(again, 100));
        }}
    }}
}})()
"""
"""A worker that has just ended may hold the file a moment longer, and a browser that starts may start an engine."""


class StockClock:
    def now_ms(self) -> int:
        return system_clock()

    async def sleep(self, seconds: float) -> None:
        del seconds


def no_transport(token: str) -> Transport:
    raise AssertionError(f"a stocked database asks nobody: {len(token)}")


async def make_database(path: Path, sales: int) -> None:
    """A database file whose current account is the sample shop, with so many sales."""
    connection = open_database(str(path))
    app = App(
        connection, StockClock(), no_transport, str, lambda count: bytes(count), {"version": "0", "durable": True}
    )
    await app.handle('{"v": 1, "id": "stock", "command": {"op": "account.sample", "reset": true}}')
    await app.handle('{"v": 1, "id": "stock", "command": {"op": "catalog.stop"}}')
    await app.idle()
    now_ms = system_clock()
    state = generate_shop(PRODUCTS, SHOP_NUMBER, now_ms, sales=min(sales, GENERATED))
    shop = Shop(state)
    listed = [sale for sale in state.sales if sale.kind == "successful"]
    rows = [row_of(sale_json(sale, shop, now_ms)) for sale in sorted(listed, key=lambda sale: sale.created_at)]
    SalesStore(connection).put(SAMPLE_ACCOUNT, rows[:sales], now_ms)
    multiply(connection, min(sales, len(rows)), sales)
    connection.close()


def multiply(connection: sqlite3.Connection, have: int, wanted: int) -> None:
    """As many copies as it takes, all of them together in the time that the first one took."""
    facts = ", ".join(name for name in Facts._fields if name not in ("created_ms", "day"))
    details = ", ".join(Details._fields)
    copies = -(-wanted // have)
    first, last = connection.execute("SELECT min(created_ms), max(created_ms) FROM sales").fetchone()
    stretch = (last - first) // copies + 1
    moved = f"({last} - ({last} - created_ms) / {copies} - ?1 * {stretch})"
    connection.execute("BEGIN")
    for copy in range(1, copies):
        at_most = min(have, wanted - copy * have)
        connection.execute(
            f"INSERT INTO sales (sale_key, account, sale_id, checksum, read_at_ms, created_ms, day, {facts})"
            f" SELECT sale_key + ?2, account, sale_id || ?3, checksum, read_at_ms, {moved}, {moved} / {DAY_MS},"
            f" {facts} FROM sales WHERE sale_key <= ?4",
            (copy, copy * have, f"-{copy}", at_most),
        )
        connection.execute(
            f"INSERT INTO sale_details (sale_key, {details}, raw)"
            f" SELECT sale_key + ?1, {details}, raw FROM sale_details WHERE sale_key <= ?2",
            (copy * have, at_most),
        )
    connection.execute(
        f"UPDATE sales SET created_ms = {moved}, day = {moved} / {DAY_MS} WHERE sale_key <= ?2", (0, have)
    )
    connection.execute("COMMIT")


def put_database(page: Page, path: Path) -> None:
    """Put the file where the engine keeps its own. The engine of that page's extension is ended first."""
    starts(page, "close()")
    evaluate(page, PICK)
    page.set_input_files(f"#{PICKER}", str(path))
    evaluate(page, PUT)
