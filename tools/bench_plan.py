"""How long a price plan of 2,000 products takes: in the real engine, and on CPython for comparison."""

import asyncio
import json
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from py_core.plan.plan import Plan
from py_core.pricing.form import Ending, Mode, PriceForm, RoundTo
from tools.bench_core import MemoryCore
from tools.bench_figures import Report
from tools.bench_shop import BigShop, big_shop, probe

TIMES = 7
MS = 1000
MEGABYTE = 1_000_000
FORM = PriceForm(mode=Mode.PERCENT, percent="+12", ending=Ending.P99, ending_to=RoundTo.UP)
CHROMIUM = "plan_2000_products"
CPYTHON = "plan_2000_products_cpython"
WITH_CODES = "plan_2000_products_with_codes_cpython"


def bench_plan(shop: BigShop) -> Report:
    """`plan.price` from request to reply, its reply's size, and the digest alone."""
    report = Report()
    timed = probe(shop.panel(), f"planTimes({FORM.model_dump_json()}, {TIMES})")
    report.add(CHROMIUM, "ms", [each["ms"] for each in timed])
    report.add("plan_2000_products_reply", "MB", [each["letters"] / MEGABYTE for each in timed])
    with ThreadPoolExecutor(1) as beside_playwright:
        beside_playwright.submit(lambda: asyncio.run(_on_cpython(report))).result()
    report.compare(CHROMIUM, CPYTHON)
    report.compare(WITH_CODES, CPYTHON)
    report.compare("digest_2000", CPYTHON)
    return report


async def _on_cpython(report: Report) -> None:
    core = MemoryCore(big_shop())
    await core.read_list()
    command = await _command(core)
    report.add(CPYTHON, "ms", [await core.seconds("plan.price", **command) * MS for _ in range(TIMES)])
    plan = core.plan((await core.ask("plan.price", **command))["digest"])
    report.add("digest_2000", "ms", [_digest_seconds(plan) * MS for _ in range(TIMES)])
    await core.read_everything()
    report.add(WITH_CODES, "ms", [await core.seconds("plan.price", **command) * MS for _ in range(TIMES)])


async def _command(core: MemoryCore) -> dict[str, Any]:
    products = (await core.ask("catalog.get"))["products"]
    return {"form": json.loads(FORM.model_dump_json()), "product_ids": [product["id"] for product in products]}


def _digest_seconds(plan: Plan) -> float:
    start = time.perf_counter()
    plan.digest()
    return time.perf_counter() - start
