"""What belongs to a product's page: covers, thumbnail, bundle contents, reviews, and prices of others.

Source: API contract, sections 6.9 and 12.
"""

from typing import Any

from py_core.gumroad.currencies import CURRENCIES, format_amount
from py_core.sandbox import taxonomy
from py_core.sandbox.answers import Declined, Refusal, succeeded
from py_core.sandbox.casts import Param, is_blank, is_scalar, to_integer, to_text
from py_core.sandbox.context import Asked, refuse_unless
from py_core.sandbox.ids import external_id
from py_core.sandbox.paging import next_page, page_key, position
from py_core.sandbox.product_update import plain_objects
from py_core.sandbox.record import Object
from py_core.sandbox.shop import Shop, live_groups, live_options
from py_core.sandbox.state import Product
from py_core.sandbox.taxonomy import Taxon
from py_core.sandbox.times import iso

_MOST_COVERS = 8
_REVIEWS_PER_PAGE = 100
_COVER_WIDTH, _COVER_HEIGHT = 1280, 720


def add_cover(asked: Asked) -> dict[str, Any]:
    """POST …/covers: an address, or the id of a file that was sent before."""
    product = asked.live_product()
    refuse_unless(
        len(product.covers) < _MOST_COVERS,
        "Sorry, we have a limit of 8 previews. Please delete an existing one before adding another.",
    )
    address = _picture(asked, "Could not process your cover, please try again.")
    _, cover_id = asked.shop.new_id()
    cover: Object = {
        "url": address,
        "original_url": address,
        "thumbnail": None,
        "id": cover_id,
        "type": "image",
        "filetype": address.rpartition(".")[2].lower()[:4],
        "width": _COVER_WIDTH,
        "height": _COVER_HEIGHT,
        "native_width": _COVER_WIDTH,
        "native_height": _COVER_HEIGHT,
    }
    return _covered(asked, product.model_copy(update={"covers": [*product.covers, cover]}))


def delete_cover(asked: Asked) -> dict[str, Any]:
    """DELETE …/covers/:id."""
    product = asked.live_product()
    kept = [cover for cover in product.covers if cover.get("id") != asked.place["cover"]]
    refuse_unless(len(kept) < len(product.covers), "The cover was not found.")
    main = product.main_cover_id if product.main_cover_id != asked.place["cover"] else None
    return _covered(asked, product.model_copy(update={"covers": kept, "main_cover_id": main}))


def set_thumbnail(asked: Asked) -> dict[str, Any]:
    """POST …/thumbnail."""
    product = asked.live_product()
    address = _picture(asked, None)
    asked.shop.replace_product(product.model_copy(update={"thumbnail_url": address}))
    return succeeded(thumbnail={"guid": external_id(product.number), "url": address})


def delete_thumbnail(asked: Asked) -> dict[str, Any]:
    """DELETE …/thumbnail."""
    product = asked.live_product()
    asked.shop.replace_product(product.model_copy(update={"thumbnail_url": None}))
    return succeeded(thumbnail=None)


def set_bundle_contents(asked: Asked) -> dict[str, Any]:
    """PUT …/bundle_contents: replaces them all."""
    product = asked.live_product()
    refuse_unless(product.native_type == "bundle", "This product is not a bundle.")
    sent = asked.params.get("products")
    if not isinstance(sent, list) or not all(isinstance(row, dict) for row in sent):
        raise Refusal("Products must be an array.")
    rows = [_bundled(asked.shop, row, at) for at, row in enumerate(plain_objects(sent))]
    refuse_unless(bool(rows) or not product.published, "Bundles must have at least one product.")
    draft = product.model_copy(update={"bundle_products": rows})
    asked.shop.replace_product(draft)
    return succeeded(product=asked.shown(draft))


def reviews(asked: Asked) -> dict[str, Any]:
    """GET …/reviews: a hundred per page, newest first."""
    product = asked.live_product()
    start = position(asked.params)
    entries = [
        (moment, sale)
        for moment, sale in asked.shop.sales.rated(product.id)
        if start is None or (moment, sale.number) < start
    ]
    page = entries[:_REVIEWS_PER_PAGE]
    rows = [
        {
            "id": sale.id,
            "rating": sale.product_rating,
            "message": sale.review,
            "created_at": iso(moment),
            "rater": {"name": sale.full_name},
        }
        for moment, sale in page
    ]
    body = succeeded(reviews=rows)
    if len(entries) > _REVIEWS_PER_PAGE:
        moment, last = page[-1]
        body |= next_page(asked.path, asked.params, page_key(moment, last.number))
    return body


