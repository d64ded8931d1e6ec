"""Commands about subscribers; see `commands` for how a command is made."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field

from py_core.export.options import ExportOptions
from py_core.protocol import export_views, subscriber_views
from py_core.subscribers.forms import SubscribersForm
from py_core.values import Value


class SubscribersList(Value):
    """The subscribers that are kept here, and how far a reading is."""

    op: Literal["subscribers.list"]
    form: SubscribersForm


class SubscribersSync(Value):
    """Read the subscribers, or go on where a reading stopped; progress comes as events. Raises: InputError."""

    op: Literal["subscribers.sync"]


class SubscribersStop(Value):
    """Stop reading; what was read stays, and the next start goes on behind it."""

    op: Literal["subscribers.stop"]


class SubscribersExport(Value):
    """Write those that match to a file, newest first."""

    op: Literal["subscribers.export"]
    form: SubscribersForm
    options: ExportOptions


SubscribersCommand = Annotated[
    SubscribersList | SubscribersSync | SubscribersStop | SubscribersExport, Field(discriminator="op")
]

RESULTS: Mapping[str, type[Value]] = MappingProxyType(
    {
        "subscribers.list": subscriber_views.SubscribersView,
        "subscribers.sync": subscriber_views.SubscribersSyncView,
        "subscribers.stop": subscriber_views.SubscribersSyncView,
        "subscribers.export": export_views.ExportView,
    }
)
