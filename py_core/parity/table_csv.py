"""The parity table as a CSV file, out and in again without a loss. No I/O here.

One line per country. What is read back: `country`, `discount`, `group`, `source`, `excluded`, `note`; the other
columns are for reading and are checked, not taken. A blank `discount` or `source` means "worked out by the table",
a blank `excluded` means no. A column that is not in the file leaves those cells as the present table has them, and
a country that is not in the file has no row afterwards. Lines whose `country` is `setting` or `tier` carry the
table's settings and typed tiers; a file without any leaves those as they are.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from py_core.csv_builder import BYTE_ORDER_MARK, safe_cell
from py_core.errors import InputError
from py_core.parity.countries import countries, country_name
from py_core.parity.csv_cells import BadCell, read_row, read_setting, read_tier, setting_text
from py_core.parity.levels import price_levels
from py_core.parity.table import ParityTable, Row, TableSettings, Tier, WorkedRow, table_of, worked_rows
from py_core.values import Value
from py_core.words import say

COLUMNS = (
    "country", "name", "region", "currency", "world_bank", "big_mac", "computed", "given", "discount", "group",
    "source", "excluded", "note",
)  # fmt: skip
NEEDED = ("country", "discount")
SHOWN_ONLY = ("name", "region", "currency", "world_bank", "big_mac", "computed", "given")
MOST_ERRORS = 100
MOST_LENGTH = 2_000_000


class Imported(Value):
    """A table read from a file, and what of the file was not taken."""

    table: ParityTable
    notices: tuple[str, ...] = ()


def _escaped(text: str) -> str:
    return f"'{text}" if text.startswith("'") else safe_cell(text)


def _line(worked: WorkedRow) -> list[str]:
    row = worked.row
    country, levels = countries().get(row.country), price_levels().get(row.country)
    bank, mac = (None, None) if levels is None else (levels.world_bank, levels.big_mac)
    return [
        row.country,
        country_name(row.country),
        "" if country is None else country.region.value,
        "" if country is None else country.currency.upper(),
        "" if bank is None else bank.text,
        "" if mac is None else mac.text,
        str(worked.computed_percent),
        str(worked.percent),
        "" if row.typed_percent is None else str(row.typed_percent),
        row.group,
        "" if row.source is None else row.source.value,
        "yes" if row.excluded else "",
        row.note,
    ]


def _extra(kind: str, name: str, value: str) -> list[str]:
    cells = dict.fromkeys(COLUMNS, "")
    cells.update(country=kind, name=name, discount=value)
    return list(cells.values())


def export_csv(table: ParityTable) -> str:
    """The whole table with its settings: byte order mark (for Excel), header, CRLF line ends."""
    lines = [_line(worked) for worked in worked_rows(table)]
    lines.extend(
        _extra("setting", name, setting_text(getattr(table.settings, name))) for name in TableSettings.model_fields
    )
    lines.extend(_extra("tier", tier.group, str(tier.typed_percent)) for tier in table.tiers)
    out = io.StringIO(newline="")
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([_escaped(cell) for cell in line] for line in lines)
    return out.getvalue()


def _refused(problems: Sequence[tuple[int, str]]) -> InputError:
    shown = problems[:MOST_ERRORS]
    fields: dict[str, str] = {}
    for line, text in shown:
        key = f"line {line}"
        fields[key] = f"{fields[key]} {text}" if key in fields else text
    first = say("parity_csv_line", line=shown[0][0], problem=shown[0][1])
    more = "" if len(problems) == 1 else " " + say("parity_csv_more", n=len(problems) - 1)
    return InputError("parity_csv", first + more, hint=say("parity_csv_hint"), fields=fields)


def _separator(header: str) -> str:
    return max(",;\t", key=header.count)


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    head = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(head), strict=True)
    at = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield at, cells
            at = reader.line_num + 1
    except csv.Error:
        raise _refused([(at, say("parity_csv_quotes"))]) from None


def _header(line: int, cells: Sequence[str]) -> tuple[str, ...]:
    names = [cell.strip().lower() for cell in cells]
    while names and not names[-1]:
        names.pop()
    problems: list[tuple[int, str]] = []
    missing = [name for name in NEEDED if name not in names]
    if missing:
        problems.append((line, say("parity_csv_missing", n=len(missing), names=", ".join(missing))))
    unknown = [name[:30] for name in names if name not in COLUMNS]
    if unknown:
        text = say("parity_csv_unknown", n=len(unknown), names=", ".join(unknown), known=", ".join(COLUMNS))
        problems.append((line, text))
    twice = sorted({name for name in names if names.count(name) > 1 and name in COLUMNS})
    if twice:
        problems.append((line, say("parity_csv_column_twice", n=len(twice), names=", ".join(twice))))
    if problems:
        raise _refused(problems)
    return tuple(names)


def _cells(names: Sequence[str], cells: Sequence[str]) -> Mapping[str, str]:
    if any(cell.strip() for cell in cells[len(names) :]):
        raise BadCell(say("parity_csv_too_many", n=len(names)))
    padded = [*cells, *[""] * (len(names) - len(cells))]
    return {name: cell.removeprefix("'") for name, cell in zip(names, padded, strict=False)}


def _same_number(one: str, other: str) -> bool:
    try:
        return Fraction(one.strip().rstrip("%").strip().replace(",", ".")) == Fraction(other)
    except (ValueError, ZeroDivisionError):
        return False


def _edited(cells: Mapping[str, str], shown: Mapping[str, str]) -> list[str]:
    return [
        name
        for name in SHOWN_ONLY
        if name in cells
        and cells[name].strip()
        and cells[name].strip() != shown[name].strip()
        and not _same_number(cells[name], shown[name])
    ]


def _notices(read: Iterable[tuple[int, Mapping[str, str]]], table: ParityTable, base: ParityTable) -> Iterator[str]:
    """What was changed in columns that are only for reading, beside what the table before and after would show."""
    after = {worked.row.country: _line(worked) for worked in worked_rows(table)}
    before = {worked.row.country: _line(worked) for worked in worked_rows(base)}
    for line, cells in read:
        code = cells["country"].strip().upper()
        edited = _edited(cells, dict(zip(COLUMNS, after[code], strict=True)))
        if edited and code in before:
            old = dict(zip(COLUMNS, before[code], strict=True))
            edited = [name for name in edited if name in _edited(cells, old)]
        if edited:
            yield say("parity_csv_shown_only", n=len(edited), line=line, names=", ".join(edited))


def import_csv(text: str, base: ParityTable) -> Imported:
    """The table that a file says, in the place of `base`, whose name it keeps.

    The separator may be a comma, a semicolon (as Excel writes in many countries) or a tab.
    Raises: InputError with the line of every problem; nothing is taken then.
    """
    text = text.removeprefix(BYTE_ORDER_MARK)
    if len(text) > MOST_LENGTH:
        raise InputError("parity_csv", say("parity_csv_long"), hint=say("parity_csv_hint"))
    if "\0" in text:
        raise _refused([(text[: text.index("\0")].count("\n") + 1, say("parity_csv_nul"))])
    lines = _lines(text)
    first = next(lines, None)
    if first is None:
        raise InputError("parity_csv", say("parity_csv_empty"), hint=say("parity_csv_hint"))
    names = _header(*first)
    old = {row.country: row for row in base.rows}
    rows: dict[str, tuple[int, Row]] = {}
    tiers: dict[str, Tier] = {}
    settings: dict[str, object] = {}
    read: list[tuple[int, Mapping[str, str]]] = []
    problems: list[tuple[int, str]] = []
    extras = False
    for line, raw in lines:
        try:
            cells = _cells(names, raw)
            kind = cells["country"].strip().lower()
            if kind == "setting":
                extras = True
                key, value = read_setting(cells)
                if key in settings:
                    raise BadCell(say("parity_csv_setting_twice", name=key))
                settings[key] = value
            elif kind == "tier":
                extras = True
                tier = read_tier(cells)
                if tier.group in tiers:
                    raise BadCell(say("parity_csv_tier_twice", name=tier.group))
                tiers[tier.group] = tier
            else:
                row = read_row(cells, old)
                if row.country in rows:
                    raise BadCell(
                        say("parity_csv_country_twice", name=country_name(row.country), line=rows[row.country][0])
                    )
                rows[row.country] = (line, row)
                read.append((line, cells))
        except BadCell as bad:
            problems.append((line, str(bad)))
    if not problems and not rows:
        problems.append((first[0], say("parity_csv_no_rows")))
    if problems:
        raise _refused(problems)
    wanted = base.settings.model_copy(update=settings)
    if wanted.floor > wanted.cap:
        raise InputError(
            "parity_csv",
            say("parity_floor_above_cap", floor=wanted.floor, cap=wanted.cap),
            hint=say("parity_csv_hint"),
        )
    table = table_of(base.name, wanted, (row for _, row in rows.values()), tiers.values() if extras else base.tiers)
    return Imported(table=table, notices=tuple(_notices(read, table, base)))
