"""Discount codes of a product. Source: API contract, section 7."""

import re
from typing import Any

from py_core.sandbox.answers import Refusal, ServerBroke, not_found, succeeded
from py_core.sandbox.casts import (
    Param,
    Params,
    clamp,
    is_blank,
    is_scalar,
    is_true_text,
    leading_integer,
    to_integer,
    to_text,
    within_int32,
)
from py_core.sandbox.context import Asked
from py_core.sandbox.discounts import price_error
from py_core.sandbox.product_update import MAX_PURCHASES
from py_core.sandbox.shop import Shop, stamp
from py_core.sandbox.state import OfferCode, Product
from py_core.sandbox.wording import sentence

_CODE = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ0-9_-]*")
_MAX_NAME = 255


def index(asked: Asked) -> dict[str, Any]:
    """GET …/offer_codes: the product's own and the universal ones that apply, oldest first."""
    return succeeded(offer_codes=[_shown(code) for code in asked.shop.codes_for(asked.live_product())])


def show(asked: Asked) -> dict[str, Any]:
    """GET …/offer_codes/:id."""
    _, code = _found(asked)
    return succeeded(offer_code=_shown(code))


def create(asked: Asked) -> dict[str, Any]:
    """POST …/offer_codes: amounts are looked at before the product."""
    params = asked.params
    if is_blank(params.get("amount_off")) and is_blank(params.get("amount_cents")):
        raise Refusal(
            "You are missing required offer code parameters. Please refer to "
            "https://gumroad.com/api#offer-codes for the correct parameters."
        )
    product = asked.live_product()
    code = _built(params, product)
    if len(code.name) > _MAX_NAME:
        raise ServerBroke
    objections = (_name_error(asked.shop, code, product), _price_error(asked.shop, code))
    said = [message for message in objections if message is not None]
    if said:
        raise Refusal(sentence(said))
    code.number, code.id = asked.shop.new_id()
    code.created_at = stamp(asked.now_ms)
    asked.shop.add_code(code)
    return succeeded(offer_code=_shown(code))


def update(asked: Asked) -> dict[str, Any]:
    """PUT …/offer_codes/:id: two numbers may change; the price rules are looked at again."""
    _, code = _found(asked)
    draft = code.model_copy()
    if _sent(asked.params, "max_purchase_count"):
        draft.max_purchase_count = clamp(to_integer(asked.params["max_purchase_count"]), 0, MAX_PURCHASES)
    if _sent(asked.params, "minimum_amount_cents"):
        draft.minimum_amount_cents = _column(to_integer(asked.params["minimum_amount_cents"]))
    objections = (_quantity_error(draft), _price_error(asked.shop, draft))
    said = [message for message in objections if message is not None]
    if said:
        raise Refusal(sentence(said))
    code.max_purchase_count = draft.max_purchase_count
    code.minimum_amount_cents = draft.minimum_amount_cents
    return succeeded(offer_code=_shown(code))


def delete(asked: Asked) -> dict[str, Any]:
    """DELETE …/offer_codes/:id: a universal code goes for every product; a default discount cannot go."""
    _, code = _found(asked)
    covered = asked.shop.live_products() if code.universal else asked.shop.covered(code)
    if any(product.default_offer_code in (code.name, code.id) for product in covered):
        raise not_found("offer_code")
    asked.shop.drop_code(code)
    return succeeded(message="The offer_code was deleted successfully.")


def _found(asked: Asked) -> tuple[Product, OfferCode]:
    product = asked.live_product()
    code = asked.shop.code_of(product, asked.place["offer_code"])
    if code is None:
        raise not_found("offer_code")
    return product, code


def _sent(params: Params, name: str) -> bool:
    return name in params and is_scalar(params[name])


def _column(value: int | None) -> int | None:
    if not within_int32(value):
        raise ServerBroke
    return value


def _built(params: Params, product: Product) -> OfferCode:
    universal = is_true_text(params.get("universal"))
    percent: int | None = None
    amount: int | None = None
    if params.get("offer_type") == "percent":
        percent = _column(leading_integer(params.get("amount_off")))
    else:
        off: Param = params.get("amount_cents")
        amount = _column(leading_integer(params.get("amount_off") if is_blank(off) else off))
    return OfferCode(
        name=(to_text(params.get("name")) or "").strip(),
        percent_off=percent,
        amount_cents=amount,
        currency=product.currency if percent is None else None,
        universal=universal,
        product_ids=[] if universal else [product.id],
        max_purchase_count=clamp(to_integer(params.get("max_purchase_count")), 0, MAX_PURCHASES),
        minimum_amount_cents=_column(to_integer(params.get("minimum_amount_cents"))),
    )


def _name_error(shop: Shop, code: OfferCode, product: Product) -> str | None:
    if not code.name:
        return "Discount code can't be blank"
    if not _CODE.fullmatch(code.name):
        return "Discount code can only contain numbers, letters, dashes, and underscores."
    if code.universal:
        taken = any(other.name.casefold() == code.name.casefold() for other in shop.live_codes())
    else:
        taken = shop.has_code(product, code.name)
    return "Discount code must be unique." if taken else None


def _price_error(shop: Shop, code: OfferCode) -> str | None:
    return price_error(code, shop.covered(code))


def _quantity_error(code: OfferCode) -> str | None:
    if code.max_purchase_count is None or code.max_purchase_count >= code.times_used:
        return None
    return (
        "You have chosen a discount code quantity that is less that the number already used. "
        f"Please enter an amount no less than {code.times_used}."
    )


def _shown(code: OfferCode) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "id": code.id,
        "name": code.name,
        "max_purchase_count": code.max_purchase_count,
        "minimum_amount_cents": code.minimum_amount_cents,
        "universal": code.universal,
        "times_used": code.times_used,
    }
    if code.percent_off is not None:
        shown["percent_off"] = code.percent_off
    else:
        shown["amount_cents"] = code.amount_cents
    return shown
