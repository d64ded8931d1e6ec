"""What a token is, and what it may do, found out without changing anything.

Gumroad has no list of a token's permissions on this host, so each is tried with a request that cannot do
harm: authorization is checked before anything else, and 403 means no. Permissions that could only be tried
by a real change stay unknown. Source: API contract, sections 2.3 and 2.4.
"""

import re
from datetime import UTC, datetime, timedelta
from typing import Literal

from py_core.errors import AuthError, CoreError, InputError, NoAnswer, NotFound, RateLimited, Rejected, ServerFailed
from py_core.execution.client import Client
from py_core.gumroad import calls
from py_core.gumroad.models import User
from py_core.gumroad.wire import API_PREFIX, Call, Effect, Request
from py_core.protocol.views import ScopeView
from py_core.words import say

SHORTEST_TOKEN = 20
LONGEST_TOKEN = 300
FORBIDDEN = 403
NOBODYS_PRODUCT = "-"
UNTRIED_SCOPES = ("refund_sales", "edit_sales", "mark_sales_as_shipped", "edit_emails", "edit_profile")

ScopeState = Literal["yes", "no", "unknown"]
_TOOLS = {
    "edit_products": "tool_edit_products",
    "view_sales": "tool_view_sales",
    "view_payouts": "tool_view_payouts",
    "refund_sales": "tool_refund_sales",
    "edit_sales": "tool_edit_sales",
    "mark_sales_as_shipped": "tool_mark_shipped",
}


def clean_token(text: str) -> str:
    """The token in what was pasted. Raises InputError with the field `token`; the text is never repeated."""
    token = text.strip()
    if not token:
        raise _bad_token(say("token_empty"))
    if re.search(r"\s", token):
        raise _bad_token(say("token_spaces"))
    if re.fullmatch(r"[A-Za-z0-9_-]+", token) is None:
        raise _bad_token(say("token_characters"))
    if len(token) < SHORTEST_TOKEN:
        raise _bad_token(say("token_length", how=say("token_short")))
    if len(token) > LONGEST_TOKEN:
        raise _bad_token(say("token_length", how=say("token_long")))
    return token


def _bad_token(sentence: str) -> InputError:
    return InputError("bad_token", sentence, fields={"token": sentence})


async def check_token(client: Client) -> tuple[User, tuple[ScopeView, ...]]:
    """Whose token this is and what it may do.

    Raises: AuthError when Gumroad does not accept it or it may not even read, other errors when there is no answer.
    """
    user = await client.ask(calls.get_user())
    found: dict[str, ScopeState] = {
        "edit_products": await _may(client, _disable_nothing()),
        "view_sales": await _may(client, _no_sales(client.clock.now_ms())),
        "view_payouts": await _may(client, _past_payouts()),
    }
    states = found | dict.fromkeys(UNTRIED_SCOPES, "unknown")
    return user, tuple(
        ScopeView(
            scope=scope,
            sentence=say(f"scope_{scope}"),
            state=state,
            tools=say(_TOOLS.get(scope, "tool_none")),
        )
        for scope, state in states.items()
    )


async def _may(client: Client, call: Call[None]) -> ScopeState:
    try:
        await client.ask(call)
    except AuthError as error:
        if error.status != FORBIDDEN:
            raise
        return "no"
    except (NotFound, Rejected):
        return "yes"
    except (NoAnswer, RateLimited, ServerFailed):
        raise
    except CoreError:
        return "unknown"
    return "yes"


def _probe(method: str, path: str, scope: str, query: tuple[tuple[str, str], ...] = ()) -> Call[None]:
    effect = Effect.READ if method == "GET" else Effect.SET
    return Call(Request(method, f"{API_PREFIX}{path}", query=query), effect, scope, lambda _body: None)


def _disable_nothing() -> Call[None]:
    """Take a product off sale that cannot exist: nothing can change, and a 403 comes before "not found"."""
    return _probe("PUT", f"/products/{NOBODYS_PRODUCT}/disable", calls.EDIT_PRODUCTS)


def _no_sales(now_ms: int) -> Call[None]:
    """Sales from tomorrow on: none."""
    tomorrow = datetime.fromtimestamp(now_ms // 1000, UTC).date() + timedelta(days=1)
    return _probe("GET", "/sales", "view_sales", (("after", tomorrow.isoformat()),))


def _past_payouts() -> Call[None]:
    """Payouts without the costly upcoming ones."""
    return _probe("GET", "/payouts", "view_payouts", (("include_upcoming", "false"),))
