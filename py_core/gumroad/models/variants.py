"""Version categories, versions, stock numbers and custom fields. Source: API contract, section 8."""

from py_core.gumroad.reading import Record, flag, needed_text, optional_text, optional_whole, text, texts
from py_core.values import Value


class VariantCategory(Value):
    """A named set of versions."""

    id: str
    title: str


class Variant(Value):
    """One version with its id; its price is the product's plus `price_difference_minor`."""

    id: str
    name: str
    description: str
    price_difference_minor: int
    max_purchase_count: int | None
    has_recurrence_prices: bool


class Sku(Value):
    """A stock number of a physical product."""

    id: str
    name: str
    description: str
    price_difference_minor: int
    max_purchase_count: int | None
    custom_sku: str | None


class CustomField(Value):
    """A question at checkout. It is addressed by its name, which cannot be changed."""

    id: str
    name: str
    type: str
    required: bool
    global_field: bool
    collect_per_product: bool
    product_ids: tuple[str, ...]


def read_category(raw: Record) -> VariantCategory:
    """One version category."""
    return VariantCategory(id=needed_text(raw["id"]), title=text(raw.get("title")))


def read_variant(raw: Record) -> Variant:
    """One version with its id."""
    return Variant(
        id=needed_text(raw["id"]),
        name=text(raw.get("name")),
        description=text(raw.get("description")),
        price_difference_minor=optional_whole(raw.get("price_difference_cents")) or 0,
        max_purchase_count=optional_whole(raw.get("max_purchase_count")),
        has_recurrence_prices="recurrence_price_values" in raw,
    )


def read_sku(raw: Record) -> Sku:
    """One stock number."""
    return Sku(
        id=needed_text(raw["id"]),
        name=text(raw.get("name")),
        description=text(raw.get("description")),
        price_difference_minor=optional_whole(raw.get("price_difference_cents")) or 0,
        max_purchase_count=optional_whole(raw.get("max_purchase_count")),
        custom_sku=optional_text(raw.get("custom_sku")),
    )


def read_custom_field(raw: Record) -> CustomField:
    """One question at checkout."""
    return CustomField(
        id=text(raw.get("id")),
        name=needed_text(raw["name"]),
        type=text(raw.get("type")),
        required=flag(raw.get("required")),
        global_field=flag(raw.get("global")),
        collect_per_product=flag(raw.get("collect_per_product")),
        product_ids=texts(raw.get("products")),
    )
