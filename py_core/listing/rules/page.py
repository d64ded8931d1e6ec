"""Rules about pictures, the address, the price, and what keeps a product out of sight.

Sources: API contract, sections 6.2 and 6.9; Gumroad's advice on covers; Gumroad's rules for Discover.
"""

import re

from py_core.listing.listing import Listing
from py_core.listing.rule import Field, Rule, Severity, Source, Values
from py_core.listing.shop_facts import ShopFacts

COVER_WIDTH, COVER_HEIGHT = 1280, 720
ADDRESS_MOST = 60
_VOWEL = re.compile("[aeiouy]", re.IGNORECASE)
_WORDLESS = re.compile(r"[\d_-]+")


def cover_missing(listing: Listing, _: ShopFacts) -> Values | None:
    """There is a cover."""
    return None if listing.covers else {}


def cover_small(listing: Listing, _: ShopFacts) -> Values | None:
    """No picture among the covers is smaller than 1280 x 720 px; what Gumroad gives no size of is let pass."""
    for cover in listing.covers:
        if cover.kind != "image" or cover.width is None or cover.height is None:
            continue
        if cover.width < COVER_WIDTH or cover.height < COVER_HEIGHT:
            size = {"width": cover.width, "height": cover.height}
            return {**size, "least_width": COVER_WIDTH, "least_height": COVER_HEIGHT}
    return None


def thumbnail_missing(listing: Listing, _: ShopFacts) -> Values | None:
    """There is a thumbnail."""
    return None if listing.product.thumbnail_url else {}


def address_random(listing: Listing, _: ShopFacts) -> Values | None:
    """The address is of the seller's own choosing."""
    return None if listing.product.custom_permalink else {"address": listing.product.short_url}


def address_unreadable(listing: Listing, _: ShopFacts) -> Values | None:
    """An address of the seller's choosing can be read: words, not too long."""
    own = listing.product.custom_permalink or ""
    unreadable = len(own) > ADDRESS_MOST or _WORDLESS.fullmatch(own) or (own and not _VOWEL.search(own))
    return {"address": own} if unreadable else None


def price_low(listing: Listing, facts: ShopFacts) -> Values | None:
    """Not below the cheapest quarter of comparable products. Where prices were not asked for nothing is said."""
    market = facts.market_of(listing)
    price = listing.product.price_minor
    if market is None or market.p25_minor is None or not _comparable(listing) or price >= market.p25_minor:
        return None
    return {"minor": price, "bound": market.p25_minor, "n": market.count}


def price_high(listing: Listing, facts: ShopFacts) -> Values | None:
    """Not above the dearest quarter of comparable products."""
    market = facts.market_of(listing)
    price = listing.product.price_minor
    if market is None or market.p75_minor is None or not _comparable(listing) or price <= market.p75_minor:
        return None
    return {"minor": price, "bound": market.p75_minor, "n": market.count}


def _comparable(listing: Listing) -> bool:
    """Free products and those without one price of their own are not compared."""
    return listing.product.price_minor > 0 and not listing.product.is_tiered_membership


def not_published(listing: Listing, _: ShopFacts) -> Values | None:
    """It is on sale."""
    return None if listing.product.published else {}


def sold_out(listing: Listing, _: ShopFacts) -> Values | None:
    """Something is left to sell."""
    most, sold = listing.product.max_purchase_count, listing.product.sales_count
    return {"n": most} if most is not None and sold is not None and sold >= most else None


def no_sale(listing: Listing, _: ShopFacts) -> Values | None:
    """It was sold once at least; nothing is said where the token does not show sales."""
    return {} if listing.product.published and listing.product.sales_count == 0 else None


RULES = (
    Rule("cover_missing", Field.IMAGES, Severity.FIX, Source.COVER, cover_missing),
    Rule("cover_small", Field.IMAGES, Severity.CARE, Source.COVER, cover_small),
    Rule("thumbnail_missing", Field.IMAGES, Severity.CARE, Source.CARD, thumbnail_missing),
    Rule("address_random", Field.ADDRESS, Severity.NOTE, Source.API, address_random),
    Rule("address_unreadable", Field.ADDRESS, Severity.NOTE, Source.OWN, address_unreadable),
    Rule("price_low", Field.PRICE, Severity.NOTE, Source.MARKET, price_low),
    Rule("price_high", Field.PRICE, Severity.NOTE, Source.MARKET, price_high),
    Rule("not_published", Field.VISIBILITY, Severity.NOTE, Source.DISCOVER, not_published),
    Rule("sold_out", Field.VISIBILITY, Severity.FIX, Source.DISCOVER, sold_out),
    Rule("no_sale", Field.VISIBILITY, Severity.NOTE, Source.DISCOVER, no_sale),
)
