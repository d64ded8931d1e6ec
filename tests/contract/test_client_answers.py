"""Every call of the client against a shop: what it asked for is there, and the next read shows it.

Source: API contract, sections 6 to 9 and 12.
"""

from typing import Any, TypeVar

import pytest

from py_core.gumroad import calls
from py_core.gumroad.calls import UpsellChange
from py_core.gumroad.models import ProductRecord
from py_core.gumroad.pager import Pager
from py_core.gumroad.rules.codes import CodeChange, CodeDraft
from py_core.gumroad.rules.other import VariantChange
from py_core.gumroad.rules.products import BundleItem, NewProduct, ProductChange
from py_core.gumroad.wire import Call
from tests.contract.client_rig import Shop, opened

T = TypeVar("T")


@pytest.fixture(params=["http", "memory"])
def shop(request: pytest.FixtureRequest) -> Shop:
    return opened(request.param, request)


async def done(shop: Shop, call: Call[T]) -> T:
    """The answer of a write, which has everything that was asked for."""
    answer = await shop.ask(call)
    assert call.confirm(answer) == ()
    return answer


CHANGES = [
    ProductChange(name="  Ünïcode & <b>"),
    ProductChange(description="<p>New</p>"),
    ProductChange(custom_permalink="new-end_9"),
    ProductChange(custom_permalink=None),
    ProductChange(price_minor=500),
    ProductChange(price_minor=0),
    ProductChange(price_minor=0, customizable_price=False),
    ProductChange(currency="krw", price_minor=111_000),
    ProductChange(customizable_price=True, suggested_price_minor=2500),
    ProductChange(max_purchase_count=10),
    ProductChange(max_purchase_count=None),
    ProductChange(category="design/fonts"),
    ProductChange(taxonomy_id=66),
    ProductChange(tags=("Icons", "svg pack")),
    ProductChange(tags=()),
    ProductChange(custom_receipt="Thanks", custom_summary="Short"),
    ProductChange(custom_receipt=None, custom_summary=None),
    ProductChange(refund_period="30", refund_fine_print="Only unopened."),
    ProductChange(refund_period="inherit"),
    ProductChange(
        quantity_enabled=True, is_adult=False, display_product_reviews=False, should_show_sales_count=True
    ),
    ProductChange(rich_content=({"title": "Page", "description": {"type": "doc", "content": []}},)),
    ProductChange(files=()),
    ProductChange(has_same_rich_content_for_all_variants=True),
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: ",".join(sorted(change.model_fields_set)))
async def test_a_product_is_changed(shop: Shop, change: ProductChange) -> None:
    held = await shop.only(tags=["old"], max_purchase_count=50, custom_permalink="old")
    answer = await done(shop, calls.change_product(held.product.id, change))
    assert (await shop.ask(calls.get_product(held.product.id))).product == answer.product


async def test_a_product_is_made_published_and_deleted(shop: Shop) -> None:
    shop.seed()
    new = NewProduct(name="New", price_minor=500, currency="eur")
    made = await done(shop, calls.create_product(new, ProductChange(tags=("svg",), custom_summary="s")))
    assert (made.product.published, made.product.tags) == (False, ("svg",))
    product_id = made.product.id
    assert (await done(shop, calls.enable_product(product_id))).product.published
    assert not (await done(shop, calls.disable_product(product_id))).product.published
    await done(shop, calls.delete_product(product_id))
    assert (await shop.ask(calls.list_products())).items == ()
    assert (await shop.ask(calls.get_product(product_id))).product.deleted


async def test_a_membership_is_made(shop: Shop) -> None:
    shop.seed()
    made = await done(
        shop,
        calls.create_product(NewProduct(name="Club", native_type="membership", subscription_duration="yearly")),
    )
    assert (made.product.is_tiered_membership, made.product.subscription_duration) == (True, "yearly")


async def test_a_warning_about_codes_comes_along(shop: Shop) -> None:
    held = await shop.only(offer_codes=[{"name": "LAUNCH", "percent_off": 90}])
    answer = await done(shop, calls.update_product(held.product.id, price_minor=500))
    assert answer.warning == (
        "The following offer code discounts this product below $0.99: LAUNCH. "
        "Please update it or it will not work at checkout."
    )


