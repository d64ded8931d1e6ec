"""Payouts of each account as Gumroad listed them, their details where they were read, and the sales they name.

Every method is one durable transaction.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence

from py_core.gumroad.models import Payout, read_payout
from py_core.payouts.reconcile import SaleFacts
from py_core.payouts.record import KeptPayout, PayoutsRecord, kept_of
from py_core.store.database import writing

_IDS_AT_ONCE = 500
_COLUMNS = "payout_json, detail_json, detail_read_at_ms"


class PayoutStore:
    """Payouts per account. Days are given as moments in UTC."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def load_record(self, account_id: str) -> PayoutsRecord:
        """When the list was read; that of a shop that was never read by default."""
        row = self._connection.execute(
            "SELECT record_json FROM payout_readings WHERE account_id = ?", (account_id,)
        ).fetchone()
        return PayoutsRecord() if row is None else PayoutsRecord.model_validate_json(row[0])

    def take(self, account_id: str, payouts: Sequence[Payout]) -> None:
        """Keep a page of past payouts. A detail that is here is dropped where its payout is told otherwise now."""
        rows = [
            (account_id, payout.id, payout.created_at_ms or 0, _text(payout.raw))
            for payout in payouts
            if payout.id is not None
        ]
        with writing(self._connection):
            self._connection.executemany(
                "INSERT INTO payouts (account_id, payout_id, created_ms, payout_json) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (account_id, payout_id) DO UPDATE SET created_ms = excluded.created_ms,"
                " detail_json = CASE WHEN payout_json = excluded.payout_json THEN detail_json END,"
                " detail_read_at_ms = CASE WHEN payout_json = excluded.payout_json THEN detail_read_at_ms END,"
                " payout_json = excluded.payout_json",
                rows,
            )

    def end(self, account_id: str, upcoming: Iterable[Payout], now_ms: int) -> None:
        """The list was read to its end, with these payouts to come."""
        record = PayoutsRecord(ended_at_ms=now_ms, upcoming=tuple(_text(payout.raw) for payout in upcoming))
        with writing(self._connection):
            self._connection.execute(
                "INSERT OR REPLACE INTO payout_readings (account_id, record_json) VALUES (?, ?)",
                (account_id, record.model_dump_json()),
            )

    def keep_detail(self, account_id: str, payout: Payout, now_ms: int) -> None:
        """Keep a payout that was read whole."""
        with writing(self._connection):
            self._connection.execute(
                "UPDATE payouts SET detail_json = ?, detail_read_at_ms = ? WHERE account_id = ? AND payout_id = ?",
                (_text(payout.raw), now_ms, account_id, payout.id),
            )

    def upcoming(self, account_id: str) -> tuple[KeptPayout, ...]:
        """The payouts to come, as of the newest reading."""
        record = self.load_record(account_id)
        return tuple(kept_of(read_payout(json.loads(text))) for text in record.upcoming)

    def past(self, account_id: str, from_ms: int, before_ms: int) -> tuple[KeptPayout, ...]:
        """Those made in a time, newest first."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM payouts WHERE account_id = ? AND created_ms >= ? AND created_ms < ?"
            " ORDER BY created_ms DESC, payout_id",
            (account_id, from_ms, before_ms),
        )
        return tuple(_kept(*row) for row in rows)

    def one(self, account_id: str, payout_id: str) -> KeptPayout | None:
        """One of them, or None."""
        row = self._connection.execute(
            f"SELECT {_COLUMNS} FROM payouts WHERE account_id = ? AND payout_id = ?", (account_id, payout_id)
        ).fetchone()
        return None if row is None else _kept(*row)

    def count(self, account_id: str) -> int:
        """How many past ones are here."""
        (count,) = self._connection.execute(
            "SELECT count(*) FROM payouts WHERE account_id = ?", (account_id,)
        ).fetchone()
        return int(count)

    def sales(self, account_id: str, ids: Sequence[str]) -> dict[str, SaleFacts]:
        """The stored ones among these sales, by id."""
        found: dict[str, SaleFacts] = {}
        for at in range(0, len(ids), _IDS_AT_ONCE):
            some = ids[at : at + _IDS_AT_ONCE]
            rows = self._connection.execute(
                "SELECT sale_id, price_minor, fee_minor, refunded_minor, dispute_won FROM sales"
                " WHERE account = (SELECT account FROM sales_accounts WHERE account_id = ?)"
                f" AND sale_id IN ({', '.join('?' * len(some))})",
                (account_id, *some),
            )
            found |= {sale_id: SaleFacts(*facts) for sale_id, *facts in rows}
        return found

    def forget(self, account_id: str) -> None:
        """Forget everything of an account."""
        with writing(self._connection):
            for table in ("payout_readings", "payouts"):
                self._connection.execute(f"DELETE FROM {table} WHERE account_id = ?", (account_id,))


def _text(raw: object) -> str:
    return json.dumps(raw, ensure_ascii=False, separators=(",", ":"))


def _kept(payout_json: str, detail_json: str | None, detail_read_at_ms: int | None) -> KeptPayout:
    detail = None if detail_json is None else json.loads(detail_json)
    return kept_of(read_payout(json.loads(payout_json)), detail, detail_read_at_ms)
