"""The control routes of the HTTP server, and misfortunes as a client meets them."""

import http.client
import json
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

import tools
from py_core.sandbox.generate import generate_shop
from py_core.sandbox.state import SAMPLE_TOKEN, SandboxState
from tests.contract.client import Gumroad, OverHttp
from tools.sandbox_server import main, running_sandbox, seed_schema, trusting_context


@pytest.fixture
def gumroad(over_http: OverHttp) -> Gumroad:
    return Gumroad(over_http)


def _faults(gumroad: Gumroad, *rules: dict[str, Any]) -> None:
    gumroad.server.control("POST", "faults", list(rules))


def test_an_empty_reset_brings_the_sample_shop(gumroad: Gumroad) -> None:
    assert gumroad.server.control("POST", "reset") == {"products": 60}
    assert gumroad.get("user").json["user"]["name"] == "Juniper & Kiln"


def test_the_state_is_a_seed(gumroad: Gumroad) -> None:
    gumroad.server.control("POST", "reset")
    state = gumroad.server.control("GET", "state")
    gumroad.server.control("POST", "reset", {})
    gumroad.server.control("POST", "reset", state)
    assert gumroad.server.control("GET", "state") == state


@pytest.mark.parametrize(
    "seed",
    [
        "{",
        '{"produkts":[]}',
        '{"products":[{"name":"A","price":"5"}]}',
        '{"products":[{"name":"A","currency":"xxx"}]}',
    ],
)
def test_a_bad_seed_is_refused_with_a_reason_and_changes_nothing(gumroad: Gumroad, seed: str) -> None:
    gumroad.only(name="Kept")
    with pytest.raises(urllib.error.HTTPError) as refused:
        gumroad.server.control("POST", "reset", seed)
    with refused.value:
        assert (refused.value.code, bool(json.load(refused.value)["error"])) == (400, True)
    assert gumroad.products()[0]["name"] == "Kept"


def test_an_unknown_control_route_is_404(gumroad: Gumroad) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        gumroad.server.control("GET", "nothing")
    with refused.value:
        assert refused.value.code == 404


def test_the_log_shows_requests_with_the_token_hidden(gumroad: Gumroad) -> None:
    path = gumroad.only()
    gumroad.server.control("DELETE", "requests")
    gumroad.put(path + f"?access_token={SAMPLE_TOKEN}&a=%C3%A9", {"price": "500", "tags[]": "svg"})
    gumroad.get("user", token="nobody")
    (put, get) = gumroad.server.control("GET", "requests")["requests"]
    assert (put["method"], put["status"], put["applied"]) == ("PUT", 200, True)
    assert put["path"].endswith("==")
    assert put["query"] == [["access_token", "…se_0"], ["a", "é"]]
    assert put["form"] == [["price", "500"], ["tags[]", "svg"]]
    assert (put["token"], "edit_products" in put["scopes"]) == ("…se_0", True)
    assert (get["status"], get["token"], get["scopes"]) == (401, "…body", [])
    assert SAMPLE_TOKEN not in json.dumps([put, get])


def test_a_json_body_with_a_token_is_not_logged(gumroad: Gumroad) -> None:
    gumroad.post("products", json_body={"access_token": SAMPLE_TOKEN, "name": "x"}, token=None)
    assert SAMPLE_TOKEN not in json.dumps(gumroad.server.control("GET", "requests"))


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (429, b"Retry later\n", "text/plain"),
        (500, b'{"status":500,"error":"Internal Server Error"}', "application/json; charset=utf-8"),
        (401, b"", "application/json; charset=utf-8"),
        (403, b"", "application/json; charset=utf-8"),
    ],
)
def test_a_made_up_status_looks_like_the_real_one(gumroad: Gumroad, status: int, body: bytes, kind: str) -> None:
    _faults(gumroad, {"status": status, "times": 1})
    answer = gumroad.get("user")
    assert (answer.status, answer.body, answer.headers["content-type"]) == (status, body, kind)
    assert gumroad.get("user").status == 200


