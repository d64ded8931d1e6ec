"""Runs that make, delete and change codes: what is sent, what is left alone, and in which words."""

from collections.abc import Callable

import pytest

from py_core.execution.actions import write_request
from py_core.plan.plan import PlanKind
from py_core.plan.steps import CodeState, CreateCode, Step
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
