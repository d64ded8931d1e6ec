"""Codes from a CSV file. Every line is checked before anything is sent. No I/O here.

Columns, in any order, under a header: product, code, amount, kind, cap, minimum; others are not looked at.
`product` is an id, the end of the product's address, or its exact name; `all` is a universal code, `all eur` one
whose amounts are in euros. A blank product, code or amount is refused. A blank kind is `percent` where the amount
has a percent sign and is refused otherwise; a blank cap or minimum is none. Amounts are in the product's own units.
"""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from py_core.catalog.products import Shop, ShopProduct
from py_core.codes.amounts import Fields, typed_cap, typed_minimum, typed_off, typed_percent
from py_core.codes.forms import ImportForm
from py_core.codes.offer import rules_of, shop_currencies, typed_name
from py_core.codes.planner import build_codes_plan, cannot
from py_core.codes.prices import NO_NATIVE, Native
from py_core.codes.products_by_name import ProductsByName
from py_core.codes.titles import import_title
from py_core.codes.wants import Want
from py_core.csv_builder import BYTE_ORDER_MARK
from py_core.errors import InputError
from py_core.gumroad.currencies import CURRENCIES
from py_core.gumroad.rules.codes import CodeDraft
from py_core.plan.plan import Plan, PlanKind
from py_core.settings import Settings
from py_core.words import say

COLUMNS = ("product", "code", "amount", "kind", "cap", "minimum")
NEEDED = ("product", "code", "amount")
ALL = "all"
MOST_ROWS = 10_000
MOST_LENGTH = 5_000_000
MOST_ERRORS = 100
_KINDS = {"percent": "percent", "%": "percent", "amount": "amount", "fixed": "amount"}


