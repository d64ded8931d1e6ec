"""Steps about listings: texts, tags, category, refund policy, being on sale, versions, new drafts.

A state says only what its step is about: a field that is None is no part of the step, an empty text is a field
with nothing in it. Source: API contract, sections 6.2, 6.5, 6.6, 6.8 and 8.2.
"""

from collections.abc import Iterable
from typing import Literal, TypeAlias, assert_never

from py_core.values import Value


class ListingState(Value):
    """What a product's page says, as far as a step is about it.

    `description` is HTML, `category` a path such as `design/icons`. The two refund fields belong together: a
    period of `inherit` has no fine print of its own.
    """

    name: str | None = None
    description: str | None = None
    summary: str | None = None
    receipt: str | None = None
    tags: tuple[str, ...] | None = None
    category: str | None = None
    refund_period: str | None = None
    fine_print: str | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of what it is about."""
        return tuple(name for name in ListingState.model_fields if getattr(self, name) is not None)


class PublishedState(Value):
    """Whether a product is on sale, and whether it is deleted."""

    published: bool
    deleted: bool = False


class VersionTexts(Value):
    """What a version says of itself; `stock` None is no limit, and counts only where `sets_stock` is True."""

    name: str | None = None
    description: str | None = None
    stock: int | None = None
    sets_stock: bool = False


class VersionDraft(Value):
    """A version that is or is not there, with everything that can be written of it; `stock` None is no limit."""

    exists: bool
    description: str = ""
    price_difference_minor: int = 0
    stock: int | None = None


NO_VERSION = VersionDraft(exists=False)


class ProductDraft(Value):
    """A product that is or is not there, as it is made: always unpublished. Empty texts are not sent."""

    exists: bool
    price_minor: int = 0
    description: str = ""
    summary: str = ""
    tags: tuple[str, ...] = ()
    category: str = ""
    receipt: str = ""


NO_PRODUCT = ProductDraft(exists=False)

ListingStepState: TypeAlias = ListingState | PublishedState | VersionTexts | VersionDraft | ProductDraft


class _OfProduct(Value):
    """What every such step carries; `currency` is set where it is about money."""

    key: str
    product_id: str
    name: str
    currency: str = ""


class SetListing(_OfProduct):
    """Write the fields that differ between `before` and `after`, in one request."""

    kind: Literal["set_listing"] = "set_listing"
    before: ListingState
    after: ListingState


class SetPublished(_OfProduct):
    """Put a product on sale or take it off; putting a deleted one on sale brings it back.

    `needs` is the row key of an earlier step without which this one must not happen; empty for none.
    """

    kind: Literal["set_published"] = "set_published"
    before: PublishedState
    after: PublishedState
    needs: str = ""


class DeleteProduct(_OfProduct):
    """Delete a product; putting it on sale again brings it back."""

    kind: Literal["delete_product"] = "delete_product"
    before: PublishedState
    after: PublishedState = PublishedState(published=False, deleted=True)


class CreateProduct(_OfProduct):
    """Make a draft. `product_id` is known once it has been made; a step that is planned has none.

    `line` is where a file asks for it. Its key is its own, since nothing else names it.
    """

    kind: Literal["create_product"] = "create_product"
    after: ProductDraft
    before: ProductDraft = NO_PRODUCT
    line: int | None = None


class _OfVersion(_OfProduct):
    """What a step about a version carries besides: `name` is the version's."""

    product_name: str
    category_id: str


class SetVersion(_OfVersion):
    """Write a version's name, description or stock: what differs between `before` and `after`."""

    kind: Literal["set_version"] = "set_version"
    variant_id: str
    before: VersionTexts
    after: VersionTexts


class AddVersion(_OfVersion):
    """Make a version in a category that is there. `variant_id` is known once it has been made."""

    kind: Literal["add_version"] = "add_version"
    variant_id: str = ""
    after: VersionDraft
    before: VersionDraft = NO_VERSION


class DeleteVersion(_OfVersion):
    """Delete a version that a run has made."""

    kind: Literal["delete_version"] = "delete_version"
    variant_id: str
    before: VersionDraft
    after: VersionDraft = NO_VERSION


