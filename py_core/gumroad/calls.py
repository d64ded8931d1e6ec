"""How to ask Gumroad: one function per endpoint, each giving a Call. No I/O here.

Source: API contract, sections 5 to 8 and 12.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from urllib.parse import quote

from py_core.gumroad.models import (
    OfferCode,
    Product,
    User,
    Variant,
    VariantCategory,
    read_category,
    read_offer_code,
    read_product,
    read_user,
    read_variant,
)
from py_core.gumroad.wire import API_PREFIX, Call, Effect, Request
from py_core.values import Value

T = TypeVar("T")
READ_SCOPE = "view_public"
EDIT_PRODUCTS = "edit_products"


class ProductRecord(Value):
    """A product with the JSON it was read from, so that no field is lost, and the update's warning."""

    product: Product
    raw: dict[str, Any]
    warning: str = ""


class Page(Value):
    """One page of products and the key of the next, or None on the last."""

    items: tuple[ProductRecord, ...]
    next_key: str | None


def _path(*segments: str) -> str:
    return "/".join((API_PREFIX, *(quote(segment, safe="") for segment in segments)))


def _product_record(body: Mapping[str, Any]) -> ProductRecord:
    raw = body["product"]
    return ProductRecord(product=read_product(raw), raw=raw, warning=str(body.get("warning") or ""))


def _all_of(key: str, read: Callable[[Mapping[str, Any]], T]) -> Callable[[Mapping[str, Any]], tuple[T, ...]]:
    def read_list(body: Mapping[str, Any]) -> tuple[T, ...]:
        if not isinstance(body[key], list):
            raise TypeError(key)
        return tuple(read(item) for item in body[key])

    return read_list


def get_user() -> Call[User]:
    """Whose token this is. Source: section 12, "User"."""
    return Call(Request("GET", _path("user")), Effect.READ, READ_SCOPE, lambda body: read_user(body["user"]))


def list_products(page_key: str | None = None) -> Call[Page]:
    """Ten products, newest first. Source: sections 5 and 6.1."""

    def read(body: Mapping[str, Any]) -> Page:
        items = _all_of("products", lambda raw: ProductRecord(product=read_product(raw), raw=dict(raw)))(body)
        key = body.get("next_page_key")
        return Page(items=items, next_key=str(key) if key else None)

    query = (("page_key", page_key),) if page_key else ()
    return Call(Request("GET", _path("products"), query=query), Effect.READ, READ_SCOPE, read)


def get_product(product_id: str) -> Call[ProductRecord]:
    """One product in full. Source: section 6.1."""
    request = Request("GET", _path("products", product_id))
    return Call(request, Effect.READ, READ_SCOPE, _product_record)


def update_product(
    product_id: str,
    *,
    price_minor: int | None = None,
    currency: str | None = None,
    customizable_price: bool | None = None,
    suggested_price_minor: int | None = None,
) -> Call[ProductRecord]:
    """Set price fields; only those given are sent. Source: sections 6.6 and 6.7.

    Booleans go out as the words `true` and `false`, which every parameter understands (section 1.1).
    """
    form: list[tuple[str, str]] = []
    if price_minor is not None:
        form.append(("price", str(price_minor)))
    if currency is not None:
        form.append(("price_currency_type", currency))
    if customizable_price is not None:
        form.append(("customizable_price", "true" if customizable_price else "false"))
    if suggested_price_minor is not None:
        form.append(("suggested_price_cents", str(suggested_price_minor)))
    request = Request("PUT", _path("products", product_id), form=tuple(form))
    return Call(request, Effect.SET, EDIT_PRODUCTS, _product_record)


def enable_product(product_id: str) -> Call[ProductRecord]:
    """Put a product on sale. Source: section 6.8."""
    request = Request("PUT", _path("products", product_id, "enable"))
    return Call(request, Effect.SET, EDIT_PRODUCTS, _product_record)


def disable_product(product_id: str) -> Call[ProductRecord]:
    """Take a product off sale. Source: section 6.8."""
    request = Request("PUT", _path("products", product_id, "disable"))
    return Call(request, Effect.SET, EDIT_PRODUCTS, _product_record)


def list_variant_categories(product_id: str) -> Call[tuple[VariantCategory, ...]]:
    """The product's version categories. Source: section 8.1."""
    request = Request("GET", _path("products", product_id, "variant_categories"))
    return Call(request, Effect.READ, READ_SCOPE, _all_of("variant_categories", read_category))


def list_variants(product_id: str, category_id: str) -> Call[tuple[Variant, ...]]:
    """The versions of one category, with ids. Source: section 8.2."""
    request = Request("GET", _path("products", product_id, "variant_categories", category_id, "variants"))
    return Call(request, Effect.READ, READ_SCOPE, _all_of("variants", read_variant))


def _variant_request(method: str, product_id: str, category_id: str, variant_id: str) -> Request:
    path = _path("products", product_id, "variant_categories", category_id, "variants", variant_id)
    return Request(method, path)


def get_variant(product_id: str, category_id: str, variant_id: str) -> Call[Variant]:
    """One version. Source: section 8.2."""
    request = _variant_request("GET", product_id, category_id, variant_id)
    return Call(request, Effect.READ, READ_SCOPE, lambda body: read_variant(body["variant"]))


def update_variant_price(
    product_id: str, category_id: str, variant_id: str, price_difference_minor: int
) -> Call[Variant]:
    """Set a version's surcharge, in minor units, not negative. Source: section 8.2."""
    bare = _variant_request("PUT", product_id, category_id, variant_id)
    request = Request(bare.method, bare.path, form=(("price_difference_cents", str(price_difference_minor)),))
    return Call(request, Effect.SET, EDIT_PRODUCTS, lambda body: read_variant(body["variant"]))


def list_offer_codes(product_id: str) -> Call[tuple[OfferCode, ...]]:
    """Live codes that apply to a product, universal ones included. Source: section 7.2."""
    request = Request("GET", _path("products", product_id, "offer_codes"))
    return Call(request, Effect.READ, READ_SCOPE, _all_of("offer_codes", read_offer_code))
