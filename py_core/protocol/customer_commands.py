"""Commands about buyers; see `commands` for how a command is made."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field

from py_core.export.options import ExportOptions
from py_core.protocol import customer_views, export_views
from py_core.sales.customers import CustomerSegment, CustomerSort
from py_core.sales.selection import SalesFilter
from py_core.values import Value


class CustomersForm(Value):
    """Which buyers: those of the sales of the filter, of the segment, in which every word of `search` is found."""

    filter: SalesFilter = SalesFilter()
    segment: CustomerSegment = CustomerSegment()
    search: str = Field(default="", max_length=200)


class CustomersList(Value):
    """Buyers that match, some of them at a time. Raises InputError with the fields of filter and segment."""

    op: Literal["customers.list"]
    form: CustomersForm
    sort: CustomerSort = CustomerSort()
    offset: int = Field(default=0, ge=0)
    limit: int = Field(default=100, ge=1, le=500)


class CustomersGet(Value):
    """One buyer by their address, with everything they bought. Raises InputError where there is none."""

    op: Literal["customers.get"]
    email: str


class CustomersAddresses(Value):
    """The addresses of those that match and may be written to. Raises InputError where they are too many."""

    op: Literal["customers.addresses"]
    form: CustomersForm


class CustomersChoices(Value):
    """What can be chosen from, and the saved segments."""

    op: Literal["customers.choices"]


class CustomersSave(Value):
    """Keep a filter and a segment under a name; one of the same name is replaced. Raises InputError."""

    op: Literal["customers.save"]
    name: str
    form: CustomersForm


class CustomersRename(Value):
    """Give a saved segment another name. Raises InputError where it is none, or another segment has it."""

    op: Literal["customers.rename"]
    name: str
    new_name: str


class CustomersDelete(Value):
    """Forget a saved segment."""

    op: Literal["customers.delete"]
    name: str


class CustomersExport(Value):
    """Write the buyers that match to a file, those without consent too or not. Raises InputError."""

    op: Literal["customers.export"]
    form: CustomersForm
    contactable: bool
    options: ExportOptions


CustomersCommand = Annotated[
    CustomersList
    | CustomersGet
    | CustomersAddresses
    | CustomersChoices
    | CustomersSave
    | CustomersRename
    | CustomersDelete
    | CustomersExport,
    Field(discriminator="op"),
]

RESULTS: Mapping[str, type[Value]] = MappingProxyType(
    {
        "customers.list": customer_views.CustomersView,
        "customers.get": customer_views.CustomerDetailView,
        "customers.addresses": customer_views.AddressesView,
        "customers.choices": customer_views.CustomerChoicesView,
        "customers.save": customer_views.CustomerChoicesView,
        "customers.rename": customer_views.CustomerChoicesView,
        "customers.delete": customer_views.CustomerChoicesView,
        "customers.export": export_views.ExportView,
    }
)
