"""Gumroad's API v2 as values: how to ask, what the answer means. No I/O here."""
