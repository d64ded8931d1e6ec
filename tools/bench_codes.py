"""How long previews of codes take: one code on 300 products in the real engine, and on CPython for comparison."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

from py_core.codes.forms import CodesForm, MakeForm, MintForm
from py_core.sandbox.generate import generate_shop
from py_core.sandbox.state import SandboxState
from tools.bench_core import MemoryCore
from tools.bench_figures import Report
from tools.bench_shop import SHOP_NUMBER, BigShop, connected_panel, probe
from tools.driving import wait_for
from tools.sandbox_server import system_clock

PRODUCTS = 300
CODES_PER_PRODUCT = 3
TIMES = 7
MS = 1000
READ_TIMEOUT_S = 400
FORM = MakeForm(name="AUTUMN20", percent="20", cap="100")
BATCH = MintForm(pattern="SPRING-####-####", count="2000", percent="20", universal=True)
CHROMIUM = "preview_300_products"
CPYTHON = "preview_300_products_cpython"
MINT = "mint_2000_codes"
MINT_CPYTHON = "mint_2000_codes_cpython"
READ_STATE = "result({ op: 'catalog.get' }).then((shop) => shop.refresh.state)"


def codes_shop() -> SandboxState:
    """300 products, each with up to three codes."""
    return generate_shop(PRODUCTS, SHOP_NUMBER, system_clock(), CODES_PER_PRODUCT)


def bench_codes(_: BigShop) -> Report:
    """`plan.codes` from request to reply, every code of the shop being known."""
    report = Report()
    with ExitStack() as stack:
        panel = connected_panel(stack, codes_shop())
        wait_for(
            lambda: probe(panel, READ_STATE) == "done", panel.page, timeout_s=READ_TIMEOUT_S, what="the whole shop"
        )
        panel.page.bring_to_front()
        for figure, form in ((CHROMIUM, FORM), (MINT, BATCH)):
            timed = probe(panel, f"planTimes({form.model_dump_json()}, {TIMES}, 'plan.codes')")
            report.add(figure, "ms", [each["ms"] for each in timed])
    with ThreadPoolExecutor(1) as beside_playwright:
        beside_playwright.submit(lambda: asyncio.run(_on_cpython(report))).result()
    report.compare(CHROMIUM, CPYTHON)
    report.compare(MINT, MINT_CPYTHON)
    return report


async def _on_cpython(report: Report) -> None:
    core = MemoryCore(codes_shop())
    await core.read_list()
    await core.read_everything()
    products = [product["id"] for product in (await core.ask("catalog.get"))["products"]]
    figures: tuple[tuple[str, CodesForm], ...] = ((CPYTHON, FORM), (MINT_CPYTHON, BATCH))
    for figure, form in figures:
        command = {"form": json.loads(form.model_dump_json()), "product_ids": products}
        report.add(figure, "ms", [await core.seconds("plan.codes", **command) * MS for _ in range(TIMES)])
