"""The sales history of each account, and how far reading it is. Every method is one durable transaction.

A page's sales and where their range goes on are stored together, so whatever happens in between, a range goes
on behind the last page that is here. A sale is known by its id: storing it again changes nothing, and what was
read earlier never replaces what was read later.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from py_core.sales.days import Zone
from py_core.sales.proof import Unread
from py_core.sales.ranges import NewRange, ReadRange
from py_core.sales.record import SyncRecord
from py_core.sales.rows import Details, Facts, SaleRow, unpacked
from py_core.sales.totals import Told, Totals
from py_core.store.database import writing

_FACTS = ", ".join(Facts._fields)
_DETAILS = ", ".join(Details._fields)
_INSERT_FACTS = (
    f"INSERT INTO sales (sale_key, account, sale_id, checksum, read_at_ms, {_FACTS})"
    f" VALUES (?, ?, ?, ?, ?{', ?' * len(Facts._fields)})"
)
_INSERT_DETAILS = (
    f"INSERT INTO sale_details (sale_key, {_DETAILS}, raw) VALUES (?{', ?' * len(Details._fields)}, ?)"
)
_UPDATE_FACTS = (
    f"UPDATE sales SET checksum = ?, read_at_ms = ?, {', '.join(f'{name} = ?' for name in Facts._fields)}"
    " WHERE sale_key = ?"
)
_UPDATE_DETAILS = (
    f"UPDATE sale_details SET {', '.join(f'{name} = ?' for name in Details._fields)}, raw = ? WHERE sale_key = ?"
)
_TOTALS = "sum(quantity), sum(price_minor), sum(refunded_minor), sum(refunded_units), sum(estimated)"
_RANGE_COLUMNS = ", ".join(NewRange.model_fields)
_IDS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class PageTaken:
    """A page of a range: its sales, when it was asked for, and the range as it is behind it (None: at its end)."""

    range_id: int
    rows: Sequence[SaleRow]
    asked_at_ms: int
    behind: NewRange | None


@dataclass(frozen=True, slots=True)
class Tally:
    """Sales that were new and sales that had changed, since the reading began."""

    found: int
    changed: int


@dataclass(frozen=True, slots=True)
class DayKept:
    """A day as Gumroad told it last, and as it told it when the day was last read (`read_mark`, None: never)."""

    told: Told
    read_mark: str | None
    tries: int


class SalesStore:
    """Sales, ranges, days and the record of the reading, per account."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._names: dict[tuple[int, str], tuple[str, str]] = {}

    def forget_loaded(self) -> None:
        """Needed after the tables were wiped."""
        self._names.clear()

    # The record and the ranges

    def load_record(self, account_id: str) -> SyncRecord:
        """How far reading is; that of a shop that was never read by default."""
        row = self._connection.execute(
            "SELECT sync_json FROM sales_accounts WHERE account_id = ?", (account_id,)
        ).fetchone()
        return SyncRecord() if row is None else SyncRecord.model_validate_json(row[0])

    def tally(self, account_id: str) -> Tally:
        """What the reading has found so far."""
        row = self._account_row(account_id, "found, changed")
        return Tally(0, 0) if row is None else Tally(*row)

    def zone(self, account_id: str) -> Zone:
        """The seller's zone as far as the sales have shown it."""
        row = self._account_row(account_id, "zone_least, zone_most")
        return Zone() if row is None else Zone(*row)

    def begin(self, account_id: str, record: SyncRecord) -> None:
        """Start a reading: nothing found yet; for a full one no day counts as read. What was left open goes."""
        with self._writing():
            account = self._account(account_id, record)
            self._connection.execute(
                "UPDATE sales_accounts SET found = 0, changed = 0 WHERE account = ?", (account,)
            )
            self._connection.execute("DELETE FROM sales_ranges WHERE account = ?", (account,))
            self._connection.execute(
                "UPDATE sales_days SET wanted_mark = NULL, tries = CASE WHEN ?1 THEN 0 ELSE tries END,"
                " read_mark = CASE WHEN ?1 THEN NULL ELSE read_mark END WHERE account = ?2",
                (record.full, account),
            )

    def save_record(self, account_id: str, record: SyncRecord) -> None:
        """Replace the record."""
        with self._writing():
            self._account(account_id, record)

    def plan(
        self,
        account_id: str,
        record: SyncRecord,
        ranges: Iterable[NewRange],
        told: Mapping[int, Told],
        wanted: Iterable[int],
    ) -> tuple[ReadRange, ...]:
        """Keep what Gumroad told about days, and what is to be read because of it; the ranges with their ids.

        `wanted` are the days that the ranges are there for: they count as read when the round is over.
        """
        with self._writing():
            account = self._account(account_id, record)
            self._connection.executemany(
                "INSERT INTO sales_days"
                " (account, day, units, gross_minor, net_minor, refunded_minor, refunded_units)"
                " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (account, day) DO UPDATE SET units = excluded.units,"
                " gross_minor = excluded.gross_minor, net_minor = excluded.net_minor,"
                " refunded_minor = excluded.refunded_minor, refunded_units = excluded.refunded_units",
                (
                    (account, day, t.units, t.gross_minor, t.net_minor, t.refunded_minor, t.refunded_units)
                    for day, t in told.items()
                ),
            )
            self._connection.executemany(
                "UPDATE sales_days SET wanted_mark = ? WHERE account = ? AND day = ?",
                ((told[day].mark, account, day) for day in wanted),
            )
            return self._add(account, ranges)

    def mark_current(self, account_id: str, marks: Mapping[int, Told]) -> None:
        """These days need no reading: what is here adds up to what was told just now."""
        with self._writing():
            self._connection.executemany(
                "UPDATE sales_days SET read_mark = ? WHERE day = ?"
                " AND account = (SELECT account FROM sales_accounts WHERE account_id = ?)",
                ((told.mark, day, account_id) for day, told in marks.items()),
            )

    def end_round(self, account_id: str, record: SyncRecord) -> tuple[int, ...]:
        """Every range is done: the days they were there for are read, but for those Gumroad would not list.

        Gives those days. A day that was told the same as before was read because it did not agree: one try more.
        """
        with self._writing():
            account = self._account(account_id, record)
            wanted = self._connection.execute(
                "SELECT day FROM sales_days WHERE account = ? AND wanted_mark IS NOT NULL", (account,)
            ).fetchall()
            self._connection.execute(
                "UPDATE sales_days SET tries = CASE WHEN read_mark IS wanted_mark THEN tries + 1 ELSE 1 END,"
                " read_mark = CASE WHEN EXISTS (SELECT 1 FROM sales_ranges WHERE account = sales_days.account"
                " AND state = 'unread' AND first_day <= day + 1 AND end_day > day - 1)"
                " THEN NULL ELSE wanted_mark END, wanted_mark = NULL"
                " WHERE account = ? AND wanted_mark IS NOT NULL",
                (account,),
            )
            self._connection.execute("DELETE FROM sales_ranges WHERE account = ? AND state = 'open'", (account,))
            return tuple(day for (day,) in wanted)

    def open_ranges(self, account_id: str) -> tuple[ReadRange, ...]:
        """What is still to be read, newest first."""
        rows = self._connection.execute(
            f"SELECT range_id, {_RANGE_COLUMNS} FROM sales_ranges JOIN sales_accounts USING (account)"
            " WHERE account_id = ? AND state = 'open' ORDER BY end_day DESC, range_id",
            (account_id,),
        )
        return tuple(_range_of(row) for row in rows)

    def range(self, range_id: int) -> ReadRange:
        """One range as it is by now."""
        row = self._connection.execute(
            f"SELECT range_id, {_RANGE_COLUMNS} FROM sales_ranges WHERE range_id = ?", (range_id,)
        ).fetchone()
        return _range_of(row)

    def unread(self, account_id: str) -> tuple[Unread, ...]:
        """What Gumroad would not list in this reading."""
        rows = self._connection.execute(
            "SELECT first_day, end_day, product_id FROM sales_ranges JOIN sales_accounts USING (account)"
            " WHERE account_id = ? AND state = 'unread' ORDER BY first_day",
            (account_id,),
        )
        return tuple(Unread(first_day=first, end_day=end, product_id=product) for first, end, product in rows)

    def replace_range(self, account_id: str, range_id: int, parts: Sequence[NewRange]) -> tuple[ReadRange, ...]:
        """Ask for these instead of a range; without parts it is given up and counts as not listed."""
        with self._writing():
            if not parts:
                self._connection.execute("UPDATE sales_ranges SET state = 'unread' WHERE range_id = ?", (range_id,))
                return ()
            account = self._account(account_id)
            self._connection.execute("DELETE FROM sales_ranges WHERE range_id = ?", (range_id,))
            return self._add(account, parts)

    # Sales

    def take(self, account_id: str, pages: Sequence[PageTaken]) -> None:
        """Keep pages and how far their ranges are by them."""
        with self._writing():
            account = self._account(account_id)
            for page in pages:
                self._put(account, page.rows, page.asked_at_ms)
                if page.behind is None:
                    self._connection.execute("DELETE FROM sales_ranges WHERE range_id = ?", (page.range_id,))
                else:
                    self._connection.execute(
                        "UPDATE sales_ranges SET position = ?, reached = ?, expected = ? WHERE range_id = ?",
                        (page.behind.position, page.behind.reached, page.behind.expected, page.range_id),
                    )

    def put(self, account_id: str, rows: Sequence[SaleRow], asked_at_ms: int) -> None:
        """Keep sales that came in another way, such as the answer to a refund."""
        with self._writing():
            self._put(self._account(account_id), rows, asked_at_ms)

    def remove_vanished(self, account_id: str, day: int, before_ms: int) -> int:
        """Drop the sales of a day that were not listed since a moment; how many there were."""
        with self._writing():
            account = self._account(account_id)
            rows = self._connection.execute(
                "SELECT sale_key FROM sales WHERE account = ? AND day = ? AND read_at_ms < ?",
                (account, day, before_ms),
            ).fetchall()
            for table in ("sale_details", "sales"):
                self._connection.executemany(f"DELETE FROM {table} WHERE sale_key = ?", rows)
            self._connection.executemany(
                "DELETE FROM script_cells"
                " WHERE column_id IN (SELECT column_id FROM script_columns) AND sale_key = ?",
                rows,
            )
            if rows:
                self._connection.execute(
                    "UPDATE sales_accounts SET revision = revision + 1 WHERE account = ?", (account,)
                )
            return len(rows)

    def units_listed_since(self, account_id: str, day: int, since_ms: int) -> int:
        """The units of a day's sales that were listed at or after a moment."""
        return int(
            self._one(
                "SELECT coalesce(sum(quantity), 0) FROM sales WHERE account = :account AND day = :day"
                " AND read_at_ms >= :since",
                account_id,
                day=day,
                since=since_ms,
            )
        )

    def forget(self, account_id: str) -> None:
        """Drop everything of a shop."""
        with self._writing():
            account = self._account(account_id)
            self._connection.execute(
                "DELETE FROM sale_details WHERE sale_key IN (SELECT sale_key FROM sales WHERE account = ?)",
                (account,),
            )
            for table in ("sales", "sale_products", "sales_days", "sales_ranges", "sales_accounts"):
                self._connection.execute(f"DELETE FROM {table} WHERE account = ?", (account,))
            self._connection.execute(
                "DELETE FROM script_cells"
                " WHERE column_id IN (SELECT column_id FROM script_columns WHERE account_id = ?)",
                (account_id,),
            )
            self._connection.execute("DELETE FROM script_columns WHERE account_id = ?", (account_id,))
        self.forget_loaded()

    def count(self, account_id: str) -> int:
        """How many sales are here."""
        return int(self._one("SELECT count(*) FROM sales WHERE account = :account", account_id))

    def raw(self, account_id: str, sale_id: str) -> dict[str, Any] | None:
        """The JSON of one sale, without what is only true at the moment of reading; None where it is not here."""
        row = self._connection.execute(
            "SELECT raw FROM sale_details JOIN sales USING (sale_key) JOIN sales_accounts USING (account)"
            " WHERE account_id = ? AND sale_id = ?",
            (account_id, sale_id),
        ).fetchone()
        return None if row is None else unpacked(row[0])

    # Totals

    def day_totals(self, account_id: str, first_day: int, last_day: int) -> dict[int, Totals]:
        """What the sales here add up to on each day of the seller's that has any."""
        rows = self._connection.execute(
            f"SELECT day, {_TOTALS} FROM sales INDEXED BY sales_by_day"
            " WHERE account = (SELECT account FROM sales_accounts WHERE account_id = ?) AND day BETWEEN ? AND ?"
            " GROUP BY day",
            (account_id, first_day, last_day),
        )
        return {day: Totals(*sums) for day, *sums in rows}

    def product_totals(self, account_id: str, day: int) -> dict[str, Totals]:
        """The same for each product on one day."""
        rows = self._connection.execute(
            f"SELECT product_id, {_TOTALS} FROM sales INDEXED BY sales_by_day"
            " WHERE account = (SELECT account FROM sales_accounts WHERE account_id = ?) AND day = ?"
            " GROUP BY product_id",
            (account_id, day),
        )
        return {product_id: Totals(*sums) for product_id, *sums in rows}

    def oldest_day(self, account_id: str) -> int | None:
        """The seller's first day with a sale, here or in what Gumroad told; None where there is none."""
        found = self._one(
            "SELECT min(day) FROM (SELECT min(day) AS day FROM sales WHERE account = :account"
            " UNION ALL SELECT min(day) FROM sales_days WHERE units > 0 AND account = :account)",
            account_id,
        )
        return None if found is None else int(found)

    def units_told(self, account_id: str) -> int:
        """How many units Gumroad tells in all, as far as it was asked."""
        return int(self._one("SELECT coalesce(sum(units), 0) FROM sales_days WHERE account = :account", account_id))

    def days(self, account_id: str, first_day: int, last_day: int) -> dict[int, DayKept]:
        """What Gumroad told about days."""
        rows = self._connection.execute(
            "SELECT day, units, gross_minor, net_minor, refunded_minor, refunded_units, read_mark, tries"
            " FROM sales_days JOIN sales_accounts USING (account) WHERE account_id = ? AND day BETWEEN ? AND ?",
            (account_id, first_day, last_day),
        )
        return {day: DayKept(Told(*told), read_mark, tries) for day, *told, read_mark, tries in rows}

    # Inside

    def _writing(self) -> AbstractContextManager[None]:
        return writing(self._connection)

    def _one(self, sql: str, account_id: str, **values: int) -> Any:
        named = sql.replace(":account", "(SELECT account FROM sales_accounts WHERE account_id = :account_id)")
        (found,) = self._connection.execute(named, {"account_id": account_id, **values}).fetchone()
        return found

    def _account_row(self, account_id: str, columns: str) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self._connection.execute(
            f"SELECT {columns} FROM sales_accounts WHERE account_id = ?", (account_id,)
        ).fetchone()
        return row

    def _account(self, account_id: str, record: SyncRecord | None = None) -> int:
        """The account's number; with a record, that is kept, too."""
        row = self._account_row(account_id, "account")
        if row is None:
            text = (record or SyncRecord()).model_dump_json()
            (number,) = self._connection.execute(
                "INSERT INTO sales_accounts (account_id, sync_json) VALUES (?, ?) RETURNING account",
                (account_id, text),
            ).fetchone()
            return int(number)
        if record is not None:
            self._connection.execute(
                "UPDATE sales_accounts SET sync_json = ? WHERE account = ?", (record.model_dump_json(), row[0])
            )
        return int(row[0])

    def _add(self, account: int, ranges: Iterable[NewRange]) -> tuple[ReadRange, ...]:
        added = []
        for each in ranges:
            fields = each.model_dump()
            (range_id,) = self._connection.execute(
                f"INSERT INTO sales_ranges (account, state, {_RANGE_COLUMNS})"
                f" VALUES (?, 'open'{', ?' * len(fields)}) RETURNING range_id",
                (account, *fields.values()),
            ).fetchone()
            added.append(ReadRange(range_id=range_id, **fields))
        return tuple(added)

    def _put(self, account: int, rows: Sequence[SaleRow], asked_at_ms: int) -> None:
        unique = {row.sale_id: row for row in rows}
        if not unique:
            return
        known = self._known(account, tuple(unique))
        (last,) = self._connection.execute("SELECT coalesce(max(sale_key), 0) FROM sales").fetchone()
        new = [row for sale_id, row in unique.items() if sale_id not in known]
        stale = [key for sale_id, (key, _, read) in known.items() if read <= asked_at_ms]
        changed = [
            (known[sale_id][0], row)
            for sale_id, row in unique.items()
            if sale_id in known and known[sale_id][2] <= asked_at_ms and known[sale_id][1] != row.checksum
        ]
        run = self._connection.executemany
        run(
            _INSERT_FACTS,
            (
                (key, account, row.sale_id, row.checksum, asked_at_ms, *row.facts)
                for key, row in enumerate(new, start=last + 1)
            ),
        )
        run(_INSERT_DETAILS, ((key, *row.details, row.raw) for key, row in enumerate(new, start=last + 1)))
        run("UPDATE sales SET read_at_ms = ? WHERE sale_key = ?", ((asked_at_ms, key) for key in stale))
        run(_UPDATE_FACTS, ((row.checksum, asked_at_ms, *row.facts, key) for key, row in changed))
        run(_UPDATE_DETAILS, ((*row.details, row.raw, key) for key, row in changed))
        self._name_products(account, unique.values())
        self._count(
            account, len(new), len(changed), [row.ahead for row in unique.values() if row.ahead is not None]
        )

    def _known(self, account: int, ids: Sequence[str]) -> dict[str, tuple[int, int, int]]:
        known: dict[str, tuple[int, int, int]] = {}
        for at in range(0, len(ids), _IDS_AT_ONCE):
            some = ids[at : at + _IDS_AT_ONCE]
            rows = self._connection.execute(
                "SELECT sale_id, sale_key, checksum, read_at_ms FROM sales"
                f" WHERE account = ? AND sale_id IN ({', '.join('?' * len(some))})",
                (account, *some),
            )
            known.update((sale_id, (key, checksum, read)) for sale_id, key, checksum, read in rows)
        return known

    def _name_products(self, account: int, rows: Iterable[SaleRow]) -> None:
        for row in rows:
            product_id, *names = row.product
            key, called = (account, product_id), (names[0], names[1])
            if self._names.get(key) != called:
                self._connection.execute(
                    "INSERT OR REPLACE INTO sale_products (account, product_id, name, permalink)"
                    " VALUES (?, ?, ?, ?)",
                    (account, *row.product),
                )
                self._names[key] = called

    def _count(self, account: int, new: int, changed: int, ahead: Sequence[int]) -> None:
        if new or changed:
            self._connection.execute(
                "UPDATE sales_accounts SET found = found + ?1, changed = changed + ?2,"
                " revision = revision + (?2 > 0) WHERE account = ?3",
                (new, changed, account),
            )
        if ahead:
            least, most = min(ahead), max(ahead)
            self._connection.execute(
                "UPDATE sales_accounts SET zone_least = min(coalesce(zone_least, ?1), ?1),"
                " zone_most = max(coalesce(zone_most, ?2), ?2) WHERE account = ?3"
                " AND (zone_least IS NULL OR zone_least > ?1 OR zone_most < ?2)",
                (least, most, account),
            )


def _range_of(row: tuple[Any, ...]) -> ReadRange:
    names = ("range_id", *NewRange.model_fields)
    return ReadRange.model_validate(dict(zip(names, row, strict=True)), strict=False)
