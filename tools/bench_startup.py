"""How long Python takes to answer its first command, started in several ways in turn.

Every start begins in a fresh process with no engine and ends with the answer to a price plan of 50 products, asked
at once: stock (the interpreter as its documentation says), cold (ours as right after the installation, when nothing
is kept), restored (ours as every later time, from the snapshot) and cold with kept code (without the snapshot).

Besides the snapshot there is the machine code of wasm that the browser itself keeps, for everybody. The stock start
and all of ours but the cold one find it kept, since that is what they find in use.
"""

import base64
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from py_core.pricing.form import Ending, Mode, PriceForm, RoundTo
from py_core.sandbox.generate import generate_shop
from py_core.sandbox.state import SAMPLE_TOKEN
from tools import bench_stock
from tools.bench_figures import Report
from tools.bench_shop import BigShop
from tools.driving import Driven, driven, extension_id, wait_for
from tools.in_page import evaluate
from tools.paths import PACKAGE, package_zip
from tools.sandbox_server import running_sandbox, system_clock
from tools.start_probe import quiet_page, starts

RUNS = 7
PRODUCTS = 50
SHOP_NUMBER = 3
FORM = PriceForm(mode=Mode.PERCENT, percent="+12", ending=Ending.P99, ending_to=RoundTo.UP)
MEGABYTE = 1_000_000
NAMING_BYTES = 1000
"""What the browser keeps of wasm is one small file that names the wasm, and a large one with its code."""
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
        for page in self._chromium.context.pages:
            if page.url.startswith(self._chromium.origin):
                page.close()
        self._chromium.kill_target("service_worker.js")
        self._page = quiet_page(self._chromium)

    def forget(self) -> None:
        """Leave nothing that was kept: neither the snapshot nor the browser's machine code."""
        self._fresh()
        self._ask("remove()")
        self._page.context.new_cdp_session(self._page).send("Network.clearBrowserCache")
        self._wait(lambda: self._kept_codes() == 0, "the kept code to be forgotten")

    def _kept_codes(self) -> int:
        """Of how many wasm modules the browser keeps the code."""
        files = (self._chromium.profile / "Default" / "Code Cache" / "wasm").glob("*_0")
        return sum(file.stat().st_size < NAMING_BYTES for file in files)

    def _wait(self, until: Callable[[], bool], what: str) -> None:
        wait_for(until, self._page, what=what)

    def stock(self, *, code_kept: bool = True) -> float:
        """Milliseconds of one stock start, which stays until its code is kept if it was not."""
        page = self._chromium.context.new_page()
        page.goto(self._stock_page)
        packages = json.dumps(bench_stock.packages())
        ms = self._answered(evaluate(page, f"start({packages}, {json.dumps(self._text)})"))
        if not code_kept:
            self._wait(lambda: self._kept_codes() == 1, "the stock interpreter's code to be kept")
        page.close()
        return ms

    def first(self) -> float:
        """Milliseconds of one start of ours after `forget`; it stays until all is kept that can be."""
        self._fresh()
        before = self._kept_codes()
        timed = self._ask(f"start({json.dumps(self._text)}, {{ stay: true }})")
        assert timed["facts"]["why"] == "none"
        self._ask("snapshotMade({ stay: true })")
        self._wait(lambda: self._kept_codes() > before, "the code to be kept")
        return self._answered(timed)

    def cold(self) -> float:
        """Milliseconds of one start of ours without a snapshot, its code kept."""
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
    """The ways to start, in turn, then what the pages take to show what is known from before."""
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
        rounds = [one_round(bench) for _ in range(runs)]
        paints = {name: [bench.paint(name) for _ in range(runs)] for name in PAINTS}
    stocks, firsts, colds, restoreds, heaps = zip(*rounds, strict=True)
    report.add("stock_start", "ms", stocks)
    report.add("cold_start", "ms", firsts)
    report.add("cold_start_code_kept", "ms", colds)
    report.add("restored_start", "ms", restoreds)
    for name, values in paints.items():
        report.add(name, "ms", values)
    report.add("heap_after_start", "MB", heaps)
    report.add("package_zip", "MB", [package_zip().stat().st_size / MEGABYTE])
    report.compare("stock_start", "restored_start", without="_start")
    report.compare("cold_start", "restored_start", without="_start")
    report.compare("stock_start", "cold_start", without="_start")
    report.compare("cold_start_code_kept", "restored_start", without="_start")
    return report


def one_round(bench: StartBench) -> tuple[float, float, float, float, float]:
    """Milliseconds: stock, cold, cold with kept code, restored; megabytes of heap of the last."""
    bench.forget()
    bench.stock(code_kept=False)
    stock = bench.stock()
    return stock, bench.first(), bench.cold(), *bench.restored()
