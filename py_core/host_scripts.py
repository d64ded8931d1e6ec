"""Scripts on CPython: `python -m py_core.host run script.py --sample`. The plan is printed, nothing is sent."""

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol

from py_core.app import App
from py_core.errors import CoreError
from py_core.execution.ports import Clock, Transport
from py_core.gumroad.wire import API_HOST, Request, Response
from py_core.scripting.live import Send, nowhere
from py_core.scripting.printed import item_text, plan_lines
from py_core.scripting.running import ScriptEnd, run_script
from py_core.store.database import open_database
from py_core.words import say

TOKEN_VARIABLE = "GUMROAD_TOKEN"
READINGS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {"sales": {}, "subscribers": {}, "payouts": {"form": {}}}
)
"""What can be read besides the list of products, with the fields of its command."""
Connect = Callable[[str], Transport]


class Reached(Transport, Protocol):
    """A transport that can block, too."""

    def send_now(self, request: Request) -> Response:
        """The whole answer. Raises: NoAnswer."""


class HostCore:
    """A core on this machine whose commands are asked one after another, without anything else going on."""

    def __init__(self, database: str, clock: Clock, connect: Connect) -> None:
        self._loop = asyncio.new_event_loop()
        self._clock = clock
        self._app = App(
            open_database(database),
            clock,
            connect,
            lambda _event: None,
            os.urandom,
            {"version": "host", "durable": database != ":memory:"},
        )
        self._asked = 0

    def ask_text(self, text: str) -> str:
        """The reply to one command, as text."""
        return self._loop.run_until_complete(self._app.handle(text))

    def ask(self, op: str, **fields: Any) -> Any:
        """The result of one command. Raises: CoreError."""
        self._asked += 1
        command = {"v": 1, "id": f"host-{self._asked}", "command": {"op": op, **fields}}
        reply = json.loads(self.ask_text(json.dumps(command)))
        if not reply["ok"]:
            error = reply["error"]
            raise CoreError(error["code"], error["message"], hint=error.get("hint", ""))
        return reply["result"]

    def settle(self) -> None:
        """Wait until nothing is being read any more."""
        self._loop.run_until_complete(self._app.idle())

    def today(self) -> datetime:
        """Now, UTC."""
        return datetime.fromtimestamp(self._clock.now_ms() / 1000, UTC)

    def close(self) -> None:
        """End the loop."""
        self._loop.close()


def prepared(core: HostCore, token: str | None, readings: Sequence[str]) -> None:
    """Open the shop of the token (None: the sample shop) and read what scripts may want. Raises: CoreError."""
    if token is None:
        core.ask("account.sample", reset=False)
    else:
        core.ask("account.connect", token=token)
    core.settle()
    core.ask("catalog.refresh")
    core.settle()
    for what in readings:
        core.ask(f"{what}.sync", **READINGS[what])
        core.settle()


def run_file(core: HostCore, text: str, send: Send = nowhere) -> ScriptEnd:
    """The end of a script over this core; `send` is its way to Gumroad itself."""
    return run_script(text, core.ask_text, (core.today() + timedelta(0)).date(), send)


def lines_of(core: HostCore, end: ScriptEnd) -> list[str]:
    """What a script showed, and the preview of what it wants."""
    lines = [item_text(item) for item in end.items]
    if end.trouble is not None:
        where, trouble = end.trouble.line, end.trouble
        message = say("script_trouble_line", line=where, message=trouble.message) if where else trouble.message
        return [*lines, f"{message} {trouble.hint}".strip()]
    changes = [change.model_dump(mode="json") for change in end.changes]
    plans = core.ask("plan.script", changes=changes)["plans"] if changes else []
    return [*lines, *plan_lines(plans)]


def main(arguments: Sequence[str], clock: Clock, reach: Callable[[str, str], Callable[[str], Reached]]) -> int:
    """The command line; 0 when the script came to its end. `reach` connects to an address with a certificate."""
    asked = _parser().parse_args(arguments)
    try:
        text = Path(asked.script).read_text(encoding="utf-8")
    except FileNotFoundError:
        print(say("script_no_file", path=asked.script), file=sys.stderr)
        return 2
    token = None if asked.sample else os.environ.get(TOKEN_VARIABLE)
    if token is None and not asked.sample:
        print(say("script_no_token"), file=sys.stderr)
        return 2
    connect = reach(asked.url, asked.certificate)
    core = HostCore(asked.database, clock, connect)
    try:
        prepared(core, token, tuple(READINGS if asked.sample else asked.read))
        end = run_file(core, text, nowhere if token is None else connect(token).send_now)
        print("\n".join(lines_of(core, end)))
    except CoreError as error:
        print(f"{error.message} {error.hint}".strip(), file=sys.stderr)
        return 1
    finally:
        core.close()
    return 0 if end.trouble is None else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m py_core.host", description=__doc__)
    run = parser.add_subparsers(required=True).add_parser("run", help="run a script and print its plan")
    run.add_argument("script")
    run.add_argument("--sample", action="store_true", help="over the sample shop, without any token")
    run.add_argument("--database", default=":memory:", help="a file to keep what was read in")
    run.add_argument("--read", action="append", default=[], choices=READINGS, help="read this first, too")
    run.add_argument("--url", default=f"https://{API_HOST}", help="another address of the API, a sandbox server's")
    run.add_argument("--certificate", default="", help="the certificate of that server")
    return parser
