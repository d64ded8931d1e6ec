"""A file that comes back as it went out wants nothing, and an edited one exactly what was edited."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from py_core.edits.wants import Field, PriceWant, PublishWant, TextWant
from py_core.gumroad.currencies import CURRENCIES
from tests.unit.sheets.rig import EVERY, Shop, edited
from tests.unit.sheets.strategies import html, texts

WAYS = (
    {"format": "xlsx"},
    {"format": "csv"},
    {"format": "csv", "separator": "semicolon", "decimal_comma": True, "bom": False},
    {"format": "csv", "separator": "tab", "raw": True},
)
raws = st.fixed_dictionaries(
    {
        "name": texts,
        "description": st.one_of(texts, html),
        "custom_summary": st.one_of(st.none(), texts),
        "custom_receipt": texts,
        "tags": st.lists(texts, max_size=3),
        "category": texts,
        "custom_permalink": texts,
        "currency": st.sampled_from((*CURRENCIES, "xxx")),
        "price_minor": st.integers(0, 10**9),
        "published": st.booleans(),
        "is_tiered_membership": st.booleans(),
    }
)


@given(st.lists(raws, min_size=1, max_size=3), st.sampled_from(WAYS), st.sampled_from(("html", "markdown")))
@settings(max_examples=150, deadline=None)
def test_a_file_that_was_not_edited_wants_nothing(shop: list[dict[str, Any]], how: Any, description: Any) -> None:
    there = Shop(*shop)
    content = there.write(description=description, **how)
    found = there.compared(content)
    assert found.wants(frozenset()) == ()
    assert (found.doubts, found.problems, found.already) == ((), (), 0)
    assert found.products == len(shop)


@given(st.lists(raws, min_size=1, max_size=3), st.sampled_from(WAYS), st.sampled_from(("html", "markdown")))
@settings(max_examples=100, deadline=None)
def test_without_the_mark_it_still_wants_nothing(shop: list[dict[str, Any]], how: Any, description: Any) -> None:
    there = Shop(*shop)
    content = there.write(description=description, **how)
    there.snapshots.clear()
    found = there.compared(content)
    assert (found.wants(frozenset()), found.doubts, found.problems) == ((), (), ())


@given(st.lists(raws, min_size=2, max_size=3), st.sampled_from(("html", "markdown")))
@settings(max_examples=100, deadline=None)
def test_only_the_edited_cell_is_wanted(shop: list[dict[str, Any]], description: Any) -> None:
    there = Shop(*shop)

    def change(cells: dict[str, str]) -> None:
        if cells["ID"] == "p2":
            cells["Summary"] = "Quite another summary"

    content = edited(there.write(description=description), change)
    there.put("p1", custom_summary="changed meanwhile", name="and so is this")
    want = TextWant(product_id="p2", field=Field.SUMMARY, value="Quite another summary", line=3)
    assert there.wants(content) == [want]


@pytest.mark.parametrize(
    ("title", "cell", "want"),
    [
        ("Name", "Better icons", TextWant(product_id="p1", field=Field.NAME, value="Better icons", line=2)),
        ("Price", "21,50", PriceWant(product_id="p1", price_minor=2150, line=2)),
        ("Price", "21.50", PriceWant(product_id="p1", price_minor=2150, line=2)),
        ("Price", "$ 1,021.5", PriceWant(product_id="p1", price_minor=102150, line=2)),
        ("Published", "No", PublishWant(product_id="p1", published=False, line=2)),
        ("Summary", "CLEAR", TextWant(product_id="p1", field=Field.SUMMARY, value="", line=2)),
        ("Tags", "Icons; png", TextWant(product_id="p1", field=Field.TAGS, value=("icons", "png"), line=2)),
        ("Tags", "CLEAR", TextWant(product_id="p1", field=Field.TAGS, value=(), line=2)),
        ("Category", "Design / UI Kits", TextWant(product_id="p1", field=Field.CATEGORY, value="design/ui-kits",
         line=2)),
        ("Receipt", "'=thanks", TextWant(product_id="p1", field=Field.RECEIPT, value="=thanks", line=2)),
        ("Description (HTML)", "<p>x</p>", TextWant(product_id="p1", field=Field.DESCRIPTION, value="<p>x</p>",
         line=2)),
    ],
)  # fmt: skip
def test_each_column_becomes_its_want(title: str, cell: str, want: Any) -> None:
    there = Shop()
    assert there.wants(edited(there.write(), lambda cells: cells.update({title: cell}))) == [want]


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ("Name", ""), ("Name", "  Icon set "), ("Price", "19"), ("Price", "19,0"), ("Price", "1.9E+01"),
        ("Price", "$19.00"), ("Published", "TRUE"), ("Published", "1"), ("Tags", "icons;svg"), ("Currency", "usd"),
        ("Category", "Design/Icons"), ("Description (HTML)", "<p>300 icons</p><p>SVG <u>and</u> PNG</p>\n"),
        ("Summary", ""), ("Price", ""),
    ],
)  # fmt: skip
def test_what_spreadsheets_do_by_themselves_is_no_edit(title: str, cell: str) -> None:
    there = Shop()
    found = there.compared(edited(there.write(), lambda cells: cells.update({title: cell})))
    assert (found.wants(frozenset()), found.problems) == ((), ())


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("007", "7"), ("1.50", "1.5"), ("1.50", "1,5"), ("123456789012", "1.23457E+11"), ("true", "WAHR"),
        ("a\tb", "ab"), ("a\r\nb", "a\nb"), ("a \nb", "a\nb"), ("0", "0"), ("=1", "=1"), ("'=1", "'=1"),
    ],
)  # fmt: skip
def test_names_that_look_like_values_come_back(name: str, cell: str) -> None:
    there = Shop({"name": name})
    assert there.wants(edited(there.write(), lambda cells: cells.update({"Name": cell}))) == []


def test_markdown_is_merged_into_what_stands_now() -> None:
    there = Shop()
    content = edited(
        there.write(description="markdown"),
        lambda cells: cells.update({"Description (Markdown)": "500 icons\n\nSVG and PNG"}),
    )
    (change,) = there.compared(content).changes
    assert isinstance(change.want, TextWant)
    assert change.want.value == "<p>500 icons</p><p>SVG <u>and</u> PNG</p>"
    assert change.told == ()
    lossy = edited(
        content, lambda cells: cells.update({"Description (Markdown)": "300 icons\n\nSVG, PNG\n\n[[4: x]]"})
    )
    (change,) = there.compared(lossy).changes
    assert [text.partition(":")[0] for text in change.told] == [
        "Markdown has no sign for these, so they go from the edited blocks",
        "This stands for nothing and is left out",
    ]
    there.put("p1", description="<table><tr><td>1</table><p>x</p>")
    gone = edited(there.write(description="markdown"), lambda cells: cells.update({"Description (Markdown)": "x"}))
    (change,) = there.compared(gone).changes
    assert change.told == ("This is no longer in the text, so what it stands for goes: [[1: table]].",)


def test_line_ends_of_html_stay_what_they_are() -> None:
    there = Shop({"description": "<p>a</p>\r\n<p>b</p>"})
    content = edited(there.write(), lambda cells: cells.update({"Description (HTML)": "<p>a</p>\n<p>c</p>"}))
    (want,) = there.wants(content)
    assert isinstance(want, TextWant)
    assert want.value == "<p>a</p>\r\n<p>c</p>"


def test_a_cell_that_both_changed_is_a_doubt_and_one_that_is_so_already_counts() -> None:
    there = Shop({}, {})
    content = edited(there.write(), lambda cells: cells.update({"Name": "New", "Summary": "Same"}))
    there.put("p1", name="Other", custom_summary="Same")
    found = there.compared(content)
    assert [(doubt.key, doubt.row) for doubt in found.doubts] == [("p1/name", 2)]
    assert found.already == 1
    assert [change.key for change in found.changes] == ["p2/name", "p2/summary"]
    names = [want.product_id for want in there.wants(content, "p1/name") if isinstance(want, TextWant)]
    assert names == ["p1", "p2", "p2"]


def test_columns_are_chosen_and_price_brings_its_currency() -> None:
    there = Shop()
    header = there.write(columns=("price", "name")).decode("utf-8-sig").split("\r\n")[0]
    assert header == "ID,Name,Price,Currency,Export"
    assert len(EVERY) == 11
