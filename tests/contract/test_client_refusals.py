"""Every documented refusal comes out of the client as the right error, with Gumroad's own words.

The requests are sent without our own rules, as a script would send them; where a rule of ours knows the
refusal beforehand, it has to object, too. Source: API contract, sections 6 to 9 and 12.
"""

from typing import Any

import pytest

from py_core.errors import AuthError, CoreError, InputError, NotFound, Rejected
from py_core.gumroad import calls
from py_core.gumroad.calls.asking import Param
from py_core.gumroad.rules.codes import CodeDraft
from py_core.gumroad.rules.other import VariantChange
from py_core.gumroad.rules.products import ProductChange, against_objections, change_objections
from py_core.gumroad.wire import Call, Effect, Mismatch
from tests.contract.client_rig import Memory, Shop, opened, plainly, reading

TIER = {"title": "Tier", "options": [{"name": "T", "recurrence_prices": {"monthly": {"price_cents": 500}}}]}
LICENCE = {"title": "Licence", "options": [{"name": "Team", "price_difference": 500, "sold": 3}]}
PERIODS = "refund_period must be one of: inherit, none, 7, 14, 30, 183."
TAKEN = "Discount code must be unique."
DATES = "Dates must be in the format YYYY-MM-DD."


@pytest.fixture(params=["http", "memory"])
def shop(request: pytest.FixtureRequest) -> Shop:
    return opened(request.param, request)


async def error_of(shop: Shop, call: Call[Any], **options: Any) -> CoreError:
    with pytest.raises(CoreError) as caught:
        await shop.ask(call, **options)
    return caught.value


PRODUCT_REFUSALS: list[tuple[dict[str, Any], dict[str, Param], str]] = [
    ({}, {"name": ""}, "Name can't be blank"),
    ({}, {"name": "x" * 256}, "Name is too long (maximum is 255 characters)"),
    ({}, {"custom_permalink": "a b"}, "Custom permalink is invalid"),
    ({}, {"price": 98}, "Sorry, a product must be at least $0.99."),
    ({"currency": "krw", "price": 200_000}, {"price": 5}, "Sorry, a product must be at least ₩1,110."),
    ({"currency": "jpy"}, {"price": 98}, "Sorry, a product must be at least ¥99."),
    ({"native_type": "commission"}, {"price": 150}, "The commission price must be at least $1.98."),
    ({}, {"price": 2_147_483_648}, "Sorry, the price entered is too large."),
    ({}, {"price": ""}, "Price cents can't be blank"),
    ({}, {"price": -1}, "Sorry, a product must be at least $0.99."),
    (
        {"customizable_price": True, "suggested_price_cents": 2500},
        {"price": 2600},
        "The suggested price you entered was too low.",
    ),
    ({}, {"price_currency_type": "xyz"}, "'xyz' is not a supported currency."),
    ({}, {"price_currency_type": ""}, "'' is not a supported currency."),
    (
        {"native_type": "membership", "price": 0, "variants": [TIER]},
        {"price": 500},
        "Price cannot be updated for tiered membership products. "
        "Use the variant endpoints to manage tier pricing.",
    ),
    (
        {"native_type": "membership", "price": 0, "variants": [TIER]},
        {"price_currency_type": "eur"},
        "Currency cannot be updated for tiered membership products. "
        "Use the variant endpoints to manage tier pricing.",
    ),
    (
        {"sales_count": 9},
        {"max_purchase_count": 8},
        "Sorry, you cannot limit the number of purchases to that amount.",
    ),
    ({}, {"category": "design", "taxonomy_id": 66}, "Specify either category or taxonomy_id, not both."),
    ({}, {"category": "no/such"}, "Invalid category."),
    ({}, {"taxonomy_id": 999_999}, "Invalid taxonomy_id."),
    ({}, {"tags": ("a",)}, "Name A tag is too short. Please try again with a longer one, above 2 characters."),
    (
        {},
        {"tags": ("x" * 21,)},
        "Name A tag is too long. Please try again with a shorter one, under 20 characters.",
    ),
    ({}, {"tags": ("#svg",)}, "Name A tag cannot start with hashes or contain commas."),
    ({}, {"tags": ("a,b",)}, "Name A tag cannot start with hashes or contain commas."),
    ({}, {"refund_period": "8"}, PERIODS),
    (
        {},
        {"refund_fine_print": "x"},
        "refund_fine_print requires refund_period, or an existing product-level refund policy.",
    ),
    (
        {},
        {"refund_period": "inherit", "refund_fine_print": "x"},
        "refund_fine_print cannot be set when refund_period is 'inherit'; the account-level policy's fine print "
        "applies.",
    ),
    ({"native_type": "call", "variants": [LICENCE]}, {"quantity_enabled": True},
     "Customers cannot be allowed to choose a quantity for this product."),
    ({}, {"custom_html": "<p>"}, "You do not have access to custom HTML pages."),
    ({"variants": [{"title": "Empty", "options": []}]}, {"name": "New"},
     "Sorry, the product versions must have at least one option."),
]  # fmt: skip

