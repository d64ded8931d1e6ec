"""Products: list, show, create, update, enable, disable, delete. Source: API contract, section 6."""

from typing import Any

from py_core.sandbox.answers import Refusal, succeeded
from py_core.sandbox.casts import is_scalar, to_text
from py_core.sandbox.context import Asked, refuse_unless
from py_core.sandbox.discounts import leaves_legal_prices, warning_for
from py_core.sandbox.ids import generated_permalink
from py_core.sandbox.paging import PAGE_SIZE, next_page, page_key, position
from py_core.sandbox.product_json import slim_product
from py_core.sandbox.product_price import currency_asked
from py_core.sandbox.product_update import (
    apply_fields,
    apply_update,
    check_shapes,
    check_structure,
    native_type_asked,
)
from py_core.sandbox.shop import stamp
from py_core.sandbox.state import RECURRENCES, Option, OptionGroup, Product, RecurrencePrice
from py_core.sandbox.times import day_of, parse_iso
from py_core.sandbox.trade_records import Recurrence
from py_core.sandbox.wording import minimum

_CREATED_PER_DAY = {True: 100, False: 10}
_LISTED_RECURRENCES = "monthly, yearly, quarterly, biannually, every_two_years"


def index(asked: Asked) -> dict[str, Any]:
    """GET /products: ten, newest first."""
    found = asked.shop.newest(position(asked.params), PAGE_SIZE + 1)
    page = found[:PAGE_SIZE]
    state = asked.shop.state
    body = succeeded(products=[slim_product(product, state, asked.grant) for product in page])
    if len(found) > PAGE_SIZE:
        last = page[-1]
        body |= next_page(asked.path, asked.params, page_key(parse_iso(last.created_at), last.number))
    return body


def show(asked: Asked) -> dict[str, Any]:
    """GET /products/:id: deleted products, too."""
    return succeeded(product=asked.shown(asked.product()))


def update(asked: Asked) -> dict[str, Any]:
    """PUT /products/:id: only what was sent changes, and nothing when anything is refused."""
    held = asked.live_product()
    draft = held.model_copy()
    apply_update(asked.shop, draft, asked.params)
    asked.shop.replace_product(draft)
    body = succeeded(product=asked.shown(draft))
    if "custom_html" in asked.params:
        body |= {"previous_custom_html": held.custom_html, "sanitization_report": []}
    warning = warning_for(asked.shop, draft)
    return body if warning is None else {**body, "warning": warning}


def show_html(asked: Asked) -> dict[str, Any]:
    """GET …/custom_html."""
    return succeeded(custom_html=asked.live_product().custom_html)


def create(asked: Asked) -> dict[str, Any]:
    """POST /products: always an unpublished draft."""
    state, params = asked.shop.state, asked.params
    allowed = _CREATED_PER_DAY[state.user.verified]
    today = day_of(asked.now_ms * 1000)
    made_today = sum(day_of(parse_iso(product.created_at)) == today for product in state.products)
    refuse_unless(made_today < allowed, f"Sorry, you can only create {allowed} products per day.")
    check_shapes(params)
    kind = native_type_asked(params)
    duration = _duration_asked(asked, is_membership=kind == "membership")
    refuse_unless(kind == "membership" or "price" in params, "New products should be created with a price")
    coffees = (product.native_type == "coffee" for product in asked.shop.live_products())
    refuse_unless(kind != "coffee" or not any(coffees), "You can only have one coffee product.")
    refuse_unless(
        kind not in ("call", "commission") or not state.user.is_new,
        "Service products are disabled until your account is 30 days old.",
    )
    currency = currency_asked(params) or state.user.currency_type
    draft = Product(
        created_at=stamp(asked.now_ms),
        native_type=kind,
        name="",
        currency=currency,
        taxonomy_id=1,
        published=False,
    )
    fields = {"name": "", **params}
    if kind == "membership":
        draft.subscription_duration = duration
        draft.variants = [_first_tier(duration or "monthly")]
        fields.pop("price", None)
    apply_fields(asked.shop, draft, fields)
    draft.number, draft.id = asked.shop.new_id()
    draft.permalink = generated_permalink(draft.number)
    for group in draft.variants:
        group.number, group.id = asked.shop.new_id()
        for option in group.options:
            option.number, option.id = asked.shop.new_id()
    asked.shop.add_product(draft)
    return succeeded(product=asked.shown(draft))


def delete(asked: Asked) -> dict[str, Any]:
    """DELETE /products/:id: the product stays readable by id."""
    product = asked.live_product()
    asked.shop.replace_product(product.model_copy(update={"deleted": True, "published": False}))
    return succeeded(message="The product was deleted successfully.")


def enable(asked: Asked) -> dict[str, Any]:
    """PUT /products/:id/enable: puts it on sale, and brings a deleted product back."""
    draft = asked.product().model_copy(update={"deleted": False, "published": True})
    user = asked.shop.state.user
    refuse_unless(
        all(leaves_legal_prices(code, draft) for code in asked.shop.codes_for(draft)),
        "An existing discount code puts the price of this product below the "
        f"{minimum(draft.currency)} minimum after discount.",
    )
    refuse_unless(
        user.has_payment_method,
        "You must connect at least one payment method before you can publish this product for sale.",
    )
    refuse_unless(user.email_confirmed, "You have to confirm your email address before you can do that.")
    check_structure(draft)
    asked.shop.replace_product(draft)
    return succeeded(product=asked.shown(draft))


def disable(asked: Asked) -> dict[str, Any]:
    """PUT /products/:id/disable: takes it off sale."""
    draft = asked.live_product().model_copy(update={"published": False})
    asked.shop.replace_product(draft)
    return succeeded(product=asked.shown(draft))


def _duration_asked(asked: Asked, *, is_membership: bool) -> Recurrence | None:
    sent = asked.params.get("subscription_duration")
    if sent is None or not is_scalar(sent):
        return "monthly" if is_membership else None
    refuse_unless(is_membership, "subscription_duration is only valid for membership products.")
    duration = to_text(sent)
    found = next((recurrence for recurrence in RECURRENCES if recurrence == duration), None)
    if found is None:
        raise Refusal(f"Invalid subscription duration '{duration}'. Valid values: {_LISTED_RECURRENCES}.")
    return found


def _first_tier(duration: Recurrence) -> OptionGroup:
    prices = {duration: RecurrencePrice(price_cents=0)}
    return OptionGroup(title="Tier", options=[Option(name="Untitled", recurrence_prices=prices)])
