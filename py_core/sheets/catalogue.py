"""What stands in the cells of a product, and what of it was written into a file. No I/O here."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, assert_never

from py_core.edits.standing import Standing, read_standing
from py_core.errors import InputError
from py_core.export.xlsx_parts import MOST_LETTERS
from py_core.gumroad.currencies import plain_amount
from py_core.gumroad.models import Product
from py_core.sheets.columns import ALWAYS, CHOICE, ColumnKey, DescriptionAs
from py_core.sheets.forms import SheetForm
from py_core.sheets.html_pieces import cut
from py_core.sheets.markdown_out import markdown
from py_core.values import Value
from py_core.words import say

TAGS_BETWEEN = ", "


class Snapshot(Value):
    """What was written into a file: the exact texts of every product's cells, in the order of `columns`.

    `mark` stands in every row of the file. `safe` says that cells which a spreadsheet could compute got an
    apostrophe.
    """

    mark: str
    created_at_ms: int
    columns: tuple[str, ...]
    description: DescriptionAs
    safe: bool
    rows: dict[str, tuple[str, ...]]

    def texts(self, product_id: str) -> Mapping[str, str] | None:
        """The texts of one product by column, None where it was not written."""
        row = self.rows.get(product_id)
        return None if row is None else dict(zip(self.columns, row, strict=True))


def chosen_columns(form: SheetForm) -> tuple[ColumnKey, ...]:
    """Every column of a file in its order. Raises: InputError with field `columns`."""
    chosen = [key for key in CHOICE if key in form.columns]
    if not chosen or len(chosen) != len(set(form.columns)):
        text = say("sheet_choose_columns")
        raise InputError("sheet_choose_columns", text, fields={"columns": text})
    if ColumnKey.PRICE in chosen and ColumnKey.CURRENCY not in chosen:
        chosen.insert(chosen.index(ColumnKey.PRICE) + 1, ColumnKey.CURRENCY)
    return (ALWAYS[0], *chosen, *ALWAYS[1:])


def cell_text(key: ColumnKey, product: Product, standing: Standing, description: DescriptionAs) -> str:
    """What stands in that column; empty where there is nothing, as the price of a membership."""
    match key:
        case ColumnKey.ID:
            return product.id
        case ColumnKey.NAME:
            return standing.name
        case ColumnKey.PRICE:
            return "" if product.is_tiered_membership else plain_amount(product.price_minor, product.currency)
        case ColumnKey.CURRENCY:
            return product.currency.upper()
        case ColumnKey.PUBLISHED:
            return say("sheet_yes" if product.published else "sheet_no")
        case ColumnKey.SUMMARY:
            return standing.summary
        case ColumnKey.TAGS:
            return TAGS_BETWEEN.join(standing.tags)
        case ColumnKey.CATEGORY:
            return standing.category
        case ColumnKey.DESCRIPTION:
            return markdown(cut(standing.html)) if description == "markdown" else standing.html
        case ColumnKey.RECEIPT:
            return standing.receipt
        case ColumnKey.PERMALINK:
            return product.custom_permalink or ""
        case ColumnKey.ADDRESS:
            return product.short_url
        case ColumnKey.MARK:
            return ""
        case _:
            assert_never(key)


def product_cells(
    product: Product, raw: Mapping[str, Any], columns: Iterable[ColumnKey], description: DescriptionAs
) -> tuple[str, ...]:
    """The cells of one product as a file can hold them: what is too long for any spreadsheet is a sentence."""
    standing = read_standing(raw)
    return tuple(held(cell_text(key, product, standing, description)) for key in columns)


def held(text: str) -> str:
    """A text as a cell holds it. One above a cell's limit would be cut, and come back as an edit."""
    if len(text) <= MOST_LETTERS // 2 or units(text) <= MOST_LETTERS:
        return text
    return say("sheet_too_long_to_hold", count=f"{units(text):,}", most=f"{MOST_LETTERS:,}")


def units(text: str) -> int:
    """How long a spreadsheet says that a text is: a letter beyond the basic plane counts twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def snapshot_rows(snapshot: Snapshot) -> Sequence[Sequence[str | None]]:
    """The rows of a file in the order of `columns`, as an export's table takes them."""

    def written(key: str, text: str) -> str | None:
        if key == ColumnKey.MARK:
            return snapshot.mark
        return None if key == ColumnKey.PRICE and not text else text

    return [
        [written(key, text) for key, text in zip(snapshot.columns, row, strict=True)]
        for row in snapshot.rows.values()
    ]
