"""How long the linter takes for one product of a shop of 500, and until a page shows the first of them.

Every measurement reads the list of products anew first, so that nothing is known from the one before: each product
is taken out of the database, its description parsed, and every rule asked.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

from py_core.sandbox.generate import generate_shop
from py_core.sandbox.state import SandboxState
from tools.bench_core import MemoryCore
from tools.bench_figures import Report
from tools.bench_shop import SHOP_NUMBER, STOP, BigShop, connected_panel, probe
from tools.driving import wait_for
from tools.listing_texts import describe
from tools.panel import Panel
from tools.sandbox_server import system_clock

PRODUCTS = 500
TIMES = 7
MS = 1000
READ_TIMEOUT_S = 240
LINT = "timed({ op: 'listing.lint' })"
REFRESH = "result({ op: 'catalog.refresh' }).then(() => null)"
READ = f"result({{ op: 'catalog.get' }}).then((s) => s.products.length === {PRODUCTS} && s.refresh.state)"
CHROMIUM = "lint_pyodide"
CPYTHON = "lint_cpython"


def described_shop() -> SandboxState:
    """500 products with descriptions of about 300 words, 36 to 800."""
    return describe(generate_shop(PRODUCTS, SHOP_NUMBER, system_clock()), SHOP_NUMBER)


def bench_lint(_: BigShop) -> Report:
    """`listing.lint` from request to reply divided by the products, and the list's first rows on the page."""
    report = Report()
    with ExitStack() as stack:
        panel = connected_panel(stack, described_shop())
        _read(panel)
        each, paints, paints_again = [], [], []
        for _time in range(TIMES):
            _read_anew(panel)
            each.append(probe(panel, LINT) / PRODUCTS)
            _read_anew(panel)
            paints.append(probe(panel, "listingsPaint()"))
            _leave(panel)
            paints_again.append(probe(panel, "listingsPaint()"))
        report.add(CHROMIUM, "ms", each)
        report.add("list_paint", "ms", paints)
        report.add("list_paint_again", "ms", paints_again)
    with ThreadPoolExecutor(1) as beside_playwright:
        beside_playwright.submit(lambda: asyncio.run(_on_cpython(report))).result()
    report.compare(CHROMIUM, CPYTHON)
    return report


def _read(panel: Panel) -> None:
    """Wait for the list; versions and codes are no part of a listing."""
    wait_for(
        lambda: probe(panel, READ) in ("details", "done"), panel.page, timeout_s=READ_TIMEOUT_S, what="the list"
    )
    probe(panel, STOP)


def _read_anew(panel: Panel) -> None:
    _leave(panel)
    probe(panel, REFRESH)
    _read(panel)


def _leave(panel: Panel) -> None:
    """A page that has not asked for listings, so that nothing is worked out before it is measured."""
    panel.go("#settings")
    panel.page.reload()
    panel.page.bring_to_front()


async def _on_cpython(report: Report) -> None:
    core = MemoryCore(described_shop())
    each = []
    await core.read_list()
    for _time in range(TIMES):
        await core.read_list_again()
        each.append(await core.seconds("listing.lint") * MS / PRODUCTS)
    report.add(CPYTHON, "ms", each)
