"""Whatever comes back, only typed errors come out. `GUMSMITH_FUZZ` sets how many bodies; the same each time."""

import json
import os
import random
import sys
from collections.abc import Iterator
from typing import Any

from py_core.errors import GumroadError
from py_core.gumroad import calls
from py_core.gumroad.calls import UpsellChange
from py_core.gumroad.failures import read_answer
from py_core.gumroad.rules.codes import CodeDraft
from py_core.gumroad.rules.other import VariantChange
from py_core.gumroad.rules.products import BundleItem, ProductChange
from py_core.gumroad.wire import Call, Effect, Response
from py_core.sandbox.sample_shop import sample_shop
from py_core.sandbox.server import Sandbox
from py_core.sandbox.state import SAMPLE_TOKEN

IN_PYODIDE = sys.platform == "emscripten"
HOW_MANY = int(os.environ.get("GUMSMITH_FUZZ", "2000" if IN_PYODIDE else "100000"))
NOW_MS = 1_795_000_000_000
ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 2**31, 2**63, 2**70, 1.0, 1.5, 1e300, "", " ", "5", "5.0", "abc", "\ud83d",
    "2026-01-01T00:00:00Z", "2026-13-45", "9" * 40, "٣", [], {}, [[]], [None], {"id": None}, {"": {}},
)  # fmt: skip
EVERYTHING = ProductChange(
    name="A", custom_permalink=None, price_minor=1900, customizable_price=False, max_purchase_count=None,
    tags=("svg",), custom_receipt="r", custom_summary=None, refund_period="30", refund_fine_print=None,
    cover_ids=("c",),
)  # fmt: skip
UTM = {"title": "A", "utm_source": "s", "utm_medium": "m", "utm_campaign": "c"}
STATUSES = (200, 200, 200, 200, 201, 204, 301, 400, 401, 403, 404, 408, 418, 422, 429, 500, 502, 503, 599)
TYPES = ("application/json", "text/html", "text/plain", "", "nonsense")


def _readings() -> list[tuple[Call[Any], dict[str, Any]]]:
    """Every kind of call with a true answer where the sample shop has one."""
    sandbox = Sandbox(sample_shop(NOW_MS))
    page = read_answer(calls.list_products(), _asked(sandbox, calls.list_products()))
    held = next(record.product for record in page.items if record.product.groups)
    bundle = next((record.product for record in page.items if record.product.is_bundle), held)
    sale = read_answer(calls.list_sales(), _asked(sandbox, calls.list_sales())).items[0].sale
    category = read_answer(
        calls.list_variant_categories(held.id), _asked(sandbox, calls.list_variant_categories(held.id))
    )[0]
    asked: tuple[Call[Any], ...] = (
        calls.get_user(), calls.list_products(), calls.get_product(held.id), calls.list_offer_codes(held.id),
        calls.list_variant_categories(held.id), calls.list_variants(held.id, category.id), calls.list_skus(held.id),
        calls.list_custom_fields(held.id), calls.list_sales(), calls.get_sale(sale.id), calls.list_payouts(),
        calls.upcoming_payouts(), calls.list_categories(), calls.get_refund_policy(), calls.get_earnings(2026),
        calls.summarize_sales(group_by="product"), calls.export_sales(), calls.list_subscribers(held.id),
        calls.list_upsells(), calls.list_utm_links(), calls.list_emails(), calls.list_webhooks("sale"),
        calls.market_prices(query="icons"), calls.list_reviews(held.id), calls.add_cover(held.id, "https://a.example"),
        calls.verify_license(held.id, "K"), calls.delete_cover(held.id, "c"),
        calls.change_product(held.id, EVERYTHING), calls.mark_as_shipped(sale.id, "https://a.example"),
        calls.set_bundle_contents(bundle.id, (BundleItem(product_id=held.id), BundleItem(product_id=held.id))),
        calls.create_offer_code(held.id, CodeDraft(name="FUZZ", percent_off=0)), calls.refund_sale(sale.id, 5),
        calls.create_variant(held.id, category.id, VariantChange(name="A", description=None)),
        calls.create_custom_field(held.id, "Firm"), calls.create_utm_link(UTM),
        calls.create_upsell(UpsellChange(name="A", product_id=held.id)),
    )  # fmt: skip
    return [(call, json.loads(_asked(sandbox, call).body)) for call in asked]


