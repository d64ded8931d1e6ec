"""Purchasing-power prices by code: figures, an editable table, codes from it, what they do. No I/O here."""
