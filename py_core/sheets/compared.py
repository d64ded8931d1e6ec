"""What the comparison of a sheet with the shop comes to. No I/O here."""

from dataclasses import dataclass

from py_core.edits.wants import NewProductWant, PriceWant, PublishWant, TextWant
from py_core.sheets.columns import ColumnKey

CellWant = TextWant | PublishWant | PriceWant


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that was edited, and what is wanted of it. `told` says what is to be known of it, such as what
    Markdown could not keep; `key` names it: `PRODUCT_ID/price`."""

    key: str
    row: int
    column: ColumnKey
    product: str
    want: CellWant
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that is left out unless it is chosen: a cell that both the file and the shop changed, say."""

    key: str
    row: int
    column: ColumnKey
    product: str
    why: str
    want: CellWant | NewProductWant
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell or a row that cannot be used; `column` is None where it is the whole row."""

    row: int
    column: ColumnKey | None
    text: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A sheet held against the shop.

    `rows` are those of the file, `products` those of the shop that it names; `already` counts edited cells that the
    shop already has so. `notes` are about the file as a whole.
    """

    rows: int
    products: int
    already: int
    changes: tuple[Change, ...]
    news: tuple[NewProductWant, ...]
    doubts: tuple[Doubt, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]

    def chosen(self, keys: frozenset[str]) -> tuple[Doubt, ...]:
        """The doubts that were chosen."""
        return tuple(doubt for doubt in self.doubts if doubt.key in keys)

    def wants(self, chosen: frozenset[str]) -> tuple[CellWant | NewProductWant, ...]:
        """What is wanted, the chosen doubts with it, in the order of the file."""
        picked = [(doubt.row, doubt.want) for doubt in self.chosen(chosen)]
        certain = [(change.row, change.want) for change in self.changes]
        fresh = [(want.line or 0, want) for want in self.news]
        found: list[tuple[int, CellWant | NewProductWant]] = [*certain, *picked, *fresh]
        return tuple(want for _, want in sorted(found, key=lambda pair: pair[0]))
