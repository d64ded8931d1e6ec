"""Codes as CSV, in the columns that the import reads: product, code, amount, kind, cap, minimum. No I/O here.

Amounts are plain numbers in the product's own units ("5.00", "500"), percentages whole ("20"). The columns after
these are for the reader and are not taken by the import. A universal code has `all` for its product, one with an
amount or a minimum order `all` and the currency of it ("all eur").
"""

from collections.abc import Iterable, Sequence

from py_core.codes.table import Part, Row
from py_core.csv_builder import csv_text
from py_core.gumroad.currencies import plain_amount

COLUMNS = ("product", "code", "amount", "kind", "cap", "minimum", "uses", "product_name")
ALL = "all"


def _line(part: Part, product: str, name: str) -> Sequence[str]:
    code, currency = part.code, part.entry.product.currency
    percent = code.percent_off is not None
    minimum, cap = code.minimum_amount_minor, code.max_purchase_count
    return (
        product,
        code.name,
        str(code.percent_off) if percent else plain_amount(code.amount_minor or 0, currency),
        "percent" if percent else "amount",
        "" if cap is None else str(cap),
        "" if minimum is None else plain_amount(minimum, currency),
        str(code.times_used),
        name,
    )


def _lines(row: Row) -> Iterable[Sequence[str]]:
    if not row.universal:
        return (_line(part, part.entry.product.id, part.entry.product.name) for part in row.parts)
    first = row.parts[0]
    bare = first.code.percent_off is not None and first.code.minimum_amount_minor is None
    product = ALL if bare else f"{ALL} {first.entry.product.currency}"
    return (_line(first, product, ""),)


def codes_csv(rows: Iterable[Row]) -> str:
    """The codes of these rows as the text of a file."""
    return csv_text(COLUMNS, (line for row in rows for line in _lines(row)))
