"""Version categories, versions, stock numbers, custom fields. Source: API contract, section 8."""

from py_core.gumroad.calls.asking import EDIT_PRODUCTS, READ_SCOPE, all_of, get, nothing, one, path, send
from py_core.gumroad.confirm import compared
from py_core.gumroad.keep import KEEP
from py_core.gumroad.models.variants import (
    CustomField,
    Sku,
    Variant,
    VariantCategory,
    read_category,
    read_custom_field,
    read_sku,
    read_variant,
)
from py_core.gumroad.rules.objections import object_to, refuse
from py_core.gumroad.rules.other import VariantChange, custom_field_objections, variant_objections
from py_core.gumroad.wire import Call, Effect, Mismatch


def _categories(product_id: str, *rest: str) -> str:
    return path("products", product_id, "variant_categories", *rest)


def _variants(product_id: str, category_id: str, *rest: str) -> str:
    return _categories(product_id, category_id, "variants", *rest)


def _fields(product_id: str, *rest: str) -> str:
    return path("products", product_id, "custom_fields", *rest)


def list_variant_categories(product_id: str) -> Call[tuple[VariantCategory, ...]]:
    """The product's version categories. Source: section 8.1."""
    request = get(_categories(product_id))
    return Call(request, Effect.READ, READ_SCOPE, all_of("variant_categories", read_category))


def get_variant_category(product_id: str, category_id: str) -> Call[VariantCategory]:
    """One category; a deleted one, too. Source: section 8.1."""
    request = get(_categories(product_id, category_id))
    return Call(request, Effect.READ, READ_SCOPE, one("variant_category", read_category))


def create_variant_category(product_id: str, title: str) -> Call[VariantCategory]:
    """Make a category. Until it has a version, no change of the product is possible. Source: sections 6.6, 8.1."""
    return Call(
        send("POST", _categories(product_id), title=title),
        Effect.CREATE,
        EDIT_PRODUCTS,
        one("variant_category", read_category),
        lambda category: compared(("title", title, category.title)),
    )


def update_variant_category(product_id: str, category_id: str, title: str) -> Call[VariantCategory]:
    """Give a category another title. Source: section 8.1."""
    return Call(
        send("PUT", _categories(product_id, category_id), title=title),
        Effect.SET,
        EDIT_PRODUCTS,
        one("variant_category", read_category),
        lambda category: compared(("title", title, category.title)),
    )


def delete_variant_category(product_id: str, category_id: str) -> Call[None]:
    """Delete a category; it stays readable by id. Source: section 8.1."""
    return Call(send("DELETE", _categories(product_id, category_id)), Effect.DELETE, EDIT_PRODUCTS, nothing)


def list_variants(product_id: str, category_id: str) -> Call[tuple[Variant, ...]]:
    """The versions of one category, with ids. Source: section 8.2."""
    request = get(_variants(product_id, category_id))
    return Call(request, Effect.READ, READ_SCOPE, all_of("variants", read_variant))


def get_variant(product_id: str, category_id: str, variant_id: str) -> Call[Variant]:
    """One version; a deleted one, too. Source: section 8.2."""
    request = get(_variants(product_id, category_id, variant_id))
    return Call(request, Effect.READ, READ_SCOPE, one("variant", read_variant))


def confirm_variant(change: VariantChange, variant: Variant) -> tuple[Mismatch, ...]:
    """The fields that were asked for and are not so."""
    return compared(
        ("name", change.name, variant.name),
        ("description", change.description, variant.description),
        ("price_difference_cents", change.price_difference_minor, variant.price_difference_minor),
        ("max_purchase_count", change.max_purchase_count, variant.max_purchase_count),
    )


def _variant_call(method: str, where: str, effect: Effect, change: VariantChange) -> Call[Variant]:
    refuse(variant_objections(change))
    request = send(
        method,
        where,
        name=change.name,
        description=change.description,
        price_difference_cents=change.price_difference_minor,
        max_purchase_count=change.max_purchase_count,
    )
    return Call(
        request,
        effect,
        EDIT_PRODUCTS,
        one("variant", read_variant),
        lambda variant: confirm_variant(change, variant),
    )


def create_variant(product_id: str, category_id: str, change: VariantChange) -> Call[Variant]:
    """Make a version, which needs a name. Raises: InputError. Source: section 8.2."""
    refuse(() if isinstance(change.name, str) else (object_to("name", "name_blank"),))
    return _variant_call("POST", _variants(product_id, category_id), Effect.CREATE, change)


def change_variant(product_id: str, category_id: str, variant_id: str, change: VariantChange) -> Call[Variant]:
    """Set what the change gives, and nothing else. Raises: InputError. Source: section 8.2."""
    return _variant_call("PUT", _variants(product_id, category_id, variant_id), Effect.SET, change)


def update_variant_price(
    product_id: str, category_id: str, variant_id: str, price_difference_minor: int
) -> Call[Variant]:
    """Set a version's surcharge, in minor units, not negative. Raises: InputError. Source: section 8.2."""
    change = VariantChange(price_difference_minor=price_difference_minor)
    return change_variant(product_id, category_id, variant_id, change)


def delete_variant(product_id: str, category_id: str, variant_id: str) -> Call[None]:
    """Delete a version; it stays readable by id. Source: section 8.2."""
    request = send("DELETE", _variants(product_id, category_id, variant_id))
    return Call(request, Effect.DELETE, EDIT_PRODUCTS, nothing)


def list_skus(product_id: str) -> Call[tuple[Sku, ...]]:
    """The stock numbers of a physical product. Source: section 8.3."""
    return Call(get(path("products", product_id, "skus")), Effect.READ, READ_SCOPE, all_of("skus", read_sku))


def list_custom_fields(product_id: str) -> Call[tuple[CustomField, ...]]:
    """The questions at checkout. Source: section 8.4."""
    request = get(_fields(product_id))
    return Call(request, Effect.READ, READ_SCOPE, all_of("custom_fields", read_custom_field))


def get_custom_field(product_id: str, name: str) -> Call[CustomField]:
    """One question; of several by one name, the last. Source: section 8.4."""
    return Call(get(_fields(product_id, name)), Effect.READ, READ_SCOPE, one("custom_field", read_custom_field))


def create_custom_field(
    product_id: str, name: str, *, kind: str = "text", required: bool = False
) -> Call[CustomField]:
    """Ask another question. `required` goes out as the text `true`. Raises: InputError. Source: section 8.4."""
    refuse(custom_field_objections(name, kind))
    return Call(
        send("POST", _fields(product_id), name=name, type=kind, required="true" if required else KEEP),
        Effect.CREATE,
        EDIT_PRODUCTS,
        one("custom_field", read_custom_field),
        lambda field: compared(
            ("name", name.strip(), field.name.strip()),
            ("type", kind, field.type),
            ("required", required, field.required),
        ),
    )


def update_custom_field(product_id: str, name: str, *, required: bool) -> Call[CustomField]:
    """Set whether a question has to be answered; nothing else of it can be changed. Source: section 8.4."""
    return Call(
        send("PUT", _fields(product_id, name), required="true" if required else "false"),
        Effect.SET,
        EDIT_PRODUCTS,
        one("custom_field", read_custom_field),
        lambda field: compared(("required", required, field.required)),
    )


def delete_custom_field(product_id: str, name: str) -> Call[None]:
    """Ask no longer; other products that share the question keep it. Source: section 8.4."""
    return Call(send("DELETE", _fields(product_id, name)), Effect.DELETE, EDIT_PRODUCTS, nothing)
