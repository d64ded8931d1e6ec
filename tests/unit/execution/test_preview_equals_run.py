"""For generated shops and rules: what the preview shows is what the server receives, and undo restores it."""

import asyncio
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from py_core.catalog.products import Shop
from py_core.execution.actions import write_request
from py_core.execution.refresh import RefreshService
from py_core.plan.steps import SetPrice
from py_core.pricing.again import build_undo_plan
from py_core.pricing.form import Ending, Mode, PriceForm, RoundTo, ScriptPrice, VersionMode
from py_core.pricing.planner import build_price_plan
from py_core.sandbox.generate import generate_shop
from py_core.sandbox.server import Sandbox
from py_core.settings import Settings
from tests.fakes import START_MS
from tests.unit.execution.rig import ACCOUNT, Rig

percents = st.builds(
    PriceForm,
    mode=st.just(Mode.PERCENT),
    percent=st.integers(-60, 150).filter(bool).map(str),
    ending=st.sampled_from([Ending.NONE, Ending.P99, Ending.NINE]),
    ending_to=st.sampled_from([RoundTo.UP, RoundTo.DOWN, RoundTo.NEAREST]),
    versions=st.sampled_from([VersionMode.KEEP, VersionMode.WITH_BASE]),
)
exact = st.builds(PriceForm, mode=st.just(Mode.SET), amounts=st.just({"usd": "12.49", "eur": "11", "jpy": "900"}))
currencies = st.builds(
    PriceForm, mode=st.just(Mode.CURRENCY), to_currency=st.just("eur"), rate=st.sampled_from(["0.92", "1.1"])
)

scripted = st.builds(
    PriceForm,
    mode=st.just(Mode.SCRIPT),
    script=st.just("Mine"),
    ending=st.sampled_from([Ending.NONE, Ending.P95]),
    versions=st.sampled_from([VersionMode.KEEP, VersionMode.WITH_BASE]),
)


@settings(deadline=None, max_examples=25)
@given(form=st.one_of(percents, exact, currencies, scripted), seed=st.integers(0, 10_000))
def test_preview_equals_run_and_undo_restores(form: PriceForm, seed: int) -> None:
    asyncio.run(_preview_equals_run(form, seed))


def _shown(sandbox: Sandbox) -> list[dict[str, Any]]:
    """Every product's state but for the suggested price, which Gumroad does not show and undo cannot know."""
    return [product.model_dump(exclude={"suggested_price_cents"}) for product in sandbox.state.products]


def _asked(form: PriceForm, shop: Shop) -> PriceForm:
    """The form with what a script might answer: no round amounts, and every third product left alone."""
    products = [entry.product for at, entry in enumerate(shop.products) if at % 3]
    answers = {
        each.id: ScriptPrice(minor=str(Fraction(each.price_minor * 8, 7)), currency=each.currency)
        for each in products
    }
    return form.model_copy(update={"script_prices": answers}) if form.mode is Mode.SCRIPT else form


async def _preview_equals_run(form: PriceForm, seed: int) -> None:
    sandbox = Sandbox(generate_shop(12, seed, START_MS))
    sandbox.state.rate_limits = False
    rig = Rig(sandbox)
    reader = RefreshService(rig.catalog, rig.clock, rig.events.append)
    reader.start(ACCOUNT, rig.client)
    await reader.finished()
    shop = rig.catalog.load_shop(ACCOUNT)
    ids = [entry.product.id for entry in shop.products]
    usd_only = [entry.product.id for entry in shop.products if entry.product.currency == "usd"]
    chosen = usd_only if form.mode is Mode.CURRENCY else ids
    plan = build_price_plan(shop, chosen, _asked(form, shop), Settings(), rig.clock.now_ms())
    plan = plan.accepting(frozenset(finding.code for finding in plan.open_blocks()))
    if not plan.steps:
        return
    before = _shown(sandbox)
    run_id = await rig.run(plan)
    states = dict(zip((step.key for step in plan.steps), rig.states(run_id), strict=True))
    sent = [step for step in plan.steps if states[step.key] != "skipped"]
    assert rig.transport.writes == [write_request(step) for step in sent]
    assert set(states.values()) <= {"applied", "rejected", "skipped"}
    for product in sandbox.state.products:
        for step in plan.steps:
            if isinstance(step, SetPrice) and step.product_id == product.id and states[step.key] == "applied":
                assert (product.price, product.currency) == (step.after.price_minor, step.after.currency)
    done = rig.runs.undo_steps(run_id)
    if not done:
        return
    shop = rig.catalog.load_shop(ACCOUNT)
    now_ms = rig.clock.now_ms()
    undo = build_undo_plan(done, None, ACCOUNT, run_id, plan.title, now_ms, shop, Settings())
    undo_id = await rig.run(undo)
    assert set(rig.states(undo_id)) == {"applied"}
    assert _shown(sandbox) == before
