"""Runs that make, delete and change codes: what is sent, what is left alone, and in which words."""

from collections.abc import Callable

import pytest

from py_core.execution.actions import write_request
from py_core.gumroad.wire import Request
from py_core.plan.plan import PlanKind
from py_core.plan.steps import CodeState, CreateCode, DeleteCode, SetCodeLimits, Step, taken_back
from py_core.sandbox.server import Sandbox
from py_core.sandbox.state import SAMPLE_TOKEN, OfferCode
from tests.fakes import START_MS, Fault, FaultKind
from tests.unit.execution.code_rig import (
    amount,
    code_plan,
    code_shop,
    create,
    delete,
    limits,
    live,
    percent,
    state_in,
)
from tests.unit.execution.rig import Rig

TWENTY = percent(20, 100)


def fault(kind: FaultKind, method: str, *, times: int = 1, skip: int = 0) -> Fault:
    return Fault(kind, method=method, path="*/offer_codes*", times=times, skip=skip)


async def test_three_hundred_creates_are_three_hundred_posts() -> None:
    rig = Rig(code_shop(300))
    steps = tuple(create(product, "AUTUMN20", TWENTY) for product in rig.sandbox.state.products)
    run_id = await rig.run(code_plan(steps))
    assert rig.transport.writes == [write_request(step) for step in steps]
    assert rig.states(run_id) == ["applied"] * 300
    assert rig.runs.view(run_id).headline == "300 codes made"
    assert rig.runs.view(run_id).summary == "300 made"
    rows = rig.rows(run_id)
    assert (rows[0].name, rows[0].detail, rows[0].old, rows[0].new, rows[0].label) == (
        "Product 0",
        "AUTUMN20",
        "no code",
        "20\u00a0% off, at most 100 uses",
        "made",
    )
    assert all(state_in(rig.sandbox, step.product_id, "AUTUMN20") == TWENTY for step in steps)


async def test_many_codes_of_one_product_read_its_list_once() -> None:
    rig = Rig(code_shop(1))
    (product,) = rig.sandbox.state.products
    steps = tuple(create(product, f"MINT-{n}", amount(500, 1)) for n in range(50))
    run_id = await rig.run(code_plan(steps, PlanKind.MINT))
    assert rig.states(run_id) == ["applied"] * 50
    assert [request.method for request in rig.transport.received].count("GET") == 2
    assert set(live(rig.sandbox, product.id)) == {step.name for step in steps}


async def test_a_universal_code_is_nobodys() -> None:
    rig = Rig(code_shop(2))
    step = create(rig.sandbox.state.products[0], "ALL10", percent(10, universal=True))
    run_id = await rig.run(code_plan((step,)))
    (row,) = rig.rows(run_id)
    assert (row.state, row.name, row.detail) == ("applied", "Every product", "ALL10")
    assert [code.name for code in rig.sandbox.state.offer_codes if code.universal] == ["ALL10"]


@pytest.mark.parametrize(
    ("standing", "state", "words"),
    [
        (TWENTY, "unchanged", "stood there already"),
        (percent(25), "stale", "Another code SALE stands there since: 25\u00a0% off."),
    ],
)
async def test_a_name_that_is_taken_is_left_alone(standing: CodeState, state: str, words: str) -> None:
    rig = Rig(code_shop(1, {"SALE": standing}))
    run_id = await rig.run(code_plan((create(rig.sandbox.state.products[0], "SALE", TWENTY),)))
    (row,) = rig.rows(run_id)
    assert (row.state, rig.transport.writes) == (state, [])
    assert words in row.text
    assert not rig.runs.view(run_id).can_undo


def somebody(step: Step) -> Callable[[Sandbox], None]:
    """Somebody does the same just before: another person, or the browser that sends a request once more."""

    def change(sandbox: Sandbox) -> None:
        sandbox.handle(write_request(step), token=SAMPLE_TOKEN, now_ms=START_MS)

    return change


