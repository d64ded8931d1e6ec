"""What each step about listings means at Gumroad: how to read its state, and the one request that changes it.

As in `actions`, a request sees its step alone. No I/O here.
"""

from typing import TypeAlias, assert_never

from py_core.execution.reading import Reading
from py_core.gumroad import calls
from py_core.gumroad.calls import ProductRecord
from py_core.gumroad.keep import KEEP, Keep
from py_core.gumroad.models import Variant
from py_core.gumroad.rules.other import VariantChange
from py_core.gumroad.rules.products import NewProduct, ProductChange
from py_core.gumroad.wire import Call
from py_core.plan.listing_steps import (
    NO_VERSION,
    AddVersion,
    CreateProduct,
    DeleteProduct,
    DeleteVersion,
    ListingState,
    ListingStep,
    ProductDraft,
    PublishedState,
    SetListing,
    SetPublished,
    SetVersion,
    VersionDraft,
    VersionTexts,
)

ListingSet: TypeAlias = SetListing | SetPublished | DeleteProduct | SetVersion
LISTING_SETS = (SetListing, SetPublished, DeleteProduct, SetVersion)
"""Absolute sets: sent twice they leave what they leave sent once. A delete is one, since it is soft."""
DELETED = PublishedState(published=False, deleted=True)
NO_VERSION_THERE = Reading(state=NO_VERSION)


def listing_state(record: ProductRecord, about: ListingState) -> ListingState:
    """What a product's page says of the fields that `about` gives. Source: API contract, section 6.2."""
    raw = record.raw
    policy = raw.get("refund_policy")
    policy = policy if isinstance(policy, dict) else {}
    shown: dict[str, str | tuple[str, ...]] = {
        "name": record.product.name,
        "description": _text(raw.get("description")),
        "summary": _text(raw.get("custom_summary")),
        "receipt": _text(raw.get("custom_receipt")),
        "tags": record.product.tags,
        "category": record.product.category or "",
        "refund_period": _text(policy.get("refund_period")),
        "fine_print": _text(policy.get("fine_print")),
    }
    return ListingState.model_validate({field: shown[field] for field in about.fields})


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def published_state(record: ProductRecord) -> PublishedState:
    """Whether a product is on sale, and whether it is deleted."""
    return PublishedState(published=record.product.published, deleted=record.product.deleted)


def version_texts(variant: Variant, about: VersionTexts) -> VersionTexts:
    """What a version says of the fields that `about` gives."""
    return VersionTexts(
        name=None if about.name is None else variant.name,
        description=None if about.description is None else variant.description,
        stock=variant.max_purchase_count if about.sets_stock else None,
        sets_stock=about.sets_stock,
    )


def version_reading(variant: Variant) -> Reading:
    """A version as it stands there."""
    state = VersionDraft(
        exists=True,
        description=variant.description,
        price_difference_minor=variant.price_difference_minor,
        stock=variant.max_purchase_count,
    )
    return Reading(state=state, variant=variant)


def product_reading(record: ProductRecord) -> Reading:
    """A product as it was made."""
    raw = record.raw
    state = ProductDraft(
        exists=not record.product.deleted,
        price_minor=record.product.price_minor,
        description=_text(raw.get("description")),
        summary=_text(raw.get("custom_summary")),
        tags=record.product.tags,
        category=record.product.category or "",
        receipt=_text(raw.get("custom_receipt")),
    )
    return Reading(state=state, product=record, warning=record.warning)


def _listing_reading(step: SetListing, call: Call[ProductRecord]) -> Call[Reading]:
    def reading(record: ProductRecord) -> Reading:
        state = listing_state(record, step.after)
        return Reading(state=state, product=record, warning=record.warning, gone=record.product.deleted)

    return Call(call.request, call.effect, call.scope, lambda body: reading(call.read(body)))


def _published_reading(call: Call[ProductRecord]) -> Call[Reading]:
    def reading(record: ProductRecord) -> Reading:
        return Reading(state=published_state(record), product=record, warning=record.warning)

    return Call(call.request, call.effect, call.scope, lambda body: reading(call.read(body)))


