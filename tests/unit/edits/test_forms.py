"""What each form wants of a product, and what of a form cannot be used."""

import json
from typing import Any

import pytest
from pydantic import TypeAdapter

from py_core.edits.building import NOTHING_KNOWN, Around, Wanted, build_edit_plan, chosen, read_form
from py_core.edits.forms import EditForm
from py_core.edits.standing import Standing, read_standing
from py_core.edits.titles import edit_title
from py_core.edits.wants import Field, NewVersionWant, TextWant, VersionWant
from py_core.errors import InputError
from py_core.gumroad.keep import KEEP
from py_core.plan.plan import SkipReason
from py_core.settings import Settings
from tests.unit.shops import entry, group, option, shop, version

FORM: TypeAdapter[EditForm] = TypeAdapter(EditForm)
STANDING = Standing(
    name="Icon set",
    html="<p>300 icons</p>",
    summary="Icons",
    receipt="Thanks",
    tags=("icons", "SVG", "Svg"),
    category="design/icons",
    refund_period="30",
    fine_print="Print",
)
VERSIONS = (version("v1", 0, name="Solo"), version("v2", 500, name="Team"))
OTHER = version("v3", 0, name="Solo").model_copy(update={"category_id": "c2", "category_title": "Size"})


def form(job: str, **fields: Any) -> EditForm:
    return FORM.validate_json(json.dumps({"job": job, **fields}))


def wanted(
    given: EditForm, product: Any = None, standing: Standing = STANDING, around: Around = NOTHING_KNOWN
) -> Wanted:
    of = entry(versions=VERSIONS) if product is None else product
    return read_form(given, [of], around)(of, standing)


def errors(given: EditForm, around: Around = NOTHING_KNOWN) -> set[str]:
    with pytest.raises(InputError) as refused:
        read_form(given, [entry(versions=VERSIONS)], around)
    assert all(refused.value.fields.values())
    return set(refused.value.fields)


@pytest.mark.parametrize(
    ("how", "tags", "to", "expected"),
    [
        ("add", "New, #sale,, new", "", ("icons", "SVG", "Svg", "new", "sale")),
        ("add", "icons\nsvg", "", ("icons", "SVG", "Svg")),
        ("remove", "svg", "", ("icons",)),
        ("rename", "icons", "Glyphs", ("glyphs", "SVG")),
        ("rename", "svg", "icons", ("icons",)),
        ("merge", "svg, icons, none", "set", ("set",)),
    ],
)
def test_tags_after_a_form(how: str, tags: str, to: str, expected: tuple[str, ...]) -> None:
    (want,) = wanted(form("tags", how=how, tags=tags, to=to)).wants
    assert want == TextWant(product_id="p1", field=Field.TAGS, value=expected)


def test_tags_that_are_not_there() -> None:
    (row,) = wanted(form("tags", how="remove", tags="none")).left
    assert row.left.reason is SkipReason.NO_MATCH


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"tags": " , "}, {"tags"}),
        ({"tags": ",".join(f"tag {n}" for n in range(101))}, {"tags"}),
        ({"tags": "x"}, {"tags"}),
        ({"how": "rename", "tags": "a1, b1", "to": "c1"}, {"tags"}),
        ({"how": "rename", "tags": "a1", "to": ""}, {"to"}),
        ({"how": "merge", "tags": "", "to": "a1, b1"}, {"tags", "to"}),
        ({"how": "merge", "tags": "a1", "to": "x" * 21}, {"to"}),
    ],
)
def test_tags_that_cannot_be_used(fields: dict[str, Any], wrong: set[str]) -> None:
    assert errors(form("tags", **fields)) == wrong


