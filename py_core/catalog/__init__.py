"""The shop as the seller sees it. No I/O here."""
