"""Commands about the sales history; see `commands` for how a command is made."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field

from py_core.protocol import overview_views, sales_views
from py_core.sales.overview import OverviewForm
from py_core.values import Value


class SalesStatus(Value):
    """What is here, and how far a reading is."""

    op: Literal["sales.status"]


class SalesSync(Value):
    """Read what is new or has changed, or go on where a reading stopped; progress comes as events.

    `full` reads every sale again, for what the totals do not show: disputes, shipments, reviews.
    """

    op: Literal["sales.sync"]
    full: bool = False


class SalesStop(Value):
    """Stop reading; what was read stays, and the next start goes on behind it."""

    op: Literal["sales.stop"]


class SalesOverview(Value):
    """What the sales that are here add up to, over time. Raises InputError."""

    op: Literal["sales.overview"]
    form: OverviewForm


class SalesTop(Value):
    """The largest of a kind among the same sales. Raises InputError."""

    op: Literal["sales.top"]
    form: OverviewForm
    group: overview_views.TopGroup


class SalesFees(Value):
    """What Gumroad kept of the same sales. Raises InputError."""

    op: Literal["sales.fees"]
    form: OverviewForm


class SalesFacets(Value):
    """What a filter over sales can ask for."""

    op: Literal["sales.facets"]


SalesCommand = Annotated[
    SalesStatus | SalesSync | SalesStop | SalesOverview | SalesTop | SalesFees | SalesFacets,
    Field(discriminator="op"),
]

RESULTS: Mapping[str, type[Value]] = MappingProxyType(
    {
        "sales.status": sales_views.SalesStatusView,
        "sales.sync": sales_views.SalesSyncView,
        "sales.stop": sales_views.SalesSyncView,
        "sales.overview": overview_views.OverviewView,
        "sales.top": overview_views.TopView,
        "sales.fees": overview_views.FeesView,
        "sales.facets": overview_views.SalesFacetsView,
    }
)
