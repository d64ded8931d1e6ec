"""Transport, encodings, casts, CORS and errors. Source: API contract, sections 1 and 3."""

from typing import Any

import pytest

from tests.contract.client import Gumroad

ORIGIN = {"Origin": "https://example.com"}


@pytest.mark.parametrize("path", ["/v2/products", "/v2/products.json", "/api/v2/products", "/v2/products/"])
def test_the_same_list_answers_under_every_address(gumroad: Gumroad, path: str) -> None:
    gumroad.only(name="Icon set")
    assert [product["name"] for product in gumroad.get(path).json["products"]] == ["Icon set"]


def test_a_product_answers_with_json_suffix(gumroad: Gumroad) -> None:
    path = gumroad.only()
    assert gumroad.get(path + ".json").json["product"]["name"] == "Icon set"
    assert gumroad.put(path + ".json", {"name": "Other"}).json["product"]["name"] == "Other"


def test_json_is_declared_as_utf8_json(gumroad: Gumroad) -> None:
    assert gumroad.get("user").headers["content-type"] == "application/json; charset=utf-8"


def test_markup_characters_are_escaped_inside_json(gumroad: Gumroad) -> None:
    gumroad.only(name="<b> & \u2028 \u2029 é")
    answer = gumroad.get("products")
    assert rb"\u003cb\u003e \u0026 \u2028 \u2029" + " é".encode() in answer.body
    assert not set(answer.body) & set(b"<>&")


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_updates_are_routed_for_put_and_patch(gumroad: Gumroad, method: str) -> None:
    path = gumroad.only()
    assert gumroad.send(method, path, form={"price": "500"}).json["product"]["price"] == 500


@pytest.mark.parametrize("method", ["PATCH", "POST", "GET"])
def test_member_actions_are_put_only(gumroad: Gumroad, method: str) -> None:
    path = gumroad.only()
    assert gumroad.send(method, path + "/disable").status == 404


MULTIPART = (
    b'--XX\r\nContent-Disposition: form-data; name="price"\r\n\r\n700\r\n'
    b'--XX\r\nContent-Disposition: form-data; name="tags[]"\r\n\r\nsvg\r\n'
    b'--XX\r\nContent-Disposition: form-data; name="tags[]"\r\n\r\nicons\r\n--XX--\r\n'
)


@pytest.mark.parametrize(
    "sent",
    [
        {"form": [("price", "700"), ("tags[]", "svg"), ("tags[]", "icons")]},
        {"json_body": {"price": 700, "tags": ["svg", "icons"]}},
        {"raw": MULTIPART, "content_type": "multipart/form-data; boundary=XX"},
    ],
    ids=["form", "json", "multipart"],
)
def test_every_body_encoding_is_accepted(gumroad: Gumroad, sent: dict[str, Any]) -> None:
    path = gumroad.only()
    product = gumroad.send("PUT", path, **sent).json["product"]
    assert (product["price"], product["tags"]) == (700, ["svg", "icons"])


def test_query_parameters_are_merged_in(gumroad: Gumroad) -> None:
    path = gumroad.only()
    product = gumroad.put(path + "?name=Other&price=100", {"price": "700"}).json["product"]
    assert (product["name"], product["price"]) == ("Other", 700)


def test_an_empty_array_can_be_sent_as_json_only(gumroad: Gumroad) -> None:
    path = gumroad.only(tags=["svg"])
    assert gumroad.put(path, {"tags[]": ""}).message.startswith("Name A tag is too short.")
    assert gumroad.put(path, json_body={"tags": []}).json["product"]["tags"] == []


def test_unknown_parameters_are_ignored_with_success(gumroad: Gumroad) -> None:
    path = gumroad.only()
    answer = gumroad.put(path, {"prise": "5", "published": "false"}).json
    assert (answer["success"], answer["product"]["price"], answer["product"]["published"]) == (
        True,
        1900,
        True,
    )


@pytest.mark.parametrize(
    ("sent", "read"),
    [("10.99", 10), ("12abc", 12), ("abc", 0), ("", None), (10.99, 10), (7, 7), (" 8 ", 8), (None, None)],
)
def test_integers_are_cast_leniently(gumroad: Gumroad, sent: object, read: int | None) -> None:
    path = gumroad.only()
    product = gumroad.put(path, json_body={"max_purchase_count": sent}).json["product"]
    assert product["max_purchase_count"] == read


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        *((word, False) for word in (False, 0, "0", "f", "F", "false", "FALSE", "off", "OFF")),
        *((word, True) for word in (True, 1, "1", "true", "False", "no", "yes")),
        ("", None),
        (None, None),
    ],
)
def test_pay_what_you_want_is_cast_as_a_database_boolean(gumroad: Gumroad, sent: object, read: bool | None) -> None:
    path = gumroad.only()
    assert gumroad.put(path, json_body={"customizable_price": sent}).json["product"]["customizable_price"] is read


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        *((word, True) for word in (True, 1, "1", "t", "T", "true", "TRUE")),
        *((word, False) for word in (False, 0, "yes", "on", "True", "", None)),
    ],
)
def test_flags_are_true_for_listed_words_only(gumroad: Gumroad, sent: object, read: bool) -> None:
    path = gumroad.only()
    gumroad.put(path, json_body={"is_adult": sent})
    assert gumroad.server.control("GET", "state")["products"][0]["is_adult"] is read


