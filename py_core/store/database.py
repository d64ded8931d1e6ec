"""Opening the one database, and wiping it.

The file is flushed at every commit: a step's intent must be on disk before its request goes out. One
process holds the file at a time. The connection is in autocommit mode; `transaction` is the only way to
group statements.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from py_core.errors import CoreError
from py_core.store.migrations import migrate
from py_core.words import say

PRAGMAS = (
    "PRAGMA locking_mode = exclusive",
    "PRAGMA journal_mode = truncate",
    "PRAGMA synchronous = full",
    "PRAGMA foreign_keys = on",
    "PRAGMA secure_delete = on",
    "PRAGMA temp_store = memory",
    "PRAGMA cache_size = -16384",
)


def open_database(path: str) -> sqlite3.Connection:
    """A ready connection to the file at `path`, or to a database in memory for `:memory:`."""
    connection = sqlite3.connect(path, isolation_level=None)
    prepare(connection)
    return connection


def prepare(connection: sqlite3.Connection) -> None:
    """Make a fresh connection ready: pragmas, then every missing migration.

    Raises: CoreError `newer_database` when the file was written by a newer version.
    """
    for pragma in PRAGMAS:
        connection.execute(pragma)
    migrate(connection)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of the statements inside, or none of them; durable when the block ends."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # On a full disk SQLite has rolled back by itself.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction that says in words when the machine has no room for it. Raises: CoreError `storage_full`."""
    try:
        with transaction(connection):
            yield
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
            raise CoreError("storage_full", say("storage_full"), hint=say("storage_full_hint")) from error
        raise


def wipe(connection: sqlite3.Connection) -> None:
    """Forget everything: every row of every table, overwritten on disk, and the file shrunk."""
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    with transaction(connection):
        connection.execute("PRAGMA defer_foreign_keys = on")
        for (table,) in tables:
            connection.execute(f'DELETE FROM "{table}"')
    connection.execute("VACUUM")


def size_bytes(connection: sqlite3.Connection) -> int:
    """How large the database is."""
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    (page_size,) = connection.execute("PRAGMA page_size").fetchone()
    return int(pages) * int(page_size)
