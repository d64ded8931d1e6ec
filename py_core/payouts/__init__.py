"""Payouts: their amounts, their transactions, and what these add up to. No I/O here."""
