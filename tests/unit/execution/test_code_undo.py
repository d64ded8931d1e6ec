"""Steps about codes that need each other, and codes made and deleted taken back."""

from py_core.execution.actions import write_request
from py_core.gumroad.wire import Request
from py_core.plan.plan import PlanKind
from py_core.plan.steps import DeleteCode, SetCodeLimits, taken_back
from tests.fakes import Fault, FaultKind
from tests.unit.execution.code_rig import (
    OLD_ONES,
    amount,
    code_plan,
    code_shop,
    create,
    delete,
    limits,
    live,
    percent,
    replacing,
    state_in,
)
from tests.unit.execution.rig import Rig

TWENTY = percent(20, 100)


def fault(kind: FaultKind, method: str, *, times: int = 1, skip: int = 0) -> Fault:
    return Fault(kind, method=method, path="*/offer_codes*", times=times, skip=skip)


async def test_replacing_leaves_the_new_ones() -> None:
    rig = Rig(code_shop(2, OLD_ONES))
    run_id = await rig.run(code_plan(replacing(rig.sandbox)))
    assert rig.states(run_id) == ["applied"] * 8
    assert rig.runs.view(run_id).headline == "8 changes to codes made"
    for product in rig.sandbox.state.products:
        assert {name: code.percent_off for name, code in live(rig.sandbox, product.id).items()} == {
            "NEW": 30,
            "SAME": 25,
        }


async def test_an_old_code_stays_when_its_new_one_was_not_made() -> None:
    rig = Rig(code_shop(1, OLD_ONES), fault(FaultKind.REFUSE, "POST"))
    run_id = await rig.run(code_plan(replacing(rig.sandbox)[:2]))
    refused, stays = rig.rows(run_id)
    assert (refused.state, stays.state) == ("rejected", "skipped")
    assert "was not made, so this one stays" in stays.text
    again = rig.runs.retry_steps(run_id)
    assert again == replacing(rig.sandbox)[:2]
    retry = await rig.run(code_plan(again, PlanKind.RETRY, run_id))
    assert rig.states(retry) == ["applied", "applied"]
    assert set(live(rig.sandbox, rig.sandbox.state.products[0].id)) == {"NEW", "SAME"}


async def test_a_need_that_was_met_is_not_asked_for_again() -> None:
    rig = Rig(code_shop(1, OLD_ONES), fault(FaultKind.REFUSE, "DELETE"))
    steps = replacing(rig.sandbox)[:2]
    run_id = await rig.run(code_plan(steps))
    assert rig.states(run_id) == ["applied", "rejected"]
    (again,) = rig.runs.retry_steps(run_id)
    assert again == steps[1].model_copy(update={"needs": ""})


async def test_a_need_that_cannot_be_tried_again_keeps_its_step_out() -> None:
    rig = Rig(code_shop(1, OLD_ONES | {"NEW": percent(5)}))
    run_id = await rig.run(code_plan(replacing(rig.sandbox)[:2]))
    assert rig.states(run_id) == ["stale", "skipped"]
    assert rig.runs.retry_steps(run_id) == ()


async def test_the_same_name_is_not_made_while_the_old_one_stands() -> None:
    rig = Rig(code_shop(1, OLD_ONES), fault(FaultKind.REFUSE, "DELETE"))
    run_id = await rig.run(code_plan(replacing(rig.sandbox)[2:]))
    refused, waits = rig.rows(run_id)
    assert (refused.state, waits.state) == ("rejected", "skipped")
    assert "The old code is still there" in waits.text
    assert len(rig.transport.writes) == 1


async def test_a_product_left_without_its_code_is_told() -> None:
    rig = Rig(code_shop(1, OLD_ONES), fault(FaultKind.REFUSE, "POST"))
    run_id = await rig.run(code_plan(replacing(rig.sandbox)[2:]))
    _, refused = rig.rows(run_id)
    assert refused.state == "rejected"
    assert "deleted already, so there is none of this name now" in refused.text
    (again,) = rig.runs.retry_steps(run_id)
    retry = await rig.run(code_plan((again,), PlanKind.RETRY, run_id))
    assert rig.states(retry) == ["applied"]


