"""The tables of catalogue sheets, as one migration. Once released it is never edited: a change is another one."""

SHEET_TABLES: tuple[str, ...] = (
    """CREATE TABLE sheet_snapshots (
            account_id TEXT NOT NULL,
            mark TEXT NOT NULL,
            created_at_ms INTEGER NOT NULL,
            packed BLOB NOT NULL,
            PRIMARY KEY (account_id, mark)
        )""",
    """CREATE TABLE sheet_files (
            account_id TEXT NOT NULL,
            sheet_id TEXT NOT NULL,
            created_at_ms INTEGER NOT NULL,
            name TEXT NOT NULL,
            packed BLOB NOT NULL,
            PRIMARY KEY (account_id, sheet_id)
        )""",
)
"""`packed` is compressed by zlib: a snapshot's JSON, a file's bytes."""
