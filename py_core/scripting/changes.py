"""What a script wants changed, as values that cross to the engine. They become wants there, and then a plan."""

from typing import Annotated, Literal, TypeAlias, get_args

from pydantic import Field

from py_core.values import Value

MOST_CHANGES = 10_000
TextField: TypeAlias = Literal["name", "description", "summary", "receipt", "category"]
TEXT_FIELDS: tuple[str, ...] = get_args(TextField)


class PriceChange(Value):
    """A product shall cost that, in minor units of `currency`, which is the one the script saw it sold in."""

    kind: Literal["price"] = "price"
    product_id: str
    price_minor: int
    currency: str


class TextChange(Value):
    """A text of a product shall read so; an empty one clears it."""

    kind: Literal["text"] = "text"
    product_id: str
    field: TextField
    text: str


class TagsChange(Value):
    """A product shall have just these tags."""

    kind: Literal["tags"] = "tags"
    product_id: str
    tags: tuple[str, ...]


class PublishChange(Value):
    """A product shall be on sale, or not."""

    kind: Literal["publish"] = "publish"
    product_id: str
    published: bool


class NewCode(Value):
    """A discount code shall be made, on one product or, with an empty `product_id`, on all.

    Exactly one of `percent` and `amount_minor`; amounts are in `currency`.
    """

    kind: Literal["new_code"] = "new_code"
    product_id: str
    name: str
    percent: int | None = None
    amount_minor: int | None = None
    currency: str = ""
    limit: int | None = None
    minimum_minor: int | None = None


class DropCode(Value):
    """A discount code shall be deleted."""

    kind: Literal["drop_code"] = "drop_code"
    product_id: str
    code_id: str


ScriptChange = Annotated[
    PriceChange | TextChange | TagsChange | PublishChange | NewCode | DropCode, Field(discriminator="kind")
]
