"""A row without an id as a product to be made. No I/O here."""

from collections.abc import Callable
from typing import TypeVar

from py_core.edits.wants import NewProductWant
from py_core.errors import InputError
from py_core.gumroad.currencies import parse_amount
from py_core.gumroad.rules.products import name_objections, price_objections
from py_core.sheets.columns import ColumnKey, DescriptionAs
from py_core.sheets.described import edited_html
from py_core.sheets.grid import Held
from py_core.sheets.reading import SheetRow
from py_core.sheets.same import cell_text_of, settled
from py_core.sheets.values import CLEAR, read_category, read_currency, read_price, read_tags
from py_core.words import say

Read = TypeVar("Read")


def draft_of(row: SheetRow, description: DescriptionAs, currency: str | None, *, safe: bool) -> NewProductWant:
    """The product that the row describes. `currency` stands in where the row names none.

    Raises: InputError, its `fields` by column.
    """
    return _Draft(row, description, currency, safe=safe).want()


class _Draft:
    def __init__(self, row: SheetRow, description: DescriptionAs, currency: str | None, *, safe: bool) -> None:
        self._row = row
        self._description = description
        self._currency = currency
        self._safe = safe
        self._problems: dict[str, str] = {}

    def _text(self, key: ColumnKey) -> str:
        text = settled(cell_text_of(self._row.cell(key), safe=self._safe))
        return "" if text == CLEAR else text

    def _read(self, key: ColumnKey, read: Callable[[], Read]) -> Read | None:
        try:
            return read()
        except InputError as error:
            self._problems[key] = error.message
            return None

    def want(self) -> NewProductWant:
        self._spoiled()
        name = " ".join(self._text(ColumnKey.NAME).split())
        if not name:
            self._problems[ColumnKey.NAME] = say("sheet_new_unnamed")
        for objection in name_objections(name) if name else ():
            self._problems[ColumnKey.NAME] = objection.text
        currency = self._own_currency()
        price = self._read(ColumnKey.PRICE, lambda: self._price(currency)) if currency else None
        if self._problems:
            first = next(iter(self._problems.values()))
            raise InputError("sheet_new", first, fields=self._problems)
        return NewProductWant(
            key=f"row/{self._row.number}",
            name=name,
            price_minor=price or 0,
            currency=currency,
            description=edited_html("", self._text(ColumnKey.DESCRIPTION), self._description).html,
            summary=self._text(ColumnKey.SUMMARY),
            receipt=self._text(ColumnKey.RECEIPT),
            tags=read_tags(self._text(ColumnKey.TAGS)),
            category=read_category(self._text(ColumnKey.CATEGORY)) or None,
            line=self._row.number,
        )

    def _spoiled(self) -> None:
        for key, cell in self._row.cells.items():
            if cell.held is Held.ERROR:
                self._problems[key] = say("sheet_cell_error", text=cell.text[:40])
            elif cell.held is Held.DATE:
                self._problems[key] = say("sheet_cell_date", text=cell.text[:40])

    def _own_currency(self) -> str | None:
        text = self._text(ColumnKey.CURRENCY)
        if text:
            return self._read(ColumnKey.CURRENCY, lambda: read_currency(text))
        if self._currency is None:
            self._problems.setdefault(ColumnKey.CURRENCY, say("sheet_new_currency"))
        return self._currency

    def _price(self, currency: str) -> int:
        cell, text = self._row.cell(ColumnKey.PRICE), self._text(ColumnKey.PRICE)
        if not text:
            raise InputError("sheet_new_unpriced", say("sheet_new_unpriced"))
        is_number = cell.held is Held.NUMBER and not text.startswith("-")
        minor = parse_amount(text, currency) if is_number else read_price(text, currency)
        for objection in price_objections(minor, currency):
            raise InputError("sheet_new_price", objection.text)
        return minor
