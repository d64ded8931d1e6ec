"""The table of codes: what stands in it, in which order, as a file and as links."""

import csv
import io

import pytest

from py_core.catalog.products import Shop
from py_core.codes.export import COLUMNS, codes_csv
from py_core.codes.forms import CodeHealth, CodeKind, CodesFilter, CodesSort, CodesSortKey, LinkForm
from py_core.codes.links import Link, links_of
from py_core.codes.matching import matching_rows
from py_core.codes.table import chosen_rows, code_rows, unread_products
from py_core.errors import InputError
from py_core.gumroad.models import OfferCode
from py_core.protocol.present_codes import codes_view, links_view
from tests.unit.shops import code, entry, shop, version

BY_NAME = CodesSort()


def used(made: OfferCode, uses: int, cap: int | None, key: str = "") -> OfferCode:
    """A code that was used so often, of so many times."""
    return made.model_copy(update={"id": made.id + key, "times_used": uses, "max_purchase_count": cap})


EVERYWHERE = used(code("ALL10", percent=10, universal=True), 7, None)
SHOP = shop(
    entry(id="p1", name="Icon set", codes=(EVERYWHERE, used(code("SPRING", percent=20), 3, 10, "1"))),
    entry(
        id="p2",
        name="Brush pack",
        price_minor=200,
        short_url="https://ana.gumroad.com/l/brush",
        codes=(EVERYWHERE, used(code("SPRING", percent=60), 5, 5, "2")),
    ),
    entry(
        (version("v1", 0, name="Small"), version("v2", 500, name="Large")),
        (EVERYWHERE, used(code("FIVE", amount=500), 4, 4)),
        id="p3",
        name="Presets",
        currency="eur",
        published=False,
        short_url="https://ana.gumroad.com/l/presets",
    ),
    entry(id="p4", name="Unread", codes=None),
)


def names(of: Shop, wanted: dict[str, object], sort: CodesSort = BY_NAME) -> list[str]:
    rows = matching_rows(code_rows(of), CodesFilter.model_validate(wanted), sort)
    return [row.name for row in rows]


def test_a_row_per_name_and_one_for_a_universal_code() -> None:
    rows = {row.name: row for row in code_rows(SHOP)}
    assert list(rows) == ["ALL10", "SPRING", "FIVE"]
    assert [len(row.parts) for row in rows.values()] == [3, 2, 1]
    assert [(row.uses, row.cap) for row in rows.values()] == [(7, None), (8, 15), (4, 4)]
    assert rows["SPRING"].parts[1].health is CodeHealth.BREAKS
    assert rows["SPRING"].health is CodeHealth.BREAKS
    assert rows["FIVE"].health is CodeHealth.USED_UP
    assert unread_products(SHOP) == 1


def test_a_universal_code_is_not_held_against_drafts() -> None:
    harsh = code("HARSH", percent=60, universal=True)
    for published, health in ((True, CodeHealth.BREAKS), (False, CodeHealth.LIVE)):
        (row,) = code_rows(shop(entry(codes=(harsh,), price_minor=200, published=published)))
        assert row.health is health


def test_the_view_says_where_codes_differ() -> None:
    view = codes_view(SHOP)
    spring = next(row for row in view.rows if row.name == "SPRING")
    assert (spring.discount, spring.uses_text, spring.products) == ("varies", "8 of 15", "2 products")
    assert spring.state_text == (
        "on “Brush pack” it would leave $0.80; Gumroad takes nothing between free and $0.99"
    )
    five = next(row for row in view.rows if row.name == "FIVE")
    assert (five.discount, five.kind, five.state_text) == ("€5 off", "amount", "used up")
    assert (view.codes, view.unread) == (4, 1)
    assert {facet.value: facet.count for facet in view.state_facets} == {"live": 1, "used_up": 1, "breaks": 1}


