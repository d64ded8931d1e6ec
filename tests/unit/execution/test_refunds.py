"""Refunds under every misfortune: never paid twice, to the unit, in two-decimal and zero-decimal currencies."""

from collections.abc import Callable

import pytest

from py_core.fulfil.forms import FulfilForm, RefundForm
from py_core.gumroad.wire import Request
from py_core.plan.plan import Plan
from py_core.plan.sale_steps import RefundSale
from py_core.sandbox.server import Sandbox
from py_core.sandbox.state import SAMPLE_TOKEN
from tests.fakes import START_MS, Fault, FaultKind
from tests.unit.execution.rig import Rig
from tests.unit.execution.sale_rig import given_back, now, planned
from tests.unit.fulfil.rig import PAID, sale, shop_of

CURRENCIES = ("usd", "eur", "jpy", "krw", "vnd")
PARTS = {"usd": "4.99", "eur": "7.5", "jpy": "301", "krw": "1234.56", "vnd": "99999"}
PART_MINOR = {"usd": 499, "eur": 750, "jpy": 301, "krw": 123456, "vnd": 99999}
BALANCE = 1_000_000
APPLIED_UNSEEN = (FaultKind.DROP_AFTER, FaultKind.FAIL_AFTER, FaultKind.TRUNCATE)


def form(code: str, *, part: bool) -> RefundForm:
    return RefundForm(sale_ids=("s",), typed={"s": PARTS[code]} if part else {})


def rig_of(code: str, wanted: FulfilForm, *faults: Fault) -> tuple[Rig, Plan]:
    sandbox = shop_of(sale("s", code), sale("other", code), balance_cents=BALANCE)
    return Rig(sandbox, *faults), planned(sandbox, wanted)


def usd_of(code: str, minor: int) -> int:
    return 1900 if minor == PAID[code] else 1900 * minor // PAID[code]


def check_books(rig: Rig, code: str, minor: int) -> None:
    """The sale, the other one and the seller's balance agree to the unit."""
    assert given_back(rig.sandbox) == {"s": minor, "other": 0}
    assert rig.sandbox.state.user.balance_cents == BALANCE - usd_of(code, minor)


def puts(rig: Rig) -> list[Request]:
    return [request for request in rig.transport.received if request.method == "PUT"]


@pytest.mark.parametrize("code", CURRENCIES)
@pytest.mark.parametrize("part", [True, False])
async def test_without_misfortune_it_is_given_back_once(code: str, part: bool) -> None:
    rig, plan = rig_of(code, form(code, part=part))
    await rig.run(plan)
    assert rig.states("run-1") == ["applied"]
    (sent,) = puts(rig)
    assert sent.form == ((("amount_cents", str(PART_MINOR[code])),) if part else ())
    check_books(rig, code, PART_MINOR[code] if part else PAID[code])


@pytest.mark.parametrize("code", CURRENCIES)
@pytest.mark.parametrize("part", [True, False])
@pytest.mark.parametrize("kind", APPLIED_UNSEEN)
async def test_a_reply_that_is_lost_after_applying_is_settled_by_reading(
    code: str, part: bool, kind: FaultKind
) -> None:
    rig, plan = rig_of(code, form(code, part=part), Fault(kind, "PUT"))
    await rig.run(plan)
    (row,) = rig.rows("run-1")
    assert (row.state, len(puts(rig))) == ("applied", 1)
    assert "read back afterwards, the money was given back, once" in row.text
    check_books(rig, code, PART_MINOR[code] if part else PAID[code])


@pytest.mark.parametrize("code", CURRENCIES)
@pytest.mark.parametrize("kind", [FaultKind.DROP_BEFORE, FaultKind.FAIL])
async def test_all_that_left_no_trace_is_sent_again_and_given_back_once(code: str, kind: FaultKind) -> None:
    rig, plan = rig_of(code, form(code, part=False), Fault(kind, "PUT"))
    await rig.run(plan)
    assert rig.states("run-1") == ["applied"]
    check_books(rig, code, PAID[code])


@pytest.mark.parametrize("code", CURRENCIES)
@pytest.mark.parametrize("kind", [FaultKind.DROP_BEFORE, FaultKind.FAIL, FaultKind.HTML])
async def test_a_part_that_left_no_trace_is_unknown_and_never_sent_again(code: str, kind: FaultKind) -> None:
    rig, plan = rig_of(code, form(code, part=True), Fault(kind, "PUT"))
    await rig.run(plan)
    (row,) = rig.rows("run-1")
    assert row.state == "unknown"
    assert "not sent again" in row.text
    check_books(rig, code, 0)
    view = rig.runs.view("run-1")
    assert (view.can_retry, view.can_undo, view.can_resume) == (False, False, False)
    assert rig.runs.retry_steps("run-1") == ()


