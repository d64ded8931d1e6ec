"""The table of suggestions, as one migration. Once released it is never edited: a change is another one."""

SUGGEST_TABLES: tuple[str, ...] = (
    """CREATE TABLE suggestions (
            account_id TEXT NOT NULL,
            product_id TEXT NOT NULL,
            made_at_ms INTEGER NOT NULL,
            suggestion_json TEXT NOT NULL,
            PRIMARY KEY (account_id, product_id)
        ) WITHOUT ROWID""",
)
