"""Our figures of readability are those of textstat, within 0.1 on a fixed corpus."""

import pytest
from textstat import textstat

from py_core.listing.language import language_of
from py_core.listing.plain import words_of
from py_core.listing.readability import FLESCH, reading_of
from tests.contract.reading_corpus import ENGLISH, OTHERS

WITHIN = 0.1
EVERY = [("en", text) for text in (*ENGLISH, " ".join(ENGLISH))]
EVERY += [(language, text) for language, texts in OTHERS.items() for text in (*texts, " ".join(texts))]


@pytest.mark.parametrize(("language", "text"), [one for one in EVERY if one[0] in FLESCH])
def test_flesch_agrees(language: str, text: str) -> None:
    textstat.set_lang(language)
    ours = reading_of(text, language).flesch
    assert ours == pytest.approx(textstat.flesch_reading_ease(text), abs=WITHIN)


def test_flesch_is_told_for_no_other_language() -> None:
    assert [language for language, text in EVERY if reading_of(text, language).flesch is None] == [
        language for language, _ in EVERY if language not in ("en", "it")
    ]


@pytest.mark.parametrize(("language", "text"), EVERY)
def test_lix_agrees_in_every_language(language: str, text: str) -> None:
    ours = reading_of(text, language)
    assert ours.lix == pytest.approx(textstat.lix(text), abs=WITHIN)
    assert ours.words == textstat.lexicon_count(text)
    assert ours.sentences == textstat.sentence_count(text)


@pytest.mark.parametrize(("language", "text"), EVERY)
def test_the_language_is_told(language: str, text: str) -> None:
    assert language_of(words_of(text)) == language
