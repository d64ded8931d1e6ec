"""Values that occur in a shop and how often, for filters. No I/O here."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from py_core.catalog.labels import type_label
from py_core.catalog.products import ProductType, Shop


@dataclass(frozen=True, slots=True)
class Count:
    """One value with its label and the number of products that have it."""

    value: str
    label: str
    count: int


def _counted(pairs: Iterable[tuple[str, str]]) -> tuple[Count, ...]:
    labels: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for value, label in pairs:
        labels.setdefault(value, label)
        counts[value] += 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1], labels[item[0]].casefold(), item[0]))
    return tuple(Count(value, labels[value], count) for value, count in ordered)


def tag_counts(shop: Shop) -> tuple[Count, ...]:
    """Tags, the most used first."""
    return _counted((tag, tag) for entry in shop.products for tag in dict.fromkeys(entry.product.tags))


def category_counts(shop: Shop) -> tuple[Count, ...]:
    """Categories by their path; the label is Gumroad's."""
    return _counted(
        (entry.product.category, entry.product.category_label or entry.product.category)
        for entry in shop.products
        if entry.product.category
    )


def currency_counts(shop: Shop) -> tuple[Count, ...]:
    """Currencies by their code."""
    return _counted((entry.product.currency, entry.product.currency.upper()) for entry in shop.products)


def type_counts(shop: Shop) -> tuple[Count, ...]:
    """Kinds of product."""
    counts = Counter(entry.type for entry in shop.products)
    return tuple(Count(kind.value, type_label(kind), counts[kind]) for kind in ProductType if counts[kind])
