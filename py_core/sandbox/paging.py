"""Page keys and the address of the next page. No I/O here. Source: API contract, section 5."""

from typing import Any
from urllib.parse import quote_plus

from py_core.sandbox.answers import BadRequest
from py_core.sandbox.casts import Param, Params, is_blank
from py_core.sandbox.ids import number_of_page, page_number
from py_core.sandbox.times import compact, parse_compact

PAGE_SIZE = 10
_LEFT_OUT = ("access_token", "page", "page_key")


def page_key(created_us: int, number: int) -> str:
    """The key of the page that follows the record."""
    return f"{compact(created_us)}-{page_number(number)}"


def position(params: Params) -> tuple[int, int] | None:
    """Where the asked page begins (creation time, record number), or None for the first page.

    Raises: BadRequest for a key that is not one.
    """
    key = params.get("page_key")
    if is_blank(key):
        return None
    if not isinstance(key, str):
        raise BadRequest("Invalid page_key.")
    moment, _, shown = key.partition("-")
    if not shown.isascii() or not shown.isdigit() or int(shown[:40]) == 0:
        raise BadRequest("Invalid page_key.")
    try:
        return parse_compact(moment), number_of_page(int(shown[:40]))
    except ValueError as error:
        raise BadRequest("Invalid page_key.") from error


def next_page(path: str, params: Params, key: str) -> dict[str, str]:
    """The two keys that say there is another page. The address is a path and carries no token."""
    query = {name: value for name, value in params.items() if name not in _LEFT_OUT}
    pairs = [pair for name in sorted([*query, "page_key"]) for pair in _pairs(name, query.get(name, key))]
    return {"next_page_key": key, "next_page_url": f"{path}?{'&'.join(pairs)}"}


def _pairs(name: str, value: Param) -> list[str]:
    if isinstance(value, list):
        return [pair for item in value for pair in _pairs(f"{name}[]", item)]
    if isinstance(value, dict):
        return [pair for key, item in sorted(value.items()) for pair in _pairs(f"{name}[{key}]", item)]
    text: Any = "" if value is None else value
    return [f"{quote_plus(name)}={quote_plus(str(text))}"]
