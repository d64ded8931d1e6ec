"""Subscribers of each account as Gumroad listed them, and how far reading them is.

A page's subscribers and where its product goes on are stored together, so that a reading goes on behind the last
page that is here. One that is not listed any more is kept. Every method is one durable transaction.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence

from py_core.gumroad.models import Subscriber
from py_core.sales.rows import REFUNDED
from py_core.store.database import writing
from py_core.store.sales_query import Condition, escaped
from py_core.subscribers.forms import SubscribersForm
from py_core.subscribers.record import ReadProduct, SubscriberRow, SubscribersRecord
from py_core.subscribers.recurring import LastCharge
from py_core.subscribers.standing import ALIVE, GONE, OVER, PENDING_FAILURE, UNLISTED

_STANDING = (
    f"CASE WHEN gone = 1 THEN '{GONE}' WHEN listed = 0 AND looked_at_ms IS NULL THEN '{UNLISTED}' ELSE status END"
)
_COLUMNS = ", ".join(f"{_STANDING} AS standing" if name == "standing" else name for name in SubscriberRow._fields)
_SORTS = {
    "since": "created_ms",
    "email": "email COLLATE NOCASE",
    "product": "product_name COLLATE NOCASE",
    "standing": "standing",
}
_OVER = ", ".join(f"'{status}'" for status in OVER)
_PUT = (
    "INSERT INTO subscribers (account_id, subscriber_id, email, product_id, product_name, created_ms, recurrence,"
    " status, listed, charges, requested_ms, cancelled_ms, ended_ms, failed_ms, trial_ends_ms, license_key,"
    " seen_at_ms, looked_at_ms, raw_json) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?)"
    " ON CONFLICT (account_id, subscriber_id) DO UPDATE SET email = excluded.email,"
    " product_id = excluded.product_id, product_name = excluded.product_name, created_ms = excluded.created_ms,"
    " recurrence = excluded.recurrence, status = excluded.status, listed = 1, gone = 0, charges = excluded.charges,"
    " requested_ms = excluded.requested_ms, cancelled_ms = excluded.cancelled_ms, ended_ms = excluded.ended_ms,"
    " failed_ms = excluded.failed_ms, trial_ends_ms = excluded.trial_ends_ms, license_key = excluded.license_key,"
    " seen_at_ms = excluded.seen_at_ms, looked_at_ms = NULL, raw_json = excluded.raw_json"
)


class SubscriberStore:
    """Subscribers, the products they are read of, and the record of the reading, per account."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    # The reading

    def load_record(self, account_id: str) -> SubscribersRecord:
        """How far reading is; that of a shop that was never read by default."""
        row = self._connection.execute(
            "SELECT record_json FROM subscriber_readings WHERE account_id = ?", (account_id,)
        ).fetchone()
        return SubscribersRecord() if row is None else SubscribersRecord.model_validate_json(row[0])

    def begin(self, account_id: str, products: Iterable[tuple[str, str]], now_ms: int) -> None:
        """Start a reading of these products, given as (id, name)."""
        rows = [(account_id, product_id, at, name) for at, (product_id, name) in enumerate(products)]
        with writing(self._connection):
            self._connection.execute("DELETE FROM subscriber_products WHERE account_id = ?", (account_id,))
            self._connection.executemany(
                "INSERT INTO subscriber_products (account_id, product_id, position, name) VALUES (?, ?, ?, ?)", rows
            )
            self._change(account_id, reading=True, began_at_ms=now_ms, products=len(rows))

    def to_read(self, account_id: str) -> tuple[ReadProduct, ...]:
        """The products whose subscribers are still to be read."""
        rows = self._connection.execute(
            "SELECT product_id, name, page_key FROM subscriber_products WHERE account_id = ? AND done = 0"
            " ORDER BY position",
            (account_id,),
        )
        return tuple(ReadProduct(*row) for row in rows)

    def take(
        self,
        account_id: str,
        product_id: str,
        subscribers: Sequence[Subscriber],
        next_key: str | None,
        now_ms: int,
    ) -> None:
        """Keep a page of a product; without a next key the product is read."""
        with writing(self._connection):
            self._connection.executemany(_PUT, (_values(account_id, each, now_ms) for each in subscribers))
            self._go_on(account_id, product_id, next_key, done=next_key is None)
            self._change(account_id)

    def start_product_over(self, account_id: str, product_id: str) -> None:
        """Read a product from its first page on."""
        with writing(self._connection):
            self._go_on(account_id, product_id, None, done=False)

    def pass_over(self, account_id: str, product_id: str) -> None:
        """A product that is not there any more has nothing to be read."""
        with writing(self._connection):
            self._go_on(account_id, product_id, None, done=True)

    def unlist(self, account_id: str) -> None:
        """Every product is read: what this reading has not seen is not listed any more."""
        with writing(self._connection):
            began_at_ms = self.load_record(account_id).began_at_ms
            self._connection.execute(
                "UPDATE subscribers SET listed = 0 WHERE account_id = ? AND listed = 1 AND seen_at_ms < ?",
                (account_id, began_at_ms),
            )
            self._change(account_id)

    def to_look_up(self, account_id: str, at_most: int) -> tuple[str, ...]:
        """Ids that are not listed any more and whose end is not known, those never looked up first.

        One that was found to go on although it is not listed is looked up once in every reading.
        """
        rows = self._connection.execute(
            f"SELECT subscriber_id FROM subscribers WHERE {self._open_question()}"
            " ORDER BY looked_at_ms, created_ms DESC, subscriber_id LIMIT ?",
            (account_id, self.load_record(account_id).began_at_ms, at_most),
        )
        return tuple(subscriber_id for (subscriber_id,) in rows)

    def count_to_look_up(self, account_id: str) -> int:
        """How many `to_look_up` would give without a limit."""
        (count,) = self._connection.execute(
            f"SELECT count(*) FROM subscribers WHERE {self._open_question()}",
            (account_id, self.load_record(account_id).began_at_ms),
        ).fetchone()
        return int(count)

    def looked_up(self, account_id: str, subscriber_id: str, found: Subscriber | None, now_ms: int) -> None:
        """Keep what Gumroad says of one that is not listed; None: it has nothing under that id."""
        with writing(self._connection):
            if found is not None:
                self._connection.execute(_PUT, _values(account_id, found, now_ms))
            self._connection.execute(
                "UPDATE subscribers SET listed = 0, gone = ?, looked_at_ms = ?"
                " WHERE account_id = ? AND subscriber_id = ?",
                (found is None, now_ms, account_id, subscriber_id),
            )
            self._change(account_id)

    def end(self, account_id: str, now_ms: int) -> None:
        """The reading is over."""
        with writing(self._connection):
            self._change(account_id, reading=False, ended_at_ms=now_ms)

    def forget(self, account_id: str) -> None:
        """Forget everything of an account."""
        with writing(self._connection):
            for table in ("subscriber_readings", "subscriber_products", "subscribers"):
                self._connection.execute(f"DELETE FROM {table} WHERE account_id = ?", (account_id,))

    # Questions

    def count(self, account_id: str, form: SubscribersForm | None = None) -> int:
        """How many are kept, or match a form."""
        condition = _condition(account_id, form or SubscribersForm())
        (count,) = self._connection.execute(
            f"SELECT count(*) FROM subscribers WHERE {condition.sql}", condition.values
        ).fetchone()
        return int(count)

    def rows(self, account_id: str, form: SubscribersForm, at_most: int) -> tuple[SubscriberRow, ...]:
        """Those that match, in the order of the form."""
        condition = _condition(account_id, form)
        way = "DESC" if form.descending else "ASC"
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM subscribers WHERE {condition.sql}"
            f" ORDER BY {_SORTS[form.sort]} {way}, created_ms DESC, subscriber_id LIMIT ?",
            (*condition.values, at_most),
        )
        return tuple(SubscriberRow(*row) for row in rows)

    def rows_behind(
        self, account_id: str, form: SubscribersForm, behind: tuple[int, str] | None, at_most: int
    ) -> tuple[SubscriberRow, ...]:
        """Those that match, newest first, behind a (time, id), so that a file can be taken up anywhere."""
        condition = _condition(account_id, form)
        if behind is not None:
            condition.add("(created_ms < ? OR (created_ms = ? AND subscriber_id > ?))", behind[0], *behind)
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM subscribers WHERE {condition.sql}"
            " ORDER BY created_ms DESC, subscriber_id LIMIT ?",
            (*condition.values, at_most),
        )
        return tuple(SubscriberRow(*row) for row in rows)

    def standings(self, account_id: str) -> tuple[tuple[str, int], ...]:
        """Every standing that occurs, and how often."""
        rows = self._connection.execute(
            f"SELECT {_STANDING} AS standing, count(*) FROM subscribers WHERE account_id = ? GROUP BY standing",
            (account_id,),
        )
        return tuple((standing, count) for standing, count in rows)

    def groups(self, account_id: str) -> tuple[tuple[str, str, str, str, int], ...]:
        """(product id, its newest name, recurrence, standing, how many)."""
        rows = self._connection.execute(
            f"SELECT product_id, max(product_name), recurrence, {_STANDING} AS standing, count(*) FROM subscribers"
            " WHERE account_id = ? GROUP BY product_id, recurrence, standing",
            (account_id,),
        )
        return tuple(rows)

    def last_charges(self, account_id: str) -> tuple[LastCharge, ...]:
        """Every subscription that goes on, with its newest paid charge among the stored sales."""
        rows = self._connection.execute(
            "SELECT recurrence, charges, price_minor FROM subscribers LEFT JOIN"
            " (SELECT subscription_id, max(created_ms), price_minor FROM sales"
            " WHERE account = (SELECT account FROM sales_accounts WHERE account_id = ?1)"
            f" AND subscription_id IS NOT NULL AND price_minor > 0 AND refunded <> {REFUNDED}"
            " GROUP BY subscription_id) AS charge ON charge.subscription_id = subscriber_id"
            f" WHERE account_id = ?1 AND ({_STANDING}) IN ('{ALIVE}', '{PENDING_FAILURE}')",
            (account_id,),
        )
        return tuple(LastCharge(*row) for row in rows)

    def products_sold_by_charges(self, account_id: str) -> frozenset[str]:
        """Products that the stored sales show to have subscriptions, whatever the catalog calls them."""
        rows = self._connection.execute(
            "SELECT DISTINCT product_id FROM sales WHERE subscription_id IS NOT NULL"
            " AND account = (SELECT account FROM sales_accounts WHERE account_id = ?)",
            (account_id,),
        )
        return frozenset(product_id for (product_id,) in rows)

    # Inside

    def _open_question(self) -> str:
        return (
            "account_id = ? AND listed = 0 AND (looked_at_ms IS NULL"
            f" OR (gone = 0 AND looked_at_ms < ? AND status NOT IN ({_OVER})))"
        )

    def _go_on(self, account_id: str, product_id: str, page_key: str | None, *, done: bool) -> None:
        self._connection.execute(
            "UPDATE subscriber_products SET page_key = ?, done = ? WHERE account_id = ? AND product_id = ?",
            (page_key, done, account_id, product_id),
        )

    def _change(self, account_id: str, **changes: object) -> None:
        record = self.load_record(account_id)
        changed = record.model_copy(update={**changes, "revision": record.revision + 1})
        self._connection.execute(
            "INSERT OR REPLACE INTO subscriber_readings (account_id, record_json) VALUES (?, ?)",
            (account_id, changed.model_dump_json()),
        )


def _values(account_id: str, one: Subscriber, now_ms: int) -> tuple[str | int | None, ...]:
    return (
        account_id,
        one.id,
        one.email,
        one.product_id,
        one.product_name,
        one.created_at_ms,
        one.recurrence or "",
        one.status,
        one.charge_occurrence_count,
        one.user_requested_cancellation_at_ms,
        one.cancelled_at_ms,
        one.ended_at_ms,
        one.failed_at_ms,
        one.free_trial_ends_at_ms,
        one.license_key,
        now_ms,
        json.dumps(one.raw, ensure_ascii=False, separators=(",", ":")),
    )


def _condition(account_id: str, form: SubscribersForm) -> Condition:
    found = Condition()
    found.add("account_id = ?", account_id)
    for column, values in (
        ("product_id", form.product_ids),
        (_STANDING, form.standings),
        ("recurrence", form.recurrences),
    ):
        if values:
            found.add(f"({column}) IN ({', '.join('?' * len(values))})", *values)
    for word in form.text.split():
        like = f"%{escaped(word)}%"
        found.add("(email LIKE ? ESCAPE '\\' OR product_name LIKE ? ESCAPE '\\')", like, like)
    return found
