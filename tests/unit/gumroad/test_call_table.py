"""Every call: what it sends, what it does to the shop, and which permission it needs."""

from typing import Any

import pytest

from py_core.errors import InputError
from py_core.gumroad import calls
from py_core.gumroad.calls import SalesFilter, UpsellChange
from py_core.gumroad.keep import KEEP
from py_core.gumroad.rules.codes import CodeChange, CodeDraft
from py_core.gumroad.rules.other import VariantChange
from py_core.gumroad.rules.products import BundleItem, NewProduct, ProductChange
from py_core.gumroad.wire import Call, Effect

READ, SET, CREATE, DELETE, PAY = Effect.READ, Effect.SET, Effect.CREATE, Effect.DELETE, Effect.PAY
PUBLIC, EDIT, SALES, PAYOUTS, EMAILS = "view_public", "edit_products", "view_sales", "view_payouts", "edit_emails"
P = "/v2/products/p"

TABLE: list[tuple[Call[Any], str, str, str, Effect, str]] = [
    (calls.update_user(name="A", bio=None), "PUT", "/v2/user", "name=A&bio=", SET, "edit_profile"),
    (calls.get_refund_policy(), "GET", "/v2/refund_policy", "", READ, PUBLIC),
    (calls.update_refund_policy("30", fine_print="x"), "PUT", "/v2/refund_policy",
     "refund_period=30&fine_print=x", SET, EDIT),
    (calls.list_payouts(), "GET", "/v2/payouts", "", READ, PAYOUTS),
    (calls.list_payouts("k", after="2026-01-01", include_upcoming=False), "GET",
     "/v2/payouts?after=2026-01-01&include_upcoming=false&page_key=k", "", READ, PAYOUTS),
    (calls.get_payout("a/b"), "GET", "/v2/payouts/a%2Fb?include_sales=true&include_transactions=false", "", READ,
     PAYOUTS),
    (calls.upcoming_payouts(), "GET", "/v2/payouts/upcoming", "", READ, PAYOUTS),
    (calls.list_categories(), "GET", "/v2/categories", "", READ, PUBLIC),
    (calls.get_earnings(2026), "GET", "/v2/earnings?year=2026", "", READ, "view_tax_data"),
    (calls.create_product(NewProduct(name="A", price_minor=500, currency="eur")), "POST", "/v2/products",
     "native_type=digital&name=A&price=500&price_currency_type=eur", CREATE, EDIT),
    (calls.create_product(NewProduct(name="A", native_type="membership", subscription_duration="yearly")), "POST",
     "/v2/products", "native_type=membership&subscription_duration=yearly&name=A", CREATE, EDIT),
    (calls.create_product(NewProduct(name="A", price_minor=0), ProductChange(name="B", tags=("svg",))), "POST",
     "/v2/products", "native_type=digital&name=A&price=0&tags%5B%5D=svg", CREATE, EDIT),
    (calls.change_product("p", ProductChange(tags=("a b", "svg"), custom_summary=None, is_adult=True)), "PUT", P,
     "tags%5B%5D=a+b&tags%5B%5D=svg&custom_summary=&is_adult=true", SET, EDIT),
    (calls.change_product("p", ProductChange(tags=(), price_minor=5, customizable_price=False)), "PUT", P,
     '{"price":"5","customizable_price":"false","tags":[]}', SET, EDIT),
    (calls.change_product("p", ProductChange(rich_content=({"title": "é"},))), "PUT", P,
     '{"rich_content":[{"title":"é"}]}', SET, EDIT),
    (calls.delete_product("p"), "DELETE", P, "", DELETE, EDIT),
    (calls.market_prices(query="a b", currency="usd"), "GET",
     "/v2/products/comps?query=a+b&price_currency_type=usd", "", READ, PUBLIC),
    (calls.set_bundle_contents("p", (BundleItem(product_id="q", quantity=2),)), "PUT", f"{P}/bundle_contents",
     '{"products":[{"product_id":"q","quantity":2}]}', SET, EDIT),
    (calls.add_cover("p", "https://a/b"), "POST", f"{P}/covers", "url=https%3A%2F%2Fa%2Fb", CREATE, EDIT),
    (calls.delete_cover("p", "c"), "DELETE", f"{P}/covers/c", "", DELETE, EDIT),
    (calls.set_thumbnail("p", "x"), "POST", f"{P}/thumbnail", "url=x", SET, EDIT),
    (calls.delete_thumbnail("p"), "DELETE", f"{P}/thumbnail", "", DELETE, EDIT),
    (calls.list_reviews("p", "k"), "GET", f"{P}/reviews?page_key=k", "", READ, PUBLIC),
    (calls.get_offer_code("p", "c"), "GET", f"{P}/offer_codes/c", "", READ, PUBLIC),
    (calls.create_offer_code("p", CodeDraft(name=" A ", percent_off=20, universal=True)), "POST",
     f"{P}/offer_codes", "name=A&amount_off=20&offer_type=percent&universal=true", CREATE, EDIT),
    (calls.create_offer_code("p", CodeDraft(name="A", amount_minor=500, max_purchase_count=9)), "POST",
     f"{P}/offer_codes", "name=A&amount_off=500&offer_type=cents&max_purchase_count=9", CREATE, EDIT),
    (calls.update_offer_code("p", "c", CodeChange(max_purchase_count=None, minimum_amount_minor=5)), "PUT",
     f"{P}/offer_codes/c", "max_purchase_count=&minimum_amount_cents=5", SET, EDIT),
    (calls.delete_offer_code("p", "c"), "DELETE", f"{P}/offer_codes/c", "", DELETE, EDIT),
    (calls.get_variant_category("p", "c"), "GET", f"{P}/variant_categories/c", "", READ, PUBLIC),
    (calls.create_variant_category("p", "T"), "POST", f"{P}/variant_categories", "title=T", CREATE, EDIT),
    (calls.update_variant_category("p", "c", "T"), "PUT", f"{P}/variant_categories/c", "title=T", SET, EDIT),
    (calls.delete_variant_category("p", "c"), "DELETE", f"{P}/variant_categories/c", "", DELETE, EDIT),
    (calls.create_variant("p", "c", VariantChange(name="V", price_difference_minor=0)), "POST",
     f"{P}/variant_categories/c/variants", "name=V&price_difference_cents=0", CREATE, EDIT),
    (calls.change_variant("p", "c", "v", VariantChange(max_purchase_count=None)), "PUT",
     f"{P}/variant_categories/c/variants/v", "max_purchase_count=", SET, EDIT),
    (calls.delete_variant("p", "c", "v"), "DELETE", f"{P}/variant_categories/c/variants/v", "", DELETE, EDIT),
    (calls.list_skus("p"), "GET", f"{P}/skus", "", READ, PUBLIC),
    (calls.list_custom_fields("p"), "GET", f"{P}/custom_fields", "", READ, PUBLIC),
    (calls.get_custom_field("p", "a/b?"), "GET", f"{P}/custom_fields/a%2Fb%3F", "", READ, PUBLIC),
    (calls.create_custom_field("p", "Firm", kind="checkbox", required=True), "POST", f"{P}/custom_fields",
     "name=Firm&type=checkbox&required=true", CREATE, EDIT),
    (calls.update_custom_field("p", "Firm", required=False), "PUT", f"{P}/custom_fields/Firm", "required=false",
     SET, EDIT),
    (calls.delete_custom_field("p", "Firm"), "DELETE", f"{P}/custom_fields/Firm", "", DELETE, EDIT),
    (calls.list_sales(SalesFilter(after="2026-01-01", before="2026-02-01", order_id=5, email="a@b.c"), "k"), "GET",
     "/v2/sales?after=2026-01-01&before=2026-02-01&email=a%40b.c&order_id=5&page_key=k", "", READ, SALES),
    (calls.get_sale("s=="), "GET", "/v2/sales/s%3D%3D", "", READ, SALES),
    (calls.mark_as_shipped("s"), "PUT", "/v2/sales/s/mark_as_shipped", "", SET, "mark_sales_as_shipped"),
    (calls.mark_as_shipped("s", "u"), "PUT", "/v2/sales/s/mark_as_shipped", "tracking_url=u", SET,
     "mark_sales_as_shipped"),
    (calls.refund_sale("s"), "PUT", "/v2/sales/s/refund", "", PAY, "refund_sales"),
    (calls.refund_sale("s", 500), "PUT", "/v2/sales/s/refund?amount_cents=500", "amount_cents=500", PAY,
     "refund_sales"),
    (calls.resend_receipt("s"), "POST", "/v2/sales/s/resend_receipt", "once=true", CREATE, "edit_sales"),
    (calls.export_sales(first_day="2026-01-01", product_id="p"), "POST", "/v2/sales/exports",
     "from=2026-01-01&product_id=p", CREATE, SALES),
    (calls.summarize_sales(first_day="2026-01-01", last_day="2026-01-01", group_by="hour"), "GET",
     "/v2/sales/summary?from=2026-01-01&to=2026-01-01&group_by=hour", "", READ, SALES),
    (calls.list_subscribers("p", email="a@b.c"), "GET", f"{P}/subscribers?paginated=true&email=a%40b.c", "", READ,
     SALES),
    (calls.get_subscriber("s"), "GET", "/v2/subscribers/s", "", READ, SALES),
    (calls.verify_license("p", "K"), "POST", "/v2/licenses/verify",
     "product_id=p&license_key=K&increment_uses_count=false", READ, ""),
    (calls.verify_license("p", "K", count_use=True), "POST", "/v2/licenses/verify",
     "product_id=p&license_key=K&increment_uses_count=true", CREATE, ""),
    (calls.enable_license("p", "K"), "PUT", "/v2/licenses/enable", "product_id=p&license_key=K", SET, EDIT),
    (calls.disable_license("p", "K"), "PUT", "/v2/licenses/disable", "product_id=p&license_key=K", SET, EDIT),
    (calls.decrement_license_uses("p", "K"), "PUT", "/v2/licenses/decrement_uses_count",
     "product_id=p&license_key=K", CREATE, EDIT),
    (calls.rotate_license("p", "K"), "PUT", "/v2/licenses/rotate", "product_id=p&license_key=K", CREATE, EDIT),
    (calls.list_webhooks("sale"), "GET", "/v2/resource_subscriptions?resource_name=sale", "", READ, SALES),
    (calls.create_webhook("refund", "https://a.example/h"), "PUT", "/v2/resource_subscriptions",
     "resource_name=refund&post_url=https%3A%2F%2Fa.example%2Fh", CREATE, SALES),
    (calls.delete_webhook("w"), "DELETE", "/v2/resource_subscriptions/w", "", DELETE, SALES),
    (calls.list_upsells(), "GET", "/v2/upsells", "", READ, PUBLIC),
    (calls.create_upsell(UpsellChange(name="A", product_id="p")), "POST", "/v2/upsells", "name=A&product_id=p",
     CREATE, EDIT),
    (calls.update_upsell("u", UpsellChange(paused=True)), "PUT", "/v2/upsells/u", "paused=true", SET, EDIT),
    (calls.delete_upsell("u"), "DELETE", "/v2/upsells/u", "", DELETE, EDIT),
    (calls.list_utm_links(), "GET", "/v2/utm_links", "", READ, PUBLIC),
    (calls.create_utm_link({"title": "A"}), "POST", "/v2/utm_links", "title=A", CREATE, EDIT),
    (calls.update_utm_link("l", {"title": "B"}), "PUT", "/v2/utm_links/l", "title=B", SET, EDIT),
    (calls.enable_utm_link("l"), "PUT", "/v2/utm_links/l/enable", "", SET, EDIT),
    (calls.disable_utm_link("l"), "PUT", "/v2/utm_links/l/disable", "", SET, EDIT),
    (calls.delete_utm_link("l"), "DELETE", "/v2/utm_links/l", "", DELETE, EDIT),
    (calls.list_emails(kind="draft"), "GET", "/v2/emails?type=draft", "", READ, EMAILS),
    (calls.get_email("e"), "GET", "/v2/emails/e", "", READ, EMAILS),
]  # fmt: skip


