"""Questions at checkout. They are addressed by name. Source: API contract, section 8.4."""

from typing import Any
from urllib.parse import urlsplit

from py_core.sandbox.answers import Refusal, not_found, succeeded
from py_core.sandbox.casts import is_blank, is_true_text, to_text
from py_core.sandbox.context import Asked
from py_core.sandbox.shop import stamp
from py_core.sandbox.state import Product
from py_core.sandbox.trade_records import CustomField

_NAMES = ("name", "url", "label")
_TYPES = ("text", "checkbox", "terms", "long_text", "file")


def index(asked: Asked) -> dict[str, Any]:
    """GET …/custom_fields."""
    return succeeded(custom_fields=[_shown(field) for field in _fields(asked, asked.live_product())])


def show(asked: Asked) -> dict[str, Any]:
    """GET …/custom_fields/:name."""
    return succeeded(custom_field=_shown(_found(asked, asked.live_product())))


def create(asked: Asked) -> dict[str, Any]:
    """POST …/custom_fields."""
    product = asked.live_product()
    params = asked.params
    name = next((to_text(params[key]) for key in _NAMES if not is_blank(params.get(key))), None)
    kind = to_text(params.get("type")) or "text"
    if not name:
        raise Refusal("The custom_field was unable to be created.")
    if kind not in _TYPES:
        raise Refusal("Field type is not included in the list")
    if kind == "terms" and not _is_address(name):
        raise Refusal("Please provide a valid URL for custom field of Terms type.")
    number, field_id = asked.shop.new_id()
    field = CustomField.model_validate(
        {
            "id": field_id,
            "number": number,
            "created_at": stamp(asked.now_ms),
            "name": name,
            "type": kind,
            "required": is_true_text(params.get("required")),
            "products": [product.id],
        }
    )
    asked.shop.state.custom_fields = [*asked.shop.state.custom_fields, field]
    return succeeded(custom_field=_shown(field))


def update(asked: Asked) -> dict[str, Any]:
    """PUT …/custom_fields/:name: only `required` changes."""
    field = _found(asked, asked.live_product())
    if "required" in asked.params:
        field.required = is_true_text(asked.params["required"])
    return succeeded(custom_field=_shown(field))


def delete(asked: Asked) -> dict[str, Any]:
    """DELETE …/custom_fields/:name: other products that ask the same keep their question."""
    product = asked.live_product()
    field = _found(asked, product)
    field.products = [held for held in field.products if held != product.id]
    if not field.products:
        state = asked.shop.state
        state.custom_fields = [held for held in state.custom_fields if held is not field]
    return succeeded(message="The custom_field was deleted successfully.")


def _fields(asked: Asked, product: Product) -> list[CustomField]:
    held = asked.shop.state.custom_fields
    return [field for field in held if field.is_global or product.id in field.products]


def _found(asked: Asked, product: Product) -> CustomField:
    named = [field for field in _fields(asked, product) if field.name == asked.place["name"]]
    if not named:
        raise not_found("custom_field")
    return named[-1]


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _shown(field: CustomField) -> dict[str, Any]:
    return {
        "id": field.id,
        "type": field.type,
        "name": field.name,
        "required": field.required,
        "global": field.is_global,
        "collect_per_product": field.collect_per_product,
        "products": field.products,
    }
