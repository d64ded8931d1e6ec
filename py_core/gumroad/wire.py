"""What travels: requests, responses, and calls that say what they do. No I/O here."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite
from typing import Any, Generic, Never, TypeVar
from urllib.parse import urlencode

API_HOST = "api.gumroad.com"
API_PREFIX = "/v2"

DEEPEST = 200
_BRACKETS = re.compile(rb'[\[\]{}]|"(?:[^"\\]+|\\.)*"?', re.DOTALL)

T = TypeVar("T")
Pairs = tuple[tuple[str, str], ...]


class Effect(StrEnum):
    """What a call does to the shop; decides whether it may be repeated.

    SET leaves the same state however often it is sent. CREATE is everything that does something more each
    time: a new record, a count, an e-mail. PAY moves money.
    """

    READ = "read"
    SET = "set"
    CREATE = "create"
    DELETE = "delete"
    PAY = "pay"


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request without its token. `path` starts with /v2 and is already percent-encoded.

    `form` goes out as application/x-www-form-urlencoded, `json_body` as application/json; never both. `once` asks
    the transport to see to it that nobody on the way sends it again. It has a form then, and is such that without
    its form it does no more than with it.
    """

    method: str
    path: str
    query: Pairs = ()
    form: Pairs = ()
    json_body: str | None = None
    once: bool = False

    @property
    def target(self) -> str:
        """Path and query as one string, for the request line."""
        return f"{self.path}?{urlencode(self.query)}" if self.query else self.path

    def body(self) -> tuple[bytes, str | None]:
        """The body's bytes and its content type, or no bytes and None."""
        if self.json_body is not None:
            return self.json_body.encode(), "application/json"
        if self.form:
            return urlencode(self.form).encode(), "application/x-www-form-urlencoded"
        return b"", None


@dataclass(frozen=True, slots=True)
class Response:
    """One whole answer. Header names are lower case."""

    status: int
    headers: Pairs
    body: bytes

    def header(self, name: str) -> str | None:
        """The first header of that name (lower case), or None."""
        return next((value for key, value in self.headers if key == name), None)

    def json(self) -> Any:
        """The body as JSON, fit to be stored: half of a surrogate pair becomes a replacement character.

        Raises: ValueError when it is no JSON, is nested beyond sense, or has a number that is not finite.
        """
        if _is_too_deep(self.body):
            raise ValueError("nested too deeply")
        found = json.loads(self.body, parse_float=_finite, parse_constant=_refused)
        return _mended(found) if b"\\ud" in self.body.lower() else found


def _is_too_deep(body: bytes) -> bool:
    """Whether brackets stand inside each other beyond sense. In Pyodide reading such a body would end the
    interpreter, where CPython raises RecursionError (Pyodide 314.0.7, measured November 2026).
    """
    if body.count(b"[") + body.count(b"{") <= DEEPEST:
        return False
    depth = 0
    for found in _BRACKETS.finditer(body):
        bracket = found[0]
        if bracket in b"[{":
            depth += 1
            if depth > DEEPEST:
                return True
        elif bracket in b"]}":
            depth -= 1
    return False


def _finite(text: str) -> float:
    number = float(text)
    return number if isfinite(number) else _refused(text)


def _refused(text: str) -> Never:
    raise ValueError(f"{text[:40]} is no number")


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if isinstance(value, list):
        return [_mended(item) for item in value]
    if isinstance(value, dict):
        return {_mended(name): _mended(held) for name, held in value.items()}
    return value


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A field that a write asked for and the answer does not show. Both sides as text, for the person."""

    field: str
    asked: str
    found: str


def _nothing_to_compare(_value: object) -> tuple[Mismatch, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Call(Generic[T]):
    """A request, what kind of effect it has, the scope it needs, and how to read a successful answer.

    `read` gets the decoded JSON object of a 200 with `success: true`; it raises ValueError,
    KeyError or TypeError when the shape is not the documented one. `confirm` compares what a write gave
    back with what it asked for, since Gumroad ignores unknown parameters and says success; what the answer
    cannot show is not compared. Source: API contract, section 1.1.
    """

    request: Request
    effect: Effect
    scope: str
    read: Callable[[Mapping[str, Any]], T]
    confirm: Callable[[T], tuple[Mismatch, ...]] = _nothing_to_compare
