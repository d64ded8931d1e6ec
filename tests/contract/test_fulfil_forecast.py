"""What a plan about sales says will happen is what happens, for thousands of sales of every kind."""

import json
from collections import Counter
from random import Random
from typing import Any

import pytest

from py_core.execution.actions import write_request
from py_core.execution.sale_actions import sale_state
from py_core.fulfil.forms import (
    FulfilForm,
    LicenseAction,
    LicenseForm,
    ReceiptsForm,
    RefundForm,
    RefundHow,
    ShipForm,
)
from py_core.gumroad.calls import refund_sale
from py_core.gumroad.models import read_sale
from py_core.gumroad.wire import Request
from py_core.plan.plan import Plan, SkipReason
from py_core.plan.sale_steps import ResendReceipt
from py_core.plan.steps import SALE_STEPS
from py_core.sandbox.generate import generate_shop
from py_core.sandbox.sale_record import LISTED_KINDS
from py_core.sandbox.server import Sandbox
from py_core.sandbox.state import SAMPLE_TOKEN, SandboxState
from tests.fakes import START_MS
from tests.unit.execution.sale_rig import planned

SEEDS = 6
SALES = 700
AMOUNTS = {"usd": "7.5", "eur": "9", "gbp": "12.34", "jpy": "700", "krw": "9000", "inr": "450"}
REFUSED = {
    SkipReason.REFUNDED,
    SkipReason.FREE,
    SkipReason.DISPUTED,
    SkipReason.TOO_MUCH,
}
"""What Gumroad itself refuses; the rest of the reasons are ours."""


def shop_for(seed: int) -> SandboxState:
    """A shop with sales in several currencies, parcels, keys, refunds and disputes; some are left with little."""
    dice = Random(seed)
    state = generate_shop(30, seed, START_MS, sales=SALES)
    state.rate_limits = False
    state.user.balance_cents = None
    for product in dice.sample(state.products, 10):
        product.require_shipping = True
    box = Sandbox(state)
    for at, sale in enumerate(list(state.sales)):
        if dice.random() < 0.2:
            fields = {"license_key": f"KEY-{at}", "license_uses": dice.randrange(5)}
            box.edit_sale(sale.id, **fields, license_disabled=dice.random() < 0.3)
        if dice.random() < 0.04:
            box.edit_sale(sale.id, disputed=True, dispute_won=dice.random() < 0.5)
        if dice.random() < 0.15 and sale.refundable_in_currency > 2 and not sale.is_refunded:
            left = dice.choice((1, 2, sale.refundable_in_currency // 2))
            taken = sale.total_in_currency - left
            box.edit_sale(sale.id, refunded=False, refunded_in_currency=taken)
    return box.state


def answer(sandbox: Sandbox, request: Request) -> dict[str, Any]:
    reply = sandbox.handle(request, token=SAMPLE_TOKEN, now_ms=START_MS)
    body: dict[str, Any] = json.loads(reply.body)
    return body


def shown(sandbox: Sandbox, sale_id: str) -> Any:
    return answer(sandbox, Request("GET", f"/v2/sales/{sale_id.replace('=', '%3D')}"))["sale"]


def forms(ids: tuple[str, ...], dice: Random) -> list[FulfilForm]:
    typed = {sale_id: dice.choice(("1", "3", "12", "250", "20000")) for sale_id in dice.sample(ids, len(ids) // 5)}
    return [
        RefundForm(sale_ids=ids),
        RefundForm(sale_ids=ids, how=RefundHow.PERCENT, percent=dice.choice(("1", "33.3", "50", "99"))),
        RefundForm(sale_ids=ids, how=RefundHow.AMOUNT, amounts=AMOUNTS, typed=typed),
        ShipForm(sale_ids=ids, tracking_url="https://post.example/9", replace_tracking=dice.random() < 0.5),
        ReceiptsForm(sale_ids=ids),
        LicenseForm(sale_ids=ids, action=LicenseAction.DISABLE),
        LicenseForm(sale_ids=ids, action=LicenseAction.ENABLE),
        LicenseForm(sale_ids=ids, action=LicenseAction.RESET),
    ]


def happens(sandbox: Sandbox, plan: Plan, seen: Counter[str]) -> None:
    """Every step passes and leaves what it says; every row that Gumroad would refuse is refused."""
    for step in plan.steps:
        assert isinstance(step, SALE_STEPS)
        sale = read_sale(shown(sandbox, step.sale_id))
        assert sale_state(step, sale) == step.before
        assert answer(sandbox, write_request(step))["success"] is True, step
        if not isinstance(step, ResendReceipt):
            assert sale_state(step, read_sale(shown(sandbox, step.sale_id))) == step.after
        seen[step.kind] += 1
    for row in plan.skipped:
        if row.reason in REFUSED:
            amount = 10**9 if row.reason is SkipReason.TOO_MUCH else None
            reply = answer(sandbox, refund_sale(row.key, amount).request)
            assert reply["success"] is False, (row, reply)
            seen[row.reason] += 1


@pytest.mark.parametrize("seed", range(SEEDS))
def test_what_is_forecast_happens(seed: int) -> None:
    state = shop_for(seed)
    seen: Counter[str] = Counter()
    listed = [sale for sale in state.sales if sale.kind in LISTED_KINDS]
    ids = tuple(sale.id for sale in listed)
    for form in forms(ids, Random(seed)):
        sandbox = Sandbox.load(Sandbox(state).dump())
        happens(sandbox, planned(sandbox, form), seen)
    assert seen["refund_sale"] > SALES
    assert min(seen[kind] for kind in ("mark_shipped", "resend_receipt", "set_license", "take_use_back")) > 20
    assert min(seen[reason] for reason in REFUSED - {SkipReason.FREE}) > 5
