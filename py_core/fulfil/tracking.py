"""The address under which a parcel can be followed. No I/O here."""

import re
from urllib.parse import urlsplit

from py_core.words import say

LONGEST_TRACKING = 255
"""Gumroad keeps it in a column of the usual length."""
_INVISIBLE = re.compile(r"[\s\x00-\x1f\x7f]")


def tracking_problem(text: str) -> str:
    """What is wrong with a typed address; empty when it can be used, or when there is none."""
    if not text:
        return ""
    if len(text) > LONGEST_TRACKING:
        return say("tracking_long", most=LONGEST_TRACKING)
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        host, parts = None, None
    if parts is None or parts.scheme.lower() not in ("http", "https") or not host or _INVISIBLE.search(text):
        return say("tracking_address", text=text[:60])
    return ""
