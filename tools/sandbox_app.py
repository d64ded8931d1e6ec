"""The sandbox as an ASGI application, with control routes for tests and experiments.

Control routes live under /_sandbox/ and exist only here, never in the extension:
POST reset (a seed, or nothing for the sample shop; empties the log and ends the faults), GET state,
GET and DELETE requests, POST and DELETE faults, POST and DELETE clock.
"""

import asyncio
import json
import re
from collections import deque
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, TypeAlias
from urllib.parse import unquote

from pydantic import BaseModel, ConfigDict

from py_core.gumroad.wire import Pairs, Response
from py_core.sandbox.answers import Listener
from py_core.sandbox.auth import find_token, token_text
from py_core.sandbox.faults import FaultRule, Faults, read_rules, spoilt
from py_core.sandbox.params import Unreadable, body_pairs, decode_pairs, read_params
from py_core.sandbox.sample_shop import sample_shop
from py_core.sandbox.server import Sandbox
from py_core.sandbox.state import SandboxState

CLIENT_IP = "203.0.113.7"
CONTROL_PREFIX = "/_sandbox/"
_LOG_LENGTH = 100_000
_PAGE = re.compile(r"(?:^|&)page=")
_TOKEN_NAMES = ("access_token", "bearer_token")

Scope: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send: TypeAlias = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Clock: TypeAlias = Callable[[], int]
Hang: TypeAlias = Callable[[tuple[str, int], bool], None]


class ClockOrder(BaseModel):
    """What POST clock understands. A frozen clock moves only by orders."""

    model_config = ConfigDict(strict=True, extra="forbid")

    now_ms: int | None = None
    advance_ms: int = 0
    frozen: bool | None = None


class AdjustableClock:
    """The outside clock, shifted or stopped by orders."""

    def __init__(self, outside: Clock) -> None:
        self._outside = outside
        self.reset()

    def reset(self) -> None:
        """Follow the outside clock again."""
        self._shift_ms = 0
        self._stopped_at_ms: int | None = None

    def now_ms(self) -> int:
        """Milliseconds since 1970 UTC."""
        return self._outside() + self._shift_ms if self._stopped_at_ms is None else self._stopped_at_ms

    def obey(self, order: ClockOrder) -> None:
        """Carry out an order."""
        moment = (self.now_ms() if order.now_ms is None else order.now_ms) + order.advance_ms
        frozen = self._stopped_at_ms is not None if order.frozen is None else order.frozen
        self._stopped_at_ms = moment if frozen else None
        self._shift_ms = moment - self._outside()