@pytest.mark.parametrize(("call", "method", "target", "body", "effect", "scope"), TABLE)
def test_a_call(call: Call[Any], method: str, target: str, body: str, effect: Effect, scope: str) -> None:
    assert (call.request.method, call.request.target) == (method, target)
    assert call.request.body()[0].decode() == body
    assert (call.effect, call.scope) == (effect, scope)


@pytest.mark.parametrize(
    ("make", "fields"),
    [
        (lambda: calls.change_product("p", ProductChange(name=" ", tags=("x",))), {"name", "tags"}),
        (lambda: calls.change_product("p", ProductChange(category="a", taxonomy_id=1)), {"category"}),
        (lambda: calls.change_product("p", ProductChange(custom_html="x" * 500_001)), {"custom_html"}),
        (lambda: calls.update_product("p", price_minor=-1), {"price_minor"}),
        (lambda: calls.update_product("p", price_minor=2**31), {"price_minor"}),
        (lambda: calls.update_product("p", currency="xyz"), {"currency"}),
        (lambda: calls.create_product(NewProduct(name="A")), {"price_minor"}),
        (lambda: calls.create_product(NewProduct(name="A", price_minor=5, native_type="podcast")), {"native_type"}),
        (lambda: calls.create_product(NewProduct(name="A", price_minor=5, currency="xyz")), {"currency"}),
        (lambda: calls.create_product(NewProduct(name="A", price_minor=5, currency="usd")), {"price_minor"}),
        (lambda: calls.create_product(NewProduct(name="A", price_minor=500, subscription_duration="yearly")),
         {"subscription_duration"}),
        (lambda: calls.create_product(NewProduct(name="A", native_type="membership", subscription_duration="x")),
         {"subscription_duration"}),
        (lambda: calls.market_prices(query=" "), {"query"}),
        (lambda: calls.set_bundle_contents("p", (BundleItem(product_id="q", quantity=0, position=-1),)),
         {"quantity", "position"}),
        (lambda: calls.add_cover("p", " "), {"url"}),
        (lambda: calls.set_thumbnail("p", ""), {"url"}),
        (lambda: calls.create_offer_code("p", CodeDraft(name="x" * 256, percent_off=5)), {"name"}),
        (lambda: calls.create_offer_code("p", CodeDraft(name="A", amount_minor=2**31)), {"amount"}),
        (lambda: calls.create_offer_code("p", CodeDraft(name="A", percent_off=5, max_purchase_count=10**8)),
         {"max_purchase_count"}),
        (lambda: calls.update_offer_code("p", "c", CodeChange(minimum_amount_minor=-1)), {"minimum_amount_minor"}),
        (lambda: calls.create_variant("p", "c", VariantChange()), {"name"}),
        (lambda: calls.change_variant("p", "c", "v", VariantChange(description="x" * 256)), {"description"}),
        (lambda: calls.update_refund_policy("183 days"), {"refund_period"}),
        (lambda: calls.update_refund_policy("none", fine_print="x" * 3001), {"fine_print"}),
        (lambda: calls.list_payouts(after="2026-1-1"), {"after"}),
        (lambda: calls.list_sales(SalesFilter(before="2026-02-30")), {"before"}),
        (lambda: calls.list_sales(SalesFilter(order_id=-5)), {"order_id"}),
        (lambda: calls.refund_sale("s", 0), {"amount_minor"}),
        (lambda: calls.export_sales(last_day="today"), {"to"}),
        (lambda: calls.summarize_sales(first_day="2026-02-01", last_day="2026-01-01"), {"from"}),
        (lambda: calls.summarize_sales(first_day="2024-01-01", last_day="2026-01-01"), {"to"}),
        (lambda: calls.summarize_sales(first_day="2026-01-01", last_day="2026-01-08", group_by="hour"), {"to"}),
        (lambda: calls.create_webhook("sales", "https://localhost/x"), {"resource_name", "post_url"}),
        (lambda: calls.create_webhook("sale", "https://127.0.0.2/x"), {"post_url"}),
        (lambda: calls.create_webhook("sale", "ftp://a.example"), {"post_url"}),
        (lambda: calls.create_webhook("sale", "https://[broken"), {"post_url"}),
        (lambda: calls.create_upsell(UpsellChange()), {"name"}),
        (lambda: calls.update_upsell("u", UpsellChange(name=" ")), {"name"}),
        (lambda: calls.create_custom_field("p", "no address", kind="terms"), {"name"}),
    ],
)  # fmt: skip
def test_what_gumroad_would_refuse_is_not_sent(make: Any, fields: set[str]) -> None:
    with pytest.raises(InputError) as refused:
        make()
    assert set(refused.value.fields) == fields
    assert "Nothing was sent" in refused.value.hint


def test_terms_may_have_an_address_and_a_summary_no_span() -> None:
    assert calls.create_custom_field("p", "https://a.example/terms", kind="terms").effect is CREATE
    assert calls.summarize_sales().request.query == ()


def test_numbers_are_whole_or_not_sent() -> None:
    odd: Any = 9.99
    change = ProductChange.model_construct(**{**dict(ProductChange()), "price_minor": odd})
    with pytest.raises(InputError, match="The price has to be a whole number"):
        calls.change_product("p", change)


def test_keep_is_not_none() -> None:
    assert calls.change_product("p", ProductChange(max_purchase_count=KEEP)).request.form == ()
    assert calls.change_product("p", ProductChange(max_purchase_count=None)).request.form == (
        ("max_purchase_count", ""),
    )
