"""Commands of the parity tool."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias

from py_core.parity.forms import BannerForm, ParityEdit, ParityForm
from py_core.protocol import parity_views, views
from py_core.values import Value


class ParityGet(Value):
    """The table in work."""

    op: Literal["parity.get"]


class ParityChange(Value):
    """Change the table in work; it is kept at once."""

    op: Literal["parity.edit"]
    edit: ParityEdit


class ParityUndoEdit(Value):
    """Take the last change of the table in work back."""

    op: Literal["parity.undo_edit"]


class ParitySave(Value):
    """Keep the table in work under a name; another table of that name is replaced only with `replace`."""

    op: Literal["parity.save"]
    name: str
    replace: bool


class ParityDelete(Value):
    """Forget a saved table."""

    op: Literal["parity.delete"]
    name: str


class ParityExport(Value):
    """The table in work as CSV."""

    op: Literal["parity.export"]


class ParityImport(Value):
    """Take the table in work from a CSV file; nothing is taken when a line is wrong."""

    op: Literal["parity.import"]
    file_name: str
    text: str


class ParityDiff(Value):
    """What differs from a saved table to the one in work."""

    op: Literal["parity.diff"]
    name: str


class ParityCheck(Value):
    """What the codes of the table mean on these products."""

    op: Literal["parity.check"]
    form: ParityForm
    product_ids: tuple[str, ...]


class PlanParity(Value):
    """Build the preview of the table's codes on these products."""

    op: Literal["plan.parity"]
    form: ParityForm
    product_ids: tuple[str, ...]
    refines: str | None = None


class ParityNative(Value):
    """Gumroad's own parity, and the codes that do nothing beside it."""

    op: Literal["parity.native"]


class ParityLeaks(Value):
    """Codes that were used outside their countries."""

    op: Literal["parity.leaks"]


class ParityBanner(Value):
    """A banner for the seller's own site, and tables of links."""

    op: Literal["parity.banner"]
    form: BannerForm


class ParityPicture(Value):
    """A product's price by country, without and with its code."""

    op: Literal["parity.picture"]
    product_id: str


ParityCommand: TypeAlias = (
    ParityGet
    | ParityChange
    | ParityUndoEdit
    | ParitySave
    | ParityDelete
    | ParityExport
    | ParityImport
    | ParityDiff
    | ParityCheck
    | PlanParity
    | ParityNative
    | ParityLeaks
    | ParityBanner
    | ParityPicture
)

RESULTS: Mapping[str, type[Value]] = MappingProxyType(
    {
        "parity.get": parity_views.ParityView,
        "parity.edit": parity_views.ParityView,
        "parity.undo_edit": parity_views.ParityView,
        "parity.save": parity_views.ParityView,
        "parity.delete": parity_views.ParityView,
        "parity.export": views.TextFile,
        "parity.import": parity_views.ParityView,
        "parity.diff": parity_views.DiffView,
        "parity.check": parity_views.ParityCheckView,
        "plan.parity": views.PlanView,
        "parity.native": parity_views.NativeView,
        "parity.leaks": parity_views.LeaksView,
        "parity.banner": parity_views.BannerView,
        "parity.picture": parity_views.PictureView,
    }
)
