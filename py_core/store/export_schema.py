"""The tables of exports, as one migration. Once released it is never edited: a change is another one."""

EXPORT_TABLES: tuple[str, ...] = (
    """CREATE TABLE exports (
            export_id TEXT PRIMARY KEY,
            account_id TEXT NOT NULL,
            created_at_ms INTEGER NOT NULL,
            record_json TEXT NOT NULL
        ) WITHOUT ROWID""",
    """CREATE TABLE export_columns (
            account_id TEXT NOT NULL,
            name TEXT NOT NULL,
            columns_json TEXT NOT NULL,
            PRIMARY KEY (account_id, name)
        ) WITHOUT ROWID""",
    "ALTER TABLE sale_details ADD COLUMN buyer_currency TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE sale_details ADD COLUMN buyer_total TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE sale_details ADD COLUMN buyer_refunded TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX sales_by_address ON sales (account, lower(email), can_contact)",
    "ALTER TABLE sales_accounts ADD COLUMN revision INTEGER NOT NULL DEFAULT 0",
)
"""`revision` grows whenever a sale that was here is changed or removed."""

SCRIPT_COLUMNS: tuple[str, ...] = (
    """CREATE TABLE script_columns (
            column_id INTEGER PRIMARY KEY AUTOINCREMENT,
            account_id TEXT NOT NULL,
            name TEXT NOT NULL,
            kind TEXT NOT NULL DEFAULT '',
            revision INTEGER NOT NULL,
            made_at_ms INTEGER NOT NULL,
            cells INTEGER NOT NULL DEFAULT 0,
            characters INTEGER NOT NULL DEFAULT 0,
            is_whole INTEGER NOT NULL DEFAULT 0
        )""",
    """CREATE TABLE script_cells (
            column_id INTEGER NOT NULL,
            sale_key INTEGER NOT NULL,
            value,
            PRIMARY KEY (column_id, sale_key)
        ) WITHOUT ROWID""",
)
"""What scripts answered for files that are not written yet. A number of a column is never used again."""
