"""The sandbox: requests in, answers out, one state in between. No I/O, no clock, no randomness here.

The same state, request and moment always give the same answer and the same next state. The order of checks
is Gumroad's: rate limit, token, scope, shape of the parameters, record, model.
"""

from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter

from py_core.gumroad.wire import Pairs, Request, Response
from py_core.sandbox import answers
from py_core.sandbox.answers import BadRequest, Declined, Listener, Refusal, ServerBroke
from py_core.sandbox.auth import Grant, find_token, token_text
from py_core.sandbox.casts import Params, leading_integer
from py_core.sandbox.context import Asked
from py_core.sandbox.params import Unreadable, read_params
from py_core.sandbox.product_update import apply_update
from py_core.sandbox.rates import counters_of, counters_of_unreadable, is_blocked
from py_core.sandbox.router import find_route
from py_core.sandbox.sale_record import Sale
from py_core.sandbox.shop import Shop
from py_core.sandbox.state import SandboxState

_PREFIXES = ("/v2/", "/api/v2/")
_NOBODY = Grant(frozenset())
_SALES = TypeAdapter(list[Sale])


class Sandbox:
    """A whole Gumroad over one state, which changes in place as requests are applied."""

    def __init__(self, state: SandboxState) -> None:
        self._shop = Shop(state)
        self._sales_text = ""
        self._sales_text_version = -1

    @property
    def state(self) -> SandboxState:
        """The state as it is now."""
        return self._shop.state

    @classmethod
    def load(cls, text: str) -> "Sandbox":
        """A sandbox over a dumped state or a seed. Raises: ValueError when the text is neither."""
        return cls(SandboxState.model_validate_json(text))

    def dump(self) -> str:
        """The state as JSON; loading it gives an equal sandbox. Sales are written anew only when one changed."""
        if self._sales_text_version != self._shop.sales.version:
            self._sales_text = _SALES.dump_json(self.state.sales, exclude_defaults=True).decode()
            self._sales_text_version = self._shop.sales.version
        rest = self.state.model_dump_json(exclude={"sales"})
        return f'{rest[:-1]},"sales":{self._sales_text}}}'

    def edit_product(self, key: str, params: Params) -> bool:
        """Change a product as somebody else would, by hand; whether it could be."""
        product = self._shop.product(key)
        if product is None or product.deleted:
            return False
        draft = product.model_copy()
        try:
            apply_update(self._shop, draft, params)
        except Refusal:
            return False
        self._shop.replace_product(draft)
        return True

    def edit_sale(self, sale_id: str, **fields: Any) -> bool:
        """Change a sale as somebody else would, or time; whether there is one of that id."""
        sale = self._shop.sales.sale(sale_id)
        if sale is None:
            return False
        self._shop.sales.replace_sale(replace(sale, **fields))
        return True

    def handle(
        self,
        request: Request,
        *,
        token: str | None,
        now_ms: int,
        ip: str = "203.0.113.7",
        accept: str = "application/json",
        origin: str | None = None,
    ) -> Response:
        """The answer to a request sent with `token` at `now_ms`, applied to the state."""
        body, content_type = request.body()
        headers = [("accept", accept)]
        if content_type is not None:
            headers.append(("content-type", content_type))
        if token is not None:
            headers.append(("authorization", f"Bearer {token}"))
        if origin is not None:
            headers.append(("origin", origin))
        return self.handle_raw(request.method, request.target, tuple(headers), body, now_ms, ip)

    def handle_raw(self, method: str, target: str, headers: Pairs, body: bytes, now_ms: int, ip: str) -> Response:
        """The answer to a request as it came over the wire. Header names are in any case."""
        held = {name.lower(): value for name, value in headers}
        path, _, query = target.partition("?")
        cors = not path.startswith("/api/")
        listener = Listener(accept=held.get("accept", "*/*"), origin=held.get("origin"), cors=cors)
        if method == "OPTIONS" and cors and "origin" in held and "access-control-request-method" in held:
            return answers.preflight_answer(listener, held.get("access-control-request-headers", ""))
        asked_method = "GET" if method == "HEAD" else method
        try:
            params = read_params(query, held.get("content-type", ""), body, asked_method)
        except Unreadable:
            response = self._unreadable(path, ip, now_ms, listener)
        else:
            response = self._answer(asked_method, path, params, held, listener, now_ms, ip)
        return Response(response.status, response.headers, b"") if method == "HEAD" else response

    def _unreadable(self, path: str, ip: str, now_ms: int, listener: Listener) -> Response:
        asked = counters_of_unreadable(path, ip)
        if self.state.rate_limits and is_blocked(self.state.rate_counters, asked, ip, now_ms):
            return answers.retry_later_answer(listener)
        return answers.unreadable_answer(listener)

    def _answer(
        self,
        method: str,
        path: str,
        params: Params,
        headers: dict[str, str],
        listener: Listener,
        now_ms: int,
        ip: str,
    ) -> Response:
        state = self.state
        text = token_text(headers, params)
        if state.rate_limits:
            asked = counters_of(method, path, ip, text, leading_integer(params.get("page")))
            if is_blocked(state.rate_counters, asked, ip, now_ms):
                return answers.retry_later_answer(listener)
        below = next((path[len(prefix) :] for prefix in _PREFIXES if path.startswith(prefix)), None)
        found = None if below is None else find_route(method, below)
        if found is None:
            return answers.error_answer(404, listener)
        route, place = found
        grant = _NOBODY
        if route.scopes is not None:
            token = find_token(state, text)
            if token is None or token.revoked:
                return answers.unauthorized_answer(listener, revoked=token is not None)
            grant = Grant(frozenset(token.scopes), token.application)
            if not grant.has_any(route.scopes):
                return answers.forbidden_answer(listener)
        asked_now = Asked(self._shop, params, place, path, grant, now_ms)
        try:
            return answers.json_answer(200, route.handler(asked_now), listener)
        except Refusal as refusal:
            return answers.json_answer(200, {"success": False, "message": refusal.message}, listener)
        except BadRequest as bad:
            return answers.json_answer(400, {"status": 400, "error": bad.error}, listener)
        except Declined as declined:
            return answers.json_answer(declined.status, declined.body, listener)
        except ServerBroke:
            return answers.error_answer(500, listener)
