"""Which words tell what a product is: by how often it says them and how seldom the rest of the shop does.

No I/O here.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from py_core.listing.language import EVERY_STOP_WORD
from py_core.listing.listing import Listing
from py_core.listing.plain import words_of
from py_core.listing.shop_facts import ShopFacts

TAG_SHORTEST, TAG_LONGEST = 2, 20
TAGS_WANTED = 5
_LEAST_LETTERS = 3
_NAME_WEIGHT = 3
_CATEGORY_WEIGHT = 2
_KNOWN_TAG_WEIGHT = 1.5
_PAIR_WEIGHT = 1.4
_LEAST_TIMES = 2
_EMPTY_WORDS = frozenset((
    "anybody", "anything", "day", "everybody", "everything", "first", "kind", "last", "lot", "new", "nothing",
    "own", "second", "somebody", "something", "thing", "things", "time", "two", "three", "way",
))  # fmt: skip
_SAYS_NOTHING = EVERY_STOP_WORD | _EMPTY_WORDS


def weighted_terms(listing: Listing, facts: ShopFacts) -> tuple[tuple[str, float], ...]:
    """Words and pairs of neighbouring words with their weight, heaviest first; ties by the alphabet.

    A term's weight is how often it stands in name (three times), category (twice) and description, times how rare
    it is in the shop.
    """
    counts: Counter[str] = Counter()
    for text, times in (
        (listing.name, _NAME_WEIGHT),
        (listing.category_words, _CATEGORY_WEIGHT),
        (listing.text, 1),
    ):
        for term in _terms(words_of(text)):
            counts[term] += times
    weights: dict[str, float] = {}
    for term, count in counts.items():
        parts = term.split(" ")
        rarity = sum(map(facts.rarity, parts)) / len(parts)
        weight = count * rarity * (_PAIR_WEIGHT if len(parts) > 1 and count > 1 else 1.0)
        weights[term] = weight * (_KNOWN_TAG_WEIGHT if facts.tags.get(term, 0) > 0 else 1.0)
    return tuple(sorted(weights.items(), key=lambda item: (-item[1], item[0])))


def _terms(words: Iterable[str]) -> Iterator[str]:
    before = ""
    for word in words:
        lowered = word.lower()
        if len(lowered) < _LEAST_LETTERS or lowered in _SAYS_NOTHING or lowered.isdigit():
            before = ""
            continue
        yield lowered
        if before:
            yield f"{before} {lowered}"
        before = lowered


def tag_candidates(listing: Listing, facts: ShopFacts, most: int = TAGS_WANTED) -> tuple[str, ...]:
    """Tags that could be added, best first: allowed by Gumroad, not there yet, none a part of another.

    A term is one of the category, or one of the name that the description takes up beside mentions of the name (two
    words in a row need not be); or it stands more than once in the description, or among the tags of the shop, and
    is seldom in the rest of it.
    """
    taken = set(listing.product.tags)
    described = Counter(_terms(words_of(_without(listing.text, listing.name))))
    named = {term for term in _terms(words_of(listing.name)) if " " in term or term in described or not described}
    prominent = {*named, *_terms(words_of(listing.category_words))}
    found: list[str] = []
    for term, _ in weighted_terms(listing, facts):
        words = set(term.split(" "))
        covered = any(words <= set(tag.split(" ")) or set(tag.split(" ")) <= words for tag in (*taken, *found))
        if covered or not TAG_SHORTEST <= len(term) <= TAG_LONGEST:
            continue
        known = described[term] >= _LEAST_TIMES or facts.tags.get(term, 0) > 0
        if term not in prominent and (not known or any(map(facts.is_common, words))):
            continue
        found.append(term)
        if len(found) == most:
            break
    return tuple(found)


def _without(text: str, name: str) -> str:
    """The text with every mention of the name taken out."""
    return re.sub(re.escape(name), " ", text, flags=re.IGNORECASE) if name else text