async def test_all_that_is_refused_again_and_again_is_given_up() -> None:
    rig, plan = rig_of("usd", form("usd", part=False), Fault(FaultKind.DROP_BEFORE, "PUT", times=9))
    await rig.run(plan)
    (row,) = rig.rows("run-1")
    assert row.state == "rejected"
    assert "nothing was paid" in row.text
    check_books(rig, "usd", 0)
    assert rig.runs.view("run-1").can_retry
    assert [step.key for step in rig.runs.retry_steps("run-1")] == ["s"]


@pytest.mark.parametrize("part", [True, False])
async def test_slow_down_waits_and_pays_once(part: bool) -> None:
    rig, plan = rig_of("eur", form("eur", part=part), Fault(FaultKind.SLOW_DOWN, "PUT", times=2))
    await rig.run(plan)
    assert rig.states("run-1") == ["applied"]
    check_books(rig, "eur", 750 if part else 2999)


@pytest.mark.parametrize("part", [True, False])
@pytest.mark.parametrize("kind", [FaultKind.UNAUTHORIZED, FaultKind.FORBIDDEN])
async def test_a_token_that_is_taken_away_pauses_and_nothing_is_lost(part: bool, kind: FaultKind) -> None:
    rig, plan = rig_of("jpy", form("jpy", part=part), Fault(kind, "PUT"))
    await rig.run(plan)
    assert rig.runs.view("run-1").state == "paused"
    check_books(rig, "jpy", 0)
    rig.runs.resume("run-1")
    await rig.runs.finished()
    assert rig.states("run-1") == ["applied"]
    check_books(rig, "jpy", 301 if part else 1200)


@pytest.mark.parametrize("part", [True, False])
async def test_a_connection_that_goes_right_after_pauses_and_is_settled_later(part: bool) -> None:
    lost = (Fault(FaultKind.DROP_AFTER, "PUT"), Fault(FaultKind.DROP_BEFORE, "GET", skip=1, times=3))
    rig, plan = rig_of("krw", form("krw", part=part), *lost)
    await rig.run(plan)
    assert rig.runs.view("run-1").state == "paused"
    (row,) = rig.rows("run-1")
    assert (row.state, row.text) == (
        "unknown",
        "It was sent, and the end was not seen. It is read back before anything else happens.",
    )
    rig.runs.resume("run-1")
    await rig.runs.finished()
    assert (rig.states("run-1"), len(puts(rig))) == (["applied"], 1)
    check_books(rig, "krw", 123456 if part else 1_500_000)


async def test_stopped_where_it_cannot_be_read_back_it_is_never_said_to_be_safe() -> None:
    lost = (Fault(FaultKind.DROP_AFTER, "PUT"), Fault(FaultKind.DROP_BEFORE, "GET", skip=1, times=99))
    rig, plan = rig_of("usd", form("usd", part=True), *lost)
    await rig.run(plan)
    rig.runs.stop("run-1")
    (row,) = rig.rows("run-1")
    assert row.state == "unknown"
    assert "Look at the sale on Gumroad before you do it again." in row.text
    assert rig.runs.retry_steps("run-1") == ()


async def test_a_sale_that_cannot_be_read_back_is_unknown() -> None:
    refused = Fault(FaultKind.REFUSE, "GET", skip=1, times=9)
    rig, plan = rig_of("usd", form("usd", part=False), Fault(FaultKind.DROP_AFTER, "PUT"), refused)
    await rig.run(plan)
    (row,) = rig.rows("run-1")
    assert row.state == "unknown"
    assert "It is not sent again." in row.text
    assert given_back(rig.sandbox)["s"] == 1900


@pytest.mark.parametrize(
    ("fields", "state", "words"),
    [
        ({"refunded_in_currency": 300}, "stale", "Was $19 left, is $16 left since."),
        ({"refunded_in_currency": 1900, "refunded": True}, "stale", "Was $19 left, is nothing left since."),
        ({"disputed": True}, "stale", "A dispute was opened since the preview."),
        ({"chargedback": True}, "stale", "A dispute was opened since the preview."),
        ({"chargedback": True, "dispute_won": True}, "applied", ""),
        ({"currency": "eur"}, "stale", "Gumroad does not show what is left in the currency of the preview."),
    ],
)
async def test_what_changed_since_the_preview_is_left_alone(
    fields: dict[str, object], state: str, words: str
) -> None:
    rig, plan = rig_of("usd", form("usd", part=True))
    rig.sandbox.edit_sale("s", **fields)
    before = given_back(rig.sandbox)["s"]
    await rig.run(plan)
    (row,) = rig.rows("run-1")
    assert row.state == state
    assert words in row.text
    assert given_back(rig.sandbox)["s"] == before + (499 if state == "applied" else 0)
    assert not rig.runs.view("run-1").can_retry


async def test_all_that_somebody_else_gave_back_already_needs_no_sending() -> None:
    rig, plan = rig_of("usd", form("usd", part=False))
    rig.sandbox.edit_sale("s", refunded_in_currency=1900, refunded=True)
    await rig.run(plan)
    (row,) = rig.rows("run-1")
    assert (row.state, puts(rig)) == ("unchanged", [])


