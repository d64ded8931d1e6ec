"""What a script showed and wants, as plain text for a terminal. No I/O here."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, assert_never

from py_core.scripting.output import ChartItem, Item, TableItem, TextItem
from py_core.words import say

WIDEST_CELL = 40
BAR = 40


def item_text(item: Item) -> str:
    """Text as it was printed, a table with its columns under each other, a chart as bars."""
    match item:
        case TextItem():
            return item.text.removesuffix("\n")
        case TableItem():
            return "\n".join((*table_lines(item.columns, item.rows, item.numbers), *_left_out(item.left_out)))
        case ChartItem():
            return "\n".join((f"{item.y} / {item.x}", *_bars(item), *_left_out(item.left_out)))
        case _:
            assert_never(item)


def table_lines(columns: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[bool]) -> tuple[str, ...]:
    """Rows under their columns, numbers to the right; long cells are cut."""
    cut = [[_cut(cell) for cell in row] for row in (columns, *rows)]
    widths = [max(len(row[at]) for row in cut) for at in range(len(columns))]

    def line(row: Sequence[str]) -> str:
        cells = (
            cell.rjust(width) if number else cell.ljust(width)
            for cell, width, number in zip(row, widths, numbers, strict=True)
        )
        return "  ".join(cells).rstrip()

    return (line(cut[0]), *(line(row) for row in cut[1:]))


def plan_lines(plans: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """The plans of a script, as the engine draws them: what would change, row by row, and what to know of it."""
    lines: list[str] = []
    for plan in plans:
        lines.append(f"{plan['title']}: {plan['headline']}")
        lines.extend(f"  {_listing_line(row)}" for row in plan["listing_rows"])
        lines.extend(f"  {_code_line(row)}" for row in plan["code_rows"])
        lines.extend(f"  ! {finding['text']}" for finding in plan["findings"])
    return (*lines, say("script_nothing_sent")) if lines else (say("script_wants_nothing"),)


def _listing_line(row: Mapping[str, Any]) -> str:
    name = " · ".join(part for part in (row["product"], row["detail"]) if part)
    if row["reason_text"]:
        return f"{name}: {row['reason_text']}"
    changes = [f"{field['label']}: {_joined(field, 'old')} → {_joined(field, 'new')}" for field in row["fields"]]
    return f"{name}: {'; '.join(changes) or row['doing_text']}"


def _joined(field: Mapping[str, Any], kind: str) -> str:
    between = ", " if field["field"] == "tags" else ""
    pieces = (piece["text"] for piece in field["pieces"] if piece["kind"] in ("same", "gap", kind))
    return between.join(pieces).strip() or "–"


def _code_line(row: Mapping[str, Any]) -> str:
    return " · ".join(
        part for part in (row["product"], row["code"], row["reason_text"] or row["doing"], row["discount"]) if part
    )


def _left_out(count: int) -> tuple[str, ...]:
    return (say("script_left_out", n=count),) if count else ()


def _bars(item: ChartItem) -> tuple[str, ...]:
    most = max((abs(value) for value in item.values), default=0)
    labels = [_cut(label) for label in item.labels]
    width = max(map(len, labels), default=0)
    return tuple(
        f"{label.ljust(width)}  {'█' * (round(abs(value) / most * BAR) if most else 0)} {text}".rstrip()
        for label, value, text in zip(labels, item.values, item.texts, strict=True)
    )


def _cut(cell: str) -> str:
    line = " ".join(cell.split())
    return line if len(line) <= WIDEST_CELL else f"{line[: WIDEST_CELL - 1]}…"
