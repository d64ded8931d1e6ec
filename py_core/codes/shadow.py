"""Codes that Gumroad's own parity price makes idle in some countries. No I/O here.

A code and the native price do not add up. Both are held against the product's own price, which the native prices
of the API are for; a product that is free, or a membership, has none.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping

from py_core.codes.table import Part
from py_core.gumroad.rules.discounts import left_by


def shadowed_in(parts: Iterable[Part], native: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    """In how many countries each code is idle, by the part's key; those that are nowhere are left out."""
    lowered: dict[str, list[int]] = {}
    found: dict[str, int] = {}
    for part in parts:
        product = part.entry.product
        prices = native.get(product.id)
        if not prices or product.price_minor <= 0:
            continue
        if product.id not in lowered:
            lowered[product.id] = sorted(minor for minor in prices.values() if minor < product.price_minor)
        left = max(0, left_by(part.code, product.price_minor))
        count = bisect_right(lowered[product.id], left)
        if count:
            found[part.key] = count
    return found
