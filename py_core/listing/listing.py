"""A product as its rules look at it: what a buyer sees of it, read once from Gumroad's JSON. No I/O here."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from py_core.gumroad.models import Product
from py_core.listing.article import Article, read_article, squeezed
from py_core.listing.language import EVERY_STOP_WORD, language_of
from py_core.listing.plain import search_words, sentences, words_of
from py_core.listing.readability import Reading, reading_of

OPENING_LENGTH = 100
_LAST_OF_PATH = re.compile(r"[^/]*$")
_LEAST_WORD = 3


@dataclass(frozen=True, slots=True)
class Cover:
    """One cover; its sizes are in pixels as it was sent, None where Gumroad does not tell them."""

    url: str
    kind: str
    width: int | None
    height: int | None


@dataclass(frozen=True)
class Listing:
    """One product's listing. What is worked out of it is worked out once."""

    product: Product
    html: str
    summary: str
    covers: tuple[Cover, ...]
    seller_url: str

    @property
    def id(self) -> str:
        """The product's id."""
        return self.product.id

    @property
    def name(self) -> str:
        """The product's name in one line."""
        return squeezed(self.product.name)

    @cached_property
    def article(self) -> Article:
        """The description's parts."""
        return read_article(self.html)

    @property
    def text(self) -> str:
        """The description in one line."""
        return self.article.text

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The description's words."""
        return words_of(self.text)

    @cached_property
    def language(self) -> str:
        """The language of name and description, empty where it cannot be told."""
        return language_of((*words_of(self.name), *self.words))

    @cached_property
    def reading(self) -> Reading:
        """How hard the description is to read. Every paragraph and list item ends a sentence."""
        return reading_of(" ".join(map(_ended, self.article.blocks_text)), self.language)

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The description's sentences; a block's end is a sentence's end."""
        return tuple(piece for block in self.article.blocks_text for piece in sentences(squeezed(block)))

    @cached_property
    def found_by(self) -> frozenset[str]:
        """Every word under which Gumroad's search finds it, apart from the seller's name."""
        return search_words((self.product.name, self.text, *self.product.tags))

    @cached_property
    def name_words(self) -> frozenset[str]:
        """The telling words of the name."""
        return telling((self.name,))

    @cached_property
    def subject_words(self) -> frozenset[str]:
        """The telling words of tags and category: what kind of thing it is."""
        return telling((*self.product.tags, self.category_words))

    @property
    def category_words(self) -> str:
        """The name of its category, not of those above."""
        if self.product.category_label:
            return self.product.category_label
        found = _LAST_OF_PATH.search(self.product.category or "")
        return found[0].replace("-", " ") if found else ""

    @property
    def opening(self) -> str:
        """What the description begins with, to be compared with others."""
        return self.text[:OPENING_LENGTH].casefold()


def _ended(text: str) -> str:
    line = squeezed(text)
    return line if line.endswith((".", "!", "?")) else f"{line}."


def telling(texts: tuple[str, ...]) -> frozenset[str]:
    """The words that say something: no stop words of any language, nothing shorter than three letters."""
    return frozenset(
        word for word in search_words(texts) if len(word) >= _LEAST_WORD and word not in EVERY_STOP_WORD
    )


def read_listing(product: Product, raw: Mapping[str, Any]) -> Listing:
    """A product's listing. `raw` is its JSON; what is missing or odd there counts as not given.

    Source: API contract, section 6.2.
    """
    covers = raw.get("covers")
    return Listing(
        product=product,
        html=_text(raw.get("description")),
        summary=squeezed(_text(raw.get("custom_summary"))),
        covers=tuple(_cover(one) for one in covers if isinstance(one, Mapping)) if isinstance(covers, list) else (),
        seller_url=product.short_url.partition("/l/")[0],
    )


def _cover(raw: Mapping[str, Any]) -> Cover:
    width, height = _size(raw.get("native_width")), _size(raw.get("native_height"))
    if width is None or height is None:
        width, height = _size(raw.get("width")), _size(raw.get("height"))
    return Cover(url=_text(raw.get("url")), kind=_text(raw.get("type")), width=width, height=height)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _size(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None