def test_a_category_has_to_be_one() -> None:
    known = Around(categories={"design/icons": "Design > Icons"})
    assert errors(form("category", category=" ")) == {"category"}
    assert errors(form("category", category="design/none"), known) == {"category"}
    (want,) = wanted(form("category", category=" design/none ")).wants
    assert want == TextWant(product_id="p1", field=Field.CATEGORY, value="design/none")
    assert wanted(form("category", category="design/icons"), around=known).wants


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"period": "14"}, {"refund_period": "14"}),
        ({"print_how": "set", "fine_print": " Ask us. "}, {"fine_print": "Ask us."}),
        ({"period": "inherit", "print_how": "clear"}, {"refund_period": "inherit", "fine_print": ""}),
    ],
)
def test_a_refund_policy(fields: dict[str, Any], expected: dict[str, str]) -> None:
    found = wanted(form("policy", **fields)).wants
    assert {want.field: want.value for want in found if isinstance(want, TextWant)} == expected


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({}, {"period"}),
        ({"print_how": "set", "fine_print": " "}, {"fine_print"}),
        ({"period": "inherit", "print_how": "set", "fine_print": "x"}, {"fine_print"}),
    ],
)
def test_a_refund_policy_that_cannot_be(fields: dict[str, Any], wrong: set[str]) -> None:
    assert errors(form("policy", **fields)) == wrong
    assert errors(form("policy", period="14"), Around(own_policies=False)) == {"period"}


def test_a_version_is_added_to_the_category_that_is_there() -> None:
    added = form("versions", how="add", name=" Studio ", description="d", stock="5", amounts={"usd": "9.50"})
    (want,) = wanted(added).wants
    assert want == NewVersionWant(
        product_id="p1", category_id="c1", name="Studio", description="d", stock=5, surcharge_minor=950
    )
    (plain,) = wanted(form("versions", how="add", name="Studio")).wants
    assert isinstance(plain, NewVersionWant)
    assert (plain.surcharge_minor, plain.stock) == (0, None)


@pytest.mark.parametrize(
    ("fields", "product", "reason"),
    [
        ({"how": "add", "name": "x"}, entry(versions=()), SkipReason.NO_VERSION),
        ({"how": "add", "name": "x"}, entry(versions=(*VERSIONS, OTHER)), SkipReason.NO_VERSION),
        ({"how": "add", "name": "x", "category": "size"}, entry(versions=VERSIONS), SkipReason.NO_VERSION),
        (
            {"how": "add", "name": "x"},
            entry(versions=None, groups=(group(option("a", 0)),)),
            SkipReason.VERSIONS_UNREAD,
        ),
        ({"how": "add", "name": "x", "amounts": {"eur": "1"}}, entry(versions=VERSIONS), SkipReason.OTHER_CURRENCY),
        ({"how": "describe", "version": "None"}, entry(versions=VERSIONS), SkipReason.NO_VERSION),
        ({"how": "rename", "version": "solo", "name": "TEAM"}, entry(versions=VERSIONS), SkipReason.SAME),
    ],
)
def test_products_whose_versions_are_left_alone(fields: dict[str, Any], product: Any, reason: SkipReason) -> None:
    (row,) = wanted(form("versions", **fields), product).left
    assert row.left.reason is reason
    assert row.left.text


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"how": "rename", "version": " SOLO", "name": "One"}, {"v1": {"name": "One"}}),
        ({"how": "rename", "version": "solo", "name": "SOLO"}, {"v1": {"name": "SOLO"}}),
        (
            {"how": "describe", "description": " Text "},
            {"v1": {"description": "Text"}, "v2": {"description": "Text"}},
        ),
        ({"how": "stock", "version": "team", "stock": "1,000".replace(",", "")}, {"v2": {"stock": 1000}}),
        ({"how": "stock", "version": "team"}, {"v2": {"stock": None}}),
        (
            {"how": "surcharge", "category": "LICENCE", "version": "team", "amounts": {"usd": "3", "eur": ""}},
            {"v2": {"surcharge_minor": 300}},
        ),
    ],
)
def test_versions_that_are_changed(fields: dict[str, Any], expected: dict[str, Any]) -> None:
    found = {}
    for want in wanted(form("versions", **fields)).wants:
        assert isinstance(want, VersionWant)
        given = want.model_dump(exclude={"product_id", "category_id", "variant_id", "line"})
        found[want.variant_id] = {name: value for name, value in given.items() if value is not KEEP}
    assert found == expected


