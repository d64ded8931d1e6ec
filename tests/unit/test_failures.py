"""From answers to errors, and which of them may be asked again."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from py_core.errors import (
    AuthError,
    CoreError,
    GumroadError,
    InputError,
    NoAnswer,
    NotFound,
    RateLimited,
    Rejected,
    ServerFailed,
    UnexpectedAnswer,
)
from py_core.gumroad.failures import (
    Failure,
    error_of_status,
    failure_of,
    is_day_limit,
    may_have_applied,
    may_repeat,
    read_answer,
)
from py_core.gumroad.wire import Call, Effect, Request, Response


def _value(body: Mapping[str, Any]) -> int:
    number: int = body["value"]
    return number + 0


CALL = Call(Request("GET", "/v2/x"), Effect.READ, "view_sales", _value)


def answer(status: int, body: object, content_type: str = "application/json") -> Response:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Response(status, (("content-type", content_type),), raw)


def refused(response: Response) -> GumroadError:
    with pytest.raises(GumroadError) as caught:
        read_answer(CALL, response)
    return caught.value


def test_a_good_answer_is_read() -> None:
    assert read_answer(CALL, answer(200, {"success": True, "value": 5})) == 5


@pytest.mark.parametrize(
    ("status", "body", "kind", "part"),
    [
        (401, b"", AuthError, "does not accept this token"),
        (403, b"", AuthError, "“view_sales”"),
        (429, b"Retry later\n", RateLimited, "slow down"),
        (500, {"status": 500}, ServerFailed, "(500)"),
        (502, b"<html>", ServerFailed, "(502)"),
        (408, b"", ServerFailed, "(408)"),
        (302, b"", UnexpectedAnswer, "redirect"),
        (200, b"<html>", UnexpectedAnswer, "web page"),
        (200, b"", UnexpectedAnswer, "unreadable"),
        (200, b'{"success": tr', UnexpectedAnswer, "unreadable"),
        (200, b"\xff\xfe", UnexpectedAnswer, "unreadable"),
        (200, ["success"], UnexpectedAnswer, "expected fields"),
        (200, {"value": 5}, UnexpectedAnswer, "expected fields"),
        (200, {"success": True}, UnexpectedAnswer, "expected fields"),
        (200, {"success": True, "value": None}, UnexpectedAnswer, "expected fields"),
        (200, {"success": False, "message": "The product was not found."}, NotFound, "this product"),
        (200, {"success": False, "message": "The offer_code was not found."}, NotFound, "this offer code"),
        (200, {"success": False, "message": "Too low."}, Rejected, "Gumroad refused: Too low."),
        (200, {"success": False}, Rejected, "gave no reason"),
        (200, {"success": "true", "value": 5}, Rejected, "gave no reason"),
        (400, {"status": 400, "error": "Invalid page_key."}, Rejected, "Invalid page_key."),
        (404, {"status": 404, "error": "Not Found"}, Rejected, "Not Found"),
    ],
)
def test_what_answers_stand_for(status: int, body: object, kind: type[GumroadError], part: str) -> None:
    error = refused(answer(status, body))
    assert type(error) is kind
    assert part in error.message
    assert error.status == status


def test_html_is_known_by_its_type_too() -> None:
    assert "web page" in refused(answer(200, b"oops", "text/html")).message
    assert "unreadable" in refused(Response(200, (), b"oops")).message


def test_their_words_are_kept_apart_and_short() -> None:
    error = refused(answer(200, {"success": False, "message": "x" * 900}))
    assert error.server_words == "x" * 500


def test_most_statuses_need_their_body() -> None:
    assert error_of_status(200, "s") is None
    assert error_of_status(404, "s") is None


@pytest.mark.parametrize(
    ("error", "failure", "applied"),
    [
        (NoAnswer("c", "m"), Failure.NO_ANSWER, True),
        (ServerFailed("c", "m"), Failure.SERVER, True),
        (RateLimited("c", "m"), Failure.SLOW_DOWN, False),
        (Rejected("c", "m"), Failure.FINAL, False),
        (UnexpectedAnswer("c", "m"), Failure.FINAL, True),
        (InputError("c", "m"), Failure.FINAL, False),
    ],
)
def test_kinds_of_failure(error: CoreError, failure: Failure, applied: bool) -> None:
    assert failure_of(error) is failure
    assert may_have_applied(error) is applied


@pytest.mark.parametrize("effect", Effect)
@pytest.mark.parametrize("failure", Failure)
def test_what_may_be_repeated(effect: Effect, failure: Failure) -> None:
    harmless = effect in (Effect.READ, Effect.SET) and failure in (Failure.NO_ANSWER, Failure.SERVER)
    assert may_repeat(effect, failure) is (failure is Failure.SLOW_DOWN or harmless)


def test_errors_say_all_they_know() -> None:
    error = CoreError("code", "Message.", hint="Hint.", server_words="No.", status=5, fields={"a": "b"})
    assert str(error) == error.message == "Message."
    assert (error.code, error.hint, error.server_words, error.status) == ("code", "Hint.", "No.", 5)
    assert (error.fields, error.retryable, NoAnswer("c", "m").retryable) == ({"a": "b"}, False, True)
    assert CoreError("c", "m").fields == {}


def test_the_limit_of_a_day_is_known_by_gumroads_words() -> None:
    words = {"success": False, "message": "Sorry, you can only create 10 products per day."}
    assert is_day_limit(refused(answer(200, words)))
    assert not is_day_limit(refused(answer(200, {"success": False, "message": "Name can't be blank"})))
    assert not is_day_limit(refused(answer(429, b"Retry later")))