@pytest.mark.parametrize("status", [502, 503, 504])
def test_errors_of_the_edge_are_html(gumroad: Gumroad, status: int) -> None:
    _faults(gumroad, {"status": status})
    answer = gumroad.get("user")
    assert (answer.status, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")


@pytest.mark.parametrize(("apply", "price"), [(False, 1900), (True, 500)])
def test_a_made_up_status_applies_the_request_only_when_told(gumroad: Gumroad, apply: bool, price: int) -> None:
    path = gumroad.only()
    _faults(gumroad, {"method": "PUT", "status": 504, "apply": apply, "times": 1})
    assert gumroad.put(path, {"price": "500"}).status == 504
    assert gumroad.get(path).json["product"]["price"] == price


@pytest.mark.parametrize(("drop", "price"), [("before", 1900), ("after", 500)])
def test_a_dropped_connection_gives_no_answer(gumroad: Gumroad, over_http: OverHttp, drop: str, price: int) -> None:
    path = gumroad.only()
    _faults(gumroad, {"method": "PUT", "path": "/v2/products/*", "drop": drop, "times": 1})
    with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
        gumroad.put(path, {"price": "500"})
    over_http.close()
    assert gumroad.get(path).json["product"]["price"] == price
    assert [row["status"] for row in gumroad.server.control("GET", "requests")["requests"][-2:]] == [
        None,
        200,
    ]


def test_html_and_truncated_answers(gumroad: Gumroad) -> None:
    _faults(gumroad, {"html": True, "times": 1}, {"truncate": 9, "times": 1})
    assert gumroad.get("user").headers["content-type"].startswith("text/html")
    assert gumroad.get("user").body == b'{"success'


def test_rules_match_method_and_path_and_can_skip(gumroad: Gumroad) -> None:
    _faults(gumroad, {"method": "GET", "path": "/v2/products", "skip": 1, "times": 1, "status": 500})
    assert [gumroad.get("user").status, *(gumroad.get("products").status for _ in range(3))] == [
        200,
        200,
        500,
        200,
    ]


def test_faults_end_when_told(gumroad: Gumroad) -> None:
    _faults(gumroad, {"status": 500})
    gumroad.server.control("DELETE", "faults")
    assert gumroad.get("user").status == 200


def test_a_waiting_request_does_not_hold_up_others(gumroad: Gumroad, over_http: OverHttp) -> None:
    path = gumroad.only()
    _faults(gumroad, {"method": "PUT", "delay_ms": 60_000, "times": 1})
    waiting = http.client.HTTPConnection("127.0.0.1", over_http.port, timeout=30)
    headers = {"Authorization": f"Bearer {SAMPLE_TOKEN}"}
    waiting.request("PUT", f"/v2/{path}?price=500", headers=headers)
    assert gumroad.get(path).json["product"]["price"] == 1900
    waiting.close()


def test_a_frozen_clock_moves_by_orders_only(gumroad: Gumroad) -> None:
    gumroad.server.control("POST", "clock", {"now_ms": 5_000, "frozen": True})
    assert gumroad.server.control("POST", "clock", {"advance_ms": 20}) == {"now_ms": 5_020}
    assert gumroad.server.control("POST", "clock", {}) == {"now_ms": 5_020}
    assert gumroad.server.control("DELETE", "clock")["now_ms"] > 1_700_000_000_000


def test_the_schema_describes_a_seed() -> None:
    schema = json.loads(seed_schema())
    product = schema["$defs"]["Product"]["properties"]
    assert {
        "created_at",
        "native_type",
        "archived",
        "suggested_price_cents",
        "default_offer_code",
    } <= product.keys()
    assert {"products", "tokens", "offer_codes", "sales", "payouts"} <= schema["properties"].keys()


def test_every_field_of_a_seed_is_explained() -> None:
    schema = json.loads(seed_schema())
    models = {"SandboxState": schema, **schema["$defs"]}
    unexplained = [
        (name, field)
        for name, model in models.items()
        for field, described in model.get("properties", {}).items()
        if len(described["description"]) < 5
    ]
    assert unexplained == []
    assert all(model.get("description") or name == "JsonValue" for name, model in models.items())


def test_nothing_is_explained_that_is_not_there() -> None:
    schema = json.loads(seed_schema())
    models = {"SandboxState": schema, **schema["$defs"]}
    explained = json.loads((Path(tools.__path__[0]) / "seed_fields.json").read_text(encoding="utf-8"))
    for name, fields in explained.items():
        known = {""} | ({*fields} if name == "*" else {*models[name]["properties"]})
        assert fields.keys() <= known, name


def test_the_seed_in_the_schema_is_one() -> None:
    words = json.loads(seed_schema())["description"]
    small = words[words.index('{"products"') : words.index("]}") + 2]
    assert SandboxState.model_validate_json(small).products[0].name == "Icon set"


def test_a_generated_shop_is_served_in_the_asked_size() -> None:
    size = ("--seed-size", "products=5,sales=30,codes=9", "--seed-number", "2")
    with running_sandbox(arguments=size) as server:
        state = server.control("GET", "state")
    assert (len(state["products"]), len(state["sales"]), len(state["offer_codes"])) == (5, 30, 10)


def test_the_command_prints_the_schema_and_names_a_bad_seed(
    capsys: pytest.CaptureFixture[str], tmp_path: Any
) -> None:
    assert main(["--schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "SandboxState"
    assert main(["--seed", str(tmp_path / "missing.json")]) == 2
    assert "The seed cannot be used" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["--seed-size", "products=many"], ["--seed-size", "-3"], ["--seed-size", "products=5,sails=3"]]
)
def test_the_command_names_a_bad_size(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert main(arguments) == 2
    assert "products=NUMBER" in capsys.readouterr().err


def test_the_command_names_a_taken_port(over_http: OverHttp, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--port", str(over_http.port)]) == 2
    assert "cannot be opened" in capsys.readouterr().err


def test_it_serves_tls_with_a_seed_of_its_own_and_without_limits() -> None:
    state: SandboxState = generate_shop(12, 1, 1_795_000_000_000)
    headers = {"Authorization": f"Bearer {state.tokens[0].token}"}
    with running_sandbox(seed=state, tls=True, rate_limits=False) as server:
        assert server.url == f"https://127.0.0.1:{server.port}"
        request = urllib.request.Request(f"{server.url}/v2/products", headers=headers)
        with urllib.request.urlopen(request, context=trusting_context(), timeout=30) as answer:
            assert len(json.load(answer)["products"]) == 10
        assert server.control("GET", "state")["rate_limits"] is False
