"""Scripts that other tools ask: what they can be, what they answer, and what is said where one gives no answer."""

from typing import Any

import pytest

from py_core.errors import CoreError
from py_core.sales.selection import SalesFilter
from py_core.scripting.output import TableItem, TextItem
from py_core.scripting.roles import Answers, Role, Task, roles_of
from py_core.scripting.running import ScriptEnd, run_script
from tests.unit.scripting.rig import TODAY, FakeShop, product_row, sample_core
from tests.unit.scripting.test_scripts import SALE

THREE = [product_row("a"), product_row("b", 2000), product_row("c", 500, currency="eur")]


def sale_row(sale_id: str, **changes: Any) -> dict[str, Any]:
    return {**SALE, "id": sale_id, **changes}


def a_shop() -> FakeShop:
    sales = [sale_row("s1"), sale_row("s2", quantity=2), sale_row("s3", currency="eur")]
    return FakeShop(products=THREE, sales=sales)


def asked(text: str, role: Role, shop: FakeShop | None = None, **task: Any) -> ScriptEnd:
    return run_script(text, (shop or a_shop()).ask, TODAY, task=Task(role=role, **task))


def answered(text: str, role: Role, **task: Any) -> Answers:
    end = asked(text, role, **task)
    assert end.trouble is None
    assert end.changes == ()
    assert end.answers is not None
    return end.answers


def refused(text: str, role: Role, **task: Any) -> str:
    end = asked(text, role, **task)
    assert end.answers is None
    assert end.changes == ()
    assert end.trouble is not None
    return end.trouble.message


def cells(giving: str) -> tuple[str, tuple[Any, ...]]:
    """The column that a script gives which looks each sale's cell up in a list."""
    given = f"cells = iter({giving})\ndef cell(s): return next(cells)"
    found = answered(given, Role.CELL)
    assert found.keys == ("s1", "s2", "s3")
    return found.kind, found.values


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("def price(p): return 1", (Role.PRICE,)),
        ("def cell(s): pass\ndef choose(p): pass\ndef price(p, /): pass", tuple(Role)),
        ("def choose(p, much=3, *rest, deep=True, **more): pass", (Role.CHOOSE,)),
        ("def choose(p, *, deep): pass", ()),
        ("def cell(s, t): pass", ()),
        ("def cell(): pass", ()),
        ("def other(p): pass", ()),
        ("async def cell(s): pass", ()),
        ("if True:\n    def cell(s): pass", ()),
        ("cell = len", ()),
        ("def (", ()),
        ("\0", ()),
    ],
)
def test_functions_of_one_parameter_make_a_script_a_rule(text: str, roles: tuple[Role, ...]) -> None:
    assert roles_of(text) == roles


def test_prices_are_exact_and_products_may_be_left_alone() -> None:
    text = "def price(p):\n    return None if p.id == 'b' else p.price * 3 / 7"
    assert answered(text, Role.PRICE) == Answers(
        role=Role.PRICE, keys=("a", "c"), values=("3000/7", "1500/7"), currencies=("usd", "eur")
    )
    assert answered("def price(p): return None", Role.PRICE) == Answers(role=Role.PRICE)
    assert answered("def price(p): return '7.99'", Role.PRICE, product_ids=("b",)).values == ("799",)


def test_a_filter_answers_what_it_chooses_of_what_is_asked() -> None:
    text = "def choose(p): return p.price < 15"
    assert answered(text, Role.CHOOSE).keys == ("a", "c")
    assert answered(text, Role.CHOOSE, product_ids=("b", "c")).keys == ("c",)


@pytest.mark.parametrize(
    ("giving", "kind", "values"),
    [
        ("['x', None, 'y']", "text", ("x", None, "y")),
        ("[None, None, None]", "text", (None, None, None)),
        ("[1, None, -3]", "whole", (1, None, -3)),
        ("[2**53 - 1, 0, 0]", "whole", (2**53 - 1, 0, 0)),
        ("[2**53, 0, None]", "text", ("9007199254740992", "0", None)),
        ("[True, None, False]", "yes_no", (1, None, 0)),
        ("[True, 1, 0]", "text", ("True", "1", "0")),
        ("[1, 2.5, Decimal('0.1')]", "money", ("1", "2.5", "0.1")),
        ("[Amount(1, 'usd'), Amount('2.5', 'usd') / 3, None]", "money", ("1", "0.833333", None)),
        ("[Amount(1, 'usd'), 2, Amount(300, 'jpy').major]", "money", ("1", "2", "300")),
        ("[Amount(1, 'usd'), Amount(1, 'eur'), None]", "text", ("$1", "€1", None)),
        ("[1, 'x', 2]", "text", ("1", "x", "2")),
        ("[[1, 2], (), today]", "text", ("1, 2", "", "2026-07-01")),
    ],
)
def test_a_column_is_of_the_narrowest_kind(giving: str, kind: str, values: tuple[Any, ...]) -> None:
    found = cells(giving)
    assert found[0] == kind
    assert found[1] == values


@pytest.mark.parametrize("number", ["float('nan')", "float('inf')", "Decimal('-Infinity')"])
def test_what_is_no_number_is_told_with_the_sale(number: str) -> None:
    text = f"def cell(s): return {number} if s.id == 's2' else 1"
    shop = FakeShop(sales=[sale_row("s1"), sale_row("s2", product="Ink"), sale_row("s3")])
    end = asked(text, Role.CELL, shop)
    assert end.answers is None
    assert end.trouble is not None
    assert end.trouble.message.startswith("the sale of Ink on 2026-02-02: ")


