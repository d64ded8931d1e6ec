"""Columns of files of sales that scripts fill: which there are, their cells, and how long those are kept.

No script runs here. A page asks it, and hands its answers over as plain data, which is checked as any other. They
are kept for the one file that they were worked out for, so that it has these cells whenever it is taken up again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from py_core.errors import CoreError, InputError
from py_core.execution.ports import Clock
from py_core.export.columns import Kind
from py_core.protocol import sales_export_commands as c
from py_core.protocol.views import Done
from py_core.sales.export_form import MadeColumn, SalesExportForm
from py_core.sales.script_cells import check_cells, key_of, name_of
from py_core.scripting.roles import Role, roles_of
from py_core.store.sale_columns import Filling, given_cells, stored_cells
from py_core.store.sales_export import SalesExport
from py_core.store.script_columns import ScriptColumns
from py_core.store.script_store import ScriptStore
from py_core.values import Value
from py_core.words import say


@dataclass(frozen=True, slots=True)
class ScriptFill:
    """What fills a script's column. `column_id` is None where only the first rows are shown.

    `revision` is that of the sales when the script was going to be asked.
    """

    name: str
    kind: Kind
    filling: Filling
    column_id: int | None = None
    revision: int = 0


class ScriptColumnsDesk:
    """Columns of saved scripts. `unfinished` gives the requests of files that may still be written.

    `account_id` raises InputError where there is none.
    """

    def __init__(
        self,
        *,
        columns: ScriptColumns,
        scripts: ScriptStore,
        source: SalesExport,
        clock: Clock,
        account_id: Callable[[], str],
        unfinished: Callable[[], tuple[str, ...]],
    ) -> None:
        self._columns = columns
        self._scripts = scripts
        self._source = source
        self._clock = clock
        self._account_id = account_id
        self._unfinished = unfinished

    def handlers(self) -> Mapping[type[Value], Callable[[Any], Value]]:
        """Which command goes where."""
        return {c.SalesScriptColumns: self._begin, c.SalesScriptCells: self._add}

    def names(self) -> tuple[str, ...]:
        """The saved scripts that can fill a column."""
        return tuple(each.name for each in self._scripts.list() if Role.CELL in roles_of(each.text))

    def sampled(self, form: SalesExportForm, samples: tuple[c.ScriptSample, ...] = ()) -> dict[str, ScriptFill]:
        """What fills the script columns of a form as far as its first rows go, by their keys.

        Raises: InputError with `columns.KEY` for a script that is not saved any more, or for bad samples.
        """
        names = _names(form)
        self._refuse_unknown(names)
        given = {sample.key: sample for sample in samples}
        return {key: _sampled(name, given.get(key)) for key, name in names.items()}

    def made(self, account_id: str, form: SalesExportForm) -> dict[str, ScriptFill]:
        """What fills the script columns of a form with everything that was answered for it, by their keys.

        Raises: InputError where a script was not asked; CoreError where its answers are not here any more.
        """
        ids = {made.key: made.column_id for made in form.made}
        return {key: self._stored(account_id, name, ids.get(key)) for key, name in _names(form).items()}

    def over(self, request_json: str) -> None:
        """A file is written, or not wanted any more: the cells go that no other needs."""
        ids = _needed((request_json,)) - _needed(self._unfinished())
        if ids:
            self._columns.remove(ids)

    def _stored(self, account_id: str, name: str, column_id: int | None) -> ScriptFill:
        if column_id is None:
            raise InputError("export_script_unasked", say("export_script_unasked", name=name))
        found = self._columns.find(account_id, column_id)
        if found is None or found.name != name:
            raise CoreError("export_script_gone", say("export_script_gone", name=name))
        return ScriptFill(name, found.kind, stored_cells(column_id), column_id, found.revision)

    def _refuse_unknown(self, names: Mapping[str, str]) -> None:
        if not names:
            return
        known = self.names()
        gone = {key: name for key, name in names.items() if name not in known}
        if gone:
            fields = {f"columns.{key}": say("export_script_removed", name=name) for key, name in gone.items()}
            raise InputError("export_script_removed", next(iter(fields.values())), fields=fields)

    def _begin(self, command: c.SalesScriptColumns) -> c.ScriptColumnsView:
        account_id = self._account_id()
        keys = {key_of(name): name for name in command.names}
        self._refuse_unknown(keys)
        ids = self._columns.begin(
            account_id,
            tuple(keys.values()),
            self._source.now(account_id).revision,
            self._clock.now_ms(),
            _needed(self._unfinished()),
        )
        made = (MadeColumn(key=key, column_id=column_id) for key, column_id in zip(keys, ids, strict=True))
        return c.ScriptColumnsView(made=tuple(made))

    def _add(self, command: c.SalesScriptCells) -> Done:
        self._columns.add(
            self._account_id(),
            command.column_id,
            Kind(command.kind),
            command.sale_ids,
            command.cells,
            is_last=command.is_last,
        )
        return Done()


def _names(form: SalesExportForm) -> dict[str, str]:
    """The scripts of the seller's own columns, by the keys of those."""
    columns = form.columns if form.preset == "own" else ()
    return {each.key: name for each in columns if (name := name_of(each.key)) is not None}


def _sampled(name: str, sample: c.ScriptSample | None) -> ScriptFill:
    if sample is None:
        return ScriptFill(name, Kind.TEXT, given_cells({}))
    kind = Kind(sample.kind)
    check_cells(kind, sample.sale_ids, sample.cells)
    return ScriptFill(name, kind, given_cells(dict(zip(sample.sale_ids, sample.cells, strict=True))))


def _needed(requests: tuple[str, ...]) -> frozenset[int]:
    forms = map(SalesExportForm.model_validate_json, requests)
    return frozenset(made.column_id for form in forms for made in form.made)
