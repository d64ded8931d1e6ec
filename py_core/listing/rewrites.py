"""Better texts by rule, without any model: shorter names, the point first, tags, a summary. No I/O here.

Every function gives a text or None; none invents a word that the seller did not write.
"""

import re

from py_core.listing.article import squeezed
from py_core.listing.keywords import TAG_LONGEST, TAG_SHORTEST, TAGS_WANTED, tag_candidates
from py_core.listing.language import EVERY_STOP_WORD
from py_core.listing.listing import Listing, telling
from py_core.listing.plain import at_word, has_letters, other_number, search_words, without_emoji, words_of
from py_core.listing.shop_facts import ShopFacts
from py_core.listing.widths import TITLE_MOST_PX, title_px

SUMMARY_MOST = 160
_SUMMARY_LEAST_WORDS = 5
_SUMMARY_NEW_WORDS = 2
_CLAUSE = re.compile(r"\s*(?:[|/•·;,:]|\s[-–—]|[-–—]\s|[(\[{])\s*")
_JOINT = re.compile(r"\s*(?::|\s[-–—]|\|)\s+")
_LEADING_HASHES = re.compile(r"^[#\s]+")
_HYPE = re.compile(r"[!?]{2,}")
_ACRONYM_MOST = 3
_LEAST_NAME_WORDS = 2
_LOOKED_AT = 15


def shortened(name: str, most_px: int = TITLE_MOST_PX) -> str | None:
    """The name up to its last clause that fits, or to its last word; None where nothing sensible is left."""
    if title_px(name) <= most_px:
        return None
    heads = [name[: end.start()].rstrip() for end in _CLAUSE.finditer(name)]
    fitting = [head for head in heads if title_px(head) <= most_px and len(words_of(head)) >= _LEAST_NAME_WORDS]
    if fitting:
        return fitting[-1]
    head = name
    while title_px(head) > most_px and " " in head:
        head = head.rpartition(" ")[0].rstrip(" ,;:–—-|/&+")
    return head if has_letters(head) and title_px(head) <= most_px else None


def without_list(name: str) -> str | None:
    """A name that is a list of key words, up to its first part of two words or more; None where there is none."""
    parts = [part.strip() for part in re.split(r"[|/•·,]", name)]
    for part in parts:
        if len(words_of(part)) >= _LEAST_NAME_WORDS and part != name:
            return part
    return None


def calmed(name: str) -> str | None:
    """The name without shouting: words in capitals keep only the first, short ones are taken for abbreviations."""
    calm = " ".join(_calm_word(word) for word in name.split())
    calm = _HYPE.sub(lambda found: found[0][0], calm)
    calm = calm[:1].upper() + calm[1:]
    return calm if calm != name else None


def _calm_word(word: str) -> str:
    if not word.isupper():
        return word
    letters = [letter for letter in word.casefold() if letter.isalpha()]
    if word.casefold() in EVERY_STOP_WORD:
        return word.casefold()
    if len(letters) <= _ACRONYM_MOST or not any(letter in "aeiouy" for letter in letters):
        return word
    return word.capitalize()


def point_first(listing: Listing) -> str | None:
    """A name of two parts with the part first that says what it is; None where it is first already.

    The first part says it when it has a word of the tags or the category.
    """
    joint = _JOINT.search(listing.name)
    if joint is None:
        return None
    first, second = listing.name[: joint.start()].strip(), listing.name[joint.end() :].strip()
    if _says_what(first, listing) or not _says_what(second, listing):
        return None
    for article in ("a ", "an ", "the "):
        if second.casefold().startswith(article):
            second = second[len(article) :]
            break
    return f"{second[:1].upper()}{second[1:]}: {first}"


def _says_what(text: str, listing: Listing) -> bool:
    subject = listing.subject_words
    return any(word in subject or other_number(word) in subject for word in telling((text,)))


def summary_of(listing: Listing) -> str | None:
    """The first sentence that says something, in at most 160 characters; None where there is none.

    A sentence says something when it has at least five words, one of them a telling word of name, tags or category,
    and two telling words that the name lacks; where none has, the first one that comes nearest to it.
    """
    known = listing.name_words | listing.subject_words
    long_enough = [piece for piece in listing.sentences if len(words_of(piece)) >= _SUMMARY_LEAST_WORDS]
    telling_ones = [piece for piece in long_enough if telling((piece,)) & known]
    adding = [piece for piece in telling_ones if len(telling((piece,)) - listing.name_words) >= _SUMMARY_NEW_WORDS]
    for piece in (*adding, *telling_ones, *long_enough):
        return short_summary(piece)
    return None


def short_summary(text: str) -> str:
    """The text in at most 160 characters: whole, or up to its last clause or word that fits."""
    line = squeezed(text)
    if len(line) <= SUMMARY_MOST:
        return line
    heads = [line[: end.start()].rstrip() for end in _CLAUSE.finditer(line) if end.start() < SUMMARY_MOST]
    long_heads = [head for head in heads if len(head) > SUMMARY_MOST // 2]
    head = long_heads[-1] if long_heads else at_word(line, SUMMARY_MOST - 1)
    return head if head.endswith((".", "!", "?")) else f"{head}."


def more_tags(listing: Listing, facts: ShopFacts) -> tuple[str, ...]:
    """The tags as they are, cleaned, with candidates up to five, those first that have a word the name lacks."""
    kept = cleaned_tags(listing.product.tags)
    adding, repeating = _candidates(listing, facts, kept)
    return (*kept, *(*adding, *repeating)[: max(0, TAGS_WANTED - len(kept))])


def tags_beside_name(listing: Listing, facts: ShopFacts) -> tuple[str, ...] | None:
    """The tags, cleaned, with candidates up to five that have a word which the name lacks; None without any."""
    kept = cleaned_tags(listing.product.tags)
    added = _candidates(listing, facts, kept)[0][: max(0, TAGS_WANTED - len(kept))]
    return (*kept, *added) if added else None


def _candidates(listing: Listing, facts: ShopFacts, kept: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Tags that could be added: those with a word that the name lacks, and those without one."""
    named = search_words((listing.name,))
    found = [tag for tag in tag_candidates(listing, facts, _LOOKED_AT) if tag not in kept]
    adding = [tag for tag in found if search_words((tag,)) - named]
    return adding, [tag for tag in found if tag not in adding]


def cleaned_tags(tags: tuple[str, ...]) -> tuple[str, ...]:
    """The tags as Gumroad takes them: split at commas, no hashes in front, no doubles; too short or long ones
    left out.

    Source: API contract, section 6.6.
    """
    parts = [_LEADING_HASHES.sub("", squeezed(part)) for tag in tags for part in tag.split(",")]
    return tuple(dict.fromkeys(part for part in parts if TAG_SHORTEST <= len(part) <= TAG_LONGEST))


def without_pictograms(name: str) -> str | None:
    """The name without emoji, None where that leaves nothing or changes nothing."""
    plain = squeezed(without_emoji(name))
    return plain if plain != name and has_letters(plain) else None
