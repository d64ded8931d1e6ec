"""Which function answers which method and path, and the scopes it asks for. No I/O here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias
from urllib.parse import unquote

from py_core.sandbox.auth import READ_SCOPES, scoped
from py_core.sandbox.context import Asked
from py_core.sandbox.routes import offer_codes, products, user, variants

Handler: TypeAlias = Callable[[Asked], dict[str, Any]]

_EDIT = scoped("edit_products")
_SALES = scoped("view_sales")
_PUT = ("PUT", "PATCH")


@dataclass(frozen=True, slots=True)
class Route:
    """One endpoint. `path` has its variable parts as `:name`."""

    methods: tuple[str, ...]
    path: tuple[str, ...]
    handler: Handler
    scopes: frozenset[str]


def _route(methods: str | tuple[str, ...], path: str, handler: Handler, scopes: frozenset[str]) -> Route:
    listed = (methods,) if isinstance(methods, str) else methods
    return Route(listed, tuple(path.split("/")), handler, scopes)


_CATEGORY = "products/:product/variant_categories"
_VARIANT = f"{_CATEGORY}/:category/variants"
_CODE = "products/:product/offer_codes"

ROUTES: tuple[Route, ...] = (
    _route("GET", "user", user.show, READ_SCOPES),
    _route(_PUT, "user", user.update, scoped("edit_profile")),
    _route("GET", "categories", user.categories, READ_SCOPES),
    _route("GET", "products", products.index, READ_SCOPES),
    _route("POST", "products", products.create, _EDIT),
    _route("GET", "products/:product", products.show, READ_SCOPES),
    _route(_PUT, "products/:product", products.update, _EDIT),
    _route("DELETE", "products/:product", products.delete, _EDIT),
    _route("PUT", "products/:product/enable", products.enable, _EDIT),
    _route("PUT", "products/:product/disable", products.disable, _EDIT),
    _route("GET", "products/:product/skus", products.skus, READ_SCOPES),
    _route("GET", _CODE, offer_codes.index, READ_SCOPES),
    _route("POST", _CODE, offer_codes.create, _EDIT),
    _route("GET", f"{_CODE}/:offer_code", offer_codes.show, READ_SCOPES),
    _route(_PUT, f"{_CODE}/:offer_code", offer_codes.update, _EDIT),
    _route("DELETE", f"{_CODE}/:offer_code", offer_codes.delete, _EDIT),
    _route("GET", _CATEGORY, variants.list_categories, READ_SCOPES),
    _route("POST", _CATEGORY, variants.create_category, _EDIT),
    _route("GET", f"{_CATEGORY}/:category", variants.show_category, READ_SCOPES),
    _route(_PUT, f"{_CATEGORY}/:category", variants.update_category, _EDIT),
    _route("DELETE", f"{_CATEGORY}/:category", variants.delete_category, _EDIT),
    _route("GET", _VARIANT, variants.list_variants, READ_SCOPES),
    _route("POST", _VARIANT, variants.create_variant, _EDIT),
    _route("GET", f"{_VARIANT}/:variant", variants.show_variant, READ_SCOPES),
    _route(_PUT, f"{_VARIANT}/:variant", variants.update_variant, _EDIT),
    _route("DELETE", f"{_VARIANT}/:variant", variants.delete_variant, _EDIT),
    _route("GET", "sales", user.no_sales, _SALES),
    _route("GET", "sales/:sale", user.no_sale, _SALES),
    _route("PUT", "sales/:sale/mark_as_shipped", user.no_sale, scoped("mark_sales_as_shipped")),
    _route("PUT", "sales/:sale/refund", user.no_sale, scoped("refund_sales", "edit_sales")),
    _route("POST", "sales/:sale/resend_receipt", user.no_sale, scoped("edit_sales")),
    _route("GET", "payouts", user.no_payouts, scoped("view_payouts")),
)


def find_route(method: str, path: str) -> tuple[Route, dict[str, str]] | None:
    """The route of a path under /v2 and the values of its variable parts, or None."""
    segments = path.removesuffix("/").removesuffix(".json").split("/")
    for route in ROUTES:
        if method not in route.methods or len(route.path) != len(segments):
            continue
        pairs = list(zip(route.path, segments, strict=True))
        if all(wanted == given or (wanted[0] == ":" and given) for wanted, given in pairs):
            place = {wanted[1:]: unquote(given) for wanted, given in pairs if wanted[0] == ":"}
            return route, place
    return None
