"""Creating and changing a product by parameters, all or nothing. No I/O here.

The caller hands in a draft; it becomes the product only when nothing is raised.
Source: API contract, sections 6.5 and 6.6.
"""

import re
from collections.abc import Callable
from typing import Any, get_args

from py_core.sandbox import taxonomy
from py_core.sandbox.answers import Refusal
from py_core.sandbox.casts import (
    Param,
    Params,
    clamp,
    is_blank,
    is_listed_true,
    is_scalar,
    to_boolean,
    to_integer,
    to_text,
)
from py_core.sandbox.html_text import stored_html
from py_core.sandbox.product_price import change_currency, change_price
from py_core.sandbox.shop import Shop, live_groups, live_options
from py_core.sandbox.state import NativeType, Product, RefundPolicy
from py_core.sandbox.wording import sentence

MAX_PURCHASES = 10_000_000
_MAX_NAME = 255
_TAG_BOUNDS = (2, 20)
_PERMALINK = re.compile(r"[A-Za-z0-9_-]+")
_PERIODS = ("inherit", "none", "7", "14", "30", "183")
_WITHOUT_QUANTITY = ("membership", "call")
_FLAGS = ("is_adult", "display_product_reviews", "should_show_sales_count")
_MAX_HTML = 500_000
_CUSTOM_HTML_REFUSAL = "You do not have access to custom HTML pages."


def apply_update(shop: Shop, draft: Product, params: Params) -> None:
    """Change the draft by the parameters of an update and check it. Raises: Refusal."""
    _refuse_uploads(params)
    check_shapes(params)
    change_currency(draft, params)
    apply_fields(shop, draft, params)


def apply_fields(shop: Shop, draft: Product, params: Params) -> None:
    """What create and update have in common, price included. Raises: Refusal."""
    user = shop.state.user
    if "custom_html" in params:
        _change_html(draft, params["custom_html"], allowed=user.custom_html_enabled)
    _change_category(draft, params)
    if "tags" in params:
        draft.tags = _tags(params["tags"])
    _change_refund_policy(draft, params, blocked=user.account_refund_policy_in_effect)
    objections = _change_texts(shop, draft, params)
    prices_touched = {
        "price",
        "price_currency_type",
        "customizable_price",
        "suggested_price_cents",
    } & params.keys()
    if prices_touched:
        objections += change_price(draft, params, verified=user.verified)
    objections += _change_flags(draft, params)
    if objections:
        raise Refusal(sentence(objections))
    check_structure(draft)
    _change_contents(shop, draft, params)


def check_structure(product: Product) -> None:
    """What must hold on every save; archived products are exempt from the rules on versions. Raises: Refusal."""
    groups = live_groups(product)
    if not product.archived:
        tiers_missing = product.is_tiered_membership and not any(live_options(group) for group in groups)
        if product.is_tiered_membership and len(groups) != 1:
            raise Refusal("Memberships should only have one Tier version category.")
        if tiers_missing:
            raise Refusal("Memberships should have at least one tier.")
        if any(not live_options(group) for group in groups):
            raise Refusal("Sorry, the product versions must have at least one option.")
    if product.native_type == "call" and not any(live_options(group) for group in groups):
        raise Refusal("Calls must have at least one duration")
    if product.native_type == "bundle" and product.published and not product.bundle_products:
        raise Refusal("Bundles must have at least one product.")


def native_type_asked(params: Params) -> NativeType:
    """The kind of product a create request names. Raises: Refusal."""
    asked = to_text(params.get("native_type")) or "digital"
    known: tuple[NativeType, ...] = get_args(NativeType)
    closed = ("podcast", "newsletter", "audiobook", "physical")
    found = next((kind for kind in known if kind == asked and kind not in closed), None)
    if found is None:
        raise Refusal(f"The product type '{asked}' is not supported for creation.")
    return found


