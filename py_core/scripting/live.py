"""Gumroad itself, read by a script at this moment: GET, and nothing else is possible here.

`urllib` is used as everywhere. On CPython the opener adds the token; in the browser `pyodide_http` leads `urllib`
to the script's guarded request, and the token is added where no script reaches.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from py_core.errors import CoreError, InputError, NoAnswer, RateLimited
from py_core.gumroad.calls.asking import NO_SCOPE, pairs, path
from py_core.gumroad.failures import read_answer
from py_core.gumroad.pager import Page, Walk
from py_core.gumroad.wire import API_HOST, Call, Effect, Request, Response
from py_core.words import say

TIMEOUT_S = 30
Send: TypeAlias = Callable[[Request], Response]
Open: TypeAlias = Callable[..., Any]


class Live:
    """Gumroad as it is now. Slower than what is stored here, and bound by Gumroad's limits."""

    def __init__(self, send: Send) -> None:
        self._send = send

    def get(self, where: str, **parameters: str | int) -> dict[str, Any]:
        """Gumroad's answer to a GET, as it comes. Raises: CoreError where it refuses or does not answer.

        Example: `shop.live.get("products/" + p.id)["product"]["sales_count"]`
        """
        request = Request("GET", path(*where.strip("/").split("/")), query=pairs(parameters))
        try:
            return read_answer(Call(request, Effect.READ, NO_SCOPE, dict), self._send(request))
        except RateLimited as slow:
            raise CoreError(slow.code, slow.message, hint=say("script_live_slow_hint")) from None

    def pages(self, where: str, **parameters: str | int) -> Iterator[dict[str, Any]]:
        """Every entry of a list, page by page as they are used.

        Example: `[p["name"] for p in shop.live.pages("products")]`
        """
        name = where.strip("/").split("/")[-1]
        walk: Walk[dict[str, Any]] = Walk(lambda entry: entry.get("id"))
        key: str | None = ""
        while key is not None:
            more = {"page_key": key} if key else {}
            page = _page(self.get(where, **parameters, **more), name)
            yield from walk.fresh(page)
            key = page.next_key

    def __repr__(self) -> str:
        return say("script_live")


def nowhere(request: Request) -> Response:
    """For a script that has no way to Gumroad. Raises: InputError."""
    del request
    raise InputError("script_live_sample", say("script_live_sample"))


def by_urllib(open_request: Open, base_url: str = f"https://{API_HOST}") -> Send:
    """Sends through `urllib.request.urlopen` or an opener's `open`.

    `urllib` is imported here and not above: it would make every start's snapshot larger for what few scripts do.
    """
    import urllib.error
    import urllib.request

    def send(request: Request) -> Response:
        outgoing = urllib.request.Request(base_url + request.target, headers={"Accept": "application/json"})
        try:
            with open_request(outgoing, timeout=TIMEOUT_S) as answer:
                return _response(answer)
        except urllib.error.HTTPError as refusal:
            with refusal:
                return _response(refusal)
        except CoreError:
            raise
        except OSError as failure:
            raise NoAnswer("no_answer", say("no_answer"), hint=say("no_answer_hint")) from failure

    return send


def _response(answer: Any) -> Response:
    headers = tuple((name.lower(), value) for name, value in answer.headers.items())
    return Response(answer.status, headers, answer.read())


def _page(body: Mapping[str, Any], name: str) -> Page[dict[str, Any]]:
    entries = body.get(name)
    if not isinstance(entries, list):
        raise InputError("script_live_list", say("script_live_list", name=name[:60]))
    return Page(tuple(entry for entry in entries if isinstance(entry, dict)), body.get("next_page_key"))
