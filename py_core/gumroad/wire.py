"""What travels: requests, responses, and calls that say what they do. No I/O here."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

API_HOST = "api.gumroad.com"
API_PREFIX = "/v2"

T = TypeVar("T")
Pairs = tuple[tuple[str, str], ...]


class Effect(StrEnum):
    """What a call does to the shop; decides whether it may be repeated."""

    READ = "read"
    SET = "set"
    CREATE = "create"
    DELETE = "delete"
    PAY = "pay"


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request without its token. `path` starts with /v2 and is already percent-encoded.

    `form` goes out as application/x-www-form-urlencoded, `json_body` as application/json; never both.
    """

    method: str
    path: str
    query: Pairs = ()
    form: Pairs = ()
    json_body: str | None = None

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
        """The body as JSON. Raises ValueError when it is not."""
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class Call(Generic[T]):
    """A request, what kind of effect it has, the scope it needs, and how to read a successful answer.

    `read` gets the decoded JSON object of a 200 with `success: true`; it raises ValueError,
    KeyError or TypeError when the shape is not the documented one.
    """

    request: Request
    effect: Effect
    scope: str
    read: Callable[[Mapping[str, Any]], T]