def _asked(sandbox: Sandbox, call: Call[Any]) -> Response:
    return sandbox.handle(call.request, token=SAMPLE_TOKEN, now_ms=NOW_MS)


def _spoilt(value: Any, dice: random.Random) -> Any:
    """The value with something changed somewhere inside it."""
    if dice.random() < 0.12 or not value or not isinstance(value, dict | list):
        return dice.choice(ODD)
    if isinstance(value, dict):
        name = dice.choice(list(value))
        if dice.random() < 0.15:
            return {key: held for key, held in value.items() if key != name}
        return {**value, name: _spoilt(value[name], dice)}
    at = dice.randrange(len(value))
    return [*value[:at], _spoilt(value[at], dice), *value[at + 1 :]]


def _bytes(body: dict[str, Any], dice: random.Random) -> bytes:
    kind = dice.random()
    if kind < 0.75:
        spoilt: Any = body
        for _ in range(dice.randint(1, 3)):
            spoilt = _spoilt(spoilt, dice)
        if isinstance(spoilt, dict) and dice.random() < 0.7:
            spoilt.setdefault("success", True)
        return json.dumps(spoilt).encode()
    whole = json.dumps(body).encode()
    if kind < 0.85:
        return whole[: dice.randrange(len(whole))]
    if kind < 0.95:
        broken = bytearray(whole)
        for _ in range(dice.randint(1, 8)):
            broken[dice.randrange(len(broken))] = dice.randrange(256)
        return bytes(broken)
    if kind < 0.99:
        return dice.randbytes(dice.randrange(200))
    return dice.choice((b"[", b'{"a":', b'{"success":true,"product":[')) * dice.randrange(1, 3_000)


def _bodies(dice: random.Random) -> Iterator[tuple[Call[Any], Response]]:
    readings = _readings()
    for _ in range(HOW_MANY):
        call, body = dice.choice(readings)
        headers = (("content-type", dice.choice(TYPES)),)
        yield call, Response(dice.choice(STATUSES), headers, _bytes(body, dice))


def test_any_answer_is_a_value_or_a_typed_error() -> None:
    values = errors = 0
    for call, response in _bodies(random.Random(7)):
        try:
            value = read_answer(call, response)
        except GumroadError:
            errors += 1
        else:
            call.confirm(value)
            values += 1
    assert values + errors == HOW_MANY
    assert values > HOW_MANY // 50


def test_any_answer_to_a_write_can_be_compared_with_it() -> None:
    dice = random.Random(8)
    writes = [(call, body) for call, body in _readings() if call.effect is not Effect.READ and body.get("success")]
    values = 0
    for _ in range(HOW_MANY // 2):
        call, body = dice.choice(writes)
        spoilt = _spoilt(body, dice)
        if dice.random() < 0.5 and isinstance(body.get("product"), dict):
            name = dice.choice(("refund_policy", "covers", "taxonomy_id", "bundle_products", "custom_summary"))
            spoilt = {**body, "product": {**body["product"], name: dice.choice((*ODD, [{"id": []}], [{}]))}}
        try:
            value = read_answer(call, Response(200, (), json.dumps(spoilt).encode()))
        except GumroadError:
            continue
        call.confirm(value)
        values += 1
    assert values > HOW_MANY // 10


def test_the_true_answers_are_read() -> None:
    refused = [
        call.request.path for call, body in _readings() if not body.get("success") and call.effect.value == "read"
    ]
    assert refused == ["/v2/licenses/verify"]
