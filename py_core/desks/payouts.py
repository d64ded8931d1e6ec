"""What the pages ask about payouts: their list, what one is made of, and files of both."""

from collections.abc import Callable, Mapping
from typing import Any

from py_core.errors import InputError
from py_core.execution.client import Client
from py_core.execution.exports import ExportService
from py_core.execution.payout_reading import PayoutReading
from py_core.execution.ports import Clock
from py_core.export.cells import DAY_MS, iso_moment
from py_core.export.columns import Column, Kind, Row
from py_core.export.options import ExportZone, clockface
from py_core.export.table import About, Table, rows_in_memory
from py_core.payouts.amounts import plain
from py_core.payouts.reconcile import named_ids
from py_core.payouts.record import KeptPayout, PayoutsForm
from py_core.payouts.transactions import Transaction, transactions_of
from py_core.protocol import payout_commands as c
from py_core.protocol.export_views import ExportView
from py_core.protocol.payout_views import PayoutDetailView, PayoutsSyncView, PayoutsView
from py_core.protocol.present_payouts import detail_view, payout_view, status_label, sum_views
from py_core.protocol.present_sales import written
from py_core.sales.days import day_of_ms, day_text
from py_core.sales.selection import SalesFilter, SalesQuery, query_of
from py_core.store.payout_store import PayoutStore
from py_core.values import Value
from py_core.words import say

KIND = "payouts"
DAYS_AHEAD = 1
"""Somewhere it is tomorrow already."""


class PayoutsDesk:
    """Payouts of the current shop. `account_id` and `client` raise InputError where there is none."""

    def __init__(
        self,
        *,
        store: PayoutStore,
        service: PayoutReading,
        exports: ExportService,
        clock: Clock,
        account_id: Callable[[], str],
        client: Callable[[], Client],
        may_read: Callable[[], bool],
    ) -> None:
        self._store = store
        self._service = service
        self._exports = exports
        self._clock = clock
        self._account_id = account_id
        self._client = client
        self._may_read = may_read
        exports.register(KIND, self._table)

    def handlers(self) -> Mapping[type[Value], Callable[[Any], Any]]:
        """Which command goes where."""
        return {
            c.PayoutsList: self._list,
            c.PayoutsSync: self._sync,
            c.PayoutsDetails: self._details,
            c.PayoutsStop: self._stop,
            c.PayoutsDetail: self._detail,
            c.PayoutsExport: self._export,
        }

    def _days(self, form: PayoutsForm) -> SalesQuery:
        """Raises: InputError for what is no day, a range that is reversed or begins in the future."""
        today = day_of_ms(self._clock.now_ms()) + DAYS_AHEAD
        return query_of(SalesFilter(first_day=form.first_day, last_day=form.last_day), today)

    def _past(self, account_id: str, days: SalesQuery) -> tuple[KeptPayout, ...]:
        return self._store.past(account_id, days.first_day * DAY_MS, (days.last_day + 1) * DAY_MS)

    def _shown(self, account_id: str, form: PayoutsForm) -> tuple[KeptPayout, ...]:
        """Those to come first, unless the days end before they come."""
        past = self._past(account_id, self._days(form))
        return past if form.last_day.strip() else (*self._store.upcoming(account_id), *past)

    def _list(self, command: c.PayoutsList) -> PayoutsView:
        account_id = self._account_id()
        payouts = self._shown(account_id, command.form)
        return PayoutsView(
            sync=self._service.view,
            read_at_ms=self._store.load_record(account_id).ended_at_ms,
            may_read=self._may_read() and not self._service.view.refused,
            total=self._store.count(account_id),
            payouts=tuple(payout_view(payout) for payout in payouts),
            sums=sum_views(payouts),
        )

    def _sync(self, command: c.PayoutsSync) -> PayoutsSyncView:
        days, form = self._days(command.form), command.form
        after = day_text(days.first_day) if form.first_day.strip() else None
        before = day_text(days.last_day + 1) if form.last_day.strip() else None
        return self._service.start_list(self._account_id(), self._client(), after=after, before=before)

    def _details(self, command: c.PayoutsDetails) -> PayoutsSyncView:
        for payout_id in command.payout_ids:
            self._one(payout_id)
        return self._service.start_details(self._account_id(), self._client(), command.payout_ids)

    async def _stop(self, _: c.PayoutsStop) -> PayoutsSyncView:
        return await self._service.stop()

    def _detail(self, command: c.PayoutsDetail) -> PayoutDetailView:
        payout = self._one(command.payout_id)
        named = named_ids(payout.detail or {}, transactions_of(payout.detail) or ())
        return detail_view(payout, self._store.sales(self._account_id(), named))

    def _one(self, payout_id: str) -> KeptPayout:
        payout = self._store.one(self._account_id(), payout_id)
        if payout is None:
            raise InputError("payouts_unknown", say("payouts_unknown"))
        return payout

    # Files

    def _export(self, command: c.PayoutsExport) -> ExportView:
        if command.what == "transactions":
            if not command.payout_ids:
                raise InputError("payouts_none_chosen", say("payouts_none_chosen"))
            unread = sum(self._one(payout_id).detail is None for payout_id in command.payout_ids)
            if unread:
                raise InputError("payouts_unread", say("payouts_unread", n=unread))
        else:
            self._days(command.form)
        return self._exports.begin(self._account_id(), KIND, command.model_dump_json(), command.options)

    def _table(self, account_id: str, request_json: str, fixed: str) -> Table:
        """Rows are few, and past payouts do not change, so they are the same ones after a restart."""
        del fixed
        command = c.PayoutsExport.model_validate_json(request_json)
        if command.what == "payouts":
            return self._payouts_table(account_id, command.form)
        kept = (self._store.one(account_id, payout_id) for payout_id in command.payout_ids)
        # What Gumroad sent holds the buyers' addresses.
        with_raw = not command.options.hashed_emails
        return _transactions_table([payout for payout in kept if payout is not None], with_raw=with_raw)

    def _payouts_table(self, account_id: str, form: PayoutsForm) -> Table:
        days = self._days(form)
        facts = [say("payouts_file_all")]
        if form.first_day.strip() or form.last_day.strip():
            last_day = min(days.last_day, day_of_ms(self._clock.now_ms()))
            facts = [say("payouts_file_days", first=written(days.first_day), last=written(last_day))]
        read_at_ms = self._store.load_record(account_id).ended_at_ms
        if read_at_ms is not None:
            moment = iso_moment(read_at_ms, clockface(ExportZone()))
            facts.append(say("payouts_file_read", moment=moment))
        rows = [_payout_cells(payout) for payout in self._shown(account_id, form)]
        return Table(
            stem="payouts",
            about=About(title=say("payouts_title"), facts=tuple(facts)),
            columns=_columns(_PAYOUT_COLUMNS),
            total=len(rows),
            read=rows_in_memory(rows),
        )


