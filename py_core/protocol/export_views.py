"""What the pages draw of exports."""

from typing import Literal

from py_core.export.options import ExportOptions, Format
from py_core.values import Value


class ExportView(Value):
    """One export: how far it is, or what became of it.

    `name` is what the file is called when it is downloaded, `file` its name in the folder of exports once it is
    whole, and empty before. `complete` is None where nothing has to be proven, `sentence` says what is known.
    `rows_per_second` and `left_s` are None as long as nothing can be said. `saved_at_ms` is when it was downloaded.
    `once` says that the same cannot be written again without the page where it was begun.
    """

    export_id: str
    kind: str
    title: str
    name: str
    format: Format
    state: Literal["waiting", "writing", "stopped", "failed", "done"]
    rows: int
    total: int
    size: int
    file: str
    complete: bool | None
    sentence: str
    created_at_ms: int
    ended_at_ms: int | None
    saved_at_ms: int | None
    rows_per_second: int | None = None
    left_s: int | None = None
    message: str = ""
    hint: str = ""
    once: bool = False


class ExportsView(Value):
    """The exports of the current shop, newest first, and the options of the newest, to begin with next time."""

    exports: tuple[ExportView, ...]
    options: ExportOptions
