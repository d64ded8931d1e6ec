"""Filters, order, facets and labels of the product list."""

from typing import Any

import pytest

from py_core.catalog.facets import Count, category_counts, currency_counts, tag_counts, type_counts
from py_core.catalog.labels import amount_text, detail, lowest_price_minor, price_text, version_count
from py_core.catalog.matching import folded, match
from py_core.catalog.products import ProductType
from py_core.catalog.selection import Filter, Sort, SortKey
from py_core.errors import InputError
from tests.unit.shops import code, entry, group, option, shop, version

SHOP = shop(
    entry(
        (version("v1", 0, name="Personal"),),
        (code("LAUNCH90", percent=90),),
        id="icons",
        name="Icon Set",
        tags=("icons", "svg"),
        category="design/icons",
        category_label="Icons",
        custom_permalink="iconset",
    ),
    entry(id="cafe", name="Café stickers", price_minor=500, currency="jpy", tags=("svg",), sales_count=None),
    entry(
        None,
        None,
        id="club",
        name="Studio club",
        price_minor=0,
        is_tiered_membership=True,
        subscription_duration="monthly",
        formatted_price="$5 a month",
        groups=(group(option("Basic", None, monthly=500), option("Pro", None, monthly=900)),),
        sales_count=3,
    ),
    entry(id="pwyw", name="Ｗide pack", customizable_price=True, published=False, price_minor=0),
    entry(id="odd", name="Unknown", currency="xyz", formatted_price="XYZ 19"),
)


def found(sort: Sort | None = None, **fields: Any) -> tuple[str, ...]:
    return match(SHOP, Filter(**fields), sort or Sort())


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ("icons", "cafe", "club", "pwyw", "odd")),
        ({"text": "  icon  SET "}, ("icons",)),
        ({"text": "cafe"}, ("cafe",)),
        ({"text": "CAFÉ"}, ("cafe",)),
        ({"text": "wide"}, ("pwyw",)),
        ({"text": "launch9"}, ("icons",)),
        ({"text": "personal"}, ("icons",)),
        ({"text": "basic"}, ("club",)),
        ({"text": "iconset"}, ("icons",)),
        ({"text": "nothing"}, ()),
        ({"tags": ("SVG",)}, ("icons", "cafe")),
        ({"tags": ("icons", "nope")}, ("icons",)),
        ({"categories": ("design/icons",)}, ("icons",)),
        ({"currencies": ("jpy", "xyz")}, ("cafe", "odd")),
        ({"types": (ProductType.MEMBERSHIP, ProductType.PAY_WHAT_YOU_WANT)}, ("club", "pwyw")),
        ({"published": "no"}, ("pwyw",)),
        ({"published": "yes"}, ("icons", "cafe", "club", "odd")),
        ({"versions": "yes"}, ("icons", "club")),
        ({"versions": "no"}, ("cafe", "pwyw", "odd")),
        ({"price_from": "19"}, ("icons", "cafe")),
        ({"price_from": "1", "price_to": "19.00"}, ("icons", "club")),
        ({"price_to": "0"}, ("pwyw",)),
        ({"sales_from": "4"}, ("icons", "pwyw", "odd")),
        ({"sales_to": "3"}, ("club",)),
    ],
)
def test_filters(fields: dict[str, Any], expected: tuple[str, ...]) -> None:
    assert found(**fields) == expected


@pytest.mark.parametrize(
    ("key", "descending", "expected"),
    [
        (SortKey.POSITION, True, ("odd", "pwyw", "club", "cafe", "icons")),
        (SortKey.NAME, False, ("cafe", "icons", "club", "odd", "pwyw")),
        (SortKey.PRICE, False, ("pwyw", "club", "icons", "odd", "cafe")),
        (SortKey.SALES, True, ("icons", "pwyw", "odd", "club", "cafe")),
        (SortKey.CODES, True, ("icons", "cafe", "club", "pwyw", "odd")),
    ],
)
def test_orders(key: SortKey, descending: bool, expected: tuple[str, ...]) -> None:
    assert found(Sort(key=key, descending=descending)) == expected


@pytest.mark.parametrize(
    ("fields", "path", "part"),
    [
        ({"price_from": "cheap"}, "price_from", "not a number"),
        ({"price_to": "1,5"}, "price_to", "point"),
        ({"sales_from": "1.5"}, "sales_from", "whole number"),
        ({"sales_to": "-1"}, "sales_to", "whole number"),
        ({"price_from": "9", "price_to": "5"}, "price_to", "lower than"),
        ({"sales_from": "9", "sales_to": "5"}, "sales_to", "lower than"),
    ],
)
def test_bad_numbers_are_told_at_their_field(fields: dict[str, Any], path: str, part: str) -> None:
    with pytest.raises(InputError) as caught:
        found(**fields)
    assert list(caught.value.fields) == [path]
    assert part in caught.value.fields[path]


def test_folding_drops_case_accents_and_width() -> None:
    assert folded("ÀÉﬁ Ｗ ß") == "aefi w ss"


def test_facets_count_the_commonest_first() -> None:
    assert tag_counts(SHOP) == (Count("svg", "svg", 2), Count("icons", "icons", 1))
    assert category_counts(SHOP) == (Count("design/icons", "Icons", 1),)
    assert currency_counts(SHOP)[0] == Count("usd", "USD", 3)
    assert type_counts(SHOP) == (
        Count("one_off", "one-off", 3),
        Count("pay_what_you_want", "pay what you want", 1),
        Count("membership", "membership", 1),
    )


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({}, "$19"),
        ({"customizable_price": True}, "$19+"),
        ({"price_minor": 0}, "Free"),
        ({"price_minor": 0, "customizable_price": True}, "$0+"),
        ({"subscription_duration": "yearly"}, "$19 a year"),
        ({"subscription_duration": "weekly"}, "$19"),
        ({"currency": "xyz", "formatted_price": ""}, "? XYZ"),
        ({"currency": "xyz", "formatted_price": "XYZ 5"}, "XYZ 5"),
        ({"is_tiered_membership": True, "formatted_price": "$5+ a month"}, "$5+ a month"),
    ],
)
def test_price_texts(fields: dict[str, Any], text: str) -> None:
    assert price_text(entry(**fields).product) == text


def test_details() -> None:
    two = (version("a", 0), version("b", 5))
    assert (
        detail(entry(two, published=False, customizable_price=True))
        == "2 versions · pay what you want · not on sale"
    )
    assert detail(entry(two[:1])) == "1 version"
    assert detail(entry(subscription_duration="monthly")) == "subscription"
    assert detail(entry()) == ""
    assert version_count(entry(None, groups=(group(option("A", 1)),))) == 1


def test_the_cheapest_tier() -> None:
    assert lowest_price_minor(SHOP.products[2].product) == 500
    assert lowest_price_minor(entry(is_tiered_membership=True, price_minor=7).product) == 7
    assert amount_text(1900, "usd", whole_short=False) == "$19.00"