def _texts_reading(step: SetVersion, call: Call[Variant]) -> Call[Reading]:
    def reading(variant: Variant) -> Reading:
        return Reading(state=version_texts(variant, step.after), variant=variant)

    return Call(call.request, call.effect, call.scope, lambda body: reading(call.read(body)))


def listing_read_call(step: ListingSet) -> Call[Reading]:
    """Ask for the state a step is about."""
    match step:
        case SetListing():
            return _listing_reading(step, calls.get_product(step.product_id))
        case SetPublished() | DeleteProduct():
            return _published_reading(calls.get_product(step.product_id))
        case SetVersion():
            return _texts_reading(step, calls.get_variant(step.product_id, step.category_id, step.variant_id))
        case _:
            assert_never(step)


def listing_change(step: SetListing) -> ProductChange:
    """The fields that a step writes; those that stay are not sent. The refund fields are sent together."""
    before, after = step.before, step.after

    def text(name: str) -> str | Keep:
        wanted = getattr(after, name)
        return KEEP if wanted is None or wanted == getattr(before, name) else str(wanted)

    period, fine_print = text("refund_period"), text("fine_print")
    if fine_print is not KEEP and after.refund_period:
        period = after.refund_period
    return ProductChange(
        name=text("name"),
        description=text("description"),
        custom_summary=text("summary"),
        custom_receipt=text("receipt"),
        tags=KEEP if after.tags is None or after.tags == before.tags else after.tags,
        category=text("category"),
        refund_period=period,
        refund_fine_print=KEEP if period == "inherit" else fine_print,
    )


def version_change(step: SetVersion) -> VariantChange:
    """The fields of a version that a step writes; those that stay are not sent."""
    before, after = step.before, step.after
    return VariantChange(
        name=KEEP if after.name is None or after.name == before.name else after.name,
        description=(
            KEEP if after.description is None or after.description == before.description else after.description
        ),
        max_purchase_count=KEEP if not after.sets_stock or after.stock == before.stock else after.stock,
    )


def new_version(step: AddVersion) -> VariantChange:
    """The version that a step makes."""
    after = step.after
    return VariantChange(
        name=step.name,
        description=after.description or KEEP,
        price_difference_minor=after.price_difference_minor or KEEP,
        max_purchase_count=KEEP if after.stock is None else after.stock,
    )


def new_product(step: CreateProduct) -> tuple[NewProduct, ProductChange]:
    """The draft that a step makes, and what is written of it besides."""
    after = step.after
    rest = ProductChange(
        description=after.description or KEEP,
        custom_summary=after.summary or KEEP,
        custom_receipt=after.receipt or KEEP,
        tags=after.tags or KEEP,
        category=after.category or KEEP,
    )
    return NewProduct(name=step.name, price_minor=after.price_minor, currency=step.currency), rest


def listing_write_call(step: ListingStep) -> Call[Reading]:
    """The change itself. Raises: InputError for what Gumroad certainly refuses."""
    match step:
        case SetListing():
            return _listing_reading(step, calls.change_product(step.product_id, listing_change(step)))
        case SetPublished():
            change = calls.enable_product if step.after.published else calls.disable_product
            return _published_reading(change(step.product_id))
        case DeleteProduct():
            return _answering(calls.delete_product(step.product_id), Reading(state=DELETED))
        case CreateProduct():
            new, rest = new_product(step)
            return _shown(calls.create_product(new, rest))
        case SetVersion():
            change_version = calls.change_variant(
                step.product_id, step.category_id, step.variant_id, version_change(step)
            )
            return _texts_reading(step, change_version)
        case AddVersion():
            made = calls.create_variant(step.product_id, step.category_id, new_version(step))
            return Call(made.request, made.effect, made.scope, lambda body: version_reading(made.read(body)))
        case DeleteVersion():
            deleted = calls.delete_variant(step.product_id, step.category_id, step.variant_id)
            return _answering(deleted, NO_VERSION_THERE)
        case _:
            assert_never(step)


def _shown(call: Call[ProductRecord]) -> Call[Reading]:
    return Call(call.request, call.effect, call.scope, lambda body: product_reading(call.read(body)))


def _answering(call: Call[None], reading: Reading) -> Call[Reading]:
    """A call whose answer shows no record: once it says yes, this is what stands there."""
    return Call(call.request, call.effect, call.scope, lambda _body: reading)