@pytest.mark.parametrize(
    "draft",
    [
        CodeDraft(name="IN40", percent_off=40, max_purchase_count=500),
        CodeDraft(name=" zero ", percent_off=0),
        CodeDraft(name="ÀÖØöøÿ-_9", amount_minor=500, minimum_amount_minor=1000),
        CodeDraft(name="ALL", percent_off=100, universal=True),
    ],
)
async def test_a_code_lives(shop: Shop, draft: CodeDraft) -> None:
    product_id = (await shop.only()).product.id
    made = await done(shop, calls.create_offer_code(product_id, draft))
    assert made.universal is draft.universal
    change = CodeChange(max_purchase_count=9, minimum_amount_minor=None)
    changed = await done(shop, calls.update_offer_code(product_id, made.id, change))
    assert await shop.ask(calls.get_offer_code(product_id, made.id)) == changed
    await done(shop, calls.delete_offer_code(product_id, made.id))
    assert await shop.ask(calls.list_offer_codes(product_id)) == ()


async def test_versions_live(shop: Shop) -> None:
    product_id = (await shop.only()).product.id
    category = await done(shop, calls.create_variant_category(product_id, "Licence"))
    await done(shop, calls.update_variant_category(product_id, category.id, "License"))
    assert (await shop.ask(calls.get_variant_category(product_id, category.id))).title == "License"
    new = VariantChange(name="Team", description="Ten seats", price_difference_minor=3000, max_purchase_count=5)
    made = await done(shop, calls.create_variant(product_id, category.id, new))
    change = VariantChange(name="Big team", description=None, max_purchase_count=None)
    changed = await done(shop, calls.change_variant(product_id, category.id, made.id, change))
    assert await shop.ask(calls.list_variants(product_id, category.id)) == (changed,)
    await done(shop, calls.delete_variant(product_id, category.id, made.id))
    assert (await shop.ask(calls.get_variant(product_id, category.id, made.id))).id == made.id
    await done(shop, calls.delete_variant_category(product_id, category.id))
    assert await shop.ask(calls.list_variant_categories(product_id)) == ()


@pytest.mark.parametrize("kind", ["text", "checkbox", "long_text", "file", "terms"])
async def test_a_question_lives(shop: Shop, kind: str) -> None:
    product_id = (await shop.only()).product.id
    name = "https://a.example/terms?x=1" if kind == "terms" else "Firm / company?"
    made = await done(shop, calls.create_custom_field(product_id, name, kind=kind, required=True))
    assert await shop.ask(calls.get_custom_field(product_id, name)) == made
    await done(shop, calls.update_custom_field(product_id, name, required=False))
    await done(shop, calls.delete_custom_field(product_id, name))
    assert await shop.ask(calls.list_custom_fields(product_id)) == ()


async def test_covers_thumbnail_and_bundle(shop: Shop) -> None:
    shop.seed(
        products=[
            {"name": "Part", "price": 500},
            {"name": "Whole", "price": 900, "native_type": "bundle", "published": False},
        ]
    )
    whole, part = (record.product.id for record in (await shop.ask(calls.list_products())).items)
    first = await done(shop, calls.add_cover(whole, "https://a.example/1.png"))
    both = await done(shop, calls.add_cover(whole, "https://a.example/2.png"))
    assert set(first.ids) < set(both.ids)
    turned = tuple(reversed(both.ids))
    await done(shop, calls.change_product(whole, ProductChange(cover_ids=turned)))
    assert len((await done(shop, calls.delete_cover(whole, both.ids[0]))).ids) == 1
    await done(shop, calls.set_thumbnail(whole, "https://a.example/t.png"))
    assert (await shop.ask(calls.get_product(whole))).product.thumbnail_url is not None
    await done(shop, calls.delete_thumbnail(whole))
    bundled = await done(shop, calls.set_bundle_contents(whole, (BundleItem(product_id=part, quantity=2),)))
    assert bundled.product.is_bundle


def sold(**fields: Any) -> dict[str, Any]:
    return {"product_id": "icons", "purchase_email": "li@example.com", "price": 1900, **fields}


