"""The core on CPython: urllib in a worker thread, the system's clock, files in a folder, a database in a file.

For tests and for scripts. No business words here: what an answer means is decided elsewhere.
"""

import asyncio
import errno
import http.client
import os
import ssl
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from py_core.errors import CoreError, NoAnswer
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
        return await asyncio.to_thread(self.send_now, request)

    def send_now(self, request: Request) -> Response:
        """The same, blocking until the answer is there. Raises: NoAnswer."""
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


def reaching(base_url: str, certificate: str) -> Callable[[str], UrllibTransport]:
    """Makes transports to that address; an empty `certificate` is the machine's own list of authorities."""
    tls = ssl.create_default_context(cafile=certificate) if certificate else None
    return lambda token: UrllibTransport(token, base_url=base_url, tls=tls)


class HostFile:
    """A file of the folder, open for writing."""

    def __init__(self, path: Path) -> None:
        path.touch()
        self._file = path.open("r+b", buffering=0)

    def size(self) -> int:
        """How many bytes it has."""
        return os.fstat(self._file.fileno()).st_size

    def cut(self, size: int) -> None:
        """Keep the first so many bytes; the next write goes behind them."""
        self._file.truncate(size)
        self._file.seek(size)

    def write(self, data: bytes) -> None:
        """Put all of these bytes behind what is there. Raises: CoreError `storage_full`."""
        with _room():
            view = memoryview(data)
            while view:
                view = view[self._file.write(view) :]

    def read(self, at: int, length: int) -> bytes:
        """At most so many bytes from a place on."""
        behind = self._file.tell()
        self._file.seek(at)
        found = self._file.read(length)
        self._file.seek(behind)
        return found

    def flush(self) -> None:
        """Return when everything written is on the disk. Raises: CoreError `storage_full`."""
        with _room():
            os.fsync(self._file.fileno())

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


class HostFiles:
    """Exported files in a folder, which is made when it is needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def open(self, name: str) -> HostFile:
        """A file to go on writing, made where there is none."""
        self._folder.mkdir(parents=True, exist_ok=True)
        return HostFile(self._folder / name)

    async def rename(self, name: str, to: str) -> None:
        """Give a closed file its last name."""
        (self._folder / name).replace(self._folder / to)

    async def remove(self, name: str) -> None:
        """Delete a closed file; one that is not there is no error."""
        (self._folder / name).unlink(missing_ok=True)

    async def names(self) -> tuple[str, ...]:
        """Every file of the folder."""
        found = self._folder.iterdir() if self._folder.is_dir() else ()
        return tuple(sorted(path.name for path in found))


@contextmanager
def _room() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise CoreError("storage_full", say("storage_full"), hint=say("storage_full_hint")) from error
        raise


def _response(status: int, headers: Any, body: bytes) -> Response:
    return Response(status, tuple((name.lower(), value) for name, value in headers.items()), body)


def _no_answer() -> NoAnswer:
    return NoAnswer("no_answer", say("no_answer"), hint=say("no_answer_hint"))


if __name__ == "__main__":
    from py_core.host_scripts import main

    raise SystemExit(main(sys.argv[1:], SystemClock(), reaching))
