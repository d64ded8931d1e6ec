"""Runs from start to end, with everything that may go wrong on the way."""

import pytest

from py_core.catalog.products import Version
from py_core.errors import InputError, PlanError, StalePlan, UnknownPlan, UnsafePlan
from py_core.execution.actions import write_request
from py_core.execution.outcomes import RunState
from py_core.plan.plan import Finding, PlanKind
from py_core.plan.steps import SetPrice, Step, inverse
from py_core.protocol.events import CatalogChanged
from py_core.sandbox.server import Sandbox
from tests.fakes import Fault, FaultKind
from tests.unit.execution.rig import ACCOUNT, Rig, plan_of, put_fault, shop_of, steps_of


async def test_the_server_receives_exactly_the_plans_requests_in_order() -> None:
    rig = Rig(shop_of(500, 700, 900, versions=3))
    steps = steps_of(rig.sandbox)
    run_id = await rig.run(plan_of(steps))
    assert rig.transport.writes == [write_request(step) for step in steps]
    view = rig.runs.view(run_id)
    assert (view.state, view.headline) == (RunState.FINISHED, "9 prices changed")
    assert rig.prices() == [1000, 1400, 1800]
    assert set(rig.states(run_id)) == {"applied"}


async def test_a_changed_price_is_left_alone_and_said_so() -> None:
    sandbox = shop_of(500, 700)
    rig = Rig(sandbox)
    plan = plan_of(steps_of(sandbox))
    sandbox.state.products[0].price = 480
    run_id = await rig.run(plan)
    row = rig.rows(run_id)[0]
    assert (row.state, row.label) == ("stale", "left alone")
    assert row.text == "Was $5, is $4.80 since. Nothing was sent."
    assert rig.prices() == [480, 1400]
    assert rig.runs.view(run_id).summary == "1 changed · 1 left alone"


async def test_a_price_that_is_already_right_is_not_sent() -> None:
    sandbox = shop_of(500)
    rig = Rig(sandbox)
    plan = plan_of(steps_of(sandbox))
    sandbox.state.products[0].price = 1000
    run_id = await rig.run(plan)
    assert rig.states(run_id) == ["unchanged"]
    assert rig.transport.writes == []


async def test_deleted_products_are_left_alone() -> None:
    sandbox = shop_of(500, 700)
    rig = Rig(sandbox)
    plan = plan_of(steps_of(sandbox))
    sandbox.state.products[0].deleted = True
    forged = plan.steps[1].model_copy(update={"product_id": "gone", "key": "gone"})
    run_id = await rig.run(plan.model_copy(update={"steps": (plan.steps[0], forged)}))
    assert rig.states(run_id) == ["stale", "stale"]
    assert rig.rows(run_id)[0].text == "It was deleted since the preview. Nothing was sent."
    assert not rig.runs.view(run_id).can_retry


async def test_a_refusal_keeps_gumroads_words_and_the_run_goes_on() -> None:
    rig = Rig(shop_of(500, 700), put_fault(FaultKind.REFUSE))
    run_id = await rig.run(plan_of(steps_of(rig.sandbox)))
    assert rig.states(run_id) == ["rejected", "applied"]
    assert rig.rows(run_id)[0].server_words == "Sorry, a refusal."
    assert rig.runs.view(run_id).can_retry


async def test_a_warning_is_kept() -> None:
    sandbox = Sandbox.load(
        '{"products":[{"name":"Brush","price":2000,"offer_codes":[{"name":"LAUNCH","percent_off":90}]}]}'
    )
    rig = Rig(sandbox)
    step = steps_of(sandbox)[0]
    lower = step.model_copy(update={"after": step.before.model_copy(update={"price_minor": 500})})
    run_id = await rig.run(plan_of((lower,)))
    assert rig.states(run_id) == ["applied"]
    assert "LAUNCH" in rig.rows(run_id)[0].warning


