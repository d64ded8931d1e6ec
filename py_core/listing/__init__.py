"""Titles, descriptions, tags and pictures: what is wrong with them, and how they look elsewhere. No I/O here."""