async def test_a_refusal_of_our_own_first_sending_is_a_success() -> None:
    """A browser sends a request once more when its connection is cut; the second one is refused as a twin."""
    rig = Rig(code_shop(1))
    step = create(rig.sandbox.state.products[0], "SALE", TWENTY)
    rig.transport.faults.append(Fault(FaultKind.MEANWHILE, method="POST", change=somebody(step)))
    run_id = await rig.run(code_plan((step,)))
    (row,) = rig.rows(run_id)
    assert (row.state, len(rig.transport.writes)) == ("applied", 1)
    assert "read back" in row.text
    assert rig.runs.view(run_id).can_undo


async def test_somebody_elses_code_of_the_name_stays() -> None:
    rig = Rig(code_shop(1))
    (product,) = rig.sandbox.state.products
    theirs = create(product, "SALE", percent(30))
    rig.transport.faults.append(Fault(FaultKind.MEANWHILE, method="POST", change=somebody(theirs)))
    run_id = await rig.run(code_plan((create(product, "SALE", TWENTY),)))
    (row,) = rig.rows(run_id)
    assert row.state == "stale"
    assert "30\u00a0% off" in row.text
    assert not rig.runs.view(run_id).can_undo


@pytest.mark.parametrize("kind", [FaultKind.DROP_AFTER, FaultKind.FAIL_AFTER, FaultKind.TRUNCATE])
async def test_a_create_whose_reply_is_lost_is_read_back(kind: FaultKind) -> None:
    rig = Rig(code_shop(1), fault(kind, "POST"))
    run_id = await rig.run(code_plan((create(rig.sandbox.state.products[0], "SALE", TWENTY),)))
    assert rig.states(run_id) == ["applied"]
    assert len(rig.transport.writes) == 1
    (done,) = rig.runs.undo_steps(run_id)
    assert isinstance(done, CreateCode)
    assert done.code_id == live(rig.sandbox, done.product_id)["SALE"].id


@pytest.mark.parametrize("kind", [FaultKind.DROP_BEFORE, FaultKind.FAIL])
async def test_a_create_that_never_arrived_is_sent_again(kind: FaultKind) -> None:
    rig = Rig(code_shop(1), fault(kind, "POST", times=2))
    run_id = await rig.run(code_plan((create(rig.sandbox.state.products[0], "SALE", TWENTY),)))
    assert rig.states(run_id) == ["applied"]
    assert set(live(rig.sandbox, rig.sandbox.state.products[0].id)) == {"SALE"}


async def test_a_create_that_never_arrives_is_given_up() -> None:
    rig = Rig(code_shop(1), fault(FaultKind.FAIL, "POST", times=9))
    run_id = await rig.run(code_plan((create(rig.sandbox.state.products[0], "SALE", TWENTY),)))
    (row,) = rig.rows(run_id)
    assert row.state == "rejected"
    assert row.text.startswith("Gumroad did not make the code.")
    assert len(rig.transport.writes) == 3


async def test_gumroads_refusal_keeps_its_words() -> None:
    rig = Rig(code_shop(1))
    run_id = await rig.run(code_plan((create(rig.sandbox.state.products[0], "SALE", percent(99)),)))
    (row,) = rig.rows(run_id)
    assert row.state == "rejected"
    assert "must be either $0 or at least $0.99" in row.server_words


async def test_what_gumroad_certainly_refuses_is_not_sent() -> None:
    rig = Rig(code_shop(1))
    run_id = await rig.run(code_plan((create(rig.sandbox.state.products[0], "two words", TWENTY),)))
    assert rig.states(run_id) == ["rejected"]
    assert rig.transport.received == []


async def test_an_amount_is_not_made_in_another_currency() -> None:
    rig = Rig(code_shop(1))
    step = create(rig.sandbox.state.products[0], "SALE", amount(500), currency="eur")
    run_id = await rig.run(code_plan((step,)))
    (row,) = rig.rows(run_id)
    assert (row.state, rig.transport.writes) == ("stale", [])
    assert "sold in USD now, not in EUR" in row.text


