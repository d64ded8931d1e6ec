"""A shop with a history of sales, as the server of the end-to-end tests keeps it."""

import json
import time
from typing import Any

from py_core.sandbox.generate import generate_shop
from tests.e2e.shops import TOKENS, requests
from tools.sandbox_server import RunningSandbox

Page = tuple[tuple[str, str], ...]


def shop_with_sales(sales: int, *, products: int = 8, number: int = 3) -> dict[str, Any]:
    """A seed with so many sales over two years before now, and the usual tokens."""
    state = generate_shop(products, number, time.time_ns() // 1_000_000, sales=sales)
    seed: dict[str, Any] = json.loads(state.model_dump_json())
    return seed | {"tokens": TOKENS}


def listed_sales(server: RunningSandbox) -> list[dict[str, Any]]:
    """The sales that Gumroad lists, as the server has them."""
    state = server.control("GET", "state")
    return [sale for sale in state["sales"] if sale.get("kind", "successful") in ("successful", "free_trial")]


def pages_asked(server: RunningSandbox) -> list[Page]:
    """The query of every page of a range of the history that was asked for, oldest first."""
    return [
        tuple((name, value) for name, value in entry["query"])
        for entry in requests(server)
        if entry["path"] == "/v2/sales" and "after" in dict(entry["query"]) and "before" in dict(entry["query"])
    ]
