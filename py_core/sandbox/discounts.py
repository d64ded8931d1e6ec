"""Whether a code is good for a product's prices, and the warnings when it is not. No I/O here.

Source: API contract, sections 6.7 (rule 12) and 7.3 (rules 5 to 8).
"""

from py_core.gumroad.currencies import CURRENCIES
from py_core.sandbox.shop import Shop, live_groups, live_options
from py_core.sandbox.state import OfferCode, Product
from py_core.sandbox.wording import minimum


def buyable_prices(product: Product) -> list[int]:
    """Every price the product can be bought at: tier prices, versions, or the base price alone."""
    options = [option for group in live_groups(product) for option in live_options(group)]
    if product.is_tiered_membership:
        return [price.price_cents for option in options for price in (option.recurrence_prices or {}).values()]
    return [product.price + (option.price_difference or 0) for option in options] or [product.price]


def price_after(code: OfferCode, price: int) -> int:
    """Minor units left to pay; the discount is rounded halves up. May be negative for amount codes."""
    if code.percent_off is not None:
        return price - (price * code.percent_off + 50) // 100
    return price - (code.amount_cents or 0)


def leaves_legal_prices(code: OfferCode, product: Product) -> bool:
    """Whether every discounted price is free or at least the currency's minimum."""
    lowest = CURRENCIES[product.currency].min_minor
    return all(left <= 0 or left >= lowest for left in (price_after(code, p) for p in buyable_prices(product)))


def has_other_currency(code: OfferCode, product: Product) -> bool:
    """Whether an amount code counts in another currency than the product."""
    return code.amount_cents is not None and code.currency != product.currency


def price_error(code: OfferCode, products: list[Product]) -> str | None:
    """The first objection of the model to a code over the products it covers, or None."""
    if code.percent_off is not None and code.percent_off > 100:
        return "Please enter a discount amount that is 100% or less."
    if (code.percent_off if code.percent_off is not None else code.amount_cents or 0) < 0:
        return "Please enter a positive discount amount."
    for product in products:
        if has_other_currency(code, product):
            theirs, ours = (code.currency or "").upper(), product.currency.upper()
            return (
                f"This discount code uses {theirs} but the product uses {ours}. "
                "Please change the discount code to use the same currency as the product."
            )
        if not leaves_legal_prices(code, product):
            lowest = minimum(product.currency)
            return f"The price after discount for all of your products must be either $0 or at least {lowest}."
    return None


def warning_for(shop: Shop, product: Product) -> str | None:
    """The warning of a product update about codes that no longer work, or None."""
    codes = shop.codes_for(product)
    foreign = [code.name for code in codes if has_other_currency(code, product)]
    cheap = [code.name for code in codes if not leaves_legal_prices(code, product)]
    if not foreign and not cheap:
        return None
    names = [code.name for code in codes if code.name in foreign or code.name in cheap]
    many = len(names) > 1
    lowest = minimum(product.currency)
    if not foreign:
        what = f"{'discount' if many else 'discounts'} this product below {lowest}"
    elif not cheap:
        what = "have currency mismatches with this product" if many else "has currency mismatch with this product"
    else:
        verb = "have" if many else "has"
        what = f"{verb} currency mismatches or would discount this product below {lowest}"
    return (
        f"The following offer {'codes' if many else 'code'} {what}: {', '.join(names)}. "
        f"Please update {'them or they' if many else 'it or it'} will not work at checkout."
    )
