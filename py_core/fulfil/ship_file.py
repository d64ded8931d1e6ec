"""Shipments from a CSV file: an order number or a sale id on each line, and an address to follow the parcel.

Header names are flexible, as shops and post offices write them; a file without a header is read, too, when its
first line begins with an order number or an id. Separators are comma, semicolon or tab. No I/O here.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from py_core.csv_builder import BYTE_ORDER_MARK
from py_core.errors import InputError
from py_core.fulfil.tracking import tracking_problem
from py_core.words import say

MOST_LINES = 10_000
MOST_LENGTH = 5_000_000
ORDER, SALE, TRACKING = "order", "sale", "tracking"
_NAMES = {
    ORDER: ("order", "order number", "order no", "order nr", "order id", "ordernumber", "orderid", "gumroad order"),
    SALE: ("sale", "sale id", "saleid", "purchase id", "purchase", "id"),
    TRACKING: (
        "tracking", "tracking url", "trackingurl", "tracking link", "tracking address", "tracking page", "url",
        "link", "shipment url", "track",
    ),
}  # fmt: skip
_COLUMNS = {name: column for column, names in _NAMES.items() for name in names}
_NUMBER = re.compile(r"#?\s*(\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(?:\.0+)?", re.ASCII)
_ID = re.compile(r"[A-Za-z0-9_-]{20,64}={0,2}", re.ASCII)


class BadShipFile(InputError):
    """A file that cannot be read at all; `problems` are (line, sentence)."""

    def __init__(self, code: str, line: int | None = None, **values: object) -> None:
        text = say(code, **values)
        told = text if line is None else say("ship_on_line", line=line, text=text)
        super().__init__("ship_file", told, hint=say("ship_file_hint"), fields={"text": told})
        self.problems = () if line is None else ((line, text),)


@dataclass(frozen=True, slots=True)
class ShipLine:
    """One line: which sale or order it names, its tracking address, and what is wrong with it (empty: nothing).

    Exactly one of `sale_id` and `order_id` is set, unless there is a problem. `order_check` is the order number
    beside a sale id, to be compared with the sale's own.
    """

    number: int
    name: str
    sale_id: str = ""
    order_id: int | None = None
    order_check: int | None = None
    tracking_url: str = ""
    problem: str = ""


def read_ship_file(text: str) -> tuple[ShipLine, ...]:
    """The lines of a file, each with what is wrong with it. Raises: BadShipFile when it cannot be read."""
    text = text.removeprefix(BYTE_ORDER_MARK)
    if not text.strip():
        raise BadShipFile("ship_empty")
    if len(text) > MOST_LENGTH:
        raise BadShipFile("ship_long")
    if "\0" in text:
        raise BadShipFile("ship_nul", text[: text.index("\0")].count("\n") + 1)
    lines = _raw_lines(text)
    first, head = next(lines)
    columns = _columns(first, head)
    rest: Iterator[tuple[int, list[str]]] = lines
    if columns is None:
        columns, rest = _guessed(head), _with_first((first, head), lines)
    found: list[ShipLine] = []
    for number, cells in rest:
        if len(found) == MOST_LINES:
            raise BadShipFile("ship_too_many", most=f"{MOST_LINES:,}")
        found.append(_line(number, cells, columns))
    if not found:
        raise BadShipFile("ship_no_rows")
    return tuple(found)


def _raw_lines(text: str) -> Iterator[tuple[int, list[str]]]:
    head = text.lstrip("\r\n").split("\n", 1)[0]
    separator = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    at = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield at, cells
            at = reader.line_num + 1
    except csv.Error:
        raise BadShipFile("ship_quotes", at) from None


def _with_first(
    first: tuple[int, list[str]], rest: Iterator[tuple[int, list[str]]]
) -> Iterator[tuple[int, list[str]]]:
    yield first
    yield from rest


def _heading(cell: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", cell.lower()).split())


def _columns(line: int, cells: Sequence[str]) -> dict[str, int] | None:
    """Where each column stands; None when the line is no header but already a shipment."""
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        column = _COLUMNS.get(_heading(cell))
        if column is None:
            continue
        if column in found:
            raise BadShipFile("ship_column_twice", line, one=cells[found[column]].strip(), other=cell.strip())
        found[column] = at
    if ORDER in found or SALE in found:
        return found
    first = _cell(cells[0])
    if not found and (_NUMBER.fullmatch(first) or _ID.fullmatch(first)):
        return None
    raise BadShipFile("ship_no_column", line)


def _guessed(cells: Sequence[str]) -> dict[str, int]:
    """The columns of a file without a header: the name first, the first web address behind it."""
    links = [at for at, cell in enumerate(cells) if cell.strip().lower().startswith(("http://", "https://"))]
    return {ORDER: 0, TRACKING: links[0] if links else 1}


def _cell(text: str) -> str:
    """A cell without blanks, and without the apostrophe that keeps spreadsheets from computing it."""
    bare = text.strip()
    return bare[1:].strip() if bare.startswith("'") else bare


def _at(cells: Sequence[str], columns: dict[str, int], column: str) -> str:
    at = columns.get(column)
    return _cell(cells[at]) if at is not None and at < len(cells) else ""


def _number(text: str) -> int | None:
    match = _NUMBER.fullmatch(text)
    return int(match[1].replace(",", "")) if match else None


def _line(number: int, cells: Sequence[str], columns: dict[str, int]) -> ShipLine:
    order, sale = _at(cells, columns, ORDER), _at(cells, columns, SALE)
    tracking = _at(cells, columns, TRACKING)
    name = sale or order
    problem = tracking_problem(tracking)
    if not name:
        return ShipLine(number, name="", problem=say("ship_blank"))
    order_id = _number(name)
    if order_id is not None:
        return ShipLine(number, name, order_id=order_id, tracking_url=tracking, problem=problem)
    if _ID.fullmatch(name) is None:
        return ShipLine(number, name, problem=say("ship_no_id", text=name[:40]))
    check = _number(order) if sale and order else None
    return ShipLine(number, name, sale_id=name, order_check=check, tracking_url=tracking, problem=problem)
