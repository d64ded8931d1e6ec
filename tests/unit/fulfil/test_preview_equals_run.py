"""For made-up sales and forms: what the preview draws is what the server receives, and what stands afterwards."""

import asyncio
from collections.abc import Sequence
from itertools import groupby

from hypothesis import given, settings
from hypothesis import strategies as st

from py_core.execution.actions import write_request
from py_core.fulfil.forms import (
    FulfilForm,
    LicenseAction,
    LicenseForm,
    ReceiptsForm,
    RefundForm,
    RefundHow,
    ShipForm,
)
from py_core.plan.steps import SALE_STEPS
from py_core.protocol.fulfil_views import SalePlanRow
from py_core.protocol.present_plan import plan_view
from py_core.sandbox.sale_record import Sale
from py_core.sandbox.server import Sandbox
from tests.unit.execution.rig import Rig
from tests.unit.execution.sale_rig import Stored, now, planned
from tests.unit.fulfil.rig import CURRENCIES, PAID, licensed, sale, shop_of

IDS = tuple(f"s{at}" for at in range(8))
URLS = ("", "https://post.example/1", "https://post.example/2")


@st.composite
def sales(draw: st.DrawFn) -> tuple[Sale, ...]:
    found = []
    for sale_id in IDS:
        kind = draw(st.sampled_from((*CURRENCIES, "print", "key")))
        if kind == "key":
            found.append(licensed(sale_id, draw(st.integers(0, 4)), license_disabled=draw(st.booleans())))
            continue
        paid = PAID.get(kind, 1900)
        back = draw(st.sampled_from((0, 0, 1, paid // 2, paid)))
        shipped = draw(st.sampled_from((None, True))) if kind == "print" else None
        found.append(
            sale(
                sale_id,
                kind,
                order_id=draw(st.integers(1, 6)),
                refunded_in_currency=back,
                refunded=back == paid,
                disputed=draw(st.sampled_from((False, False, False, True))),
                shipped=shipped,
                tracking_url=draw(st.sampled_from(URLS)) or None if shipped else None,
            )
        )
    return tuple(found)


chosen = st.lists(st.sampled_from((*IDS, "gone")), min_size=1, max_size=8).map(tuple)
unticked = st.lists(st.sampled_from(IDS), max_size=2).map(tuple)
typed = st.dictionaries(st.sampled_from(IDS), st.sampled_from(("1", "250", "5000")), max_size=3)
forms: st.SearchStrategy[FulfilForm] = st.one_of(
    st.builds(
        ShipForm,
        sale_ids=chosen,
        tracking_url=st.sampled_from(URLS),
        replace_tracking=st.booleans(),
        unticked=unticked,
        text=st.sampled_from(("", "order,tracking\n1,https://post.example/7\n2,\n9,\n1,x")),
    ),
    st.builds(ReceiptsForm, sale_ids=chosen, unticked=unticked),
    st.builds(
        RefundForm,
        sale_ids=chosen,
        how=st.sampled_from(RefundHow),
        percent=st.sampled_from(("1", "50", "100")),
        amounts=st.just({"usd": "3", "jpy": "400", "krw": "100"}),
        typed=typed,
        unticked=unticked,
    ),
    st.builds(LicenseForm, sale_ids=chosen, action=st.sampled_from(LicenseAction), unticked=unticked),
)


@settings(deadline=None, max_examples=300)
@given(made=sales(), form=forms)
def test_preview_equals_run(made: tuple[Sale, ...], form: FulfilForm) -> None:
    asyncio.run(_preview_equals_run(made, form))


async def _preview_equals_run(made: tuple[Sale, ...], form: FulfilForm) -> None:
    sandbox = shop_of(*made)
    sandbox.state.rate_limits = False
    plan = planned(sandbox, form)
    view = plan_view(plan, plan.digest())
    assert [row.key for row in view.sale_rows] == [facts.key for facts in plan.sale_facts]
    assert sum(row.requests for row in view.sale_rows) == len(plan.steps)
    assert {row.key for row in view.sale_rows if row.doing == "skipped"} == {row.key for row in plan.skipped}
    if not plan.steps:
        return
    rig = Rig(sandbox)
    run_id = await rig.run(plan)
    assert set(rig.states(run_id)) == {"applied"}
    assert rig.transport.writes == [write_request(step) for step in plan.steps]
    _check_drawn(sandbox, plan_view(plan, "x").sale_rows)
    requests = [(row.sale_id, row.requests) for row in view.sale_rows if row.requests]
    steps = [step for step in plan.steps if isinstance(step, SALE_STEPS)]
    assert [(sale_id, len([*group])) for sale_id, group in groupby(steps, lambda step: step.sale_id)] == requests
    stored = Stored(sandbox).rows
    kept = {row.sale_id: rig.sales.raw("account-1", row.sale_id) for row in stored}
    now_shown = Stored(sandbox).of_ids(IDS)
    for sale_id, raw in kept.items():
        if raw is not None:
            assert raw["amount_refundable_in_currency"] == _refundable(sandbox, sale_id)
            held = now_shown[sale_id].license
            assert held is None or raw["license_uses"] == held.uses


def _refundable(sandbox: Sandbox, sale_id: str) -> str:
    raw = next(row for row in Stored(sandbox).rows if row.sale_id == sale_id)
    return raw.details.refundable


def _check_drawn(sandbox: Sandbox, rows: Sequence[SalePlanRow]) -> None:
    """What stands is what the rows drew."""
    for row in rows:
        if row.doing == "skipped":
            continue
        sale = now(sandbox, row.sale_id)
        match row.doing:
            case "refund":
                assert row.left is not None
                assert row.amount is not None
                assert row.left_after is not None
                assert sale.refundable_in_currency == row.left_after.minor
                assert row.left.minor - row.amount.minor == row.left_after.minor
                assert row.full is sale.is_refunded
            case "ship":
                assert sale.shipped
                assert (sale.tracking_url or "") == row.tracking_url
            case "enable" | "disable":
                assert sale.license_disabled is (row.doing == "disable")
            case "reset":
                assert sale.license_uses == 0
