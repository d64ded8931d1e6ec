"""Why one code does not work on one product, each cause with the numbers that prove it. No I/O here.

A cause says only what the API shows. What it cannot show (dates, who may use a code, the field at checkout) comes
as something to look at, and is never called a cause. Source: API contract, sections 7 and 11.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, TypeAlias

from py_core.catalog.labels import amount_text
from py_core.catalog.products import ShopProduct
from py_core.codes.forms import CodeRef
from py_core.codes.labels import code_discount, uses_text
from py_core.codes.prices import labelled_prices
from py_core.codes.table import Part
from py_core.gumroad.currencies import CURRENCIES, format_amount
from py_core.gumroad.models import OfferCode, Product
from py_core.gumroad.rules.discounts import left_by
from py_core.words import say

Severity: TypeAlias = Literal["cause", "warn", "look", "ok"]
PRICES_SHOWN = 4


class CauseCode(StrEnum):
    """Every cause, and everything to look at."""

    LINK_SHAPE = "link_shape"
    LINK_WITHOUT_CODE = "link_without_code"
    LINK_QUERY = "link_query"
    LINK_OTHER_SHOP = "link_other_shop"
    LINK_UNKNOWN_HOST = "link_unknown_host"
    LINK_UNKNOWN_PRODUCT = "link_unknown_product"
    LINK_OTHER_PRODUCT = "link_other_product"
    CHARACTERS = "characters"
    HIDDEN_CHARACTERS = "hidden_characters"
    MARKS = "marks"
    BLANK_INSIDE = "blank_inside"
    LOOK_ALIKE = "look_alike"
    MISSPELT = "misspelt"
    CAPITALS = "capitals"
    NO_SUCH_CODE = "no_such_code"
    OTHER_PRODUCTS = "other_products"
    UNIVERSAL_CURRENCY = "universal_currency"
    UNIVERSAL_EXCLUDED = "universal_excluded"
    USED_AND_GONE = "used_and_gone"
    DELETED_HERE = "deleted_here"
    GONE = "gone"
    CODES_UNREAD = "codes_unread"
    CASE_TWIN = "case_twin"
    UNIVERSAL_CLASH = "universal_clash"
    CAP_REACHED = "cap_reached"
    MINIMUM_ORDER = "minimum_order"
    MINIMUM_ALONE = "minimum_alone"
    CURRENCY_CHANGED = "currency_changed"
    UNPUBLISHED = "unpublished"
    PRODUCT_DELETED = "product_deleted"
    SOLD_OUT = "sold_out"
    FREE = "free"
    NOTHING_OFF = "nothing_off"
    BREAKS = "breaks"
    NATIVE_BETTER = "native_better"
    NATIVE_WORSE = "native_worse"
    NATIVE_COUNTRIES = "native_countries"
    WORKS = "works"
    SEE_CURRENCY = "see_currency"
    SEE_DATES = "see_dates"
    SEE_CUSTOMERS = "see_customers"
    SEE_QUANTITY = "see_quantity"
    SEE_EXCLUDED = "see_excluded"
    SEE_DURATION = "see_duration"
    SEE_PAY_MORE = "see_pay_more"
    SEE_FIELD = "see_field"


class Page(StrEnum):
    """The seller's own pages, where what the API does not show can be seen."""

    DISCOUNTS = "https://gumroad.com/checkout/discounts"
    CHECKOUT_FORM = "https://gumroad.com/checkout/form"
    PRODUCTS = "https://gumroad.com/products"


