"""Tables as files: CSV, XLSX and JSON Lines, written in pieces so that memory stays flat. No I/O here."""
