"""From an answer to its meaning: the value that was asked for, or the error it stands for.

Gumroad says most refusals with status 200 and `success: false`; bodies of 401, 403 and 429 are never
parsed; a missing `success` is a failure. Source: API contract, sections 2.4, 3 and 14.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar, assert_never

from py_core.errors import (
    AuthError,
    CoreError,
    GumroadError,
    NoAnswer,
    NotFound,
    RateLimited,
    Rejected,
    ServerFailed,
    UnexpectedAnswer,
)
from py_core.gumroad.wire import Call, Effect, Response
from py_core.words import say

T = TypeVar("T")
_NOT_FOUND = re.compile(r"The (?P<thing>[a-z_]+) was not found\.")
_NO_LICENSE = ("That license does not exist", "Not found")
_DAY_LIMIT = re.compile(r"only create \d+ products per day", re.IGNORECASE)
_WORDS_SHOWN = 500


class Failure(StrEnum):
    """How a call failed, as far as repeating it goes."""

    NO_ANSWER = "no_answer"
    SERVER = "server"
    SLOW_DOWN = "slow_down"
    FINAL = "final"


def failure_of(error: CoreError) -> Failure:
    """The kind of failure an error stands for."""
    match error:
        case NoAnswer():
            return Failure.NO_ANSWER
        case ServerFailed():
            return Failure.SERVER
        case RateLimited():
            return Failure.SLOW_DOWN
        case _:
            return Failure.FINAL


def may_repeat(effect: Effect, failure: Failure) -> bool:
    """Whether the same call may be sent again without reading back first."""
    match failure:
        case Failure.SLOW_DOWN:
            return True
        case Failure.NO_ANSWER | Failure.SERVER:
            return effect in (Effect.READ, Effect.SET)
        case Failure.FINAL:
            return False
        case _:
            assert_never(failure)


def may_have_applied(error: CoreError) -> bool:
    """Whether a write that ended so could have changed something at Gumroad."""
    return isinstance(error, NoAnswer | ServerFailed | UnexpectedAnswer)


def is_day_limit(error: CoreError) -> bool:
    """Whether Gumroad makes no more products today; the next day it does. Source: API contract, section 4."""
    return isinstance(error, Rejected) and _DAY_LIMIT.search(error.server_words) is not None


def _unexpected(what: str, status: int) -> UnexpectedAnswer:
    return UnexpectedAnswer(
        "unexpected_answer",
        say("unexpected_answer", what=what),
        hint=say("unexpected_answer_hint"),
        status=status,
    )


def _refusal(message: str, status: int) -> GumroadError:
    found = _NOT_FOUND.search(message)
    foreign_license = status == 404 and message.startswith(_NO_LICENSE)
    if found or foreign_license:
        thing = found["thing"].replace("_", " ") if found else say("thing_license")
        return NotFound(
            "not_found",
            say("not_found", thing=thing),
            hint=say("not_found_hint"),
            server_words=message,
            status=status,
        )
    said = say("rejected", words=message) if message else say("rejected_silent")
    return Rejected("rejected", said, hint=say("rejected_hint"), server_words=message, status=status)


def _decoded(response: Response) -> Mapping[str, Any]:
    try:
        body = response.json()
    except ValueError:
        html = response.body.lstrip()[:1] == b"<" or "html" in (response.header("content-type") or "")
        raise _unexpected(say("answer_html" if html else "answer_not_json"), response.status) from None
    if not isinstance(body, dict):
        raise _unexpected(say("answer_shape"), response.status)
    return body


def error_of_status(status: int, scope: str) -> GumroadError | None:
    """The error that a status alone says, without its body; None where the body has to be read."""
    if status == 401:
        return AuthError("token_refused", say("token_refused"), hint=say("token_refused_hint"), status=401)
    if status == 403:
        return AuthError(
            "scope_missing", say("scope_missing", scope=scope), hint=say("scope_missing_hint"), status=403
        )
    if status == 429:
        return RateLimited("rate_limited", say("rate_limited"), hint=say("rate_limited_hint"), status=429)
    if status == 408 or status >= 500:
        return ServerFailed(
            "server_failed",
            say("server_failed", status=status),
            hint=say("server_failed_hint"),
            status=status,
        )
    if 300 <= status < 400:
        return _unexpected(say("answer_redirect"), status)
    return None


def read_answer(call: Call[T], response: Response) -> T:
    """What the call asked for. Raises a GumroadError that keeps the status and the server's words."""
    plain = error_of_status(response.status, call.scope)
    if plain is not None:
        raise plain
    body = _decoded(response)
    if response.status >= 400 or body.get("success") is not True:
        message = body.get("message") or body.get("error")
        if response.status == 200 and "success" not in body:
            raise _unexpected(say("answer_shape"), response.status)
        raise _refusal(str(message)[:_WORDS_SHOWN] if message else "", response.status)
    try:
        return call.read(body)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise _unexpected(say("answer_shape"), response.status) from None
