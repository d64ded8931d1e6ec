"""The tables of sales that can be exported: which columns, which rows, and what is to be said of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from py_core.desks.script_columns import ScriptFill
from py_core.export.columns import Column, Kind, Row
from py_core.export.table import About, LeftEmpty, Table
from py_core.sales.cells import short_dollars
from py_core.sales.export_form import ColumnChoice, SalesExportForm, check_columns
from py_core.sales.selection import SalesFilter, SalesQuery, query_of
from py_core.store.gumroad_columns import GUMROAD, LIMITS, TOTALS, field_column
from py_core.store.sale_columns import BOOKKEEPING, COLUMNS, SIMPLE
from py_core.store.sales_export import MAILING_KEYS, Filled, FixedSet, SalesExport
from py_core.values import Value
from py_core.words import say

STEMS = {
    "gumroad": "sales-gumroad-columns",
    "simple": "sales",
    "bookkeeping": "sales-bookkeeping",
    "mailing": "mailing-list",
    "own": "sales-own-columns",
}
_MAILING_KINDS = {"last_purchase": Kind.MOMENT, "purchases": Kind.WHOLE, "spent": Kind.MONEY}


class Fixed(Value):
    """What makes a table the same one after a restart."""

    today: int
    last_key: int
    revision: int
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of the completeness of the history."""

    complete: bool
    sentence: str
    off: tuple[str, ...]


class SalesTables:
    """Builds the table of a form. `today` gives the seller's day, `standing` what is proven."""

    def __init__(self, source: SalesExport, today: Callable[[], int], standing: Callable[[], Standing]) -> None:
        self._source = source
        self._today = today
        self._standing = standing

    def build(
        self,
        account_id: str,
        form: SalesExportForm,
        fixed_json: str = "",
        scripts: Mapping[str, ScriptFill] = MappingProxyType({}),
    ) -> Table:
        """The table; with `fixed_json` the one that said so. `scripts` fill the columns of their keys.

        Raises: InputError with the form's field names.
        """
        if form.preset == "own":
            check_columns(form.columns, COLUMNS.keys() | scripts.keys())
        fixed = Fixed.model_validate_json(fixed_json) if fixed_json else None
        query = query_of(form.filter, fixed.today if fixed else self._today())
        if fixed is None:
            now = self._source.now(account_id)
            fields = self._source.fields(account_id, query, now) if form.preset == "gumroad" else ()
            fixed = Fixed(today=self._today(), last_key=now.last_key, revision=now.revision, fields=fields)
            about = self._about(account_id, form, worked_out(form, scripts))
        else:
            about = About(title=say("export_sales_title"))
        if form.preset == "mailing":
            return self._mailing(account_id, query, fixed, about)
        return self._sales(account_id, form, query, fixed, about, scripts)

    def _sales(
        self,
        account_id: str,
        form: SalesExportForm,
        query: SalesQuery,
        fixed: Fixed,
        about: About,
        scripts: Mapping[str, ScriptFill],
    ) -> Table:
        filled = (
            gumroad_columns(fixed.fields)
            if form.preset == "gumroad"
            else catalogue_columns(_choices(form), scripts)
        )
        chosen = FixedSet(fixed.last_key, fixed.revision)
        rows = self._source.rows(account_id, query, chosen, filled)
        return Table(
            stem=STEMS[form.preset],
            about=about,
            columns=tuple(each.column for each in filled),
            total=self._source.count(account_id, query, chosen),
            read=rows.read,
            fixed=fixed.model_dump_json(),
            totals=_totals_of(filled) if form.preset == "gumroad" else None,
            afterwards=lambda: (
                *self._changed(account_id, fixed),
                *self._unanswered(account_id, query, chosen, worked_out(form, scripts)),
            ),
            once=bool(scripts),
        )

    def _mailing(self, account_id: str, query: SalesQuery, fixed: Fixed, about: About) -> Table:
        rows = self._source.mailing(account_id, query, FixedSet(fixed.last_key, fixed.revision))
        return Table(
            stem=STEMS["mailing"],
            about=about,
            columns=tuple(
                Column(key, say(f"mailing_column_{key}"), _MAILING_KINDS.get(key, Kind.TEXT), key == "email")
                for key in MAILING_KEYS
            ),
            total=rows.count(),
            read=rows.read,
            fixed=fixed.model_dump_json(),
            afterwards=lambda: self._changed(account_id, fixed),
        )

    def _changed(self, account_id: str, fixed: Fixed) -> tuple[str, ...]:
        return (say("export_sales_changed"),) if self._source.now(account_id).revision != fixed.revision else ()

    def _unanswered(
        self, account_id: str, query: SalesQuery, fixed: FixedSet, scripts: Sequence[tuple[str, ScriptFill]]
    ) -> Iterator[str]:
        """What the scripts did not see: sales that came later, and sales that changed since."""
        revision = self._source.now(account_id).revision if scripts else 0
        for title, fill in scripts:
            if fill.column_id is None:
                continue
            missing = self._source.without_cell(account_id, query, fixed, fill.column_id)
            if missing:
                yield say("export_script_missing", n=missing, count=f"{missing:,}", title=title)
            if fill.revision != revision:
                yield say("export_script_changed", title=title)

    def _about(self, account_id: str, form: SalesExportForm, scripts: Sequence[tuple[str, ScriptFill]]) -> About:
        standing = self._standing()
        names = self._source.product_names(account_id)
        limits = LIMITS if form.preset == "gumroad" else ()
        return About(
            title=say("export_sales_title"),
            facts=(
                say(f"export_preset_{form.preset}"),
                *filter_sentences(form.filter, names),
                *(say("export_script_fact", title=title, name=fill.name) for title, fill in scripts),
                say("export_sales_fixed"),
            ),
            complete=standing.complete,
            proof=standing.sentence,
            off=standing.off,
            left_empty=tuple(LeftEmpty(title=title, why=say(why)) for title, why in limits),
        )


