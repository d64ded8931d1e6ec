"""Parameters out of a request: query, form, multipart and JSON bodies, merged as Rails merges them. No I/O here."""

import json
import re
from decimal import Decimal
from urllib.parse import unquote_to_bytes

from py_core.sandbox.casts import Param, Params

_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_KEY_PART = re.compile(r"\[([^\[\]]*)\]")
_BOUNDARY = re.compile(r'boundary=(?:"([^"]+)"|([^;\s]+))', re.IGNORECASE)
_FIELD_NAME = re.compile(r'(?:^|;)\s*name="([^"]*)"', re.IGNORECASE)
_FILE_NAME = re.compile(r'(?:^|;)\s*filename="([^"]*)"', re.IGNORECASE)
_MAX_DEPTH = 32


class Unreadable(Exception):
    """The parameters cannot be decoded."""


def decode_pairs(text: str) -> list[tuple[str, str]]:
    """The name and value pairs of a query or form text, in order. Raises Unreadable."""
    pairs = []
    for part in text.split("&"):
        if part:
            name, _, value = part.partition("=")
            pairs.append((_decode(name), _decode(value)))
    return pairs


def read_params(query: str, content_type: str, body: bytes, method: str) -> Params:
    """All parameters of one request; those of the body win over those of the query. Raises Unreadable."""
    params: Params = {}
    for name, value in decode_pairs(query):
        _store(params, name, value)
    if body:
        params.update(_body_params(content_type, body, method))
    return params


def body_pairs(content_type: str, body: bytes) -> list[tuple[str, str]]:
    """The body as flat pairs for a log; a JSON body is one pair named by its kind. Raises Unreadable."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "application/json":
        return [("json", body.decode("utf-8", "replace"))]
    if kind == "multipart/form-data":
        return [(name, value if isinstance(value, str) else "(file)") for name, value in _parts(content_type, body)]
    return decode_pairs(body.decode("ascii", "replace")) if body else []


def _body_params(content_type: str, body: bytes, method: str) -> Params:
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "application/json":
        return _json_params(body)
    params: Params = {}
    if kind == "multipart/form-data":
        for name, value in _parts(content_type, body):
            _store(params, name, value)
    elif kind == "application/x-www-form-urlencoded" or (not kind and method == "POST"):
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError as error:
            raise Unreadable("not UTF-8") from error
        for name, value in decode_pairs(text):
            _store(params, name, value)
    return params


def _json_params(body: bytes) -> Params:
    try:
        found = json.loads(body.decode("utf-8"), parse_float=Decimal, parse_constant=_refuse_constant)
        # A lone surrogate is legal in a Python text but not in UTF-8.
        json.dumps(found, ensure_ascii=False, default=str).encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise Unreadable("not JSON") from error
    return found if isinstance(found, dict) else {"_json": found}


def _refuse_constant(name: str) -> Param:
    raise ValueError(f"{name} is not JSON")


def _decode(text: str) -> str:
    if _BAD_ESCAPE.search(text):
        raise Unreadable("bad percent escape")
    try:
        return unquote_to_bytes(text.replace("+", " ")).decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable("not UTF-8") from error


def _parts(content_type: str, body: bytes) -> list[tuple[str, Param]]:
    found = _BOUNDARY.search(content_type)
    if not found:
        raise Unreadable("no boundary")
    marker = b"--" + (found[1] or found[2]).encode()
    chunks = (b"\r\n" + body).split(b"\r\n" + marker)
    if len(chunks) < 2 or not chunks[-1].startswith(b"--"):
        raise Unreadable("the last boundary is missing")
    parts: list[tuple[str, Param]] = []
    for chunk in chunks[1:-1]:
        head, separator, content = chunk.partition(b"\r\n\r\n")
        if not separator:
            raise Unreadable("a part without headers")
        disposition = _disposition(head.decode("utf-8", "replace"))
        name = _FIELD_NAME.search(disposition)
        if not name:
            continue
        filename = _FILE_NAME.search(disposition)
        if filename:
            parts.append((name[1], {"filename": filename[1], "size": len(content)} if filename[1] else ""))
            continue
        try:
            parts.append((name[1], content.decode("utf-8")))
        except UnicodeDecodeError as error:
            raise Unreadable("not UTF-8") from error
    return parts


def _disposition(head: str) -> str:
    for line in head.split("\r\n"):
        name, _, value = line.partition(":")
        if name.strip().lower() == "content-disposition":
            return value
    return ""


def _store(params: Params, name: str, value: Param) -> None:
    """Put one pair where its name says: `a`, `a[]`, `a[b]`, `a[][b]`."""
    root, bracket, _ = name.partition("[")
    path = _KEY_PART.findall(name[len(root) :]) if bracket else []
    if not root or len(path) > _MAX_DEPTH:
        if len(path) > _MAX_DEPTH:
            raise Unreadable("nested too deeply")
        return
    params[root] = _placed(params.get(root), path, value)


def _placed(held: Param, path: list[str], value: Param) -> Param:
    if not path:
        return value
    key, rest = path[0], path[1:]
    if key:
        if held is None:
            held = {}
        if not isinstance(held, dict):
            raise Unreadable("a list or text where an object is named")
        held[key] = _placed(held.get(key), rest, value)
        return held
    if held is None:
        held = []
    if not isinstance(held, list):
        raise Unreadable("a text or object where a list is named")
    last = held[-1] if held else None
    if rest and rest[0] and isinstance(last, dict) and rest[0] not in last:
        held[-1] = _placed(last, rest, value)
    else:
        held.append(_placed(None, rest, value))
    return held
