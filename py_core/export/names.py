"""What an exported file is called. No I/O here."""

import re

_UNUSABLE = re.compile(r"[^0-9a-zA-Z]+")
NOT_PROVEN = "not-proven-complete"


def slug(text: str) -> str:
    """Letters, digits and hyphens of a text, as a part of a file's name; may be empty."""
    return _UNUSABLE.sub("-", text).strip("-").lower()[:60].strip("-")


def file_name(stem: str, day: str, ending: str, *, complete: bool | None, hashed: bool) -> str:
    """`sales-2026-11-26.csv`. What is not proven complete says so: `sales-2026-11-26-not-proven-complete.csv`."""
    parts = [slug(stem) or "export", day]
    if hashed:
        parts.append("hashed")
    if complete is False:
        parts.append(NOT_PROVEN)
    return f"{'-'.join(parts)}.{ending}"


def note_name(name: str) -> str:
    """The note beside a file: `sales-2026-11-26.csv.txt`."""
    return f"{name}.txt"
