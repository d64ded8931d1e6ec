"""Discount codes: making, minting, importing, changing, cleaning up, explaining. No I/O here."""
