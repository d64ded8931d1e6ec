"""Scripts over a whole core with the sample shop: every example, every question, and the plans they want."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from py_core.errors import CoreError
from py_core.host_scripts import HostCore, lines_of, run_file
from py_core.scripting.examples import ORDER, examples
from py_core.scripting.output import TableItem
from py_core.scripting.reference import reference
from py_core.scripting.roles import Role, Task
from py_core.scripting.running import run_script
from tests.fakes import FakeClock
from tests.unit.scripting.rig import TODAY, sample_core


@pytest.fixture(scope="module")
def core() -> Iterator[HostCore]:
    found = sample_core()
    yield found
    found.close()


def lines(core: HostCore, text: str) -> list[str]:
    return "\n".join(lines_of(core, run_file(core, text))).splitlines()


@pytest.mark.parametrize("name", ORDER)
def test_examples_run_as_they_are(core: HostCore, name: str) -> None:
    example = next(one for one in examples() if one.name == name)
    assert example.title
    assert example.about.endswith(".")
    end = run_file(core, example.text)
    assert end.trouble is None
    assert end.items
    told = "\n".join(lines_of(core, end))
    assert told == "\n".join(lines_of(core, run_file(core, example.text)))
    assert ("Nothing was sent." in told) is bool(end.changes)


def test_there_are_examples_enough_and_the_shelf_holds_them(core: HostCore) -> None:
    shelf = core.ask("script.shelf")
    assert len(shelf["examples"]) >= 12
    assert [one["name"] for one in shelf["examples"]] == list(ORDER)


def test_plans_about_listings_and_codes_are_two(core: HostCore) -> None:
    text = """
p = shop.product("Herringbone Serif")
plan.set_price(p, 40)
plan.set_text(p, "summary", "A serif with a spine.")
plan.set_tags(p, ["font", "serif"])
plan.publish(p, False)
plan.add_code("NEWSERIF", p, pct=20)
plan.add_code("EVERYONE", pct=5)
plan.delete_code(next(c for c in shop.codes(p) if c.name == "SERIF25"))
"""
    end = run_file(core, text)
    changes = [change.model_dump(mode="json") for change in end.changes]
    plans = core.ask("plan.script", changes=changes, title="Mine")["plans"]
    assert [plan["title"] for plan in plans] == ["Mine", "Mine"]
    assert [row["doing"] for row in plans[0]["listing_rows"]] == ["change", "price", "unpublish"]
    assert [row["doing"] for row in plans[1]["code_rows"]] == ["create", "delete", "create"]


def test_prices_are_held_to_the_rules_of_every_price_plan(core: HostCore) -> None:
    text = 'plan.scale_price(shop.product("Letterpress Numerals Poster"), pct=-80, ending=".99")'
    changes = [change.model_dump(mode="json") for change in run_file(core, text).changes]
    (plan,) = core.ask("plan.script", changes=changes)["plans"]
    assert {finding["code"] for finding in plan["findings"]} >= {"big_change", "codes_break"}


def test_a_universal_code_can_be_deleted(core: HostCore) -> None:
    text = "for c in shop.codes():\n    if c.universal: plan.delete_code(c)\nshow([c for c in shop.codes()])"
    end = run_file(core, text)
    assert end.changes
    told = lines_of(core, end)
    assert any("delete" in line for line in told)
    (table,) = end.items
    assert isinstance(table, TableItem)
    universal = [row for row in table.rows if row[-1] == "True"]
    assert len(universal) == len({row[0] for row in universal})


def test_nothing_wanted_is_no_plan(core: HostCore) -> None:
    assert core.ask("plan.script", changes=[])["plans"] == []
    assert lines(core, "print('hello')") == ["hello", "The script wants no changes."]


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "price", "product_id": "nobody", "price_minor": 5, "currency": "usd"},
        {"kind": "price", "product_id": "HERE", "price_minor": 5, "currency": "eur"},
        {"kind": "new_code", "product_id": "HERE", "name": "X", "amount_minor": 5, "currency": "eur"},
        {"kind": "drop_code", "product_id": "HERE", "code_id": "gone"},
        {"kind": "drop_code", "product_id": "", "code_id": "gone"},
    ],
)
def test_a_shop_that_changed_meanwhile_is_told(core: HostCore, change: dict[str, Any]) -> None:
    here = next(p for p in core.ask("catalog.get")["products"] if p["name"] == "Herringbone Serif")["id"]
    if change["product_id"] == "HERE":
        change = {**change, "product_id": here}
    with pytest.raises(CoreError, match="changed since the script read it"):
        core.ask("plan.script", changes=[change])


def test_every_page_of_many_sales_is_read(core: HostCore, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = lines(core, "print(len(list(shop.sales())), len(list(shop.customers())), len(shop.products()))")[0]
    monkeypatch.setattr("py_core.store.script_rows.PAGE", 50)
    monkeypatch.setattr("py_core.desks.script_reading.PAGE", 5)
    monkeypatch.setattr("py_core.desks.script_reading.PRODUCTS_AT_ONCE", 10)
    text = """
