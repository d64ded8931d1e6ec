"""What a tool wants of listings, before it is known what of it is a change that Gumroad would take. No I/O here.

Bulk edits, spreadsheets, suggestions and the linter's fixes all end in wants, and `planner.build_listing_plan`
makes one plan of them. `line` is the line of a file that a want came from; None where there is no file.
"""

from enum import StrEnum
from typing import TypeAlias

from py_core.gumroad.keep import KEEP, Keep
from py_core.values import Value


class Field(StrEnum):
    """A field of a listing that a text can be wanted for.

    DESCRIPTION is HTML. REFUND_PERIOD is one of `inherit`, `none`, `7`, `14`, `30`, `183`; CATEGORY a path such as
    `design/icons`.
    """

    NAME = "name"
    DESCRIPTION = "description"
    SUMMARY = "summary"
    RECEIPT = "receipt"
    TAGS = "tags"
    CATEGORY = "category"
    REFUND_PERIOD = "refund_period"
    FINE_PRINT = "fine_print"


FIELDS = tuple(Field)


class TextWant(Value):
    """One field of one product shall read so: a tuple for tags, a text for all others.

    An empty text or tuple clears the field; name, category and refund period cannot be empty.
    """

    product_id: str
    field: Field
    value: str | tuple[str, ...]
    line: int | None = None


class PublishWant(Value):
    """A product shall be on sale, or not."""

    product_id: str
    published: bool
    line: int | None = None


class DeleteWant(Value):
    """A product shall be deleted."""

    product_id: str
    line: int | None = None


class PriceWant(Value):
    """A product shall cost that, in minor units of the currency it is sold in."""

    product_id: str
    price_minor: int
    line: int | None = None


class VersionWant(Value):
    """A version shall read so. KEEP leaves a field as it is; a stock of None is no limit.

    `surcharge_minor` is the difference to the product's price, in minor units of its currency.
    """

    product_id: str
    category_id: str
    variant_id: str
    name: str | Keep = KEEP
    description: str | Keep = KEEP
    stock: int | Keep | None = KEEP
    surcharge_minor: int | Keep = KEEP
    line: int | None = None


class NewVersionWant(Value):
    """A version shall be added to a category that exists; a stock of None is no limit."""

    product_id: str
    category_id: str
    name: str
    description: str = ""
    stock: int | None = None
    surcharge_minor: int = 0
    line: int | None = None


class NewProductWant(Value):
    """A product shall be made, as a draft. `key` names its row: a file's line, `line 7`, say.

    A currency of None is the account's own, a category of None Gumroad's choice.
    """

    key: str
    name: str
    price_minor: int
    currency: str | None = None
    description: str = ""
    summary: str = ""
    receipt: str = ""
    tags: tuple[str, ...] = ()
    category: str | None = None
    line: int | None = None


Want: TypeAlias = TextWant | PublishWant | DeleteWant | PriceWant | VersionWant | NewVersionWant | NewProductWant
