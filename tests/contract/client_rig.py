"""The client itself against a sandbox: over HTTP through CPython's own transport, or in memory."""

import json
from typing import Any, Protocol, TypeVar

import pytest

from py_core.execution.client import Client
from py_core.gumroad import calls
from py_core.gumroad.calls.asking import Param, nothing, path, send
from py_core.gumroad.models import ProductRecord
from py_core.gumroad.wire import API_PREFIX, Call, Effect, Request
from py_core.host import UrllibTransport
from py_core.sandbox.server import Sandbox
from py_core.sandbox.state import SAMPLE_TOKEN
from tests.fakes import FakeClock, SandboxTransport
from tools.sandbox_server import RunningSandbox

T = TypeVar("T")
NOON_MS = 1_795_000_020_000


class Server(Protocol):
    """A sandbox to be seeded, and the client that asks it."""

    def client(self, token: str = SAMPLE_TOKEN) -> Client:
        """A client with that token."""

    def seed(self, state: dict[str, Any]) -> None:
        """Replace the shop."""


class Http:
    """The sandbox in another process, asked over urllib. Waiting takes no time."""

    def __init__(self, running: RunningSandbox) -> None:
        self._running = running
        running.control("DELETE", "faults")
        self.control = running.control

    def client(self, token: str = SAMPLE_TOKEN) -> Client:
        """A client with that token."""
        return Client(UrllibTransport(token, base_url=self._running.url), FakeClock(NOON_MS), lambda: 0.0)

    def seed(self, state: dict[str, Any]) -> None:
        """Replace the shop."""
        self.control("POST", "reset", state)
        self.control("POST", "clock", {"now_ms": NOON_MS, "frozen": True})


class Memory:
    """The sandbox in this process."""

    def __init__(self) -> None:
        self.sandbox = Sandbox.load("{}")

    def client(self, token: str = SAMPLE_TOKEN) -> Client:
        """A client with that token."""
        clock = FakeClock(NOON_MS)
        return Client(SandboxTransport(self.sandbox, clock, token=token), clock, lambda: 0.0)

    def seed(self, state: dict[str, Any]) -> None:
        """Replace the shop."""
        self.sandbox = Sandbox.load(json.dumps(state))


class Shop:
    """A seeded shop, asked with the everyday token unless told otherwise."""

    def __init__(self, server: Server) -> None:
        self.server = server

    def seed(self, **state: Any) -> None:
        """Replace the shop."""
        self.server.seed(state)

    async def ask(self, call: Call[T], token: str = SAMPLE_TOKEN) -> T:
        """What the call asks for, or its error; one attempt."""
        return await self.server.client(token).ask(call, attempts=1)

    async def only(self, **product: Any) -> ProductRecord:
        """Replace the shop by one product; that product."""
        self.seed(products=[{"name": "Icon set", "price": 1900, **product}])
        return (await self.ask(calls.list_products())).items[0]


def opened(over: str, request: pytest.FixtureRequest) -> Shop:
    """A shop over `http` or in `memory`."""
    if over == "memory":
        return Shop(Memory())
    running: RunningSandbox = request.getfixturevalue("sandbox_process")
    return Shop(Http(running))


def plainly(method: str, *segments: str, **params: Param) -> Call[None]:
    """A write as a script without our rules would send it."""
    return Call(send(method, path(*segments), **params), Effect.SET, "edit_products", nothing)


def reading(target: str) -> Call[None]:
    """A read of a path and query as they are."""
    where, _, query = target.partition("?")
    pairs = tuple(tuple(pair.split("=", 1)) for pair in query.split("&") if pair)
    typed = tuple((name, value) for name, value in pairs)
    return Call(Request("GET", f"{API_PREFIX}/{where}", query=typed), Effect.READ, "view_sales", nothing)
