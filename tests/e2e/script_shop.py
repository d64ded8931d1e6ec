"""The sample shop with everything that scripts can read, in the browser and on this machine."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from py_core.host import SystemClock
from py_core.host_scripts import HostCore, prepared, run_file
from py_core.scripting.examples import examples
from py_core.scripting.output import ChartItem, Item, TableItem, TextItem
from tests.e2e.core import Core
from tools.driving import wait_for

READINGS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("sales", {}),
    ("subscribers", {}),
    ("payouts", {"form": {"first_day": "", "last_day": ""}}),
)


def open_and_read(core: Core) -> None:
    """Open the sample shop, and read all that scripts can read of it."""
    core.ask("account.sample", reset=True)
    core.reread()
    for what, given in READINGS:
        core.ask(f"{what}.sync", **given)
        wait_for(lambda what=what: core.answer("script.read", what=what)["ok"], core.page, what=what)
    wait_for(lambda: core.ask("sales.status")["sync"]["state"] == "done", core.page, what="the sales")


Shown = tuple[list[Any], list[str]]
"""What a script shows, as the page draws it, and the headlines of what it wants."""


def shown_here() -> dict[str, Shown]:
    """What every example shows and wants on this machine, over the same shop, by its name."""
    with ThreadPoolExecutor(1) as beside_playwright:
        return beside_playwright.submit(_shown).result()


def _shown() -> dict[str, Shown]:
    core = HostCore(":memory:", SystemClock(), _nobody)
    try:
        prepared(core, None, tuple(what for what, _ in READINGS))
        return {one.name: _of(core, one.text) for one in examples()}
    finally:
        core.close()


def _of(core: HostCore, text: str) -> Shown:
    end = run_file(core, text)
    assert end.trouble is None, end.trouble
    changes = [change.model_dump(mode="json") for change in end.changes]
    plans = core.ask("plan.script", changes=changes)["plans"]
    return [_drawn(item) for item in end.items], [plan["headline"] for plan in plans]


def _nobody(token: str) -> Any:
    raise AssertionError(f"nobody is connected: {len(token)}")


def _drawn(item: Item) -> Any:
    match item:
        case TextItem():
            return item.text.removesuffix("\n")
        case TableItem():
            return [list(item.columns), *(list(row) for row in item.rows)]
        case ChartItem():
            return [[label, text] for label, text in zip(item.labels, item.texts, strict=True)]


READ_OUTPUT = """
[...document.querySelectorAll('[data-testid=scripts-output] > :not(.card-head)')].map((part) => {
    const cells = (row) => [...row.children].map((cell) => cell.textContent);
    if (part.matches('pre')) return part.textContent;
    if (part.matches('figure')) return [...part.querySelectorAll('tbody tr')].map(cells);
    if (part.matches('.script-table')) return [...part.querySelectorAll('tr')].map(cells);
    return null;
}).filter((part) => part !== null)
"""
"""What the page shows of a script's output, item by item."""
