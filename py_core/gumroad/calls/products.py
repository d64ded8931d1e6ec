"""Products and what hangs on them. Source: API contract, sections 6 and 12, "Covers and thumbnail"."""

from collections.abc import Mapping
from typing import Any

from py_core.gumroad.calls.asking import (
    EDIT_PRODUCTS,
    READ_SCOPE,
    get,
    nothing,
    one,
    page_of,
    path,
    send,
)
from py_core.gumroad.confirm import compared
from py_core.gumroad.keep import KEEP, Keep
from py_core.gumroad.models.products import (
    Comps,
    Covers,
    ProductRecord,
    RawRecord,
    read_comps,
    read_covers,
    read_product_record,
    read_raw,
)
from py_core.gumroad.pager import Page
from py_core.gumroad.reading import text
from py_core.gumroad.rules.objections import object_to, refuse
from py_core.gumroad.rules.products import (
    BundleItem,
    NewProduct,
    ProductChange,
    bundle_objections,
    change_objections,
    clean_tag,
    new_objections,
)
from py_core.gumroad.wire import Call, Effect, Mismatch, Request

NO_CHANGE = ProductChange()
_PARAMETER = {
    "price_minor": "price",
    "currency": "price_currency_type",
    "suggested_price_minor": "suggested_price_cents",
}


def read_product_body(body: Mapping[str, Any]) -> ProductRecord:
    """The product of an answer and the warning beside it."""
    raw = body["product"]
    if not isinstance(raw, dict):
        raise TypeError("product")
    return read_product_record(raw, warning=text(body.get("warning")))


def list_products(page_key: str | None = None) -> Call[Page[ProductRecord]]:
    """Ten products, newest first. Source: sections 5 and 6.1."""
    request = get(path("products"), page_key=page_key or None)
    return Call(request, Effect.READ, READ_SCOPE, page_of("products", read_product_record))


def get_product(product_id: str) -> Call[ProductRecord]:
    """One product in full; deleted ones, too. Source: section 6.1."""
    return Call(get(path("products", product_id)), Effect.READ, READ_SCOPE, read_product_body)


def create_product(new: NewProduct, rest: ProductChange = NO_CHANGE) -> Call[ProductRecord]:
    """Make a draft; of `rest`, what `new` says as well (name, price, currency) does not count.

    Raises: InputError. Source: section 6.5.
    """
    own = rest.model_copy(update={"name": KEEP, "price_minor": KEEP, "currency": KEEP})
    refuse((*new_objections(new), *change_objections(own)))
    whole = own.model_copy(
        update={
            "name": new.name,
            "price_minor": KEEP if new.price_minor is None else new.price_minor,
            "currency": KEEP if new.currency is None else new.currency,
        }
    )
    request = send(
        "POST",
        path("products"),
        native_type=new.native_type,
        subscription_duration=KEEP if new.subscription_duration is None else new.subscription_duration,
        **_parameters(whole),
    )
    return Call(
        request, Effect.CREATE, EDIT_PRODUCTS, read_product_body, lambda record: confirm_change(whole, record)
    )


def change_product(product_id: str, change: ProductChange) -> Call[ProductRecord]:
    """Set what the change gives, and nothing else. Raises: InputError. Source: sections 6.6 and 6.7."""
    refuse(change_objections(change))
    return Call(
        change_request(product_id, change),
        Effect.SET,
        EDIT_PRODUCTS,
        read_product_body,
        lambda record: confirm_change(change, record),
    )


def update_product(
    product_id: str,
    *,
    price_minor: int | None = None,
    currency: str | None = None,
    customizable_price: bool | None = None,
    suggested_price_minor: int | None = None,
) -> Call[ProductRecord]:
    """Set price fields; only those given are sent. Raises: InputError. Source: sections 6.6 and 6.7."""
    return change_product(
        product_id,
        ProductChange(
            price_minor=KEEP if price_minor is None else price_minor,
            currency=KEEP if currency is None else currency,
            customizable_price=KEEP if customizable_price is None else customizable_price,
            suggested_price_minor=KEEP if suggested_price_minor is None else suggested_price_minor,
        ),
    )


def change_request(product_id: str, change: ProductChange) -> Request:
    """The request of a change, without asking whether Gumroad would take it."""
    return send("PUT", path("products", product_id), **_parameters(change))


def _parameters(change: ProductChange) -> dict[str, Any]:
    given = {name: getattr(change, name) for name in ProductChange.model_fields}
    return {_PARAMETER.get(name, name): value for name, value in given.items() if not isinstance(value, Keep)}


def confirm_change(change: ProductChange, record: ProductRecord) -> tuple[Mismatch, ...]:
    """The fields that were asked for and are not so.

    A description comes back as Gumroad's parser writes it, and prices of 0 switch pay-what-you-want on, so
    neither of these is held against the answer; nor is what cannot be read back.
    """
    held, raw = record.product, record.raw
    policy = raw.get("refund_policy")
    policy = policy if isinstance(policy, dict) else {}
    covers = tuple(str(cover.get("id")) for cover in _objects(raw.get("covers")))
    free = held.price_minor == 0 and change.customizable_price is False
    return compared(
        ("name", change.name, held.name),
        ("custom_permalink", change.custom_permalink, held.custom_permalink),
        ("price", change.price_minor, held.price_minor),
        ("currency", change.currency, held.currency),
        ("customizable_price", KEEP if free else change.customizable_price, held.customizable_price),
        ("max_purchase_count", change.max_purchase_count, held.max_purchase_count),
        ("category", change.category, held.category),
        ("taxonomy_id", change.taxonomy_id, raw.get("taxonomy_id")),
        ("tags", _tags(change.tags), tuple(sorted(held.tags))),
        ("custom_receipt", change.custom_receipt, raw.get("custom_receipt")),
        ("custom_summary", change.custom_summary, raw.get("custom_summary")),
        ("refund_period", change.refund_period, policy.get("refund_period")),
        ("refund_fine_print", change.refund_fine_print, policy.get("fine_print")),
        ("cover_ids", _within(change.cover_ids, covers), covers),
    )


