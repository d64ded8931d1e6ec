"""The rules, a few in each module by what they are about. No I/O here."""
