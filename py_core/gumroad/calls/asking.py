"""Putting a request together: paths, parameters, and the shapes answers are read from. No I/O here.

Booleans go out as the words `true` and `false`, which every parameter understands; a field is cleared by an
empty text. An empty list can be sent as JSON only, and nested lists are safest there, so a body that has
either goes out as JSON. Source: API contract, sections 1.1 and 1.2.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias, TypeVar
from urllib.parse import quote

from py_core.gumroad.keep import KEEP, Keep
from py_core.gumroad.pager import Page
from py_core.gumroad.wire import API_PREFIX, Pairs, Request

T = TypeVar("T")
Reader: TypeAlias = Callable[[Mapping[str, Any]], T]
Param: TypeAlias = str | int | bool | tuple[Any, ...] | Keep | None

READ_SCOPE = "view_public"
EDIT_PRODUCTS = "edit_products"
VIEW_SALES = "view_sales"
MARK_SHIPPED = "mark_sales_as_shipped"
REFUND_SALES = "refund_sales"
EDIT_SALES = "edit_sales"
VIEW_PAYOUTS = "view_payouts"
VIEW_TAX_DATA = "view_tax_data"
EDIT_EMAILS = "edit_emails"
EDIT_PROFILE = "edit_profile"
NO_SCOPE = ""


def path(*segments: str) -> str:
    """A path under the API's prefix; each segment is quoted whole."""
    return "/".join((API_PREFIX, *(quote(segment, safe="") for segment in segments)))


def _word(value: str | int | None) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _needs_json(value: Param) -> bool:
    return isinstance(value, tuple) and (not value or not all(isinstance(item, str) for item in value))


def pairs(params: Mapping[str, Param]) -> Pairs:
    """Parameters as pairs; KEEP is left out, a list of texts is repeated under `name[]`."""
    found: list[tuple[str, str]] = []
    for name, value in params.items():
        if isinstance(value, Keep):
            continue
        if isinstance(value, str | int | None):
            found.append((name, _word(value)))
        else:
            found.extend((f"{name}[]", str(item)) for item in value)
    return tuple(found)


def get(where: str, **params: Param) -> Request:
    """A read. Parameters that are None are left out here: a filter cannot be cleared."""
    return Request("GET", where, query=pairs({name: KEEP if v is None else v for name, v in params.items()}))


def send(method: str, where: str, **params: Param) -> Request:
    """A write with its parameters, as a form where that is possible."""
    sent = {name: value for name, value in params.items() if not isinstance(value, Keep)}
    if not any(_needs_json(value) for value in sent.values()):
        return Request(method, where, form=pairs(sent))
    body = {name: value if isinstance(value, tuple) else _word(value) for name, value in sent.items()}
    return Request(method, where, json_body=json.dumps(body, ensure_ascii=False, separators=(",", ":")))


def one(key: str, read: Reader[T]) -> Reader[T]:
    """A reader of the one object under `key`."""

    def read_one(body: Mapping[str, Any]) -> T:
        found = body[key]
        if not isinstance(found, dict):
            raise TypeError(key)
        return read(found)

    return read_one


def all_of(key: str, read: Reader[T]) -> Reader[tuple[T, ...]]:
    """A reader of the list of objects under `key`."""

    def read_list(body: Mapping[str, Any]) -> tuple[T, ...]:
        found = body[key]
        if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
            raise TypeError(key)
        return tuple(read(item) for item in found)

    return read_list


def page_of(key: str, read: Reader[T]) -> Reader[Page[T]]:
    """A reader of one page of such a list."""
    read_items = all_of(key, read)

    def read_page(body: Mapping[str, Any]) -> Page[T]:
        next_key = body.get("next_page_key")
        return Page(items=read_items(body), next_key=str(next_key) if next_key else None)

    return read_page


def nothing(body: Mapping[str, Any]) -> None:
    """Of an answer that says no more than success."""
    del body