@pytest.mark.parametrize(("sent", "read"), [("true", True), (True, False), ("1", False), ("TRUE", False)])
def test_universal_is_true_for_the_text_true_only(gumroad: Gumroad, sent: object, read: bool) -> None:
    path = gumroad.only()
    body = {"name": "ALL", "amount_off": 10, "offer_type": "percent", "universal": sent}
    code = gumroad.post(path + "/offer_codes", json_body=body).json["offer_code"]
    assert code["universal"] is read


def test_cors_headers_come_only_with_an_origin_and_only_on_the_api_address(gumroad: Gumroad) -> None:
    with_origin = gumroad.get("user", headers=ORIGIN).headers
    assert with_origin["access-control-allow-origin"] == "*"
    assert with_origin["access-control-allow-methods"] == "GET, POST, PUT, DELETE"
    assert with_origin["access-control-max-age"] == "7200"
    assert with_origin["access-control-expose-headers"] == ""
    assert "access-control-allow-origin" not in gumroad.get("user").headers
    assert "access-control-allow-origin" not in gumroad.get("/api/v2/user", headers=ORIGIN).headers


def test_a_preflight_echoes_the_asked_headers(gumroad: Gumroad) -> None:
    asked = {
        **ORIGIN,
        "Access-Control-Request-Method": "PUT",
        "Access-Control-Request-Headers": "authorization",
    }
    answer = gumroad.send("OPTIONS", "products", token=None, headers=asked)
    assert (answer.status, answer.body) == (200, b"")
    assert answer.headers["access-control-allow-headers"] == "authorization"


@pytest.mark.parametrize("status", [401, 403, 404, 429, 500])
def test_refusals_carry_cors_headers_too(gumroad: Gumroad, status: int) -> None:
    gumroad.seed(tokens=[{"token": "weak", "scopes": ["edit_emails"]}], products=[{"name": "A"}])
    if status in (429, 500):
        gumroad.server.control("POST", "faults", [{"status": status}])
    path = "nowhere" if status == 404 else "products"
    answer = gumroad.get(path, token="weak" if status == 403 else "unknown", headers=ORIGIN)
    assert (answer.status, answer.headers["access-control-allow-origin"]) == (status, "*")


@pytest.mark.parametrize("path", ["nowhere", "products/x/nowhere", "customers", "/v3/products", "/"])
def test_an_unknown_route_is_404_json_or_html_by_accept(gumroad: Gumroad, path: str) -> None:
    answer = gumroad.get(path)
    assert (answer.status, answer.json) == (404, {"status": 404, "error": "Not Found"})
    page = gumroad.get(path, accept="text/html")
    assert (page.status, page.headers["content-type"]) == (404, "text/html; charset=utf-8")


@pytest.mark.parametrize(
    ("raw", "content_type"),
    [
        (b"{", "application/json"),
        (b'{"name":"\xff"}', "application/json"),
        (b'{"name":"\\ud800"}', "application/json"),
        (b'{"price":NaN}', "application/json"),
        (b"name=%zz", "application/x-www-form-urlencoded"),
        (b"name=%ff", "application/x-www-form-urlencoded"),
        (b"name=a&name[b]=c", "application/x-www-form-urlencoded"),
        (b"--XX\r\n", "multipart/form-data; boundary=XX"),
        (b"", "application/x-www-form-urlencoded?"),
    ],
)
def test_what_cannot_be_decoded_is_400_and_changes_nothing(gumroad: Gumroad, raw: bytes, content_type: str) -> None:
    path = gumroad.only() + ("?name=%zz" if not raw else "")
    answer = gumroad.send("PUT", path, raw=raw, content_type=content_type)
    assert (answer.status, answer.json) == (400, {"success": False})
    assert gumroad.products()[0]["name"] == "Icon set"


def test_what_cannot_be_decoded_has_an_empty_body_for_pages(gumroad: Gumroad) -> None:
    answer = gumroad.get("products?a=%zz", accept="text/html")
    assert (answer.status, answer.body) == (400, b"")


def test_a_foreign_record_is_refused_with_200(gumroad: Gumroad) -> None:
    assert gumroad.get("products/nothing").message == "The product was not found."


def test_several_messages_are_joined_as_a_sentence(gumroad: Gumroad) -> None:
    path = gumroad.only(sales_count=5)
    two = gumroad.put(path, {"name": "", "price": ""})
    assert two.message == "Name can't be blank and Price cents can't be blank"
    three = gumroad.put(path, {"name": "", "price": "", "custom_permalink": "a b"})
    assert three.message == "Name can't be blank, Custom permalink is invalid, and Price cents can't be blank"


def test_head_answers_like_get_without_a_body(gumroad: Gumroad) -> None:
    answer = gumroad.send("HEAD", "products")
    assert (answer.status, answer.body) == (200, b"")
