"""Commands about the sales history; see `commands` for how a command is made."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field

from py_core.protocol import sales_views
from py_core.values import Value


class SalesGroup(StrEnum):
    """What totals are grouped by."""

    DAY = "day"
    MONTH = "month"
    PRODUCT = "product"
    COUNTRY = "country"
    CODE = "code"


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


class SalesSummary(Value):
    """Totals of the sales that are here, over days of the seller's zone, both ends included."""

    op: Literal["sales.summary"]
    group: SalesGroup
    first_day: str | None = None
    last_day: str | None = None


SalesCommand = Annotated[SalesStatus | SalesSync | SalesStop | SalesSummary, Field(discriminator="op")]

RESULTS: Mapping[str, type[Value]] = MappingProxyType(
    {
        "sales.status": sales_views.SalesStatusView,
        "sales.sync": sales_views.SalesSyncView,
        "sales.stop": sales_views.SalesSyncView,
        "sales.summary": sales_views.SalesSummaryView,
    }
)