async def test_sales_are_walked_filtered_and_acted_on(shop: Shop) -> None:
    sales = [
        sold(created_at=f"2026-07-{day:02}T13:05:41Z", purchase_email=f"b{day}@example.com") for day in range(1, 26)
    ]
    shop.seed(products=[{"name": "Icon set", "price": 1900, "permalink": "icons"}], sales=sales)
    pager, key = Pager(calls.sale_id_of), await shop.ask(calls.list_sales())
    while (next_key := pager.take(key)) is not None:
        key = await shop.ask(calls.list_sales(page_key=next_key))
    times = [record.sale.created_at_ms for record in pager.items]
    assert (len(times), times) == (25, sorted(times, reverse=True))
    july = calls.SalesFilter(after="2026-07-10", before="2026-07-12")
    assert len((await shop.ask(calls.list_sales(july))).items) == 2
    one = (await shop.ask(calls.list_sales(calls.SalesFilter(email=" b7@example.com ")))).items[0]
    shipped = await done(shop, calls.mark_as_shipped(one.sale.id, "https://track.example/1"))
    assert shipped.sale.shipped
    part = await done(shop, calls.refund_sale(one.sale.id, 500))
    assert (part.sale.refundable_minor, part.sale.partially_refunded, part.sale.refunded) == (1400, True, False)
    rest = await done(shop, calls.refund_sale(one.sale.id))
    assert (rest.sale.refundable_minor, rest.sale.refunded) == (0, True)
    await done(shop, calls.resend_receipt(one.sale.id))
    assert (await done(shop, calls.export_sales(first_day="2026-07-01"))).status == "queued"
    summary = await shop.ask(calls.summarize_sales(first_day="2026-07-01", last_day="2026-07-31", group_by="day"))
    assert summary.total.units == 25
    assert (await shop.ask(calls.get_sale(one.sale.id))).sale == rest.sale


async def test_yen_are_refunded_in_yen(shop: Shop) -> None:
    shop.seed(
        products=[{"name": "Icon set", "price": 3000, "currency": "jpy", "permalink": "icons"}],
        sales=[sold(currency="jpy", display_price_cents=3000)],
    )
    sale = (await shop.ask(calls.list_sales())).items[0].sale
    assert sale.refundable_minor == 3000
    assert (await done(shop, calls.refund_sale(sale.id, 1000))).sale.refundable_minor == 2000


async def test_the_account_and_its_records(shop: Shop) -> None:
    product_id = (await shop.only()).product.id
    assert (await done(shop, calls.update_user(name="Ana", bio="Icons"))).name == "Ana"
    hook = await done(shop, calls.create_webhook("refund", "https://a.example/hook"))
    assert await shop.ask(calls.list_webhooks("refund")) == (hook,)
    await done(shop, calls.delete_webhook(hook.id))
    upsell = await done(shop, calls.create_upsell(UpsellChange(name="More", product_id=product_id, universal=True)))
    await done(shop, calls.update_upsell(upsell.id, UpsellChange(paused=True)))
    assert (await shop.ask(calls.get_upsell(upsell.id))).paused
    await done(shop, calls.delete_upsell(upsell.id))
    tags = {"title": "T", "utm_source": "s", "utm_medium": "m", "utm_campaign": "c"}
    link = await done(shop, calls.create_utm_link(tags))
    assert link.id is not None
    await done(shop, calls.update_utm_link(link.id, {"title": "U"}))
    await done(shop, calls.disable_utm_link(link.id))
    await done(shop, calls.enable_utm_link(link.id))
    await done(shop, calls.delete_utm_link(link.id))
    assert await shop.ask(calls.list_utm_links()) == ()
    categories = await shop.ask(calls.list_categories())
    assert "design/icons" in [category.path for category in categories]
    assert (await shop.ask(calls.get_refund_policy())).period == "30"
    assert (await shop.ask(calls.market_prices(query="icons"))).currency == "usd"


async def test_the_refund_policy_is_set_where_it_counts(shop: Shop) -> None:
    shop.seed(user={"account_refund_policy_in_effect": True})
    held = await done(shop, calls.update_refund_policy("14", fine_print="Ask first."))
    assert (held.period, held.fine_print, held.in_effect) == ("14", "Ask first.", True)


async def test_no_field_of_a_product_is_lost(shop: Shop) -> None:
    listed: ProductRecord = await shop.only(covers=[{"id": "c", "url": "u"}], custom_summary="s")
    slim = [
        "id",
        "name",
        "description",
        "custom_summary",
        "custom_receipt",
        "custom_permalink",
        "url",
        "short_url",
        "landing_url",
        "preview_url",
        "thumbnail_url",
        "price",
        "currency",
        "formatted_price",
        "customizable_price",
        "subscription_duration",
        "is_tiered_membership",
        "recurrences",
        "require_shipping",
        "max_purchase_count",
        "published",
        "deleted",
        "taxonomy_id",
        "category",
        "category_label",
        "tags",
        "file_info",
        "custom_fields",
        "covers",
        "main_cover_id",
        "bundle_products",
        "variants",
        "custom_delivery_url",
        "sales_count",
        "sales_usd_cents",
    ]
    full = [
        "custom_html",
        "refund_policy",
        "rich_content",
        "has_same_rich_content_for_all_variants",
        "main_section_index",
        "sections",
        "files",
    ]
    assert set(slim) <= set(listed.raw)
    assert {*slim, *full} <= set((await shop.ask(calls.get_product(listed.product.id))).raw)
