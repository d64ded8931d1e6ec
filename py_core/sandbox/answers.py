"""Answers as Gumroad sends them: JSON with its escapes, empty refusals, HTML errors, CORS. No I/O here."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from py_core.gumroad.wire import Pairs, Response

Body: TypeAlias = Mapping[str, Any]

JSON_TYPE = "application/json; charset=utf-8"
HTML_TYPE = "text/html; charset=utf-8"
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_CACHE = ("cache-control", "max-age=0, private, must-revalidate")
_ERROR_TITLES = {404: "The page you were looking for doesn't exist (404)", 500: "Something broke (500)"}


class Refusal(Exception):
    """Gumroad says no in words: status 200 with `success: false`."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class BadRequest(Exception):
    """Gumroad answers 400 with an `error` text."""

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error


class Declined(Exception):
    """An answer of another status or shape than most, as licenses and pictures give it."""

    def __init__(self, status: int, body: Body) -> None:
        super().__init__(f"{status} {body}")
        self.status = status
        self.body = body


class ServerBroke(Exception):
    """An input that gives a real 500 on Gumroad."""


@dataclass(frozen=True, slots=True)
class Listener:
    """What the asker said about itself that shapes an answer. `cors` is off on the gumroad.com address."""

    accept: str
    origin: str | None
    cors: bool = True

    @property
    def wants_json(self) -> bool:
        """Whether errors are to be JSON rather than a page."""
        return "json" in self.accept.lower()


def to_json(body: Body) -> bytes:
    """JSON with `<`, `>`, `&` and the two line separators written as escapes."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    # One replacement after the other takes a fifth of the time of `translate` (page of ten sales, November 2026).
    for found, written in _ESCAPES.items():
        text = text.replace(found, written)
    return text.encode()


def succeeded(**fields: Any) -> dict[str, Any]:
    """The body of a success."""
    return {"success": True, **fields}


def not_found(record: str) -> Refusal:
    """The refusal for an unknown or foreign record."""
    return Refusal(f"The {record} was not found.")


def json_answer(status: int, body: Body, listener: Listener) -> Response:
    """A JSON answer."""
    return _answer(status, to_json(body), listener, ("content-type", JSON_TYPE), _CACHE)


def html_answer(status: int, title: str, listener: Listener) -> Response:
    """A small HTML page, as Gumroad and the network in front of it send for some errors."""
    page = f"<!DOCTYPE html>\n<html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>\n"
    return _answer(status, page.encode(), listener, ("content-type", HTML_TYPE))


def error_answer(status: int, listener: Listener) -> Response:
    """404 and 500 as JSON or HTML, by what the asker accepts."""
    if listener.wants_json:
        words = "Not Found" if status == 404 else "Internal Server Error"
        return json_answer(status, {"status": status, "error": words}, listener)
    return html_answer(status, _ERROR_TITLES[status], listener)


def unreadable_answer(listener: Listener) -> Response:
    """400 for parameters that cannot be decoded."""
    if listener.wants_json:
        return json_answer(400, {"success": False}, listener)
    return _answer(400, b"", listener, ("content-type", HTML_TYPE))


def unauthorized_answer(listener: Listener, *, revoked: bool) -> Response:
    """401 with an empty body; the reason is only in a header."""
    reason = "The access token was revoked" if revoked else "The access token is invalid"
    challenge = f'Bearer realm="Doorkeeper", error="invalid_token", error_description="{reason}"'
    headers = (("www-authenticate", challenge), ("cache-control", "no-store, no-cache"))
    return _answer(401, b"", listener, ("content-type", JSON_TYPE), *headers)


def forbidden_answer(listener: Listener) -> Response:
    """403 with an empty body: the token is good but lacks the scope."""
    return _answer(403, b"", listener, ("content-type", JSON_TYPE), ("cache-control", "no-store"))


def retry_later_answer(listener: Listener) -> Response:
    """429 as plain text, without advice on how long to wait."""
    return _answer(429, b"Retry later\n", listener, ("content-type", "text/plain"))


def preflight_answer(listener: Listener, asked_headers: str) -> Response:
    """The answer to a browser's OPTIONS question."""
    allow = (("access-control-allow-headers", asked_headers),) if asked_headers else ()
    return _answer(200, b"", listener, ("content-type", "text/plain"), *allow)


def _answer(status: int, body: bytes, listener: Listener, *headers: tuple[str, str]) -> Response:
    return Response(status=status, headers=(*headers, *_cors(listener)), body=body)


def _cors(listener: Listener) -> Pairs:
    if listener.origin is None or not listener.cors:
        return ()
    return (
        ("access-control-allow-origin", "*"),
        ("access-control-allow-methods", "GET, POST, PUT, DELETE"),
        ("access-control-expose-headers", ""),
        ("access-control-max-age", "7200"),
        ("vary", "Origin"),
    )
