"""Subscribers: what they are kept as, and what they add up to. No I/O here."""
