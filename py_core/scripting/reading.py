"""How a script reads: questions to the core, a page at a time, and nothing else it could ask."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from py_core.errors import CoreError, InputError

Ask: TypeAlias = Callable[[str], str]
"""Carries one command to the core and its reply back, as texts; returns when the reply is there."""


class Reader:
    """Asks the core for rows. `ask` is all that a script's world has to reach anything."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._asked = 0

    def rows(self, what: str, wanted: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """Every row of that kind, read page by page as they are used. Raises: InputError, CoreError."""
        place: str | None = ""
        while place is not None:
            page = self._page(what, wanted, place)
            names = page["names"]
            for cells in json.loads(page["rows"]):
                yield dict(zip(names, cells, strict=True))
            place = page["next"]

    def _page(self, what: str, wanted: Mapping[str, Any], place: str) -> dict[str, Any]:
        self._asked += 1
        command = {"op": "script.read", "what": what, "wanted": dict(wanted), "place": place}
        reply = json.loads(self._ask(json.dumps({"v": 1, "id": f"script-{self._asked}", "command": command})))
        if reply["ok"]:
            result: dict[str, Any] = reply["result"]
            return result
        error = reply["error"]
        kind = InputError if error["code"].startswith(("script_", "sales_", "not_")) else CoreError
        raise kind(error["code"], error["message"], hint=error.get("hint", ""))
