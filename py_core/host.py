"""The core on CPython: urllib in a worker thread, the system's clock, a database in a file.

For tests and for scripts. No business words here: what an answer means is decided elsewhere.
"""

import asyncio
import http.client
import ssl
import time
import urllib.error
import urllib.request
from typing import IO, Any

from py_core.errors import NoAnswer
from py_core.gumroad.wire import API_HOST, Request, Response
from py_core.words import say

READ_TIMEOUT_S = 30
WRITE_TIMEOUT_S = 300


class SystemClock:
    """The machine's wall clock."""

    def now_ms(self) -> int:
        """Milliseconds since the epoch, UTC."""
        return time.time_ns() // 1_000_000

    async def sleep(self, seconds: float) -> None:
        """Return after that many seconds; may be cancelled."""
        await asyncio.sleep(seconds)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> None:
        del req, fp, code, msg, headers, newurl


class UrllibTransport:
    """One blocking request per call, off the event loop. Redirects are answers, not followed.

    `base_url` and `tls` exist so that the same transport can talk to a sandbox server.
    """

    def __init__(
        self, token: str, *, base_url: str = f"https://{API_HOST}", tls: ssl.SSLContext | None = None
    ) -> None:
        self._authorization = f"Bearer {token}"
        self._base_url = base_url
        self._opener = urllib.request.build_opener(
            _NoRedirect, urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=tls)
        )

    def __repr__(self) -> str:
        return f"UrllibTransport(***, base_url={self._base_url!r})"

    async def send(self, request: Request) -> Response:
        """The whole answer, whatever its status. Raises NoAnswer when none came."""
        return await asyncio.to_thread(self._send, request)

    def _send(self, request: Request) -> Response:
        body, content_type = request.body()
        headers = {"Accept": "application/json", "Authorization": self._authorization}
        if content_type is not None:
            headers["Content-Type"] = content_type
        outgoing = urllib.request.Request(
            self._base_url + request.target,
            data=body if content_type is not None else None,
            headers=headers,
            method=request.method,
        )
        timeout_s = READ_TIMEOUT_S if request.method == "GET" else WRITE_TIMEOUT_S
        try:
            with self._opener.open(outgoing, timeout=timeout_s) as answer:
                return _response(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as refusal:
            with refusal:
                return self._refusal(refusal)
        except (OSError, http.client.HTTPException) as failure:
            raise _no_answer() from failure

    def _refusal(self, refusal: urllib.error.HTTPError) -> Response:
        try:
            return _response(refusal.code, refusal.headers, refusal.read())
        except (OSError, http.client.HTTPException) as failure:
            raise _no_answer() from failure


def _response(status: int, headers: Any, body: bytes) -> Response:
    return Response(status, tuple((name.lower(), value) for name, value in headers.items()), body)


def _no_answer() -> NoAnswer:
    return NoAnswer("no_answer", say("no_answer"), hint=say("no_answer_hint"))
