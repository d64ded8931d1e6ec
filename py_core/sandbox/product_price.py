"""The price rules of a product: what may be set, what follows from it, what is said. No I/O here.

Source: API contract, section 6.7.
"""

from py_core.gumroad.currencies import CURRENCIES, format_amount
from py_core.sandbox.answers import Refusal
from py_core.sandbox.casts import INT32_MAX, Params, is_scalar, to_boolean, to_integer, to_text, within_int32
from py_core.sandbox.shop import live_groups, live_options
from py_core.sandbox.state import Product
from py_core.sandbox.wording import minimum

OUT_OF_RANGE = "One or more numeric values are out of range."
_TIER_HINT = "Use the variant endpoints to manage tier pricing."
_UNVERIFIED_LIMIT_USD = 500_000


def currency_asked(params: Params) -> str | None:
    """The supported currency a request names, or None. Raises: Refusal for any other."""
    asked = params.get("price_currency_type")
    if asked is None or not is_scalar(asked):
        return None
    code = (to_text(asked) or "").strip().lower()
    if code not in CURRENCIES:
        raise Refusal(f"'{to_text(asked)}' is not a supported currency.")
    return code


def change_currency(product: Product, params: Params) -> None:
    """Set the currency and keep the number. Raises: Refusal."""
    code = currency_asked(params)
    if code is None or code == product.currency:
        return
    if product.is_tiered_membership:
        raise Refusal(f"Currency cannot be updated for tiered membership products. {_TIER_HINT}")
    if product.other_recurrences:
        raise Refusal(
            "Currency cannot be updated for products with multiple payment options. "
            "Update them in the product editor."
        )
    product.currency = code


def change_price(product: Product, params: Params, *, verified: bool) -> list[str]:
    """Set price, pay-what-you-want and suggestion; the model's objections. Raises: Refusal."""
    if "price" in params and product.is_tiered_membership:
        raise Refusal(f"Price cannot be updated for tiered membership products. {_TIER_HINT}")
    if is_scalar(params.get("customizable_price")) and "customizable_price" in params:
        product.customizable_price = to_boolean(params["customizable_price"])
    if is_scalar(params.get("suggested_price_cents")) and "suggested_price_cents" in params:
        product.suggested_price_cents = to_integer(params["suggested_price_cents"])
        if not within_int32(product.suggested_price_cents):
            raise Refusal(OUT_OF_RANGE)
    if "price" in params and is_scalar(params["price"]):
        price = to_integer(params["price"])
        if price is None:
            return ["Price cents can't be blank"]
        product.price = price
    if not product.is_tiered_membership and product.price == 0 and not _has_paid_version(product):
        product.customizable_price = True
    return price_objections(product, verified=verified)


def price_objections(product: Product, *, verified: bool) -> list[str]:
    """What is wrong with the price as it stands; at most one message."""
    price, currency = product.price, product.currency
    lowest = CURRENCIES[currency].min_minor
    if price > INT32_MAX:
        return ["Sorry, the price entered is too large."]
    if not product.is_tiered_membership and price != 0 and price < lowest:
        return [f"Sorry, a product must be at least {minimum(currency)}."]
    if product.native_type == "commission" and 0 < price < 2 * lowest:
        return [f"The commission price must be at least {format_amount(2 * lowest, currency)}."]
    # Exchange rates are no part of the contract; the minimums stand for them: each is worth about 99 cents.
    if not verified and price * CURRENCIES["usd"].min_minor > _UNVERIFIED_LIMIT_USD * lowest:
        return ["Sorry, we don't support pricing products above $5,000."]
    suggested = product.suggested_price_cents
    if product.customizable_price and suggested is not None and suggested < price:
        return ["The suggested price you entered was too low."]
    return []


def _has_paid_version(product: Product) -> bool:
    return any(
        (option.price_difference or 0) > 0 for group in live_groups(product) for option in live_options(group)
    )
