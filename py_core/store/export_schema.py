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
