"""What only the debugger can see of a page: its storage, its accessibility tree, how wide it lays out."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, ConsoleMessage, Page, WebError

INTERACTIVE = frozenset(
    (
        "button",
        "checkbox",
        "combobox",
        "grid",
        "link",
        "menuitem",
        "radio",
        "searchbox",
        "spinbutton",
        "switch",
        "tab",
        "textbox",
        "DisclosureTriangle",
    )
)


@contextmanager
def _session(page: Page) -> Iterator[CDPSession]:
    session = page.context.new_cdp_session(page)
    try:
        yield session
    finally:
        session.detach()


def evaluate(page: Page, expression: str) -> Any:
    """The value of an expression in the page, awaited; the debugger is not bound by the page's policy."""
    with _session(page) as session:
        order = {"expression": expression, "awaitPromise": True, "returnByValue": True}
        answer = session.send("Runtime.evaluate", order)
    if "exceptionDetails" in answer:
        raise AssertionError(answer["exceptionDetails"])
    return answer["result"].get("value")


def storage(page: Page) -> dict[str, Any]:
    """Everything in every area of the extension's storage: area -> key -> value."""
    areas = "['local', 'session', 'sync', 'managed']"
    read = f"Promise.all({areas}.map(async (area) => [area, await chrome.storage[area].get(null)]))"
    found: dict[str, Any] = dict(evaluate(page, read))
    return found


def overflow(page: Page) -> list[str]:
    """The page and its scrolling parts, where they hold something wider than themselves."""
    parts = "[document.scrollingElement, ...document.querySelectorAll('main, .view-body, dialog, .dialog-body')]"
    wide = f"{parts}.filter((e) => e.scrollWidth > e.clientWidth)"
    named = f"{wide}.map((e) => `${{e.localName}}.${{e.className}}: ${{e.scrollWidth}} in ${{e.clientWidth}} px`)"
    found: list[str] = evaluate(page, named)
    return found


def nameless(page: Page) -> list[str]:
    """The roles of the interactive elements that a screen reader could not name.

    Raises: ValueError on a page that has nothing to use at all.
    """
    with _session(page) as session:
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    found = [
        (node["role"]["value"], node.get("name", {}).get("value", ""))
        for node in nodes
        if not node["ignored"] and node["role"]["value"] in INTERACTIVE
    ]
    if not found:
        raise ValueError(f"nothing to use on {page.url}")
    return [role for role, name in found if not name.strip()]


@dataclass
class Complaints:
    """What the pages of a browser complained of and said in their consoles."""

    said: list[str] = field(default_factory=list)
    bad: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, context: BrowserContext) -> "Complaints":
        """Listens from now on."""
        complaints = cls()
        context.on("console", complaints._heard)
        context.on("weberror", complaints._failed)
        return complaints

    def _heard(self, message: ConsoleMessage) -> None:
        self.said.append(message.text)
        if message.type in ("error", "warning", "assert"):
            self.bad.append(f"{message.location.get('url', '')}: {message.text}")

    def _failed(self, error: WebError) -> None:
        self.said.append(str(error.error))
        self.bad.append(str(error.error))


def files_with(folder: Path, text: str) -> list[str]:
    """The files below a folder that hold a text, in UTF-8 or UTF-16."""
    wanted = (text.encode(), text.encode("utf-16-le"))
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            data = path.read_bytes()
            if any(each in data for each in wanted):
                found.append(path.relative_to(folder).as_posix())
    return found
