"""Commands about bulk edits of listings; see `commands` for how a command is made."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field

from py_core.edits.forms import EditForm
from py_core.protocol import edit_views, views
from py_core.values import Value


class ListingEditOptions(Value):
    """What the forms can offer for these products: their tags, versions, currencies, and what is not read yet."""

    op: Literal["listing.edit.options"]
    product_ids: tuple[str, ...]


class ListingEditCategories(Value):
    """Gumroad's categories; asked for once a day, and kept for when there is no connection."""

    op: Literal["listing.edit.categories"]


class ListingEditCheck(Value):
    """What a form would do, before it is previewed, with a sentence for every wrong field. Nothing is sent."""

    op: Literal["listing.edit.check"]
    form: EditForm
    product_ids: tuple[str, ...]


class PlanEdit(Value):
    """Build and store the plan of a form. Raises InputError with fields.

    `refines` is the digest of the plan that is shown, None where there is none.
    """

    op: Literal["plan.edit"]
    form: EditForm
    product_ids: tuple[str, ...]
    refines: str | None = None


class ListingEditRow(Value):
    """One row of a preview of listings with its texts whole, nothing left out between changes."""

    op: Literal["listing.edit.row"]
    digest: str
    key: str


class ListingEditRead(Value):
    """Read what lists leave out (refund policies) of products; `listing.read_progressed` tells how far it is."""

    op: Literal["listing.edit.read"]
    product_ids: tuple[str, ...]


class ListingEditStop(Value):
    """Stop that reading; what was read stays."""

    op: Literal["listing.edit.stop"]


EditCommand = Annotated[
    ListingEditOptions
    | ListingEditCategories
    | ListingEditCheck
    | PlanEdit
    | ListingEditRow
    | ListingEditRead
    | ListingEditStop,
    Field(discriminator="op"),
]

RESULTS: Mapping[str, type[Value]] = MappingProxyType(
    {
        "listing.edit.options": edit_views.EditOptionsView,
        "listing.edit.categories": edit_views.CategoriesView,
        "listing.edit.check": edit_views.EditCheckView,
        "plan.edit": views.PlanView,
        "listing.edit.row": edit_views.ListingPlanRow,
        "listing.edit.read": edit_views.ListingReadView,
        "listing.edit.stop": edit_views.ListingReadView,
    }
)
