"""License keys: verify, enable, disable, count down, rotate. Source: API contract, section 12."""

from dataclasses import replace
from typing import Any

from py_core.sandbox.answers import Declined, succeeded
from py_core.sandbox.casts import is_blank, to_text
from py_core.sandbox.context import Asked
from py_core.sandbox.ids import license_key
from py_core.sandbox.sale_json import license_purchase_json
from py_core.sandbox.sale_record import Sale
from py_core.sandbox.state import Product
from py_core.sandbox.subscriptions import has_ended
from py_core.sandbox.times import parse_iso

_NEEDS_PRODUCT_ID_SINCE = parse_iso("2023-01-09T00:00:00Z")


def verify(asked: Asked) -> dict[str, Any]:
    """POST /licenses/verify: needs no token; counts a use unless told not to."""
    sale = _licensed(asked)
    if sale is None:
        raise _unknown()
    if sale.license_disabled:
        raise _declined(404, "This license key has been disabled.")
    subscription = asked.shop.subscription(sale.subscription_id or "")
    if sale.access_revoked or (subscription is not None and has_ended(subscription, asked.now_ms)):
        raise _declined(404, "Access to the purchase associated with this license has expired.")
    counts = asked.params.get("increment_uses_count")
    if counts != "false" and counts is not False:
        sale = replace(sale, license_uses=sale.license_uses + 1)
        asked.shop.sales.replace_sale(sale)
    return _shown(asked, sale)


def enable(asked: Asked) -> dict[str, Any]:
    """PUT /licenses/enable."""
    return _kept(asked, replace(_own(asked), license_disabled=False))


def disable(asked: Asked) -> dict[str, Any]:
    """PUT /licenses/disable."""
    return _kept(asked, replace(_own(asked), license_disabled=True))


def decrement_uses_count(asked: Asked) -> dict[str, Any]:
    """PUT /licenses/decrement_uses_count: never below zero."""
    sale = _own(asked)
    return _kept(asked, replace(sale, license_uses=max(0, sale.license_uses - 1)))


def rotate(asked: Asked) -> dict[str, Any]:
    """PUT /licenses/rotate: a new key; the old one is unknown from now on."""
    sale = _own(asked)
    return _kept(asked, replace(sale, license_key=license_key(asked.shop.state.take_number())))


def _own(asked: Asked) -> Sale:
    sale = _licensed(asked)
    if sale is not None:
        return sale
    key = _key_sent(asked)
    if any(other.license_key == key for other in asked.shop.state.other_licenses):
        raise Declined(404, {"success": False, "error": "Not found"})
    raise _unknown()


def _licensed(asked: Asked) -> Sale | None:
    key = _key_sent(asked)
    product = _product(asked)
    sale = None if product is None else asked.shop.sales.licensed(key)
    return sale if sale is not None and product is not None and sale.product_id == product.id else None


def _key_sent(asked: Asked) -> str:
    sent = asked.params.get("license_key")
    if sent is not None and not isinstance(sent, str):
        raise _declined(400, "The 'license_key' parameter must be a string.")
    return (sent or "").strip().upper()


def _product(asked: Asked) -> Product | None:
    sent = asked.params.get("product_id")
    if not is_blank(sent):
        found = asked.shop.product(to_text(sent) or "")
        return found if found is not None and found.id == sent else None
    permalink = to_text(asked.params.get("product_permalink")) or ""
    by_permalink = asked.shop.product(permalink)
    if by_permalink is not None and parse_iso(by_permalink.created_at) >= _NEEDS_PRODUCT_ID_SINCE:
        raise _declined(
            500,
            "The 'product_id' parameter is required to verify the license for this product. "
            f"Please set 'product_id' to '{by_permalink.id}' in the request.",
        )
    return by_permalink


def _unknown() -> Declined:
    return _declined(404, "That license does not exist for the provided product.")


def _declined(status: int, message: str) -> Declined:
    return Declined(status, {"success": False, "message": message})


def _kept(asked: Asked, sale: Sale) -> dict[str, Any]:
    asked.shop.sales.replace_sale(sale)
    return _shown(asked, sale)


def _shown(asked: Asked, sale: Sale) -> dict[str, Any]:
    return succeeded(uses=sale.license_uses, purchase=license_purchase_json(sale, asked.shop))