@pytest.mark.parametrize("kind", [FaultKind.DROP_AFTER, FaultKind.FAIL_AFTER, FaultKind.TRUNCATE])
async def test_a_write_whose_answer_was_lost_is_read_back_and_not_repeated(kind: FaultKind) -> None:
    rig = Rig(shop_of(500), put_fault(kind))
    run_id = await rig.run(plan_of(steps_of(rig.sandbox)))
    assert rig.states(run_id) == ["applied"]
    assert rig.rows(run_id)[0].text.startswith("Gumroad gave no clear answer; read back")
    assert len(rig.transport.writes) == 1


@pytest.mark.parametrize("kind", [FaultKind.DROP_BEFORE, FaultKind.FAIL])
async def test_a_write_that_was_not_applied_is_sent_again_after_reading_back(kind: FaultKind) -> None:
    rig = Rig(shop_of(500), put_fault(kind, times=2))
    run_id = await rig.run(plan_of(steps_of(rig.sandbox)))
    assert rig.states(run_id) == ["applied"]
    assert rig.prices() == [1000]


async def test_a_write_that_keeps_failing_is_given_up_with_the_old_price() -> None:
    rig = Rig(shop_of(500, 700), put_fault(FaultKind.FAIL, times=3))
    run_id = await rig.run(plan_of(steps_of(rig.sandbox)))
    assert rig.states(run_id) == ["rejected", "applied"]
    assert rig.rows(run_id)[0].text.startswith("Gumroad did not make the change; it still has the old price.")
    assert len(rig.transport.writes) == 4


async def test_an_unreadable_answer_without_effect_is_not_sent_again() -> None:
    rig = Rig(shop_of(500), put_fault(FaultKind.HTML))
    run_id = await rig.run(plan_of(steps_of(rig.sandbox)))
    assert rig.states(run_id) == ["rejected"]
    assert len(rig.transport.writes) == 1


def _set_price(price: int) -> Fault:
    def change(sandbox: Sandbox) -> None:
        sandbox.state.products[0].price = price

    return Fault(FaultKind.MEANWHILE, method="GET", path="/v2/products/*", skip=1, change=change)


async def test_a_lost_write_with_a_third_price_is_not_sure() -> None:
    rig = Rig(shop_of(500), put_fault(FaultKind.DROP_AFTER), _set_price(333))
    run_id = await rig.run(plan_of(steps_of(rig.sandbox)))
    row = rig.rows(run_id)[0]
    assert (row.state, row.label) == ("unknown", "not sure")
    assert "$3.33" in row.text


async def test_a_lost_write_that_cannot_be_read_is_not_sure() -> None:
    rig = Rig(
        shop_of(500),
        put_fault(FaultKind.DROP_AFTER),
        Fault(FaultKind.HTML, method="GET", path="/v2/products/*", skip=1),
    )
    run_id = await rig.run(plan_of(steps_of(rig.sandbox)))
    assert rig.states(run_id) == ["unknown"]
    assert "read back" in rig.rows(run_id)[0].text


async def test_an_answer_that_shows_something_else_is_unconfirmed() -> None:
    rig = Rig(shop_of(500))
    free = tuple(
        step.model_copy(update={"after": step.before.model_copy(update={"price_minor": 0})})
        for step in steps_of(rig.sandbox)
    )
    run_id = await rig.run(plan_of(free))
    assert rig.states(run_id) == ["unconfirmed"]
    assert rig.rows(run_id)[0].text == "Gumroad accepted the change but shows $0+ instead of $0."
    back = tuple(inverse(step) for step in rig.runs.undo_steps(run_id))
    await rig.run(plan_of(back, PlanKind.UNDO, run_id))
    product = rig.sandbox.state.products[0]
    assert (product.price, product.customizable_price) == (500, False)


async def test_a_currency_changed_since_is_not_tried_again() -> None:
    rig = Rig(shop_of(500))
    plan = plan_of(steps_of(rig.sandbox))
    rig.sandbox.state.products[0].currency = "eur"
    run_id = await rig.run(plan)
    assert rig.rows(run_id)[0].text == "Was $5, is €5 since. Nothing was sent."
    assert not rig.runs.view(run_id).can_retry
    assert rig.runs.retry_steps(run_id) == ()