def _refuse_uploads(params: Params) -> None:
    for name in ("file", "preview", "thumbnail"):
        if not is_blank(params.get(name)):
            raise Refusal(
                f"'{name}' is not an accepted parameter on PUT /v2/products/:id. "
                "Use the file, cover and thumbnail endpoints instead."
            )


def check_shapes(params: Params) -> None:
    """Raise Refusal where a parameter is not the list it must be."""
    cover_ids = params.get("cover_ids", [])
    if not _is_list_of(cover_ids, str):
        raise Refusal("cover_ids must be an array of strings.")
    if not _is_list_of(params.get("rich_content", []), dict):
        raise Refusal("rich_content must be an array of content page objects.")
    if not _is_list_of(params.get("files", []), dict):
        raise Refusal("files must be an array of file objects.")


def _is_list_of(value: Param, kind: type) -> bool:
    return isinstance(value, list) and all(isinstance(item, kind) for item in value)


def _change_html(draft: Product, sent: Param, *, allowed: bool) -> None:
    if not allowed:
        raise Refusal(_CUSTOM_HTML_REFUSAL)
    html = to_text(sent) or None
    if html is not None and len(html) > _MAX_HTML:
        raise Refusal(f"Custom html is too long (maximum is {_MAX_HTML} characters)")
    draft.custom_html = html


def _change_category(draft: Product, params: Params) -> None:
    if "category" in params and "taxonomy_id" in params:
        raise Refusal("Specify either category or taxonomy_id, not both.")
    if "category" in params:
        if not is_scalar(params["category"]):
            raise Refusal("category must be a scalar value.")
        taxon = taxonomy.BY_PATH.get(to_text(params["category"]) or "")
        if taxon is None:
            raise Refusal("Invalid category.")
    elif "taxonomy_id" in params:
        taxon = taxonomy.BY_ID.get(to_integer(params["taxonomy_id"]) or 0)
        if taxon is None:
            raise Refusal("Invalid taxonomy_id.")
    else:
        return
    draft.taxonomy_id, draft.category, draft.category_label = taxon.id, taxon.path, taxon.label


def _tags(value: Param) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(tag, str) for tag in value):
        raise Refusal("tags must be an array of strings.")
    tags = [tag.strip().lower() for tag in value if isinstance(tag, str)]
    shortest, longest = _TAG_BOUNDS
    for tag in tags:
        if len(tag) < shortest:
            raise Refusal("Name A tag is too short. Please try again with a longer one, above 2 characters.")
        if len(tag) > longest:
            raise Refusal("Name A tag is too long. Please try again with a shorter one, under 20 characters.")
        if tag.startswith("#") or "," in tag:
            raise Refusal("Name A tag cannot start with hashes or contain commas.")
    return list(dict.fromkeys(tags))


def _change_refund_policy(draft: Product, params: Params, *, blocked: bool) -> None:
    if "refund_period" not in params and "refund_fine_print" not in params:
        return
    if blocked:
        raise Refusal(
            "Product-level refund policies are not available for this account; the account-level refund policy "
            "applies to all products. Use PUT /v2/refund_policy instead."
        )
    fine_print = to_text(params.get("refund_fine_print")) or None
    held = draft.refund_policy
    if "refund_period" not in params:
        if held is None:
            raise Refusal("refund_fine_print requires refund_period, or an existing product-level refund policy.")
        draft.refund_policy = RefundPolicy(refund_period=held.refund_period, fine_print=fine_print)
        return
    period = to_text(params["refund_period"])
    if period not in _PERIODS:
        raise Refusal("refund_period must be one of: inherit, none, 7, 14, 30, 183.")
    if period == "inherit":
        if fine_print is not None:
            raise Refusal(
                "refund_fine_print cannot be set when refund_period is 'inherit'; "
                "the account-level policy's fine print applies."
            )
        draft.refund_policy = None
        return
    kept = held.fine_print if held is not None and "refund_fine_print" not in params else fine_print
    draft.refund_policy = RefundPolicy.model_validate({"refund_period": period, "fine_print": kept})


