"""What the pages ask about subscribers: who there is, reading them, and a file of them."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from py_core.catalog.products import ProductType, Shop
from py_core.errors import InputError
from py_core.execution.client import Client
from py_core.execution.exports import ExportService
from py_core.execution.ports import Clock
from py_core.execution.subscriber_reading import SubscriberReading
from py_core.export.cells import iso_moment
from py_core.export.columns import Column, Kind, Row
from py_core.export.options import ExportZone, clockface
from py_core.export.table import About, Batch, Table
from py_core.protocol import subscriber_commands as c
from py_core.protocol.amounts import Facet
from py_core.protocol.export_views import ExportView
from py_core.protocol.present_subscribers import (
    group_views,
    recurrence_label,
    recurring_view,
    standing_label,
    standing_views,
    subscriber_view,
)
from py_core.protocol.subscriber_views import SubscribersSyncView, SubscribersView
from py_core.sales.proof import Proof
from py_core.store.subscriber_store import SubscriberStore
from py_core.subscribers.forms import SubscribersForm
from py_core.subscribers.record import SubscriberRow
from py_core.subscribers.recurring import recurring_of
from py_core.values import Value
from py_core.words import say

ROWS_SHOWN = 2_000
KIND = "subscribers"
_SUBSCRIBED = (ProductType.MEMBERSHIP, ProductType.SUBSCRIPTION)


class SubscribersDesk:
    """Subscribers of the current shop. `account_id`, `client` and `shop` raise InputError where there is none."""

    def __init__(
        self,
        *,
        store: SubscriberStore,
        service: SubscriberReading,
        exports: ExportService,
        clock: Clock,
        account_id: Callable[[], str],
        client: Callable[[], Client],
        shop: Callable[[], Shop],
        proof: Callable[[], Proof | None],
    ) -> None:
        self._store = store
        self._service = service
        self._exports = exports
        self._clock = clock
        self._account_id = account_id
        self._client = client
        self._shop = shop
        self._proof = proof
        exports.register(KIND, self._table)

    def handlers(self) -> Mapping[type[Value], Callable[[Any], Any]]:
        """Which command goes where."""
        return {
            c.SubscribersList: self._list,
            c.SubscribersSync: self._sync,
            c.SubscribersStop: self._stop,
            c.SubscribersExport: self._export,
        }

    def _list(self, command: c.SubscribersList) -> SubscribersView:
        account_id, store, now_ms = self._account_id(), self._store, self._clock.now_ms()
        record, groups = store.load_record(account_id), store.groups(account_id)
        able = None if self._shop().read_at_ms is None else len(self._products())
        proof = self._proof()
        return SubscribersView(
            sync=self._service.view,
            unfinished=record.reading and not self._service.active,
            read_at_ms=record.ended_at_ms,
            able=able,
            total=store.count(account_id),
            matching=store.count(account_id, command.form),
            rows=tuple(subscriber_view(row, now_ms) for row in store.rows(account_id, command.form, ROWS_SHOWN)),
            standings=standing_views(store.standings(account_id)),
            groups=group_views(groups),
            recurring=recurring_view(
                recurring_of(store.last_charges(account_id)), proven=proof is not None and proof.complete
            ),
            left_to_look_up=store.count_to_look_up(account_id),
            products=_facets((product_id, name, count) for product_id, name, _, _, count in groups),
            recurrences=_facets((each, recurrence_label(each), count) for _, _, each, _, count in groups),
        )

    def _products(self) -> tuple[tuple[str, str], ...]:
        """Those that can have subscribers, as (id, name): by their type, or since they were sold so."""
        sold_so = self._store.products_sold_by_charges(self._account_id())
        return tuple(
            (each.product.id, each.product.name)
            for each in self._shop().products
            if each.type in _SUBSCRIBED or each.product.id in sold_so
        )

    def _sync(self, _: c.SubscribersSync) -> SubscribersSyncView:
        if self._shop().read_at_ms is None:
            raise InputError(
                "subscribers_no_shop", say("subscribers_no_shop"), hint=say("subscribers_no_shop_hint")
            )
        return self._service.start(self._account_id(), self._client(), self._products())

    async def _stop(self, _: c.SubscribersStop) -> SubscribersSyncView:
        return await self._service.stop()

    def _export(self, command: c.SubscribersExport) -> ExportView:
        return self._exports.begin(self._account_id(), KIND, command.form.model_dump_json(), command.options)

    def _table(self, account_id: str, request_json: str, fixed: str) -> Table:
        form = SubscribersForm.model_validate_json(request_json)
        record = self._store.load_record(account_id)
        revision = fixed or str(record.revision)

        def read(behind: str | None, limit: int) -> Batch:
            place: tuple[int, str] | None = None if behind is None else tuple(json.loads(behind))
            rows = self._store.rows_behind(account_id, form, place, limit)
            last = json.dumps([rows[-1].created_ms, rows[-1].subscriber_id]) if len(rows) == limit else None
            return Batch([_cells(row) for row in rows], last)

        def afterwards() -> tuple[str, ...]:
            changed = str(self._store.load_record(account_id).revision) != revision
            return (say("subscribers_file_changed"),) if changed else ()

        facts = [say("subscribers_file_past")]
        if record.ended_at_ms is not None:
            moment = iso_moment(record.ended_at_ms, clockface(ExportZone()))
            facts.insert(0, say("subscribers_file_read", moment=moment))
        if record.reading:
            facts.append(say("subscribers_file_unfinished"))
        if form.text.strip() or form.product_ids or form.standings or form.recurrences:
            facts.append(say("subscribers_file_filter"))
        return Table(
            stem="subscribers",
            about=About(title=say("subscribers_title"), facts=tuple(facts)),
            columns=_columns(),
            total=self._store.count(account_id, form),
            read=read,
            fixed=revision,
            afterwards=afterwards,
        )


def _facets(counted: Iterable[tuple[str, str, int]]) -> tuple[Facet, ...]:
    sums: dict[str, tuple[str, int]] = {}
    for value, label, count in counted:
        known, so_far = sums.get(value, (label, 0))
        sums[value] = (max(known, label), so_far + count)
    facets = [Facet(value=value, label=label, count=count) for value, (label, count) in sums.items()]
    return tuple(sorted(facets, key=lambda facet: (-facet.count, facet.label)))


def _columns() -> tuple[Column, ...]:
    def column(key: str, word: str, kind: Kind = Kind.TEXT, *, email: bool = False) -> Column:
        return Column(key, say(f"subscribers_column_{word}"), kind, email)

    return (
        column("email", "email", email=True),
        column("product", "product"),
        column("status", "status"),
        column("recurrence", "recurrence"),
        column("since", "since", Kind.MOMENT),
        column("cancellation_requested_at", "requested", Kind.MOMENT),
        column("cancelled_at", "cancelled", Kind.MOMENT),
        column("ended_at", "ended", Kind.MOMENT),
        column("failed_at", "failed", Kind.MOMENT),
        column("free_trial_ends_at", "trial", Kind.MOMENT),
        column("charges_agreed", "charges", Kind.WHOLE),
        column("license_key", "license"),
        column("listed", "listed", Kind.YES_NO),
        column("status_code", "status_code"),
        column("product_id", "product_id"),
        column("subscription_id", "id"),
        column("read_at", "seen", Kind.MOMENT),
    )


def _cells(row: SubscriberRow) -> Row:
    return (
        row.email,
        row.product_name,
        standing_label(row.standing),
        recurrence_label(row.recurrence) if row.recurrence else "",
        row.created_ms,
        row.requested_ms,
        row.cancelled_ms,
        row.ended_ms,
        row.failed_ms,
        row.trial_ends_ms,
        row.charges,
        row.license_key,
        row.listed,
        row.standing,
        row.product_id,
        row.subscriber_id,
        row.looked_at_ms or row.seen_at_ms,
    )
