"""Commands about sales that something is done with; see `commands` for how a command is made."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field

from py_core.fulfil.finding import SaleSort, SaleWhat
from py_core.fulfil.forms import FulfilForm
from py_core.protocol import fulfil_views, views
from py_core.sales.selection import SalesFilter
from py_core.values import Value


class SalesFind(Value):
    """Stored sales that match, some of them at a time. Raises InputError with the filter's field names.

    `allowed` is how often a license key may be used for each seat, as typed; empty is once. With `sale_ids` it is
    just these sales in this order, as far as they are here, whatever else is asked for.
    """

    op: Literal["sales.find"]
    sale_ids: tuple[str, ...] = ()
    filter: SalesFilter = SalesFilter()
    what: SaleWhat = SaleWhat.ANY
    allowed: str = ""
    sort: SaleSort = SaleSort()
    offset: int = Field(default=0, ge=0)
    limit: int = Field(default=100, ge=1, le=500)


class SalesIds(Value):
    """The ids of all stored sales that match, in order, for choosing all of them."""

    op: Literal["sales.ids"]
    filter: SalesFilter = SalesFilter()
    what: SaleWhat = SaleWhat.ANY
    allowed: str = ""
    sort: SaleSort = SaleSort()


class SalesCheck(Value):
    """What a form about sales means, before it is previewed. Nothing is stored or sent."""

    op: Literal["sales.check"]
    form: FulfilForm


class PlanSales(Value):
    """Build and store the plan of a form about sales. Raises InputError with fields.

    `refines` is the digest of the plan that is shown, None where there is none.
    """

    op: Literal["plan.sales"]
    form: FulfilForm
    refines: str | None = None


class SalesShipFile(Value):
    """The sales that wait to be sent as a file with addresses, to fill in and give to a form about shipping."""

    op: Literal["sales.ship_file"]


FulfilCommand = Annotated[SalesFind | SalesIds | SalesCheck | PlanSales | SalesShipFile, Field(discriminator="op")]

RESULTS: Mapping[str, type[Value]] = MappingProxyType(
    {
        "sales.find": fulfil_views.FoundSalesView,
        "sales.ids": fulfil_views.FoundIdsView,
        "sales.check": fulfil_views.SalesCheckView,
        "plan.sales": views.PlanView,
        "sales.ship_file": views.TextFile,
    }
)
