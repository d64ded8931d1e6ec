"""The transport on CPython, against the sandbox over HTTP and TLS."""

import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from py_core.errors import NoAnswer
from py_core.gumroad.wire import Request
from py_core.host import SystemClock, UrllibTransport
from py_core.sandbox.state import SAMPLE_TOKEN
from py_core.scripting.live import Live
from tools.sandbox_server import RunningSandbox, running_sandbox, trusting_context


@pytest.fixture(scope="module")
def server() -> Iterator[RunningSandbox]:
    with running_sandbox(tls=True, rate_limits=False) as running:
        yield running


@pytest.fixture
def transport(server: RunningSandbox) -> UrllibTransport:
    server.control("POST", "reset")
    server.control("DELETE", "faults")
    return UrllibTransport(SAMPLE_TOKEN, base_url=server.url, tls=trusting_context())


async def test_a_read_brings_back_status_headers_and_body(transport: UrllibTransport) -> None:
    response = await transport.send(Request("GET", "/v2/user"))
    assert response.status == 200
    assert (response.header("content-type") or "").startswith("application/json")
    assert response.json()["success"] is True


async def test_a_write_reaches_the_shop(transport: UrllibTransport) -> None:
    products = (await transport.send(Request("GET", "/v2/products"))).json()["products"]
    chosen = next(p for p in products if p["currency"] == "usd" and p["price"] > 0)
    path = f"/v2/products/{chosen['id'].replace('=', '%3D')}"
    changed = await transport.send(Request("PUT", path, form=(("price", str(chosen["price"] + 100)),)))
    assert changed.json()["product"]["price"] == chosen["price"] + 100


async def test_a_refusal_is_an_answer(server: RunningSandbox) -> None:
    stranger = UrllibTransport("wrong", base_url=server.url, tls=trusting_context())
    assert (await stranger.send(Request("GET", "/v2/user"))).status == 401


async def test_a_dropped_connection_is_no_answer(server: RunningSandbox, transport: UrllibTransport) -> None:
    server.control("POST", "faults", [{"method": "GET", "path": "/v2/user", "drop": "before", "times": 1}])
    with pytest.raises(NoAnswer):
        await transport.send(Request("GET", "/v2/user"))


async def test_nobody_there_is_no_answer() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(NoAnswer):
        await UrllibTransport("t", base_url=f"http://127.0.0.1:{port}").send(Request("GET", "/v2/user"))


async def test_an_untrusted_certificate_is_no_answer(server: RunningSandbox) -> None:
    with pytest.raises(NoAnswer):
        await UrllibTransport(SAMPLE_TOKEN, base_url=server.url).send(Request("GET", "/v2/user"))


class _Redirecting(BaseHTTPRequestHandler):
    seen: list[str] = []

    def do_GET(self) -> None:
        self.seen.append(self.path)
        self.send_response(302)
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


async def test_a_redirect_is_an_answer_and_is_not_followed() -> None:
    with HTTPServer(("127.0.0.1", 0), _Redirecting) as redirecting:
        Thread(target=redirecting.handle_request).start()
        there = UrllibTransport("t", base_url=f"http://127.0.0.1:{redirecting.server_port}")
        response = await there.send(Request("GET", "/v2/user"))
    assert response.status == 302
    assert _Redirecting.seen == ["/v2/user"]


def test_the_token_is_not_in_its_repr() -> None:
    assert "secret" not in repr(UrllibTransport("secret"))


async def test_the_clock_moves_forward() -> None:
    clock = SystemClock()
    before = clock.now_ms()
    await clock.sleep(0)
    assert clock.now_ms() >= before


def test_a_script_reads_through_it_without_waiting_for_a_loop(transport: UrllibTransport) -> None:
    live = Live(transport.send_now)
    assert live.get("user")["user"]["name"]
    assert [product["name"] for product in live.pages("products")]