found = list(shop.sales())
print(len({s.id for s in found}), len({c.email for c in shop.customers()}), len({p.id for p in shop.products()}))
print(found == sorted(found, key=lambda s: (s.day, s.at)), len(list(shop.subscribers())) > 5)
"""
    assert lines(core, text)[:2] == [whole, "True True"]


@pytest.mark.parametrize("what", ["sales", "products", "subscribers"])
@pytest.mark.parametrize("place", ["x", "{}", "[1]", '["a", "b", "c"]'])
def test_a_place_that_was_not_given_out_is_refused(core: HostCore, what: str, place: str) -> None:
    with pytest.raises(CoreError, match="not one that was given out"):
        core.ask("script.read", what=what, place=place)


def test_days_that_are_none_are_refused(core: HostCore) -> None:
    assert "Line 1" in lines(core, "next(shop.sales(after='soon'))")[-1]


def test_what_was_not_read_is_told() -> None:
    bare = HostCore(":memory:", FakeClock(), lambda token: pytest.fail(str(len(token))))
    assert lines(bare, "shop.products()")[-1].startswith("Line 1: ")
    bare.ask("account.sample", reset=False)
    bare.settle()
    for name in ("sales", "subscribers", "payouts"):
        told = lines(bare, f"print(list(shop.{name}()))")[-1]
        assert "read yet" in told
        assert "then run the script again" in told
    bare.close()


def test_saved_scripts(core: HostCore) -> None:
    core.ask("script.save", name="  My   script ", text="print(1)")
    shelf = core.ask("script.save", name="Another", text="print(2)")
    assert [(one["name"], one["text"]) for one in shelf["saved"]] == [
        ("Another", "print(2)"),
        ("My script", "print(1)"),
    ]
    core.ask("script.save", name="Another", text="print(3)")
    shelf = core.ask("script.remove", name="My script")
    assert [(one["name"], one["text"]) for one in shelf["saved"]] == [("Another", "print(3)")]
    for name in ("", "  ", "x" * 81):
        with pytest.raises(CoreError, match="a name of at most 80"):
            core.ask("script.save", name=name, text="")


def test_saved_scripts_are_bounded(core: HostCore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("py_core.desks.scripts.MOST_SAVED", 1)
    core.ask("script.save", name="Another", text="print(3)")
    with pytest.raises(CoreError, match="1 saved scripts already"):
        core.ask("script.save", name="One more", text="")


def test_every_name_is_explained_with_an_example_that_runs(core: HostCore) -> None:
    entries = reference()
    owned = [entry for entry in entries if entry.owner in ("shop", "plan")]
    assert len(owned) >= 17
    for entry in entries:
        if entry.owner in ("shop", "plan", ""):
            assert entry.about, entry.name
    for entry in owned:
        assert entry.example, entry.name
        example = entry.example.replace("Ink brushes", "Herringbone Serif")
        text = f"p = shop.products()[0]\nc = next(shop.codes())\n{example}"
        end = run_file(core, text)
        assert end.trouble is None, (entry.example, end.trouble)


def test_the_reference_crosses_the_border(core: HostCore) -> None:
    text = json.dumps(core.ask("script.shelf")["reference"])
    assert "scale_price" in text


@pytest.mark.parametrize(("cell", "kind"), [(2**53 - 1, "whole"), (2**53, "text"), (-(2**60), "text")])
def test_a_whole_number_that_a_page_would_round_is_a_text(core: HostCore, cell: int, kind: str) -> None:
    end = run_script(f"def cell(s): return {cell}", core.ask_text, TODAY, task=Task(role=Role.CELL, most=1))
    assert end.answers is not None
    assert (end.answers.kind, str(end.answers.values[0])) == (kind, str(cell))
