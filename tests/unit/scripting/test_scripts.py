"""What a script finds, shows and wants, and how it ends."""

from typing import Any

import pytest

from py_core.scripting.changes import DropCode, NewCode, PriceChange, PublishChange, TagsChange, TextChange
from py_core.scripting.output import ChartItem, TableItem, TextItem
from tests.unit.scripting.rig import FakeShop, ended, product_row, trouble

CODE = {
    "id": "c1",
    "product_id": "a",
    "name": "SPRING",
    "percent": None,
    "amount": 500,
    "uses": 0,
    "limit": None,
    "minimum": 1000,
    "universal": False,
    "currency": "usd",
}
SALE: dict[str, Any] = {
    "id": "s1",
    "at": 1_770_000_000_000,
    "day": "2026-02-02",
    "product_id": "a",
    "product": "Product a",
    "email": "b@example.com",
    "country": "Germany",
    "code": "",
    "currency": "usd",
    "quantity": 1,
    "price": 1000,
    "fee": 150,
    "tax": 0,
    "tip": 0,
    "refunded": 100,
    "refund_state": "partly",
    "subscription": False,
    "renewal": False,
    "disputed": False,
    "referrer": "direct",
    "utm_source": "",
    "utm_campaign": "",
}


def price_of(text: str, shop: FakeShop | None = None) -> int:
    (change,) = ended(text, shop).changes
    assert isinstance(change, PriceChange)
    return change.price_minor


def test_it_prints_and_shows_in_order() -> None:
    end = ended('print("one")\nprint(2)\nshow([{"a": 1, "b": "x"}])\nprint("three")')
    assert end.trouble is None
    assert end.items == (
        TextItem(text="one\n2\n"),
        TableItem(columns=("a", "b"), numbers=(True, False), rows=(("1", "x"),), left_out=0),
        TextItem(text="three\n"),
    )


def test_products_are_read_page_by_page_and_once() -> None:
    shop = FakeShop(products=[product_row(name) for name in "abcde"])
    end = ended("print(len(shop.products()), len(shop.products()))", shop)
    assert end.items == (TextItem(text="5 5\n"),)
    assert [asked["place"] for asked in shop.asked] == ["", "2", "4"]


def test_products_can_be_chosen() -> None:
    rows = [product_row("a", tags=["ink"]), product_row("b", published=False), product_row("c", name="Brushes")]
    text = """
print([p.id for p in shop.products(tag="INK")], [p.id for p in shop.products(named="brush")])
print([p.id for p in shop.products(published=False)], shop.product("Brushes").id, shop.product("a").name)
"""
    assert ended(text, FakeShop(products=rows)).items == (TextItem(text="['a'] ['c']\n['b'] c Product a\n"),)
    assert trouble("shop.product('zzz')") == ("There is no product named zzz.", 1)
    twice = FakeShop(products=[product_row("a"), product_row("b", name="Product a")])
    assert trouble("shop.product('Product a')", twice)[0].startswith("Several products")


def test_prices_are_scaled_exactly_and_finished_once() -> None:
    shop = FakeShop(products=[product_row("a", 1999)])
    assert price_of("plan.scale_price(shop.products()[0], pct=-20, ending='.99')", shop) == 1599
    assert price_of("plan.scale_price(shop.products()[0], pct=-20)", shop) == 1599
    assert price_of("plan.scale_price(shop.products()[0], pct='12.5', round_to='up')", shop) == 2249
    assert price_of("plan.scale_price(shop.products()[0], pct=10, ending='9', round_to='down')", shop) == 1900
    assert price_of("plan.scale_price(shop.products()[0], pct=100, ending='49', round_to='up')", shop) == 4900
    assert price_of("plan.set_price(shop.products()[0], '12.50')", shop) == 1250
    yen = FakeShop(products=[product_row("a", 800, currency="jpy")])
    assert price_of("plan.scale_price(shop.products()[0], pct=-33)", yen) == 536


