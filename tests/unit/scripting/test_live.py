"""Reading Gumroad itself from a script."""

import email.message
import io
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from py_core.errors import AuthError, CoreError, InputError, NoAnswer
from py_core.gumroad.wire import Request, Response
from py_core.scripting.live import Live, by_urllib
from py_core.scripting.running import run_script
from tests.unit.scripting.rig import FakeShop


class Gumroad:
    """Answers each path and query with a body."""

    def __init__(self, answers: dict[str, str]) -> None:
        self.answers = answers
        self.asked: list[str] = []

    def send(self, request: Request) -> Response:
        assert request.method == "GET"
        self.asked.append(request.target)
        return Response(200, (), self.answers[request.target].encode())


def test_an_answer_comes_as_gumroad_gave_it() -> None:
    gumroad = Gumroad({"/v2/products/a%3D%3D?x=1": '{"success": true, "product": {"id": "a=="}}'})
    assert Live(gumroad.send).get("products/a==", x=1)["product"] == {"id": "a=="}


def test_a_list_is_walked_to_its_end() -> None:
    gumroad = Gumroad(
        {
            "/v2/products": '{"success": true, "products": [{"id": "a"}, {"id": "b"}, 7], "next_page_key": "k"}',
            "/v2/products?page_key=k": '{"success": true, "products": [{"id": "b"}, {"id": "c"}]}',
        }
    )
    assert [one["id"] for one in Live(gumroad.send).pages("products")] == ["a", "b", "c"]


def test_what_is_no_list_is_said() -> None:
    gumroad = Gumroad({"/v2/user": '{"success": true, "user": {}}'})
    with pytest.raises(InputError, match="no list named user"):
        list(Live(gumroad.send).pages("user"))


def test_a_script_reads_through_the_way_it_is_given() -> None:
    gumroad = Gumroad({"/v2/user": '{"success": true, "user": {"name": "Kim"}}'})
    script = 'print(shop.live, shop.live.get("user")["user"]["name"])'
    end = run_script(script, FakeShop().ask, date(2026, 7, 1), gumroad.send)
    assert end.trouble is None
    assert "Kim" in str(end.items)


def test_without_a_way_a_script_says_so() -> None:
    end = run_script('shop.live.get("user")', FakeShop().ask, date(2026, 7, 1))
    assert end.trouble is not None
    assert "no way to Gumroad" in end.trouble.message


class Answer(io.BytesIO):
    """What `urlopen` gives."""

    def __init__(self, status: int, body: bytes) -> None:
        super().__init__(body)
        self.status = status
        self.headers = email.message.Message()
        self.headers["Content-Type"] = "application/json"


def sending(answer: Callable[[urllib.request.Request], Any]) -> Live:
    def open_request(request: urllib.request.Request, timeout: int) -> Any:
        assert (request.get_method(), timeout) == ("GET", 30)
        assert request.full_url == "https://api.gumroad.com/v2/user"
        return answer(request)

    return Live(by_urllib(open_request))


def raising(error: Exception) -> Callable[[urllib.request.Request], Any]:
    def answer(_: urllib.request.Request) -> Any:
        raise error

    return answer


def test_urllib_carries_it() -> None:
    live = sending(lambda _: Answer(200, b'{"success": true, "user": 1}'))
    assert live.get("user")["user"] == 1
    with pytest.raises(AuthError):
        sending(lambda _: Answer(401, b"")).get("/user/")
    with pytest.raises(CoreError) as slow:
        sending(lambda _: Answer(429, b"")).get("user")
    assert (slow.value.code, slow.value.hint) == ("rate_limited", "Wait a minute, then run the script again.")
    refusal = urllib.error.HTTPError("u", 401, "no", email.message.Message(), io.BytesIO(b"no"))
    with pytest.raises(AuthError):
        sending(raising(refusal)).get("user")


def test_no_answer_and_a_refusal_of_our_own_are_told_apart() -> None:
    with pytest.raises(NoAnswer):
        sending(raising(OSError("unplugged"))).get("user")
    with pytest.raises(CoreError) as refused:
        sending(raising(CoreError("script_refused", "Not that."))).get("user")
    assert refused.value.code == "script_refused"