@dataclass(frozen=True, slots=True)
class Cause:
    """One cause, or one thing to look at. `values` fill its sentences; a country is given by its code.

    `url` is a ready link to use instead, or the page to look at.
    """

    code: CauseCode
    severity: Severity = "cause"
    values: Mapping[str, object] = field(default_factory=dict)
    sure: bool = True
    url: str = ""
    refs: tuple[CodeRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Tried:
    """How the code was used: what the order came to (None: not told), and in which country ("": not told).

    `mismatched` are ids of amount codes whose product changed its currency after they were made. `native` is what
    countries pay for a product by Gumroad's own parity, by product and country.
    """

    cart_minor: int | None = None
    country: str = ""
    mismatched: frozenset[str] = frozenset()
    native: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def prices_text(code: OfferCode, product: Product) -> str:
    """What a code makes of each price: "$19 becomes $15.20", "Team: $49 becomes $39.20"."""
    prices = labelled_prices(product)
    texts = [
        say(
            "doctor_price_named" if name else "doctor_price",
            name=name,
            price=amount_text(minor, product.currency),
            left=amount_text(max(0, left_by(code, minor)), product.currency),
        )
        for name, minor in prices[:PRICES_SHOWN]
    ]
    if len(prices) > PRICES_SHOWN:
        texts.append(say("doctor_prices_more", n=len(prices) - PRICES_SHOWN))
    return "; ".join(texts)


def product_causes(entry: ShopProduct) -> list[Cause]:
    """What keeps any code from working on a product."""
    product = entry.product
    values = {"product": product.name}
    if product.deleted:
        return [Cause(CauseCode.PRODUCT_DELETED, values=values, url=Page.PRODUCTS)]
    found: list[Cause] = []
    if not product.published:
        found.append(Cause(CauseCode.UNPUBLISHED, values=values, url=Page.PRODUCTS))
    prices = labelled_prices(product)
    if prices and not any(minor for _, minor in prices):
        found.append(Cause(CauseCode.FREE, values=values))
    stock, sold = product.max_purchase_count, product.sales_count
    if stock is not None and (stock == 0 or (sold is not None and sold >= stock)):
        counts = {"product": product.name, "stock": stock, "sold": sold or 0}
        found.append(Cause(CauseCode.SOLD_OUT, "look", counts, sure=False, url=Page.PRODUCTS))
    return found


def code_causes(part: Part, tried: Tried) -> list[Cause]:
    """What keeps one code from working on one product, the surest first."""
    code, product = part.code, part.entry.product
    values = {
        "code": code.name,
        "product": product.name,
        "discount": code_discount(code, product.currency),
        "uses": code.times_used,
        "cap": code.max_purchase_count,
    }
    refs = (part.ref,)
    found: list[Cause] = []
    if code.max_purchase_count is not None and code.times_used >= code.max_purchase_count:
        found.append(Cause(CauseCode.CAP_REACHED, values=values, refs=refs))
    if code.amount_minor is not None and code.id in tried.mismatched:
        found.append(
            Cause(CauseCode.CURRENCY_CHANGED, values={**values, "currency": product.currency.upper()}, refs=refs)
        )
    if not (code.percent_off or code.amount_minor):
        found.append(Cause(CauseCode.NOTHING_OFF, values=values, refs=refs))
    found.extend(_too_low(part, values))
    found.extend(_minimum(part, values, tried.cart_minor))
    found.extend(_native(part, values, tried))
    return found


def _too_low(part: Part, values: Mapping[str, object]) -> list[Cause]:
    product = part.entry.product
    unit = CURRENCIES.get(product.currency)
    if unit is None or part.leaves_minor is None:
        return []
    broken = [
        say(
            "doctor_left_named" if name else "doctor_left",
            name=name,
            price=format_amount(minor, product.currency),
            left=format_amount(left_by(part.code, minor), product.currency),
        )
        for name, minor in labelled_prices(product)
        if 0 < left_by(part.code, minor) < unit.min_minor
    ]
    shown = "; ".join(broken[:PRICES_SHOWN])
    if len(broken) > PRICES_SHOWN:
        shown = f"{shown}; {say('doctor_prices_more', n=len(broken) - PRICES_SHOWN)}"
    more = {"prices": shown, "minimum": format_amount(unit.min_minor, product.currency)}
    return [Cause(CauseCode.BREAKS, values={**values, **more}, refs=(part.ref,))]


def _minimum(part: Part, values: Mapping[str, object], cart_minor: int | None) -> list[Cause]:
    minimum, currency = part.code.minimum_amount_minor, part.entry.product.currency
    if not minimum:
        return []
    more = {**values, "minimum": amount_text(minimum, currency)}
    refs = (part.ref,)
    if cart_minor is not None:
        if cart_minor >= minimum:
            return []
        missing = {
            "cart": amount_text(cart_minor, currency),
            "missing": amount_text(minimum - cart_minor, currency),
        }
        return [Cause(CauseCode.MINIMUM_ORDER, values={**more, **missing}, refs=refs)]
    highest = max((minor for _, minor in labelled_prices(part.entry.product)), default=0)
    if highest >= minimum:
        return []
    return [Cause(CauseCode.MINIMUM_ALONE, "warn", {**more, "price": amount_text(highest, currency)}, refs=refs)]


def native_countries(code: OfferCode, price_minor: int, native: Mapping[str, int]) -> int:
    """In how many countries Gumroad's own parity price is lowered, and as low as what the code leaves or lower."""
    left = max(0, left_by(code, price_minor))
    return sum(minor < price_minor and minor <= left for minor in native.values())


def _native(part: Part, values: Mapping[str, object], tried: Tried) -> list[Cause]:
    """Where Gumroad's own parity price makes the code idle, held against the product's own price."""
    product = part.entry.product
    native = tried.native.get(product.id, {})
    price, left = product.price_minor, max(0, left_by(part.code, product.price_minor))
    refs = (part.ref,)
    if price <= 0 or not native:
        return []
    if not tried.country:
        count = native_countries(part.code, price, native)
        more = {**values, "n": count, "price": amount_text(price, product.currency)}
        return [Cause(CauseCode.NATIVE_COUNTRIES, "look", more, refs=refs)] if count else []
    own = native.get(tried.country)
    if own is None or own >= price:
        return []
    more = {
        **values,
        "country": tried.country,
        "price": amount_text(price, product.currency),
        "native": amount_text(own, product.currency),
        "left": amount_text(left, product.currency),
    }
    if own <= left:
        return [Cause(CauseCode.NATIVE_BETTER, values=more, refs=refs)]
    return [Cause(CauseCode.NATIVE_WORSE, "look", more, refs=refs)]


def twin_causes(parts: Sequence[Part]) -> list[Cause]:
    """Codes of one product that a checkout cannot tell apart."""
    if len(parts) < 2:
        return []
    first, *others = parts
    currency = first.entry.product.currency
    each = "; ".join(
        say(
            "doctor_twin_universal" if part.code.universal else "doctor_twin",
            code=part.code.name,
            discount=code_discount(part.code, currency),
            uses=uses_text(part.code.times_used, part.code.max_purchase_count),
        )
        for part in parts
    )
    clash = any(part.code.universal != first.code.universal for part in others)
    values = {"product": first.entry.product.name, "codes": each, "code": first.code.name}
    code = CauseCode.UNIVERSAL_CLASH if clash else CauseCode.CASE_TWIN
    return [Cause(code, "warn", values, refs=tuple(part.ref for part in parts))]


def blind_spots(parts: Sequence[Part], mismatched: frozenset[str]) -> list[Cause]:
    """What the API does not show of these codes, with the page where the seller can look."""
    codes = [part.code for part in parts]
    products = [part.entry.product for part in parts]
    spots = [
        (CauseCode.SEE_CURRENCY, any(c.amount_minor is not None and c.id not in mismatched for c in codes)),
        (CauseCode.SEE_DATES, True),
        (CauseCode.SEE_CUSTOMERS, True),
        (CauseCode.SEE_QUANTITY, True),
        (CauseCode.SEE_EXCLUDED, any(code.universal for code in codes)),
        (CauseCode.SEE_DURATION, any(product.is_tiered_membership for product in products)),
        (CauseCode.SEE_PAY_MORE, any(product.customizable_price for product in products)),
    ]
    found = [
        Cause(code, "look", {"code": codes[0].name}, sure=False, url=Page.DISCOUNTS)
        for code, shown in spots
        if shown
    ]
    return [*found, Cause(CauseCode.SEE_FIELD, "look", sure=False, url=Page.CHECKOUT_FORM)]
