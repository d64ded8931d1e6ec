"""Offers at checkout. Source: API contract, section 12; it does not list the parameters, which are the editor's."""

from typing import Any

from py_core.sandbox.answers import Refusal, not_found, succeeded
from py_core.sandbox.casts import Param, Params, is_blank, is_scalar, to_boolean, to_integer, to_text
from py_core.sandbox.context import Asked, refuse_unless
from py_core.sandbox.product_update import plain_objects
from py_core.sandbox.record import Object
from py_core.sandbox.shop import Shop, live_groups, live_options, stamp
from py_core.sandbox.state import Product
from py_core.sandbox.trade_records import Upsell

_LOST = "The product, variant, or offer referenced by an external ID could not be found."
_FLAGS = ("cross_sell", "replace_selected_products", "universal", "paused")


def index(asked: Asked) -> dict[str, Any]:
    """GET /upsells: newest first."""
    found = sorted(asked.shop.state.upsells, key=lambda upsell: upsell.number, reverse=True)
    return succeeded(upsells=[_shown(upsell, asked.shop) for upsell in found])


def show(asked: Asked) -> dict[str, Any]:
    """GET /upsells/:id."""
    return succeeded(upsell=_shown(_found(asked), asked.shop))


def create(asked: Asked) -> dict[str, Any]:
    """POST /upsells."""
    draft = Upsell(name="", product_id="", created_at=stamp(asked.now_ms))
    _apply(draft, asked.shop, asked.params)
    draft.number, draft.id = asked.shop.new_id()
    state = asked.shop.state
    state.upsells = [*state.upsells, draft]
    return succeeded(upsell=_shown(draft, asked.shop))


def update(asked: Asked) -> dict[str, Any]:
    """PUT /upsells/:id: only what was sent changes."""
    held = _found(asked)
    draft = held.model_copy()
    _apply(draft, asked.shop, asked.params)
    state = asked.shop.state
    state.upsells = [draft if upsell is held else upsell for upsell in state.upsells]
    return succeeded(upsell=_shown(draft, asked.shop))


def delete(asked: Asked) -> dict[str, Any]:
    """DELETE /upsells/:id: it cannot be read any more."""
    held = _found(asked)
    state = asked.shop.state
    state.upsells = [upsell for upsell in state.upsells if upsell is not held]
    return succeeded(message="The upsell was deleted successfully.")


def _found(asked: Asked) -> Upsell:
    found = next((held for held in asked.shop.state.upsells if held.id == asked.place["upsell"]), None)
    if found is None:
        raise not_found("upsell")
    return found


def _apply(draft: Upsell, shop: Shop, params: Params) -> None:
    for name in ("name", "text", "description"):
        if name in params and is_scalar(params[name]):
            setattr(draft, name, to_text(params[name]) or ("" if name == "name" else None))
    for name in _FLAGS:
        if name in params:
            setattr(draft, name, bool(to_boolean(params[name])))
    if "product_id" in params:
        draft.product_id = _product(shop, params["product_id"]).id
    if "variant_id" in params:
        draft.variant_id = to_text(params["variant_id"]) or None
    if "product_ids" in params:
        sent = params["product_ids"]
        draft.selected_products = [_product(shop, one).id for one in sent] if isinstance(sent, list) else []
    if "upsell_variants" in params:
        draft.upsell_variants = plain_objects(params["upsell_variants"])
    if "offer_code" in params:
        draft.discount = _discount(params["offer_code"])
    refuse_unless(bool(draft.name.strip()), "Name can't be blank")
    product = shop.product(draft.product_id)
    if product is None or not _has_variants(shop, product, draft):
        raise Refusal(_LOST)


def _product(shop: Shop, sent: Param) -> Product:
    found = shop.product(to_text(sent) or "")
    if found is None or found.deleted:
        raise Refusal(_LOST)
    return found


def _has_variants(shop: Shop, product: Product, draft: Upsell) -> bool:
    offered = _variant_names(product)
    pairs = [(pair.get("selected_variant_id"), pair.get("offered_variant_id")) for pair in draft.upsell_variants]
    every = {
        variant_id
        for one in (product, *filter(None, map(shop.product, draft.selected_products)))
        for variant_id in _variant_names(one)
    }
    named = draft.variant_id is None or draft.variant_id in offered
    return named and all(isinstance(one, str) and one in every for pair in pairs for one in pair)


def _variant_names(product: Product) -> dict[str, str]:
    options = (option for group in live_groups(product) for option in live_options(group))
    return {option.id: option.name for option in options}


def _discount(sent: Param) -> Object | None:
    if not isinstance(sent, dict) or is_blank(sent):
        return None
    percentage = to_integer(sent.get("amount_percentage"))
    if percentage is not None:
        return {"type": "percent", "percents": percentage}
    return {"type": "fixed", "cents": to_integer(sent.get("amount_cents")) or 0}


def _shown(upsell: Upsell, shop: Shop) -> dict[str, Any]:
    product = shop.product_of(upsell.product_id)
    names = _variant_names(product)
    variant = None
    if upsell.variant_id is not None:
        variant = {"id": upsell.variant_id, "name": names.get(upsell.variant_id)}
    chosen = map(shop.product_of, upsell.selected_products)
    return {
        "id": upsell.id,
        "name": upsell.name,
        "cross_sell": upsell.cross_sell,
        "replace_selected_products": upsell.replace_selected_products,
        "universal": upsell.universal,
        "text": upsell.text,
        "description": upsell.description,
        "paused": upsell.paused,
        "product": {
            "id": product.id,
            "name": product.name,
            "currency_type": product.currency,
            "variant": variant,
        },
        "discount": upsell.discount,
        "selected_products": [{"id": one.id, "name": one.name} for one in chosen],
        "upsell_variants": upsell.upsell_variants,
    }
