"""Wherever an engine vanishes in a run about listings, every end is known and nothing is made twice."""

import asyncio
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from py_core.execution.agreement import is_as_before, is_as_wanted
from py_core.execution.listing_actions import (
    listing_state,
    product_reading,
    published_state,
    version_reading,
    version_texts,
)
from py_core.execution.outcomes import RunState
from py_core.execution.reading import State
from py_core.gumroad.models.variants import Variant
from py_core.plan.listing_steps import (
    NO_PRODUCT,
    NO_VERSION,
    AddVersion,
    CreateProduct,
    DeleteProduct,
    SetListing,
    SetPublished,
    SetVersion,
)
from py_core.plan.plan import PlanKind
from py_core.plan.steps import Step, taken_back
from py_core.sandbox.server import Sandbox
from py_core.sandbox.shop import live_options
from py_core.sandbox.state import Option, Product
from tests.fakes import Fault, FaultKind
from tests.unit.execution.crash_rig import Moment, Watched, next_engine, recover
from tests.unit.execution.listing_rig import every_step, listing_plan, listing_shop, record_of
from tests.unit.execution.rig import Rig, plan_of
from tests.unit.execution.test_code_crash import faults

SETS = (SetListing, SetPublished, DeleteProduct, SetVersion)


async def all_moments(sandbox: Sandbox, *given_faults: Fault) -> list[Moment]:
    rig = Watched(sandbox, *given_faults)
    await rig.run(listing_plan(every_step(sandbox)))
    return rig.moments


def state_of(step: Step, sandbox: Sandbox) -> State:
    """What stands there of what a step is about."""
    match step:
        case SetListing():
            return listing_state(record_of(sandbox, _product(sandbox, step.product_id)), step.after)
        case SetPublished() | DeleteProduct():
            return published_state(record_of(sandbox, _product(sandbox, step.product_id)))
        case SetVersion():
            options = _product(sandbox, step.product_id).variants[0].options
            option = next(option for option in options if option.id == step.variant_id)
            return version_texts(_variant(option), step.after)
        case AddVersion():
            options = live_options(_product(sandbox, step.product_id).variants[0])
            named = [option for option in options if option.name == step.name]
            assert len(named) <= 1
            return version_reading(_variant(named[0])).state if named else NO_VERSION
        case CreateProduct():
            drafts = [product for product in sandbox.state.products if product.name == step.name]
            assert len(drafts) <= 1
            return product_reading(record_of(sandbox, drafts[0])).state if drafts else NO_PRODUCT
        case _:
            raise TypeError(step.kind)


def _product(sandbox: Sandbox, product_id: str) -> Product:
    return next(product for product in sandbox.state.products if product.id == product_id)


def _variant(option: Option) -> Variant:
    return Variant(
        id=option.id,
        name=option.name,
        description=option.description or "",
        price_difference_minor=option.price_difference or 0,
        max_purchase_count=option.max_purchase_count,
        has_recurrence_prices=False,
    )


async def test_a_crash_at_any_moment_loses_nothing_and_makes_nothing_twice() -> None:
    sandbox = listing_shop()
    steps = every_step(sandbox)
    moments = await all_moments(sandbox)
    assert {moment.where for moment in moments} >= {"intend", "after POST", "before DELETE", "after PUT", "end"}
    for moment in moments:
        rig = next_engine(moment)
        applied = await recover(rig, moment)
        assert rig.runs.view("run-1").state is RunState.FINISHED
        assert len(applied) == len(set(applied))
        for step, row in zip(steps, rig.rows("run-1"), strict=True):
            stands = is_as_wanted(step, state_of(step, rig.sandbox))
            unsent = moment.where in ("intend", "before POST") and not stands
            assert row.state == ("unknown" if unsent else "applied"), (moment.where, step.kind, row.text)
            assert stands or isinstance(step, AddVersion | CreateProduct)


async def test_what_was_not_sent_for_sure_can_be_tried_again_without_making_it_twice() -> None:
    for moment in await all_moments(listing_shop()):
        rig = next_engine(moment)
        await recover(rig, moment)
        again = rig.runs.retry_steps("run-1")
        if again:
            retried = await rig.run(plan_of(again, PlanKind.RETRY, "run-1"))
            assert set(rig.states(retried)) <= {"applied", "unchanged"}
        names = [product.name for product in rig.sandbox.state.products]
        versions = [option.name for option in live_options(rig.sandbox.state.products[0].variants[0])]
        assert (names.count("Fresh pack"), versions.count("School")) == (1, 1)


@pytest.mark.parametrize("kind", [FaultKind.DROP_AFTER, FaultKind.DROP_BEFORE])
async def test_a_lost_reply_and_a_crash_make_nothing_twice(kind: FaultKind) -> None:
    lost = [Fault(kind, method=method) for method in ("POST", "DELETE", "PUT")]
    for moment in await all_moments(listing_shop(), *lost):
        rig = next_engine(moment)
        applied = await recover(rig, moment)
        assert len(applied) == len(set(applied))
        assert set(rig.states("run-1")) <= {"applied", "unknown"}, moment.where


async def test_undo_after_a_crash_restores_the_shop() -> None:
    sandbox = listing_shop()
    before = [product.model_dump() for product in sandbox.state.products]
    moments = await all_moments(sandbox)
    for moment in random.Random(7).sample(moments, 12):
        rig = next_engine(moment)
        await recover(rig, moment)
        back = taken_back(rig.runs.undo_steps("run-1"))
        undo = await rig.run(plan_of(back, PlanKind.UNDO, "run-1"))
        assert set(rig.states(undo)) == {"applied"}
        assert [_kept(product) for product in rig.sandbox.state.products[:3]] == [_loose(one) for one in before]


def _kept(product: Product) -> dict[str, object]:
    return _loose(product.model_dump())


def _loose(product: dict[str, object]) -> dict[str, object]:
    """A product without what comes back another way: no text and an empty one, tags in another order."""
    groups, tags = product["variants"], product["tags"]
    assert isinstance(groups, list)
    assert isinstance(tags, list)
    live = [option for group in groups for option in group["options"] if not option["deleted"]]
    texts = {name: product[name] or "" for name in ("description", "custom_summary", "custom_receipt")}
    versions = [{**option, "description": option["description"] or ""} for option in live]
    return {**product, **texts, "variants": versions, "tags": sorted(tags)}


@settings(deadline=None, max_examples=80)
@given(faults=faults, moment=st.floats(0, 1, exclude_max=True))
def test_history_is_the_truth_whatever_fails(faults: list[Fault], moment: float) -> None:
    asyncio.run(_history_is_the_truth(faults, moment))


async def _history_is_the_truth(given_faults: list[Fault], where: float) -> None:
    sandbox = listing_shop()
    steps = every_step(sandbox)
    moments = await all_moments(sandbox, *given_faults)
    moment = moments[int(where * len(moments))]
    rig = next_engine(moment)
    await recover(rig, moment)
    _check(rig, steps)
    if rig.runs.view("run-1").can_resume:
        rig.runs.resume("run-1")
        await rig.runs.finished()
        _check(rig, steps)
        assert "waiting" not in rig.states("run-1")


def _check(rig: Rig, steps: tuple[Step, ...]) -> None:
    """Each row says what the shop says, and nothing is half-written."""
    for step, row in zip(steps, rig.rows("run-1"), strict=True):
        now = state_of(step, rig.sandbox)
        came_through = row.state in ("applied", "unchanged")
        assert is_as_wanted(step, now) or is_as_before(step, now)
        assert row.state == "unknown" or is_as_wanted(step, now) is came_through, (step.kind, row.state, row.text)
