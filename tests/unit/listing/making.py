"""Listings for tests: a good one, and any change of it."""

from typing import Any

from py_core.gumroad.models import read_product
from py_core.listing.listing import Listing, read_listing

GOOD_HTML = (
    "<p>Three hundred hand-drawn kitchen icons as SVG and PNG, made for menus, recipe cards and shop signs.</p>"
    "<h2>What you get</h2><ul><li>300 icons in two weights</li><li>SVG, PNG and a Figma file</li></ul>"
    "<p>Every icon was drawn on one grid, so they sit well side by side. Change the colour in one place and the"
    " whole set follows. The licence covers your own work and the work of your clients.</p>"
)
COVER = {
    "id": "c1",
    "url": "https://public-files.gumroad.com/a",
    "type": "image",
    "native_width": 1600,
    "native_height": 900,
}
GOOD: dict[str, Any] = {
    "id": "p1",
    "name": "Kitchen Icons: 300 hand-drawn SVG drawings",
    "price": 1900,
    "currency": "usd",
    "published": True,
    "description": GOOD_HTML,
    "custom_summary": "300 kitchen icons as SVG and PNG.",
    "custom_permalink": "kitchen-icons",
    "short_url": "https://studio.gumroad.com/l/kitchen-icons",
    "category": "design/icons",
    "category_label": "Icons",
    "tags": ["icons", "recipe cards", "restaurant"],
    "covers": [COVER],
    "thumbnail_url": "https://public-files.gumroad.com/t",
    "sales_count": 12,
    "max_purchase_count": None,
}


def listing(**changes: Any) -> Listing:
    """The good listing with these fields of its JSON changed."""
    raw = GOOD | changes
    return read_listing(read_product(raw), raw)