# What only Gumroad can know; our rules cannot object beforehand.
ONLY_GUMROAD_KNOWS = (
    "Invalid category.",
    "Invalid taxonomy_id.",
    "refund_fine_print requires refund_period, or an existing product-level refund policy.",
    "Customers cannot be allowed to choose a quantity for this product.",
    "You do not have access to custom HTML pages.",
    "Sorry, the product versions must have at least one option.",
    "Price cents can't be blank",
)
FIELD_OF = {
    "price": "price_minor",
    "price_currency_type": "currency",
    "suggested_price_cents": "suggested_price_minor",
}


@pytest.mark.parametrize(("product", "sent", "words"), PRODUCT_REFUSALS)
async def test_a_refused_product_update(
    shop: Shop, product: dict[str, Any], sent: dict[str, Param], words: str
) -> None:
    held = await shop.only(**product)
    error = await error_of(shop, plainly("PUT", "products", held.product.id, **sent))
    assert (type(error), error.server_words, error.status) == (Rejected, words, 200)
    assert words in error.message
    assert (await shop.ask(calls.get_product(held.product.id))).product == held.product


@pytest.mark.parametrize(("product", "sent", "words"), PRODUCT_REFUSALS)
async def test_our_rules_know_it_beforehand(product: dict[str, Any], sent: dict[str, Param], words: str) -> None:
    if words in ONLY_GUMROAD_KNOWS:
        return
    held = await Shop(Memory()).only(**product)
    change = ProductChange.model_validate({FIELD_OF.get(name, name): value for name, value in sent.items()})
    commission = product.get("native_type") == "commission"
    assert change_objections(change) or against_objections(change, held.product, commission=commission)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"name": "A"}, "New products should be created with a price"),
        ({"price": 500}, "Name can't be blank"),
        ({"name": "A", "price": 5}, "Sorry, a product must be at least $0.99."),
        (
            {"name": "A", "price": 500, "native_type": "physical"},
            "The product type 'physical' is not supported for creation.",
        ),
        (
            {"name": "A", "price": 500, "subscription_duration": "monthly"},
            "subscription_duration is only valid for membership products.",
        ),
        (
            {"name": "A", "native_type": "membership", "subscription_duration": "weekly"},
            "Invalid subscription duration 'weekly'. "
            "Valid values: monthly, yearly, quarterly, biannually, every_two_years.",
        ),
        ({"name": "A", "price": 5, "price_currency_type": "xyz"}, "'xyz' is not a supported currency."),
    ],
)
async def test_a_refused_new_product(shop: Shop, sent: dict[str, Param], words: str) -> None:
    shop.seed()
    error = await error_of(shop, plainly("POST", "products", **sent))
    assert (type(error), error.server_words) == (Rejected, words)
    assert (await shop.ask(calls.list_products())).items == ()


async def test_the_daily_cap_on_new_products(shop: Shop) -> None:
    shop.seed(
        user={"verified": False},
        products=[{"name": f"P{at}", "price": 500, "created_at": "2026-11-18T08:00:00Z"} for at in range(10)],
    )
    error = await error_of(shop, plainly("POST", "products", name="One more", price=500))
    assert error.server_words == "Sorry, you can only create 10 products per day."


