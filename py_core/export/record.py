"""An export as it is remembered between starts. No I/O here."""

from typing import Literal

from py_core.export.options import ENDINGS, ExportOptions
from py_core.export.table import About
from py_core.values import Value

State = Literal["waiting", "writing", "stopped", "failed", "done"]


class ExportRecord(Value):
    """What was asked for, how far it is, and what became of it.

    `kind` says who builds the table of `request_json`; `fixed` is what gives the same rows again. Behind `position`
    it goes on: by then the file has `size` bytes, `rows` rows, and `sums` for the row of totals. `file` is its name
    in the folder of exports once it is whole, and empty before. `once` says that its request is good for one file.
    """

    export_id: str
    account_id: str
    kind: str
    request_json: str
    options: ExportOptions
    name: str
    about: About
    fixed: str
    has_totals: bool
    created_at_ms: int
    total: int
    state: State = "waiting"
    rows: int = 0
    size: int = 0
    position: str | None = None
    begun: bool = False
    sums: tuple[int, ...] = ()
    sha256: str = ""
    file: str = ""
    afterwards: tuple[str, ...] = ()
    ended_at_ms: int | None = None
    saved_at_ms: int | None = None
    message: str = ""
    hint: str = ""
    once: bool = False

    @property
    def part(self) -> str:
        """The name of the file in the folder as long as it is not whole."""
        return f"{self.export_id}.part"

    @property
    def whole(self) -> str:
        """The name of the file in the folder once it is whole."""
        return f"{self.export_id}.{ENDINGS[self.options.format]}"

    def restarted(self) -> "ExportRecord":
        """The same with nothing written."""
        nothing = {"rows": 0, "size": 0, "position": None, "begun": False, "sums": (), "sha256": "", "file": ""}
        return self.model_copy(update={**nothing, "afterwards": (), "ended_at_ms": None, "message": "", "hint": ""})
