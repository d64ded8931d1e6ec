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
from tests.unit.sandbox.rich import NOW_MS, licenses, places, rich_shop

PARAMETERS = """
name price price_currency_type customizable_price suggested_price_cents max_purchase_count tags category
taxonomy_id refund_period refund_fine_print custom_permalink native_type files rich_content cover_ids
quantity_enabled description price_difference_cents title amount_off amount_cents offer_type universal
minimum_amount_cents subscription_duration has_same_rich_content_for_all_variants page_key is_adult
custom_html file bio after before from to product_id email order_id license_key name page group_by refund_period
fine_print paginated resource_name post_url tracking_url include_sales include_upcoming include_transactions year
taxonomy query url signed_blob_id products required type label utm_source utm_medium utm_campaign product_ids
upsell_variants variant_id offer_code increment_uses_count
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
    "2026-01-01",
    "2026-02-30",
    "https://example.com/a.png",
    "sale",
    "day",
    "hour",
    "product",
    "false",
)
SCALARS = st.one_of(
    st.sampled_from(WORDS + WORDS_OF_LIFE),
    st.integers(-(10**12), 10**12),
    st.booleans(),
    st.none(),
    st.floats(0, 9),
)
SMALL_STATE = rich_shop()
SMALL_SHOP = SMALL_STATE.model_dump_json()
PLACES = places(SMALL_STATE)
KNOWN = st.sampled_from(
    [*(product.id for product in SMALL_STATE.products[:3]), *(sale.id for sale in SMALL_STATE.sales[:3])]
)
LICENSED = st.sampled_from(licenses(SMALL_STATE)).map(
    lambda pair: dict(zip(("product_id", "license_key"), pair, strict=True))
)
TEXTS = st.one_of(st.text(max_size=9), st.sampled_from(WORDS + WORDS_OF_LIFE), KNOWN)
VALUES = st.one_of(
    SCALARS,
    KNOWN,
    st.lists(st.sampled_from(["svg", "#no", "x", {"id": "a"}, {"url": "https://x/y.pdf", "n": 0.5}]), max_size=3),
    st.just({"deep": {"er": [1, 2.5]}}),
)
BODIES = st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=5)


def _small_shop() -> Sandbox:
    return Sandbox.load(SMALL_SHOP)


@st.composite
def requests(draw: st.DrawFn) -> Request:
    """Any route over records that exist, mostly, with any parameters."""
    route = draw(st.sampled_from(ROUTES))
    owner = draw(st.sampled_from(SMALL_STATE.products))
    own_groups = [group.id for group in owner.variants] or PLACES[":category"]
    own_options = [option.id for group in owner.variants for option in group.options] or PLACES[":variant"]
    choices = {**PLACES, ":product": [owner.id], ":category": own_groups, ":variant": own_options}
    parts = [draw(st.sampled_from(choices[part])) if part.startswith(":") else part for part in route.path]
    path = "/v2/" + "/".join(quote(part, safe="") for part in parts)
    method = draw(st.sampled_from(route.methods))
    if method == "GET":
        asked = draw(st.dictionaries(st.sampled_from(NAMES), TEXTS, max_size=4))
        return Request(method, path, query=tuple(asked.items()))
    body = draw(BODIES) | (draw(LICENSED) if "licenses" in route.path and draw(st.booleans()) else {})
    return Request(method, path, json_body=json.dumps(body))


@settings(max_examples=100, deadline=None)
@given(asked=st.lists(requests(), min_size=1, max_size=3))
def test_any_request_is_answered_and_a_refusal_changes_nothing(asked: list[Request]) -> None:
    sandbox = _small_shop()
    for request in asked:
        before = sandbox.dump()
        twin = Sandbox.load(before)
        answer = sandbox.handle(request, token=SAMPLE_TOKEN, now_ms=NOW_MS)
        assert twin.handle(request, token=SAMPLE_TOKEN, now_ms=NOW_MS) == answer
        assert twin.dump() == sandbox.dump()
        assert Sandbox.load(sandbox.dump()).state == sandbox.state
        assert answer.status in (200, 400, 404, 500)
        if request.method == "GET" or answer.status != 200 or not answer.json()["success"]:
            assert sandbox.dump() == before


@pytest.mark.parametrize("make", [lambda: sample_shop(NOW_MS), lambda: generate_shop(300, 7, NOW_MS), SandboxState])
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
        box.handle(request, token=SAMPLE_TOKEN, now_ms=NOW_MS).json()["product"]["id"] for box in (first, second)
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
        page = sandbox.handle(Request("GET", "/v2/products", query=query), token=SAMPLE_TOKEN, now_ms=NOW_MS).json()
        seen.update(product["id"] for product in page["products"])
        query = (("page_key", page.get("next_page_key", "")),)
    assert (len(seen), query) == (2_000, (("page_key", ""),))
