"""A shop's products as a spreadsheet: written, edited anywhere, read back as what is wanted. No I/O here."""
