"""Words, sentences, widths, languages, readability and rewrites by themselves."""

import pytest

from py_core.listing.keywords import tag_candidates, weighted_terms
from py_core.listing.language import language_of
from py_core.listing.plain import at_word, other_number, sentences, truncated, without_emoji, words_of
from py_core.listing.readability import reading_of
from py_core.listing.rewrites import (
    calmed,
    cleaned_tags,
    more_tags,
    point_first,
    short_summary,
    shortened,
    summary_of,
    without_list,
    without_pictograms,
)
from py_core.listing.shop_facts import shop_facts
from py_core.listing.syllables import english_syllables, italian_syllables
from py_core.listing.widths import cut_title, title_px
from tests.unit.listing.making import listing


def test_words_and_sentences() -> None:
    assert words_of("It's 300 icons, hand-drawn!") == ("It's", "300", "icons", "hand", "drawn")
    assert list(sentences("One, e.g. two. Three! Four… “Five.” Six")) == [
        "One, e.g. two.", "Three!", "Four…", "“Five.”", "Six",
    ]  # fmt: skip
    assert list(sentences("  ")) == []
    assert list(sentences("日本。語")) == ["日本。", "語"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("icon", "icons"), ("icons", "icon"), ("brush", "brushes"), ("brushes", "brush"), ("story", "stories"),
     ("stories", "story"), ("glass", "glasses"), ("toy", "toys")],
)  # fmt: skip
def test_numbers_of_words(one: str, other: str) -> None:
    assert other_number(one) == other


def test_cuts() -> None:
    assert truncated("abcdefgh", 6) == "abc..."
    assert truncated("abc", 6) == "abc"
    assert at_word("one two, three", 9) == "one two"
    assert at_word("one", 9) == "one"
    assert at_word("abcdefghijk", 5) == "abcde"
    assert without_emoji("a 🔥b") == "a b"


def test_widths_are_those_of_arial() -> None:
    assert title_px("") == 0
    assert title_px("MMMMMMMMMM") == round(10 * 1706 * 20 / 2048)
    assert title_px("e\u0301") == title_px("e")
    assert title_px("日") == 20
    assert title_px("\u1e00") == title_px("n")


def test_a_title_is_cut_between_words_where_it_no_longer_fits() -> None:
    assert cut_title("Short") == "Short"
    long = "Kitchen icons for menus and recipe cards and shop signs and everything else"
    shown = cut_title(long)
    assert shown.endswith(" …")
    assert title_px(shown) <= 580
    assert long.startswith(shown.removesuffix(" …"))
    assert cut_title("W" * 60).startswith("WWW")
    assert cut_title("aaa bbb", most_px=title_px("aaa …")) == "aaa …"
    assert cut_title("aaaa", most_px=title_px("aaaa") - 1).endswith("…")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("These are the icons that you need for your own shop", "en"),
        ("Das sind die Symbole, die du für deinen Laden brauchst", "de"),
        ("Ce sont les icônes que vous voulez pour votre boutique", "fr"),
        ("Estos son los iconos que necesitas para tu tienda", "es"),
        ("Queste sono le icone di cui hai bisogno per il tuo negozio", "it"),
        ("Dit zijn de iconen die je nodig hebt voor je eigen winkel", "nl"),
        ("Estes são os ícones de que você precisa para a sua loja", "pt"),
        ("svg png icons vector drawing", ""),
        ("the a", ""),
    ],
)
def test_languages_are_told_by_their_common_words(text: str, language: str) -> None:
    assert language_of(words_of(text)) == language


@pytest.mark.parametrize(
    ("word", "count"),
    [("cat", 1), ("table", 2), ("recipe", 3), ("people", 2), ("created", 3), ("hour", 2), ("business", 2), ("x", 1),
     ("123", 1), ("every", 3), ("area", 3), ("designed", 2), ("don't", 1), ("idea", 3), ("the", 1)],
)  # fmt: skip
def test_syllables(word: str, count: int) -> None:
    assert abs(english_syllables(word) - count) <= (word == "every")


@pytest.mark.parametrize(
    ("word", "count"),
    [("casa", 2), ("amico", 2), ("Aspettare", 3), ("scrittoio", 3), ("paio", 2), ("teatro", 3), ("teoria", 3),
     ("trilogia", 3), ("ogni", 1), ("segno", 2), ("software", 2), ("design", 3), ("post", 2), ("è", 1),
     ("cucchiaio", 3)],
)  # fmt: skip
def test_italian_syllables_are_places_for_hyphens(word: str, count: int) -> None:
    assert italian_syllables(word) == count


