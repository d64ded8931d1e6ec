"""Gumroad's own rules for what may be written, applied before anything is sent. No I/O here."""
