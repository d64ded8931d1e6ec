"""A sheet held against what was exported and what stands now: which cells the seller really edited. No I/O here.

Where a row says which export it came from, a cell counts as edited when it differs from what was written then. A
cell that only the shop changed since is left alone; one that both changed is a doubt. Without that every cell that
differs from what stands now counts as edited.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from py_core.catalog.products import ShopProduct
from py_core.edits.standing import Standing, read_standing
from py_core.edits.wants import Field, PriceWant, PublishWant, TextWant
from py_core.errors import InputError
from py_core.gumroad.currencies import CURRENCIES, parse_amount
from py_core.sheets.catalogue import Snapshot, cell_text, held
from py_core.sheets.columns import EDITABLE, READ_ONLY, ColumnKey, DescriptionAs, title
from py_core.sheets.compared import CellWant, Change, Compared, Doubt, Problem
from py_core.sheets.described import DescriptionEdit, edited_html
from py_core.sheets.drafts import draft_of
from py_core.sheets.grid import Cell, Held, refused
from py_core.sheets.reading import Sheet, SheetRow
from py_core.sheets.same import cell_text_of, is_date_of, is_same, loses_letters, settled
from py_core.sheets.values import CLEAR, read_category, read_flag, read_price, read_tags
from py_core.words import say

TEXT_FIELDS = {
    ColumnKey.NAME: Field.NAME,
    ColumnKey.SUMMARY: Field.SUMMARY,
    ColumnKey.RECEIPT: Field.RECEIPT,
    ColumnKey.CATEGORY: Field.CATEGORY,
    ColumnKey.TAGS: Field.TAGS,
    ColumnKey.DESCRIPTION: Field.DESCRIPTION,
}
CLEARABLE = frozenset((ColumnKey.SUMMARY, ColumnKey.RECEIPT, ColumnKey.TAGS, ColumnKey.DESCRIPTION))
CUT_ABOVE = 30_000
_HAS_TAG = re.compile("</?[A-Za-z]")
RawOf = Callable[[str], Mapping[str, Any]]
SnapshotOf = Callable[[str], Snapshot | None]


def compare(
    sheet: Sheet,
    products: Sequence[ShopProduct],
    raw_of: RawOf,
    snapshot_of: SnapshotOf,
    currency: str | None,
) -> Compared:
    """What a sheet wants of a shop. `currency` is the account's own, None where it is not known.

    Raises: InputError where no row of the file is of this shop and none is new.
    """
    comparison = Comparison(sheet, products, raw_of, snapshot_of, currency)
    for _ in comparison.rows():
        pass
    return comparison.done()


@dataclass(frozen=True, slots=True)
class _Known:
    """A product as a row of the file is held against it. `written` is None where the export is not known."""

    entry: ShopProduct
    standing: Standing
    written: Mapping[str, str] | None
    description: DescriptionAs
    safe: bool


class Comparison:
    """The comparison in steps: `rows` to its end, then `done`."""

    def __init__(
        self,
        sheet: Sheet,
        products: Sequence[ShopProduct],
        raw_of: RawOf,
        snapshot_of: SnapshotOf,
        currency: str | None,
    ) -> None:
        self._sheet = sheet
        self._by_id = {entry.product.id: entry for entry in products}
        self._names = {entry.product.name.strip().casefold(): entry for entry in products}
        self._raw_of = raw_of
        self._snapshot_of = snapshot_of
        self._snapshots: dict[str, Snapshot | None] = {}
        self._currency = currency
        self._looks: DescriptionAs = (
            "html" if any(_HAS_TAG.search(row.text(ColumnKey.DESCRIPTION)) for row in sheet.rows) else "markdown"
        )
        self._changes: list[Change] = []
        self._news: dict[str, Any] = {}
        self._doubts: list[Doubt] = []
        self._problems: list[Problem] = []
        self._already = 0
        self._products = 0
        self._unmarked = 0
        self._unknown: list[SheetRow] = []

    def rows(self) -> Iterator[int]:
        """Look at every row; after each its number is told, so that others can have a turn."""
        by_id: dict[str, list[SheetRow]] = defaultdict(list)
        for row in self._sheet.rows:
            by_id[self._id_of(row)].append(row)
        for row in self._sheet.rows:
            product_id = self._id_of(row)
            if not product_id:
                self._new(row)
            elif row is by_id[product_id][0]:
                self._known(product_id, by_id[product_id])
            yield row.number

    @staticmethod
    def _id_of(row: SheetRow) -> str:
        return cell_text_of(Cell(row.text(ColumnKey.ID)), safe=True)

    def _known(self, product_id: str, rows: Sequence[SheetRow]) -> None:
        entry = self._by_id.get(product_id)
        if entry is None:
            self._unknown += rows
            return
        first, *others = rows
        if others and any(other.cells != first.cells for other in others):
            listed = ", ".join(str(row.number) for row in rows)
            self._problems += [
                Problem(row.number, ColumnKey.ID, say("sheet_id_twice", rows=listed)) for row in rows
            ]
            return
        self._products += 1
        snapshot = self._snapshot(first)
        written = snapshot.texts(product_id) if snapshot is not None else None
        self._unmarked += written is None
        known = _Known(
            entry=entry,
            standing=read_standing(self._raw_of(product_id)),
            written=written,
            description=self._described(snapshot),
            safe=snapshot.safe if snapshot is not None else not self._sheet.book,
        )
        for key in self._sheet.columns:
            cell = first.cell(key)
            if cell.text.strip() and (key in EDITABLE or key in READ_ONLY):
                self._cell(first.number, key, cell, known)

    def _snapshot(self, row: SheetRow) -> Snapshot | None:
        mark = row.text(ColumnKey.MARK)
        if mark not in self._snapshots:
            self._snapshots[mark] = self._snapshot_of(mark) if mark else None
        return self._snapshots[mark]

    def _described(self, snapshot: Snapshot | None) -> DescriptionAs:
        """How a description is written: as its heading says, as the export did, or as the whole column looks."""
        if self._sheet.description is not None:
            return self._sheet.description
        return snapshot.description if snapshot is not None else self._looks

    def _cell(self, row: int, key: ColumnKey, cell: Cell, known: _Known) -> None:
        written = None if known.written is None else known.written.get(key)
        if written is not None and self._is_same(key, written, cell, known):
            return
        whole = cell_text(key, known.entry.product, known.standing, known.description)
        now = held(whole)
        if self._is_same(key, now, cell, known):
            self._already += written is not None
            return
        try:
            if now != whole and settled(now) in settled(cell.text):
                raise _said("sheet_cell_too_long")
            self._edited(row, key, cell, known, written, now)
        except InputError as error:
            self._problems.append(Problem(row, key, error.message))

    def _edited(self, row: int, key: ColumnKey, cell: Cell, known: _Known, written: str | None, now: str) -> None:
        if key in READ_ONLY:
            raise _said("sheet_read_only", name=title(key))
        _check_spoiled(written if written is not None else now, cell)
        want, told = self._want(row, key, cell, known)
        product_id = known.entry.product.id
        change = Change(f"{product_id}/{key}", row, key, known.standing.name, want, told)
        why = ""
        if written is not None and settled(written) != settled(now):
            why = say("sheet_both_changed")
        elif self._sheet.legacy and loses_letters(now if written is None else written) and "?" in cell.text:
            why = say("sheet_letters_lost")
        if why:
            self._doubts.append(Doubt(change.key, row, key, change.product, why, want, told))
        else:
            self._changes.append(change)

    def _is_same(self, key: ColumnKey, text: str, cell: Cell, known: _Known) -> bool:
        if is_same(text, cell, legacy=self._sheet.legacy):
            return True
        found = cell_text_of(cell, safe=known.safe)
        code = known.entry.product.currency
        try:
            match key:
                case ColumnKey.PRICE:
                    return (
                        bool(text) and code in CURRENCIES and parse_amount(text, code) == _price(cell, found, code)
                    )
                case ColumnKey.PUBLISHED:
                    return read_flag(text) == read_flag(found)
                case ColumnKey.TAGS:
                    return set(read_tags(text)) == set(read_tags(found))
                case ColumnKey.CATEGORY:
                    return bool(text) and read_category(text) == read_category(found)
                case ColumnKey.CURRENCY:
                    return text.casefold() == found.strip().casefold()
        except InputError:
            return False
        return False

    def _want(self, row: int, key: ColumnKey, cell: Cell, known: _Known) -> tuple[CellWant, tuple[str, ...]]:
        product = known.entry.product
        text = cell_text_of(cell, safe=known.safe).strip()
        clears = text == CLEAR
        if clears and key not in CLEARABLE:
            raise _said("sheet_cannot_clear", name=title(key), word=CLEAR)
        if key is ColumnKey.PRICE:
            return PriceWant(product_id=product.id, price_minor=_price(cell, text, product.currency), line=row), ()
        if key is ColumnKey.PUBLISHED:
            return PublishWant(product_id=product.id, published=read_flag(text), line=row), ()
        value: str | tuple[str, ...]
        told: tuple[str, ...] = ()
        if key is ColumnKey.TAGS:
            value = () if clears else read_tags(text)
        elif clears:
            value = ""
        elif key is ColumnKey.CATEGORY:
            value = read_category(text)
        elif key is ColumnKey.DESCRIPTION:
            edit: DescriptionEdit = edited_html(known.standing.html, text, known.description)
            value, told = edit.html, edit.told
        else:
            value = settled(text)
        return TextWant(product_id=product.id, field=TEXT_FIELDS[key], value=value, line=row), told

    def _new(self, row: SheetRow) -> None:
        if not any(row.text(key) for key in EDITABLE):
            return
        try:
            want = draft_of(row, self._described(self._snapshot(row)), self._currency, safe=not self._sheet.book)
        except InputError as error:
            keys = {key.value: key for key in ColumnKey}
            self._problems += [
                Problem(row.number, keys.get(name), text) for name, text in (error.fields or {}).items()
            ]
            return
        name = want.name.casefold()
        double = self._names.get(name)
        if double is not None:
            why = say("sheet_name_there")
        elif name in self._news:
            why = say("sheet_name_twice", row=self._news[name].line)
        else:
            self._news[name] = want
            return
        self._doubts.append(Doubt(want.key, row.number, ColumnKey.NAME, want.name, why, want))

    def done(self) -> Compared:
        """What it came to."""
        if self._unknown and not self._products and not self._problems:
            raise refused("sheet_foreign", n=len(self._unknown))
        self._problems += [Problem(row.number, ColumnKey.ID, say("sheet_id_unknown")) for row in self._unknown]
        notes = list(self._sheet.notes)
        if self._unmarked:
            notes.append(say("sheet_unmarked", n=self._unmarked))
        return Compared(
            rows=len(self._sheet.rows),
            products=self._products,
            already=self._already,
            changes=tuple(self._changes),
            news=tuple(self._news.values()),
            doubts=tuple(self._doubts),
            problems=tuple(sorted(self._problems, key=lambda problem: problem.row)),
            notes=tuple(notes),
        )


def _said(code: str, **values: object) -> InputError:
    return InputError(code, say(code, **values))


def _price(cell: Cell, text: str, code: str) -> int:
    """The amount in a cell. A number of a workbook has a point and no grouping, whatever it looked like."""
    return parse_amount(text, code) if cell.held is Held.NUMBER and "-" not in text else read_price(text, code)


def _check_spoiled(written: str, cell: Cell) -> None:
    """Refuse what a spreadsheet did to a cell by itself. Raises: InputError."""
    if cell.held is Held.ERROR:
        raise _said("sheet_cell_error", text=cell.text[:40])
    if is_date_of(written, cell):
        raise _said("sheet_cell_date", text=cell.text[:40])
    before, found = settled(written), settled(cell.text)
    if len(found) >= CUT_ABOVE and len(before) > len(found) and before.startswith(found):
        raise _said("sheet_cell_cut")
