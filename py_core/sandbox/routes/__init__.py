"""The endpoints, one module per kind of record. No I/O here."""
