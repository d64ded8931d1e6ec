"""What the pages ask about the sales history: its state, reading it, what it adds up to."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from py_core.errors import InputError
from py_core.execution.client import Client
from py_core.execution.ports import Clock
from py_core.execution.sync import SyncService
from py_core.protocol import sales_commands as c
from py_core.protocol.present_sales import proof_sentence, proof_view, totals_row
from py_core.protocol.sales_views import SalesStatusView, SalesSummaryView, SalesSyncView
from py_core.sales.days import FOUNDED, MINUTE_MS, day_of_ms, day_of_text
from py_core.sales.proof import Proof
from py_core.sales.totals import Sums
from py_core.store.sales_figures import SalesFigures
from py_core.store.sales_store import SalesStore
from py_core.values import Value
from py_core.words import say

Handler = Callable[[Any], Any]
_UNNAMED = {
    c.SalesGroup.PRODUCT: "sales_no_product",
    c.SalesGroup.COUNTRY: "sales_no_country",
    c.SalesGroup.CODE: "sales_no_code",
}


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
    ) -> None:
        self._store = store
        self._figures = figures
        self._service = service
        self._clock = clock
        self._account_id = account_id
        self._client = client

    def handlers(self) -> Mapping[type[Value], Handler]:
        """Which command goes where."""
        return {
            c.SalesStatus: self._status,
            c.SalesSync: self._sync,
            c.SalesStop: self._stop,
            c.SalesSummary: self._summary,
        }

    def proof(self) -> Proof | None:
        """What the last comparison with Gumroad's totals said; None while it is out of date or was never made."""
        record = self._store.load_record(self._account_id())
        return None if record.reading else record.proof

    def proof_sentence(self) -> str:
        """What can be said about completeness; also for the note beside an exported file."""
        proof = self.proof()
        if proof is not None:
            return proof_sentence(proof, *self._seller_days(proof))
        count = self._store.count(self._account_id())
        return say("sales_not_checked", n=count, count=f"{count:,}") if count else say("sales_not_read")

    def _status(self, _: c.SalesStatus) -> SalesStatusView:
        record = self._store.load_record(self._account_id())
        proof = self.proof()
        return SalesStatusView(
            sync=self._with_count(self._service.view),
            unfinished=record.reading and not self._service.active,
            read_at_ms=record.ended_at_ms,
            proof=None if proof is None else proof_view(proof, *self._seller_days(proof)),
        )

    def _sync(self, command: c.SalesSync) -> SalesSyncView:
        return self._service.start(self._account_id(), self._client(), full=command.full)

    async def _stop(self, _: c.SalesStop) -> SalesSyncView:
        return await self._service.stop()

    def _summary(self, command: c.SalesSummary) -> SalesSummaryView:
        first_day, last_day = _days(command.first_day, command.last_day)
        account_id = self._account_id()
        names = self._figures.product_names(account_id) if command.group is c.SalesGroup.PRODUCT else {}
        rows = self._figures.sums(account_id, command.group.value, first_day, last_day)
        total = self._figures.sums(account_id, "all", first_day, last_day)
        proof = self.proof()
        return SalesSummaryView(
            total=totals_row(total[0] if total else Sums(), say("sales_total")),
            rows=tuple(totals_row(sums, _label(command.group, sums.key, names)) for sums in rows),
            complete=proof is not None and proof.complete,
            sentence=self.proof_sentence(),
        )

    def _seller_days(self, proof: Proof) -> tuple[int, int]:
        """The seller's day when the proof was made, and now."""
        ahead_ms = (self._store.zone(self._account_id()).most or 0) * MINUTE_MS
        return day_of_ms(proof.checked_at_ms + ahead_ms), day_of_ms(self._clock.now_ms() + ahead_ms)

    def _with_count(self, view: SalesSyncView) -> SalesSyncView:
        if self._service.active:
            return view
        account_id = self._account_id()
        expected = self._store.units_told(account_id)
        return view.model_copy(update={"sales": self._store.count(account_id), "expected": expected})


def _days(first: str | None, last: str | None) -> tuple[int, int]:
    """Two days of a form. Raises: InputError with the fields that cannot be used."""
    errors: dict[str, str] = {}
    found = {"first_day": FOUNDED, "last_day": date.max.toordinal()}
    for name, text in (("first_day", first), ("last_day", last)):
        try:
            found[name] = found[name] if text is None else day_of_text(text)
        except ValueError:
            errors[name] = say("sales_bad_day")
    if not errors and found["last_day"] < found["first_day"]:
        errors["last_day"] = say("sales_days_reversed")
    if errors:
        raise InputError("sales_bad_days", say("sales_bad_days"), fields=errors)
    return found["first_day"], found["last_day"]


def _label(group: c.SalesGroup, key: str, names: Mapping[str, str]) -> str:
    shown = names.get(key, "") if group is c.SalesGroup.PRODUCT else key
    return shown or say(_UNNAMED[group])
