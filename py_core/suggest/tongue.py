"""Whether a text is still in the language of another. No I/O here."""

import re
from collections import Counter

from py_core.listing.language import UNKNOWN, language_of
from py_core.listing.plain import words_of

_SURE_WORDS = 20
_LEAST_LETTERS = 4
_SCRIPTS = tuple(
    (name, re.compile(f"[{letters}]"))
    for name, letters in (
        ("latin", r"A-Za-z\u00aa-\u024f\u1e00-\u1eff"),
        ("greek", r"\u0370-\u03ff\u1f00-\u1fff"),
        ("cyrillic", r"\u0400-\u052f"),
        ("hebrew", r"\u0590-\u05ff"),
        ("arabic", r"\u0600-\u077f\ufb50-\ufdff\ufe70-\ufeff"),
        ("indic", r"\u0900-\u0dff"),
        ("thai", r"\u0e00-\u0e7f"),
        ("korean", r"\u1100-\u11ff\uac00-\ud7af"),
        ("han", r"\u3040-\u30ff\u3400-\u9fff"),
    )
)


def script_of(text: str) -> str:
    """The script that most of the letters are of, empty where there are too few."""
    counts = Counter({name: len(letters.findall(text)) for name, letters in _SCRIPTS})
    ((name, count),) = counts.most_common(1)
    return name if count >= _LEAST_LETTERS else ""


def same_language(new: str, old: str, whole: str) -> bool:
    """Whether a new text may stand where `old` did in a listing that reads `whole`.

    It has to be in the script and the language of one of the two. What cannot be told passes when it is short; a
    long text whose language is not known is no text of a known one, nor the other way round.
    """
    script, usual = script_of(new), script_of(whole)
    if script and usual and script not in (usual, script_of(old)):
        return False
    words, whole_words = words_of(new), words_of(whole)
    language = language_of(words)
    known = {language_of(words_of(old)), language_of(whole_words)} - {UNKNOWN}
    is_short = len(words) < _SURE_WORDS
    if not known:
        return language == UNKNOWN or is_short or len(whole_words) < _SURE_WORDS
    return is_short if language == UNKNOWN else language in known
