"""The core in this process over a shop in memory: what a figure of the browser is compared with."""

import asyncio
import json
import os
import sqlite3
import time
from typing import Any

from py_core.app import App
from py_core.gumroad.wire import Request, Response
from py_core.plan.plan import Plan
from py_core.sandbox.server import Sandbox
from py_core.sandbox.state import SAMPLE_TOKEN, SandboxState
from py_core.store.plan_store import PlanStore
from tools.sandbox_server import system_clock


class SkippingClock:
    """Wall time that a sleep moves on at once, so that no pace holds anything up."""

    def __init__(self) -> None:
        self._skipped_ms = 0

    def now_ms(self) -> int:
        """Milliseconds since 1970 UTC, the skipped ones included."""
        return system_clock() + self._skipped_ms

    async def sleep(self, seconds: float) -> None:
        """Return at once, that much later."""
        self._skipped_ms += round(seconds * 1000)
        await asyncio.sleep(0)


class MemoryCore:
    """An engine with its database in memory, connected to a shop in memory. Texts in and out, as in the browser."""

    def __init__(self, state: SandboxState) -> None:
        self._clock = SkippingClock()
        self._sandbox = Sandbox(state)
        connection = sqlite3.connect(":memory:", isolation_level=None)
        self._plans = PlanStore(connection)
        self._app = App(
            connection,
            self._clock,
            lambda _: self,
            lambda _: None,
            os.urandom,
            {"version": "0", "durable": False},
        )

    async def send(self, request: Request) -> Response:
        """The sandbox's answer."""
        return self._sandbox.handle(request, token=SAMPLE_TOKEN, now_ms=self._clock.now_ms())

    async def ask(self, op: str, **fields: Any) -> Any:
        """The result of a command. Raises RuntimeError with the core's message."""
        answer = json.loads((await self._timed(op, fields))[0])
        if not answer["ok"]:
            raise RuntimeError(answer["error"]["message"])
        return answer["result"]

    def plan(self, digest: str) -> Plan:
        """A plan that the core has built."""
        return self._plans.load(digest)

    async def seconds(self, op: str, **fields: Any) -> float:
        """How long a command takes from text to text."""
        return (await self._timed(op, fields))[1]

    async def _timed(self, op: str, fields: dict[str, Any]) -> tuple[str, float]:
        text = json.dumps({"v": 1, "id": "bench", "command": {"op": op, **fields}})
        start = time.perf_counter()
        answer = await self._app.handle(text)
        return answer, time.perf_counter() - start

    async def read_list(self) -> None:
        """Connect and read the list of products, not their versions and codes."""
        await self.ask("account.connect", token=SAMPLE_TOKEN)
        await self._list_is_read()

    async def read_list_again(self) -> None:
        """Read the list anew."""
        await self.ask("catalog.refresh")
        await self._list_is_read()

    async def _list_is_read(self) -> None:
        while (await self.ask("catalog.get"))["refresh"]["state"] == "products":
            await asyncio.sleep(0)
        await self.ask("catalog.stop")

    async def read_everything(self) -> None:
        """Read the list with versions and codes."""
        await self.ask("catalog.refresh")
        await self._app.idle()