def _in_euro(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    def moved(step: Step) -> Step:
        if isinstance(step, SetPrice):
            return step.model_copy(update={"after": step.after.model_copy(update={"currency": "eur"})})
        return step.model_copy(update={"currency": "eur"})

    return tuple(map(moved, steps))


async def test_surcharges_follow_their_products_currency_there_and_back() -> None:
    rig = Rig(shop_of(500, 700, versions=3))
    before = rig.sandbox.dump()
    steps = _in_euro(steps_of(rig.sandbox))
    run_id = await rig.run(plan_of(steps))
    assert set(rig.states(run_id)) == {"applied"}
    back = tuple(
        inverse(step) if isinstance(step, SetPrice) else inverse(step).model_copy(update={"currency": "usd"})
        for step in reversed(rig.runs.undo_steps(run_id))
    )
    undo_id = await rig.run(plan_of(back, PlanKind.UNDO, run_id))
    assert set(rig.states(undo_id)) == {"applied"}
    assert rig.sandbox.state.products == Sandbox.load(before).state.products


async def test_surcharges_are_left_alone_when_their_product_kept_its_currency() -> None:
    rig = Rig(shop_of(500, versions=2), put_fault(FaultKind.REFUSE))
    run_id = await rig.run(plan_of(_in_euro(steps_of(rig.sandbox))))
    assert rig.states(run_id) == ["rejected", "skipped"]
    assert rig.rows(run_id)[1].text.startswith("Its product is sold in USD, not in EUR,")
    alone = plan_of(rig.runs.retry_steps(run_id)[1:])
    assert rig.states(await rig.run(alone)) == ["skipped"]
    assert rig.runs.view(run_id).can_retry


async def test_a_plan_runs_once() -> None:
    rig = Rig(shop_of(500))
    plan = plan_of(steps_of(rig.sandbox))
    await rig.run(plan)
    with pytest.raises(PlanError, match="already applied"):
        rig.runs.start(plan.digest())


async def test_start_refuses_what_must_not_run() -> None:
    rig = Rig(shop_of(500, 700))
    steps = steps_of(rig.sandbox)
    blocked = plan_of(steps).model_copy(
        update={"findings": (Finding(code="big_change", severity="block", text="Big."),)}
    )
    with pytest.raises(UnknownPlan):
        rig.runs.start("nothing")
    with pytest.raises(UnsafePlan, match="needs your yes"):
        rig.runs.start(rig.plans.save(blocked))
    with pytest.raises(InputError):
        rig.runs.start(rig.plans.save(plan_of(())))
    with pytest.raises(StalePlan):
        rig.runs.start(rig.plans.save(plan_of(steps).model_copy(update={"account_id": "other"})))
    rig.settings = rig.settings.model_copy(update={"read_only": True})
    with pytest.raises(UnsafePlan, match="Read-only"):
        rig.runs.start(rig.plans.save(plan_of(steps)))
    rig.settings = rig.settings.model_copy(update={"read_only": False})
    rig.runs.start(rig.plans.save(blocked.accepting(frozenset({"big_change"}))))
    with pytest.raises(PlanError, match="still going on"):
        rig.runs.start(rig.plans.save(plan_of(steps)))
    await rig.runs.drain()
    assert rig.transport.writes == []


async def test_the_stored_shop_follows_what_was_written() -> None:
    rig = Rig(shop_of(500, versions=2))
    await rig.read_list()
    shop = rig.catalog.load_shop(ACCOUNT)
    product, group = shop.products[0].product, rig.sandbox.state.products[0].variants[0]
    assert product.price_minor == 500

    versions = tuple(
        Version(
            category_id=group.id,
            category_title="Licence",
            variant_id=option.id,
            name=option.name,
            price_difference_minor=option.price_difference or 0,
        )
        for option in group.options
    )
    rig.catalog.save_details(ACCOUNT, product.id, versions, ())
    await rig.run(plan_of(steps_of(rig.sandbox)))
    after = rig.catalog.load_shop(ACCOUNT).products[0]
    assert after.product.price_minor == 1000
    assert after.versions is not None
    assert [version.price_difference_minor for version in after.versions] == [0, 200]
    assert after.product.groups[0].options[1].price_difference_minor == 200
    assert isinstance(rig.events[-1], CatalogChanged)


async def test_undo_restores_and_is_remembered() -> None:
    rig = Rig(shop_of(500, 700))
    run_id = await rig.run(plan_of(steps_of(rig.sandbox)))
    assert rig.runs.view(run_id).can_undo
    back = tuple(inverse(step) for step in reversed(rig.runs.undo_steps(run_id)))
    undo_id = await rig.run(plan_of(back, PlanKind.UNDO, run_id))
    assert rig.prices() == [500, 700]
    view = rig.runs.view(run_id)
    assert (view.undone_by, view.can_undo) == (undo_id, False)
    assert rig.runs.view(undo_id).headline == "2 prices restored"
    again = tuple(inverse(step) for step in reversed(rig.runs.undo_steps(undo_id)))
    await rig.run(plan_of(again, PlanKind.UNDO, undo_id))
    assert rig.prices() == [1000, 1400]
    assert rig.runs.view(run_id).can_undo
    assert not rig.runs.view(undo_id).can_undo


async def test_undo_of_chosen_rows_gives_just_those() -> None:
    rig = Rig(shop_of(500, 700))
    steps = steps_of(rig.sandbox)
    run_id = await rig.run(plan_of(steps))
    assert rig.runs.undo_steps(run_id, {steps[1].key}) == (steps[1],)


async def test_rows_are_told_once_each_and_none_is_dropped() -> None:
    rig = Rig(shop_of(*range(500, 2500, 100)))
    run_id = await rig.run(plan_of(steps_of(rig.sandbox)))
    last: dict[str, int] = {}
    for event in rig.progress():
        for row in event.rows:
            assert row.seq > last.get(row.key, 0)
            last[row.key] = row.seq
    assert {row.key: row.seq for row in rig.rows(run_id)} == last
    assert rig.progress()[-1].run.state is RunState.FINISHED


async def test_watch_gives_what_changed_after_a_seq() -> None:
    rig = Rig(shop_of(500, 700))
    run_id = await rig.run(plan_of(steps_of(rig.sandbox)))
    rows = rig.rows(run_id)
    assert rig.runs.watch(run_id, rows[0].seq).rows == rows[1:]


async def test_other_accounts_runs_are_not_listed() -> None:
    rig = Rig(shop_of(500))
    run_id = await rig.run(plan_of(steps_of(rig.sandbox)))
    assert [run.run_id for run in rig.runs.list().runs] == [run_id]
    latest = rig.runs.latest()
    assert latest is not None
    assert latest.run_id == run_id
    rig.account_id = "other"
    assert rig.runs.list().runs == ()
    assert rig.runs.latest() is None
    rig.account_id = None
    assert rig.runs.list().runs == ()


async def test_the_report_is_safe_for_spreadsheets() -> None:
    sandbox = shop_of(500, versions=2)
    sandbox.state.products[0].name = "=SUM(A1)"
    rig = Rig(sandbox)
    run_id = await rig.run(plan_of(steps_of(sandbox)))
    report = rig.runs.export_csv(run_id)
    assert report.name.startswith("gumsmith-prices-")
    lines = report.text.split("\r\n")
    assert lines[0].startswith("\ufeffProduct,Version,Product ID,Currency,Old price,New price,Result")
    assert lines[1].startswith("'=SUM(A1),,")
    assert ",USD,5.00,10.00,changed," in lines[1]
    assert ",V1 (surcharge)," in lines[2]
    assert ",USD,1.00,2.00,changed," in lines[2]
