"""Rules about tags, category, summary, and the words a product is found by.

Sources: API contract, section 6.6 (what a tag may be); Gumroad's search (all words of a query must occur in name,
description, tags or the seller's name, as they are written); Gumroad's rules for Discover (a category is needed).
"""

from collections.abc import Sequence

from py_core.listing.keywords import TAG_LONGEST, TAG_SHORTEST, TAGS_WANTED
from py_core.listing.listing import Listing, telling
from py_core.listing.plain import other_number, search_words
from py_core.listing.rewrites import (
    SUMMARY_MOST,
    cleaned_tags,
    more_tags,
    short_summary,
    summary_of,
    tags_beside_name,
)
from py_core.listing.rule import TAG_JOINT, Field, Proposal, Rule, Severity, Source, Values
from py_core.listing.shop_facts import ShopFacts

FEW_TAGS = 3
OTHER = "other"
_NAMED = 4


def tags_missing(listing: Listing, _: ShopFacts) -> Values | None:
    """There are tags."""
    return None if listing.product.tags else {}


def tags_few(listing: Listing, _: ShopFacts) -> Values | None:
    """Three tags or more."""
    count = len(listing.product.tags)
    return {"n": count, "least": FEW_TAGS} if 0 < count < FEW_TAGS else None


def tag_length(listing: Listing, _: ShopFacts) -> Values | None:
    """2 to 20 characters each."""
    wrong = [tag for tag in listing.product.tags if not TAG_SHORTEST <= len(tag.strip()) <= TAG_LONGEST]
    return {"n": len(wrong), "what": ", ".join(wrong[:_NAMED])} if wrong else None


def tag_form(listing: Listing, _: ShopFacts) -> Values | None:
    """No commas inside, no hash in front."""
    wrong = [tag for tag in listing.product.tags if "," in tag or tag.lstrip().startswith("#")]
    return {"n": len(wrong), "what": " · ".join(wrong[:_NAMED])} if wrong else None


def tags_repeat(listing: Listing, _: ShopFacts) -> Values | None:
    """At least one tag has a word that the name does not have already."""
    tags = listing.product.tags
    named = search_words((listing.name,))
    if not tags or any(search_words((tag,)) - named for tag in tags):
        return None
    return {"n": len(tags)}


def search_words_missing(listing: Listing, facts: ShopFacts) -> Values | None:
    """Words that buyers would look for stand somewhere in name, description or tags, in one number at least.

    Those are the words that most of the shop's other products of that category are tagged with, and those that many
    comparable products have in their names.
    """
    if (listing.product.category or OTHER) == OTHER:
        return None
    market = facts.market_of(listing)
    wanted = (*facts.usual_words(listing), *(market.words if market else ()))
    missing = [word for word in dict.fromkeys(wanted) if not _is_found(word, listing)]
    return {"n": len(missing), "what": ", ".join(missing[:_NAMED])} if missing else None


def category_words_missing(listing: Listing, _: ShopFacts) -> Values | None:
    """One word of the category's own name is there at least."""
    own = _category_words(listing)
    if not own or any(_is_found(word, listing) for word in own):
        return None
    return {"n": len(own), "what": ", ".join(own[:_NAMED])}


def _category_words(listing: Listing) -> tuple[str, ...]:
    if (listing.product.category or OTHER) == OTHER:
        return ()
    return tuple(sorted(telling((listing.category_words,))))


def _is_found(word: str, listing: Listing) -> bool:
    return word in listing.found_by or other_number(word) in listing.found_by


def category_missing(listing: Listing, _: ShopFacts) -> Values | None:
    """There is a category."""
    return None if listing.product.category else {}


def category_other(listing: Listing, _: ShopFacts) -> Values | None:
    """It is not the one for everything else."""
    return {} if listing.product.category == OTHER else None


def summary_missing(listing: Listing, _: ShopFacts) -> Values | None:
    """There is a summary."""
    return None if listing.summary else {}


def summary_long(listing: Listing, _: ShopFacts) -> Values | None:
    """At most 160 characters."""
    length = len(listing.summary)
    return {"n": length, "most": SUMMARY_MOST} if length > SUMMARY_MOST else None


def _fix_tags(listing: Listing, facts: ShopFacts) -> Proposal | None:
    return _tags(listing, more_tags(listing, facts))


def _fix_form(listing: Listing, _: ShopFacts) -> Proposal | None:
    return _tags(listing, cleaned_tags(listing.product.tags))


def _fix_words(listing: Listing, facts: ShopFacts) -> Proposal | None:
    """Words of the shop's own tags become tags; those of other sellers need not be true of it."""
    return _with_words(listing, [word for word in facts.usual_words(listing) if not _is_found(word, listing)])


def _fix_category_words(listing: Listing, _: ShopFacts) -> Proposal | None:
    return _with_words(listing, _category_words(listing))


def _with_words(listing: Listing, words: Sequence[str]) -> Proposal | None:
    """The tags, cleaned, with these words up to five."""
    tags = cleaned_tags(listing.product.tags)
    added = [word for word in words if len(word) <= TAG_LONGEST][: max(0, TAGS_WANTED - len(tags))]
    return _tags(listing, (*tags, *added)) if added else None


def _fix_repeat(listing: Listing, facts: ShopFacts) -> Proposal | None:
    new = tags_beside_name(listing, facts)
    return None if new is None else _tags(listing, new)


def _tags(listing: Listing, new: tuple[str, ...]) -> Proposal | None:
    if new == listing.product.tags:
        return None
    return Proposal(Field.TAGS, TAG_JOINT.join(listing.product.tags), TAG_JOINT.join(new))


def _fix_summary(listing: Listing, _: ShopFacts) -> Proposal | None:
    new = short_summary(listing.summary) if listing.summary else summary_of(listing)
    return None if new is None else Proposal(Field.SUMMARY, listing.summary, new)


RULES = (
    Rule("summary_missing", Field.SUMMARY, Severity.NOTE, Source.PAGE, summary_missing, _fix_summary, safe=True),
    Rule("summary_long", Field.SUMMARY, Severity.CARE, Source.OWN, summary_long, _fix_summary),
    Rule("category_missing", Field.CATEGORY, Severity.FIX, Source.DISCOVER, category_missing),
    Rule("category_other", Field.CATEGORY, Severity.CARE, Source.DISCOVER, category_other),
    Rule("tags_missing", Field.TAGS, Severity.CARE, Source.SEARCH, tags_missing, _fix_tags, safe=True),
    Rule("tags_few", Field.TAGS, Severity.CARE, Source.SEARCH, tags_few, _fix_tags, safe=True),
    Rule("tag_length", Field.TAGS, Severity.FIX, Source.API, tag_length, _fix_form, safe=True),
    Rule("tag_form", Field.TAGS, Severity.FIX, Source.API, tag_form, _fix_form, safe=True),
    Rule("tags_repeat", Field.TAGS, Severity.NOTE, Source.SEARCH, tags_repeat, _fix_repeat, safe=True),
    Rule("search_words", Field.TAGS, Severity.CARE, Source.SEARCH, search_words_missing, _fix_words, safe=True),
    Rule(
        "category_words",
        Field.TAGS,
        Severity.NOTE,
        Source.SEARCH,
        category_words_missing,
        _fix_category_words,
        safe=True,
    ),
)
