"""How long scripts take: from nothing to the first output, beside the engine's own start, and over a wide shop.

The engine's start here ends with its answer to one short command. A script's begins on a page that was just opened,
without a worker made ready for it (`script_start`) and with one (`script_start_prepared`).
"""

import asyncio
import json
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from playwright.sync_api import Page

from py_core.account import SAMPLE_ACCOUNT
from py_core.app import App
from py_core.sales.rows import row_of
from py_core.sandbox.generate import generate_shop
from py_core.sandbox.sale_json import sale_json
from py_core.sandbox.server import Sandbox
from py_core.sandbox.shop import Shop
from py_core.store.database import open_database
from py_core.store.meta_store import MetaStore
from py_core.store.sales_store import SalesStore
from tools.bench_figures import Report
from tools.bench_shop import PRODUCTS, SHOP_NUMBER, BigShop
from tools.driving import driven
from tools.export_stock import GENERATED, StockClock, multiply, no_transport, put_database
from tools.in_page import evaluate
from tools.sandbox_server import system_clock
from tools.script_page import Over, ScriptPage, package_with_page
from tools.start_probe import quiet_page, starts

SALES = 20_000
RUNS = 7
WIDE_RUNS = 3
SAMPLE_SHOP = "sample_shop"
STATUS = json.dumps({"v": 1, "id": "bench", "command": {"op": "account.status"}})
HELLO = 'print("hello")'
WIDE = """
sold = {}
for sale in shop.sales():
    sold[sale.product_id] = sold.get(sale.product_id, 0) + sale.quantity
slow = [p for p in shop.products() if p.price.minor > 500 and sold.get(p.id, 0) < 5]
for p in slow:
    plan.scale_price(p, pct=-20)
print(len(shop.products()), sum(sold.values()), len(slow))
"""


def bench_scripts(shop: BigShop) -> Report:
    """Starts in turn, then the wide script."""
    report = Report()
    with tempfile.TemporaryDirectory(prefix="gumsmith-bench-") as name:
        folder = Path(name)
        database = folder / "wide.db"
        with ThreadPoolExecutor(1) as beside_playwright:
            beside_playwright.submit(lambda: asyncio.run(make_wide_shop(database))).result()
        with driven(package_with_page(folder / "package"), folder / "profile") as chromium:
            page = quiet_page(chromium)
            put_database(page, database)
            starts(page, "snapshotMade({ stay: true })")
            scripts = ScriptPage(chromium)
            scripts.run(HELLO)
            rounds = [_starts(page, scripts) for _ in range(shop.runs or RUNS)]
            wide = [_wide(scripts) for _ in range(WIDE_RUNS)]
    engine, plain, prepared = zip(*rounds, strict=True)
    report.add("engine_start", "ms", engine)
    report.add("script_start", "ms", plain)
    report.add("script_start_prepared", "ms", prepared)
    report.add("shop_wide_script", "ms", [over.ms for over in wide])
    report.compare("script_start", "engine_start")
    return report


def _starts(page: Page, scripts: ScriptPage) -> tuple[float, float, float]:
    """Milliseconds: the engine, a script on a page just opened, a script whose worker was ready."""
    timed = starts(page, f"start({json.dumps(STATUS)}, {{ stay: true }})")
    assert timed["facts"]["mode"] == "restored", timed["facts"]
    scripts.page.reload()
    scripts.page.bring_to_front()
    plain = scripts.run(HELLO).whole_ms
    evaluate(scripts.page, "scriptsReady()")
    return float(timed["ms"]), plain, scripts.run(HELLO).whole_ms


def _wide(scripts: ScriptPage) -> Over:
    evaluate(scripts.page, "scriptsReady()")
    over = scripts.run(WIDE)
    assert over.end is not None, over
    assert over.end["trouble"] is None, over
    assert over.text.split()[0] == str(PRODUCTS), over
    return over


async def make_wide_shop(path: Path) -> None:
    """A database whose current account is a sample shop of 2,000 products, read, and 20,000 sales."""
    connection = open_database(str(path))
    now_ms = system_clock()
    state = generate_shop(PRODUCTS, SHOP_NUMBER, now_ms, sales=GENERATED)
    shop = Shop(state)
    listed = sorted((sale for sale in state.sales if sale.kind == "successful"), key=lambda sale: sale.created_at)
    rows = [row_of(sale_json(sale, shop, now_ms)) for sale in listed]
    unsold = Sandbox(generate_shop(PRODUCTS, SHOP_NUMBER, now_ms))
    MetaStore(connection).put(SAMPLE_SHOP, unsold.dump())
    config = {"version": "0", "durable": True}
    app = App(connection, StockClock(), no_transport, str, lambda count: bytes(count), config)
    await app.handle('{"v": 1, "id": "stock", "command": {"op": "account.sample", "reset": false}}')
    await app.idle()
    SalesStore(connection).put(SAMPLE_ACCOUNT, rows, now_ms)
    multiply(connection, len(rows), SALES)
    connection.close()
