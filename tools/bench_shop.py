"""A shop of 2,000 products in the side panel, made once for all measurements of a run."""

import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from py_core.sandbox.generate import generate_shop
from py_core.sandbox.state import SAMPLE_TOKEN, SandboxState
from tools.driving import driven, wait_for
from tools.in_page import evaluate
from tools.panel import START_MS, Panel
from tools.paths import PACKAGE
from tools.sandbox_server import running_sandbox, system_clock

PRODUCTS = 2_000
SHOP_NUMBER = 7
LIST_TIMEOUT_S = 240
PROBES = (Path(__file__).parent / "bench_probes.js").read_text(encoding="utf-8")
LIST_STATE = "result({ op: 'catalog.get' }).then((shop) => [shop.products.length, shop.refresh.state])"
STOP = "result({ op: 'catalog.stop' })"


def big_shop() -> SandboxState:
    """The shop that every figure of 2,000 products is about."""
    return generate_shop(PRODUCTS, SHOP_NUMBER, system_clock())


class BigShop:
    """Nothing is started before a measurement asks for it; everything ends with the stack."""

    def __init__(self, stack: ExitStack, runs: int | None = None) -> None:
        self.runs = runs
        self._stack = stack
        self._panel: Panel | None = None

    def panel(self) -> Panel:
        """The side panel over the package and a sandbox, at 420 px.

        Only the list is read (200 pages at the pace the core keeps towards Gumroad), not versions and codes.
        """
        if self._panel is None:
            self._panel = self._opened()
        return self._panel

    def _opened(self) -> Panel:
        panel = connected_panel(self._stack, big_shop())
        wait_for(lambda: list_is_read(panel), panel.page, timeout_s=LIST_TIMEOUT_S, what="the list of products")
        probe(panel, STOP)
        panel.page.bring_to_front()
        return panel


def connected_panel(stack: ExitStack, shop: SandboxState) -> Panel:
    """The side panel over the package and a sandbox of this shop, which it begins to read."""
    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="gumsmith-bench-"))
    server = stack.enter_context(running_sandbox(seed=shop, tls=True, rate_limits=False))
    chromium = stack.enter_context(driven(PACKAGE, Path(folder), api_port=server.port))
    welcome = chromium.open("welcome/welcome.html", width=1100)
    welcome.get_by_test_id("show-steps").click()
    welcome.get_by_test_id("token").fill(SAMPLE_TOKEN)
    welcome.get_by_test_id("connect").click()
    welcome.get_by_test_id("connected").wait_for(timeout=START_MS)
    panel = Panel.open(chromium, where="#settings")
    welcome.close()
    return panel


def list_is_read(panel: Panel) -> bool:
    """Whether every page of the list has come."""
    products, stage = probe(panel, LIST_STATE)
    return products == PRODUCTS and stage in ("details", "done")


def probe(panel: Panel, call: str) -> Any:
    """What a function of bench_probes.js gives in the panel."""
    return evaluate(panel.page, f"{PROBES}\nprobes.{call}")