def gumroad_columns(fields: Sequence[str]) -> list[Filled]:
    """Gumroad's own columns, and one for each of the buyers' own fields."""
    columns = (*GUMROAD, *map(field_column, fields))
    return [
        Filled(Column(each.title, each.title, each.kind, each.email), each.filling, each.is_summed)
        for each in columns
    ]


def catalogue_columns(choices: Sequence[ColumnChoice], scripts: Mapping[str, ScriptFill]) -> list[Filled]:
    """Columns of the catalogue, and of scripts. One under a title of the seller's own has that for its key, too."""
    filled = []
    for choice in choices:
        title, fill = choice.title.strip(), scripts.get(choice.key)
        if fill is not None:
            filled.append(Filled(Column(title or choice.key, title or fill.name, fill.kind), fill.filling))
            continue
        known = COLUMNS[choice.key]
        shown = title or say(f"sale_column_{choice.key}")
        filled.append(Filled(Column(title or choice.key, shown, known.kind, known.email), known.filling))
    return filled


def worked_out(form: SalesExportForm, scripts: Mapping[str, ScriptFill]) -> tuple[tuple[str, ScriptFill], ...]:
    """The columns of scripts under their titles, in their order."""
    choices = form.columns if scripts else ()
    found = ((choice.title.strip(), scripts.get(choice.key)) for choice in choices)
    return tuple((title or fill.name, fill) for title, fill in found if fill is not None)


def _choices(form: SalesExportForm) -> tuple[ColumnChoice, ...]:
    if form.preset == "own":
        return form.columns
    return tuple(ColumnChoice(key=key) for key in (SIMPLE if form.preset == "simple" else BOOKKEEPING))


def _totals_of(filled: Sequence[Filled]) -> Callable[[Sequence[int]], Row]:
    def totals(sums: Sequence[int]) -> Row:
        left = iter(sums)
        row: list[str | None] = [short_dollars(next(left)) if each.is_summed else None for each in filled]
        return [TOTALS, *row[1:]]

    return totals


def filter_sentences(wanted: SalesFilter, names: dict[str, str]) -> list[str]:
    """What a filter asks for, a sentence for each condition; one that says so where there is none."""
    parts = []
    if wanted.first_day or wanted.last_day:
        days = (wanted.first_day or say("export_filter_begin"), wanted.last_day or say("export_filter_end"))
        parts.append(say("export_filter_days", first=days[0], last=days[1]))
    if wanted.product_ids:
        parts.append(say("export_filter_products", names=_list(names.get(key, key) for key in wanted.product_ids)))
    if wanted.countries:
        parts.append(say("export_filter_countries", names=_list(wanted.countries)))
    if wanted.codes:
        parts.append(say("export_filter_codes", names=_list(wanted.codes)))
    if wanted.refunded != "any":
        parts.append(say(f"export_filter_refunded_{wanted.refunded}"))
    if wanted.type != "any":
        parts.append(say(f"export_filter_type_{wanted.type}"))
    if wanted.price_from or wanted.price_to:
        prices = (wanted.price_from or "0", wanted.price_to or say("export_filter_no_limit"))
        parts.append(say("export_filter_prices", first=prices[0], last=prices[1]))
    if wanted.text.strip():
        parts.append(say("export_filter_text", text=wanted.text.strip()))
    return parts or [say("export_filter_none")]


def _list(names: Iterable[str]) -> str:
    return ", ".join(name or say("export_filter_empty") for name in names)
