"""A small reader of workbooks, for what the writer can put into them."""

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from typing import Any

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


def sheets(data: bytes) -> dict[str, list[list[Any]]]:
    """Sheet name -> rows -> cells: texts, numbers as `("n", style, text)`, None."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert archive.testzip() is None
    book = ET.fromstring(archive.read("xl/workbook.xml"))
    found = {}
    for at, sheet in enumerate(book.iter(f"{_MAIN}sheet"), start=1):
        tree = ET.fromstring(archive.read(f"xl/worksheets/sheet{at}.xml"))
        assert next(tree.iter(f"{_MAIN}f"), None) is None, "there is a formula"
        found[sheet.get("name", "")] = [[_cell(c) for c in line] for line in tree.iter(f"{_MAIN}row")]
    return found


def _cell(cell: ET.Element) -> Any:
    text = "".join(part.text or "" for part in cell if part.tag == f"{_MAIN}v")
    match cell.get("t"):
        case "inlineStr":
            inside = "".join(each.text or "" for each in cell.iter(f"{_MAIN}t"))
            return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), inside)
        case _:
            return ("n", int(cell.get("s", "0")), text) if text else None
