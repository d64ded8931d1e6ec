"""The sandbox as a function: same state, request and moment give the same answer and the same next state."""

import json
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from py_core.gumroad.wire import Request
from py_core.sandbox.generate import generate_shop
from py_core.sandbox.router import ROUTES
from py_core.sandbox.sample_shop import SAMPLE_TOKEN, sample_shop
from py_core.sandbox.server import Sandbox
from py_core.sandbox.state import SandboxState

NOW_MS = 1_795_000_020_000
PARAMETERS = """
name price price_currency_type customizable_price suggested_price_cents max_purchase_count tags category
taxonomy_id refund_period refund_fine_print custom_permalink native_type files rich_content cover_ids
quantity_enabled description price_difference_cents title amount_off amount_cents offer_type universal
minimum_amount_cents subscription_duration has_same_rich_content_for_all_variants page_key is_adult
custom_html file bio
"""
NAMES = PARAMETERS.split()
WORDS = (
    "",
    "0",
    "1",
    "500",
    "-1",
    "99999999999999",
    "true",
    "percent",
    "eur",
    "krw",
    "xyz",
    "membership",
    "9.99",
)
WORDS_OF_LIFE = (
    "design/icons",
    "30",
    "inherit",
    "coffee",
    "<b>&",
    "é\u2028",
    "20260101000000000000-7",
    "monthly",
)
SCALARS = st.one_of(
    st.sampled_from(WORDS + WORDS_OF_LIFE),
    st.integers(-(10**12), 10**12),
    st.booleans(),
    st.none(),
    st.floats(0, 9),
)
VALUES = st.one_of(
    SCALARS,
    st.lists(
        st.sampled_from(["svg", "#no", "x", {"id": "a"}, {"url": "https://x/y.pdf", "n": 0.5}]), max_size=3
    ),
    st.just({"deep": {"er": [1, 2.5]}}),
)
BODIES = st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=5)


SMALL_SHOP = generate_shop(14, 3, NOW_MS).model_copy(update={"rate_limits": False}).model_dump_json()


def _small_shop() -> Sandbox:
    return Sandbox.load(SMALL_SHOP)


def _ids(sandbox: Sandbox) -> dict[str, list[str]]:
    products = sandbox.state.products
    groups = [group for product in products for group in product.variants]
    return {
        ":product": [product.id for product in products],
        ":category": [group.id for group in groups],
        ":variant": [option.id for group in groups for option in group.options],
        ":offer_code": [code.id for code in sandbox.state.offer_codes],
        ":sale": ["none"],
    }


@st.composite
def requests(draw: st.DrawFn) -> Request:
    """Any route over records that exist, mostly, with any parameters."""
    route = draw(st.sampled_from(ROUTES))
    known = _ids(_small_shop())
    owner = draw(st.sampled_from(_small_shop().state.products))
    own_groups = [group.id for group in owner.variants] or known[":category"]
    own_options = [option.id for group in owner.variants for option in group.options] or known[":variant"]
    choices = {**known, ":product": [owner.id], ":category": own_groups, ":variant": own_options}
    parts = [draw(st.sampled_from(choices[part])) if part.startswith(":") else part for part in route.path]
    path = "/v2/" + "/".join(quote(part, safe="") for part in parts)
    method = draw(st.sampled_from(route.methods))
    if method == "GET":
        return Request(
            method,
            path,
            query=tuple(draw(st.dictionaries(st.sampled_from(NAMES), st.text(max_size=9))).items()),
        )
    return Request(method, path, json_body=json.dumps(draw(BODIES)))


@settings(max_examples=150, deadline=None)
@given(asked=st.lists(requests(), min_size=1, max_size=4))
def test_any_request_is_answered_and_a_refusal_changes_nothing(asked: list[Request]) -> None:
    sandbox = _small_shop()
    for request in asked:
        before = sandbox.dump()
        twin = Sandbox.load(before)
        answer = sandbox.handle(request, token=SAMPLE_TOKEN, now_ms=NOW_MS)
        assert twin.handle(request, token=SAMPLE_TOKEN, now_ms=NOW_MS) == answer
        assert twin.dump() == sandbox.dump()
        assert Sandbox.load(sandbox.dump()).state == sandbox.state
        assert answer.status in (200, 400, 500)
        if request.method == "GET" or answer.status != 200 or not answer.json()["success"]:
            assert sandbox.dump() == before


@pytest.mark.parametrize(
    "make", [lambda: sample_shop(NOW_MS), lambda: generate_shop(300, 7, NOW_MS), SandboxState]
)
def test_dumping_and_loading_gives_an_equal_shop(make: object) -> None:
    assert callable(make)
    sandbox = Sandbox(make())
    text = sandbox.dump()
    again = Sandbox.load(text)
    assert again.dump() == text
    assert again.state == sandbox.state


def test_counters_survive_dumping() -> None:
    sandbox = Sandbox(sample_shop(NOW_MS))
    request = Request("PUT", f"/v2/products/{sandbox.state.products[0].id}", form=(("name", "x"),))
    for _ in range(30):
        assert sandbox.handle(request, token=SAMPLE_TOKEN, now_ms=NOW_MS).status == 200
    again = Sandbox.load(sandbox.dump())
    assert again.handle(request, token=SAMPLE_TOKEN, now_ms=NOW_MS).status == 429
    assert again.handle(request, token=SAMPLE_TOKEN, now_ms=NOW_MS, ip="127.0.0.1").status == 200


def test_ids_of_new_records_come_from_the_state_alone() -> None:
    request = Request("POST", "/v2/products", form=(("name", "New"), ("price", "500")))
    first, second = (Sandbox(sample_shop(NOW_MS)) for _ in range(2))
    made = [
        box.handle(request, token=SAMPLE_TOKEN, now_ms=NOW_MS).json()["product"]["id"]
        for box in (first, second)
    ]
    assert made[0] == made[1]
    other = first.handle(request, token=SAMPLE_TOKEN, now_ms=NOW_MS).json()["product"]["id"]
    assert other != made[0]


def test_the_answer_depends_on_accept_and_origin() -> None:
    sandbox = Sandbox(SandboxState())
    request = Request("GET", "/v2/nowhere")
    page = sandbox.handle(request, token=None, now_ms=0, accept="text/html", origin="https://a.example")
    assert (page.status, page.header("access-control-allow-origin")) == (404, "*")
    assert page.header("content-type") == "text/html; charset=utf-8"
    plain = sandbox.handle(request, token=None, now_ms=0)
    assert (plain.header("access-control-allow-origin"), plain.json()["error"]) == (None, "Not Found")


def test_two_thousand_products_are_walked_page_by_page() -> None:
    sandbox = Sandbox(generate_shop(2_000, 7, NOW_MS))
    seen: set[str] = set()
    query: tuple[tuple[str, str], ...] = ()
    for _ in range(200):
        page = sandbox.handle(
            Request("GET", "/v2/products", query=query), token=SAMPLE_TOKEN, now_ms=NOW_MS
        ).json()
        seen.update(product["id"] for product in page["products"])
        query = (("page_key", page.get("next_page_key", "")),)
    assert (len(seen), query) == (2_000, (("page_key", ""),))
