"""The product list as the page draws it."""

from py_core.gumroad.currencies import CURRENCIES
from py_core.protocol.amounts import Facet
from py_core.protocol.present_shop import shop_view
from py_core.protocol.views import RefreshView
from tests.unit.shops import code, entry, group, option, shop, version

IDLE = RefreshView(state="idle")


def test_a_product_s_row() -> None:
    one = entry(
        (version("v2", 3000, name="Team"),),
        (code("A", percent=5), code("B", amount=100)),
        tags=("icons",),
        category="design/icons",
        category_label="Icons",
        custom_permalink="icons",
    )
    view = shop_view(shop(one), IDLE)
    row = view.products[0]
    assert (row.id, row.price.text, row.price_text, row.permalink) == ("p1", "$19.00", "$19", "icons")
    assert (row.sales, row.codes, row.code_names, row.category) == (41, 2, ("A", "B"), "Icons")
    only = row.versions[0]
    assert (only.key, only.category, only.price.text, only.difference.text) == (
        "p1/v2",
        "Licence",
        "$49.00",
        "$30.00",
    )
    assert view.tag_facets == (Facet(value="icons", label="icons", count=1),)
    assert view.category_facets == (Facet(value="design/icons", label="Icons", count=1),)
    assert (view.account_id, view.read_at_ms, view.refresh) == ("acc", 1, IDLE)


def test_what_has_not_been_read_is_not_called_none() -> None:
    tiers = (group(option("Basic", None, monthly=500)),)
    one = entry(None, None, is_tiered_membership=True, price_minor=0, groups=tiers, formatted_price="$5 a month")
    row = shop_view(shop(one, read_at_ms=None), IDLE).products[0]
    assert (row.codes, row.code_names, row.versions) == (None, (), ())
    assert (row.price.text, row.price_text) == ("$5.00", "$5 a month")


def test_every_listed_currency_is_offered_with_its_minimum() -> None:
    view = shop_view(shop(), IDLE)
    assert [unit.code for unit in view.currencies] == list(CURRENCIES)
    assert {unit.code: unit.minimum.text for unit in view.currencies}["krw"] == "₩1,110"


def test_an_unlisted_currency_is_shown_without_guessing() -> None:
    row = shop_view(shop(entry(currency="xyz", formatted_price="XYZ 19")), IDLE).products[0]
    assert (row.price.text, row.price_text) == ("? XYZ", "XYZ 19")