async def test_a_stop_between_the_two_is_told() -> None:
    rig = Rig(code_shop(1, OLD_ONES))

    def stop(request: Request) -> None:
        if request.method == "DELETE":
            rig.runs.stop("run-1")

    rig.transport.after = stop
    run_id = await rig.run(code_plan(replacing(rig.sandbox)[2:]))
    gone, stopped = rig.rows(run_id)
    assert (gone.state, stopped.state) == ("applied", "cancelled")
    assert stopped.text.startswith("Stopped before this one.")
    assert "none of this name now" in stopped.text
    rig.transport.after = lambda _request: None
    rig.runs.resume(run_id)
    await rig.runs.finished()
    assert rig.states(run_id) == ["applied", "applied"]


# Undo


async def test_undo_deletes_exactly_what_was_made() -> None:
    rig = Rig(
        code_shop(5, {"KEEP": TWENTY}), fault(FaultKind.REFUSE, "POST", skip=1), fault(FaultKind.DROP_AFTER, "POST")
    )
    products = rig.sandbox.state.products
    before = {product.id: dict(live(rig.sandbox, product.id)) for product in products}
    steps = tuple(create(product, "AUTUMN20", TWENTY) for product in products)
    run_id = await rig.run(code_plan((*steps, create(products[0], "KEEP", TWENTY))))
    made = {
        code.id for product in products for name, code in live(rig.sandbox, product.id).items() if name != "KEEP"
    }
    assert len(made) == 4
    back = taken_back(rig.runs.undo_steps(run_id))
    assert {step.code_id for step in back if isinstance(step, DeleteCode)} == made
    rig.transport.received.clear()
    undo = await rig.run(code_plan(back, PlanKind.UNDO, run_id))
    assert set(rig.states(undo)) == {"applied"}
    assert rig.transport.writes == [write_request(step) for step in back]
    assert {product.id: live(rig.sandbox, product.id) for product in products} == before
    assert rig.runs.view(undo).headline == "4 codes taken back"
    assert not rig.runs.view(run_id).can_undo


async def test_undo_of_a_delete_makes_the_code_again() -> None:
    codes = {"A": percent(20, 100, 5000), "B": amount(500), "C": percent(100, 1)}
    rig = Rig(code_shop(2, codes))
    products = rig.sandbox.state.products
    steps = tuple(delete(rig.sandbox, product, name) for product in products for name in codes)
    run_id = await rig.run(code_plan(steps))
    back = taken_back(rig.runs.undo_steps(run_id))
    undo = await rig.run(code_plan(back, PlanKind.UNDO, run_id))
    assert set(rig.states(undo)) == {"applied"}
    assert rig.runs.view(undo).headline == "6 codes made again"
    for product in products:
        assert {name: state_in(rig.sandbox, product.id, name) for name in codes} == codes
    assert not rig.runs.view(run_id).can_undo
    assert rig.runs.view(undo).can_undo
    twice = await rig.run(code_plan(taken_back(rig.runs.undo_steps(undo)), PlanKind.UNDO, undo))
    assert set(rig.states(twice)) == {"applied"}
    assert all(live(rig.sandbox, product.id) == {} for product in products)
    assert rig.runs.view(run_id).can_undo


async def test_undo_of_a_replacement_brings_the_old_ones_back_in_a_safe_order() -> None:
    rig = Rig(code_shop(2, OLD_ONES))
    run_id = await rig.run(code_plan(replacing(rig.sandbox)))
    back = taken_back(rig.runs.undo_steps(run_id))
    rig.transport.received.clear()
    undo = await rig.run(code_plan(back, PlanKind.UNDO, run_id))
    assert set(rig.states(undo)) == {"applied"}
    for product in rig.sandbox.state.products:
        assert {name: state_in(rig.sandbox, product.id, name) for name in OLD_ONES} == OLD_ONES
        assert set(live(rig.sandbox, product.id)) == set(OLD_ONES)
        own = [request.method for request in rig.transport.writes if product.id.rstrip("=") in request.path]
        assert own == ["DELETE", "POST", "POST", "DELETE"]


