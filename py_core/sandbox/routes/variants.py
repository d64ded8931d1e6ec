"""Version categories and versions of a product. Source: API contract, sections 8.1 and 8.2."""

import json
from typing import Any

from py_core.sandbox.answers import Refusal, ServerBroke, not_found, succeeded
from py_core.sandbox.casts import Params, is_scalar, to_integer, to_text, within_int32
from py_core.sandbox.context import Asked
from py_core.sandbox.product_update import plain_objects
from py_core.sandbox.shop import live_groups, live_options
from py_core.sandbox.state import RECURRENCES, Option, OptionGroup, Product
from py_core.sandbox.wording import major_text, sentence

_MAX_DESCRIPTION = 255


def list_categories(asked: Asked) -> dict[str, Any]:
    """GET …/variant_categories: live ones."""
    groups = live_groups(asked.live_product())
    return succeeded(variant_categories=[_category(group) for group in groups])


def show_category(asked: Asked) -> dict[str, Any]:
    """GET …/variant_categories/:id: deleted ones, too."""
    return succeeded(variant_category=_category(_group(asked, asked.live_product())))


def create_category(asked: Asked) -> dict[str, Any]:
    """POST …/variant_categories: any title will do, none as well."""
    product = asked.live_product()
    number, group_id = asked.shop.new_id()
    group = OptionGroup(id=group_id, number=number, title=_text(asked.params, "title", None))
    product.variants = [*product.variants, group]
    return succeeded(variant_category=_category(group))


def update_category(asked: Asked) -> dict[str, Any]:
    """PUT …/variant_categories/:id."""
    group = _group(asked, asked.live_product())
    group.title = _text(asked.params, "title", group.title)
    return succeeded(variant_category=_category(group))


def delete_category(asked: Asked) -> dict[str, Any]:
    """DELETE …/variant_categories/:id: its versions are not deleted with it."""
    _group(asked, asked.live_product()).deleted = True
    return succeeded(message="The variant_category was deleted successfully.")


def list_variants(asked: Asked) -> dict[str, Any]:
    """GET …/variants: live ones, without their content."""
    product = asked.live_product()
    options = live_options(_group(asked, product))
    return succeeded(variants=[_variant(option, product, full=False) for option in options])


def show_variant(asked: Asked) -> dict[str, Any]:
    """GET …/variants/:id: deleted ones, too."""
    product = asked.live_product()
    return succeeded(variant=_variant(_option(asked, _group(asked, product)), product, full=True))


def create_variant(asked: Asked) -> dict[str, Any]:
    """POST …/variants."""
    product = asked.live_product()
    group = _group(asked, product)
    option = Option(name="")
    _apply(option, product, asked.params)
    option.number, option.id = asked.shop.new_id()
    if product.is_tiered_membership:
        option.recurrence_prices = {}
    group.options = [*group.options, option]
    return succeeded(variant=_variant(option, product, full=True))


def update_variant(asked: Asked) -> dict[str, Any]:
    """PUT …/variants/:id."""
    product = asked.live_product()
    group = _group(asked, product)
    option = _option(asked, group)
    draft = option.model_copy()
    _apply(draft, product, asked.params)
    if "rich_content" in asked.params:
        draft.rich_content = _rich_content(asked.params)
    group.options = [draft if held is option else held for held in group.options]
    return succeeded(variant=_variant(draft, product, full=True))


def delete_variant(asked: Asked) -> dict[str, Any]:
    """DELETE …/variants/:id: may be repeated."""
    _option(asked, _group(asked, asked.live_product())).deleted = True
    return succeeded(message="The variant was deleted successfully.")


def _group(asked: Asked, product: Product) -> OptionGroup:
    found = next((group for group in product.variants if group.id == asked.place["category"]), None)
    if found is None:
        raise not_found("variant_category")
    return found


def _option(asked: Asked, group: OptionGroup) -> Option:
    found = next((option for option in group.options if option.id == asked.place["variant"]), None)
    if found is None:
        raise not_found("variant")
    return found


def _text(params: Params, name: str, held: str | None) -> str | None:
    return to_text(params[name]) if name in params and is_scalar(params[name]) else held


def _number(params: Params, name: str, held: int | None) -> int | None:
    if name not in params or not is_scalar(params[name]):
        return held
    value = to_integer(params[name])
    if not within_int32(value):
        raise ServerBroke
    return value


def _apply(option: Option, product: Product, params: Params) -> None:
    option.name = _text(params, "name", option.name) or ""
    option.description = _text(params, "description", option.description)
    option.price_difference = _number(params, "price_difference_cents", option.price_difference)
    option.max_purchase_count = _number(params, "max_purchase_count", option.max_purchase_count)
    objections = []
    if not option.name.strip():
        objections.append("Name can't be blank")
    if option.description is not None and len(option.description) > _MAX_DESCRIPTION:
        objections.append(f"Description is too long (maximum is {_MAX_DESCRIPTION} characters)")
    if product.native_type == "coffee" and (option.price_difference or 0) <= 0:
        objections.append("Price difference cents must be greater than 0")
    elif (option.price_difference or 0) < 0:
        objections.append("Please enter a price that is equal to or greater than the price of the product.")
    if option.max_purchase_count is not None and option.max_purchase_count < option.sold:
        objections.append(
            "You have chosen an amount lower than what you have already sold. "
            f"Please enter an amount greater than {option.sold}."
        )
    if objections:
        raise Refusal(sentence(objections))


def _rich_content(params: Params) -> list[dict[str, Any]]:
    sent = params["rich_content"]
    if not isinstance(sent, str):
        return plain_objects(sent)
    try:
        read = json.loads(sent)
    except ValueError as error:
        raise Refusal("Invalid JSON in rich_content parameter.") from error
    return [page for page in read if isinstance(page, dict)] if isinstance(read, list) else []


def _category(group: OptionGroup) -> dict[str, Any]:
    return {"id": group.id, "title": group.title}


def _variant(option: Option, product: Product, *, full: bool) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "id": option.id,
        "max_purchase_count": option.max_purchase_count,
        "name": option.name,
        "description": option.description,
        "price_difference_cents": option.price_difference,
    }
    if full:
        shown["rich_content"] = option.rich_content
    if product.is_tiered_membership or option.recurrence_prices:
        shown["is_customizable_price"] = option.is_pay_what_you_want
        shown["recurrence_price_values"] = _recurrence_values(option, product.currency)
    return shown


def _recurrence_values(option: Option, currency: str) -> dict[str, dict[str, Any]]:
    shown: dict[str, dict[str, Any]] = {}
    for name in RECURRENCES:
        price = (option.recurrence_prices or {}).get(name)
        if price is None:
            shown[name] = {"enabled": False}
            continue
        shown[name] = {
            "enabled": True,
            "price_cents": price.price_cents,
            "suggested_price_cents": price.suggested_price_cents,
            "price": major_text(price.price_cents, currency),
        }
        if price.suggested_price_cents is not None:
            shown[name]["suggested_price"] = major_text(price.suggested_price_cents, currency)
    return shown
