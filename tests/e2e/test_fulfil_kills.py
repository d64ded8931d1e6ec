"""Refunds in the browser, killed in the middle and with replies that are lost: nothing is ever paid twice."""

import random
from typing import Any

import pytest

from tests.e2e.conftest import TOKEN, Launch
from tests.e2e.core import Core
from tests.e2e.panel import Panel
from tests.e2e.shops import TOKENS, requests
from tools.driving import wait_for
from tools.sandbox_server import RunningSandbox

PAID = {"usd": 1900, "eur": 2999, "jpy": 1200, "krw": 1_500_000, "vnd": 300_000}
PARTS = {"usd": ("4.99", 499), "eur": ("7.5", 750), "jpy": ("301", 301), "krw": ("1234.56", 123456)}
PARTS["vnd"] = ("99999", 99999)
SALES = 40
SLOW = [{"method": "PUT", "path": "/v2/sales/*/refund", "delay_ms": 100, "delay_after_ms": 100}]
PARTS_OF_IT = ("engine/engine.html", "service_worker.js")
PAYING_MS = 300
"""How long a payment takes at least before its answer could get lost."""
LIVES = 4
KILLS = 10
ALLOW = {"limit_refunds": 1000, "limit_refund_usd_minor": 10_000_000}


def sale_id(at: int) -> str:
    return f"sale{at:02d}"


def code_of(at: int) -> str:
    return list(PAID)[at % len(PAID)]


def shop_with_sales(count: int) -> dict[str, Any]:
    """A shop that sold something in five currencies, one after the other."""
    return {
        "tokens": TOKENS,
        "products": [
            {"name": code, "price": PAID[code], "currency": code, "custom_permalink": code} for code in PAID
        ],
        "sales": [
            {
                "id": sale_id(at),
                "product_id": code_of(at),
                "purchase_email": f"buyer{at}@example.com",
                "price": 1900,
                "display_price_cents": PAID[code_of(at)],
                "created_at": f"2026-10-01T10:{at:02d}:00Z",
            }
            for at in range(count)
        ],
    }


@pytest.fixture
def sold(server: RunningSandbox) -> RunningSandbox:
    """The server with forty sales and an empty log."""
    server.control("POST", "reset", shop_with_sales(SALES))
    server.control("DELETE", "faults")
    return server


def refunds(server: RunningSandbox) -> list[str]:
    """The sales that a refund was asked for, in order."""
    paths = [entry["path"].partition("?")[0] for entry in requests(server)]
    return [path.split("/")[3] for path in paths if path.endswith("/refund")]


def books(server: RunningSandbox) -> dict[str, int]:
    """What was given back of each sale, in minor units of its currency."""
    return {sale["id"]: sale.get("refunded_in_currency", 0) for sale in server.control("GET", "state")["sales"]}


def connect(core: Core) -> None:
    """Connect with a token that is kept, and read the sales."""
    panel = Panel.open(core.driven)
    panel.connect(TOKEN)
    panel.page.close()
    core.ask("settings.set", settings=ALLOW)
    core.ask("sales.sync")
    wait_for(lambda: core.ask("sales.status")["sync"]["state"] == "done", core.page, what="the sales")


def start(core: Core, form: dict[str, Any]) -> str:
    """Begin the run of a form, its text typed; its id."""
    plan = core.ask("plan.sales", form={"job": "refund", **form})
    (asked,) = [finding for finding in plan["findings"] if finding["severity"] == "block"]
    assert asked["typed"] == f"REFUND {plan['writes']}"
    view = core.ask(
        "plan.accept", digest=plan["digest"], codes=[asked["code"]], typed={asked["code"]: asked["typed"]}
    )
    return str(core.ask("run.start", digest=view["digest"])["run_id"])


def parts(numbers: range) -> tuple[dict[str, str], dict[str, int]]:
    """Typed amounts for sales, and what they are in minor units."""
    typed = {sale_id(at): PARTS[code_of(at)][0] for at in numbers}
    return typed, {sale_id(at): PARTS[code_of(at)][1] for at in numbers}