ListingStep: TypeAlias = (
    SetListing | SetPublished | DeleteProduct | CreateProduct | SetVersion | AddVersion | DeleteVersion
)
LISTING_STEPS = (SetListing, SetPublished, DeleteProduct, CreateProduct, SetVersion, AddVersion, DeleteVersion)


def listing_key(product_id: str, doing: Literal["listing", "published", "deleted"]) -> str:
    """The row key of a step about a product's page: a plan may write it and put it on sale."""
    return f"{product_id}/{doing}"


def draft_key(number: int) -> str:
    """The row key of the plan's `number`-th new product."""
    return f"new/{number}"


def new_version_key(product_id: str, category_id: str, name: str) -> str:
    """The row key of a version to be made."""
    return f"{product_id}/{category_id}/new/{name}"


def version_texts_key(product_id: str, variant_id: str) -> str:
    """The row key of a version's texts; its surcharge has a row of its own."""
    return f"{product_id}/{variant_id}/texts"


def off_again_key(key: str) -> str:
    """The row key of what takes a product off sale again that was brought back by the step of that key."""
    return f"{key}/off"


def can_take_back_listing(step: ListingStep) -> bool:
    """Whether there is a step that takes this one back: a category cannot be cleared, nor can a name."""
    return not isinstance(step, SetListing) or bool(_restorable(step))


def _restorable(step: SetListing) -> tuple[str, ...]:
    return tuple(
        field
        for field in step.before.fields
        if field not in ("name", "category", "refund_period") or getattr(step.before, field)
    )


def inverse_listing(step: ListingStep) -> ListingStep:
    """The step that takes this one back, under the same key.

    A deleted product comes back on sale; whether it has to go off sale again is `around_inverse`'s to say.
    """
    match step:
        case SetListing():
            fields = _restorable(step)
            return step.model_copy(
                update={"before": _only(step.after, fields), "after": _only(step.before, fields)}
            )
        case SetPublished() if step.before.deleted:
            return DeleteProduct(key=step.key, product_id=step.product_id, name=step.name, before=step.after)
        case SetPublished():
            return step.model_copy(update={"before": step.after, "after": step.before, "needs": ""})
        case SetVersion():
            return step.model_copy(update={"before": step.after, "after": step.before})
        case DeleteProduct():
            return SetPublished(
                key=step.key,
                product_id=step.product_id,
                name=step.name,
                before=step.after,
                after=PublishedState(published=True),
            )
        case CreateProduct():
            return DeleteProduct(
                key=step.key, product_id=step.product_id, name=step.name, before=PublishedState(published=False)
            )
        case AddVersion():
            return DeleteVersion(
                key=step.key,
                product_id=step.product_id,
                name=step.name,
                product_name=step.product_name,
                category_id=step.category_id,
                variant_id=step.variant_id,
                before=step.after,
                currency=step.currency,
            )
        case DeleteVersion():
            return AddVersion(
                key=step.key,
                product_id=step.product_id,
                name=step.name,
                product_name=step.product_name,
                category_id=step.category_id,
                after=step.before,
                currency=step.currency,
            )
        case _:
            assert_never(step)


def around_inverse(step: ListingStep, off_again: bool) -> tuple[ListingStep, ...]:
    """The steps that take this one back. `off_again` says that it brought a product back which went off sale again.

    A deleted product that was not on sale comes back on sale and is taken off again; the other way round, it is
    deleted as it is.
    """
    back = inverse_listing(step)
    if isinstance(back, DeleteProduct) and off_again:
        return (back.model_copy(update={"before": PublishedState(published=False)}),)
    if not isinstance(step, DeleteProduct) or step.before.published:
        return (back,)
    return (
        back,
        SetPublished(
            key=off_again_key(step.key),
            product_id=step.product_id,
            name=step.name,
            before=PublishedState(published=True),
            after=PublishedState(published=False),
            needs=step.key,
        ),
    )


def _only(state: ListingState, fields: Iterable[str]) -> ListingState:
    return ListingState.model_validate({field: getattr(state, field) for field in fields})
