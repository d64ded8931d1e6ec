"""What the pages ask about the catalogue as a spreadsheet: a file out, the edited file back."""

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from py_core.catalog.products import Shop, ShopProduct
from py_core.desks.turns import kept
from py_core.edits.building import Around
from py_core.edits.wants import TextWant
from py_core.errors import InputError
from py_core.execution.exports import ExportService
from py_core.execution.ports import Clock
from py_core.export.options import ExportOptions
from py_core.export.table import About, Table, rows_in_memory
from py_core.protocol import sheet_commands as c
from py_core.protocol.export_views import ExportView
from py_core.protocol.present_sheet import columns_view, sheet_view
from py_core.protocol.sheet_views import SheetColumnsView, SheetView
from py_core.protocol.views import PlanView
from py_core.settings import Settings
from py_core.sheets.catalogue import Snapshot, chosen_columns, product_cells, snapshot_rows
from py_core.sheets.columns import ColumnKey, column
from py_core.sheets.compared import Compared
from py_core.sheets.comparing import Comparison
from py_core.sheets.forms import SheetForm
from py_core.sheets.grid import MOST_BYTES, refused
from py_core.sheets.plan import build_sheet_plan
from py_core.sheets.reading import Sheet, read_sheet
from py_core.sheets.values import CLEAR
from py_core.store.catalog_store import CatalogStore
from py_core.store.plan_store import PlanStore
from py_core.store.sheet_store import SheetStore
from py_core.values import Value
from py_core.words import say

Handler = Callable[[Any], Any]
KIND = "catalogue"
AT_ONCE = 20
MARK_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
MARK_LENGTH = 8
MOST_NAME = 120


class SheetRequest(Value):
    """What an export was asked for. `safe` says that cells which a spreadsheet could compute get an apostrophe."""

    form: SheetForm
    safe: bool


@dataclass(frozen=True, slots=True)
class _Read:
    """The file that was read last."""

    sheet_id: str
    name: str
    sheet: Sheet


