"""The schema, as numbered changes. A released migration is never edited; a new one is added behind it."""

import sqlite3

from py_core.errors import CoreError
from py_core.store.customers_schema import CUSTOMER_TABLES
from py_core.store.export_schema import EXPORT_TABLES, SCRIPT_COLUMNS
from py_core.store.people_schema import PEOPLE_TABLES
from py_core.store.sales_schema import SALES_TABLES
from py_core.store.script_schema import FOREIGN_SCRIPTS, SCRIPTS_TABLE
from py_core.store.sheet_schema import SHEET_TABLES
from py_core.store.suggest_schema import SUGGEST_TABLES
from py_core.words import say

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE shops (account_id TEXT PRIMARY KEY, read_at_ms INTEGER NOT NULL) WITHOUT ROWID",
        """CREATE TABLE products (
            account_id TEXT NOT NULL,
            product_id TEXT NOT NULL,
            position INTEGER NOT NULL,
            product_json TEXT NOT NULL,
            raw_json TEXT NOT NULL,
            versions_json TEXT,
            codes_json TEXT,
            read_at_ms INTEGER NOT NULL,
            PRIMARY KEY (account_id, product_id)
        )""",
        """CREATE TABLE selections (
            account_id TEXT NOT NULL,
            name TEXT NOT NULL,
            selection_json TEXT NOT NULL,
            PRIMARY KEY (account_id, name)
        ) WITHOUT ROWID""",
        """CREATE TABLE plans (
            digest TEXT PRIMARY KEY,
            account_id TEXT NOT NULL,
            created_at_ms INTEGER NOT NULL,
            plan_json TEXT NOT NULL
        )""",
        """CREATE TABLE runs (
            run_id TEXT PRIMARY KEY,
            account_id TEXT NOT NULL,
            digest TEXT NOT NULL UNIQUE REFERENCES plans (digest),
            kind TEXT NOT NULL,
            title TEXT NOT NULL,
            origin_run_id TEXT,
            state TEXT NOT NULL,
            started_at_ms INTEGER NOT NULL,
            touched_at_ms INTEGER NOT NULL,
            ended_at_ms INTEGER,
            pause_text TEXT NOT NULL DEFAULT '',
            seq INTEGER NOT NULL DEFAULT 0
        )""",
        "CREATE INDEX runs_by_origin ON runs (origin_run_id)",
        """CREATE TABLE run_steps (
            run_id TEXT NOT NULL REFERENCES runs (run_id),
            position INTEGER NOT NULL,
            step_key TEXT NOT NULL,
            sends INTEGER NOT NULL DEFAULT 0,
            intent_at_ms INTEGER,
            outcome_kind TEXT,
            outcome_json TEXT,
            seq INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (run_id, position)
        ) WITHOUT ROWID""",
        "CREATE INDEX run_steps_by_seq ON run_steps (run_id, seq)",
        "CREATE INDEX run_steps_by_outcome ON run_steps (run_id, outcome_kind)",
    ),
    (
        """CREATE TABLE schedules (
            schedule_id TEXT PRIMARY KEY,
            account_id TEXT NOT NULL,
            digest TEXT NOT NULL REFERENCES plans (digest),
            over INTEGER NOT NULL,
            created_at_ms INTEGER NOT NULL,
            record_json TEXT NOT NULL
        ) WITHOUT ROWID""",
    ),
    (
        "ALTER TABLE runs ADD COLUMN subject TEXT NOT NULL DEFAULT 'prices'",
        """CREATE TABLE codes (
            account_id TEXT NOT NULL,
            code_id TEXT NOT NULL,
            product_id TEXT NOT NULL,
            position INTEGER NOT NULL,
            currency TEXT NOT NULL,
            code_json TEXT NOT NULL,
            PRIMARY KEY (account_id, product_id, position, code_id)
        ) WITHOUT ROWID""",
        "CREATE UNIQUE INDEX codes_by_id ON codes (account_id, code_id, product_id)",
        """CREATE TABLE code_absences (
            account_id TEXT NOT NULL,
            product_id TEXT NOT NULL,
            code_id TEXT NOT NULL,
            PRIMARY KEY (account_id, product_id, code_id)
        ) WITHOUT ROWID""",
        """INSERT OR REPLACE INTO codes (account_id, code_id, product_id, position, currency, code_json)
            SELECT account_id,
                json_extract(code.value, '$.id'),
                CASE WHEN json_extract(code.value, '$.universal') THEN '' ELSE product_id END,
                code.key,
                CASE WHEN json_extract(code.value, '$.percent_off') IS NULL
                    THEN json_extract(product_json, '$.currency') ELSE '' END,
                code.value
            FROM products, json_each(products.codes_json) AS code""",
        """INSERT INTO code_absences (account_id, product_id, code_id)
            SELECT products.account_id, products.product_id, codes.code_id
            FROM products JOIN codes USING (account_id)
            WHERE products.codes_json IS NOT NULL AND codes.product_id = ''
                AND codes.currency IN ('', json_extract(product_json, '$.currency'))
                AND codes.code_id NOT IN (
                    SELECT json_extract(value, '$.id') FROM json_each(products.codes_json)
                )""",
        "ALTER TABLE products ADD COLUMN codes_read INTEGER NOT NULL DEFAULT 0",
        "UPDATE products SET codes_read = codes_json IS NOT NULL",
        "ALTER TABLE products DROP COLUMN codes_json",
    ),
    SALES_TABLES,
    EXPORT_TABLES,
    CUSTOMER_TABLES,
    PEOPLE_TABLES,
    ("UPDATE products SET versions_json = NULL WHERE versions_json <> '[]'",),
    SHEET_TABLES,
    SUGGEST_TABLES,
    SCRIPTS_TABLE,
    ("DROP INDEX sales_by_address",),
    FOREIGN_SCRIPTS,
    SCRIPT_COLUMNS,
)


def migrate(connection: sqlite3.Connection, migrations: tuple[tuple[str, ...], ...] = MIGRATIONS) -> None:
    """Bring the schema up to date, each migration whole or not at all.

    Raises: CoreError `newer_database` when the schema is newer than this program knows.
    """
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    if found > len(migrations):
        raise CoreError("newer_database", say("newer_database"), hint=say("newer_database_hint"))
    for number, statements in enumerate(migrations[found:], start=found + 1):
        connection.execute("BEGIN IMMEDIATE")
        try:
            for statement in statements:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
