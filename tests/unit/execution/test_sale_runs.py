"""Runs about sales: what changed since the preview, what Gumroad says, what can be tried again."""

from collections.abc import Callable

import pytest

from py_core.fulfil.forms import FulfilForm, LicenseAction, LicenseForm, ReceiptsForm, RefundForm, ShipForm
from py_core.sandbox.server import Sandbox
from tests.fakes import Fault, FaultKind
from tests.unit.execution.rig import Rig
from tests.unit.execution.sale_rig import now, planned
from tests.unit.fulfil.rig import licensed, sale, shop_of

URL = "https://post.example/1"
SHIP = ShipForm(sale_ids=("p",), tracking_url=URL)
OFF = LicenseForm(sale_ids=("k",))
RESET = LicenseForm(sale_ids=("k",), action=LicenseAction.RESET)
RECEIPT = ReceiptsForm(sale_ids=("m",))


def shop() -> Sandbox:
    return shop_of(sale("p", "print"), licensed("k", 3), sale("m"))


def changing(sale_id: str, **fields: object) -> Callable[[Sandbox], None]:
    """Somebody else changes a sale."""

    def change(sandbox: Sandbox) -> None:
        sandbox.edit_sale(sale_id, **fields)

    return change


async def run(form: FulfilForm, *faults: Fault, change: Callable[[Sandbox], object] = lambda _: None) -> Rig:
    """The run of a form over a shop that somebody changed since its preview."""
    sandbox = shop()
    plan = planned(sandbox, form)
    change(sandbox)
    rig = Rig(sandbox, *faults)
    await rig.run(plan)
    return rig


def ended(rig: Rig) -> list[tuple[str, str]]:
    return [(row.state, row.text) for row in rig.rows("run-1")]


@pytest.mark.parametrize(
    ("form", "fields", "state", "text"),
    [
        (SHIP, {"shipped": True, "tracking_url": URL}, "unchanged", "It was like this already. Nothing was sent."),
        (SHIP, {"shipped": True}, "stale", "Was not shipped, is shipped since. Nothing was sent."),
        (OFF, {"license_disabled": True}, "unchanged", "It was like this already. Nothing was sent."),
        (OFF, {"license_key": "OTHER"}, "stale", "The sale has another license key by now, or none."),
        (OFF, {"license_key": None}, "stale", "The sale has another license key by now, or none."),
    ],
)
async def test_what_changed_since_the_preview_is_left_alone(
    form: FulfilForm, fields: dict[str, object], state: str, text: str
) -> None:
    sale_id = "p" if form is SHIP else "k"
    rig = await run(form, change=lambda sandbox: sandbox.edit_sale(sale_id, **fields))
    assert ended(rig) == [(state, text)]
    assert rig.transport.writes == []


async def test_a_key_that_is_used_meanwhile_keeps_its_uses() -> None:
    rig = await run(RESET, change=lambda sandbox: sandbox.edit_sale("k", license_uses=4))
    left = "The use before it was not taken back, so this one was left alone. Nothing was sent."
    assert ended(rig) == [
        ("stale", "Was 3 uses, is 4 uses since. Nothing was sent."),
        ("skipped", left),
        ("skipped", left),
    ]
    assert now(rig.sandbox, "k").license_uses == 4
    assert rig.runs.view("run-1").can_retry
    assert {step.key for step in rig.runs.retry_steps("run-1")} == {"k/use/3", "k/use/2", "k/use/1"}


async def test_uses_that_are_gone_already_need_no_request() -> None:
    rig = await run(RESET, change=lambda sandbox: sandbox.edit_sale("k", license_uses=1))
    assert [state for state, _ in ended(rig)] == ["unchanged", "unchanged", "applied"]
    assert (len(rig.transport.writes), now(rig.sandbox, "k").license_uses) == (1, 0)


async def test_a_use_in_the_middle_of_taking_back_stops_the_way_down() -> None:
    def used(sandbox: Sandbox) -> None:
        sandbox.edit_sale("k", license_uses=now(sandbox, "k").license_uses + 2)

    rig = await run(RESET, Fault(FaultKind.MEANWHILE, "PUT", change=used))
    assert ended(rig)[0] == ("unconfirmed", "Gumroad accepted the change but shows 4 uses instead of 2 uses.")
    assert [state for state, _ in ended(rig)[1:]] == ["skipped", "skipped"]


@pytest.mark.parametrize("kind", [FaultKind.DROP_AFTER, FaultKind.FAIL_AFTER, FaultKind.TRUNCATE])
@pytest.mark.parametrize("form", [SHIP, OFF, RESET])
async def test_a_reply_that_is_lost_after_applying_is_settled_by_reading(form: FulfilForm, kind: FaultKind) -> None:
    rig = await run(form, Fault(kind, "PUT"))
    state, text = ended(rig)[0]
    assert state == "applied"
    assert text.startswith("Gumroad gave no clear answer; read back afterwards,")
    assert len(rig.transport.writes) == (3 if form is RESET else 1)


@pytest.mark.parametrize("form", [SHIP, OFF, RESET])
async def test_what_left_no_trace_is_read_back_and_sent_again(form: FulfilForm) -> None:
    rig = await run(form, Fault(FaultKind.FAIL, "PUT", times=2))
    assert {state for state, _ in ended(rig)} == {"applied"}
    assert len(rig.transport.writes) == (5 if form is RESET else 3)


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (SHIP, "Gumroad did not mark it; it is as it was."),
        (OFF, "Gumroad did not switch the key; it is as it was."),
        (RESET, "Gumroad did not take the use back; it still counts."),
    ],
)
async def test_what_is_never_applied_is_given_up(form: FulfilForm, text: str) -> None:
    rig = await run(form, Fault(FaultKind.FAIL, "PUT", times=99))
    state, told = ended(rig)[0]
    assert state == "rejected"
    assert told.startswith(text)
    assert rig.runs.view("run-1").can_retry