def test_what_goes_wrong_names_the_product_or_the_sale_and_the_line() -> None:
    end = asked("def choose(p):\n    return p.id != 'b' or 1 / 0", Role.CHOOSE)
    assert end.trouble is not None
    assert end.trouble.message == "Product b: This divides by zero."
    assert end.trouble.line == 2
    assert refused("def cell(s): return s.nothing", Role.CELL).startswith("the sale of Product a on 2026-02-02: ")
    assert refused("def price(p): return 'much'", Role.PRICE).startswith("Product a: ")


def test_a_script_without_the_function_is_told() -> None:
    for text in ("x = 1", "def choose(p): return True\nchoose = 3"):
        assert "no function choose" in refused(text, Role.CHOOSE)


def test_a_rule_that_plans_is_refused() -> None:
    planning = "def choose(p):\n    plan.set_price(p, 5)\n    return True"
    assert "cannot use the plan" in refused(planning, Role.CHOOSE)


def test_a_rule_that_ends_itself_has_not_answered() -> None:
    for text in ("raise SystemExit", "def choose(p): raise SystemExit"):
        assert "before it had answered" in refused(text, Role.CHOOSE)


def test_a_rule_that_is_stopped_answers_nothing() -> None:
    assert "Stopped" in refused("def choose(p): raise KeyboardInterrupt", Role.CHOOSE)


def test_too_many_answers_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("py_core.scripting.roles.MOST_ANSWERS", 2)
    assert "at most 2 sales" in refused("def cell(s): return 1", Role.CELL)
    assert answered("def cell(s): return 1", Role.CELL, most=2).keys == ("s1", "s2")
    monkeypatch.setattr("py_core.scripting.roles.MOST_ANSWERS", 100)
    monkeypatch.setattr("py_core.scripting.roles.MOST_CHARACTERS", 5)
    assert "too much" in refused("def cell(s): return 'xxx'", Role.CELL)


def test_the_sales_asked_about_are_those_of_the_filter() -> None:
    shop = a_shop()
    asked("def cell(s): return 1", Role.CELL, shop, sales=SalesFilter(countries=("Germany",)))
    (question,) = shop.asked[:1]
    assert question["wanted"]["filter"]["countries"] == ["Germany"]


def test_a_run_shows_what_the_functions_would_answer() -> None:
    text = """
def price(p): return p.price if p.id == "a" else None if p.id == "b" else 9
def choose(p): return p.id == "b"
def cell(s): return s.quantity
"""
    items = run_script(text, a_shop().ask, TODAY).items
    tables = [item.rows for item in items if isinstance(item, TableItem)]
    assert [len(rows) for rows in tables] == [1, 1, 3]
    assert tables[0][0] == ("Product c", "€5", "€9")
    assert tables[1][0] == ("Product b", "$20")
    assert [row[-1] for row in tables[2]] == ["1", "2", "1"]
    told = "".join(item.text for item in items if isinstance(item, TextItem))
    assert "price(p): 1 of 3" in told
    assert "choose(p): 1 of 3" in told


def test_a_trial_of_nothing_shows_no_table() -> None:
    (item,) = run_script("def choose(p): return False", a_shop().ask, TODAY).items
    assert isinstance(item, TextItem)


@pytest.mark.parametrize(
    "text",
    [
        "def choose(p): return True\nplan.set_price(shop.products()[0], 5)",
        "def choose(p, q): return True",
        "raise SystemExit\ndef choose(p): return True",
    ],
)
def test_nothing_is_tried_of_what_plans_or_of_helpers(text: str) -> None:
    end = run_script(text, a_shop().ask, TODAY)
    assert end.trouble is None
    assert end.items == ()


def test_saved_rules_are_listed_and_agreed_to() -> None:
    core = sample_core()
    core.ask("script.save", name="Plain", text="print(1)")
    core.ask("script.save", name="Given", text="def choose(p): return True", is_foreign=True)
    core.ask("script.save", name="Mine", text="def price(p): return 5")
    found = core.ask("script.rules")["scripts"]
    assert [(one["name"], one["roles"], one["is_foreign"]) for one in found] == [
        ("Given", ["choose"], True),
        ("Mine", ["price"], False),
    ]
    other = core.ask("script.agree", name="Given", text="def choose(p): return p.published")["scripts"]
    assert [one["is_foreign"] for one in other] == [True, False]
    agreed = core.ask("script.agree", name="Given", text="def choose(p): return True")["scripts"]
    assert [one["is_foreign"] for one in agreed] == [False, False]
    core.ask("script.save", name="Given", text="def cell(s): return 1", is_foreign=True)
    shelf = core.ask("script.shelf")["saved"]
    assert [(one["name"], one["is_foreign"]) for one in shelf] == [
        ("Given", True),
        ("Mine", False),
        ("Plain", False),
    ]
    assert len(core.ask("script.agree", name="Nobody", text="")["scripts"]) == 2
    with pytest.raises(CoreError):
        core.ask("script.save", name="", text="x", is_foreign=True)
    core.close()
