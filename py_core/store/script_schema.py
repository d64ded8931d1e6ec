"""The table of saved scripts; they belong to no one shop."""

SCRIPTS_TABLE = (
    """CREATE TABLE scripts (
        name TEXT PRIMARY KEY,
        text TEXT NOT NULL,
        saved_at_ms INTEGER NOT NULL
    ) WITHOUT ROWID""",
)

FOREIGN_SCRIPTS = ("ALTER TABLE scripts ADD COLUMN is_foreign INTEGER NOT NULL DEFAULT 0",)
