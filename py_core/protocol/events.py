"""Events: what the core tells every open page without being asked. `type` is `noun.past`."""

from typing import Annotated, Literal

from pydantic import Field

from py_core.protocol.edit_views import ListingReadView
from py_core.protocol.export_views import ExportView
from py_core.protocol.payout_views import PayoutsSyncView
from py_core.protocol.sales_views import SalesSyncView
from py_core.protocol.subscriber_views import SubscribersSyncView
from py_core.protocol.views import RefreshView, RunRow, RunView, StatusView
from py_core.values import Value


class AccountChanged(Value):
    """Another shop is current, or none."""

    type: Literal["account.changed"] = "account.changed"
    status: StatusView


class CatalogProgressed(Value):
    """Reading the shop goes on; state `done` means that `catalog.get` now gives the new shop."""

    type: Literal["catalog.progressed"] = "catalog.progressed"
    refresh: RefreshView


class CatalogChanged(Value):
    """Stored products changed (a run wrote, a refresh ended)."""

    type: Literal["catalog.changed"] = "catalog.changed"


class RunProgressed(Value):
    """A run moved. `rows` are those that changed since the last event; none is ever dropped."""

    type: Literal["run.progressed"] = "run.progressed"
    run: RunView
    rows: tuple[RunRow, ...]


class GlanceChanged(Value):
    """What the popup shows before Python is up; stored by the service worker.

    `next_at_ms` is when the engine has to be up for what is scheduled; the service worker sets an alarm for it.
    `news` is a sentence about something scheduled that the seller has not looked at yet; empty where there is none.
    """

    type: Literal["glance.changed"] = "glance.changed"
    shop_name: str | None
    sample: bool
    products: int
    codes: int
    read_at_ms: int | None
    run: RunView | None
    next_at_ms: int | None = None
    news: str = ""


class SchedulesChanged(Value):
    """Something scheduled began, ended, or was changed; `schedule.list` gives the new list."""

    type: Literal["schedule.changed"] = "schedule.changed"


class SalesProgressed(Value):
    """Reading the sales goes on; state `done` means that `sales.status` now has a new proof."""

    type: Literal["sales.progressed"] = "sales.progressed"
    sync: SalesSyncView


class SalesChanged(Value):
    """Stored sales changed because something was done with them."""

    type: Literal["sales.changed"] = "sales.changed"


class ExportProgressed(Value):
    """An export moved, began or ended."""

    type: Literal["export.progressed"] = "export.progressed"
    export: ExportView


class SubscribersProgressed(Value):
    """Reading the subscribers goes on; state `done` means that `subscribers.list` now has the new ones."""

    type: Literal["subscribers.progressed"] = "subscribers.progressed"
    sync: SubscribersSyncView


class PayoutsProgressed(Value):
    """Reading payouts goes on; state `done` means that `payouts.list` and `payouts.detail` have the new ones."""

    type: Literal["payouts.progressed"] = "payouts.progressed"
    sync: PayoutsSyncView


class ListingReadProgressed(Value):
    """Reading what lists leave out of products goes on, or ended."""

    type: Literal["listing.read_progressed"] = "listing.read_progressed"
    read: ListingReadView


Event = Annotated[
    AccountChanged
    | CatalogProgressed
    | CatalogChanged
    | ExportProgressed
    | RunProgressed
    | GlanceChanged
    | SchedulesChanged
    | SalesProgressed
    | SalesChanged
    | SubscribersProgressed
    | PayoutsProgressed
    | ListingReadProgressed,
    Field(discriminator="type"),
]
