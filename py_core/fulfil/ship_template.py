"""The sales that wait to be sent as a file: what to write on each parcel, and a column for its tracking address.

Filled in, the file is one that `ship_file` reads. Every cell is safe in a spreadsheet. No I/O here.
"""

from collections.abc import Iterable

from py_core.csv_builder import csv_text
from py_core.fulfil.sale import StoredSale
from py_core.words import say

_COLUMNS = (
    "ship_column_order",
    "ship_column_sale",
    "ship_column_tracking",
    "ship_column_product",
    "ship_column_versions",
    "ship_column_quantity",
    "ship_column_email",
    "ship_column_address",
)


def ship_file_text(sales: Iterable[StoredSale]) -> str:
    """The file, one line for each sale; the lines of an address stand in one cell, with commas between them."""
    return csv_text([say(column) for column in _COLUMNS], map(_line, sales))


def _line(sale: StoredSale) -> tuple[str, ...]:
    return (
        sale.order_text,
        sale.sale_id,
        sale.tracking_url,
        sale.product,
        sale.variants,
        str(sale.quantity),
        sale.email,
        ", ".join(sale.address),
    )
