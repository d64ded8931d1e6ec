"""Rules about the name. Sources: API contract, section 6.2; Google's advice on title links; our own reading."""

import re

from py_core.listing.listing import Listing
from py_core.listing.plain import has_letters, without_emoji, words_of
from py_core.listing.rewrites import calmed, point_first, shortened, without_list, without_pictograms
from py_core.listing.rule import Field, Proposal, Rule, Severity, Source, Values
from py_core.listing.shop_facts import ShopFacts, name_key
from py_core.listing.widths import TITLE_MOST_PX, cut_title, title_px

NAME_MOST = 255
_LIST_PARTS = re.compile(r"[|/•·,]")
_LEAST_LIST_PARTS = 4
_LIST_PART_WORDS = 3
_SAME_WORD_MOST = 2
_SHOUTED_WORD = 4
_SHOUTED_LEAST = 2
_EXCLAIMED = re.compile("!{2,}")
_VOWEL = re.compile("[AEIOUYÄÖÜÉÈ]")


def name_length(listing: Listing, _: ShopFacts) -> Values | None:
    """1 to 255 characters."""
    length = len(listing.product.name)
    return None if listing.name and length <= NAME_MOST else {"n": length, "most": NAME_MOST}


def name_letters(listing: Listing, _: ShopFacts) -> Values | None:
    """A name needs letters: pictures alone cannot be searched for, nor read aloud."""
    return {"name": listing.name} if listing.name and not has_letters(without_emoji(listing.name)) else None


def name_width(listing: Listing, _: ShopFacts) -> Values | None:
    """About 580 px in a search result."""
    wide = title_px(listing.name)
    if wide <= TITLE_MOST_PX:
        return None
    return {"px": wide, "most": TITLE_MOST_PX, "shown": cut_title(listing.name)}


def name_list(listing: Listing, _: ShopFacts) -> Values | None:
    """No list of key words: four short parts or more, or one word three times."""
    parts = [part for part in _LIST_PARTS.split(listing.name) if part.strip()]
    short = [part for part in parts if len(words_of(part)) <= _LIST_PART_WORDS]
    words = [word.casefold() for word in words_of(listing.name) if len(word) > _LIST_PART_WORDS]
    repeated = next((word for word in words if words.count(word) > _SAME_WORD_MOST), "")
    if repeated:
        return {"what": repeated}
    return {"what": parts[0].strip()} if len(short) >= _LEAST_LIST_PARTS else None


def name_shouting(listing: Listing, _: ShopFacts) -> Values | None:
    """No shouting: two long words or more in capitals, or more than one exclamation mark in a row.

    A word without vowels is an abbreviation.
    """
    long = [word for word in words_of(listing.name) if len(word) >= _SHOUTED_WORD]
    shouted = [word for word in long if word.isupper() and _VOWEL.search(word)]
    if len(shouted) >= _SHOUTED_LEAST:
        return {"what": " ".join(shouted)}
    found = _EXCLAIMED.search(listing.name)
    return None if found is None else {"what": found[0]}


def name_twice(listing: Listing, facts: ShopFacts) -> Values | None:
    """No other product of the shop has the same name."""
    same = facts.by_name.get(name_key(listing.name), ())
    others = len(same) - 1
    return {"n": others} if listing.id in same and others > 0 else None


def name_point(listing: Listing, _: ShopFacts) -> Values | None:
    """The part that says what it is comes first."""
    better = point_first(listing)
    return None if better is None else {"first": better.partition(":")[0]}


def _fix_list(listing: Listing, _: ShopFacts) -> Proposal | None:
    return _proposal(listing, without_list(listing.name))


def _fix_width(listing: Listing, _: ShopFacts) -> Proposal | None:
    return _proposal(listing, shortened(listing.name))


def _fix_shouting(listing: Listing, _: ShopFacts) -> Proposal | None:
    return _proposal(listing, calmed(without_pictograms(listing.name) or listing.name))


def _fix_point(listing: Listing, _: ShopFacts) -> Proposal | None:
    return _proposal(listing, point_first(listing))


def _proposal(listing: Listing, new: str | None) -> Proposal | None:
    return None if new is None else Proposal(Field.NAME, listing.name, new)


RULES = (
    Rule("name_length", Field.NAME, Severity.FIX, Source.API, name_length),
    Rule("name_letters", Field.NAME, Severity.FIX, Source.SEARCH, name_letters),
    Rule("name_list", Field.NAME, Severity.CARE, Source.GOOGLE_TITLE, name_list, _fix_list),
    Rule("name_shouting", Field.NAME, Severity.CARE, Source.OWN, name_shouting, _fix_shouting),
    Rule("name_twice", Field.NAME, Severity.CARE, Source.GOOGLE_TITLE, name_twice),
    Rule("name_point", Field.NAME, Severity.NOTE, Source.GOOGLE_TITLE, name_point, _fix_point),
    Rule("name_width", Field.NAME, Severity.CARE, Source.GOOGLE_TITLE, name_width, _fix_width),
)
