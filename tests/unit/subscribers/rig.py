"""A Gumroad that lists subscribers, and an engine that reads them; it can be slow, refuse, and be killed."""

import asyncio
import json
import sqlite3
from datetime import UTC, datetime
from typing import Any

from py_core.execution.client import Client
from py_core.execution.subscriber_reading import SubscriberReading
from py_core.gumroad.wire import Request, Response
from py_core.protocol.subscriber_views import SubscribersSyncView
from py_core.store.database import open_database
from py_core.store.subscriber_store import SubscriberStore
from py_core.subscribers.forms import SubscribersForm
from tests.fakes import START_MS, FakeClock

SHOP = "shop"
PAGE = 100
EVERYTHING = SubscribersForm()


def subscriber(number: int, product: str = "club", **changes: Any) -> dict[str, Any]:
    """One as Gumroad shows it; higher numbers are newer."""
    created = datetime.fromtimestamp((START_MS - 10_000_000_000) / 1000 + number, tz=UTC)
    return {
        "id": f"s{number}",
        "email": f"buyer{number}@example.com",
        "product_id": product,
        "product_name": product.title(),
        "user_id": None,
        "purchase_ids": [],
        "created_at": created.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "recurrence": "monthly",
        "status": "alive",
        **changes,
    }


class FakeSubscribers:
    """Gumroad as a transport. `listed` is by product; `by_id` what a look-up finds besides.

    `trouble` answers instead: by number of request, counted from 1; None goes on for ever.
    """

    def __init__(self, *listed: dict[str, Any]) -> None:
        self.listed: dict[str, list[dict[str, Any]]] = {}
        for each in listed:
            self.listed.setdefault(each["product_id"], []).insert(0, each)
        self.by_id: dict[str, dict[str, Any]] = {}
        self.gone_products: set[str] = set()
        self.paths: list[str] = []
        self.trouble: dict[int, Response] = {}
        self.bad_keys: set[str] = set()
        self.hangs_at: int | None = None

    async def send(self, request: Request) -> Response:
        query = dict(request.query)
        self.paths.append(f"{request.path.removeprefix('/v2/')}?{query.get('page_key', '')}")
        number = len(self.paths)
        if number == self.hangs_at:
            await asyncio.Event().wait()
        if number in self.trouble:
            return self.trouble[number]
        await asyncio.sleep(0)
        _, _, kind, which, *_ = request.path.split("/")
        if kind == "subscribers":
            return self._one(which)
        assert query["paginated"] == "true"
        if which in self.gone_products:
            return answer(success=False, message="The product was not found.")
        found = self.listed.get(which, [])
        key = query.get("page_key", "")
        if key in self.bad_keys:
            return Response(400, JSON, json.dumps({"status": 400, "error": "Invalid page_key."}).encode())
        first = int(key.partition("-")[2] or 0)
        page: dict[str, Any] = {"subscribers": found[first : first + PAGE]}
        if first + PAGE < len(found):
            page["next_page_key"] = f"k-{first + PAGE}"
        return answer(success=True, **page)

    def _one(self, subscriber_id: str) -> Response:
        everyone = {each["id"]: each for found in self.listed.values() for each in found}
        found = self.by_id.get(subscriber_id) or everyone.get(subscriber_id)
        if found is None:
            return answer(success=False, message="The subscriber was not found.")
        return answer(success=True, subscriber=found)


JSON = (("content-type", "application/json"),)


def answer(**body: Any) -> Response:
    return Response(200, JSON, json.dumps(body).encode())


class Rig:
    """An engine that has just started over a database."""

    def __init__(self, gumroad: FakeSubscribers, conn: sqlite3.Connection | None = None) -> None:
        self.gumroad = gumroad
        self.clock = FakeClock()
        self.conn = conn or open_database(":memory:")
        self.store = SubscriberStore(self.conn)
        self.told: list[SubscribersSyncView] = []
        self.reading = SubscriberReading(self.store, self.clock, self.told.append)
        self.client = Client(gumroad, self.clock, lambda: 0.0)

    def start(self, *products: str) -> SubscribersSyncView:
        names = tuple((product, product.title()) for product in products or ("club",))
        return self.reading.start(SHOP, self.client, names)

    async def read(self, *products: str) -> SubscribersSyncView:
        """Read to the end, an hour after the reading before."""
        self.clock.advance(3600)
        self.start(*products)
        await self.reading.finished()
        return self.reading.view

    def standings(self) -> dict[str, int]:
        return dict(self.store.standings(SHOP))

    def ids(self, form: SubscribersForm = EVERYTHING) -> list[str]:
        return [row.subscriber_id for row in self.store.rows(SHOP, form, 10_000)]

    def again(self) -> "Rig":
        """The engine after it was killed."""
        rig = Rig(self.gumroad, self.conn)
        rig.clock = self.clock
        rig.reading = SubscriberReading(rig.store, rig.clock, rig.told.append)
        return rig
