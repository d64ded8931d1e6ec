"""What will be done, as a value: steps, findings, digest. No I/O here."""
