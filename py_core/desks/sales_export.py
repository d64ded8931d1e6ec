"""What the pages ask about files of sales: what a file would be, writing it, and sets of columns."""

from collections.abc import Callable, Mapping
from typing import Any

from py_core.desks.sales import SalesDesk
from py_core.desks.sales_tables import SalesTables, Standing, worked_out
from py_core.desks.script_columns import ScriptColumnsDesk, ScriptFill
from py_core.execution.exports import ExportService
from py_core.execution.ports import Clock
from py_core.export.cells import csv_columns, hashed, iso_moment
from py_core.export.names import file_name
from py_core.export.options import ENDINGS, ExportOptions, check_options, clockface
from py_core.export.table import Table
from py_core.export.writers import writer_of
from py_core.export.xlsx_parts import MOST_ROWS
from py_core.protocol import sales_export_commands as c
from py_core.protocol.export_views import ExportView
from py_core.protocol.present_sales import proof_view
from py_core.sales.export_form import SalesExportForm, check_set
from py_core.sales.script_cells import key_of
from py_core.store.column_sets import ColumnSets
from py_core.store.sale_columns import BOOKKEEPING, COLUMNS, SIMPLE
from py_core.store.sales_export import SalesExport
from py_core.store.script_columns import ScriptColumns
from py_core.store.script_store import ScriptStore
from py_core.values import Value
from py_core.words import say

Handler = Callable[[Any], Any]
KIND = "sales"
ROWS_SHOWN = 5
ROWS_WEIGHED = 200


class SalesExportDesk:
    """Files of the current shop's sales. `account_id` raises InputError where there is none."""

    def __init__(
        self,
        *,
        source: SalesExport,
        sets: ColumnSets,
        columns: ScriptColumns,
        scripts: ScriptStore,
        sales: SalesDesk,
        exports: ExportService,
        clock: Clock,
        account_id: Callable[[], str],
    ) -> None:
        self._sets = sets
        self._sales = sales
        self._exports = exports
        self._clock = clock
        self._account_id = account_id
        self._source = source
        self._tables = SalesTables(source, sales.today, self.standing)
        self._scripts = ScriptColumnsDesk(
            columns=columns,
            scripts=scripts,
            source=source,
            clock=clock,
            account_id=account_id,
            unfinished=lambda: exports.unfinished(KIND),
        )
        exports.register(KIND, self._table, self._scripts.over)

    def handlers(self) -> Mapping[type[Value], Handler]:
        """Which command goes where."""
        return {
            c.SalesExportCheck: self._check,
            c.SalesExport: self._export,
            c.SalesExportColumns: lambda _: self._columns(),
            c.SalesExportKeep: self._keep,
            c.SalesExportDrop: self._drop,
            **self._scripts.handlers(),
        }

    def _table(self, account_id: str, request_json: str, fixed: str) -> Table:
        form = SalesExportForm.model_validate_json(request_json)
        return self._tables.build(account_id, form, fixed, self._scripts.made(account_id, form))

    def standing(self) -> Standing:
        """What is proven of the history, and what is not."""
        proof = self._sales.proof()
        off: tuple[str, ...] = ()
        if proof is not None and not proof.complete:
            view = proof_view(proof, *self._sales.seller_days(proof))
            more = (say("export_days_more", n=view.more_days),) if view.more_days else ()
            off = (*(day.sentence for day in view.days), *more, *view.notes)
        return Standing(proof is not None and proof.complete, self._sales.proof_sentence(), off)

    def _export(self, command: c.SalesExport) -> ExportView:
        return self._exports.begin(self._account_id(), KIND, command.form.model_dump_json(), command.options)

    def _check(self, command: c.SalesExportCheck) -> c.SalesExportCheckView:
        check_options(command.options)
        account_id, form, options = self._account_id(), command.form, command.options
        scripts = self._scripts.sampled(form, command.samples)
        table = self._tables.build(account_id, form, "", scripts)
        batch = table.read(None, ROWS_WEIGHED)
        known = batch.rows[:ROWS_SHOWN] if scripts else batch.rows
        rows = hashed(table.columns, known) if options.hashed_emails else known
        first, as_it_is = rows[:ROWS_SHOWN], options.model_copy(update={"raw": True})
        shown = zip(*csv_columns(table.columns, first, as_it_is), strict=True) if first else ()
        return c.SalesExportCheckView(
            name=file_name(
                table.stem,
                iso_moment(self._clock.now_ms(), clockface(options.zone))[:10],
                ENDINGS[options.format],
                complete=table.about.complete,
                hashed=options.hashed_emails,
            ),
            rows=table.total,
            sentence=_sentence(table, options, form, _weight(table, rows, options)),
            notes=(*_notes(table, options, form), *_script_notes(options, form, scripts)),
            complete=table.about.complete is True,
            proof=table.about.proof,
            header=tuple(column.title for column in table.columns),
            first_rows=tuple(tuple("" if cell is None else str(cell) for cell in row) for row in shown),
        )

    def _columns(self) -> c.SalesExportColumnsView:
        return c.SalesExportColumnsView(
            columns=tuple(
                c.ColumnView(
                    key=column.key,
                    title=say(f"sale_column_{column.key}"),
                    group=say(f"sale_columns_{column.group}"),
                )
                for column in COLUMNS.values()
            )
            + tuple(
                c.ColumnView(key=key_of(name), title=name, group=say("sale_columns_scripts"))
                for name in self._scripts.names()
            ),
            presets=(
                c.PresetColumnsView(preset="simple", keys=SIMPLE),
                c.PresetColumnsView(preset="bookkeeping", keys=BOOKKEEPING),
            ),
            sets=self._sets.list(self._account_id()),
            products=self._sales.facets("product"),
            countries=self._sales.facets("country"),
            codes=self._sales.facets("code"),
        )

    def _keep(self, command: c.SalesExportKeep) -> c.SalesExportColumnsView:
        form = SalesExportForm(preset="own", columns=command.columns.columns)
        known = COLUMNS.keys() | self._scripts.sampled(form).keys()
        self._sets.save(self._account_id(), check_set(command.columns, known))
        return self._columns()

    def _drop(self, command: c.SalesExportDrop) -> c.SalesExportColumnsView:
        self._sets.delete(self._account_id(), command.name)
        return self._columns()


