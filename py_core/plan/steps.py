"""One step of a plan: one write, with what has to stand before it and what must stand after it.

A step is all that the executor needs. Its request is derived from it and from nothing else, so what a
preview draws is what is sent.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Annotated, Literal, TypeAlias, assert_never

from pydantic import Field

from py_core.plan.listing_steps import (
    LISTING_STEPS,
    AddVersion,
    CreateProduct,
    DeleteProduct,
    DeleteVersion,
    SetListing,
    SetPublished,
    SetVersion,
    around_inverse,
    can_take_back_listing,
    inverse_listing,
)
from py_core.plan.sale_steps import (
    MarkShipped,
    RefundSale,
    ResendReceipt,
    SetLicense,
    TakeUseBack,
)
from py_core.values import Value


class PriceState(Value):
    """The price fields of a product, as far as Gumroad shows them."""

    price_minor: int
    currency: str
    customizable_price: bool


class VersionState(Value):
    """The price field of a version: its surcharge over the product's price, in minor units."""

    price_difference_minor: int


class SetPrice(Value):
    """Set a product's price, and its currency or pay-what-you-want switch where they differ.

    `suggested_price_minor` is sent along with a raised pay-what-you-want price, because Gumroad refuses a
    price above the suggestion it stores and does not show (API contract, section 6.7, rule 7).
    """

    kind: Literal["set_price"] = "set_price"
    key: str
    product_id: str
    name: str
    before: PriceState
    after: PriceState
    suggested_price_minor: int | None = None


class SetVersionPrice(Value):
    """Set a version's surcharge."""

    kind: Literal["set_version_price"] = "set_version_price"
    key: str
    product_id: str
    category_id: str
    variant_id: str
    name: str
    product_name: str
    currency: str
    before: VersionState
    after: VersionState


class CodeState(Value):
    """A discount code as far as a step is about it; `exists` False is no code of that name, the rest None.

    How often it was used is not part of it: buyers change that all the time.
    """

    exists: bool
    percent_off: int | None = None
    amount_minor: int | None = None
    max_purchase_count: int | None = None
    minimum_amount_minor: int | None = None
    universal: bool = False


NO_CODE = CodeState(exists=False)


class CreateCode(Value):
    """Make a discount code; amounts are in the product's `currency`.

    `product_name` is empty for a universal code, which belongs to no one product. `code_id` is known once it
    has been made; a step that is planned has none. `needs` is the row key of an earlier step without which
    this one must not happen; empty for none.
    """

    kind: Literal["create_code"] = "create_code"
    key: str
    product_id: str
    product_name: str
    name: str
    currency: str
    after: CodeState
    code_id: str = ""
    before: CodeState = NO_CODE
    needs: str = ""


class DeleteCode(Value):
    """Delete a discount code. With `unused_at` it is left alone once it has been used more often than that.

    `needs` is the row key of an earlier step without which this one must not happen; empty for none.
    """

    kind: Literal["delete_code"] = "delete_code"
    key: str
    product_id: str
    product_name: str
    code_id: str
    name: str
    currency: str
    before: CodeState
    unused_at: int | None = None
    after: CodeState = NO_CODE
    needs: str = ""


class SetCodeLimits(Value):
    """Set a code's cap and minimum order, the only things of it that can be changed."""

    kind: Literal["set_code_limits"] = "set_code_limits"
    key: str
    product_id: str
    product_name: str
    code_id: str
    name: str
    currency: str
    before: CodeState
    after: CodeState


PriceStep: TypeAlias = SetPrice | SetVersionPrice
CodeStep: TypeAlias = CreateCode | DeleteCode | SetCodeLimits
SALE_STEPS = (MarkShipped, ResendReceipt, RefundSale, SetLicense, TakeUseBack)
Step = Annotated[
    SetPrice
    | SetVersionPrice
    | CreateCode
    | DeleteCode
    | SetCodeLimits
    | MarkShipped
    | ResendReceipt
    | RefundSale
    | SetLicense
    | TakeUseBack
    | SetListing
    | SetPublished
    | DeleteProduct
    | CreateProduct
    | SetVersion
    | AddVersion
    | DeleteVersion,
    Field(discriminator="kind"),
]


def version_key(product_id: str, variant_id: str) -> str:
    """The row key of a version; a product's row key is its id."""
    return f"{product_id}/{variant_id}"


def code_key(product_id: str, name: str, doing: Literal["create", "delete", "limits"]) -> str:
    """The row key of a code's step: a plan may delete a code and make one of the same name.

    A row keeps its key when it is taken back, so `doing` is what its first run did.
    """
    return f"{product_id}/{doing}/{name}"


class Subject(StrEnum):
    """What the steps of a plan are about, for headlines; CODES and LISTINGS are mixtures, too."""

    PRICES = "prices"
    MADE = "made"
    DELETED = "deleted"
    LIMITS = "limits"
    CODES = "codes"
    SHIPPED = "shipped"
    RECEIPTS = "receipts"
    REFUNDS = "refunds"
    ENABLED = "enabled"
    DISABLED = "disabled"
    USES = "uses"
    LISTINGS = "listings"
    ON_SALE = "on_sale"
    OFF_SALE = "off_sale"
    PRODUCTS_DELETED = "products_deleted"
    PRODUCTS_BACK = "products_back"
    DRAFTS = "drafts"
    VERSIONS = "versions"


