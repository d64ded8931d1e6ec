"""What a script can send by itself: GET to Gumroad's API, and no more."""

import json
from typing import Any

import pytest

from py_core.errors import InputError
from py_core.scripting.guarded_request import guarded_request

USER = "https://api.gumroad.com/v2/user"
ANSWER = json.dumps({"status": 429, "headers": [["Retry-After", "3"], ["a", "b"]]}).encode() + b'\n{"a":\n1}'


class Sent:
    """Remembers the addresses that were asked for."""

    def __init__(self) -> None:
        self.urls: list[str] = []
        self.request: Any = guarded_request(self.exchange)

    def exchange(self, url: str) -> bytes:
        self.urls.append(url)
        return ANSWER


def test_a_get_comes_back_with_status_headers_and_body() -> None:
    sent = Sent()
    request = sent.request.new()
    request.responseType = "arraybuffer"
    request.overrideMimeType("text/plain")
    request.open("get", USER, False)
    request.setRequestHeader("Accept", "application/json")
    request.send()
    assert (request.status, request.response.to_py().tobytes()) == (429, b'{"a":\n1}')
    assert request.response.to_bytes() == b'{"a":\n1}'
    assert request.getAllResponseHeaders() == "retry-after: 3\r\na: b\r\n"
    assert (request.getResponseHeader("Retry-After"), request.getResponseHeader("x")) == ("3", None)
    assert sent.urls == [USER]


@pytest.mark.parametrize(
    ("method", "url", "code"),
    [
        ("POST", USER, "script_live_method"),
        ("PUT", USER, "script_live_method"),
        ("DELETE", USER, "script_live_method"),
        ("GET", "http://api.gumroad.com/v2/user", "script_live_host"),
        ("GET", "https://example.com/v2/user", "script_live_host"),
        ("GET", "https://api.gumroad.com@example.com/v2/", "script_live_host"),
        ("GET", "https://a@api.gumroad.com/v2/", "script_live_host"),
        ("GET", "https://api.gumroad.com:443/v2/", "script_live_host"),
        ("GET", "https://api.gumroad.com:x/v2/", "script_live_host"),
        ("GET", "https://api.gumroad.com/oauth/token", "script_live_host"),
        ("GET", "https://[/v2/", "script_live_host"),
        ("GET", "/v2/user", "script_live_host"),
    ],
)
def test_anything_else_is_refused_before_it_is_sent(method: str, url: str, code: str) -> None:
    sent = Sent()
    with pytest.raises(InputError) as refused:
        sent.request.new().open(method, url)
    assert (refused.value.code, sent.urls) == (code, [])


def test_nothing_is_sent_along() -> None:
    sent = Sent()
    request = sent.request.new()
    with pytest.raises(InputError, match="begin with"):
        request.send()
    request.open("GET", USER)
    with pytest.raises(InputError, match="Authorization"):
        request.setRequestHeader("Authorization", "Bearer x")
    with pytest.raises(InputError, match="sent along"):
        request.send(b"name=x")
    assert sent.urls == []