class BadFile(InputError):
    """A file with lines that cannot be used; `problems` are (line, sentence)."""

    def __init__(self, problems: Sequence[tuple[int, str]]) -> None:
        shown = problems[:MOST_ERRORS]
        fields: dict[str, str] = {}
        for line, text in shown:
            key = f"line {line}"
            fields[key] = f"{fields[key]} {text}" if key in fields else text
        first = say("code_on_line", line=shown[0][0], text=shown[0][1])
        more = "" if len(problems) == 1 else " " + say("import_more", n=len(problems) - 1)
        super().__init__("codes_file", first + more, hint=say("import_hint"), fields=fields)
        self.problems = tuple(shown)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file with its cells by column."""

    number: int
    cells: Mapping[str, str]


def _whole_file(code: str, **values: object) -> InputError:
    text = say(code, **values)
    return InputError("codes_file", text, hint=say("import_hint"), fields={"text": text})


def _separator(header: str) -> str:
    return max(",;\t", key=header.count)


def _raw_lines(text: str) -> Iterator[tuple[int, list[str]]]:
    head = text.lstrip("\r\n").split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(head), strict=True)
    at = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield at, cells
            at = reader.line_num + 1
    except csv.Error:
        raise BadFile([(at, say("import_quotes"))]) from None


def _header(line: int, cells: Sequence[str]) -> tuple[str, ...]:
    names = tuple(cell.strip().lower() for cell in cells)
    missing = [name for name in NEEDED if name not in names]
    if missing:
        listed = ", ".join(COLUMNS)
        raise BadFile([(line, say("import_missing", n=len(missing), names=", ".join(missing), columns=listed))])
    twice = sorted({name for name in COLUMNS if names.count(name) > 1})
    if twice:
        raise BadFile([(line, say("import_column_twice", n=len(twice), names=", ".join(twice)))])
    return names


def read_lines(text: str) -> tuple[Line, ...]:
    """The lines of a file under their columns. Raises: InputError."""
    text = text.removeprefix(BYTE_ORDER_MARK)
    if not text.strip():
        raise _whole_file("import_empty")
    if len(text) > MOST_LENGTH:
        raise _whole_file("import_long")
    if "\0" in text:
        raise BadFile([(text[: text.index("\0")].count("\n") + 1, say("import_nul"))])
    lines = _raw_lines(text)
    names = _header(*next(lines))
    found: list[Line] = []
    problems: list[tuple[int, str]] = []
    for number, cells in lines:
        if any(cell.strip() for cell in cells[len(names) :]):
            problems.append((number, say("import_too_many_cells", n=len(names))))
        padded = [*cells, *[""] * (len(names) - len(cells))]
        held = {name: _cell(cell) for name, cell in zip(names, padded, strict=False) if name in COLUMNS}
        found.append(Line(number, held))
        if len(found) > MOST_ROWS:
            raise _whole_file("import_too_many", most=f"{MOST_ROWS:,}")
    if problems:
        raise BadFile(problems)
    if not found:
        raise _whole_file("import_no_rows")
    return tuple(found)


def _cell(text: str) -> str:
    """A cell without blanks, and without the apostrophe that keeps spreadsheets from computing it."""
    bare = text.strip()
    return bare[1:] if bare.startswith("'") and bare[1:2] in ("=", "+", "-", "@") else bare


class _Reader:
    """Turns lines into wants; keeps the sentences of those that cannot be used."""

    def __init__(self, shop: Shop) -> None:
        self.problems: list[tuple[int, str]] = []
        self._shop = shop
        self._products = ProductsByName(shop)
        self._seen: dict[tuple[str, str], int] = {}

    def want(self, line: Line) -> Want | None:
        try:
            return self._read(line)
        except InputError as error:
            self.problems.append((line.number, error.message))
            return None

    def _read(self, line: Line) -> Want:
        cells = line.cells
        entry, universal = self._product(cells["product"])
        name = typed_name(cells["code"])
        where = ("" if universal else entry.product.id, name)
        first = self._seen.setdefault(where, line.number)
        if first != line.number:
            raise InputError("import_twice", say("import_twice", name=name, line=first))
        currency = entry.product.currency
        percent, amount = _discount(cells["amount"], cells.get("kind", ""), currency)
        minimum = cells.get("minimum", "")
        bare = universal and " " not in cells["product"]
        if bare and (amount is not None or minimum) and len(shop_currencies(self._shop)) > 1:
            raise InputError("import_all_currency", say("import_all_currency", currency=currency))
        draft = CodeDraft(
            name=name,
            percent_off=percent,
            amount_minor=amount,
            max_purchase_count=_named("import_cap", lambda: typed_cap(cells.get("cap", ""))),
            minimum_amount_minor=_named("import_minimum", lambda: typed_minimum(minimum, currency))
            if minimum
            else None,
            universal=universal,
        )
        return Want(entry, draft, line=line.number)

    def _product(self, text: str) -> tuple[ShopProduct, bool]:
        if not text:
            raise InputError("import_product_blank", say("import_product_blank"))
        first, _, currency = text.lower().partition(" ")
        if first == ALL and (not currency or currency.strip() in CURRENCIES):
            return self._universal(currency.strip()), True
        entry = self._products.find(text)
        left = cannot(entry)
        if left is not None:
            raise InputError("import_product", left.text)
        return entry, False

    def _universal(self, currency: str) -> ShopProduct:
        usable = [e for e in self._shop.products if cannot(e) is None and currency in ("", e.product.currency)]
        if not usable:
            raise InputError("codes_currency_unsold", say("codes_currency_unsold", currency=currency.upper()))
        return next((entry for entry in usable if entry.product.published), usable[0])


def _named(key: str, read: Callable[[], int | None]) -> int | None:
    try:
        return read()
    except InputError as error:
        raise InputError(error.code, say(key, text=error.message)) from None


def _discount(amount: str, kind: str, currency: str) -> tuple[int | None, int | None]:
    if not amount:
        raise InputError("import_amount_blank", say("import_amount_blank"))
    signed = amount.endswith("%")
    wanted = _KINDS.get(kind.lower(), "") if kind else "percent" if signed else ""
    if not wanted:
        key = "import_kind" if kind else "import_kind_blank"
        raise InputError(key, say(key, text=kind[:20], amount=amount[:20]))
    if wanted == "percent":
        return _named("import_amount", lambda: typed_percent(amount)), None
    if signed:
        raise InputError("import_kind_sign", say("import_kind_sign", amount=amount[:20]))
    return None, _named("import_amount", lambda: typed_off(amount, currency))


def read_wants(shop: Shop, text: str) -> tuple[Want, ...]:
    """What a file asks for, in its order. Raises: InputError, BadFile with the lines that cannot be used."""
    reader = _Reader(shop)
    wants = [reader.want(line) for line in read_lines(text)]
    if reader.problems:
        raise BadFile(reader.problems)
    return tuple(want for want in wants if want is not None)


def build_import_plan(
    shop: Shop, form: ImportForm, settings: Settings, now_ms: int, native: Native = NO_NATIVE
) -> Plan:
    """The plan of a file. Raises: InputError with `fields`: `text`, `suffix`, or `line 12` for each bad line."""
    fields = Fields()
    rules = rules_of(form, fields)
    fields.stop()
    wants = read_wants(shop, form.text)
    return build_codes_plan(
        shop,
        wants,
        settings,
        now_ms,
        kind=PlanKind.CODES,
        title=import_title(form.file_name, len(wants)),
        form_json=form.model_dump_json(),
        rules=rules,
        native=native,
    )
