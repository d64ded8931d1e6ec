"""One sandbox server for all contract tests; every test seeds it anew.

The rules are tested twice: over real HTTP and in memory. They must not differ.
"""

from collections.abc import Iterator

import pytest

from tests.contract.client import Gumroad, InMemory, OverHttp, Server
from tools.sandbox_server import RunningSandbox, running_sandbox

NOON_MS = 1_795_000_020_000


@pytest.fixture(scope="session")
def sandbox_process() -> Iterator[RunningSandbox]:
    with running_sandbox() as server:
        yield server


def _fresh(server: Server) -> Gumroad:
    server.control("POST", "reset", {})
    server.control("POST", "clock", {"now_ms": NOON_MS, "frozen": True})
    return Gumroad(server)


@pytest.fixture(params=["http", "memory"])
def gumroad(request: pytest.FixtureRequest) -> Iterator[Gumroad]:
    over_wire = request.param == "http"
    server: Server = OverHttp(request.getfixturevalue("sandbox_process")) if over_wire else InMemory()
    yield _fresh(server)
    server.close()


@pytest.fixture
def over_http(sandbox_process: RunningSandbox) -> Iterator[OverHttp]:
    server = OverHttp(sandbox_process)
    _fresh(server)
    yield server
    server.close()
