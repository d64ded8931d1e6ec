"""A core with the sample shop, asked by scripts as in the extension: one reply for each text."""

import json
from datetime import date
from typing import Any

from py_core.host_scripts import HostCore, prepared
from py_core.scripting.running import ScriptEnd, run_script
from tests.fakes import FakeClock

TODAY = date(2026, 7, 1)
CODES = """
c = next(c for c in shop.codes() if not c.universal)
"""


class FakeShop:
    """Answers a script's questions from lists of rows, two rows a page."""

    def __init__(self, **rows: list[dict[str, Any]]) -> None:
        self.rows = rows
        self.asked: list[dict[str, Any]] = []

    def ask(self, text: str) -> str:
        """The reply to one command."""
        message = json.loads(text)
        command = message["command"]
        self.asked.append(command)
        rows = self.rows.get(command["what"])
        if rows is None:
            error = {"code": "script_unread_sales", "message": "Not read.", "hint": "Read it."}
            return json.dumps({"v": 1, "id": message["id"], "ok": False, "error": error})
        start = int(command["place"] or 0)
        page = rows[start : start + 2]
        result = {
            "names": list(page[0]) if page else [],
            "rows": json.dumps([list(row.values()) for row in page]),
            "next": str(start + 2) if start + 2 < len(rows) else None,
        }
        return json.dumps({"v": 1, "id": message["id"], "ok": True, "result": result})


def product_row(product_id: str, price: int = 1000, **changes: Any) -> dict[str, Any]:
    """A product as it is read."""
    return {
        "id": product_id,
        "name": f"Product {product_id}",
        "price": price,
        "currency": "usd",
        "published": True,
        "type": "one_off",
        "tags": ["brush"],
        "category": "design",
        "url": "https://seller.gumroad.com/l/x",
        "sold_ever": 3,
        "description": "<p>Text</p>",
        "summary": "",
        "receipt": "",
        "versions": None,
        **changes,
    }


def ended(text: str, shop: FakeShop | None = None) -> ScriptEnd:
    """The end of a script over a made-up shop."""
    fake = shop or FakeShop(products=[product_row("a"), product_row("b", 2000), product_row("c", 500)])
    return run_script(text, fake.ask, TODAY)


def trouble(text: str, shop: FakeShop | None = None) -> tuple[str, int | None]:
    """Why a script ended early, and where."""
    end = ended(text, shop)
    assert end.trouble is not None
    assert end.changes == ()
    return end.trouble.message, end.trouble.line


def sample_core() -> HostCore:
    """A core with the sample shop, everything read."""
    core = HostCore(":memory:", FakeClock(), _no_transport)
    prepared(core, None, ("sales", "subscribers", "payouts"))
    return core


def _no_transport(token: str) -> Any:
    raise AssertionError(f"nobody is connected: {len(token)}")
