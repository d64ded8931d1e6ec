"""Composes what the tool *Listings* is made of: checks, bulk edits, spreadsheets, suggestions."""

import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from py_core.catalog.products import Shop
from py_core.desks.edits import EditsDesk
from py_core.desks.listings import ListingsDesk
from py_core.desks.sheets import SheetsDesk
from py_core.desks.suggest import SuggestDesk
from py_core.desks.suggest_shelf import SuggestShelf
from py_core.execution.client import Client
from py_core.execution.exports import ExportService
from py_core.execution.listing_reading import ListingReading
from py_core.execution.ports import Clock
from py_core.protocol.edit_views import ListingReadView
from py_core.store.catalog_store import CatalogStore
from py_core.store.listing_store import ListingStore
from py_core.store.meta_store import MetaStore
from py_core.store.plan_store import PlanStore
from py_core.store.sheet_store import SheetStore
from py_core.store.suggest_store import SuggestStore
from py_core.values import Value

Handler = Callable[[Any], Awaitable[Value] | Value]


class ListingTools:
    """Desks of one engine. `shop`, `account_id` and `client` raise InputError where there is none."""

    def __init__(
        self,
        conn: sqlite3.Connection,
        *,
        meta: MetaStore,
        catalog: CatalogStore,
        plans: PlanStore,
        exports: ExportService,
        clock: Clock,
        entropy: Callable[[int], bytes],
        shop: Callable[[], Shop],
        account_id: Callable[[], str],
        client: Callable[[], Client],
        seller: Callable[[], str],
        progressed: Callable[[ListingReadView], object],
    ) -> None:
        store = ListingStore(meta)
        self.reading = ListingReading(catalog, store, clock, progressed)
        listings = ListingsDesk(
            shop=shop,
            catalog=catalog,
            store=store,
            plans=plans,
            settings=meta.load_settings,
            clock=clock,
            account_id=account_id,
            client=client,
            seller=seller,
        )
        edits = EditsDesk(
            shop=shop,
            catalog=catalog,
            store=store,
            reading=self.reading,
            plans=plans,
            settings=meta.load_settings,
            clock=clock,
            account_id=account_id,
            client=client,
        )
        sheets = SheetsDesk(
            shop=shop,
            catalog=catalog,
            store=SheetStore(conn),
            exports=exports,
            plans=plans,
            settings=meta.load_settings,
            around=edits.around,
            clock=clock,
            entropy=entropy,
            account_id=account_id,
        )
        self.suggestions = SuggestShelf(store=SuggestStore(conn), catalog=catalog, shop=shop, account_id=account_id)
        suggest = SuggestDesk(
            shelf=self.suggestions,
            plans=plans,
            settings=meta.load_settings,
            clock=clock,
            entropy=entropy,
        )
        self.handlers: Mapping[type[Value], Handler] = {
            **listings.handlers(),
            **edits.handlers(),
            **sheets.handlers(),
            **suggest.handlers(),
        }
