"""A shop in memory whose catalogue goes out as a file and comes back."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from py_core.catalog.products import ShopProduct
from py_core.edits.wants import Want
from py_core.export.options import SEPARATORS, ExportOptions
from py_core.export.writers import writer_of
from py_core.sheets.catalogue import Snapshot, chosen_columns, product_cells, snapshot_rows
from py_core.sheets.columns import CHOICE, ColumnKey, DescriptionAs, column
from py_core.sheets.compared import Compared
from py_core.sheets.comparing import compare
from py_core.sheets.forms import SheetForm
from py_core.sheets.reading import read_sheet
from tests.unit.shops import entry

EVERY = tuple(key.value for key in CHOICE)
RAW: dict[str, Any] = {
    "name": "Icon set",
    "description": "<p>300 icons</p><p>SVG <u>and</u> PNG</p>",
    "custom_summary": "All of them",
    "custom_receipt": "Thank you",
    "tags": ["icons", "svg"],
    "category": "design/icons",
}


class Shop:
    """Products with their JSON, and the snapshots of the files that were made of them."""

    def __init__(self, *raws: Mapping[str, Any]) -> None:
        self.raws: dict[str, dict[str, Any]] = {}
        self.entries: dict[str, ShopProduct] = {}
        self.snapshots: dict[str, Snapshot] = {}
        for at, raw in enumerate(raws or ({},), start=1):
            self.put(str(raw.get("id", f"p{at}")), **raw)

    def put(self, product_id: str, **raw: Any) -> None:
        """Add a product, or change some of its fields."""
        whole = self.raws.setdefault(product_id, dict(RAW))
        own = {key: raw.pop(key) for key in [*raw] if key in ShopProduct.model_fields or key in PRODUCT_ONLY}
        whole.update(raw)
        before = self.entries.get(product_id)
        fields = {} if before is None else before.product.model_dump()
        fields.update({"id": product_id, "name": whole["name"], **own})
        self.entries[product_id] = entry(**fields)

    def write(
        self,
        *,
        columns: Sequence[str] = EVERY,
        description: DescriptionAs = "html",
        mark: str = "MARK",
        **options: Any,
    ) -> bytes:
        """The file of the whole shop."""
        how = ExportOptions(**options)
        keys = chosen_columns(SheetForm(columns=tuple(columns), description=description))
        rows = {
            key: product_cells(found.product, self.raws[key], keys, description)
            for key, found in self.entries.items()
        }
        snapshot = Snapshot(
            mark=mark,
            created_at_ms=0,
            columns=keys,
            description=description,
            safe=how.format == "csv" and not how.raw,
            rows=rows,
        )
        self.snapshots[mark] = Snapshot.model_validate_json(snapshot.model_dump_json())
        writer = writer_of([column(key, description) for key in keys], how, "Catalogue")
        return writer.begin() + writer.rows(snapshot_rows(snapshot)) + writer.end()

    def compared(self, content: bytes, currency: str | None = "usd") -> Compared:
        """What a file comes to."""
        return compare(
            read_sheet(content), tuple(self.entries.values()), self.raws.__getitem__, self.snapshots.get, currency
        )

    def wants(self, content: bytes, *chosen: str) -> list[Want]:
        """What a file wants."""
        return list(self.compared(content).wants(frozenset(chosen)))


PRODUCT_ONLY = frozenset(
    ("id", "price_minor", "currency", "published", "is_tiered_membership", "custom_permalink", "short_url")
)


def table_of(content: bytes, separator: str = ",") -> list[list[str]]:
    """The rows of a CSV file."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=separator))


def csv_of(
    rows: Iterable[Sequence[str]], separator: str = ",", encoding: str = "utf-8", end: str = "\r\n"
) -> bytes:
    """Rows as a CSV file."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=end).writerows(rows)
    return out.getvalue().encode(encoding)


def edited(content: bytes, change: Callable[[dict[str, str]], object], separator: str = ",") -> bytes:
    """A CSV file whose every row went through `change` as a mapping by title."""
    header, *rows = table_of(content, separator)
    out = [header]
    for row in rows:
        cells = dict(zip(header, row, strict=True))
        change(cells)
        out.append([cells[title] for title in header])
    return csv_of(out, separator)


def title_row(content: bytes) -> list[str]:
    """The header of a CSV file of commas."""
    return table_of(content)[0]


def book_of(parts: Mapping[str, str]) -> bytes:
    """A workbook of these parts, with the relations that every workbook has."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {**BOOK_PARTS, **parts}.items():
            archive.writestr(name, text)
    return out.getvalue()


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BOOK_PARTS = {
    "_rels/.rels": f'<Relationships><Relationship Id="r" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    "</Relationships>",
    "xl/workbook.xml": '<workbook xmlns:r="x"><sheets><sheet name="A" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships><Relationship Id="r1" Type="{_OFFICE}/worksheet"'
    f' Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{_OFFICE}/sharedStrings" Target="/xl/s.xml"/>'
    f'<Relationship Id="r3" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="r4" Type="{_OFFICE}/hyperlink" TargetMode="External" Target="http://a.b"/></Relationships>',
}
SEPARATOR_LETTERS = tuple(SEPARATORS.values())
ID, MARK = ColumnKey.ID, ColumnKey.MARK
