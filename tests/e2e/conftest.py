"""The published package in Chromium, over TLS against the sandbox server."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tools.driving import Driven, driven
from tools.paths import PACKAGE
from tools.sandbox_server import RunningSandbox, running_sandbox

TOKEN = "e2eCanaryToken_0123456789abcdefghijklmnopqrs"
NARROW_TOKEN = "e2eReadOnlyToken_0123456789abcdefghijklmnopq"
PRODUCTS = 40


def shop_of(products: int) -> dict[str, Any]:
    """A seed of plain products whose prices tell them apart, a token of every scope and one that may only look."""
    return {
        "tokens": [
            {"token": TOKEN, "scopes": ["account"]},
            {"token": NARROW_TOKEN, "scopes": ["view_public"]},
        ],
        "products": [
            {
                "name": f"Product {number:02d}",
                "price": 1000 + 100 * number,
                "currency": "usd",
                "custom_permalink": f"product{number:02d}",
                "published": True,
                "created_at": f"2026-01-{1 + number // 24:02d}T{number % 24:02d}:00:00Z",
            }
            for number in range(products)
        ],
    }


Launch = Callable[[], AbstractContextManager[Driven]]


@pytest.fixture(scope="session")
def server() -> Iterator[RunningSandbox]:
    with running_sandbox(tls=True) as running:
        yield running


@pytest.fixture
def shop(server: RunningSandbox) -> RunningSandbox:
    """The server with forty products and an empty log."""
    server.control("POST", "reset", shop_of(PRODUCTS))
    server.control("DELETE", "faults")
    return server


@pytest.fixture
def launch(server: RunningSandbox, tmp_path: Path) -> Launch:
    """Starts Chromium on this test's own profile; again for the same profile after it was closed or killed."""

    @contextmanager
    def start() -> Iterator[Driven]:
        with driven(PACKAGE, tmp_path / "profile", api_port=server.port) as running:
            yield running

    return start


@pytest.fixture
def chromium(launch: Launch) -> Iterator[Driven]:
    with launch() as running:
        yield running


def writes(server: RunningSandbox) -> list[dict[str, Any]]:
    """The writes the server has seen, without the permission probe, oldest first."""
    log = server.control("GET", "requests")["requests"]
    return [entry for entry in log if entry["method"] != "GET" and not entry["path"].startswith("/v2/products/-/")]


def prices(server: RunningSandbox) -> dict[str, int]:
    """Product id -> price, as the server has it."""
    return {product["id"]: product["price"] for product in server.control("GET", "state")["products"]}
