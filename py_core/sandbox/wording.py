"""How the server writes sums and sentences: product prices, minimums, joined messages. No I/O here."""

from py_core.gumroad.currencies import CURRENCIES, format_amount
from py_core.sandbox.shop import live_groups, live_options
from py_core.sandbox.state import Option, Product

_RECURRENCE_WORDS = {
    "monthly": " a month",
    "quarterly": " every 3 months",
    "biannually": " every 6 months",
    "yearly": " a year",
    "every_two_years": " every 2 years",
}


def sentence(messages: list[str]) -> str:
    """Several messages as one: "A", "A and B", "A, B, and C"."""
    if len(messages) < 3:
        return " and ".join(messages)
    return ", ".join(messages[:-1]) + ", and " + messages[-1]


def minimum(currency: str) -> str:
    """The lowest price above zero in a currency, as messages write it."""
    return format_amount(CURRENCIES[currency].min_minor, currency)


def price_text(minor: int, currency: str) -> str:
    """An amount as a product shows it; dollars below one are written in cents."""
    if currency == "usd" and 0 < minor < 100:
        return f"{minor}¢"
    return format_amount(minor, currency)


def major_text(minor: int, currency: str) -> str:
    """An amount in major units without symbol or grouping: `5`, `5.50`."""
    if CURRENCIES[currency].digits == 0:
        return str(minor)
    whole, rest = divmod(minor, 100)
    return str(whole) if rest == 0 else f"{whole}.{rest:02d}"


def formatted_price(product: Product) -> str:
    """`formatted_price` of product JSON: `$19`, `99¢`, `$0+`, `$5+ a month`."""
    options = [option for group in live_groups(product) for option in live_options(group)]
    if product.is_tiered_membership:
        lowest, more = _lowest_tier(product, options)
    else:
        lowest = product.price + min((option.price_difference or 0 for option in options), default=0)
        more = bool(product.customizable_price)
    ending = _RECURRENCE_WORDS.get(product.subscription_duration or "", "")
    return price_text(lowest, product.currency) + ("+" if more else "") + ending


def _lowest_tier(product: Product, options: list[Option]) -> tuple[int, bool]:
    prices = [
        (recurrence, price.price_cents)
        for option in options
        for recurrence, price in (option.recurrence_prices or {}).items()
    ]
    usual = [cents for recurrence, cents in prices if recurrence == product.subscription_duration]
    lowest = min(usual or [cents for _, cents in prices], default=0)
    more = len(options) > 1 or len(prices) > 1 or any(option.is_pay_what_you_want for option in options)
    return lowest, more
