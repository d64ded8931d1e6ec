"""A fresh browser with the page that runs scripts, at the server of the end-to-end tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.driving import driven
from tools.in_page import evaluate
from tools.script_page import ScriptPage, package_with_page
from tools.start_probe import quiet_page, starts

__all__ = ["ScriptPage", "script_page"]


@contextmanager
def script_page(folder: Path, *, api_port: int | None = None, snapshot: bool = True) -> Iterator[ScriptPage]:
    """The page, opened once a snapshot was made, or where none may be made."""
    with driven(package_with_page(folder / "package"), folder / "profile", api_port=api_port) as running:
        page = quiet_page(running)
        if snapshot:
            starts(page, "snapshotMade({ stay: true })")
        else:
            evaluate(page, "chrome.storage.local.set({ snapshots: false })")
        yield ScriptPage(running)
