"""What the wire does to the client: every kind of trouble over real HTTP becomes the right error.

Source: API contract, sections 2.4, 3, 4 and 14.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from py_core.errors import AuthError, CoreError, NoAnswer, RateLimited, Rejected, ServerFailed, UnexpectedAnswer
from py_core.execution.readback import Fate, Settled, send_settled, settle_create
from py_core.gumroad import calls
from py_core.gumroad.models import OfferCode
from py_core.gumroad.rules.codes import CodeDraft
from tests.contract.client_rig import Http, Shop
from tools.sandbox_server import RunningSandbox


@pytest.fixture
def shop(sandbox_process: RunningSandbox) -> Iterator[Shop]:
    server = Http(sandbox_process)
    yield Shop(server)
    server.control("DELETE", "faults")


def plant(shop: Shop, **fault: Any) -> None:
    assert isinstance(shop.server, Http)
    shop.server.control("POST", "faults", [fault])


@pytest.mark.parametrize(
    ("fault", "kind", "status", "retryable"),
    [
        ({"status": 401}, AuthError, 401, False),
        ({"status": 403}, AuthError, 403, False),
        ({"status": 404}, Rejected, 404, False),
        ({"status": 408}, ServerFailed, 408, True),
        ({"status": 429}, RateLimited, 429, True),
        ({"status": 500}, ServerFailed, 500, True),
        ({"status": 502}, ServerFailed, 502, True),
        ({"status": 503}, ServerFailed, 503, True),
        ({"status": 504}, ServerFailed, 504, True),
        ({"html": True}, UnexpectedAnswer, 200, False),
        ({"truncate": 40}, UnexpectedAnswer, 200, False),
        ({"truncate": 0}, UnexpectedAnswer, 200, False),
        ({"status": 302}, UnexpectedAnswer, 302, False),
        ({"drop": "before"}, NoAnswer, 0, True),
        ({"drop": "after"}, NoAnswer, 0, True),
        ({"refuse": "Sorry."}, Rejected, 200, False),
    ],
)
async def test_trouble_is_named(
    shop: Shop, fault: dict[str, Any], kind: type[CoreError], status: int, retryable: bool
) -> None:
    shop.seed()
    plant(shop, **fault)
    with pytest.raises(CoreError) as caught:
        await shop.ask(calls.get_user())
    assert (type(caught.value), caught.value.status, caught.value.retryable) == (kind, status, retryable)
    assert caught.value.message


@pytest.mark.parametrize("fault", [{"status": 502}, {"status": 429}, {"drop": "before"}, {"drop": "after"}])
async def test_reads_get_through_in_the_end(shop: Shop, fault: dict[str, Any]) -> None:
    shop.seed(user={"name": "Ana"})
    plant(shop, times=2, **fault)
    assert (await shop.server.client().ask(calls.get_user())).name == "Ana"


@pytest.mark.parametrize("fault", [{"drop": "after"}, {"status": 500, "apply": True}, {"truncate": 30}])
async def test_a_code_is_made_once_whatever_the_wire_does(shop: Shop, fault: dict[str, Any]) -> None:
    product_id = (await shop.only()).product.id
    plant(shop, method="POST", times=1, **fault)
    client = shop.server.client()
    listing = calls.list_offer_codes(product_id)

    async def settle() -> Settled[OfferCode]:
        return await settle_create(
            client,
            listing,
            is_it=lambda code: code.name == "LAUNCH",
            id_of=lambda code: code.id,
            known=frozenset(),
            unique=True,
        )

    draft = CodeDraft(name="LAUNCH", percent_off=20)
    end = await send_settled(client, calls.create_offer_code(product_id, draft), settle)
    assert (end.fate, end.missed) == (Fate.DONE, ())
    assert [code.name for code in await shop.ask(listing)] == ["LAUNCH"]
