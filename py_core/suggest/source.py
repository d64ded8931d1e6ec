"""What a listing says now: the texts that a model may see and that its answer is held against. No I/O here."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, assert_never

from py_core.catalog.labels import price_text
from py_core.edits.standing import read_standing
from py_core.gumroad.models import Product
from py_core.listing.article import read_article, squeezed
from py_core.listing.language import language_of
from py_core.listing.plain import words_of
from py_core.suggest.markup import sent_html, without_marks
from py_core.suggest.wishes import SuggestField
from py_core.values import Value

_NO_NONCE = "0"
_REMEMBERED = 32


class Source(Value):
    """The texts of one product's listing as they are stored; `versions` are the names of its versions.

    Nothing of its buyers is in it, and nothing of other products.
    """

    product_id: str
    name: str
    summary: str
    html: str
    tags: tuple[str, ...]
    category: str
    price: str
    versions: tuple[str, ...]

    @property
    def description(self) -> str:
        """The description's text in one line, as far as a model sees it."""
        return _seen(self.html)

    @property
    def everything(self) -> str:
        """All texts that a model sees, one a line."""
        return "\n".join((squeezed(self.name), squeezed(self.summary), self.description, ", ".join(self.tags)))

    @property
    def language(self) -> str:
        """The language of name and description, empty where it cannot be told."""
        return language_of((*words_of(self.name), *words_of(self.description)))

    def stands(self, field: SuggestField) -> str | tuple[str, ...]:
        """What stands in a field now: tags one by one, the description with its HTML."""
        match field:
            case SuggestField.NAME:
                return self.name
            case SuggestField.SUMMARY:
                return self.summary
            case SuggestField.DESCRIPTION:
                return self.html
            case SuggestField.TAGS:
                return self.tags
            case _:
                assert_never(field)

    def reads(self, field: SuggestField) -> str:
        """What stands in a field as it is read, in one line."""
        if field is SuggestField.DESCRIPTION:
            return self.description
        value = self.stands(field)
        return squeezed(value) if isinstance(value, str) else ", ".join(value)


@lru_cache(maxsize=_REMEMBERED)
def _seen(html: str) -> str:
    return without_marks(read_article(sent_html(html, _NO_NONCE).html).text)


def source_of(product: Product, raw: Mapping[str, Any]) -> Source:
    """The texts of a product. `raw` is its JSON; what is missing or odd there counts as not given."""
    standing = read_standing(raw)
    names = (squeezed(option.name) for group in product.groups for option in group.options)
    return Source(
        product_id=product.id,
        name=standing.name,
        summary=standing.summary,
        html=standing.html,
        tags=standing.tags,
        category=product.category_label or (product.category or "").rpartition("/")[2].replace("-", " "),
        price=price_text(product),
        versions=tuple(dict.fromkeys(name for name in names if name)),
    )
