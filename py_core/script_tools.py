"""Composes what the seller's own scripts are made of."""

import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from py_core.catalog.products import Shop
from py_core.desks.script_reading import ScriptReading
from py_core.desks.scripts import ScriptsDesk
from py_core.execution.ports import Clock
from py_core.plan.plan import Plan
from py_core.protocol.views import PlanView
from py_core.settings import Settings
from py_core.store.catalog_store import CatalogStore
from py_core.store.payout_store import PayoutStore
from py_core.store.sales_figures import SalesFigures
from py_core.store.sales_store import SalesStore
from py_core.store.script_rows import ScriptRows
from py_core.store.script_store import ScriptStore
from py_core.store.subscriber_store import SubscriberStore
from py_core.values import Value


def script_handlers(
    conn: sqlite3.Connection,
    *,
    shop: Callable[[], Shop],
    account_id: Callable[[], str],
    today: Callable[[], int],
    catalog: CatalogStore,
    sales: SalesStore,
    subscribers: SubscriberStore,
    payouts: PayoutStore,
    settings: Callable[[], Settings],
    clock: Clock,
    keep: Callable[[Plan], Awaitable[PlanView]],
) -> Mapping[type[Value], Callable[[Any], Awaitable[Value] | Value]]:
    """Which command goes where. `shop` and `account_id` raise InputError where there is none."""
    desk = ScriptsDesk(
        reading=ScriptReading(
            shop=shop,
            account_id=account_id,
            today=today,
            catalog=catalog,
            rows=ScriptRows(conn),
            figures=SalesFigures(conn),
            sales=sales,
            subscribers=subscribers,
            payouts=payouts,
        ),
        store=ScriptStore(conn),
        shop=shop,
        catalog=catalog,
        settings=settings,
        clock=clock,
        keep=keep,
    )
    return desk.handlers()