@pytest.mark.parametrize(
    ("user", "codes", "words"),
    [
        ({"has_payment_method": False}, [], "You must connect at least one payment method before you can publish "
         "this product for sale."),
        ({"email_confirmed": False}, [], "You have to confirm your email address before you can do that."),
        ({}, [{"name": "DEEP", "percent_off": 99}], "An existing discount code puts the price of this product "
         "below the $0.99 minimum after discount."),
    ],
)  # fmt: skip
async def test_a_refused_publishing(shop: Shop, user: dict[str, Any], codes: list[Any], words: str) -> None:
    shop.seed(user=user, products=[{"name": "A", "price": 1900, "published": False, "offer_codes": codes}])
    product = (await shop.ask(calls.list_products())).items[0].product
    assert (await error_of(shop, calls.enable_product(product.id))).server_words == words


CODE = {"name": "LAUNCH", "percent_off": 20, "times_used": 7}
CODE_REFUSALS: list[tuple[dict[str, Param], str, CodeDraft | None]] = [
    (
        {"name": "A"},
        "You are missing required offer code parameters. Please refer to https://gumroad.com/api#offer-codes for "
        "the correct parameters.",
        CodeDraft(name="A"),
    ),
    ({"name": "", "amount_off": 5, "offer_type": "percent"}, "Discount code can't be blank",
     CodeDraft(name=" ", percent_off=5)),
    ({"name": "a b", "amount_off": 5, "offer_type": "percent"},
     "Discount code can only contain numbers, letters, dashes, and underscores.",
     CodeDraft(name="a b", percent_off=5)),
    ({"name": "СКИДКА", "amount_off": 5, "offer_type": "percent"},
     "Discount code can only contain numbers, letters, dashes, and underscores.",
     CodeDraft(name="СКИДКА", percent_off=5)),
    ({"name": "A", "amount_off": -5, "offer_type": "percent"}, "Please enter a positive discount amount.",
     CodeDraft(name="A", percent_off=-5)),
    ({"name": "A", "amount_off": 101, "offer_type": "percent"},
     "Please enter a discount amount that is 100% or less.", CodeDraft(name="A", percent_off=101)),
    ({"name": "LAUNCH", "amount_off": 5, "offer_type": "percent"}, TAKEN, None),
    ({"name": "launch", "amount_off": 5, "offer_type": "percent", "universal": "true"}, TAKEN, None),
    ({"name": "A", "amount_off": 99, "offer_type": "percent"},
     "The price after discount for all of your products must be either $0 or at least $0.99.", None),
]  # fmt: skip


@pytest.mark.parametrize(("sent", "words", "draft"), CODE_REFUSALS)
async def test_a_refused_code(shop: Shop, sent: dict[str, Param], words: str, draft: CodeDraft | None) -> None:
    held = await shop.only(offer_codes=[CODE])
    error = await error_of(shop, plainly("POST", "products", held.product.id, "offer_codes", **sent))
    assert (type(error), error.server_words) == (Rejected, words)
    if draft is not None:
        with pytest.raises(InputError):
            calls.create_offer_code(held.product.id, draft)


async def test_a_code_may_not_go_below_its_uses(shop: Shop) -> None:
    held = await shop.only(offer_codes=[CODE])
    code = (await shop.ask(calls.list_offer_codes(held.product.id)))[0]
    call = plainly("PUT", "products", held.product.id, "offer_codes", code.id, max_purchase_count=6)
    assert (await error_of(shop, call)).server_words == (
        "You have chosen a discount code quantity that is less that the number already used. "
        "Please enter an amount no less than 7."
    )


async def test_a_default_discount_cannot_be_deleted(shop: Shop) -> None:
    held = await shop.only(offer_codes=[CODE], default_offer_code="LAUNCH")
    code = (await shop.ask(calls.list_offer_codes(held.product.id)))[0]
    error = await error_of(shop, calls.delete_offer_code(held.product.id, code.id))
    assert (type(error), error.server_words) == (NotFound, "The offer_code was not found.")


