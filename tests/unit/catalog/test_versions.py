"""A stored product after one of its versions was made, changed or deleted."""

from py_core.catalog.products import ShopProduct, Version
from py_core.catalog.versions import with_variant, without_variant
from py_core.gumroad.models import Variant
from tests.unit.shops import group, option, product, version

TEAM = Variant(
    id="v2",
    name="Team",
    description="Ten seats",
    price_difference_minor=3000,
    max_purchase_count=5,
    has_recurrence_prices=False,
)


def entry() -> ShopProduct:
    """A product with one version, Solo, in a category of its own, and another category without any."""
    groups = (group(option("Solo", 0)), group(title="Size"))
    solo = version("v1", 0, name="Solo")
    return ShopProduct(product=product(groups=groups), versions=(solo,), codes=None, read_at_ms=1, position=0)


def options(found: ShopProduct) -> list[tuple[str, int | None]]:
    return [(option.name, option.price_difference_minor) for option in found.product.groups[0].options]


def test_a_new_version_stands_last_in_its_category() -> None:
    found = with_variant(entry(), "c1", TEAM)
    assert options(found) == [("Solo", 0), ("Team", 3000)]
    assert found.versions is not None
    assert found.versions[1] == Version(
        category_id="c1",
        category_title="Licence",
        variant_id="v2",
        name="Team",
        price_difference_minor=3000,
        description="Ten seats",
        stock=5,
    )
    assert found.product.groups[1].options == ()


def test_a_changed_version_keeps_its_place_under_its_new_name() -> None:
    both = with_variant(entry(), "c1", TEAM)
    found = with_variant(both, "c1", TEAM.model_copy(update={"name": "Big team", "price_difference_minor": 100}))
    assert options(found) == [("Solo", 0), ("Big team", 100)]
    assert found.versions is not None
    assert [version.name for version in found.versions] == ["Solo", "Big team"]


def test_nothing_happens_in_a_category_that_was_never_read() -> None:
    unread = entry().model_copy(update={"versions": None})
    assert with_variant(unread, "c1", TEAM) is unread
    assert with_variant(entry(), "c9", TEAM) == entry()
    assert without_variant(unread, "c1", "v1") is unread


def test_a_deleted_version_is_gone_from_both_lists() -> None:
    both = with_variant(entry(), "c1", TEAM)
    assert without_variant(both, "c1", "v2") == entry()
    without_option = both.model_copy(
        update={"product": both.product.model_copy(update={"groups": entry().product.groups})}
    )
    assert without_variant(without_option, "c1", "v2") == entry()
