"""Rules about what the description says, and what its beginning says where only that is shown.

Sources: Gumroad's product cards (first 100 characters), its pages' own summary for search engines and social
networks (the first 160 and 197 are what is shown of it); our own reading.
"""

from py_core.listing.listing import OPENING_LENGTH, Listing, telling
from py_core.listing.plain import other_number, sentences
from py_core.listing.rule import Field, Rule, Severity, Source, Values
from py_core.listing.shop_facts import ShopFacts

CARD_MOST = OPENING_LENGTH
SNIPPET_MOST = 160
SOCIAL_MOST = 197
THIN_WORDS = 50
WALL_WORDS = 120
EASY_FLESCH = 45
HARD_LIX = 55
_LEAST_READ_WORDS = 40


def description_missing(listing: Listing, _: ShopFacts) -> Values | None:
    """There is a description."""
    return None if listing.text else {}


def description_thin(listing: Listing, _: ShopFacts) -> Values | None:
    """Fifty words or more."""
    count = len(listing.words)
    return {"n": count, "least": THIN_WORDS} if 0 < count < THIN_WORDS else None


def description_wall(listing: Listing, _: ShopFacts) -> Values | None:
    """No paragraph of more than 120 words."""
    longest = max((len(text.split()) for text in listing.article.blocks_text), default=0)
    return {"n": longest, "most": WALL_WORDS} if longest > WALL_WORDS else None


def opening_card(listing: Listing, _: ShopFacts) -> Values | None:
    """The first 100 characters have a telling word of name, tags or category."""
    return _says_nothing(listing, CARD_MOST, listing.name_words | listing.subject_words)


def opening_snippet(listing: Listing, _: ShopFacts) -> Values | None:
    """The first sentence ends within 160 characters."""
    first = next(sentences(listing.text), "")
    if len(first) <= SNIPPET_MOST:
        return None
    return {"n": len(first), "most": SNIPPET_MOST}


def opening_social(listing: Listing, _: ShopFacts) -> Values | None:
    """Under a name that a social card shows anyway, the first 197 characters say what kind of thing it is."""
    return _says_nothing(listing, SOCIAL_MOST, listing.subject_words - listing.name_words)


def opening_twice(listing: Listing, facts: ShopFacts) -> Values | None:
    """No other description of the shop begins in the same way."""
    others = len(facts.by_opening.get(listing.opening, ())) - 1
    return {"n": others} if listing.opening and others > 0 else None


def description_hard(listing: Listing, _: ShopFacts) -> Values | None:
    """Easy enough to read: Flesch 45 or more in English and Italian, LIX 55 or less elsewhere."""
    reading = listing.reading
    if reading.words < _LEAST_READ_WORDS or not listing.language:
        return None
    if reading.flesch is not None:
        if reading.flesch >= EASY_FLESCH:
            return None
        return {"measure": "Flesch", "figure": round(reading.flesch), "bound": EASY_FLESCH}
    return {"measure": "LIX", "figure": round(reading.lix), "bound": HARD_LIX} if reading.lix > HARD_LIX else None


def _says_nothing(listing: Listing, most: int, wanted: frozenset[str]) -> Values | None:
    """The beginning where it has none of the words, in neither number; nothing to say of one that is short."""
    if len(listing.text) <= most or not wanted:
        return None
    beginning = listing.text[:most]
    said = telling((beginning,))
    if any(word in said or other_number(word) in said for word in wanted):
        return None
    return {"most": most, "beginning": beginning.strip(), "words": ", ".join(sorted(wanted)[:4])}


RULES = (
    Rule("description_missing", Field.DESCRIPTION, Severity.FIX, Source.SEARCH, description_missing),
    Rule("description_thin", Field.DESCRIPTION, Severity.CARE, Source.OWN, description_thin),
    Rule("description_wall", Field.DESCRIPTION, Severity.CARE, Source.OWN, description_wall),
    Rule("opening_card", Field.DESCRIPTION, Severity.CARE, Source.CARD, opening_card),
    Rule("opening_snippet", Field.DESCRIPTION, Severity.NOTE, Source.GOOGLE_SNIPPET, opening_snippet),
    Rule("opening_social", Field.DESCRIPTION, Severity.NOTE, Source.SOCIAL, opening_social),
    Rule("opening_twice", Field.DESCRIPTION, Severity.CARE, Source.GOOGLE_SNIPPET, opening_twice),
    Rule("description_hard", Field.DESCRIPTION, Severity.CARE, Source.READING, description_hard),
)
