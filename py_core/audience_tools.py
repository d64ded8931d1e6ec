"""Composes what the pages *Subscribers* and *Payouts* are made of."""

import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from py_core.catalog.products import Shop
from py_core.desks.payouts import PayoutsDesk
from py_core.desks.sales import SalesDesk
from py_core.desks.subscribers import SubscribersDesk
from py_core.execution.client import Client
from py_core.execution.exports import ExportService
from py_core.execution.payout_reading import PayoutReading
from py_core.execution.ports import Clock
from py_core.execution.subscriber_reading import SubscriberReading
from py_core.protocol.events import Event, PayoutsProgressed, SubscribersProgressed
from py_core.store.payout_store import PayoutStore
from py_core.store.subscriber_store import SubscriberStore
from py_core.values import Value

Handler = Callable[[Any], Awaitable[Value] | Value]


class AudienceTools:
    """Desks of one engine. `shop`, `account_id` and `client` raise InputError where there is none."""

    def __init__(
        self,
        conn: sqlite3.Connection,
        *,
        sales: SalesDesk,
        exports: ExportService,
        clock: Clock,
        emit: Callable[[Event], object],
        shop: Callable[[], Shop],
        account_id: Callable[[], str],
        client: Callable[[], Client],
        may_read_payouts: Callable[[], bool],
    ) -> None:
        self.subscribers = SubscriberStore(conn)
        self._subscriber_reading = SubscriberReading(
            self.subscribers, clock, lambda view: emit(SubscribersProgressed(sync=view))
        )
        self.payouts = PayoutStore(conn)
        self._payout_reading = PayoutReading(self.payouts, clock, lambda view: emit(PayoutsProgressed(sync=view)))
        subscribers = SubscribersDesk(
            store=self.subscribers,
            service=self._subscriber_reading,
            exports=exports,
            clock=clock,
            account_id=account_id,
            client=client,
            shop=shop,
            proof=sales.proof,
        )
        payouts = PayoutsDesk(
            store=self.payouts,
            service=self._payout_reading,
            exports=exports,
            clock=clock,
            account_id=account_id,
            client=client,
            may_read=may_read_payouts,
        )
        self.handlers: Mapping[type[Value], Handler] = {**subscribers.handlers(), **payouts.handlers()}

    async def finished(self) -> None:
        """Wait until both readings are over."""
        await self._subscriber_reading.finished()
        await self._payout_reading.finished()

    async def stop(self) -> None:
        """Stop both readings and wait until they have stopped."""
        await self._subscriber_reading.stop()
        await self._payout_reading.stop()

    def reset(self) -> None:
        """Forget how the last readings ended; another shop is current."""
        self._subscriber_reading.reset()
        self._payout_reading.reset()

    def forget(self, account_id: str) -> None:
        """Forget an account's subscribers and payouts."""
        self.subscribers.forget(account_id)
        self.payouts.forget(account_id)
