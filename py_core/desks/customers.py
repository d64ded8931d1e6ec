"""What the pages ask about buyers: finding them, one of them, saved segments, addresses, files."""

from collections.abc import Callable, Mapping
from typing import Any

from py_core.desks.customer_tables import CustomersRequest, CustomerTables, customers_query
from py_core.desks.sales import SalesDesk
from py_core.desks.sales_tables import Standing
from py_core.errors import InputError
from py_core.execution.exports import ExportService
from py_core.export.table import Table
from py_core.protocol import customer_commands as c
from py_core.protocol.customer_views import (
    AddressesView,
    CustomerChoicesView,
    CustomerDetailView,
    CustomersView,
)
from py_core.protocol.drawing import amount
from py_core.protocol.export_views import ExportView
from py_core.protocol.present_customers import USD, customer_view
from py_core.protocol.present_fulfil import sale_view
from py_core.sales.customers import SavedSegment, segment_name
from py_core.sales.rows import buyer_of
from py_core.store.customer_segments import CustomerSegments
from py_core.store.customers import CustomerFinder
from py_core.store.customers_query import CustomersQuery
from py_core.store.sale_finder import SaleFinder
from py_core.store.sales_export import SalesExport
from py_core.values import Value
from py_core.words import say

Handler = Callable[[Any], Any]
KIND = "customers"
MOST_ADDRESSES = 10_000
MOST_SALES = 500
_AT_ONCE = 1_000


class CustomersDesk:
    """Buyers of the current shop. `account_id` raises InputError where there is none."""

    def __init__(
        self,
        *,
        finder: CustomerFinder,
        segments: CustomerSegments,
        sale_finder: SaleFinder,
        source: SalesExport,
        sales: SalesDesk,
        exports: ExportService,
        standing: Callable[[], Standing],
        account_id: Callable[[], str],
    ) -> None:
        self._finder = finder
        self._segments = segments
        self._sale_finder = sale_finder
        self._sales = sales
        self._exports = exports
        self._account_id = account_id
        self._tables = CustomerTables(finder, source, sales.today, standing)
        exports.register(KIND, self._table)

    def handlers(self) -> Mapping[type[Value], Handler]:
        """Which command goes where."""
        return {
            c.CustomersList: self._list,
            c.CustomersGet: self._get,
            c.CustomersAddresses: self._addresses,
            c.CustomersChoices: lambda _: self._choices(),
            c.CustomersSave: self._save,
            c.CustomersRename: self._rename,
            c.CustomersDelete: self._delete,
            c.CustomersExport: self._export,
        }

    def _list(self, command: c.CustomersList) -> CustomersView:
        account_id, today = self._account_id(), self._sales.today()
        query = customers_query(command.form, today)
        found = self._finder.page(account_id, query, command.sort, offset=command.offset, limit=command.limit)
        nobody = self._finder.without_address(account_id)
        notes = []
        if found.estimated:
            notes.append(say("customers_note_estimated", n=found.estimated, count=f"{found.estimated:,}"))
        if nobody:
            notes.append(say("customers_note_nobody", n=nobody, count=f"{nobody:,}"))
        proof = self._sales.proof()
        about = found.estimated > 0
        return CustomersView(
            rows=tuple(customer_view(figures, profile, today) for figures, profile in found.rows),
            total=found.total,
            contactable=found.contactable,
            purchases=found.purchases,
            gross=amount(found.gross_minor, USD),
            spent=amount(found.gross_minor - found.refunded_minor, USD, estimate=about),
            any=found.total > 0 or bool(self._finder.behind(account_id, CustomersQuery(), "", 1)),
            complete=proof is not None and proof.complete,
            sentence=self._sales.proof_sentence(),
            notes=tuple(notes),
        )

    def _get(self, command: c.CustomersGet) -> CustomerDetailView:
        account_id, buyer = self._account_id(), buyer_of(command.email)
        found = self._finder.of_buyer(account_id, buyer)
        if found is None:
            raise InputError("customers_unknown", say("customers_unknown"))
        figures, profile = found
        sales = self._sale_finder.of_buyer(account_id, buyer, MOST_SALES)
        return CustomerDetailView(
            customer=customer_view(figures, profile, self._sales.today()),
            sales=tuple(map(sale_view, sales)),
            more=figures.sales - len(sales),
        )

    def _addresses(self, command: c.CustomersAddresses) -> AddressesView:
        account_id = self._account_id()
        query = customers_query(command.form, self._sales.today(), contactable=True)
        everyone = customers_query(command.form, self._sales.today())
        total, contactable = self._finder.count(account_id, everyone)
        if contactable > MOST_ADDRESSES:
            message = say("customers_too_many", most=f"{MOST_ADDRESSES:,}", count=f"{contactable:,}")
            raise InputError("customers_too_many", message, hint=say("customers_too_many_hint"))
        emails: list[str] = []
        behind = ""
        while found := self._finder.behind(account_id, query, behind, _AT_ONCE):
            emails.extend(profile.email for _, profile in found)
            behind = found[-1][0].buyer
        return AddressesView(text="\n".join(emails), count=len(emails), left_out=total - contactable)

    def _choices(self) -> CustomerChoicesView:
        return CustomerChoicesView(
            products=self._sales.facets("product"),
            countries=self._sales.facets("country"),
            codes=self._sales.facets("code"),
            segments=self._segments.list(self._account_id()),
        )

    def _save(self, command: c.CustomersSave) -> CustomerChoicesView:
        customers_query(command.form, self._sales.today())
        saved = SavedSegment(
            name=segment_name(command.name), filter=command.form.filter, segment=command.form.segment
        )
        self._segments.save(self._account_id(), saved)
        return self._choices()

    def _rename(self, command: c.CustomersRename) -> CustomerChoicesView:
        account_id, name = self._account_id(), segment_name(command.new_name)
        known = {saved.name: saved for saved in self._segments.list(account_id)}
        if command.name not in known:
            raise InputError("customers_no_segment", say("customers_no_segment"))
        if name != command.name and name in known:
            sentence = say("customers_name_taken")
            raise InputError("customers_name_taken", sentence, fields={"name": sentence})
        self._segments.rename(account_id, known[command.name], name)
        return self._choices()

    def _delete(self, command: c.CustomersDelete) -> CustomerChoicesView:
        self._segments.delete(self._account_id(), command.name)
        return self._choices()

    def _export(self, command: c.CustomersExport) -> ExportView:
        request = CustomersRequest(form=command.form, contactable=command.contactable)
        return self._exports.begin(self._account_id(), KIND, request.model_dump_json(), command.options)

    def _table(self, account_id: str, request_json: str, fixed: str) -> Table:
        return self._tables.build(account_id, CustomersRequest.model_validate_json(request_json), fixed)