VARIANT_REFUSALS: list[tuple[dict[str, Param], str, VariantChange | None]] = [
    ({"name": ""}, "Name can't be blank", VariantChange(name=" ")),
    ({"price_difference_cents": -1},
     "Please enter a price that is equal to or greater than the price of the product.",
     VariantChange(price_difference_minor=-1)),
    ({"max_purchase_count": 2},
     "You have chosen an amount lower than what you have already sold. Please enter an amount greater than 3.",
     None),
]  # fmt: skip


@pytest.mark.parametrize(("sent", "words", "change"), VARIANT_REFUSALS)
async def test_a_refused_version(
    shop: Shop, sent: dict[str, Param], words: str, change: VariantChange | None
) -> None:
    held = await shop.only(variants=[LICENCE])
    product_id = held.product.id
    category = (await shop.ask(calls.list_variant_categories(product_id)))[0]
    variant = (await shop.ask(calls.list_variants(product_id, category.id)))[0]
    where = ("products", product_id, "variant_categories", category.id, "variants", variant.id)
    assert (await error_of(shop, plainly("PUT", *where, **sent))).server_words == words
    if change is not None:
        with pytest.raises(InputError):
            calls.change_variant(product_id, category.id, variant.id, change)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "The custom_field was unable to be created."),
        ({"name": "A", "type": "radio"}, "Field type is not included in the list"),
        ({"name": "A", "type": "terms"}, "Please provide a valid URL for custom field of Terms type."),
    ],
)
async def test_a_refused_custom_field(shop: Shop, sent: dict[str, Param], words: str) -> None:
    held = await shop.only()
    error = await error_of(shop, plainly("POST", "products", held.product.id, "custom_fields", **sent))
    assert error.server_words == words
    with pytest.raises(InputError):
        calls.create_custom_field(held.product.id, str(sent.get("name", "")), kind=str(sent.get("type", "text")))


@pytest.mark.parametrize(
    ("call", "thing"),
    [
        (calls.get_product("nope"), "product"),
        (calls.update_product("nope", price_minor=500), "product"),
        (calls.delete_product("nope"), "product"),
        (calls.list_offer_codes("nope"), "product"),
        (calls.get_sale("nope"), "sale"),
        (calls.refund_sale("nope"), "sale"),
        (calls.mark_as_shipped("nope"), "sale"),
        (calls.resend_receipt("nope"), "sale"),
        (calls.get_subscriber("nope"), "subscriber"),
        (calls.get_payout("nope"), "payout"),
        (calls.get_upsell("nope"), "upsell"),
        (calls.delete_upsell("nope"), "upsell"),
        (calls.get_email("nope"), "email"),
        (calls.get_utm_link("nope"), "utm_link"),
        (calls.delete_webhook("nope"), "resource_subscription"),
    ],
)
async def test_what_is_not_there(shop: Shop, call: Call[Any], thing: str) -> None:
    shop.seed()
    error = await error_of(shop, call)
    assert (type(error), error.server_words) == (NotFound, f"The {thing} was not found.")


@pytest.mark.parametrize("thing", ["offer_code", "variant_category", "custom_field"])
async def test_what_a_product_does_not_have(shop: Shop, thing: str) -> None:
    product_id = (await shop.only()).product.id
    plural = {"offer_code": "offer_codes", "variant_category": "variant_categories"}.get(thing, "custom_fields")
    error = await error_of(shop, plainly("DELETE", "products", product_id, plural, "nope"))
    assert (type(error), error.server_words) == (NotFound, f"The {thing} was not found.")


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("products?page_key=abc", "Invalid page_key."),
        ("sales?page_key=20260119081040000000-0", "Invalid page_key."),
        ("sales?before=soon", f"Invalid date format provided in field 'before'. {DATES}"),
        ("sales?after=2026-01-01T00:00", f"Invalid date format provided in field 'after'. {DATES}"),
        ("sales?product_id=abcdef", "Invalid product ID."),
        ("sales?order_id=12a", "Invalid order ID."),
        ("sales?page=0", "Invalid page number. Page numbers start at 1."),
        ("sales/summary?from=2026-02-01&to=2026-01-01", "'from' must be on or before 'to'."),
        ("sales/summary?from=2024-01-01&to=2026-01-01", "Date range cannot exceed 366 days."),
        ("sales/summary?from=2026-01-01&to=2026-01-08&group_by=hour",
         "Date range cannot exceed 7 days when grouping by hour."),
        ("sales/summary?group_by=year", "Invalid group_by. Valid values are: product, day, week, month, hour."),
    ],
)  # fmt: skip
async def test_a_bad_question_keeps_its_words(shop: Shop, target: str, words: str) -> None:
    shop.seed()
    error = await error_of(shop, reading(target))
    assert (type(error), error.status, error.server_words) == (Rejected, 400, words)


