"""Commands about payouts; see `commands` for how a command is made."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field

from py_core.export.options import ExportOptions
from py_core.payouts.record import PayoutsForm
from py_core.protocol import export_views, payout_views
from py_core.values import Value


class PayoutsList(Value):
    """The payouts of some days that are here, and how far a reading is. Raises: InputError."""

    op: Literal["payouts.list"]
    form: PayoutsForm


class PayoutsSync(Value):
    """Read the list of payouts of these days; progress comes as events. Raises: InputError."""

    op: Literal["payouts.sync"]
    form: PayoutsForm


class PayoutsDetails(Value):
    """Read what these payouts are made of."""

    op: Literal["payouts.details"]
    payout_ids: tuple[str, ...]


class PayoutsStop(Value):
    """Stop reading; what was read stays."""

    op: Literal["payouts.stop"]


class PayoutsDetail(Value):
    """What one payout is made of, as far as it is here. Raises: InputError for one that is not."""

    op: Literal["payouts.detail"]
    payout_id: str


class PayoutsExport(Value):
    """Write the payouts of the days to a file, or the transactions of these payouts, whose details must be here."""

    op: Literal["payouts.export"]
    what: Literal["payouts", "transactions"]
    form: PayoutsForm = PayoutsForm()
    payout_ids: tuple[str, ...] = ()
    options: ExportOptions


PayoutsCommand = Annotated[
    PayoutsList | PayoutsSync | PayoutsDetails | PayoutsStop | PayoutsDetail | PayoutsExport,
    Field(discriminator="op"),
]

RESULTS: Mapping[str, type[Value]] = MappingProxyType(
    {
        "payouts.list": payout_views.PayoutsView,
        "payouts.sync": payout_views.PayoutsSyncView,
        "payouts.details": payout_views.PayoutsSyncView,
        "payouts.stop": payout_views.PayoutsSyncView,
        "payouts.detail": payout_views.PayoutDetailView,
        "payouts.export": export_views.ExportView,
    }
)