def skus(asked: Asked) -> dict[str, Any]:
    """GET …/skus: the versions of a product that is sent by post; nothing for any other."""
    product = asked.live_product()
    if not product.require_shipping:
        return succeeded(skus=[])
    options = (option for group in live_groups(product) for option in live_options(group))
    rows = [
        {
            "id": option.id,
            "max_purchase_count": option.max_purchase_count,
            "name": option.name,
            "description": option.description,
            "price_difference_cents": option.price_difference,
        }
        for option in options
    ]
    return succeeded(skus=rows)


def comps(asked: Asked) -> dict[str, Any]:
    """GET /products/comps: what others ask, made up but always the same for the same question."""
    params = asked.params
    taxon, query = params.get("taxonomy"), params.get("query")
    refuse_unless(not (is_blank(taxon) and is_blank(query)), "A taxonomy or query parameter is required.")
    refuse_unless(query is None or isinstance(query, str), "query must be a string.")
    found = None if is_blank(taxon) else _taxon(taxon)
    currency = (to_text(params.get("price_currency_type")) or "usd").strip().lower()
    refuse_unless(currency in CURRENCIES, f"'{currency}' is not a supported currency.")
    mark = sum(map(ord, str(query or ""))) + 7 * (found.id if found else 0)
    lowest = CURRENCIES[currency].min_minor
    prices = [lowest * factor for factor in (2 + mark % 5, 6 + mark % 9, 16 + mark % 17)]
    label = found.label if found else "Product"
    return succeeded(
        comps={
            "count": 40 + mark % 900,
            "currency": currency,
            "price_cents": dict(zip(("p25", "p50", "p75"), prices, strict=True)),
            "examples": [
                {
                    "name": f"{label} example {at + 1}",
                    "price": format_amount(price, currency),
                    "url": f"https://example{at + 1}.gumroad.com/l/example",
                }
                for at, price in enumerate(prices)
            ],
        }
    )


def _picture(asked: Asked, cover_failure: str | None) -> str:
    """The address a picture is to be fetched from. `cover_failure` is None for a thumbnail, which fails by 400."""
    address, blob = asked.params.get("url"), asked.params.get("signed_blob_id")
    refuse_unless(not (is_blank(address) and is_blank(blob)), "Please provide a signed_blob_id or url.")
    if not is_blank(blob):
        raise Refusal("The signed_blob_id is invalid or expired.")
    text = to_text(address) or ""
    if text.startswith("https://") and " " not in text:
        return text
    if cover_failure is None:
        raise Declined(400, {"success": False, "message": "Please provide a valid public image URL."})
    raise Refusal(cover_failure)


def _covered(asked: Asked, draft: Product) -> dict[str, Any]:
    asked.shop.replace_product(draft)
    main = draft.main_cover_id or (draft.covers[0].get("id") if draft.covers else None)
    return succeeded(covers=draft.covers, main_cover_id=main)


def _bundled(shop: Shop, row: dict[str, Any], at: int) -> Object:
    quantity = _whole(row.get("quantity"), 1)
    if quantity is None or quantity < 1:
        raise Refusal("Quantity must be an integer greater than 0.")
    place = _whole(row.get("position"), at)
    if place is None:
        raise Refusal("Position must be a valid integer.")
    product = shop.product(str(row.get("product_id")))
    variant_id = row.get("variant_id") or None
    if product is None or product.deleted or product.native_type == "bundle":
        raise Refusal("One or more products could not be found.")
    options = {option.id for group in live_groups(product) for option in live_options(group)}
    if variant_id is not None and variant_id not in options:
        raise Refusal("One or more products could not be found.")
    return {"product_id": product.id, "variant_id": variant_id, "quantity": quantity, "position": place}


def _whole(sent: Param, usual: int) -> int | None:
    if is_blank(sent):
        return usual
    text = to_text(sent) if is_scalar(sent) else None
    digits = (text or "").removeprefix("-")
    return int((text or "")[:12]) if digits.isascii() and digits.isdigit() else None


def _taxon(sent: Param) -> Taxon:
    text = to_text(sent) or ""
    found = taxonomy.BY_PATH.get(text) or taxonomy.BY_ID.get(to_integer(sent) or 0)
    if found is None:
        raise Refusal("The taxonomy was not found.")
    return found
