"""Draws catalogue sheets: their columns, and what an edited file comes to."""

from collections import Counter
from collections.abc import Iterable

from py_core.protocol.sheet_views import (
    SheetColumnsView,
    SheetColumnView,
    SheetCount,
    SheetDoubt,
    SheetLine,
    SheetView,
)
from py_core.sheets.columns import ALWAYS, CHOICE, EDITABLE, READ_ONLY, USUAL, ColumnKey, title
from py_core.sheets.compared import Change, Compared, Doubt
from py_core.sheets.grid import MOST_BYTES
from py_core.sheets.values import CLEAR
from py_core.words import WORDS, say

LINES_SHOWN = 100


def columns_view(products: int) -> SheetColumnsView:
    """What a file can have."""
    return SheetColumnsView(
        columns=tuple(
            SheetColumnView(key=key, title=title(key), about=_about(key), read_only=key in READ_ONLY)
            for key in CHOICE
        ),
        usual=tuple(USUAL),
        always=" ".join(say("sheet_always", name=title(key), why=say(f"sheet_about_{key}")) for key in ALWAYS),
        clear=CLEAR,
        most_mb=MOST_BYTES // 1_000_000,
        products=products,
    )


def _about(key: ColumnKey) -> str:
    word = f"sheet_about_{key}"
    return say(word) if word in WORDS else ""


def sheet_view(sheet_id: str, name: str, found: Compared) -> SheetView:
    """What an edited file comes to."""
    counts = Counter(change.column for change in found.changes)
    edits: tuple[Change | Doubt, ...] = (*found.changes, *found.doubts)
    told = [
        SheetLine(row=edit.row, column=title(edit.column), product=edit.product, text=text)
        for edit in edits
        for text in edit.told
    ]
    problems = [
        SheetLine(row=one.row, column=title(one.column) if one.column else "", product="", text=one.text)
        for one in found.problems
    ]
    return SheetView(
        sheet_id=sheet_id,
        name=name,
        headline=_headline(found),
        facts=tuple(_facts(found)),
        changed=len(found.changes),
        fresh=len(found.news),
        columns=tuple(SheetCount(title=title(key), count=counts[key]) for key in EDITABLE if counts[key]),
        doubts=tuple(
            SheetDoubt(
                key=doubt.key, row=doubt.row, column=title(doubt.column), product=doubt.product, why=doubt.why
            )
            for doubt in found.doubts[:LINES_SHOWN]
        ),
        more_doubts=_more(found.doubts),
        told=tuple(told[:LINES_SHOWN]),
        more_told=_more(told),
        problems=tuple(problems[:LINES_SHOWN]),
        more_problems=_more(problems),
        problem_title=say("sheet_problems", n=len(problems)) if problems else "",
        notes=found.notes,
        useful=bool(found.changes or found.news or found.doubts),
    )


def _more(lines: Iterable[object]) -> int:
    return max(0, len(list(lines)) - LINES_SHOWN)


def _headline(found: Compared) -> str:
    changed, fresh = len(found.changes), len(found.news)
    if changed and fresh:
        cells = say("sheet_cells", n=changed, count=f"{changed:,}")
        return say("sheet_edited_and_new", n=fresh, cells=cells, count=f"{fresh:,}")
    if changed:
        return say("sheet_edited", n=changed, count=f"{changed:,}")
    if fresh:
        return say("sheet_new_only", n=fresh, count=f"{fresh:,}")
    return say("sheet_nothing_certain" if found.doubts else "sheet_nothing")


def _facts(found: Compared) -> Iterable[str]:
    edited = len({change.key.partition("/")[0] for change in found.changes})
    yield say("sheet_rows_read", n=found.rows, count=f"{found.rows:,}")
    if found.products:
        same = found.products - edited
        yield say("sheet_products_same", n=same, count=f"{same:,}")
    if found.already:
        yield say("sheet_already", n=found.already, count=f"{found.already:,}")
    if found.news:
        yield say("sheet_drafts")