def test_readability() -> None:
    english = reading_of("The cat sat on the mat. It was a very happy animal.", "en")
    assert english.flesch is not None
    assert round(english.flesch, 2) == 87.95
    assert (english.words, english.sentences, english.lix) == (12, 2, 6.0)
    italian = reading_of("La casa è bella. Il gatto dorme sul tappeto.", "it")
    assert italian.flesch is not None
    assert round(italian.flesch, 2) == 111.15
    german = reading_of("Die Katze sitzt auf der Matte.", "de")
    assert german.flesch is None
    assert reading_of("", "en") == (0, 0, None, 0.0)
    assert reading_of("!!", "de").lix == 0


def test_names_are_rewritten_with_the_sellers_words_only() -> None:
    assert shortened("Short") is None
    assert shortened("W" * 60) is None
    long = "Everything that a kitchen ever needs in three hundred hand drawn pictures of food"
    short = shortened(long)
    assert short is not None
    assert long.startswith(short)
    assert title_px(short) <= 580
    assert without_list("a | b, c") is None
    assert without_list("one name") is None
    assert calmed("Calm name") is None
    assert calmed("THE HTML BIBLE") == "The HTML Bible"
    assert without_pictograms("🔥") is None
    assert without_pictograms("Fire 🔥") == "Fire"
    assert point_first(listing(name="Just one part")) is None
    assert point_first(listing(name="Icons: Saffron")) is None
    assert point_first(listing(name="Saffron: Nutmeg")) is None
    assert point_first(listing(name="Saffron – icons of spices")) == "Icons of spices: Saffron"


def test_a_summary_is_a_sentence_that_says_something() -> None:
    says = "<p>Hello there, and thank you so much.</p><p>Hi.</p><p>These icons are made for menus.</p>"
    assert summary_of(listing(description=says)) == "These icons are made for menus."
    vague = "<p>Hello there, and thank you so much.</p>"
    assert summary_of(listing(description=vague)) == "Hello there, and thank you so much."
    assert summary_of(listing(description="<p>Hi.</p>")) is None


def test_a_summary_is_cut_at_a_clause_or_a_word() -> None:
    assert short_summary("Fine as it is.") == "Fine as it is."
    clause = "a word and " * 10 + "then, " + "more of it " * 10
    assert short_summary(clause).endswith("then.")
    words = short_summary("word " * 60)
    assert words.endswith("word.")
    assert len(words) <= 160
    assert short_summary("Is it true that" + " so" * 40 + "? " + "and " * 20).count("so") == 40


def test_tags_are_what_is_frequent_here_and_rare_elsewhere() -> None:
    one = listing(tags=["icons"])
    others = [
        listing(id=f"o{n}", name="Kitchen notes", description="<p>svg</p>", tags=["recipe"]) for n in range(6)
    ]
    facts = shop_facts((one, *others))
    found = tag_candidates(one, facts)
    assert len(found) == 5
    assert all(2 <= len(tag) <= 20 and tag != "icons" for tag in found)
    assert found == tag_candidates(one, facts)
    assert weighted_terms(one, facts)[0][1] >= weighted_terms(one, facts)[1][1]
    assert more_tags(one, facts)[0] == "icons"
    assert len(more_tags(one, facts)) == 5
    assert more_tags(listing(tags=["ab", "cd", "ef", "gh", "ij", "kl"]), facts) == (
        "ab",
        "cd",
        "ef",
        "gh",
        "ij",
        "kl",
    )
    assert tag_candidates(listing(name="", description="", tags=[], category_label="A"), facts) == ()


def test_tags_are_cleaned_as_gumroad_wants_them() -> None:
    assert cleaned_tags(("# icons", "a", "svg, png", "svg", "x" * 21)) == ("icons", "svg", "png")


def test_a_word_that_only_the_name_has_is_no_tag() -> None:
    one = listing(name="Slow Saffron", tags=[], description="<p>Slow Saffron is a set of saffron pictures.</p>")
    facts = shop_facts((one,))
    assert "slow" not in tag_candidates(one, facts)
    assert "slow saffron" in tag_candidates(one, facts)
    bare = listing(name="Saffron", tags=[], description="")
    assert "saffron" in tag_candidates(bare, shop_facts((bare,)))
