"""What can only be said of a listing beside the others of its shop; worked out once for all of them.

No I/O here.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from py_core.listing.listing import Listing, telling
from py_core.values import Value

_USUAL_LEAST = 3
_USUAL_PERCENT = 60
_COMMON_LEAST = 4
_COMMON_PART = 4


class Market(Value):
    """What comparable products of one category cost, as Gumroad told it at `read_at_ms`; minor units of `currency`.

    `words` are those that many of their names have in common.
    """

    category: str
    currency: str
    count: int
    p25_minor: int | None
    p50_minor: int | None
    p75_minor: int | None
    words: tuple[str, ...]
    read_at_ms: int


@dataclass(frozen=True)
class ShopFacts:
    """Names and openings with the ids of those that share them, in how many listings a word is, market prices.

    `in_category` is how many listings a category has, `tagged` in how many of them a word is among the tags.
    """

    by_name: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    by_opening: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    listings_with: Mapping[str, int] = field(default_factory=dict)
    tags: Mapping[str, int] = field(default_factory=dict)
    markets: Mapping[tuple[str, str], Market] = field(default_factory=dict)
    in_category: Mapping[str, int] = field(default_factory=dict)
    tagged: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def usual_words(self, listing: Listing) -> tuple[str, ...]:
        """The words that most of the shop's other products of the same category are tagged with, at least three.

        Without the category's own words, which are no news.
        """
        category = listing.product.category or ""
        others = self.in_category.get(category, 0) - 1
        own = telling(listing.product.tags)
        no_news = telling((listing.category_words,))
        return tuple(
            word
            for word, count in sorted(self.tagged.get(category, {}).items())
            if word not in no_news
            and (n := count - (word in own)) >= _USUAL_LEAST
            and 100 * n >= _USUAL_PERCENT * others
        )

    def market_of(self, listing: Listing) -> Market | None:
        """The prices of comparable products, or None where they were not asked for."""
        return self.markets.get((listing.product.category or "", listing.product.currency))

    def is_common(self, word: str) -> bool:
        """Whether more than a quarter of the shop's listings have that word; false in a shop of a few."""
        count = self.listings_with.get(word, 0)
        return count >= _COMMON_LEAST and _COMMON_PART * count > len(self.names)

    def rarity(self, word: str) -> float:
        """How much a word tells apart: 1 for one that is in every listing, more for a rare one."""
        return 1 + math.log((1 + len(self.names)) / (1 + self.listings_with.get(word, 0)))


def name_key(name: str) -> str:
    """Names that are the same to a reader have the same key."""
    return " ".join(name.casefold().split())


def shop_facts(listings: Iterable[Listing], markets: Iterable[Market] = ()) -> ShopFacts:
    """The facts of a shop. Listings without a name or a description share nothing by that."""
    by_name: dict[str, list[str]] = {}
    by_opening: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    words: Counter[str] = Counter()
    tags: Counter[str] = Counter()
    in_category: Counter[str] = Counter()
    tagged: dict[str, Counter[str]] = {}
    for listing in listings:
        names[listing.id] = listing.name
        words.update(listing.found_by)
        tags.update(set(listing.product.tags))
        category = listing.product.category or ""
        in_category[category] += 1
        tagged.setdefault(category, Counter()).update(telling(listing.product.tags))
        if key := name_key(listing.name):
            by_name.setdefault(key, []).append(listing.id)
        if listing.opening:
            by_opening.setdefault(listing.opening, []).append(listing.id)
    return ShopFacts(
        by_name={key: tuple(ids) for key, ids in by_name.items() if len(ids) > 1},
        by_opening={key: tuple(ids) for key, ids in by_opening.items() if len(ids) > 1},
        names=names,
        listings_with=words,
        tags=tags,
        markets={(market.category, market.currency): market for market in markets},
        in_category=in_category,
        tagged=tagged,
    )
