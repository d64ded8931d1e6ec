"""A token that is locked leaves the core as well: nothing can be asked of the shop until it is opened again."""

import sqlite3
from collections.abc import Iterator

import pytest
from pydantic import SecretStr

from py_core.account import Accounts
from py_core.errors import InputError
from py_core.execution.client import Client
from py_core.execution.pacing import Pacing
from py_core.execution.ports import Transport
from py_core.sandbox.sample_shop import SAMPLE_TOKEN, sample_shop
from py_core.sandbox.server import Sandbox
from py_core.store.database import prepare
from py_core.store.meta_store import MetaStore
from tests.fakes import START_MS, FakeClock, SandboxTransport

TOKEN = SecretStr(SAMPLE_TOKEN)


@pytest.fixture
def accounts() -> Iterator[Accounts]:
    """No account yet, on a fresh database and a Gumroad in memory."""
    connection = sqlite3.connect(":memory:")
    prepare(connection)
    clock = FakeClock()
    gumroad = SandboxTransport(Sandbox(sample_shop(START_MS)), clock)

    def make_client(transport: Transport, pacing: Pacing) -> Client:
        return Client(transport, clock, lambda: 0.0, pacing)

    yield Accounts(MetaStore(connection), clock, lambda _token: gumroad, make_client)
    connection.close()


async def test_a_locked_token_is_dropped_and_the_shop_stays_known(accounts: Accounts) -> None:
    await accounts.connect(TOKEN)
    status = await accounts.resume(None)
    assert status.account is not None
    assert not status.account.connected
    with pytest.raises(InputError):
        accounts.client()


async def test_an_opened_token_connects_again_without_asking_gumroad(accounts: Accounts) -> None:
    before = (await accounts.connect(TOKEN)).account
    await accounts.resume(None)
    assert (await accounts.resume(TOKEN)).account == before
    assert accounts.client() is not None


async def test_a_token_offered_again_changes_nothing(accounts: Accounts) -> None:
    await accounts.connect(TOKEN)
    client = accounts.client()
    await accounts.resume(TOKEN)
    assert accounts.client() is client


async def test_the_sample_shop_needs_no_token(accounts: Accounts) -> None:
    accounts.open_sample(reset=False)
    status = await accounts.resume(None)
    assert status.account is not None
    assert status.account.connected