def _change_texts(shop: Shop, draft: Product, params: Params) -> list[str]:
    objections = []

    def sent(name: str) -> bool:
        return name in params and is_scalar(params[name])

    if sent("name"):
        draft.name = to_text(params["name"]) or ""
        if not draft.name.strip():
            objections.append("Name can't be blank")
        elif len(draft.name) > _MAX_NAME:
            objections.append(f"Name is too long (maximum is {_MAX_NAME} characters)")
    for name in ("description", "custom_summary", "custom_receipt"):
        if sent(name):
            text = to_text(params[name])
            setattr(draft, name, stored_html(text) if name == "description" and text else text)
    if sent("custom_permalink"):
        draft.custom_permalink = to_text(params["custom_permalink"]) or None
        objections += _permalink_objections(shop, draft)
    if sent("max_purchase_count"):
        draft.max_purchase_count = clamp(to_integer(params["max_purchase_count"]), 0, MAX_PURCHASES)
        if draft.max_purchase_count is not None and draft.max_purchase_count < draft.sales_count:
            objections.append("Sorry, you cannot limit the number of purchases to that amount.")
    return objections


def _permalink_objections(shop: Shop, draft: Product) -> list[str]:
    wanted = draft.custom_permalink
    if wanted is None:
        return []
    if not _PERMALINK.fullmatch(wanted):
        return ["Custom permalink is invalid"]
    taken = any(
        wanted in (other.custom_permalink, other.permalink)
        for other in shop.live_products()
        if other.id != draft.id
    )
    return ["Custom permalink has already been taken"] if taken else []


def _change_flags(draft: Product, params: Params) -> list[str]:
    for name in _FLAGS:
        if name in params:
            setattr(draft, name, is_listed_true(params[name]))
    if "has_same_rich_content_for_all_variants" in params:
        draft.has_same_rich_content_for_all_variants = to_boolean(params["has_same_rich_content_for_all_variants"])
    if "quantity_enabled" in params:
        draft.quantity_enabled = is_listed_true(params["quantity_enabled"])
        if draft.quantity_enabled and draft.native_type in _WITHOUT_QUANTITY:
            return ["Customers cannot be allowed to choose a quantity for this product."]
    return []


def _change_contents(shop: Shop, draft: Product, params: Params) -> None:
    cover_ids = params.get("cover_ids")
    if isinstance(cover_ids, list):
        draft.covers = sorted(draft.covers, key=_place_in(cover_ids))
        draft.main_cover_id = None
    if "rich_content" in params:
        draft.rich_content = plain_objects(params["rich_content"])
    if "files" in params:
        held = {file.get("id"): file for file in draft.files}
        draft.files = [
            held[file["id"]] if file.get("id") in held else _new_file(shop, file)
            for file in plain_objects(params["files"])
        ]


def _place_in(ids: list[Param]) -> Callable[[dict[str, Any]], int]:
    places: dict[Param, int] = {cover_id: at for at, cover_id in enumerate(ids) if isinstance(cover_id, str)}
    return lambda cover: places.get(cover.get("id"), len(places))


def _new_file(shop: Shop, sent: dict[str, Any]) -> dict[str, Any]:
    _, file_id = shop.new_id()
    url = str(sent.get("url") or "")
    last = url.rpartition("/")[2]
    name, _, ending = last.rpartition(".")
    return {
        "id": file_id,
        "name": sent.get("display_name") or name or last,
        "size": None,
        "url": url,
        "filetype": ending,
        "filegroup": "url",
    }


def plain_objects(value: Param) -> list[dict[str, Any]]:
    """A list of objects with exact decimals turned into what JSON can carry."""
    return [item for item in _plain(value) if isinstance(item, dict)] if isinstance(value, list) else []


def _plain(value: Param) -> Any:
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if value is None or isinstance(value, (str, bool, int)):
        return value
    return float(value)
