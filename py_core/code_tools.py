"""Composes what the tools *Codes* and *Parity* are made of."""

import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from py_core.catalog.products import Shop
from py_core.desks.code_care import CodeCareDesk
from py_core.desks.code_plans import CodePlansDesk
from py_core.desks.codes import CodesDesk
from py_core.desks.parity import ParityDesk
from py_core.desks.parity_codes import FormerCodes
from py_core.desks.parity_plans import ParityPlans
from py_core.execution.ports import Clock
from py_core.plan.plan import Plan
from py_core.protocol.views import PlanView
from py_core.store.catalog_store import CatalogStore
from py_core.store.code_traces import CodeTraces
from py_core.store.meta_store import MetaStore
from py_core.store.parity_store import ParityStore
from py_core.store.plan_store import PlanStore
from py_core.store.run_store import RunStore
from py_core.store.sales_of_codes import SalesOfCodes
from py_core.values import Value

Handler = Callable[[Any], Awaitable[Value] | Value]


class CodeTools:
    """Desks of one engine. `shop` and `account_id` raise InputError where there is none."""

    def __init__(
        self,
        conn: sqlite3.Connection,
        *,
        meta: MetaStore,
        catalog: CatalogStore,
        plans: PlanStore,
        journal: RunStore,
        clock: Clock,
        entropy: Callable[[int], bytes],
        shop: Callable[[], Shop],
        account_id: Callable[[], str],
        keep: Callable[[Plan], PlanView],
        may_read_sales: Callable[[], bool],
    ) -> None:
        of_codes = SalesOfCodes(conn)
        self.parity = ParityDesk(
            store=ParityStore(meta),
            catalog=catalog,
            plans=ParityPlans(
                shop=shop,
                formers=FormerCodes(journal, plans),
                clock=clock,
                settings=meta.load_settings,
                earlier=plans.load,
            ),
            keep=keep,
            clock=clock,
            entropy=entropy,
            account_id=account_id,
            sales=of_codes.seen,
            may_read_sales=may_read_sales,
        )
        code_plans = CodePlansDesk(
            shop=shop,
            settings=meta.load_settings,
            catalog=catalog,
            plans=plans,
            clock=clock,
            entropy=entropy,
        )
        care = CodeCareDesk(
            shop=shop,
            catalog=catalog,
            plans=plans,
            journal=journal,
            traces=CodeTraces(conn),
            sold=of_codes.sold,
        )
        self.handlers: Mapping[type[Value], Handler] = {
            **self.parity.handlers(),
            **CodesDesk(shop=shop).handlers(),
            **code_plans.handlers(),
            **care.handlers(),
        }