def _tags(asked: tuple[str, ...] | Keep) -> tuple[str, ...] | Keep:
    return asked if isinstance(asked, Keep) else tuple(sorted({clean_tag(tag) for tag in asked}))


def _within(asked: tuple[str, ...] | Keep, held: tuple[str, ...]) -> tuple[str, ...] | Keep:
    """Covers in the order asked for; those not named stay behind the others."""
    if isinstance(asked, Keep):
        return asked
    return (*asked, *(cover for cover in held if cover not in asked))


def enable_product(product_id: str) -> Call[ProductRecord]:
    """Put a product on sale; brings a deleted one back. Source: section 6.8."""
    return Call(
        send("PUT", path("products", product_id, "enable")),
        Effect.SET,
        EDIT_PRODUCTS,
        read_product_body,
        lambda record: compared(("published", True, record.product.published)),
    )


def disable_product(product_id: str) -> Call[ProductRecord]:
    """Take a product off sale. Source: section 6.8."""
    return Call(
        send("PUT", path("products", product_id, "disable")),
        Effect.SET,
        EDIT_PRODUCTS,
        read_product_body,
        lambda record: compared(("published", False, record.product.published)),
    )


def delete_product(product_id: str) -> Call[None]:
    """Delete a product; it stays readable by id, and `enable_product` brings it back. Source: section 6.8."""
    return Call(send("DELETE", path("products", product_id)), Effect.DELETE, EDIT_PRODUCTS, nothing)


def market_prices(
    *, taxonomy: str | None = None, query: str | None = None, currency: str | None = None
) -> Call[Comps]:
    """What comparable products cost. Raises: InputError when neither is given. Source: section 6.9."""
    if not (taxonomy or "").strip() and not (query or "").strip():
        refuse((object_to("query", "comps_nothing_asked"),))
    request = get(path("products", "comps"), taxonomy=taxonomy, query=query, price_currency_type=currency)
    return Call(request, Effect.READ, READ_SCOPE, one("comps", read_comps))


def set_bundle_contents(product_id: str, items: tuple[BundleItem, ...]) -> Call[ProductRecord]:
    """Replace what a bundle is made of. Raises: InputError. Source: section 6.9."""
    refuse(bundle_objections(items))
    sent = tuple(item.model_dump(exclude_none=True) for item in items)
    asked = tuple(sorted((item.product_id, str(item.quantity)) for item in items))
    return Call(
        send("PUT", path("products", product_id, "bundle_contents"), products=sent),
        Effect.SET,
        EDIT_PRODUCTS,
        read_product_body,
        lambda record: compared(("bundle_products", asked, _contents(record))),
    )


def _contents(record: ProductRecord) -> tuple[tuple[str, str], ...]:
    held = _objects(record.raw.get("bundle_products"))
    return tuple(sorted((str(item.get("product_id")), str(item.get("quantity"))) for item in held))


def _objects(value: Any) -> tuple[dict[str, Any], ...]:
    """The objects in what should be a list of them; a comparison has to bear anything."""
    return tuple(item for item in value if isinstance(item, dict)) if isinstance(value, list) else ()


def add_cover(product_id: str, url: str) -> Call[Covers]:
    """Add a picture or film from an address; eight at most. Source: section 12, "Covers and thumbnail"."""
    refuse(() if url.strip() else (object_to("url", "picture_address"),))
    request = send("POST", path("products", product_id, "covers"), url=url)
    return Call(request, Effect.CREATE, EDIT_PRODUCTS, read_covers)


def delete_cover(product_id: str, cover_id: str) -> Call[Covers]:
    """Take a cover away. Source: section 12, "Covers and thumbnail"."""
    request = send("DELETE", path("products", product_id, "covers", cover_id))
    return Call(
        request,
        Effect.DELETE,
        EDIT_PRODUCTS,
        read_covers,
        lambda covers: (Mismatch("covers", "", cover_id),) if cover_id in covers.ids else (),
    )


def set_thumbnail(product_id: str, url: str) -> Call[None]:
    """Set the small picture from an address. Source: section 12, "Covers and thumbnail"."""
    refuse(() if url.strip() else (object_to("url", "picture_address"),))
    return Call(
        send("POST", path("products", product_id, "thumbnail"), url=url), Effect.SET, EDIT_PRODUCTS, nothing
    )


def delete_thumbnail(product_id: str) -> Call[None]:
    """Take the small picture away. Source: section 12, "Covers and thumbnail"."""
    return Call(send("DELETE", path("products", product_id, "thumbnail")), Effect.DELETE, EDIT_PRODUCTS, nothing)


def list_reviews(product_id: str, page_key: str | None = None) -> Call[Page[RawRecord]]:
    """A hundred reviews; their fields are not documented. Source: sections 5 and 12, "Small ones"."""
    request = get(path("products", product_id, "reviews"), page_key=page_key)
    return Call(request, Effect.READ, READ_SCOPE, page_of("reviews", read_raw))


def product_id_of(record: ProductRecord) -> str:
    """What a product is known by while its list is walked."""
    return record.product.id
