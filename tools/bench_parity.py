"""How long the preview of a parity table's codes takes: 40 countries on 50 products, 2,000 codes."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any

from py_core.parity.forms import DropRows, ParityForm
from py_core.parity.presets import preset_table
from py_core.parity.table import percents
from py_core.parity.work import FIRST_PRESET
from py_core.sandbox.generate import generate_shop
from py_core.sandbox.state import SandboxState
from tools.bench_core import MemoryCore
from tools.bench_figures import Report
from tools.bench_shop import SHOP_NUMBER, BigShop, connected_panel, probe
from tools.driving import wait_for
from tools.sandbox_server import system_clock

PRODUCTS = 50
COUNTRIES = 40
TIMES = 7
MS = 1000
READ_TIMEOUT_S = 120
FORM = ParityForm(cap="500")
CHROMIUM = "plan_2000_codes"
CPYTHON = "plan_2000_codes_cpython"
READ_STATE = "result({ op: 'catalog.get' }).then((shop) => shop.refresh.state)"


def parity_shop() -> SandboxState:
    """50 products without codes."""
    return generate_shop(PRODUCTS, SHOP_NUMBER, system_clock())


def forty_countries() -> dict[str, Any]:
    """The edit that leaves forty countries with a discount on the table."""
    given = percents(preset_table(FIRST_PRESET))
    kept = [code for code, percent in given.items() if percent][:COUNTRIES]
    return DropRows(countries=tuple(code for code in given if code not in kept)).model_dump(mode="json")


def bench_parity(_: BigShop) -> Report:
    """`plan.parity` from request to reply, in the real engine and on CPython."""
    report = Report()
    with ExitStack() as stack:
        panel = connected_panel(stack, parity_shop())
        wait_for(
            lambda: probe(panel, READ_STATE) == "done", panel.page, timeout_s=READ_TIMEOUT_S, what="the whole shop"
        )
        panel.page.bring_to_front()
        probe(panel, f"result({{ op: 'parity.edit', edit: {json.dumps(forty_countries())} }}).then(() => 0)")
        timed = probe(panel, f"planTimes({FORM.model_dump_json()}, {TIMES}, 'plan.parity')")
        report.add(CHROMIUM, "ms", [each["ms"] for each in timed])
    with ThreadPoolExecutor(1) as beside_playwright:
        beside_playwright.submit(lambda: asyncio.run(_on_cpython(report))).result()
    report.compare(CHROMIUM, CPYTHON)
    return report


async def _on_cpython(report: Report) -> None:
    core = MemoryCore(parity_shop())
    await core.read_list()
    await core.read_everything()
    await core.ask("parity.edit", edit=forty_countries())
    products = [product["id"] for product in (await core.ask("catalog.get"))["products"]]
    command = {"form": json.loads(FORM.model_dump_json()), "product_ids": products}
    report.add(CPYTHON, "ms", [await core.seconds("plan.parity", **command) * MS for _ in range(TIMES)])
