"""Schedules by id. Each method is one durable statement."""

import sqlite3
from collections.abc import Iterable

from py_core.schedule.records import ScheduleRecord

_SHOWN_OVER = 100


class ScheduleStore:
    """Schedules of every account; of those that are over, a list holds the newest _SHOWN_OVER."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def save(self, record: ScheduleRecord) -> None:
        """Keep a schedule, or replace it. Its plan must be stored."""
        self._connection.execute(
            "INSERT INTO schedules (schedule_id, account_id, digest, over, created_at_ms, record_json)"
            " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (schedule_id) DO UPDATE SET over = excluded.over,"
            " record_json = excluded.record_json",
            (
                record.schedule_id,
                record.account_id,
                record.digest,
                record.over,
                record.created_at_ms,
                record.model_dump_json(),
            ),
        )

    def load(self, schedule_id: str) -> ScheduleRecord | None:
        """The schedule of that id, or None."""
        rows = self._records("WHERE schedule_id = ?", schedule_id)
        return next(iter(rows), None)

    def open(self) -> tuple[ScheduleRecord, ...]:
        """Every account's schedules that are not over."""
        return self._records("WHERE over = 0 ORDER BY created_at_ms, schedule_id")

    def list(self, account_id: str) -> tuple[ScheduleRecord, ...]:
        """The account's schedules: all that are not over, then the newest that are."""
        return self._records(
            "WHERE account_id = ? ORDER BY over, created_at_ms DESC, schedule_id LIMIT"
            " (SELECT count(*) FROM schedules WHERE account_id = ? AND over = 0) + ?",
            account_id,
            account_id,
            _SHOWN_OVER,
        )

    def _records(self, clause: str, *values: str | int) -> tuple[ScheduleRecord, ...]:
        rows: Iterable[tuple[str]] = self._connection.execute(f"SELECT record_json FROM schedules {clause}", values)
        return tuple(ScheduleRecord.model_validate_json(text) for (text,) in rows)
