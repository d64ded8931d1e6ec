"""The ways out of the core: what sends, what tells time, where files go. Adapters are in browser.py and host.py."""

from typing import Protocol

from py_core.errors import CoreError
from py_core.gumroad.wire import Request, Response
from py_core.words import say


class Transport(Protocol):
    """Sends one request with the account's token to the one host."""

    async def send(self, request: Request) -> Response:
        """The whole answer, whatever its status. Raises NoAnswer when none came. Redirects are not followed."""
        ...


class Clock(Protocol):
    """Time as the core sees it."""

    def now_ms(self) -> int:
        """Milliseconds since the epoch, UTC."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Return after that many seconds; may be cancelled."""
        ...


class ExportFile(Protocol):
    """One file that is being written. Raises: CoreError `storage_full` where there is no room."""

    def size(self) -> int:
        """How many bytes it has."""
        ...

    def cut(self, size: int) -> None:
        """Keep the first so many bytes; the next write goes behind them."""
        ...

    def write(self, data: bytes) -> None:
        """Put all of these bytes behind what is there."""
        ...

    def read(self, at: int, length: int) -> bytes:
        """At most so many bytes from a place on."""
        ...

    def flush(self) -> None:
        """Return when everything written is on the disk."""
        ...

    def close(self) -> None:
        """Let go of the file; nothing else may be called afterwards."""
        ...


class ExportFiles(Protocol):
    """The folder of exported files. Raises: CoreError where the machine gives no files."""

    async def open(self, name: str) -> ExportFile:
        """A file to go on writing, made where there is none. Nobody else may have it open."""
        ...

    async def rename(self, name: str, to: str) -> None:
        """Give a closed file its last name, in place of a file that has it."""
        ...

    async def remove(self, name: str) -> None:
        """Delete a closed file; one that is not there is no error."""
        ...

    async def names(self) -> tuple[str, ...]:
        """Every file of the folder."""
        ...


class NoExportFiles:
    """A machine that gives no files: whatever would be written is refused with a sentence."""

    async def open(self, name: str) -> ExportFile:
        """Refused."""
        del name
        raise CoreError("export_no_files", say("export_no_files"), hint=say("export_no_files_hint"))

    async def rename(self, name: str, to: str) -> None:
        """There is nothing."""

    async def remove(self, name: str) -> None:
        """There is nothing."""

    async def names(self) -> tuple[str, ...]:
        """None."""
        return ()
