"""What finding buyers needs, as one migration. Once released it is never edited: a change is another one.

`sales_by_buyer` holds every column that a list of buyers adds up or chooses by, so that the rows are never touched.
"""

CUSTOMER_TABLES: tuple[str, ...] = (
    "ALTER TABLE sales ADD COLUMN buyer TEXT NOT NULL DEFAULT ''",
    "UPDATE sales SET buyer = lower(trim(email))",
    """CREATE INDEX sales_by_buyer ON sales
            (account, buyer, created_ms, day, product_id, quantity, price_minor, refunded, refunded_minor,
            estimated, recurring_charge, can_contact, code, country, subscription_id)""",
    "CREATE INDEX sale_names ON sale_details (sale_key, full_name)",
    "CREATE INDEX sales_by_order ON sales (account, order_id)",
    "CREATE INDEX sales_by_license ON sales (account, license_key) WHERE license_key IS NOT NULL",
    """CREATE TABLE customer_segments (
            account_id TEXT NOT NULL,
            name TEXT NOT NULL,
            segment_json TEXT NOT NULL,
            PRIMARY KEY (account_id, name)
        ) WITHOUT ROWID""",
)