async def test_codes_of_a_product_that_is_gone_are_left_alone() -> None:
    rig = Rig(code_shop(1, {"SALE": TWENTY}))
    (product,) = rig.sandbox.state.products
    steps = (
        create(product, "ONE", TWENTY),
        create(product, "TWO", amount(500)),
        delete(rig.sandbox, product, "SALE"),
        limits(rig.sandbox, product, "SALE", 5, None),
    )
    product.deleted = True
    run_id = await rig.run(code_plan(steps))
    assert rig.states(run_id) == ["stale"] * 4
    assert rig.transport.writes == []


async def test_a_delete_is_one_request() -> None:
    rig = Rig(code_shop(2, {"SALE": TWENTY}))
    steps = tuple(delete(rig.sandbox, product, "SALE") for product in rig.sandbox.state.products)
    run_id = await rig.run(code_plan(steps))
    assert rig.transport.writes == [write_request(step) for step in steps]
    view = rig.runs.view(run_id)
    assert (view.headline, view.summary) == ("2 codes deleted", "2 deleted")
    assert [(row.old, row.new, row.label) for row in rig.rows(run_id)] == [
        ("20\u00a0% off, at most 100 uses", "no code", "deleted")
    ] * 2
    assert all(live(rig.sandbox, product.id) == {} for product in rig.sandbox.state.products)


def edit(**changed: object) -> Callable[[OfferCode], None]:
    def change(code: OfferCode) -> None:
        for name, value in changed.items():
            setattr(code, name, value)

    return change


@pytest.mark.parametrize(
    ("change", "state", "words"),
    [
        (edit(deleted=True), "unchanged", "gone already. Nothing"),
        (edit(name="OTHER"), "stale", "It is called OTHER by now."),
        (edit(max_purchase_count=7), "stale", "is 20\u00a0% off, at most 7 uses since"),
        (edit(times_used=4), "stale", "used since the preview, 4 times by now"),
        (edit(times_used=3), "applied", ""),
    ],
)
async def test_a_delete_looks_first(change: Callable[[OfferCode], None], state: str, words: str) -> None:
    rig = Rig(code_shop(1, {"SALE": TWENTY}))
    (product,) = rig.sandbox.state.products
    step = delete(rig.sandbox, product, "SALE", unused_at=3)
    change(live(rig.sandbox, product.id)["SALE"])
    run_id = await rig.run(code_plan((step,)))
    (row,) = rig.rows(run_id)
    assert row.state == state
    assert words in row.text
    assert len(rig.transport.writes) == (state == "applied")


async def test_a_code_for_one_use_that_is_gone_was_used() -> None:
    rig = Rig(code_shop(1, {"ONCE": percent(20, 1)}))
    (product,) = rig.sandbox.state.products
    step = delete(rig.sandbox, product, "ONCE")
    live(rig.sandbox, product.id)["ONCE"].deleted = True
    run_id = await rig.run(code_plan((step,)))
    (row,) = rig.rows(run_id)
    assert row.state == "unchanged"
    assert "disappears once it was used" in row.text


@pytest.mark.parametrize(
    ("kind", "writes"),
    [
        (FaultKind.DROP_AFTER, 1),
        (FaultKind.FAIL_AFTER, 1),
        (FaultKind.TRUNCATE, 1),
        (FaultKind.FAIL, 2),
        (FaultKind.DROP_BEFORE, 1),
    ],
)
async def test_a_delete_without_answer_is_read_back(kind: FaultKind, writes: int) -> None:
    rig = Rig(code_shop(1, {"SALE": TWENTY}), fault(kind, "DELETE"))
    (product,) = rig.sandbox.state.products
    run_id = await rig.run(code_plan((delete(rig.sandbox, product, "SALE"),)))
    assert rig.states(run_id) == ["applied"]
    assert len(rig.transport.writes) == writes
    assert live(rig.sandbox, product.id) == {}


async def test_a_delete_that_is_sent_twice_by_the_browser_is_a_success() -> None:
    rig = Rig(code_shop(1, {"SALE": TWENTY}))
    (product,) = rig.sandbox.state.products
    step = delete(rig.sandbox, product, "SALE")

    rig.transport.faults.append(Fault(FaultKind.MEANWHILE, method="DELETE", change=somebody(step)))
    run_id = await rig.run(code_plan((step,)))
    assert rig.states(run_id) == ["applied"]