def _weight(table: Table, rows: Any, options: ExportOptions) -> int:
    """About how many bytes the file will have, from its first rows; a workbook's cannot be told before."""
    if not rows or options.format == "xlsx":
        return 0
    writer = writer_of(table.columns, options, table.about.title)
    return len(writer.begin()) + len(writer.rows(rows)) * table.total // len(rows)


def _sentence(table: Table, options: ExportOptions, form: SalesExportForm, weight: int) -> str:
    if table.total == 0:
        return say("export_will_be_nothing")
    what = "export_will_be_addresses" if form.preset == "mailing" else "export_will_be_sales"
    size = say("export_will_be_size", size=_size(weight)) if weight else ""
    return say(
        what,
        n=table.total,
        count=f"{table.total:,}",
        columns=say("export_will_be_columns", n=len(table.columns)),
        format=say(f"export_format_{options.format}"),
        size=size,
    )


def _script_notes(
    options: ExportOptions, form: SalesExportForm, scripts: Mapping[str, ScriptFill]
) -> tuple[str, ...]:
    notes = [say("export_script_note", title=title, name=fill.name) for title, fill in worked_out(form, scripts)]
    if notes and options.hashed_emails:
        notes.append(say("export_script_hashed"))
    return tuple(notes)


def _size(weight: int) -> str:
    for unit, step in (("GB", 10**9), ("MB", 10**6)):
        if weight >= step:
            return f"{weight / step:.1f} {unit}"
    return f"{max(1, weight // 1000)} kB"


def _notes(table: Table, options: ExportOptions, form: SalesExportForm) -> tuple[str, ...]:
    notes = []
    if form.preset == "gumroad":
        notes.append(say("export_note_gumroad_totals"))
        notes.extend(say("export_note_left_empty_line", title=e.title, why=e.why) for e in table.about.left_empty)
    if form.preset == "mailing":
        notes.append(say("export_note_consent"))
    if table.total >= MOST_ROWS and options.format != "jsonl":
        key = "export_note_sheets" if options.format == "xlsx" else "export_note_too_many"
        notes.append(say(key, most=f"{MOST_ROWS:,}"))
    return tuple(notes)
