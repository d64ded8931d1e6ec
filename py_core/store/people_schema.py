"""The tables of subscribers and payouts, as one migration. Once released it is never edited."""

PEOPLE_TABLES: tuple[str, ...] = (
    """CREATE TABLE subscriber_readings (
            account_id TEXT PRIMARY KEY,
            record_json TEXT NOT NULL
        ) WITHOUT ROWID""",
    """CREATE TABLE subscriber_products (
            account_id TEXT NOT NULL,
            product_id TEXT NOT NULL,
            position INTEGER NOT NULL,
            name TEXT NOT NULL,
            page_key TEXT,
            done INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (account_id, product_id)
        ) WITHOUT ROWID""",
    """CREATE TABLE subscribers (
            account_id TEXT NOT NULL,
            subscriber_id TEXT NOT NULL,
            email TEXT NOT NULL,
            product_id TEXT NOT NULL,
            product_name TEXT NOT NULL,
            created_ms INTEGER NOT NULL,
            recurrence TEXT NOT NULL,
            status TEXT NOT NULL,
            listed INTEGER NOT NULL,
            gone INTEGER NOT NULL DEFAULT 0,
            charges INTEGER,
            requested_ms INTEGER,
            cancelled_ms INTEGER,
            ended_ms INTEGER,
            failed_ms INTEGER,
            trial_ends_ms INTEGER,
            license_key TEXT,
            seen_at_ms INTEGER NOT NULL,
            looked_at_ms INTEGER,
            raw_json TEXT NOT NULL,
            PRIMARY KEY (account_id, subscriber_id)
        ) WITHOUT ROWID""",
    """CREATE TABLE payout_readings (
            account_id TEXT PRIMARY KEY,
            record_json TEXT NOT NULL
        ) WITHOUT ROWID""",
    """CREATE TABLE payouts (
            account_id TEXT NOT NULL,
            payout_id TEXT NOT NULL,
            created_ms INTEGER NOT NULL,
            payout_json TEXT NOT NULL,
            detail_json TEXT,
            detail_read_at_ms INTEGER,
            PRIMARY KEY (account_id, payout_id)
        ) WITHOUT ROWID""",
)
