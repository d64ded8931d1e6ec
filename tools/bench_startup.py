"""How long Python takes to answer its first command, started in three ways in turn.

Every start begins in a fresh process with no engine and ends with the answer to a price plan of 50 products, asked
at once: stock (the interpreter as its documentation says), cold (ours, without a snapshot) and restored (ours, from
the snapshot).
"""

import base64
import json
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from py_core.pricing.form import Ending, Mode, PriceForm, RoundTo
from py_core.sandbox.generate import generate_shop
from py_core.sandbox.state import SAMPLE_TOKEN
from tools import bench_stock
from tools.bench_figures import Report
from tools.bench_shop import BigShop
from tools.driving import Driven, driven, extension_id
from tools.in_page import evaluate
from tools.paths import PACKAGE, package_zip
from tools.sandbox_server import running_sandbox, system_clock
from tools.start_probe import quiet_page, starts

RUNS = 7
PRODUCTS = 50
SHOP_NUMBER = 3
FORM = PriceForm(mode=Mode.PERCENT, percent="+12", ending=Ending.P99, ending_to=RoundTo.UP)
MEGABYTE = 1_000_000
PAINTS = {
    "popup_paint": ("popup/popup.html", '[data-testid="popup"]:not([data-situation="none"])'),
    "panel_paint": ("sidepanel/sidepanel.html", '[data-testid="starting"]'),
}
PAINT_PROBE = """
globalThis.painted = new Promise((done) => {
    const look = () => {
        if (document.querySelector(SELECTOR) === null) return;
        seen.disconnect();
        requestAnimationFrame(() => setTimeout(() => done(performance.now())));
    };
    const seen = new MutationObserver(look);
    seen.observe(document, { childList: true, subtree: true, attributes: true });
});
"""


class StartBench:
    """One browser with both extensions, the shop read and a snapshot made."""

    def __init__(self, chromium: Driven, stock: Path) -> None:
        self._chromium = chromium
        self._page = quiet_page(chromium)
        self._stock_page = f"chrome-extension://{extension_id(stock)}/{bench_stock.PAGE}"
        ids = self._ask(f"readShop('{SAMPLE_TOKEN}')")
        assert len(ids) == PRODUCTS
        command = {"op": "plan.price", "form": json.loads(FORM.model_dump_json()), "product_ids": ids}
        self._text = json.dumps({"v": 1, "id": "bench", "command": command})
        self._ask("snapshotMade()")
        (stock / bench_stock.DATABASE).write_bytes(base64.b64decode(self._ask("database()")))
        self._writes: set[int] = set()

    def _ask(self, call: str) -> Any:
        return starts(self._page, call)

    def _answered(self, timed: dict[str, Any]) -> float:
        """The time. Every way has to give the same plan; its digest holds the time too, so it does not."""
        answer = json.loads(timed["text"])
        assert answer["ok"], answer
        self._writes.add(answer["result"]["writes"])
        assert len(self._writes) == 1
        return float(timed["ms"])

    def _fresh(self) -> None:
        """End the extension's process, as the browser does when nothing of it is open, and begin another."""
        self._ask("close()")
        self._page.close()
        self._chromium.kill_target("service_worker.js")
        self._page = quiet_page(self._chromium)

    def stock(self) -> float:
        """Milliseconds of one stock start."""
        page = self._chromium.context.new_page()
        page.goto(self._stock_page)
        packages = json.dumps(bench_stock.packages())
        ms = self._answered(evaluate(page, f"start({packages}, {json.dumps(self._text)})"))
        page.close()
        return ms

    def cold(self) -> float:
        """Milliseconds of one start of ours without a snapshot."""
        assert self._ask("aside()") == 1
        self._fresh()
        timed = self._ask(f"start({json.dumps(self._text)})")
        assert timed["facts"]["why"] == "none"
        assert self._ask("back()") == 1
        return self._answered(timed)

    def restored(self) -> tuple[float, float]:
        """Milliseconds and megabytes of heap of one start of ours from the snapshot."""
        self._fresh()
        timed = self._ask(f"start({json.dumps(self._text)})")
        assert timed["facts"]["mode"] == "restored", timed["facts"]
        return self._answered(timed), timed["facts"]["heap_bytes"] / MEGABYTE

    def paint(self, name: str) -> float:
        """Milliseconds from the opening of a page until it has drawn what is known, with no engine before."""
        self._fresh()
        address, selector = PAINTS[name]
        page: Page = self._chromium.context.new_page()
        page.set_viewport_size({"width": 420, "height": 760})
        page.add_init_script(PAINT_PROBE.replace("SELECTOR", json.dumps(selector)))
        page.goto(f"{self._chromium.origin}/{address}", wait_until="commit")
        ms = float(evaluate(page, "painted"))
        page.close()
        return ms


def bench_startup(shop: BigShop) -> Report:
    """Three ways to start, in turn, then what the pages take to show what is known from before."""
    runs = shop.runs or RUNS
    report = Report()
    stock = bench_stock.ensure()
    both = f"{PACKAGE},{stock}"
    arguments = (f"--disable-extensions-except={both}", f"--load-extension={both}")
    state = generate_shop(PRODUCTS, SHOP_NUMBER, system_clock())
    with (
        tempfile.TemporaryDirectory(prefix="gumsmith-bench-") as folder,
        running_sandbox(seed=state, tls=True, rate_limits=False) as server,
        driven(PACKAGE, Path(folder), api_port=server.port, more_arguments=arguments) as chromium,
    ):
        bench = StartBench(chromium, stock)
        rounds = [(bench.stock(), bench.cold(), *bench.restored()) for _ in range(runs)]
        paints = {name: [bench.paint(name) for _ in range(runs)] for name in PAINTS}
    stocks, colds, restoreds, heaps = zip(*rounds, strict=True)
    report.add("stock_start", "ms", stocks)
    report.add("cold_start", "ms", colds)
    report.add("restored_start", "ms", restoreds)
    for name, values in paints.items():
        report.add(name, "ms", values)
    report.add("heap_after_start", "MB", heaps)
    report.add("package_zip", "MB", [package_zip().stat().st_size / MEGABYTE])
    report.compare("stock_start", "restored_start", without="_start")
    report.compare("cold_start", "restored_start", without="_start")
    report.compare("stock_start", "cold_start", without="_start")
    return report
