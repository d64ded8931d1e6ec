"""The core on JavaScript: fetch, the browser's clock, and the text border of the worker.

The only module that imports `js` or `pyodide`. No business words here: what an answer means is decided elsewhere.
"""

import asyncio
import json
import os
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import js
from pyodide.ffi import JsException, to_js

from py_core.app import App
from py_core.errors import CoreError, NoAnswer
from py_core.gumroad.wire import API_HOST, Request, Response
from py_core.store.database import open_database
from py_core.words import say

READ_TIMEOUT_S = 30
REDIRECT_STATUS = 302
QUOTA_EXCEEDED = "QuotaExceededError"
ONCE_FOLDER = "once"
ONCE_READ_S = 0.1
"""A body is read as soon as its request is made, before there is a connection; well before anything is paid."""


class BrowserClock:
    """The browser's wall clock and timers."""

    def now_ms(self) -> int:
        """Milliseconds since the epoch, UTC."""
        return time.time_ns() // 1_000_000

    async def sleep(self, seconds: float) -> None:
        """Return after that many seconds; may be cancelled."""
        await asyncio.sleep(seconds)


class FetchTransport:
    """One awaited fetch per request, to Gumroad's API host and nowhere else.

    Reads give up after READ_TIMEOUT_S and may be cancelled. A write is never aborted: the network's own end
    decides. A redirect is not followed; it is reported as an empty answer of status 302.
    """

    def __init__(self, token: str) -> None:
        self._authorization = f"Bearer {token}"

    def __repr__(self) -> str:
        return "FetchTransport(***)"

    async def send(self, request: Request) -> Response:
        """The whole answer, whatever its status. Raises NoAnswer when none came."""
        body, content_type = request.body()
        headers = {"Accept": "application/json", "Authorization": self._authorization}
        if content_type is not None:
            headers["Content-Type"] = content_type
        options: dict[str, Any] = {
            "method": request.method,
            "headers": headers,
            "redirect": "manual",
            "credentials": "omit",
            "cache": "no-store",
            "referrerPolicy": "no-referrer",
        }
        if content_type is not None:
            options["body"] = body
        cancel = js.AbortController.new()
        if request.method == "GET":
            timeout = js.AbortSignal.timeout(READ_TIMEOUT_S * 1000)
            options["signal"] = js.AbortSignal.any(to_js([cancel.signal, timeout]))
        spending: asyncio.Task[None] | None = None
        try:
            if request.once:
                options["body"], spend = await _perishable(body)
                spending = asyncio.ensure_future(spend())
            answer = await js.fetch(f"https://{API_HOST}{request.target}", _object(options))
            if answer.type == "opaqueredirect":
                return Response(REDIRECT_STATUS, (), b"")
            content = (await answer.arrayBuffer()).to_bytes()
            pairs = tuple((str(name), str(value)) for name, value in answer.headers.entries())
            return Response(answer.status, pairs, content)
        except JsException as failure:
            raise NoAnswer("no_answer", say("no_answer"), hint=say("no_answer_hint")) from failure
        except asyncio.CancelledError:
            cancel.abort()
            raise
        finally:
            if spending is not None:
                await spending


async def _perishable(body: bytes) -> tuple[Any, Callable[[], Awaitable[None]]]:
    """A body for one sending, and what makes it unreadable shortly after it was read.

    Chromium sends a request again by itself, whatever its method, when a kept connection is cut before the answer
    began; no option of `fetch` keeps it from that (Chromium 156, measured November 2026). Sending again needs the
    body again: this one lies in a file that is gone by then, and the second sending ends as no answer.
    """
    root = await js.navigator.storage.getDirectory()
    with suppress(JsException):
        await root.removeEntry(ONCE_FOLDER, _object({"recursive": True}))
    folder = await root.getDirectoryHandle(ONCE_FOLDER, _object({"create": True}))
    name = str(js.crypto.randomUUID())
    handle = await folder.getFileHandle(name, _object({"create": True}))
    out = await handle.createWritable()
    await out.write(to_js(body))
    await out.close()

    async def spend() -> None:
        await asyncio.sleep(ONCE_READ_S)
        with suppress(JsException):
            await folder.removeEntry(name)

    return await handle.getFile(), spend


class OpfsFile:
    """A file in the origin private file system through a synchronous access handle."""

    def __init__(self, file: Any) -> None:
        self._file = file

    def size(self) -> int:
        """How many bytes it has."""
        return int(self._file.size())

    def cut(self, size: int) -> None:
        """Keep the first so many bytes; the next write goes behind them."""
        with _room():
            self._file.cut(size)

    def write(self, data: bytes) -> None:
        """Put all of these bytes behind what is there. Raises: CoreError `storage_full`.

        JavaScript writes out of Python's memory; nothing is copied for it.
        """
        with _room():
            self._file.write(data)

    def read(self, at: int, length: int) -> bytes:
        """At most so many bytes from a place on."""
        found: bytes = self._file.read(at, length).to_bytes()
        return found

    def flush(self) -> None:
        """Return when everything written is on the disk. Raises: CoreError `storage_full`."""
        with _room():
            self._file.flush()

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


class OpfsFiles:
    """Exported files in a folder of the origin private file system; `files` is the worker's own way to it."""

    def __init__(self, files: Any) -> None:
        self._files = files

    async def open(self, name: str) -> OpfsFile:
        """A file to go on writing, made where there is none. Raises: CoreError where the browser refuses."""
        try:
            return OpfsFile(await self._files.open(name))
        except JsException as failure:
            raise _no_files(failure) from failure

    async def rename(self, name: str, to: str) -> None:
        """Give a closed file its last name. Raises: CoreError where the browser refuses."""
        try:
            await self._files.rename(name, to)
        except JsException as failure:
            raise _no_files(failure) from failure

    async def remove(self, name: str) -> None:
        """Delete a closed file; one that is not there is no error."""
        await self._files.remove(name)

    async def names(self) -> tuple[str, ...]:
        """Every file of the folder; none where the browser has no folder for us."""
        return tuple((await self._files.names()).to_py())


def _no_files(failure: JsException) -> CoreError:
    if _is_full(failure):
        return CoreError("storage_full", say("storage_full"), hint=say("storage_full_hint"))
    return CoreError("export_no_files", say("export_no_files"), hint=say("export_no_files_hint"))


def _is_full(failure: JsException) -> bool:
    """A DOMException that JavaScript throws arrives wrapped in an error whose text names it (Pyodide 314.0.7)."""
    return QUOTA_EXCEEDED in str(failure)


@contextmanager
def _room() -> Iterator[None]:
    try:
        yield
    except JsException as failure:
        raise _no_files(failure) from failure


class Engine:
    """The core behind the worker's border."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def handle(self, text: str) -> str:
        """One reply to one command; never raises."""
        return await self._app.handle(text)

    async def resume(self) -> str:
        """Settle and go on with what an earlier engine left unfinished."""
        await self._app.start()
        return ""


def start(post: Any, config_text: str, files: Any = None) -> Engine:
    """The engine over the database of `config`; `post` takes each event's text, `files` is where exports go.

    `config_text` is JSON: `version` (of the extension), `durable`, and `database`, a path or `:memory:`.
    """
    config = json.loads(config_text)
    return Engine(
        App(
            open_database(config["database"]),
            BrowserClock(),
            FetchTransport,
            post,
            os.urandom,
            {"version": config["version"], "durable": config["durable"]},
            None if files is None else OpfsFiles(files),
        )
    )


def _object(value: dict[str, Any]) -> Any:
    return to_js(value, dict_converter=js.Object.fromEntries)
