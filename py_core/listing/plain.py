"""Words, sentences and cuts of plain text. No I/O here."""

import re
from collections.abc import Iterable, Iterator

ELLIPSIS = "..."
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)|[。！？]")
_ABBREVIATIONS = frozenset(
    ("e.g.", "i.e.", "etc.", "vs.", "z.b.", "d.h.", "ca.", "nr.", "vol.", "no.", "mr.", "dr.")
)
# Emoji and pictograms, their joiners and variation selectors.
_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\U00002600-\U000027bf\U00002b00-\U00002bff\U00002190-\U000021ff\ufe0f\u200d\u20e3]"
)


def words_of(text: str) -> tuple[str, ...]:
    """The words as they are written, apostrophes inside kept."""
    return tuple(_WORD.findall(text))


def search_words(texts: Iterable[str]) -> frozenset[str]:
    """The words under which a text is found: small letters, nothing taken off their ends.

    Source: Gumroad's search index keeps names, descriptions and tags by Elasticsearch's standard analyzer, which
    splits at word boundaries and lowers, and does not bring plural and singular together.
    """
    return frozenset(map(str.casefold, _WORD.findall("\n".join(texts))))


def other_number(word: str) -> str:
    """The English plural of a singular and the other way round, roughly: `icon`, `icons`."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("es") and word[:-2].endswith(("sh", "ch", "x", "ss")):
        return word[:-2]
    if word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    if word.endswith(("sh", "ch", "x", "ss")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text in one line; an abbreviation's stop does not end one."""
    start = 0
    for end in _SENTENCE_END.finditer(text):
        piece = text[start : end.end()].strip()
        if not piece or piece.rpartition(" ")[2].casefold() in _ABBREVIATIONS:
            continue
        yield piece
        start = end.end()
    rest = text[start:].strip()
    if rest:
        yield rest


def truncated(text: str, most: int) -> str:
    """At most so many characters, three dots included. Source: Rails' `truncate`, which Gumroad's cards use."""
    return text if len(text) <= most else text[: most - len(ELLIPSIS)] + ELLIPSIS


def at_word(text: str, most: int) -> str:
    """At most so many characters, cut between words where there is a gap, without any mark of the cut."""
    if len(text) <= most:
        return text
    cut = text[: most + 1].rpartition(" ")[0].rstrip(" ,;:–—-|/")
    return cut or text[:most]


def without_emoji(text: str) -> str:
    """The text without pictograms."""
    return _EMOJI.sub("", text)


def has_letters(text: str) -> bool:
    """Whether there is a letter or a digit in it."""
    return any(letter.isalnum() for letter in text)
