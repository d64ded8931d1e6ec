"""The world of a seller's script in the browser: no way to JavaScript, and one file to ask through.

What is here makes it tidy and its errors readable. What keeps a script from the token, from writing and from other
hosts stands outside the interpreter, where no script reaches: see `extension/script/`.
"""

import asyncio
import importlib
import json
import os
import sys
import time
from abc import ABCMeta
from collections.abc import Callable
from datetime import date
from types import ModuleType

from py_core.errors import CoreError
from py_core.gumroad.wire import Request, Response
from py_core.scripting.guarded_request import guarded_request
from py_core.scripting.live import by_urllib
from py_core.scripting.roles import Task
from py_core.scripting.running import run_script
from py_core.words import say

GONE = frozenset(("js", "pyodide_js", "pyodide_js._api", "_pyodide_core", "pyodide.ffi", "py_core.browser"))
"""Modules that lead to JavaScript."""
BRIDGING = ("pyodide", "_pyodide", "__main__")
"""Packages whose other modules may hold something of it."""
READ_BYTES = 1 << 20
GIVEN = b"="

Runner = Callable[[str, str, str], str]


class Line:
    """The open file through which questions go to the page."""

    def __init__(self, device: str) -> None:
        self._file = os.open(device, os.O_RDWR)

    def ask(self, kind: str, text: str) -> bytes:
        """The answer to a question, which may take as long as it takes. Raises: CoreError with the page's words."""
        question = memoryview(f"{kind}\n{text}".encode())
        while question:
            question = question[os.write(self._file, question) :]
        parts = []
        while part := os.read(self._file, READ_BYTES):
            parts.append(part)
        answer = b"".join(parts)
        if answer[:1] != GIVEN:
            raise CoreError("script_refused", answer[1:].decode() or say("script_no_way"))
        return answer[1:]


def enter(device: str) -> Runner:
    """Leave JavaScript behind; gives what runs a script.

    It takes the text, the seller's day and a `Task` as JSON (empty: none), and gives the script's end as JSON.
    """
    line = Line(device)
    _leave(line)

    def run(text: str, today: str, asked: str) -> str:
        task = Task.model_validate_json(asked) if asked else None
        day = date.fromisoformat(today)
        end = run_script(text, lambda command: line.ask("core", command).decode(), day, _send, task)
        return end.model_dump_json()

    return run


def _send(request: Request) -> Response:
    """By `urllib`, which `pyodide_http` leads to the guarded request. Both are imported when they are wanted."""
    importlib.import_module("pyodide_http").patch_urllib()
    return by_urllib(importlib.import_module("urllib.request").urlopen)(request)


def _leave(line: Line) -> None:
    for name, module in list(sys.modules.items()):
        if name in GONE:
            del sys.modules[name]
        if isinstance(module, ModuleType) and name.partition(".")[0] in BRIDGING:
            _without_ways(module)
    time.sleep = sys.modules["pyodide.webloop"]._orig_sleep
    vars(asyncio).update(run=_refused)
    sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder).__name__ != "JsFinder"]
    sys.modules["js"] = _namespace(line)
    sys.modules["pyodide.ffi"] = _values()


def _without_ways(module: ModuleType) -> None:
    """Put a refusal in place of JavaScript objects that a module holds, and of what makes some."""
    for name, value in list(vars(module).items()):
        if _is_foreign(value) or getattr(value, "__module__", None) == "_pyodide_core":
            setattr(module, name, _refused)


def _is_foreign(value: object) -> bool:
    return any(kind.__name__ == "JsProxy" and not isinstance(kind, ABCMeta) for kind in type(value).__mro__)


def _refused(*_: object, **__: object) -> None:
    raise CoreError("script_no_way", say("script_no_way"))


def _namespace(line: Line) -> ModuleType:
    """All that a script sees of JavaScript: what sends a request, for those who send one as a browser does."""
    js = ModuleType("js")
    request = guarded_request(lambda url: line.ask("live", json.dumps({"url": url})))
    vars(js).update(XMLHttpRequest=request, importScripts=None, crossOriginIsolated=False)
    return js


def _values() -> ModuleType:
    """Enough of the bridge's module for urllib's stand-in: values stay what they are."""
    ffi = ModuleType("pyodide.ffi")
    vars(ffi).update(to_js=lambda value, **_: value)
    return ffi
