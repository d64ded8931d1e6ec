"""The core asked by its own commands from a quiet page of the extension, where a test is not about the pages."""

import json
from typing import Any

from tools.driving import Driven, wait_for
from tools.start_probe import quiet_page, starts

OVER = ("finished", "stopped")


class Core:
    """The engine of a running browser, started when it is first asked."""

    def __init__(self, driven: Driven) -> None:
        self.driven = driven
        self.page = quiet_page(driven)

    def read_shop(self, token: str) -> list[str]:
        """Connect that token's shop and read it to the end; the ids of its products."""
        ids: list[str] = starts(self.page, f"readShop({json.dumps(token)})")
        return ids

    def reread(self) -> None:
        """Read the current shop again, to the end."""
        self.ask("catalog.refresh")
        wait_for(self._read, self.page, what="the shop")

    def _read(self) -> bool:
        return bool(self.ask("catalog.get")["refresh"]["state"] == "done")

    def answer(self, op: str, **fields: object) -> dict[str, Any]:
        """The whole reply to a command."""
        text = json.dumps({"v": 1, "id": "test", "command": {"op": op, **fields}})
        reply: dict[str, Any] = json.loads(starts(self.page, f"answer({json.dumps(text)})"))
        return reply

    def ask(self, op: str, **fields: object) -> dict[str, Any]:
        """The result of a command that has to succeed."""
        reply = self.answer(op, **fields)
        assert reply["ok"], reply["error"]
        result: dict[str, Any] = reply["result"]
        return result

    def run_over(self, run_id: str) -> dict[str, Any]:
        """The run with its rows, once nothing of it is left to do."""
        wait_for(lambda: self._state(run_id) in OVER, self.page, what=f"the end of run {run_id}")
        return self.ask("run.watch", run_id=run_id, after_seq=0)

    def _state(self, run_id: str) -> str:
        return str(self.ask("run.watch", run_id=run_id, after_seq=0)["run"]["state"])