class SheetsDesk:
    """The catalogue of the current shop as a file. `shop` and `account_id` raise InputError where there is none."""

    def __init__(
        self,
        *,
        shop: Callable[[], Shop],
        catalog: CatalogStore,
        store: SheetStore,
        exports: ExportService,
        clock: Clock,
        plans: PlanStore,
        settings: Callable[[], Settings],
        around: Callable[[], Around],
        entropy: Callable[[int], bytes],
        account_id: Callable[[], str],
    ) -> None:
        self._shop = shop
        self._catalog = catalog
        self._store = store
        self._exports = exports
        self._clock = clock
        self._plans = plans
        self._settings = settings
        self._around = around
        self._entropy = entropy
        self._account_id = account_id
        self._ready: dict[str, str] = {}
        self._last: _Read | None = None
        exports.register(KIND, self._table)

    def handlers(self) -> Mapping[type[Value], Handler]:
        """Which command goes where."""
        return {
            c.ListingSheetColumns: lambda _: self._columns(),
            c.ListingSheetExport: self._export,
            c.ListingSheetCheck: self._check,
            c.ListingSheetAgain: self._again,
            c.PlanSheet: self._plan,
        }

    def _columns(self) -> SheetColumnsView:
        return columns_view(len(self._shop().products))

    async def _export(self, command: c.ListingSheetExport) -> ExportView:
        options = command.options
        if options.format == "jsonl":
            text = say("sheet_no_lines")
            raise InputError("sheet_no_lines", text, fields={"format": text})
        request = SheetRequest(form=command.form, safe=is_safe(options))
        chosen = self._chosen(command.form)
        snapshot = self._begun(request)
        rows = {}
        for at, entry in enumerate(chosen):
            if at % AT_ONCE == AT_ONCE - 1:
                await self._clock.sleep(0)
            rows[entry.product.id] = self._cells(entry, snapshot)
        self._store.save_snapshot(self._account_id(), snapshot.model_copy(update={"rows": rows}))
        request_json = request.model_dump_json()
        self._ready[request_json] = snapshot.mark
        try:
            return self._exports.begin(self._account_id(), KIND, request_json, options)
        finally:
            self._ready.pop(request_json, None)

    def _chosen(self, form: SheetForm) -> tuple[ShopProduct, ...]:
        products = self._shop().products
        if form.product_ids is None:
            return products
        wanted = frozenset(form.product_ids)
        chosen = tuple(entry for entry in products if entry.product.id in wanted)
        if not chosen:
            raise InputError("sheet_nothing_chosen", say("sheet_nothing_chosen"))
        return chosen

    def _begun(self, request: SheetRequest) -> Snapshot:
        """A snapshot of a mark of its own, without rows. Raises: InputError with field `columns`."""
        letters = self._entropy(MARK_LENGTH)
        return Snapshot(
            mark="".join(MARK_LETTERS[byte % len(MARK_LETTERS)] for byte in letters),
            created_at_ms=self._clock.now_ms(),
            columns=tuple(key.value for key in chosen_columns(request.form)),
            description=request.form.description,
            safe=request.safe,
            rows={},
        )

    def _cells(self, entry: ShopProduct, snapshot: Snapshot) -> tuple[str, ...]:
        columns = [ColumnKey(key) for key in snapshot.columns]
        return product_cells(entry.product, self._raw(entry.product.id), columns, snapshot.description)

    def _raw(self, product_id: str) -> Mapping[str, Any]:
        raw: dict[str, Any] = json.loads(self._catalog.raw_product(self._account_id(), product_id) or "{}")
        return raw

    def _table(self, account_id: str, request_json: str, fixed: str) -> Table:
        """The table of a request; with `fixed`, the mark of its snapshot, the one that was written then."""
        request = SheetRequest.model_validate_json(request_json)
        mark = fixed or self._ready.get(request_json, "")
        snapshot = self._store.snapshot(account_id, mark) if mark else None
        if snapshot is None:
            rows = {
                entry.product.id: self._cells(entry, self._begun(request)) for entry in self._chosen(request.form)
            }
            snapshot = self._begun(request).model_copy(update={"rows": rows})
            self._store.save_snapshot(account_id, snapshot)
        return Table(
            stem=say("sheet_title"),
            about=About(
                title=say("sheet_title"),
                facts=(
                    say("sheet_fact_products", n=len(snapshot.rows)),
                    say(f"sheet_fact_{snapshot.description}"),
                    say("sheet_fact_way_back", word=CLEAR),
                ),
            ),
            columns=tuple(column(ColumnKey(key), snapshot.description) for key in snapshot.columns),
            total=len(snapshot.rows),
            read=rows_in_memory(snapshot_rows(snapshot)),
            fixed=snapshot.mark,
        )

    async def _check(self, command: c.ListingSheetCheck) -> SheetView:
        content = _bytes_of(command.content)
        name = command.name.strip()[:MOST_NAME]
        account_id = self._account_id()
        sheet = read_sheet(content)
        sheet_id = hashlib.sha256(content).hexdigest()[:32]
        self._store.save_file(account_id, sheet_id, name, content, self._clock.now_ms())
        self._last = _Read(sheet_id, name, sheet)
        return sheet_view(sheet_id, name, await self.compared(sheet))

    async def _again(self, command: c.ListingSheetAgain) -> SheetView:
        read = self.read(command.sheet_id)
        return sheet_view(read.sheet_id, read.name, await self.compared(read.sheet))

    async def _plan(self, command: c.PlanSheet) -> PlanView:
        read = self.read(command.form.sheet_id)
        found = await self.compared(read.sheet)
        wanted = found.wants(frozenset(command.form.chosen))
        ids = {want.product_id for want in wanted if isinstance(want, TextWant)}
        plan = build_sheet_plan(
            self._shop(),
            {product_id: self._raw(product_id) for product_id in ids},
            found,
            command.form,
            read.name,
            self._settings(),
            self._clock.now_ms(),
            self._around().categories,
        )
        if command.refines:
            plan = plan.accepting_as(self._plans.load(command.refines))
        return await kept(plan, self._plans, self._clock)

    def read(self, sheet_id: str) -> _Read:
        """A file that was brought before. Raises: InputError when it is not kept any more."""
        if self._last is None or self._last.sheet_id != sheet_id:
            kept = self._store.file(self._account_id(), sheet_id)
            if kept is None:
                raise refused("sheet_gone")
            self._last = _Read(sheet_id, kept[0], read_sheet(kept[1]))
        return self._last

    async def compared(self, sheet: Sheet) -> Compared:
        """The file held against the shop as it is stored now."""
        account_id, products = self._account_id(), self._shop().products
        currencies = {entry.product.currency for entry in products}
        comparison = Comparison(
            sheet,
            products,
            self._raw,
            lambda mark: self._store.snapshot(account_id, mark),
            currencies.pop() if len(currencies) == 1 else None,
        )
        for at, _ in enumerate(comparison.rows()):
            if at % AT_ONCE == AT_ONCE - 1:
                await self._clock.sleep(0)
        return comparison.done()


def is_safe(options: ExportOptions) -> bool:
    """Whether cells that a spreadsheet could compute get an apostrophe. Texts of a workbook are never computed."""
    return options.format == "csv" and not options.raw


def _bytes_of(text: str) -> bytes:
    if len(text) > (MOST_BYTES + 2) * 4 // 3 + 4:
        raise refused("sheet_file_large", most=MOST_BYTES // 1_000_000)
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        raise refused("sheet_base64") from None