@pytest.mark.parametrize("form", [SHIP, OFF, RESET, RECEIPT])
async def test_gumroads_refusals_keep_their_words(form: FulfilForm) -> None:
    rig = await run(form, Fault(FaultKind.REFUSE, "P*", times=99))
    row = rig.rows("run-1")[0]
    assert (row.state, row.server_words) == ("rejected", "Sorry, a refusal.")


@pytest.mark.parametrize("form", [SHIP, OFF, RESET])
async def test_a_sale_that_cannot_be_read_is_left_alone(form: FulfilForm) -> None:
    rig = await run(form, Fault(FaultKind.REFUSE, "GET", times=99))
    assert ended(rig)[0][0] == "skipped"
    assert rig.transport.writes == []


@pytest.mark.parametrize(
    ("form", "fields", "text"),
    [
        (SHIP, {"shipped": False, "tracking_url": "https://x.example"},
         "Gumroad gave no clear answer and now shows not shipped, https://x.example."),
        (OFF, {"license_key": "OTHER"}, "The sale has another license key by now, or none."),
        (RESET, {"license_uses": 7}, "Gumroad gave no clear answer and now shows 7 uses."),
    ],
)  # fmt: skip
async def test_an_end_that_reading_cannot_tell_is_unknown(
    form: FulfilForm, fields: dict[str, object], text: str
) -> None:
    sale_id = "p" if form is SHIP else "k"
    lost = Fault(FaultKind.MEANWHILE, "GET", skip=1, change=changing(sale_id, **fields))
    rig = await run(form, Fault(FaultKind.DROP_BEFORE, "PUT"), lost)
    state, told = ended(rig)[0]
    assert state == "unknown"
    assert told.startswith(text)


@pytest.mark.parametrize("form", [SHIP, OFF, RESET])
async def test_what_cannot_be_read_back_is_unknown(form: FulfilForm) -> None:
    rig = await run(form, Fault(FaultKind.DROP_AFTER, "PUT"), Fault(FaultKind.REFUSE, "GET", skip=1, times=9))
    assert ended(rig)[0][0] == "unknown"


async def test_a_switched_key_is_read_back_and_a_wrong_one_told() -> None:
    on_again = Fault(FaultKind.MEANWHILE, "GET", skip=1, change=changing("k", license_disabled=False))
    rig = await run(OFF, on_again)
    assert ended(rig) == [("unconfirmed", "Gumroad accepted the change but shows key on instead of key off.")]
    lost = await run(OFF, Fault(FaultKind.DROP_BEFORE, "GET", skip=1, times=3))
    assert lost.runs.view("run-1").state == "paused"
    lost.runs.resume("run-1")
    await lost.runs.finished()
    assert [state for state, _ in ended(lost)] == ["applied"]
    hidden = await run(OFF, Fault(FaultKind.REFUSE, "GET", skip=1, times=9))
    assert ended(hidden)[0][0] == "unknown"


@pytest.mark.parametrize("kind", [FaultKind.DROP_AFTER, FaultKind.DROP_BEFORE, FaultKind.FAIL, FaultKind.TRUNCATE])
async def test_a_receipt_without_an_answer_is_unknown_and_never_sent_again(kind: FaultKind) -> None:
    rig = await run(RECEIPT, Fault(kind, "POST"))
    ((state, text),) = ended(rig)
    assert state == "unknown"
    assert "so it was not sent again" in text
    assert len([request for request in rig.transport.writes if request.method == "POST"]) <= 1
    view = rig.runs.view("run-1")
    assert (view.can_retry, view.can_undo) == (False, False)
    assert rig.runs.retry_steps("run-1") == ()


async def test_receipts_wait_when_asked_to_slow_down() -> None:
    rig = await run(RECEIPT, Fault(FaultKind.SLOW_DOWN, "POST", times=2))
    assert ended(rig) == [("applied", "")]
    tired = await run(RECEIPT, Fault(FaultKind.SLOW_DOWN, "POST", times=99))
    assert ended(tired)[0][0] == "skipped"


async def test_a_receipt_whose_end_nobody_saw_says_so_at_once() -> None:
    rig = await run(RECEIPT)
    rig.journal.intend("run-1", 0, 1)
    assert ended(rig)[0][0] == "unknown"
    assert "may be with the buyer already" in ended(rig)[0][1]


@pytest.mark.parametrize(
    ("form", "sale_id", "name", "value"),
    [
        (SHIP, "p", "tracking_url", URL),
        (OFF, "k", "license_disabled", True),
        (RESET, "k", "license_uses", 0),
        (RefundForm(sale_ids=("m",)), "m", "refunded", True),
    ],
)
async def test_the_stored_sale_follows(form: FulfilForm, sale_id: str, name: str, value: object) -> None:
    rig = await run(form)
    raw = rig.sales.raw("account-1", sale_id)
    assert raw is not None
    assert raw[name] == value
    assert [event.type for event in rig.events].count("sales.changed") == 1
    assert "catalog.changed" not in {event.type for event in rig.events}


async def test_undo_steps_are_those_of_switched_keys_alone() -> None:
    assert (await run(SHIP)).runs.undo_steps("run-1") == ()
    off = await run(OFF)
    assert [step.key for step in off.runs.undo_steps("run-1")] == ["k"]
    assert off.runs.view("run-1").can_undo


async def test_a_switched_key_waits_for_its_turn_when_pacing_is_slow() -> None:
    sandbox = shop()
    rig = Rig(sandbox, Fault(FaultKind.SLOW_DOWN, "GET"))
    await rig.run(planned(sandbox, OFF))
    assert ended(rig) == [("applied", "")]
