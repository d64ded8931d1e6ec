"""Parameters out of queries and bodies."""

from decimal import Decimal
from typing import Any

import pytest

from py_core.sandbox.params import Unreadable, body_pairs, read_params

FORM = "application/x-www-form-urlencoded"
UPLOAD = (
    b"--B\r\nContent-Type: text/plain\r\n"
    b'Content-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhi\r\n'
    b'--B\r\nContent-Disposition: form-data; name="empty"; filename=""\r\n\r\n\r\n'
    b"--B\r\nContent-Disposition: form-data\r\n\r\nnameless\r\n"
    b"--B\r\nX-Other: 1\r\n\r\nnothing\r\n"
    b'--B\r\nContent-Disposition: form-data; name="a[b]"\r\n\r\n\xc3\xa9\r\n--B--\r\n'
)


@pytest.mark.parametrize(
    ("query", "read"),
    [
        ("", {}),
        ("a=1&a=2", {"a": "2"}),
        ("a", {"a": ""}),
        ("a=b+c%20d", {"a": "b c d"}),
        ("a[]=1&a[]=2", {"a": ["1", "2"]}),
        ("a[b]=1&a[c]=2", {"a": {"b": "1", "c": "2"}}),
        ("a[][x]=1&a[][y]=2&a[][x]=3", {"a": [{"x": "1", "y": "2"}, {"x": "3"}]}),
        ("a[0][x]=1", {"a": {"0": {"x": "1"}}}),
        ("a[b][]=1&a[b][]=2", {"a": {"b": ["1", "2"]}}),
        ("a[][][x]=1", {"a": [[{"x": "1"}]]}),
        ("=1&[x]=2&&", {}),
    ],
)
def test_names_nest_as_in_rack(query: str, read: dict[str, Any]) -> None:
    assert read_params(query, "", b"", "GET") == read


@pytest.mark.parametrize("query", ["a=1&a[]=2", "a[]=1&a[b]=2", "a[b]=1&a[]=2", "a" + "[b]" * 40 + "=1", "a=%f"])
def test_contradictions_cannot_be_read(query: str) -> None:
    with pytest.raises(Unreadable):
        read_params(query, "", b"", "GET")


def test_json_numbers_stay_exact_and_lists_get_a_name() -> None:
    assert read_params("", "application/json", b'{"a":10.99}', "PUT") == {"a": Decimal("10.99")}
    assert read_params("x=1", "application/json; charset=utf-8", b"[1]", "PUT") == {"x": "1", "_json": [1]}


def test_a_body_without_a_type_is_a_form_on_post_only() -> None:
    assert read_params("", "", b"a=1", "POST") == {"a": "1"}
    assert read_params("", "", b"a=1", "PUT") == {}
    assert read_params("", "text/plain", b"a=1", "POST") == {}


def test_multipart_parts_are_texts_or_files() -> None:
    params = read_params("", 'multipart/form-data; boundary="B"', UPLOAD, "POST")
    assert params == {"file": {"filename": "a.txt", "size": 2}, "empty": "", "a": {"b": "é"}}


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("multipart/form-data", b"--B--"),
        ("multipart/form-data; boundary=B", b"--B\r\nno headers\r\n--B--"),
        (
            "multipart/form-data; boundary=B",
            b'--B\r\nContent-Disposition: form-data; name="a"\r\n\r\n\xff\r\n--B--',
        ),
        ("multipart/form-data; boundary=B", b"--B\r\n"),
        ("application/json", b"[" * 100_000),
        ("application/json", b'{"a":1' + b"0" * 5000 + b"}"),
        (FORM, b"\xff=1"),
    ],
)
def test_broken_bodies_cannot_be_read(content_type: str, body: bytes) -> None:
    with pytest.raises(Unreadable):
        read_params("", content_type, body, "POST")


@pytest.mark.parametrize(
    ("content_type", "body", "pairs"),
    [
        (FORM, b"a[]=1&a[]=2", [("a[]", "1"), ("a[]", "2")]),
        ("application/json", b'{"a":1}', [("json", '{"a":1}')]),
        ("multipart/form-data; boundary=B", UPLOAD, [("file", "(file)"), ("empty", ""), ("a[b]", "é")]),
        ("", b"", []),
    ],
)
def test_a_log_sees_flat_pairs(content_type: str, body: bytes, pairs: list[tuple[str, str]]) -> None:
    assert body_pairs(content_type, body) == pairs
