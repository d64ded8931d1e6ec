"""A request as a script may send it: GET to Gumroad's API, nothing else. It has the form of the browser's own
`XMLHttpRequest`, which is what `pyodide_http` leads `urllib` to.

The token is added outside the interpreter and in no header here. What is refused here is refused outside once more.
"""

import json
from collections.abc import Callable
from urllib.parse import urlsplit

from py_core.errors import InputError
from py_core.gumroad.wire import API_HOST
from py_core.words import say

Exchange = Callable[[str], bytes]
"""Sends a GET for an address. The answer: a JSON line with `status` and `headers` (pairs), then the body.

Raises CoreError with words where nothing was sent."""

PATHS = "/v2/"
PLAIN_HEADERS = frozenset(("accept", "accept-language", "cache-control", "connection", "user-agent"))


class Body:
    """The bytes of an answer, as JavaScript's buffer gives them to Python."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def to_py(self) -> memoryview:
        """The bytes."""
        return memoryview(self._content)

    def to_bytes(self) -> bytes:
        """The bytes."""
        return self._content


def checked(method: str, url: str) -> str:
    """The address if a script may read it. Raises: InputError."""
    if method.upper() != "GET":
        raise InputError("script_live_method", say("script_live_method", method=method.upper()[:20]))
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise InputError("script_live_host", say("script_live_host", host=API_HOST)) from None
    if (parts.scheme, parts.netloc, port) != ("https", API_HOST, None) or not parts.path.startswith(PATHS):
        raise InputError("script_live_host", say("script_live_host", host=API_HOST))
    return url


def guarded_request(exchange: Exchange) -> type:
    """The class of such requests."""

    class XMLHttpRequest:
        """One GET to Gumroad's API: `open`, `send`, and then `status` and `response`."""

        def __init__(self) -> None:
            self.status = 0
            self.responseType = ""
            self.timeout = 0
            self.response: Body | None = None
            self._url = ""
            self._headers: list[tuple[str, str]] = []

        @classmethod
        def new(cls) -> "XMLHttpRequest":
            """Another request."""
            return cls()

        def open(self, method: str, url: str, is_async: bool = False) -> None:
            """Say what is asked for. Raises: InputError where a script may not."""
            del is_async
            self._url = checked(str(method), str(url))

        def setRequestHeader(self, name: str, value: str) -> None:  # noqa: N802 - the browser's name
            """Nothing is sent but what Gumroad needs. Raises: InputError for a header that would say who asks."""
            del value
            if name.lower() not in PLAIN_HEADERS:
                raise InputError("script_live_header", say("script_live_header", name=name[:60]))

        def overrideMimeType(self, kind: str) -> None:  # noqa: N802 - the browser's name
            """Bytes are given as they come."""
            del kind

        def send(self, body: object = None) -> None:
            """Return when the whole answer is there. Raises: InputError, CoreError."""
            if body is not None:
                raise InputError("script_live_body", say("script_live_body"))
            if not self._url:
                raise InputError("script_live_host", say("script_live_host", host=API_HOST))
            head, _, content = exchange(self._url).partition(b"\n")
            said = json.loads(head)
            self.status = int(said["status"])
            self._headers = [(str(name).lower(), str(value)) for name, value in said["headers"]]
            self.response = Body(content)

        def getAllResponseHeaders(self) -> str:  # noqa: N802 - the browser's name
            """The answer's headers, a line each."""
            return "".join(f"{name}: {value}\r\n" for name, value in self._headers)

        def getResponseHeader(self, name: str) -> str | None:  # noqa: N802 - the browser's name
            """One of the answer's headers."""
            return dict(self._headers).get(name.lower())

    return XMLHttpRequest