def test_the_last_word_on_something_counts() -> None:
    text = "p = shop.products()[0]\nplan.set_price(p, 5)\nplan.set_price(p, 6)\nprint(len(plan), plan)"
    end = ended(text)
    assert len(end.changes) == 1
    assert end.items == (TextItem(text="1 A plan with 1 change so far.\n"),)


def test_everything_that_can_be_wanted() -> None:
    shop = FakeShop(products=[product_row("a")], codes=[CODE])
    text = """
p = shop.products()[0]
plan.set_text(p, "summary", "New")
plan.set_tags(p, [*p.tags, "procreate"])
plan.publish(p, False)
plan.add_code("TEN", p, pct=10, limit=5)
plan.add_code("FIVE", p, amount="5", minimum=20)
plan.add_code("ALL", pct=15)
c = list(shop.codes(p))[0]
print(c.amount, c.minimum, c.name)
plan.delete_code(c)
"""
    end = ended(text, shop)
    assert end.trouble is None
    assert end.items == (TextItem(text="$5 $10 SPRING\n"),)
    assert end.changes == (
        TextChange(product_id="a", field="summary", text="New"),
        TagsChange(product_id="a", tags=("brush", "procreate")),
        PublishChange(product_id="a", published=False),
        NewCode(product_id="a", name="TEN", percent=10, currency="usd", limit=5),
        NewCode(product_id="a", name="FIVE", amount_minor=500, minimum_minor=2000, currency="usd"),
        NewCode(product_id="", name="ALL", percent=15),
        DropCode(product_id="a", code_id="c1"),
    )


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("plan.set_price(p, 9.999)", "$10 (not exact) is not a whole number of the currency's smallest unit."),
        ("plan.set_price('x', 5)", "This needs a Product, not a str."),
        ("plan.scale_price(p, pct=-101)", "The price of Product a would be below zero."),
        ("plan.scale_price(p, pct=-5, ending='x')", "'x' is not a number."),
        ("plan.scale_price(p, pct=-5, ending='-1')", "-1 is not what a price can end in."),
        ("plan.scale_price(p, pct=-5, round_to='no')", 'round_to is "nearest", "up" or "down", not no.'),
        ("plan.set_text(p, 'price', '5')", "There is no text named price."),
        ("plan.add_code('X', p)", "A code takes off either per cent"),
        ("plan.add_code('X', p, pct=5, amount=5)", "A code takes off either per cent"),
        ("plan.add_code('X', amount=5)", "An amount needs a product"),
        ("plan.add_code('X', p, pct=2.5)", "Codes take off whole per cent."),
        ("plan.delete_code(p)", "This needs a Code, not a Product."),
        ("for n in range(20_000): plan.add_code(f'X{n}', p, pct=5)", "A script can want at most 10,000 changes"),
        ("show(shop.products(), ['nam'])", "There is no nam to show. There is: id, name, price"),
        ("show([1], ['nam'])", "There is no nam to show."),
        ("plot([{'x': 'a', 'y': 'b'}], x='x', y='y')", "'b' is not a number."),
        ("while True: print('x' * 1000)", "The script shows too much."),
        ("while True: show([[1]])", "The script shows too much."),
        ("show([['x' * 300] * 10] * 2000)", "The script shows too much."),
        ("def f(): f()\nf()", "The script calls itself without end."),
        ("raise MemoryError", "The script needs more memory than there is."),
        ("1 / 0", "This divides by zero."),
        ("raise ValueError", "ValueError"),
        ("raise KeyboardInterrupt", "Stopped. Nothing was changed."),
        ("shop.sales().__next__()", "Not read."),
        ("x = (", "This is not Python"),
    ],
)
def test_what_goes_wrong_is_a_sentence_with_its_line(line: str, message: str) -> None:
    text = f"p = shop.products()[0]\n{line}"
    told, at = trouble(text)
    assert told.startswith(message)
    assert at in (2, 3) or "Stopped" in message


def test_an_error_that_cannot_be_told_is_named() -> None:
    text = "class Odd(Exception):\n    def __str__(self): raise ValueError\nraise Odd"
    assert trouble(text) == ("Odd", 3)