def test_a_table_is_worked_out_once_for_a_state_of_the_shop() -> None:
    assert code_rows(SHOP) is code_rows(SHOP.model_copy(update={"read_at_ms": 99}))
    assert code_rows(SHOP.model_copy(update={"products": SHOP.products[:1]})) != code_rows(SHOP)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["ALL10", "FIVE", "SPRING"]),
        ({"text": "spr"}, ["SPRING"]),
        ({"text": "spring brush"}, ["SPRING"]),
        ({"text": "presets"}, ["ALL10", "FIVE"]),
        ({"kinds": (CodeKind.AMOUNT,)}, ["FIVE"]),
        ({"states": (CodeHealth.BREAKS, CodeHealth.USED_UP)}, ["FIVE", "SPRING"]),
        ({"product_ids": ("p2",)}, ["ALL10", "SPRING"]),
        ({"used": "never"}, []),
        ({"universal": "no"}, ["FIVE", "SPRING"]),
    ],
)
def test_filters(wanted: dict[str, object], found: list[str]) -> None:
    assert names(SHOP, wanted) == found


@pytest.mark.parametrize(
    ("key", "found"),
    [
        (CodesSortKey.NAME, ["SPRING", "FIVE", "ALL10"]),
        (CodesSortKey.DISCOUNT, ["FIVE", "SPRING", "ALL10"]),
        (CodesSortKey.PRODUCTS, ["ALL10", "SPRING", "FIVE"]),
        (CodesSortKey.USES, ["SPRING", "ALL10", "FIVE"]),
        (CodesSortKey.CAP, ["ALL10", "SPRING", "FIVE"]),
        (CodesSortKey.STATE, ["ALL10", "FIVE", "SPRING"]),
    ],
)
def test_orders(key: CodesSortKey, found: list[str]) -> None:
    assert names(SHOP, {}, CodesSort(key=key, descending=True)) == found


def test_the_file_has_a_line_per_code() -> None:
    rows = list(csv.reader(io.StringIO(codes_csv(code_rows(SHOP)).lstrip("\ufeff"))))
    assert tuple(rows[0]) == COLUMNS
    assert rows[1:] == [
        ["all", "ALL10", "10", "percent", "", "", "7", ""],
        ["p1", "SPRING", "20", "percent", "10", "", "3", "Icon set"],
        ["p2", "SPRING", "60", "percent", "5", "", "5", "Brush pack"],
        ["p3", "FIVE", "5.00", "amount", "4", "", "4", "Presets"],
    ]


def links(form: LinkForm, *rows: str) -> dict[str, Link]:
    chosen = chosen_rows(SHOP, [f"name/{name}" for name in rows] or ["universal/id-ALL10"])
    return {link.entry.product.id: link for link in links_of(chosen, form)}


def test_links_carry_what_is_asked() -> None:
    made = links(LinkForm(quantity="3", utm_source="mail & news", utm_campaign="été"), "SPRING")
    assert made["p2"].url == (
        "https://ana.gumroad.com/l/brush/SPRING?quantity=3&utm_source=mail%20%26%20news&utm_campaign=%C3%A9t%C3%A9"
    )
    assert made["p1"].url.startswith("https://ana.gumroad.com/l/icons/SPRING?")
    assert made["p1"].problem == ""


def test_a_link_goes_without_a_version_that_is_not_there() -> None:
    made = links(LinkForm(version="Large"))
    assert made["p3"].url == "https://ana.gumroad.com/l/presets/ALL10?variant=Large"
    assert made["p1"].url == "https://ana.gumroad.com/l/icons/ALL10"
    assert "no version" in made["p1"].problem
    assert "not published" in made["p3"].problem


@pytest.mark.parametrize(
    "bad",
    [{"quantity": "0"}, {"quantity": "1001"}, {"quantity": "two"}, {"utm_term": "x" * 201}, {"version": "x" * 201}],
)
def test_a_link_form_that_cannot_be_used_says_where(bad: dict[str, str]) -> None:
    form = LinkForm(**bad)
    with pytest.raises(InputError) as refused:
        links_of(code_rows(SHOP), form)
    assert refused.value.fields.keys() == bad.keys()
    view = links_view(code_rows(SHOP), form)
    assert (view.rows, view.errors.keys()) == ((), bad.keys())


def test_the_key_of_a_part_stands_for_that_part_alone() -> None:
    part = code_rows(SHOP)[1].parts[1]
    rows = chosen_rows(SHOP, [part.key, "name/FIVE", "p1/gone", "p1/id-ALL10"])
    assert [(row.name, [each.key for each in row.parts]) for row in rows] == [
        ("SPRING", [part.key]),
        ("FIVE", ["p3/id-FIVE"]),
    ]
    assert rows[0].uses == 5
