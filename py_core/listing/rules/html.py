"""Rules about the description's HTML. Sources: the HTML standard; WCAG 2.2, success criteria 1.1.1 and 1.3.1."""

from itertools import pairwise

from py_core.listing.listing import Listing
from py_core.listing.rule import Field, Rule, Severity, Source, Values
from py_core.listing.shop_facts import ShopFacts

_MOST_EMPTY = 1
_NAMED = 3


def html_broken(listing: Listing, _: ShopFacts) -> Values | None:
    """Every element is closed, and none is closed that was not opened."""
    broken = listing.article.broken
    return {"n": len(broken), "what": ", ".join(broken[:_NAMED])} if broken else None


def html_empty(listing: Listing, _: ShopFacts) -> Values | None:
    """Paragraphs have something in them; one empty one is let pass as a gap."""
    empty = listing.article.empty
    return {"n": empty} if empty > _MOST_EMPTY else None


def headings_order(listing: Listing, _: ShopFacts) -> Values | None:
    """A heading is at most one level below the one before it."""
    for above, below in pairwise(listing.article.headings):
        if below.level > above.level + 1:
            return {"above": above.level, "below": below.level, "heading": below.text}
    return None


def links_open(listing: Listing, _: ShopFacts) -> Values | None:
    """Links go to https addresses."""
    found = [link.address for link in listing.article.links if link.address.casefold().startswith("http://")]
    return {"n": len(found), "what": found[0]} if found else None


def pictures_alt(listing: Listing, _: ShopFacts) -> Values | None:
    """Pictures say what is on them to who cannot see them; an empty text says that there is nothing to tell."""
    count = sum(picture.alt is None for picture in listing.article.pictures)
    return {"n": count} if count else None


RULES = (
    Rule("html_broken", Field.DESCRIPTION, Severity.CARE, Source.HTML, html_broken),
    Rule("html_empty", Field.DESCRIPTION, Severity.NOTE, Source.HTML, html_empty),
    Rule("headings_order", Field.DESCRIPTION, Severity.NOTE, Source.WCAG, headings_order),
    Rule("links_open", Field.DESCRIPTION, Severity.CARE, Source.OWN, links_open),
    Rule("pictures_alt", Field.DESCRIPTION, Severity.NOTE, Source.WCAG, pictures_alt),
)
