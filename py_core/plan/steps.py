"""One step of a plan: one write, with what has to stand before it and what must stand after it.

A step is all that the executor needs. Its request is derived from it and from nothing else, so what a
preview draws is what is sent.
"""

from typing import Annotated, Literal, assert_never

from pydantic import Field

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


Step = Annotated[SetPrice | SetVersionPrice, Field(discriminator="kind")]


def version_key(product_id: str, variant_id: str) -> str:
    """The row key of a version; a product's row key is its id."""
    return f"{product_id}/{variant_id}"


def inverse(step: Step) -> Step:
    """The step that takes this one back."""
    match step:
        case SetPrice():
            return step.model_copy(
                update={"before": step.after, "after": step.before, "suggested_price_minor": None}
            )
        case SetVersionPrice():
            return step.model_copy(update={"before": step.after, "after": step.before})
        case _:
            assert_never(step)
