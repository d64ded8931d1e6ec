"""Texts made alike before they are compared, so that no other way of writing slips through. No I/O here."""

import unicodedata

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'"})
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2212\ufe63\uff0d"), "-")


def folded(text: str) -> str:
    """The text in compatible letters without case: full widths, styled letters and circled digits become plain."""
    return unicodedata.normalize("NFKC", text).casefold().translate(_APOSTROPHES).translate(_DASHES)


def ascii_digits(text: str) -> str:
    """The text with every decimal digit of any script as 0 to 9."""
    if text.isascii():
        return text
    return "".join(
        letter if letter.isascii() or not letter.isdecimal() else str(unicodedata.decimal(letter))
        for letter in text
    )