def test_a_script_may_end_itself_and_may_be_too_long() -> None:
    assert ended("print(1)\nraise SystemExit").trouble is None
    assert trouble("#" * 300_000) == ("The script is too long: at most 200,000 characters.", None)


def test_tables_of_all_kinds() -> None:
    text = """
show(shop.products())
show(shop.products(), ["name", "price", "tags", "summary"])
show([(1, "a"), (2,)])
show([1.5, 2])
show([])
show([{"a": None}, {"b": "x" * 400}])
show(range(3000))
"""
    tables = ended(text).items
    assert all(isinstance(table, TableItem) for table in tables)
    found = [table for table in tables if isinstance(table, TableItem)]
    assert found[0].columns == ("name", "price", "published", "tags")
    assert found[0].numbers == (False, True, False, False)
    assert found[1].rows[0] == ("Product a", "$10", "brush", "")
    assert found[2].rows == (("1", "a"), ("2", ""))
    assert found[3].columns == ("value",)
    assert (found[4].columns, found[4].rows) == ((), ())
    assert found[5].rows[1][1].endswith("…")
    assert (len(found[6].rows), found[6].left_out) == (2000, 1000)


def test_charts() -> None:
    (chart,) = ended("plot(shop.products(), x='name', y='price')").items
    assert isinstance(chart, ChartItem)
    assert chart.values == (10.0, 20.0, 5.0)
    assert chart.texts == ("$10", "$20", "$5")


def test_sales_and_the_rest() -> None:
    version = {
        "id": "v1",
        "category": "Licence",
        "category_id": "g",
        "name": "Team",
        "surcharge": 3000,
        "description": "",
        "stock": None,
    }
    shop = FakeShop(
        products=[product_row("a", versions=[version])],
        sales=[SALE],
        units=[{"key": "a", "units": 4}],
        customers=[
            {
                "email": "b@example.com",
                "purchases": 1,
                "products": 1,
                "spent": 1000,
                "refunded": 0,
                "first_day": "2026-02-02",
                "last_day": "2026-02-02",
            }
        ],
        subscribers=[
            {
                "id": "x",
                "email": "b@example.com",
                "product_id": "a",
                "product": "P",
                "since": "2026-01-01",
                "recurrence": "monthly",
                "status": "alive",
            }
        ],
        payouts=[
            {"id": "p", "amount": "12.50", "currency": "usd", "status": "completed", "day": "2026-01-31"},
            {"id": "", "amount": None, "currency": "usd", "status": "payable", "day": None},
        ],
        summary=[
            {"key": "2026-02", "sales": 1, "units": 1, "gross": 1000, "fees": 150, "refunded": 100, "net": 750}
        ],
    )
    text = """
p = shop.products()[0]
s = next(shop.sales(after="2026-01-01", before=today, product=p, country="Germany", code="X"))
print(s.net, s.day, s.at.year, p.versions[0].surcharge)
print(shop.sold(p, after="2026-01-01"), shop.sold("zzz", after="2026-01-01"), shop.sold(p))
print([c.spent for c in shop.customers()], [x.status for x in shop.subscribers()])
print([x.amount for x in shop.payouts()], [x.day for x in shop.payouts()][1])
print(shop.summary()[0].net, shop.total(s.net for s in shop.sales()), shop)
print(today + days(1))
"""
    end = ended(text, shop)
    assert end.trouble is None, end.trouble
    (printed,) = end.items
    assert isinstance(printed, TextItem)
    assert printed.text.splitlines() == [
        "$7.50 2026-02-02 2026 $30",
        "4 0 4",
        "[$10] ['alive']",
        "[$12.50, None] None",
        "$7.50 $7.50 The shop. Read it with shop.products(), shop.codes(), shop.sales() and so on.",
        "2026-07-02",
    ]
    wanted = next(asked for asked in shop.asked if asked["what"] == "sales")["wanted"]
    assert wanted == {
        "first_day": "2026-01-01",
        "last_day": "2026-07-01",
        "product_ids": ["a"],
        "countries": ["Germany"],
        "codes": ["X"],
    }
