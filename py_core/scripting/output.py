"""What a script shows: text, tables and charts, in the order in which it shows them, within bounds."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, TypeAlias

from py_core.errors import InputError
from py_core.scripting.amounts import Amount, plain
from py_core.values import Value
from py_core.words import say

MOST_CHARACTERS = 200_000
MOST_ROWS = 2_000
MOST_POINTS = 1_000
MOST_ITEMS = 500
LONGEST_CELL = 300


class TextItem(Value):
    """Lines that were printed."""

    kind: Literal["text"] = "text"
    text: str


class TableItem(Value):
    """Rows that were shown; `left_out` of them are not. `numbers` says which columns hold numbers."""

    kind: Literal["table"] = "table"
    columns: tuple[str, ...]
    numbers: tuple[bool, ...]
    rows: tuple[tuple[str, ...], ...]
    left_out: int


class ChartItem(Value):
    """Points of a chart, in the order of its rows; `values` are as exact as a picture needs."""

    kind: Literal["chart"] = "chart"
    x: str
    y: str
    labels: tuple[str, ...]
    values: tuple[float, ...]
    texts: tuple[str, ...]
    left_out: int


Item: TypeAlias = TextItem | TableItem | ChartItem


class Output:
    """Collects what a script shows. Too much of it ends the script with a sentence."""

    def __init__(self) -> None:
        self._items: list[Item] = []
        self._text: list[str] = []
        self._characters = 0

    def write(self, text: str) -> int:
        """Text as `print` writes it. Raises: InputError when it is too much."""
        self._count(len(text))
        self._text.append(printable(text))
        return len(text)

    def flush(self) -> None:
        """There is nothing to wait for."""

    def show(self, rows: Iterable[Any], columns: Iterable[str] | None = None) -> None:
        """Show rows as a table: products, sales, dictionaries, lists or single values.

        `columns` names what to show of them, in that order. Example: `show(shop.products(), ["name", "price"])`
        """
        some, left_out = _some(rows, MOST_ROWS)
        names = tuple(columns) if columns is not None else _columns(some)
        cells = [[_of(row, name) for name in names] for row in some]
        table = tuple(tuple(_text(cell) for cell in row) for row in cells)
        self._count(sum(len(cell) for row in table for cell in row))
        numbers = tuple(bool(cells) and all(_is_number(row[at]) for row in cells) for at in range(len(names)))
        self._add(TableItem(columns=names, numbers=numbers, rows=table, left_out=left_out))

    def plot(self, rows: Iterable[Any], *, x: str, y: str) -> None:
        """Draw rows as a chart: what `x` names along it, the number that `y` names upwards.

        Example: `plot(shop.summary("month"), x="key", y="net")`
        """
        some, left_out = _some(rows, MOST_POINTS)
        values = [_of(row, y) for row in some]
        self._add(
            ChartItem(
                x=x,
                y=y,
                labels=tuple(_text(_of(row, x)) for row in some),
                values=tuple(_height(value) for value in values),
                texts=tuple(_text(value) for value in values),
                left_out=left_out,
            )
        )

    def items(self) -> tuple[Item, ...]:
        """Everything so far."""
        self._end_text()
        return tuple(self._items)

    def _add(self, item: Item) -> None:
        self._end_text()
        self._items.append(item)
        if len(self._items) > MOST_ITEMS:
            raise InputError("script_much_shown", say("script_much_shown"))

    def _end_text(self) -> None:
        if self._text:
            self._items.append(TextItem(text="".join(self._text)))
            self._text.clear()

    def _count(self, characters: int) -> None:
        self._characters += characters
        if self._characters > MOST_CHARACTERS:
            raise InputError("script_much_shown", say("script_much_shown"))


def printable(text: str) -> str:
    """A text that every page can draw: half a character becomes a replacement."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _some(rows: Iterable[Any], most: int) -> tuple[list[Any], int]:
    some: list[Any] = []
    left_out = 0
    for row in rows:
        if len(some) < most:
            some.append(row)
        else:
            left_out += 1
    return some, left_out


def _columns(rows: list[Any]) -> tuple[str, ...]:
    """What rows have to show: fields that a record shows of itself, keys, places; else one value."""
    if not rows:
        return ()
    first = rows[0]
    if is_dataclass(first):
        return tuple(one.name for one in fields(first) if one.repr)
    if isinstance(first, Mapping):
        return tuple(dict.fromkeys(str(key) for row in rows if isinstance(row, Mapping) for key in row))
    if isinstance(first, list | tuple):
        return tuple(str(at + 1) for at in range(max(len(row) for row in rows if isinstance(row, list | tuple))))
    return (say("script_value"),)


def _of(row: Any, name: str) -> Any:
    """What a row has under a name. Raises: InputError where it has nothing of that name."""
    if isinstance(row, Mapping):
        return row.get(name, "")
    if isinstance(row, list | tuple):
        at = int(name) - 1 if name.isdecimal() else -1
        return row[at] if 0 <= at < len(row) else ""
    if is_dataclass(row) and not name.startswith("_") and hasattr(row, name):
        return getattr(row, name)
    if name == say("script_value"):
        return row
    known = ", ".join(one.name for one in fields(row)) if is_dataclass(row) else ""
    raise InputError("script_no_column", say("script_no_column", name=name[:60], known=known[:300]))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal | Fraction | Amount) and not isinstance(value, bool)


def _height(value: Any) -> float:
    return float(value) if isinstance(value, Amount) else float(plain(value))


def as_text(value: Any) -> str:
    """Anything as it stands in a cell: nothing for None, lists with commas."""
    if value is None:
        return ""
    if isinstance(value, tuple | list):
        value = ", ".join(map(str, value))
    return printable(str(value))


def _text(value: Any) -> str:
    text = as_text(value)
    return text if len(text) <= LONGEST_CELL else f"{text[:LONGEST_CELL]}…"
