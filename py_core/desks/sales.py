"""What the pages ask about the sales history: its state, reading it, what it adds up to."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Literal

from py_core.execution.client import Client
from py_core.execution.ports import Clock
from py_core.execution.sync import SyncService
from py_core.protocol import sales_commands as c
from py_core.protocol.amounts import Facet
from py_core.protocol.overview_views import FeesView, OverviewView, SalesFacetsView, TopView
from py_core.protocol.present_overview import fee_sentences, label_of, period_text, point, top
from py_core.protocol.present_overview import figures as drawn_figures
from py_core.protocol.present_sales import proof_sentence, proof_view
from py_core.protocol.sales_views import SalesStatusView, SalesSyncView
from py_core.sales.days import MINUTE_MS, day_of_ms
from py_core.sales.overview import period_before, period_of, points, query_of_form, step_of
from py_core.sales.proof import Proof
from py_core.sales.totals import Sums
from py_core.settings import Settings
from py_core.store.sales_figures import SalesFigures
from py_core.store.sales_store import SalesStore
from py_core.values import Value
from py_core.words import say

Handler = Callable[[Any], Any]


class SalesDesk:
    """Sales of the current shop. `account_id` and `client` raise InputError where there is none."""

    def __init__(
        self,
        *,
        store: SalesStore,
        figures: SalesFigures,
        service: SyncService,
        clock: Clock,
        account_id: Callable[[], str],
        client: Callable[[], Client],
        settings: Callable[[], Settings],
    ) -> None:
        self._store = store
        self._figures = figures
        self._service = service
        self._clock = clock
        self._account_id = account_id
        self._client = client
        self._settings = settings

    def handlers(self) -> Mapping[type[Value], Handler]:
        """Which command goes where."""
        return {
            c.SalesStatus: self._status,
            c.SalesSync: self._sync,
            c.SalesStop: self._stop,
            c.SalesOverview: self._overview,
            c.SalesTop: self._top,
            c.SalesFees: self._fees,
            c.SalesFacets: self._facets,
        }

    def proof(self) -> Proof | None:
        """What the last comparison with Gumroad's totals said; None while it is out of date or was never made."""
        record = self._store.load_record(self._account_id())
        return None if record.reading else record.proof

    def proof_sentence(self) -> str:
        """What can be said about completeness; also for the note beside an exported file."""
        proof = self.proof()
        if proof is not None:
            return proof_sentence(proof, *self.seller_days(proof))
        count = self._store.count(self._account_id())
        return say("sales_not_checked", n=count, count=f"{count:,}") if count else say("sales_not_read")

    def _status(self, _: c.SalesStatus) -> SalesStatusView:
        record = self._store.load_record(self._account_id())
        proof = self.proof()
        return SalesStatusView(
            sync=self._with_count(self._service.view),
            unfinished=record.reading and not self._service.active,
            read_at_ms=record.ended_at_ms,
            proof=None if proof is None else proof_view(proof, *self.seller_days(proof)),
        )

    def _sync(self, command: c.SalesSync) -> SalesSyncView:
        return self._service.start(self._account_id(), self._client(), full=command.full)

    async def _stop(self, _: c.SalesStop) -> SalesSyncView:
        return await self._service.stop()

    def _overview(self, command: c.SalesOverview) -> OverviewView:
        account_id, form, figures = self._account_id(), command.form, self._figures
        today = self.today()
        query = query_of_form(form, today)
        first_sale = figures.first_day(account_id)
        period = period_of(query, today if first_sale is None else first_sale, today)
        before = period_before(form, query, today)
        if before is not None and (first_sale is None or before.last_day < first_sale):
            before = None
        earlier = None
        if before is not None:
            earlier = figures.total(
                account_id, replace(query, first_day=before.first_day, last_day=before.last_day)
            )
        step = step_of(form, period)
        sums = points(step, period, figures.sums(account_id, step.value, query))
        total = Sums.added(sums)
        proof = self.proof()
        return OverviewView(
            title=period_text(period, today),
            compared="" if before is None else say("sales_compared", days=period_text(before, today)),
            empty=total.sales == 0,
            figures=drawn_figures(total, earlier),
            step=step,
            points=tuple(point(step, each) for each in sums),
            complete=proof is not None and proof.complete,
            sentence=self.proof_sentence(),
        )

    def _top(self, command: c.SalesTop) -> TopView:
        account_id, group = self._account_id(), command.group
        names = self._figures.product_names(account_id) if group == "product" else {}
        query = query_of_form(command.form, self.today())
        return top(group, self._figures.sums(account_id, group, query), names)

    def _fees(self, command: c.SalesFees) -> FeesView:
        query = query_of_form(command.form, self.today())
        fees = self._figures.fees(self._account_id(), query)
        return FeesView(sentences=fee_sentences(fees, self._settings()), note=say("sales_net_note"))

    def _facets(self, _: c.SalesFacets) -> SalesFacetsView:
        return SalesFacetsView(
            products=self.facets("product"), countries=self.facets("country"), codes=self.facets("code")
        )

    def facets(self, group: Literal["product", "country", "code"]) -> tuple[Facet, ...]:
        """What a filter can choose from, and how often it occurs."""
        names = self._figures.product_names(self._account_id()) if group == "product" else {}
        counts = self._figures.counts(self._account_id(), group)
        return tuple(Facet(value=key, label=label_of(group, key, names), count=number) for key, number in counts)

    def today(self) -> int:
        """The seller's day now, as far as the sales have shown the zone."""
        ahead_ms = (self._store.zone(self._account_id()).most or 0) * MINUTE_MS
        return day_of_ms(self._clock.now_ms() + ahead_ms)

    def seller_days(self, proof: Proof) -> tuple[int, int]:
        """The seller's day when the proof was made, and now."""
        ahead_ms = (self._store.zone(self._account_id()).most or 0) * MINUTE_MS
        return day_of_ms(proof.checked_at_ms + ahead_ms), self.today()

    def _with_count(self, view: SalesSyncView) -> SalesSyncView:
        if self._service.active:
            return view
        account_id = self._account_id()
        expected = self._store.units_told(account_id)
        return view.model_copy(update={"sales": self._store.count(account_id), "expected": expected})
