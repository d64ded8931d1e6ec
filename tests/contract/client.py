"""A plain client for the contract tests: what a script with nothing but the documentation would send."""

import asyncio
import http.client
import json
from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import quote, urlencode

from py_core.sandbox.state import SAMPLE_TOKEN, SandboxState
from tools.sandbox_server import RunningSandbox, create_app

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Answer:
    """One answer off the wire. Header names are lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The decoded body."""
        return json.loads(self.body)

    @property
    def message(self) -> str:
        """The words of a refusal; fails when it is not a 200 with `success: false`."""
        assert self.status == 200, self
        assert self.json["success"] is False, self.json
        return str(self.json["message"])


class Server(Protocol):
    """A sandbox that can be asked and controlled."""

    def exchange(self, method: str, target: str, headers: dict[str, str], body: bytes | None) -> Answer:
        """Send one request."""

    def control(self, method: str, action: str, body: object = None) -> Any:
        """Call a control route."""

    def close(self) -> None:
        """Let go of what was opened."""


class OverHttp:
    """The server in another process, over one real connection."""

    def __init__(self, running: RunningSandbox) -> None:
        self.port = running.port
        self.control = running.control
        self._connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=30)

    def exchange(self, method: str, target: str, headers: dict[str, str], body: bytes | None) -> Answer:
        """Send one request."""
        self._connection.request(method, target, body=body, headers=headers)
        answer = self._connection.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, found, answer.read())

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


class InMemory:
    """The same application called in this process, without a socket."""

    def __init__(self) -> None:
        self._app = create_app(SandboxState(), lambda: 0)
        self._loop = asyncio.new_event_loop()

    def exchange(self, method: str, target: str, headers: dict[str, str], body: bytes | None) -> Answer:
        """Send one request."""
        path, _, query = target.partition("?")
        scope = {
            "type": "http",
            "method": method,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        }
        sent: list[MutableMapping[str, Any]] = []

        async def receive() -> MutableMapping[str, Any]:
            return {"type": "http.request", "body": body or b"", "more_body": False}

        async def send(message: MutableMapping[str, Any]) -> None:
            sent.append(message)

        self._loop.run_until_complete(self._app(scope, receive, send))
        start, content = sent
        found = {name.decode().lower(): value.decode() for name, value in start["headers"]}
        return Answer(start["status"], found, content["body"])

    def control(self, method: str, action: str, body: object = None) -> Any:
        """Call a control route."""
        data = None if body is None else json.dumps(body).encode()
        answer = self.exchange(method, f"/_sandbox/{action}", {}, data)
        assert answer.status == 200, answer
        return answer.json

    def close(self) -> None:
        """Close the event loop."""
        self._loop.close()


class Gumroad:
    """Asks a sandbox with the everyday token unless told otherwise."""

    def __init__(self, server: Server) -> None:
        self.server = server

    def seed(self, **state: Any) -> None:
        """Replace the shop."""
        self.server.control("POST", "reset", state)

    def send(
        self,
        method: str,
        path: str,
        *,
        form: Any = None,
        json_body: Any = None,
        raw: bytes | None = None,
        content_type: str | None = None,
        token: str | None = SAMPLE_TOKEN,
        accept: str | None = "application/json",
        headers: dict[str, str] | None = None,
    ) -> Answer:
        """Send one request; `path` begins below /v2 unless it begins with a slash."""
        sent = dict(headers or {})
        body = raw
        if form is not None:
            body, content_type = urlencode(form).encode(), "application/x-www-form-urlencoded"
        if json_body is not None:
            body, content_type = json.dumps(json_body).encode(), "application/json"
        if content_type is not None:
            sent["Content-Type"] = content_type
        if token is not None:
            sent["Authorization"] = f"Bearer {token}"
        if accept is not None:
            sent["Accept"] = accept
        target = path if path.startswith("/") else f"/v2/{path}"
        return self.server.exchange(method, target, sent, body)

    def get(self, path: str, **options: Any) -> Answer:
        """GET."""
        return self.send("GET", path, **options)

    def put(self, path: str, form: Any = None, **options: Any) -> Answer:
        """PUT, form-encoded unless `json_body` is given."""
        return self.send("PUT", path, form=form, **options)

    def post(self, path: str, form: Any = None, **options: Any) -> Answer:
        """POST, form-encoded unless `json_body` is given."""
        return self.send("POST", path, form=form, **options)

    def delete(self, path: str, **options: Any) -> Answer:
        """DELETE."""
        return self.send("DELETE", path, **options)

    def products(self) -> list[dict[str, Any]]:
        """The first page of the list."""
        found: list[dict[str, Any]] = self.get("products").json["products"]
        return found

    def path(self, name: str | None = None) -> str:
        """The path of the product of that name, or of the newest one."""
        found = next(p for p in self.products() if name is None or p["name"] == name)
        return f"products/{quote(found['id'], safe='')}"

    def only(self, **product: Any) -> str:
        """Replace the shop by one product; its path."""
        self.seed(products=[{"name": "Icon set", "price": 1900, **product}])
        return self.path()


def quoted(external_id: str) -> str:
    """An external id as a path segment."""
    return quote(external_id, safe="")