async def test_a_sale_that_is_gone_is_left_alone() -> None:
    rig, plan = rig_of("usd", form("usd", part=False))
    step = plan.steps[0].model_copy(update={"sale_id": "none"})
    await rig.run(plan.model_copy(update={"steps": (step,)}))
    (row,) = rig.rows("run-1")
    assert (row.state, row.text) == ("stale", "Gumroad does not find this sale any more. Nothing was sent.")


def elsewhere(amount: int | None) -> Callable[[Sandbox], None]:
    """Somebody else refunds the sale, between our read and our write."""

    def refund(sandbox: Sandbox) -> None:
        sent = () if amount is None else (("amount_cents", str(amount)),)
        request = Request("PUT", "/v2/sales/s/refund", form=sent)
        sandbox.handle(request, token=SAMPLE_TOKEN, now_ms=START_MS)

    return refund


@pytest.mark.parametrize(
    ("part", "theirs", "state", "back"),
    [
        (True, 300, "unconfirmed", 799),
        (True, 1700, "rejected", 1700),
        (True, None, "rejected", 1900),
        (False, 300, "applied", 1900),
        (False, None, "applied", 1900),
    ],
)
async def test_somebody_else_in_the_last_moment_is_seen(
    part: bool, theirs: int | None, state: str, back: int
) -> None:
    meanwhile = Fault(FaultKind.MEANWHILE, "PUT", change=elsewhere(theirs))
    rig, plan = rig_of("usd", form("usd", part=part), meanwhile)
    await rig.run(plan)
    (row,) = rig.rows("run-1")
    assert (row.state, given_back(rig.sandbox)["s"]) == (state, back)
    assert rig.runs.view("run-1").can_retry is (state == "rejected")


async def test_a_part_that_a_browser_sent_twice_is_told() -> None:
    rig, plan = rig_of("usd", form("usd", part=True), Fault(FaultKind.MEANWHILE, "PUT", change=elsewhere(499)))
    await rig.run(plan)
    (row,) = rig.rows("run-1")
    assert row.state == "unconfirmed"
    assert "shows $9.02 left instead of $14.01 left. Look at the sale on Gumroad." in row.text


@pytest.mark.parametrize(
    ("user", "words"),
    [
        ({"balance_cents": 100}, "Your balance is insufficient to process this refund."),
        ({"refunds_enabled": False}, "Refunds are temporarily disabled in your account."),
    ],
)
async def test_gumroads_refusals_keep_their_words(user: dict[str, object], words: str) -> None:
    sandbox = shop_of(sale("s"), **user)
    rig = Rig(sandbox)
    await rig.run(planned(sandbox, RefundForm(sale_ids=("s",))))
    (row,) = rig.rows("run-1")
    assert (row.state, row.server_words) == ("rejected", words)
    assert given_back(sandbox) == {"s": 0}
    assert [step.key for step in rig.runs.retry_steps("run-1")] == ["s"]


async def test_a_run_goes_on_behind_one_that_is_unknown() -> None:
    sandbox = shop_of(*(sale(f"s{at}") for at in range(4)))
    wanted = RefundForm(sale_ids=("s0", "s1", "s2", "s3"), typed={f"s{at}": "5" for at in range(4)})
    rig = Rig(sandbox, Fault(FaultKind.DROP_BEFORE, "PUT", skip=1))
    await rig.run(planned(sandbox, wanted))
    assert rig.states("run-1") == ["applied", "unknown", "applied", "applied"]
    assert list(given_back(sandbox).values()) == [500, 0, 500, 500]
    assert rig.runs.view("run-1").summary == "3 refunded · 1 not sure"


async def test_the_stored_sale_follows_what_gumroad_showed() -> None:
    rig, plan = rig_of("eur", form("eur", part=True))
    await rig.run(plan)
    raw = rig.sales.raw("account-1", "s")
    assert raw is not None
    assert (raw["partially_refunded"], raw["amount_refundable_in_currency"]) == (True, "22.49")
    assert now(rig.sandbox, "s").refunded_in_currency == 750
    (step,) = plan.steps
    assert isinstance(step, RefundSale)
    assert step.gives_minor == 750


@pytest.mark.parametrize("code", CURRENCIES)
async def test_all_that_is_applied_late_is_paid_once(code: str) -> None:
    """The first sending left no trace and is applied only when the second one arrives."""
    late = Fault(FaultKind.MEANWHILE, "PUT", change=elsewhere(None))
    rig, plan = rig_of(code, form(code, part=False), Fault(FaultKind.DROP_BEFORE, "PUT"), late)
    await rig.run(plan)
    (row,) = rig.rows("run-1")
    assert row.state == "applied"
    check_books(rig, code, PAID[code])
