"""One run that makes forty codes, killed ten times in the middle of requests, and every code is made once."""

import random

from tests.e2e.conftest import PRODUCTS, TOKEN, Launch, writes
from tests.e2e.core import Core
from tests.e2e.panel import Panel
from tools.driving import wait_for
from tools.sandbox_server import RunningSandbox

SLOW = [{"method": "POST", "path": "/v2/products/*/offer_codes", "delay_ms": 100, "delay_after_ms": 100}]
PARTS = ("engine/engine.html", "service_worker.js")
LIVES = 4
KILLS = 10
CODE = {"name": "AUTUMN20", "percent_off": 20, "max_purchase_count": 50}
FORM = {"job": "make", "name": "AUTUMN20", "kind": "percent", "percent": "20", "cap": "50"}


def start(core: Core, shop: RunningSandbox) -> str:
    """Connect with a token that is kept, and begin a run of forty creates; its id."""
    panel = Panel.open(core.driven)
    panel.connect(TOKEN)
    panel.page.close()
    ids = [product["id"] for product in core.ask("catalog.get")["products"]]
    plan = core.ask("plan.codes", form=FORM, product_ids=ids)
    assert plan["writes"] == PRODUCTS
    shop.control("POST", "faults", SLOW)
    return str(core.ask("run.start", digest=plan["digest"])["run_id"])


def wait_for_creates(core: Core, shop: RunningSandbox, number: int) -> None:
    wait_for(lambda: len(writes(shop)) >= number, core.page, what=f"{number} creates")


def test_ten_kills_make_no_code_twice(launch: Launch, shop: RunningSandbox) -> None:
    points = iter(sorted(random.Random(5).sample(range(2, PRODUCTS - 1), KILLS)))
    run_id = ""
    for life in range(LIVES):
        with launch() as driven:
            core = Core(driven)
            run_id = run_id or start(core, shop)
            for part, point in zip(PARTS, points, strict=False):
                core.ask("engine.status")
                wait_for_creates(core, shop, point)
                assert driven.kill_target(part) >= 1
            core.ask("engine.status")
            if life < LIVES - 1:
                wait_for_creates(core, shop, next(points))
                driven.kill_browser()
            else:
                rows = core.run_over(run_id)["rows"]
    assert next(points, None) is None
    assert [row["state"] for row in rows] == ["applied"] * PRODUCTS
    made = shop.control("GET", "state")["offer_codes"]
    assert [{name: code[name] for name in CODE} for code in made] == [CODE] * PRODUCTS
    assert len({code["product_ids"][0] for code in made}) == PRODUCTS
    assert len(writes(shop)) == PRODUCTS
