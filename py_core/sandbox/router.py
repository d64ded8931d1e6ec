"""Which function answers which method and path, and the scopes it asks for. No I/O here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias
from urllib.parse import unquote

from py_core.sandbox.auth import READ_SCOPES, scoped
from py_core.sandbox.context import Asked
from py_core.sandbox.routes import (
    custom_fields,
    licenses,
    marketing,
    offer_codes,
    payouts,
    products,
    sales,
    storefront,
    subscribers,
    summary,
    upsells,
    user,
    variants,
    webhooks,
)

Handler: TypeAlias = Callable[[Asked], dict[str, Any]]

_EDIT = scoped("edit_products")
_SALES = scoped("view_sales")
_PAYOUTS = scoped("view_payouts")
_EMAILS = scoped("edit_emails")
_PUT = ("PUT", "PATCH")


@dataclass(frozen=True, slots=True)
class Route:
    """One endpoint. `path` has its variable parts as `:name`; `scopes` is None where no token is asked for."""

    methods: tuple[str, ...]
    path: tuple[str, ...]
    handler: Handler
    scopes: frozenset[str] | None


def _route(methods: str | tuple[str, ...], path: str, handler: Handler, scopes: frozenset[str] | None) -> Route:
    listed = (methods,) if isinstance(methods, str) else methods
    return Route(listed, tuple(path.split("/")), handler, scopes)


_CATEGORY = "products/:product/variant_categories"
_VARIANT = f"{_CATEGORY}/:category/variants"
_FIELD = "products/:product/custom_fields"
_CODE = "products/:product/offer_codes"

ROUTES: tuple[Route, ...] = (
    _route("GET", "user", user.show, READ_SCOPES),
    _route(_PUT, "user", user.update, scoped("edit_profile")),
    _route("GET", "categories", user.categories, READ_SCOPES),
    _route("GET", "products", products.index, READ_SCOPES),
    _route("POST", "products", products.create, _EDIT),
    _route("GET", "products/comps", storefront.comps, READ_SCOPES),
    _route("GET", "products/:product", products.show, READ_SCOPES),
    _route(_PUT, "products/:product", products.update, _EDIT),
    _route("DELETE", "products/:product", products.delete, _EDIT),
    _route("GET", "products/:product/custom_html", products.show_html, READ_SCOPES),
    _route("PUT", "products/:product/enable", products.enable, _EDIT),
    _route("PUT", "products/:product/disable", products.disable, _EDIT),
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
    _route("GET", _FIELD, custom_fields.index, READ_SCOPES),
    _route("POST", _FIELD, custom_fields.create, _EDIT),
    _route("GET", f"{_FIELD}/:name", custom_fields.show, READ_SCOPES),
    _route(_PUT, f"{_FIELD}/:name", custom_fields.update, _EDIT),
    _route("DELETE", f"{_FIELD}/:name", custom_fields.delete, _EDIT),
    _route("GET", "products/:product/skus", storefront.skus, READ_SCOPES),
    _route("GET", "products/:product/reviews", storefront.reviews, READ_SCOPES),
    _route("POST", "products/:product/covers", storefront.add_cover, _EDIT),
    _route("DELETE", "products/:product/covers/:cover", storefront.delete_cover, _EDIT),
    _route("POST", "products/:product/thumbnail", storefront.set_thumbnail, _EDIT),
    _route("DELETE", "products/:product/thumbnail", storefront.delete_thumbnail, _EDIT),
    _route("PUT", "products/:product/bundle_contents", storefront.set_bundle_contents, _EDIT),
    _route("GET", "products/:product/subscribers", subscribers.index, _SALES),
    _route("GET", "subscribers/:subscriber", subscribers.show, _SALES),
    _route("GET", "sales", sales.index, _SALES),
    _route("POST", "sales/exports", sales.export, _SALES),
    _route("GET", "sales/summary", summary.show, _SALES),
    _route("GET", "sales/:sale", sales.show, _SALES),
    _route("PUT", "sales/:sale/mark_as_shipped", sales.mark_as_shipped, scoped("mark_sales_as_shipped")),
    _route("PUT", "sales/:sale/refund", sales.refund, scoped("refund_sales", "edit_sales")),
    _route("POST", "sales/:sale/resend_receipt", sales.resend_receipt, scoped("edit_sales")),
    _route("GET", "payouts", payouts.index, _PAYOUTS),
    _route("GET", "payouts/upcoming", payouts.upcoming, _PAYOUTS),
    _route("GET", "payouts/:payout", payouts.show, _PAYOUTS),
    _route("GET", "earnings", payouts.earnings, scoped("view_tax_data")),
    _route("GET", "refund_policy", payouts.refund_policy, READ_SCOPES),
    _route(_PUT, "refund_policy", payouts.update_refund_policy, _EDIT),
    _route("POST", "licenses/verify", licenses.verify, None),
    _route("PUT", "licenses/enable", licenses.enable, _EDIT),
    _route("PUT", "licenses/disable", licenses.disable, _EDIT),
    _route("PUT", "licenses/decrement_uses_count", licenses.decrement_uses_count, _EDIT),
    _route("PUT", "licenses/rotate", licenses.rotate, _EDIT),
    _route("GET", "resource_subscriptions", webhooks.index, _SALES),
    _route("PUT", "resource_subscriptions", webhooks.create, _SALES),
    _route("DELETE", "resource_subscriptions/:webhook", webhooks.delete, _SALES),
    _route("GET", "upsells", upsells.index, READ_SCOPES),
    _route("POST", "upsells", upsells.create, _EDIT),
    _route("GET", "upsells/:upsell", upsells.show, READ_SCOPES),
    _route(_PUT, "upsells/:upsell", upsells.update, _EDIT),
    _route("DELETE", "upsells/:upsell", upsells.delete, _EDIT),
    _route("GET", "utm_links", marketing.list_links, READ_SCOPES),
    _route("POST", "utm_links", marketing.create_link, _EDIT),
    _route("GET", "utm_links/:link", marketing.show_link, READ_SCOPES),
    _route(_PUT, "utm_links/:link", marketing.update_link, _EDIT),
    _route("DELETE", "utm_links/:link", marketing.delete_link, _EDIT),
    _route("PUT", "utm_links/:link/enable", marketing.enable_link, _EDIT),
    _route("PUT", "utm_links/:link/disable", marketing.disable_link, _EDIT),
    _route("GET", "emails", marketing.list_emails, _EMAILS),
    _route("GET", "emails/:email", marketing.show_email, _EMAILS),
    _route("DELETE", "emails/:email", marketing.delete_email, _EMAILS),
)


_SHELVES: dict[tuple[int, str], list[Route]] = {}
for _listed in ROUTES:
    _SHELVES.setdefault((len(_listed.path), _listed.path[0]), []).append(_listed)


def find_route(method: str, path: str) -> tuple[Route, dict[str, str]] | None:
    """The route of a path under /v2 and the values of its variable parts, or None."""
    segments = path.removesuffix("/").removesuffix(".json").split("/")
    for route in _SHELVES.get((len(segments), segments[0]), ()):
        if method not in route.methods:
            continue
        pairs = list(zip(route.path, segments, strict=True))
        if all(wanted == given or (wanted[0] == ":" and given) for wanted, given in pairs):
            place = {wanted[1:]: unquote(given) for wanted, given in pairs if wanted[0] == ":"}
            return route, place
    return None