def test_ten_kills_pay_nothing_twice(launch: Launch, sold: RunningSandbox) -> None:
    points = iter(sorted(random.Random(7).sample(range(2, SALES - 1), KILLS)))
    typed, planned = parts(range(0, SALES, 2))
    planned |= {sale_id(at): PAID[code_of(at)] for at in range(1, SALES, 2)}
    run_id = ""
    for life in range(LIVES):
        with launch() as driven:
            core = Core(driven)
            if not run_id:
                connect(core)
                sold.control("POST", "faults", SLOW)
                run_id = start(core, {"sale_ids": [sale_id(at) for at in range(SALES)], "typed": typed})

            def asked(number: int, core: Core = core) -> None:
                wait_for(lambda: len(refunds(sold)) >= number, core.page, what=f"{number} refunds")

            for part, point in zip(PARTS_OF_IT, points, strict=False):
                core.ask("engine.status")
                asked(point)
                assert driven.kill_target(part) >= 1
            core.ask("engine.status")
            if life < LIVES - 1:
                asked(next(points))
                driven.kill_browser()
            else:
                rows = {row["key"]: row for row in core.run_over(run_id)["rows"]}
    assert next(points, None) is None
    given = books(sold)
    sent = refunds(sold)
    for key, minor in planned.items():
        row = rows[key]
        assert row["state"] in ("applied", "unknown"), row
        assert given[key] == minor if row["state"] == "applied" else given[key] in (0, minor)
        times = sent.count(key)
        assert times == 1 or key not in typed or (times == given[key] == 0 and row["state"] == "unknown")
        assert row["state"] == "applied" or (key in typed and "not sent again" in row["text"])
    assert [rows[key]["state"] for key in rows].count("unknown") <= KILLS


@pytest.mark.parametrize("drop", ["before", "after"])
@pytest.mark.parametrize("reset", [False, True])
def test_lost_replies_pay_nothing_twice(launch: Launch, sold: RunningSandbox, drop: str, reset: bool) -> None:
    """All that is left of ten sales, and parts of ten others, every reply lost once."""
    typed, planned = parts(range(10))
    planned |= {sale_id(at): PAID[code_of(at)] for at in range(10, 20)}
    with launch() as driven:
        core = Core(driven)
        connect(core)
        sold.control(
            "POST",
            "faults",
            [
                {
                    "method": "PUT",
                    "path": f"/v2/sales/{sale_id(at)}/refund",
                    "drop": drop,
                    "reset": reset,
                    "delay_after_ms": PAYING_MS,
                    "times": 1,
                }
                for at in range(20)
            ],
        )
        run_id = start(core, {"sale_ids": [sale_id(at) for at in range(20)], "typed": typed})
        rows = core.run_over(run_id)["rows"]
    given = books(sold)
    sent = refunds(sold)
    for row in rows:
        key, state = row["key"], row["state"]
        if drop == "after":
            assert (state, given[key], sent.count(key)) == ("applied", planned[key], 1 if key in typed else 2), row
        elif key in typed:
            assert (state, given[key], sent.count(key)) == ("unknown", 0, 1), row
        else:
            assert (state, given[key]) == ("applied", planned[key]), row


def test_lost_replies_mail_and_count_nothing_twice(launch: Launch, server: RunningSandbox) -> None:
    seed = shop_with_sales(6)
    for at, sale in enumerate(seed["sales"]):
        sale |= {"license_key": f"KEY-{at}", "license_uses": 2}
    server.control("POST", "reset", seed)
    server.control("DELETE", "faults")
    ids = [sale_id(at) for at in range(6)]
    with launch() as driven:
        core = Core(driven)
        connect(core)
        lost = {"drop": "after", "delay_after_ms": PAYING_MS}
        server.control(
            "POST",
            "faults",
            [{"method": "POST", "path": f"/v2/sales/{key}/resend_receipt", "times": 1, **lost} for key in ids]
            + [{"method": "PUT", "path": "/v2/licenses/decrement_uses_count", "times": 3, **lost}],
        )
        server.control("DELETE", "requests")
        for form in ({"job": "receipts", "sale_ids": ids}, {"job": "license", "sale_ids": ids, "action": "reset"}):
            plan = core.ask("plan.sales", form=form)
            rows = core.run_over(core.ask("run.start", digest=plan["digest"])["run_id"])["rows"]
            assert {row["state"] for row in rows} == {"unknown" if form["job"] == "receipts" else "applied"}
    paths = [entry["path"] for entry in requests(server)]
    assert sorted(path for path in paths if "receipt" in path) == [f"/v2/sales/{key}/resend_receipt" for key in ids]
    assert len([path for path in paths if "decrement" in path]) == 12
    assert {sale.get("license_uses", 0) for sale in server.control("GET", "state")["sales"]} == {0}
