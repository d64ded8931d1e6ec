"""What stands in the columns of an exported table. No I/O here."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

Cell = str | int | None
Row = Sequence[Cell]


class Kind(StrEnum):
    """How the cells of a column are given by a source. None is an empty cell everywhere.

    TEXT: a text, as it is. WHOLE: a whole number. MONEY: exact decimal text with a point, "-12.34", or a whole
    number where the currency has no smaller units. DATE: "2026-07-12". MOMENT: milliseconds since 1970, UTC; it is
    written in the zone of the options. YES_NO: 0 or 1.
    """

    TEXT = "text"
    WHOLE = "whole"
    MONEY = "money"
    DATE = "date"
    MOMENT = "moment"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `key` names it in JSON Lines, `title` heads it in tables.

    `email` says that its texts are addresses of buyers, which the options can hash.
    """

    key: str
    title: str
    kind: Kind = Kind.TEXT
    email: bool = False