def _transactions_table(payouts: list[KeptPayout], *, with_raw: bool) -> Table:
    rows: list[Row] = []
    without = 0
    for payout in payouts:
        transactions = transactions_of(payout.detail)
        without += not transactions
        rows.extend(_transaction_cells(payout, each, with_raw=with_raw) for each in transactions or ())
    facts = [say("payouts_file_of", n=len(payouts)), say("payouts_file_dollars")]
    if with_raw:
        facts.append(say("payouts_file_raw"))
    if without:
        facts.append(say("payouts_file_without", n=without))
    return Table(
        stem="payout-transactions",
        about=About(title=say("payouts_transactions_title"), facts=tuple(facts)),
        columns=_columns({**_TRANSACTION_COLUMNS, **({"raw": Kind.TEXT} if with_raw else {})}),
        total=len(rows),
        read=rows_in_memory(rows),
    )


_PAYOUT_COLUMNS: Mapping[str, Kind] = {
    "id": Kind.TEXT,
    "created": Kind.MOMENT,
    "processed": Kind.MOMENT,
    "status": Kind.TEXT,
    "amount": Kind.MONEY,
    "currency": Kind.TEXT,
    "processor": Kind.TEXT,
    "account": Kind.TEXT,
    "status_code": Kind.TEXT,
}
_TRANSACTION_COLUMNS: Mapping[str, Kind] = {
    "id": Kind.TEXT,
    "processed": Kind.MOMENT,
    "type": Kind.TEXT,
    "date": Kind.TEXT,
    "sale_id": Kind.TEXT,
    "item": Kind.TEXT,
    "buyer": Kind.TEXT,
    "email": Kind.TEXT,
    "taxes": Kind.MONEY,
    "shipping": Kind.MONEY,
    "price": Kind.MONEY,
    "fees": Kind.MONEY,
    "net": Kind.MONEY,
}


def _columns(kinds: Mapping[str, Kind]) -> tuple[Column, ...]:
    return tuple(
        Column(
            {"id": "payout_id", "created": "created_at", "processed": "processed_at"}.get(key, key),
            say(f"payouts_column_{key}"),
            kind,
            email=key == "email",
        )
        for key, kind in kinds.items()
    )


def _payout_cells(payout: KeptPayout) -> Row:
    return (
        payout.payout_id,
        payout.created_ms,
        payout.processed_ms,
        status_label(payout.status),
        None if payout.amount is None else plain(payout.amount),
        payout.currency.upper(),
        payout.processor,
        payout.account,
        payout.status,
    )


def _transaction_cells(payout: KeptPayout, each: Transaction, *, with_raw: bool) -> Row:
    money = (each.taxes, each.shipping, each.price, each.fees, each.net)
    return (
        payout.payout_id,
        payout.processed_ms,
        each.type,
        each.date,
        each.sale_id,
        each.item,
        each.buyer,
        each.email,
        *(None if amount is None else plain(amount) for amount in money),
        *((each.raw,) if with_raw else ()),
    )