class SandboxApp:
    """One shop behind HTTP. `hang_up` cuts a client's connection without an answer, by a reset where told."""

    def __init__(self, state: SandboxState, clock: Clock, *, latency_ms: int = 0, rate_limits: bool = True) -> None:
        self._clock = AdjustableClock(clock)
        self._latency_ms = latency_ms
        self._rate_limits = rate_limits
        self._faults = Faults()
        self._log: deque[dict[str, Any]] = deque(maxlen=_LOG_LENGTH)
        self._sandbox = self._over(state)
        self.hang_up: Hang = _cannot_hang_up

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        body = await _read_body(receive)
        if body is None:
            return
        path = bytes(scope["raw_path"]).decode("ascii", "replace")
        query = bytes(scope["query_string"]).decode("ascii", "replace")
        if path.startswith(CONTROL_PREFIX):
            await _send(send, self._control(scope["method"], path.removeprefix(CONTROL_PREFIX), body))
            return
        headers = tuple(
            (name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in scope["headers"]
        )
        rule = self._faults.take(scope["method"], unquote(path))
        answer = await self._answer(scope["method"], path, query, headers, body, rule)
        if answer is None:
            self.hang_up(tuple(scope["client"]), rule is not None and rule.reset)
            await _until_gone(receive)
        else:
            await _send(send, answer)

    async def _answer(
        self, method: str, path: str, query: str, headers: Pairs, body: bytes, rule: FaultRule | None
    ) -> Response | None:
        """The answer, or None when the connection is to be cut."""
        delay_ms = self._latency_ms + (rule.delay_ms if rule else 0)
        if delay_ms:
            await asyncio.sleep(delay_ms / 1000)
        answer: Response | None = None
        self._let_others_edit(rule, path, "before")
        if rule is None or rule.applies_request:
            target = f"{path}?{query}" if query else path
            now_ms = self._clock.now_ms()
            answer = self._sandbox.handle_raw(method, target, headers, body, now_ms, CLIENT_IP)
        if rule is not None:
            if rule.delay_after_ms:
                await asyncio.sleep(rule.delay_after_ms / 1000)
            answer = _under(rule, answer, headers, query)
        self._let_others_edit(rule, path, "after")
        self._remember(method, path, query, headers, body, answer, rule)
        return answer

    def _let_others_edit(self, rule: FaultRule | None, path: str, when: str) -> None:
        if rule is None or rule.edit is None or rule.edit.when != when:
            return
        product = rule.edit.product_in(unquote(path))
        if product is not None:
            self._sandbox.edit_product(product, rule.edit.params())

    def _remember(
        self,
        method: str,
        path: str,
        query: str,
        headers: Pairs,
        body: bytes,
        answer: Response | None,
        rule: FaultRule | None,
    ) -> None:
        held = dict(headers)
        content_type = held.get("content-type", "")
        try:
            token = token_text(held, read_params(query, content_type, body, method))
            asked, form = decode_pairs(query), body_pairs(content_type, body)
        except Unreadable:
            token, asked, form = token_text(held, {}), [], []
        known = find_token(self._sandbox.state, token)
        self._log.append(
            {
                "method": method,
                "path": unquote(path),
                "query": [_redacted(pair) for pair in asked],
                "form": [_redacted(pair) for pair in form],
                "status": None if answer is None else answer.status,
                "time_ms": self._clock.now_ms(),
                "token": None if token is None else f"…{token[-4:]}",
                "scopes": known.scopes if known else [],
                "fault": rule is not None,
                "applied": rule is None or rule.applies_request,
            }
        )

    def _control(self, method: str, action: str, body: bytes) -> Response:
        try:
            match method, action:
                case "POST", "reset":
                    self._faults.clear()
                    self._log.clear()
                    self._sandbox = self._over(self._seeded(body))
                    return _json({"products": len(self._sandbox.state.products)})
                case "GET", "state":
                    return _json_text(self._sandbox.dump())
                case "GET", "requests":
                    return _json({"requests": list(self._log)})
                case "DELETE", "requests":
                    self._log.clear()
                    return _json({})
                case "POST", "faults":
                    self._faults.add(read_rules(body))
                    return _json({})
                case "DELETE", "faults":
                    self._faults.clear()
                    return _json({})
                case "POST", "clock":
                    self._clock.obey(ClockOrder.model_validate_json(body))
                    return _json({"now_ms": self._clock.now_ms()})
                case "DELETE", "clock":
                    self._clock.reset()
                    return _json({"now_ms": self._clock.now_ms()})
                case _:
                    return _json({"error": f"There is no {method} {CONTROL_PREFIX}{action}."}, 404)
        except ValueError as error:
            return _json({"error": str(error)}, 400)

    def _seeded(self, body: bytes) -> SandboxState:
        if body.strip():
            return SandboxState.model_validate_json(body)
        return sample_shop(self._clock.now_ms())

    def _over(self, state: SandboxState) -> Sandbox:
        if not self._rate_limits:
            state.rate_limits = False
        return Sandbox(state)


def _under(rule: FaultRule, answer: Response | None, headers: Pairs, query: str) -> Response | None:
    if rule.drop is not None:
        return None
    held = dict(headers)
    listener = Listener(accept=held.get("accept", "*/*"), origin=held.get("origin"))
    return spoilt(rule, answer, listener, by_page=_PAGE.search(query) is not None)


def _redacted(pair: tuple[str, str]) -> tuple[str, str]:
    name, value = pair
    if name in _TOKEN_NAMES:
        return name, f"…{value[-4:]}"
    if name == "json" and any(token_name in value for token_name in _TOKEN_NAMES):
        return name, "(a JSON body with a token)"
    return pair


def _json(body: dict[str, Any], status: int = 200) -> Response:
    return _json_text(json.dumps(body, ensure_ascii=False), status)


def _json_text(text: str, status: int = 200) -> Response:
    return Response(status, (("content-type", "application/json; charset=utf-8"),), text.encode())


async def _read_body(receive: Receive) -> bytes | None:
    """The whole body; None when the client left before it was all there, as a server drops such a request."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        body += message.get("body", b"")
        if not message.get("more_body", False):
            return bytes(body)


async def _send(send: Send, answer: Response) -> None:
    headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in answer.headers]
    headers.append((b"content-length", str(len(answer.body)).encode()))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _cannot_hang_up(_client: tuple[str, int], _reset: bool) -> None:
    raise RuntimeError("this server cannot cut connections")