def test_surcharges_in_another_currency_are_left() -> None:
    given = form("versions", how="surcharge", amounts={"usd": "3"})
    dollars, euros = entry(versions=VERSIONS), entry(versions=VERSIONS, id="p2", currency="eur")
    asks = read_form(given, [dollars, euros])
    assert asks(euros, STANDING).left[0].left.reason is SkipReason.OTHER_CURRENCY


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"how": "add"}, {"name"}),
        ({"how": "add", "name": "x" * 256}, {"name"}),
        ({"how": "rename", "name": "x"}, {"version"}),
        ({"how": "describe", "description": "x" * 256}, {"description"}),
        ({"how": "stock", "stock": "some"}, {"stock"}),
        ({"how": "stock", "stock": "10000001"}, {"stock"}),
        ({"how": "surcharge", "amounts": {}}, {"amounts"}),
        ({"how": "surcharge", "amounts": {"eur": "3", "xyz": "1"}}, {"amounts"}),
        ({"how": "surcharge", "amounts": {"usd": "x"}}, {"amounts.usd"}),
        ({"how": "surcharge", "amounts": {"usd": "-1"}}, {"amounts.usd"}),
    ],
)
def test_versions_that_cannot_be(fields: dict[str, Any], wrong: set[str]) -> None:
    assert errors(form("versions", **fields)) == wrong


def test_finds_are_told_and_what_is_too_hard_is_left() -> None:
    found = wanted(form("find", find="icon", replace="glyph", fields=["name", "description", "summary", "receipt"]))
    assert [want.field for want in found.wants if isinstance(want, TextWant)] == ["name", "description", "summary"]
    assert found.told.places == 3
    (row,) = wanted(form("find", find="none")).left
    assert row.left.reason is SkipReason.NO_MATCH
    long = STANDING.model_copy(update={"html": "<p>" + "a" * 60_000 + "</p>"})
    hard = wanted(form("find", find="(a+)+b", regex=True), standing=long)
    assert [row.key for row in hard.left] == ["p1/listing/description"]
    linked = STANDING.model_copy(update={"html": '<a href="x">old</a> old'})
    kept = wanted(form("find", find="old", replace="", fields=["description"]), standing=linked)
    assert (kept.told.places, kept.told.left) == (1, 1)
    assert kept.told.notes
    only = STANDING.model_copy(update={"html": '<a href="x">old</a>'})
    (row,) = wanted(form("find", find="old", replace="", fields=["description"]), standing=only).left
    assert row.left.reason is SkipReason.NO_MATCH


def test_too_many_products_are_refused() -> None:
    many = shop(*(entry(id=f"p{n}") for n in range(3)))
    assert len(chosen(many, ["p0", "p2", "gone"])) == 2
    from py_core.edits import building

    most, building.MOST_PRODUCTS = building.MOST_PRODUCTS, 2
    try:
        with pytest.raises(InputError):
            chosen(many, ["p0", "p1", "p2"])
    finally:
        building.MOST_PRODUCTS = most


def test_a_product_whose_texts_are_not_stored_is_left() -> None:
    plan = build_edit_plan(shop(entry()), ["p1"], form("find", find="a"), {}, Settings(), 1)
    assert [row.reason for row in plan.skipped] == [SkipReason.UNREAD]


@pytest.mark.parametrize(
    ("given", "title"),
    [
        (form("find", find="a" * 60, replace="b"), f"“{'a' * 39}…” → “b”"),
        (form("find", find="a"), "“a” removed"),
        (form("block", text="# Licence"), "Added at the end: # Licence"),
        (form("block", how="remove", mark="Old"), "Block removed: Old"),
        (form("tags", tags="a, b"), "Tags added: a, b"),
        (form("tags", how="merge", tags="a, b", to="c"), "Tags a, b → c"),
        (form("category", category="x"), "Category: X in words"),
        (form("policy"), "Refund policy"),
        (form("publish", how="delete"), "Products deleted"),
        (form("versions", how="add", name="Studio"), "Version added: Studio"),
        (form("versions", how="stock"), "Stock: every version"),
    ],
)
def test_titles_say_what_is_done(given: EditForm, title: str) -> None:
    assert edit_title(given, {"x": "X in words"}) == title


def test_a_listing_is_read_leniently() -> None:
    odd = {"name": 5, "tags": ["a", 1], "refund_policy": {"refund_period": 7}, "description": None}
    standing = read_standing(odd)
    assert standing == Standing(
        name="", html="", summary="", receipt="", tags=("a",), category="", refund_period=None, fine_print=""
    )
    assert read_standing({"tags": None, "refund_policy": "x"}).fine_print is None
    texts = [STANDING.text_of(field) for field in Field]
    assert texts == [
        "Icon set",
        "<p>300 icons</p>",
        "Icons",
        "Thanks",
        ("icons", "SVG", "Svg"),
        "design/icons",
        "30",
        "Print",
    ]