async def test_a_delete_that_never_works_is_given_up() -> None:
    rig = Rig(code_shop(1, {"SALE": TWENTY}), fault(FaultKind.FAIL, "DELETE", times=9))
    run_id = await rig.run(code_plan((delete(rig.sandbox, rig.sandbox.state.products[0], "SALE"),)))
    (row,) = rig.rows(run_id)
    assert row.state == "rejected"
    assert "it is still there" in row.text


async def test_a_default_discount_is_named_as_such() -> None:
    rig = Rig(code_shop(1, {"SALE": TWENTY}, default_offer_code="SALE"))
    (product,) = rig.sandbox.state.products
    run_id = await rig.run(code_plan((delete(rig.sandbox, product, "SALE"),)))
    (row,) = rig.rows(run_id)
    assert (row.state, row.server_words) == ("rejected", "The offer_code was not found.")
    assert "a product applies by itself" in row.text
    assert set(live(rig.sandbox, product.id)) == {"SALE"}


async def test_limits_are_set_and_cleared_and_only_what_differs_is_sent() -> None:
    rig = Rig(code_shop(1, {"A": percent(20, 100), "B": percent(20, 100, 5000)}))
    (product,) = rig.sandbox.state.products
    steps = (limits(rig.sandbox, product, "A", 50, None), limits(rig.sandbox, product, "B", 100, None))
    run_id = await rig.run(code_plan(steps))
    assert [request.form for request in rig.transport.writes] == [
        (("max_purchase_count", "50"),),
        (("minimum_amount_cents", ""),),
    ]
    assert rig.states(run_id) == ["applied", "applied"]
    assert rig.runs.view(run_id).headline == "Limits of 2 codes changed"


async def test_a_cap_below_the_uses_is_refused_in_gumroads_words() -> None:
    rig = Rig(code_shop(1, {"A": percent(20, 100)}))
    (product,) = rig.sandbox.state.products
    live(rig.sandbox, product.id)["A"].times_used = 7
    run_id = await rig.run(code_plan((limits(rig.sandbox, product, "A", 5, None),)))
    (row,) = rig.rows(run_id)
    assert row.state == "rejected"
    assert "no less than 7" in row.server_words


async def test_a_minimum_is_not_set_in_another_currency() -> None:
    rig = Rig(code_shop(1, {"A": percent(20)}))
    (product,) = rig.sandbox.state.products
    step = limits(rig.sandbox, product, "A", None, 5000).model_copy(update={"currency": "eur"})
    run_id = await rig.run(code_plan((step,)))
    (row,) = rig.rows(run_id)
    assert (row.state, rig.transport.writes) == ("skipped", [])
    assert "this minimum order would mean something else" in row.text


async def test_limits_without_answer_are_read_back() -> None:
    rig = Rig(
        code_shop(2, {"A": percent(20)}), fault(FaultKind.DROP_AFTER, "PUT"), fault(FaultKind.FAIL, "PUT", times=9)
    )
    steps = tuple(limits(rig.sandbox, product, "A", 9, None) for product in rig.sandbox.state.products)
    run_id = await rig.run(code_plan(steps))
    first, second = rig.rows(run_id)
    assert (first.state, second.state) == ("applied", "rejected")
    assert "the new limits" in first.text
    assert "its old limits" in second.text


# Steps that need another


def replacing(sandbox: Sandbox) -> tuple[Step, ...]:
    """Per product: a new code in place of an old one, then another discount under the same name."""
    steps: list[Step] = []
    for product in sandbox.state.products:
        new = create(product, "NEW", percent(30))
        gone = delete(sandbox, product, "SAME")
        steps += [
            new,
            delete(sandbox, product, "OLD", needs=new.key),
            gone,
            create(product, "SAME", percent(25), needs=gone.key),
        ]
    return tuple(steps)


OLD_ONES = {"OLD": TWENTY, "SAME": percent(15)}


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