async def test_a_new_code_stays_when_the_old_one_cannot_be_brought_back() -> None:
    rig = Rig(code_shop(1, OLD_ONES))
    run_id = await rig.run(code_plan(replacing(rig.sandbox)[:2]))
    rig.transport.faults.append(fault(FaultKind.REFUSE, "POST"))
    undo = await rig.run(code_plan(taken_back(rig.runs.undo_steps(run_id)), PlanKind.UNDO, run_id))
    assert rig.states(undo) == ["rejected", "skipped"]
    assert "NEW" in live(rig.sandbox, rig.sandbox.state.products[0].id)


async def test_limits_are_taken_back() -> None:
    rig = Rig(code_shop(1, {"A": percent(20, 100, 5000)}))
    (product,) = rig.sandbox.state.products
    run_id = await rig.run(code_plan((limits(rig.sandbox, product, "A", None, 700),)))
    (back,) = taken_back(rig.runs.undo_steps(run_id))
    assert isinstance(back, SetCodeLimits)
    await rig.run(code_plan((back,), PlanKind.UNDO, run_id))
    assert state_in(rig.sandbox, product.id, "A") == percent(20, 100, 5000)


async def test_the_stored_shop_follows_a_run() -> None:
    rig = Rig(code_shop(2, OLD_ONES))
    await rig.read_list()
    products = rig.sandbox.state.products
    steps = replacing(rig.sandbox)
    for product in products:
        rig.catalog.save_details("account-1", product.id, (), ())
    assert {entry.codes for entry in rig.catalog.load_shop("account-1").products} == {()}
    await rig.run(code_plan((*steps, create(products[0], "ALL", percent(10, universal=True)))))
    for entry in rig.catalog.load_shop("account-1").products:
        assert [code.name for code in entry.codes or ()] == ["NEW", "SAME", "ALL"]
    assert rig.catalog.summary("account-1").codes == 5


async def test_a_stop_leaves_an_open_create_unsure_and_nothing_to_undo_by_guess() -> None:
    rig = Rig(
        code_shop(1), fault(FaultKind.DROP_AFTER, "POST"), fault(FaultKind.DROP_BEFORE, "GET", skip=1, times=9)
    )
    run_id = await rig.run(code_plan((create(rig.sandbox.state.products[0], "SALE", TWENTY),)))
    assert rig.runs.view(run_id).state == "paused"
    rig.runs.stop(run_id)
    assert rig.states(run_id) == ["unknown"]
    assert not rig.runs.view(run_id).can_undo
    assert rig.runs.undo_steps(run_id) == ()
    rig.transport.faults.clear()
    (again,) = rig.runs.retry_steps(run_id)
    retry = await rig.run(code_plan((again,), PlanKind.RETRY, run_id))
    assert rig.states(retry) == ["unchanged"]


async def test_the_report_tells_codes_in_words() -> None:
    rig = Rig(code_shop(1))
    run_id = await rig.run(code_plan((create(rig.sandbox.state.products[0], "SALE", amount(500, 1)),)))
    report = rig.runs.export_csv(run_id)
    header, row = report.text.removeprefix("\ufeff").splitlines()[:2]
    assert header.startswith("Product,Code,Product ID,Code ID,Currency,Before,After,Result")
    (code,) = live(rig.sandbox, rig.sandbox.state.products[0].id).values()
    assert f'Product 0,SALE,{code.product_ids[0]},{code.id},USD,no code,"$5 off, at most 1 use",made' in row
    assert report.name.startswith("gumsmith-codes-")


async def test_an_unsure_step_keeps_the_one_that_needs_it() -> None:
    rig = Rig(code_shop(1, OLD_ONES), fault(FaultKind.DROP_AFTER, "DELETE"), fault(FaultKind.HTML, "GET", skip=1))
    run_id = await rig.run(code_plan(replacing(rig.sandbox)[2:]))
    unsure, waits = rig.rows(run_id)
    assert (unsure.state, waits.state) == ("unknown", "skipped")
    assert waits.text.startswith("It is not sure how the step before this one ended")
    again = rig.runs.retry_steps(run_id)
    retry = await rig.run(code_plan(again, PlanKind.RETRY, run_id))
    assert rig.states(retry) == ["unchanged", "applied"]


async def test_a_need_that_is_not_in_the_plan_is_not_met() -> None:
    rig = Rig(code_shop(1, OLD_ONES))
    run_id = await rig.run(code_plan(replacing(rig.sandbox)[1:2]))
    assert rig.states(run_id) == ["skipped"]
    assert rig.transport.received == []