@pytest.mark.parametrize(
    ("sale", "amount", "words"),
    [
        ({"price": 1900, "refunded": True, "refunded_in_currency": 1900}, None, "Purchase is already refunded."),
        ({"price": 1900}, 1901, "Refund amount cannot be greater than the purchase price."),
        ({"price": 0}, None, "This purchase has already been refunded or has nothing left to refund."),
        ({"price": 1900, "disputed": True}, None, "This purchase has an active dispute. The funds have already "
         "been returned to the buyer. No additional refund is needed."),
    ],
)  # fmt: skip
async def test_a_refused_refund(shop: Shop, sale: dict[str, Any], amount: int | None, words: str) -> None:
    shop.seed(
        products=[{"name": "Icon set", "price": 1900, "permalink": "icons"}],
        sales=[{"product_id": "icons", "purchase_email": "li@example.com", **sale}],
    )
    held = (await shop.ask(calls.list_sales())).items[0]
    error = await error_of(shop, calls.refund_sale(held.sale.id, amount))
    assert (type(error), error.server_words) == (Rejected, words)


async def test_a_license_that_is_not_there_and_a_foreign_one(shop: Shop) -> None:
    product_id = (await shop.only()).product.id
    error = await error_of(shop, calls.verify_license(product_id, "NO-SUCH-KEY"))
    assert (type(error), error.status) == (NotFound, 404)
    assert error.server_words == "That license does not exist for the provided product."


@pytest.mark.parametrize(
    ("call", "scope"),
    [
        (calls.update_product("nope", price_minor=500), "edit_products"),
        (calls.list_sales(), "view_sales"),
        (calls.refund_sale("nope"), "refund_sales"),
        (calls.mark_as_shipped("nope"), "mark_sales_as_shipped"),
        (calls.resend_receipt("nope"), "edit_sales"),
        (calls.list_payouts(), "view_payouts"),
        (calls.get_earnings(2026), "view_tax_data"),
        (calls.list_emails(), "edit_emails"),
        (calls.update_user(name="A"), "edit_profile"),
        (calls.list_webhooks("sale"), "view_sales"),
    ],
)
async def test_a_missing_permission_is_named_and_comes_first(shop: Shop, call: Call[Any], scope: str) -> None:
    shop.seed(tokens=[{"token": "few", "scopes": ["view_public"]}])
    error = await error_of(shop, call, token="few")
    assert (type(error), error.status, error.server_words) == (AuthError, 403, "")
    assert scope in error.message


@pytest.mark.parametrize("token", ["unknown", "gone"])
async def test_a_token_that_is_not_accepted(shop: Shop, token: str) -> None:
    shop.seed(tokens=[{"token": "gone", "revoked": True}])
    error = await error_of(shop, calls.get_user(), token=token)
    assert (type(error), error.status) == (AuthError, 401)


async def test_an_address_that_does_not_exist(shop: Shop) -> None:
    shop.seed()
    error = await error_of(shop, reading("no/such/thing"))
    assert (type(error), error.status, error.server_words) == (Rejected, 404, "Not Found")


async def test_a_word_that_gumroad_does_not_know_is_noticed(shop: Shop) -> None:
    held = await shop.only()
    call = calls.change_product(held.product.id, ProductChange(name="New"))
    request = plainly("PUT", "products", held.product.id, nmae="New").request
    answer = await shop.ask(Call(request, Effect.SET, call.scope, call.read))
    assert call.confirm(answer) == (Mismatch("name", "New", "Icon set"),)
    assert call.confirm(await shop.ask(call)) == ()
