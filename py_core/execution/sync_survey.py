"""Asking for Gumroad's totals year by year, newest first, and planning what to read because of them."""

from py_core.errors import Rejected
from py_core.execution.sync_reading import Asker, rows_of
from py_core.gumroad.calls.history import list_history, summarize_days, took_too_long
from py_core.sales.days import FOUNDED, day_of_ms, day_text
from py_core.sales.ranges import DayNeed, NewRange, ReadRange, ranges_for, tiled
from py_core.sales.record import SyncRecord
from py_core.sales.totals import NOTHING, NOTHING_TOLD, Told, Totals, told_by_day
from py_core.store.sales_store import SalesStore

WINDOW_DAYS = 366
LEAST_WINDOW_DAYS = 7
MOST_TRIES = 3
"""How often a day is read whose units do not agree, before it is told to the seller."""
MOST_TRIES_FOR_MONEY = 2
"""How often where the units agree and the money does not: a changed sale may have been passed over."""
HOPELESS_DAYS = 20
HOPELESS_SHARE = 5
"""More days than that, and more than a fifth of all: then Gumroad counts in another way, and reading them once
more, page number by page number, would find nothing.
"""


class Surveyor:
    """One account's totals. The record it hands on says where the next step goes on."""

    def __init__(self, asker: Asker, store: SalesStore, account_id: str) -> None:
        self._asker = asker
        self._store = store
        self._account_id = account_id
        self._window_days = WINDOW_DAYS

    async def step(self, record: SyncRecord, end_day: int) -> tuple[SyncRecord, tuple[ReadRange, ...]]:
        """Ask for the year that ends before a day and keep what follows; the record and the ranges to read.

        Raises: GumroadError or NoAnswer; nothing is planned then.
        """
        floor = FOUNDED if record.start_day is None or record.reads_everything else record.start_day
        told, first_day = await self._totals(max(FOUNDED, end_day - self._window_days), end_day - 1)
        sold = any(said.units for said in told.values())
        changes: dict[str, object] = {"survey_before": first_day if first_day > floor else None}
        if record.reads_everything and not sold and not _is_unlisted(record, first_day):
            changes["unlisted_from"] = await self._unlisted_from(end_day)
        surveyed = record.model_copy(update=changes)
        ranges, wanted, kept = self._planned(surveyed, first_day, end_day, told)
        planned = surveyed.model_copy(update={"planned": record.planned + len(ranges)})
        return planned, self._store.plan(self._account_id, planned, ranges, kept, wanted)

    async def _totals(self, first_day: int, last_day: int) -> tuple[dict[int, Told], int]:
        """The totals of days up to the last one, and the first day they are of: fewer where that takes too long."""
        while True:
            try:
                summary = await self._asker.ask(summarize_days(day_text(first_day), day_text(last_day)))
                return told_by_day(summary), first_day
            except Rejected as error:
                if not took_too_long(error) or last_day - first_day < LEAST_WINDOW_DAYS:
                    raise
            self._window_days = (last_day - first_day + 1) // 2
            first_day = last_day - self._window_days + 1

    async def _unlisted_from(self, end_day: int) -> int | None:
        """The UTC day from which nothing is listed up to another; None where that cannot be told."""
        try:
            page = await self._asker.ask(list_history(before=day_text(end_day)))
        except Rejected as error:
            if took_too_long(error):
                return None
            raise
        days = [day_of_ms(row.facts.created_ms) for row in rows_of(page.items)]
        if not page.items:
            return FOUNDED
        return max(days) + 1 if days else None

    def _planned(
        self, record: SyncRecord, first_day: int, end_day: int, told: dict[int, Told]
    ) -> tuple[tuple[NewRange, ...], tuple[int, ...], dict[int, Told]]:
        """The ranges to read, the days they are there for, and the totals to keep, also those that are gone now."""
        here = self._store.day_totals(self._account_id, first_day, end_day - 1)
        kept = self._store.days(self._account_id, first_day, end_day - 1)
        all_told = {day: told.get(day, NOTHING_TOLD) for day in sorted(here.keys() | kept.keys() | told.keys())}
        units = {day: said.units for day, said in all_told.items()}
        if record.reads_everything and not _is_unlisted(record, first_day):
            return tiled(first_day, end_day, units), tuple(all_told), all_told
        needs: list[DayNeed] = []
        current: dict[int, Told] = {}
        for day, said in all_told.items():
            held, known = here.get(day, NOTHING), kept.get(day)
            same = known is not None and known.read_mark == said.mark
            tries = known.tries if known is not None and same else 0
            if said.is_here(held) and known is not None and known.read_mark is not None:
                if not same:
                    current[day] = said
            elif not same or tries < _tries_worth(said, held):
                needs.append(DayNeed(day=day, told=said.units, here=held.units, tries=tries))
        if current:
            self._store.mark_current(self._account_id, current)
        needs = _without_hopeless(needs, len(all_told))
        zone = self._store.zone(self._account_id)
        return ranges_for(needs, zone, units), tuple(need.day for need in needs), all_told


def _is_unlisted(record: SyncRecord, first_day: int) -> bool:
    """Whether Gumroad is known to list nothing in the year that begins with a day."""
    return record.unlisted_from is not None and first_day >= record.unlisted_from


def _tries_worth(told: Told, here: Totals) -> int:
    """How often a day is worth reading that was told the same each time."""
    if told.units != here.units:
        return MOST_TRIES
    return 0 if told.fits(here) else MOST_TRIES_FOR_MONEY


def _without_hopeless(needs: list[DayNeed], days: int) -> list[DayNeed]:
    again = sum(need.tries > 0 for need in needs)
    if again <= max(HOPELESS_DAYS, days // HOPELESS_SHARE):
        return needs
    return [need for need in needs if need.tries == 0]
