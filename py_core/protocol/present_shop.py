"""The shop and its filters as the pages draw them. No I/O here."""

from collections.abc import Iterable

from py_core.catalog.facets import Count, category_counts, currency_counts, tag_counts, type_counts
from py_core.catalog.labels import amount_text, lowest_price_minor, price_text
from py_core.catalog.products import Shop, ShopProduct
from py_core.gumroad.currencies import CURRENCIES
from py_core.plan.steps import version_key
from py_core.protocol.amounts import Amount, Facet
from py_core.protocol.views import (
    CurrencyView,
    ProductRow,
    RefreshView,
    ShopView,
    VersionRow,
)


def _amount(minor: int, code: str) -> Amount:
    return Amount(minor=minor, currency=code, text=amount_text(minor, code, whole_short=False))


def _versions(entry: ShopProduct) -> tuple[VersionRow, ...]:
    product, code = entry.product, entry.product.currency
    return tuple(
        VersionRow(
            key=version_key(product.id, version.variant_id),
            category=version.category_title,
            name=version.name,
            price=_amount(product.price_minor + version.price_difference_minor, code),
            difference=_amount(version.price_difference_minor, code),
        )
        for version in entry.versions or ()
    )


def product_row(entry: ShopProduct) -> ProductRow:
    """One product of the table; a membership shows its cheapest tier."""
    product = entry.product
    return ProductRow(
        id=product.id,
        name=product.name,
        price=_amount(lowest_price_minor(product), product.currency),
        price_text=price_text(product),
        type=entry.type,
        published=product.published,
        thumbnail_url=product.thumbnail_url,
        short_url=product.short_url,
        permalink=product.custom_permalink,
        tags=product.tags,
        category=product.category_label or product.category,
        sales=product.sales_count,
        codes=None if entry.codes is None else len(entry.codes),
        code_names=tuple(code.name for code in entry.codes or ()),
        versions=_versions(entry),
    )


def _facets(counts: Iterable[Count]) -> tuple[Facet, ...]:
    return tuple(Facet(value=one.value, label=one.label, count=one.count) for one in counts)


def currency_views() -> tuple[CurrencyView, ...]:
    """Every currency that Gumroad lists."""
    return tuple(
        CurrencyView(
            code=unit.code, symbol=unit.symbol, digits=unit.digits, minimum=_amount(unit.min_minor, unit.code)
        )
        for unit in CURRENCIES.values()
    )


def shop_view(shop: Shop, refresh: RefreshView) -> ShopView:
    """The whole shop for the table and its filters."""
    return ShopView(
        account_id=shop.account_id,
        read_at_ms=shop.read_at_ms,
        products=tuple(map(product_row, shop.products)),
        currencies=currency_views(),
        tag_facets=_facets(tag_counts(shop)),
        category_facets=_facets(category_counts(shop)),
        currency_facets=_facets(currency_counts(shop)),
        type_facets=_facets(type_counts(shop)),
        refresh=refresh,
    )
