"""Commands about exported files; see `commands` for how a command is made. What begins an export is its tool's."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field

from py_core.protocol import export_views, views
from py_core.values import Value


class ExportList(Value):
    """The exports of the current shop."""

    op: Literal["export.list"]


class ExportStop(Value):
    """Stop writing, or do not begin; it can go on later."""

    op: Literal["export.stop"]
    export_id: str


class ExportResume(Value):
    """Go on with a stopped export, or try a failed one again."""

    op: Literal["export.resume"]
    export_id: str


class ExportAgain(Value):
    """The same export over what is stored now, as another file."""

    op: Literal["export.again"]
    export_id: str


class ExportSaved(Value):
    """The file was handed to the person: it may be cleaned up some time later."""

    op: Literal["export.saved"]
    export_id: str


class ExportRemove(Value):
    """Delete a file and forget its export."""

    op: Literal["export.remove"]
    export_id: str


class ExportNote(Value):
    """The note beside a finished file."""

    op: Literal["export.note"]
    export_id: str


ExportCommand = Annotated[
    ExportList | ExportStop | ExportResume | ExportAgain | ExportSaved | ExportRemove | ExportNote,
    Field(discriminator="op"),
]

RESULTS: Mapping[str, type[Value]] = MappingProxyType(
    {
        "export.list": export_views.ExportsView,
        "export.stop": export_views.ExportsView,
        "export.resume": export_views.ExportsView,
        "export.again": export_views.ExportsView,
        "export.saved": export_views.ExportsView,
        "export.remove": export_views.ExportsView,
        "export.note": views.TextFile,
    }
)
