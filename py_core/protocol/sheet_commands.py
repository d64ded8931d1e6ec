"""Commands about the catalogue as a spreadsheet; see `commands` for how a command is made."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field

from py_core.export.options import ExportOptions
from py_core.protocol import sheet_views
from py_core.protocol.export_views import ExportView
from py_core.protocol.views import PlanView
from py_core.sheets.forms import SheetForm, SheetPlanForm
from py_core.values import Value


class ListingSheetColumns(Value):
    """The columns that a file can have."""

    op: Literal["listing.sheet.columns"]


class ListingSheetExport(Value):
    """Write the catalogue into a file. Raises InputError with the form's field names."""

    op: Literal["listing.sheet.export"]
    form: SheetForm
    options: ExportOptions


class ListingSheetCheck(Value):
    """What an edited file would change. `content` is its bytes in base64. Raises InputError with field `file`."""

    op: Literal["listing.sheet.check"]
    name: str
    content: str


class ListingSheetAgain(Value):
    """The same of a file that was brought before, against what stands now. Raises InputError when it is gone."""

    op: Literal["listing.sheet.again"]
    sheet_id: str


class PlanSheet(Value):
    """Build and store the plan of an edited file. Raises InputError where it changes nothing, or is gone.

    `refines` is the digest of the plan that is shown, None where there is none.
    """

    op: Literal["plan.sheet"]
    form: SheetPlanForm
    refines: str | None = None


SheetCommand = Annotated[
    ListingSheetColumns | ListingSheetExport | ListingSheetCheck | ListingSheetAgain | PlanSheet,
    Field(discriminator="op"),
]

RESULTS: Mapping[str, type[Value]] = MappingProxyType(
    {
        "listing.sheet.columns": sheet_views.SheetColumnsView,
        "listing.sheet.export": ExportView,
        "listing.sheet.check": sheet_views.SheetView,
        "listing.sheet.again": sheet_views.SheetView,
        "plan.sheet": PlanView,
    }
)