CODE_SUBJECTS = frozenset({Subject.MADE, Subject.DELETED, Subject.LIMITS, Subject.CODES})
LISTING_SUBJECTS = frozenset(
    {
        Subject.LISTINGS,
        Subject.ON_SALE,
        Subject.OFF_SALE,
        Subject.PRODUCTS_DELETED,
        Subject.PRODUCTS_BACK,
        Subject.DRAFTS,
        Subject.VERSIONS,
    }
)
"""What the steps of listings are about; a mixture with prices among it is LISTINGS."""
SALE_SUBJECTS = frozenset(
    {Subject.SHIPPED, Subject.RECEIPTS, Subject.REFUNDS, Subject.ENABLED, Subject.DISABLED, Subject.USES}
)
FOR_GOOD = frozenset({Subject.SHIPPED, Subject.RECEIPTS, Subject.REFUNDS, Subject.USES})
"""What is never taken back."""


def subject_of(steps: Iterable[Step]) -> Subject:
    """What these steps are about."""
    subjects = {_subject(step) for step in steps}
    if len(subjects) <= 1:
        return next(iter(subjects), Subject.PRICES)
    return Subject.CODES if subjects <= CODE_SUBJECTS else _mixture(subjects)


def _mixture(subjects: set[Subject]) -> Subject:
    """What several subjects make together; a product that comes back and goes off sale again comes back."""
    if subjects == {Subject.PRODUCTS_BACK, Subject.OFF_SALE}:
        return Subject.PRODUCTS_BACK
    return Subject.CODES if not subjects & LISTING_SUBJECTS else Subject.LISTINGS


def _subject(step: Step) -> Subject:
    if isinstance(step, SetLicense):
        return Subject.DISABLED if step.after.disabled else Subject.ENABLED
    if isinstance(step, SetPublished):
        if step.before.deleted:
            return Subject.PRODUCTS_BACK
        return Subject.ON_SALE if step.after.published else Subject.OFF_SALE
    return _SUBJECTS[step.kind]


_SUBJECTS = {
    "set_price": Subject.PRICES,
    "set_version_price": Subject.PRICES,
    "create_code": Subject.MADE,
    "delete_code": Subject.DELETED,
    "set_code_limits": Subject.LIMITS,
    "mark_shipped": Subject.SHIPPED,
    "resend_receipt": Subject.RECEIPTS,
    "refund_sale": Subject.REFUNDS,
    "take_use_back": Subject.USES,
    "set_listing": Subject.LISTINGS,
    "delete_product": Subject.PRODUCTS_DELETED,
    "create_product": Subject.DRAFTS,
    "set_version": Subject.VERSIONS,
    "add_version": Subject.VERSIONS,
    "delete_version": Subject.VERSIONS,
}


def needs_of(step: Step) -> str:
    """The row key of the step that this one needs; empty for none."""
    return step.needs if isinstance(step, CreateCode | DeleteCode | TakeUseBack | SetPublished) else ""


def can_take_back(step: Step) -> bool:
    """Whether there is a step that takes this one back."""
    if isinstance(step, LISTING_STEPS):
        return can_take_back_listing(step)
    return _subject(step) not in FOR_GOOD


def inverse(step: Step) -> Step:
    """The step that takes this one back, under the same key; what it needs is `taken_back`'s to say.

    Raises: TypeError for one that nothing takes back.
    """
    match step:
        case SetPrice():
            return step.model_copy(
                update={"before": step.after, "after": step.before, "suggested_price_minor": None}
            )
        case SetVersionPrice() | SetCodeLimits() | SetLicense():
            return step.model_copy(update={"before": step.after, "after": step.before})
        case CreateCode():
            return DeleteCode(
                key=step.key,
                product_id=step.product_id,
                product_name=step.product_name,
                code_id=step.code_id,
                name=step.name,
                currency=step.currency,
                before=step.after,
            )
        case DeleteCode():
            return CreateCode(
                key=step.key,
                product_id=step.product_id,
                product_name=step.product_name,
                name=step.name,
                currency=step.currency,
                after=step.before,
            )
        case MarkShipped() | ResendReceipt() | RefundSale() | TakeUseBack():
            raise TypeError(step.kind)
        case (
            SetListing()
            | SetPublished()
            | DeleteProduct()
            | CreateProduct()
            | SetVersion()
            | AddVersion()
            | DeleteVersion()
        ):
            return inverse_listing(step)
        case _:
            assert_never(step)


def taken_back(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps that take these back, the last one first.

    Needs turn around: where an old code was deleted because a new one was made, the new one is deleted only
    once the old one is there again. A need for a step that is not among these is dropped.
    """
    present = {step.key for step in steps}
    needed_by = {needs_of(step): step.key for step in steps if needs_of(step) in present}
    found: list[Step] = []
    for step in reversed(steps):
        if isinstance(step, LISTING_STEPS):
            if needs_of(step) not in present:
                found.extend(around_inverse(step, off_again=step.key in needed_by))
            continue
        back = inverse(step)
        needs = needed_by.get(step.key, "")
        found.append(back.model_copy(update={"needs": needs}) if needs else back)
    return tuple(found)
