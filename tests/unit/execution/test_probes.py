"""Checking a token: whose it is and what it may do, without changing anything."""

import pytest

from py_core.errors import AuthError, InputError, NoAnswer
from py_core.execution.probes import LONGEST_TOKEN, check_token, clean_token
from py_core.sandbox.server import Sandbox
from py_core.sandbox.state import SAMPLE_TOKEN, SandboxState, Token
from tests.fakes import Fault, FaultKind
from tests.unit.execution.rig import Rig, shop_of

GOOD = "Ab3-_" * 8


@pytest.mark.parametrize("text", [GOOD, f"  {GOOD}\n", f"\t{GOOD}"])
def test_surrounding_blanks_are_dropped(text: str) -> None:
    assert clean_token(text) == GOOD


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Paste the token first."),
        (" \n", "Paste the token first."),
        (f"{GOOD} {GOOD}", "no spaces"),
        (f"{GOOD[:20]}\n{GOOD}", "no spaces"),
        (f"Bearer:{GOOD}", "only letters"),
        ("ü" * 30, "only letters"),
        ("１" * 30, "only letters"),
        ("abc", "too short"),
        ("a" * (LONGEST_TOKEN + 1), "too long"),
    ],
)
def test_bad_tokens_get_a_sentence_that_does_not_repeat_them(text: str, words: str) -> None:
    with pytest.raises(InputError) as refused:
        clean_token(text)
    assert words in refused.value.fields["token"]
    assert len(text.strip()) < 2 or text.strip() not in refused.value.message


def rig_with(scopes: list[str], *faults: Fault) -> Rig:
    state = SandboxState(tokens=[Token(token=SAMPLE_TOKEN, scopes=scopes)])
    return Rig(Sandbox(state), *faults)


@pytest.mark.parametrize(
    ("scopes", "edit", "sales"),
    [
        (["edit_products"], "yes", "no"),
        (["view_public"], "no", "no"),
        (["account"], "yes", "unknown"),
    ],
)
async def test_permissions_are_found_out(scopes: list[str], edit: str, sales: str) -> None:
    rig = rig_with(scopes)
    before = rig.sandbox.dump()
    user, views = await check_token(rig.client)
    states = {view.scope: view.state for view in views}
    assert user.id == rig.sandbox.state.user.id
    assert states["edit_products"] == edit
    if sales == "no" and "view_sales" in states:
        assert states["view_sales"] in ("no", "unknown")
    assert states["refund_sales"] == "unknown"
    assert all(view.sentence and view.tools for view in views)
    assert Sandbox.load(before).state.products == rig.sandbox.state.products
    assert {request.path for request in rig.transport.received} == {
        "/v2/user",
        "/v2/products/-/disable",
        "/v2/sales",
        "/v2/payouts",
    }


async def test_sales_are_asked_for_from_tomorrow_on() -> None:
    rig = rig_with(["view_sales"])
    await check_token(rig.client)
    sales = next(request for request in rig.transport.received if request.path == "/v2/sales")
    assert sales.query == (("after", "2026-11-19"),)


@pytest.mark.parametrize(
    ("kind", "state"),
    [(FaultKind.FORBIDDEN, "no"), (FaultKind.REFUSE, "yes"), (FaultKind.HTML, "unknown")],
)
async def test_what_an_answer_means(kind: FaultKind, state: str) -> None:
    rig = rig_with(["account"], Fault(kind, path="/v2/payouts"))
    _, views = await check_token(rig.client)
    assert {view.scope: view.state for view in views}["view_payouts"] == state


async def test_a_token_of_no_use_is_refused() -> None:
    rig = Rig(shop_of())
    rig.transport.token = "revoked"
    with pytest.raises(AuthError) as refused:
        await check_token(rig.client)
    assert refused.value.status == 401
    with pytest.raises(AuthError) as powerless:
        await check_token(rig_with(["refund_sales"]).client)
    assert powerless.value.status == 403


@pytest.mark.parametrize(
    ("kind", "error"), [(FaultKind.UNAUTHORIZED, AuthError), (FaultKind.DROP_BEFORE, NoAnswer)]
)
async def test_a_probe_without_an_answer_is_an_error(kind: FaultKind, error: type[Exception]) -> None:
    rig = rig_with(["account"], Fault(kind, path="/v2/sales", times=9))
    with pytest.raises(error):
        await check_token(rig.client)
