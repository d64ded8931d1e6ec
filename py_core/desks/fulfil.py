"""What the pages ask about sales that something is done with: finding them, forms, and the plans of forms."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from py_core.errors import InputError
from py_core.execution.ports import Clock
from py_core.fulfil.building import build_fulfil_plan, build_retry_fulfil_plan, build_undo_fulfil_plan
from py_core.fulfil.finding import MOST_ALLOWED, SaleSort, SaleWhat
from py_core.fulfil.sale import StoredSale
from py_core.fulfil.ship_file import MOST_LINES
from py_core.fulfil.ship_template import ship_file_text
from py_core.plan.plan import Plan
from py_core.plan.steps import Step
from py_core.protocol import fulfil_commands as c
from py_core.protocol.fulfil_views import FoundIdsView, FoundSalesView, SalesCheckView
from py_core.protocol.present_fulfil import sale_view
from py_core.protocol.present_fulfil_check import check_fulfil_form
from py_core.protocol.present_plan import plan_view
from py_core.protocol.views import PlanView, TextFile
from py_core.sales.days import MINUTE_MS, day_of_ms
from py_core.sales.selection import SalesFilter, SalesQuery, query_of
from py_core.settings import Settings
from py_core.store.plan_store import PlanStore
from py_core.store.sale_finder import SaleFinder
from py_core.store.sales_store import SalesStore
from py_core.typed import parse_count
from py_core.values import Value
from py_core.words import say

MOST_IDS = 10_000
OLDEST_FIRST = SaleSort(descending=False)
Handler = Callable[[Any], Any]


class _Here:
    """The stored sales of one account, as the planners look them up."""

    def __init__(self, finder: SaleFinder, account_id: str) -> None:
        self._finder = finder
        self._account_id = account_id

    def of_ids(self, ids: Sequence[str]) -> Mapping[str, StoredSale]:
        return self._finder.of_ids(self._account_id, ids)

    def of_orders(self, numbers: Sequence[int]) -> Mapping[int, Sequence[StoredSale]]:
        return self._finder.of_orders(self._account_id, numbers)


class FulfilDesk:
    """Sales of the current shop. `account_id` raises InputError where there is none."""

    def __init__(
        self,
        *,
        finder: SaleFinder,
        store: SalesStore,
        plans: PlanStore,
        settings: Callable[[], Settings],
        clock: Clock,
        account_id: Callable[[], str],
    ) -> None:
        self._finder = finder
        self._store = store
        self._plans = plans
        self._settings = settings
        self._clock = clock
        self._account_id = account_id

    def handlers(self) -> Mapping[type[Value], Handler]:
        """Which command goes where."""
        return {
            c.SalesFind: self._find,
            c.SalesIds: self._ids,
            c.SalesCheck: self._check,
            c.PlanSales: self._plan,
            c.SalesShipFile: self._ship_file,
        }

    def undo_plan(self, steps: Sequence[Step], keys: Sequence[str] | None, run_id: str, title: str) -> Plan:
        """The plan that takes a run about license keys back."""
        account_id = self._account_id()
        return build_undo_fulfil_plan(
            _Here(self._finder, account_id),
            steps,
            keys,
            self._settings(),
            account_id,
            run_id,
            title,
            self._clock.now_ms(),
        )

    def retry_plan(self, steps: Sequence[Step], run_id: str, title: str) -> Plan:
        """The plan that tries a run's missed steps once more."""
        account_id = self._account_id()
        lookup = _Here(self._finder, account_id)
        now_ms = self._clock.now_ms()
        return build_retry_fulfil_plan(lookup, steps, self._settings(), account_id, run_id, title, now_ms)

    def _check(self, command: c.SalesCheck) -> SalesCheckView:
        lookup = _Here(self._finder, self._account_id())
        return check_fulfil_form(lookup, command.form, self._settings())

    def _plan(self, command: c.PlanSales) -> PlanView:
        account_id = self._account_id()
        lookup = _Here(self._finder, account_id)
        plan = build_fulfil_plan(lookup, command.form, self._settings(), account_id, self._clock.now_ms())
        if command.refines:
            plan = plan.accepting_as(self._plans.load(command.refines))
        return plan_view(plan, self._plans.save(plan))

    def _find(self, command: c.SalesFind) -> FoundSalesView:
        account_id = self._account_id()
        query, per_seat = self._question(command.filter, command.allowed)
        if command.sale_ids:
            return self._named(account_id, command, per_seat)
        rows = self._finder.find(
            account_id,
            query,
            command.what,
            command.sort,
            offset=command.offset,
            limit=command.limit,
            per_seat=per_seat,
        )
        return FoundSalesView(
            rows=tuple(sale_view(sale, per_seat) for sale in rows),
            total=self._finder.count(account_id, query, command.what, per_seat),
            read=bool(rows) or self._store.count(account_id) > 0,
        )

    def _named(self, account_id: str, command: c.SalesFind, per_seat: int) -> FoundSalesView:
        by_id = self._finder.of_ids(account_id, command.sale_ids)
        found = [by_id[sale_id] for sale_id in dict.fromkeys(command.sale_ids) if sale_id in by_id]
        shown = found[command.offset : command.offset + command.limit]
        return FoundSalesView(
            rows=tuple(sale_view(sale, per_seat) for sale in shown),
            total=len(found),
            read=bool(found) or self._store.count(account_id) > 0,
        )

    def _ids(self, command: c.SalesIds) -> FoundIdsView:
        account_id = self._account_id()
        query, per_seat = self._question(command.filter, command.allowed)
        ids = self._finder.ids(account_id, query, command.what, command.sort, limit=MOST_IDS, per_seat=per_seat)
        total = self._finder.count(account_id, query, command.what, per_seat)
        return FoundIdsView(ids=ids, total=total, most=MOST_IDS)

    def _ship_file(self, _: c.SalesShipFile) -> TextFile:
        waiting = self._finder.find(
            self._account_id(), SalesQuery(), SaleWhat.UNSHIPPED, OLDEST_FIRST, offset=0, limit=MOST_LINES
        )
        return TextFile(name=say("ship_file_name"), mime="text/csv;charset=utf-8", text=ship_file_text(waiting))

    def _question(self, wanted: SalesFilter, allowed: str) -> tuple[SalesQuery, int]:
        """The filter and the uses allowed for each seat. Raises: InputError with the fields that cannot be used."""
        errors: dict[str, str] = {}
        query, per_seat = SalesQuery(), 1
        try:
            query = query_of(wanted, self._today())
        except InputError as error:
            errors |= error.fields
        try:
            per_seat = _per_seat(allowed)
        except InputError as error:
            errors["allowed"] = error.message
        if errors:
            raise InputError("sales_bad_filter", next(iter(errors.values())), fields=errors)
        return query, per_seat

    def _today(self) -> int:
        """The seller's day now, as far as the sales have shown the zone."""
        ahead_ms = (self._store.zone(self._account_id()).most or 0) * MINUTE_MS
        return day_of_ms(self._clock.now_ms() + ahead_ms)


def _per_seat(text: str) -> int:
    """How often a key may be used for each seat; empty is once. Raises: InputError."""
    if not text.strip():
        return 1
    number = parse_count(text, "3")
    if not 1 <= number <= MOST_ALLOWED:
        raise InputError("license_allowed", say("license_allowed", most=f"{MOST_ALLOWED:,}"))
    return number
