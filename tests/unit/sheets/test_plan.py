"""From an edited file to the plan: what is told of a row, and what is left alone and why."""

import pytest

from py_core.catalog.products import Shop as Catalog
from py_core.errors import InputError
from py_core.plan.plan import Plan, SkipReason
from py_core.settings import Settings
from py_core.sheets.forms import SheetPlanForm
from py_core.sheets.plan import build_sheet_plan
from tests.unit.sheets.rig import Shop, csv_of, edited, table_of

TITLE = "Description (Markdown)"


def planned(there: Shop, content: bytes, *chosen: str, unticked: tuple[str, ...] = ()) -> Plan:
    catalog = Catalog(account_id="shop", products=tuple(there.entries.values()), read_at_ms=1)
    form = SheetPlanForm(sheet_id="s", chosen=chosen, unticked=unticked)
    return build_sheet_plan(catalog, there.raws, there.compared(content), form, "mine.csv", Settings(), 5)


def test_what_markdown_loses_is_told_in_the_row_also_where_it_was_chosen() -> None:
    there = Shop()
    content = edited(
        there.write(description="markdown"), lambda cells: cells.update({TITLE: "300 icons\n\nSVG, PNG"})
    )
    plan = planned(there, content)
    assert plan.title == "Changes from mine.csv"
    (fact,) = plan.listing_facts
    assert fact.notes == ("Markdown has no sign for these, so they go from the edited blocks: u.",)
    assert (fact.key, fact.line) == ("p1/listing", 2)
    there.put("p1", description="<p>SVG <u>and</u> GIF</p>")
    with pytest.raises(InputError, match="Nothing in this file changes anything"):
        planned(there, content)
    (fact,) = planned(there, content, "p1/description").listing_facts
    assert fact.notes == ("Markdown has no sign for these, so they go from the edited blocks: u.",)


def test_doubts_and_problems_are_rows_that_are_left_alone() -> None:
    there = Shop({}, {})
    header, first, second = table_of(there.write())
    name, price = header.index("Name"), header.index("Price")
    first[name], second[name] = "Mine", "New name"
    second[price] = "abc"
    double = ["" for _ in header]
    double[name], double[price] = "Icon set", "5"
    strange = ["zz", *second[1:]]
    content = csv_of([header, first, second, double, strange])
    there.put("p1", name="Theirs")
    plan = planned(there, content)
    assert [step.key for step in plan.steps] == ["p2/listing"]
    left = {row.key: (row.product_id, row.reason, row.detail) for row in plan.skipped}
    assert left == {
        "doubt/p1/name": ("p1", SkipReason.CHANGED_SINCE, "Name"),
        "doubt/row/4": ("", SkipReason.CHANGED_SINCE, "Name"),
        "problem/0": ("", SkipReason.BAD_LINE, "Price"),
        "problem/1": ("", SkipReason.BAD_LINE, "ID"),
    }
    chosen = planned(there, content, "p1/name", "row/4", unticked=("p2/listing",))
    assert [step.key for step in chosen.steps] == ["p1/listing", "new/1"]
