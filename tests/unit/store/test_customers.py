"""Buyers out of the database are the same as out of a plain computation over the same sales."""

import random
import sqlite3
from collections import defaultdict
from dataclasses import replace
from typing import Any

import pytest

from py_core.sales.customers import (
    CustomerSegment,
    CustomerSort,
    CustomerSortKey,
    Figures,
    Profile,
    SavedSegment,
    SegmentQuery,
    segment_query,
)
from py_core.sales.days import day_of_text
from py_core.sales.name_pattern import plain_letter
from py_core.sales.rows import row_of
from py_core.sales.selection import SalesFilter, SalesQuery, query_of
from py_core.store.customer_segments import CustomerSegments
from py_core.store.customers import CustomerFinder
from py_core.store.customers_query import CustomersQuery
from py_core.store.database import open_database
from py_core.store.migrations import MIGRATIONS, migrate
from py_core.store.sales_store import SalesStore
from tests.unit.sales.test_rows import SALE

ME, OTHER = "me", "somebody"
TODAY = day_of_text("2026-07-31")
NAMES = ("", "José Ruiz", "JOSE", "Zoë", "Łukasz", "anna_b", "50% off", "Ann*")
Sale = dict[str, Any]


def history(dice: random.Random, count: int) -> list[Sale]:
    """Sales of few buyers, so that everything happens to some of them; no two of a buyer at the same time."""
    sales = []
    for number in range(count):
        who = dice.randrange(max(2, count // 3))
        day = f"2026-{dice.randrange(1, 8):02d}-{dice.randrange(1, 29):02d}"
        member = dice.random() < 0.2
        price = dice.choice((0, 999, 1900, 12345))
        refund: Sale = dice.choice(
            (
                {},
                {},
                {"refunded": True},
                {"partially_refunded": True, "amount_refundable_in_currency": "5", "currency": "usd"},
                {
                    "partially_refunded": True,
                    "amount_refundable_in_currency": "5",
                    "currency": "eur",
                    "formatted_total_price": "€9",
                },
            )
        )
        sales.append(
            {
                **SALE,
                "id": f"sale-{number}",
                "created_at": f"{day}T10:{number // 60 % 60:02d}:{number % 60:02d}Z",
                "daystamp": None,
                "purchase_email": dice.choice((f"b{who}@x.org", f" B{who}@x.org", f"b{who}@X.org "))
                if who
                else dice.choice(("", " ")),
                "email": "",
                "full_name": dice.choice(NAMES),
                "product_id": dice.choice(("a", "b", "c")),
                "product_name": "",
                "country": dice.choice(("France", "Spain", "")),
                "price": price,
                "quantity": dice.randrange(1, 4),
                "offer_code": dice.choice((None, None, {"code": "Spring"}, {"code": "SPRING"}, {"code": "other"})),
                "order_id": 1000 + number,
                "license_key": dice.choice((None, f"ABCD-{number:04d}")),
                "can_contact": dice.random() < 0.8,
                "utm_source": dice.choice(("", "mail", "web")),
                "chargedback": dice.random() < 0.1,
                "disputed": dice.random() < 0.1,
                "dispute_won": dice.random() < 0.5,
                "subscription_id": dice.choice(("s1", "s2")) + str(who) if member else None,
                "recurring_charge": member and dice.random() < 0.7,
                "ended": dice.random() < 0.4,
                "refunded": False,
                "partially_refunded": False,
                **refund,
            }
        )
    return sales


class Shop:
    """A database with the sales of one account, and some of another that must never be seen."""

    def __init__(self, dice: random.Random, count: int) -> None:
        self.connection = open_database(":memory:")
        self.finder = CustomerFinder(self.connection)
        store = SalesStore(self.connection)
        self.rows = [row_of(sale) for sale in history(dice, count)]
        store.put(OTHER, [replace(row, sale_id=f"x{row.sale_id}") for row in self.rows[: count // 2]], 1)
        store.put(ME, self.rows, 1)

    def page(self, query: CustomersQuery, sort: CustomerSort | None = None) -> list[tuple[Figures, Profile]]:
        return list(self.finder.page(ME, query, sort or CustomerSort(), offset=0, limit=500).rows)


def matches(row: Any, query: SalesQuery) -> bool:
    facts = row.facts
    return (
        facts.buyer > ""
        and query.first_day <= facts.day <= query.last_day
        and (not query.product_ids or facts.product_id in query.product_ids)
        and (not query.countries or facts.country in query.countries)
        and (not query.codes or (facts.code or "").lower() in query.codes)
        and {"any": True, "given_back": facts.refunded > 0, "none": facts.refunded == 0}[query.refunded]
        and {"any": True, "renewal": facts.recurring_charge == 1}[query.type]
        and (query.price_from_minor is None or facts.price_minor >= query.price_from_minor)
    )


def belongs(chosen: list[Any], every: list[Any], segment: SegmentQuery) -> bool:
    """Whether a buyer is in a segment; the rank is looked at elsewhere."""
    products, days = {row.facts.product_id for row in every}, [row.facts.day for row in every]
    spent = sum(row.facts.price_minor - row.facts.refunded_minor for row in chosen)
    codes = {row.facts.code.lower() for row in chosen if row.facts.code}
    return all(
        (
            segment.times is None or sum(not row.facts.recurring_charge for row in chosen) >= segment.times,
            not segment.bought or bool(products & set(segment.bought)),
            not products & set(segment.not_bought),
            segment.nothing_from is None or max(days) < segment.nothing_from,
            segment.nothing_before is None or min(days) >= segment.nothing_before,
            segment.spent_minor is None or spent >= segment.spent_minor,
            not segment.refunded or any(row.facts.refunded for row in chosen),
            segment.codes is None or bool(codes & set(segment.codes) if segment.codes else codes),
        )
    )


def expected(rows: list[Any], query: CustomersQuery) -> dict[str, Figures]:
    """The same without a database."""
    every: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        every[row.facts.buyer].append(row)
    found = {}
    for buyer, mine in every.items():
        chosen = [row for row in mine if matches(row, query.sales)]
        if not chosen or not belongs(chosen, mine, query.segment):
            continue
        found[buyer] = Figures(
            buyer=buyer,
            purchases=sum(not row.facts.recurring_charge for row in chosen),
            sales=len(chosen),
            units=sum(row.facts.quantity for row in chosen),
            gross_minor=sum(row.facts.price_minor for row in chosen),
            refunded_minor=sum(row.facts.refunded_minor for row in chosen),
            refunds=sum(row.facts.refunded > 0 for row in chosen),
            estimated=sum(row.facts.estimated for row in chosen),
            first_day=min(row.facts.day for row in chosen),
            last_day=max(row.facts.day for row in chosen),
        )
    if query.segment.rank is not None:
        best = sorted(found.values(), key=lambda each: (-each.spent_minor, each.buyer))[: query.segment.rank]
        found = {each.buyer: each for each in best}
    return {
        buyer: figures
        for buyer, figures in found.items()
        if all(any(said(word, row) for row in every[buyer]) for word in query.words)
        and (not query.contactable or all(row.facts.can_contact for row in every[buyer]))
    }


def said(word: str, row: Any) -> bool:
    plain, name = ("".join(map(plain_letter, text)) for text in (word, row.details.full_name))
    key = row.facts.license_key or ""
    return (
        word.lower() in row.facts.buyer
        or plain in name
        or word == str(row.facts.order_id)
        or (key != "" and key.startswith(word.upper()))
    )


def some_query(dice: random.Random) -> CustomersQuery:
    wanted = SalesFilter(
        first_day=dice.choice(("", "", "2026-02-10", "2026-04-01")),
        last_day=dice.choice(("", "", "2026-05-20")),
        product_ids=dice.choice(((), (), ("a",), ("a", "b"))),
        countries=dice.choice(((), (), ("France", ""))),
        codes=dice.choice(((), (), ("SPRING",), ("", "other"))),
        refunded=dice.choice(("any", "any", "given_back", "none")),
        type=dice.choice(("any", "any", "any", "renewal")),
        price_from=dice.choice(("", "", "10")),
    )
    segment = dice.choice(
        (
            CustomerSegment(),
            CustomerSegment(kind="repeat", times=dice.choice(("2", "3"))),
            CustomerSegment(kind="bought", bought=("a",), not_bought=("b",)),
            CustomerSegment(kind="bought", bought=("b", "c"), not_bought=("a",)),
            CustomerSegment(kind="lapsed", days=dice.choice(("20", "60"))),
            CustomerSegment(kind="top", top=dice.choice(("1", "3"))),
            CustomerSegment(kind="top", top_by="amount", amount="19"),
            CustomerSegment(kind="refunded"),
            CustomerSegment(kind="code"),
            CustomerSegment(kind="code", codes=("spring",)),
            CustomerSegment(kind="new", since="2026-03-01"),
        )
    )
    words = dice.choice(
        ((), (), ("jose",), ("ł",), ("B1@",), ("1003",), ("abcd-00",), ("_",), ("%",), ("*",), ("x", "zoe"))
    )
    return CustomersQuery(
        sales=query_of(wanted, TODAY),
        segment=segment_query(segment, TODAY),
        words=words,
        contactable=dice.random() < 0.3,
    )


@pytest.mark.parametrize("seed", range(12))
def test_buyers_are_those_of_a_plain_computation(seed: int) -> None:
    dice = random.Random(seed)
    shop = Shop(dice, dice.choice((1, 7, 40, 90)))
    for _ in range(25):
        query = some_query(dice)
        wanted = expected(shop.rows, query)
        found = shop.page(query)
        assert {figures.buyer: figures for figures, _ in found} == wanted
        everyone = shop.finder.page(ME, query, CustomerSort(), offset=0, limit=1)
        assert everyone.total == len(wanted)
        assert everyone.contactable == sum(profile.may_contact for _, profile in found)
        assert everyone.gross_minor == sum(each.gross_minor for each in wanted.values())
        assert everyone.refunded_minor == sum(each.refunded_minor for each in wanted.values())
        assert everyone.purchases == sum(each.purchases for each in wanted.values())
        assert shop.finder.count(ME, query) == (everyone.total, everyone.contactable)
        walked: list[tuple[Figures, Profile]] = []
        behind = ""
        while batch := shop.finder.behind(ME, query, behind, 2):
            walked += batch
            behind = batch[-1][0].buyer
        assert walked == sorted(found, key=lambda each: each[0].buyer)


@pytest.mark.parametrize("key", list(CustomerSortKey))
@pytest.mark.parametrize("descending", [False, True])
def test_buyers_come_in_the_order_asked_for(key: CustomerSortKey, descending: bool) -> None:
    shop = Shop(random.Random(5), 90)
    found = shop.page(CustomersQuery(), CustomerSort(key=key, descending=descending))
    moments = defaultdict(list)
    for row in shop.rows:
        moments[row.facts.buyer].append(row.facts.created_ms)
    values: dict[CustomerSortKey, Any] = {
        CustomerSortKey.NAME: lambda each: each[1].name.lower(),
        CustomerSortKey.EMAIL: lambda each: each[0].buyer,
        CustomerSortKey.PURCHASES: lambda each: each[0].purchases,
        CustomerSortKey.UNITS: lambda each: each[0].units,
        CustomerSortKey.SPENT: lambda each: each[0].spent_minor,
        CustomerSortKey.REFUNDED: lambda each: each[0].refunded_minor,
        CustomerSortKey.FIRST: lambda each: min(moments[each[0].buyer]),
        CustomerSortKey.LAST: lambda each: max(moments[each[0].buyer]),
    }
    by_address = sorted(found, key=lambda each: each[0].buyer)
    assert found == sorted(by_address, key=values[key], reverse=descending)
    middle = shop.finder.page(ME, CustomersQuery(), CustomerSort(key=key, descending=descending), offset=3, limit=4)
    assert list(middle.rows) == found[3:7]
    beyond = shop.finder.page(ME, CustomersQuery(), CustomerSort(), offset=1000, limit=4)
    assert (beyond.rows, beyond.total) == ((), len(found))


def test_one_buyer_is_found_with_everything_they_bought() -> None:
    shop = Shop(random.Random(3), 60)
    wanted = expected(shop.rows, CustomersQuery())
    for buyer, figures in wanted.items():
        found = shop.finder.of_buyer(ME, buyer)
        assert found is not None
        assert found[0] == figures
    assert shop.finder.of_buyer(ME, "nobody@x.org") is None
    assert shop.finder.of_buyer(ME, "") is None
    assert shop.finder.of_buyer("stranger", "b1@x.org") is None
    assert shop.finder.without_address(ME) == sum(row.facts.buyer == "" for row in shop.rows)


def test_sales_that_were_there_before_get_their_buyer() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    at = next(number for number, part in enumerate(MIGRATIONS) if any("sales_by_buyer" in text for text in part))
    migrate(connection, MIGRATIONS[:at])
    connection.execute("INSERT INTO sales_accounts (account_id, sync_json) VALUES ('me', '{}')")
    names = {row[1]: row[2] for row in connection.execute("PRAGMA table_info(sales)")}
    values = {name: "" if kind == "TEXT" else 1 for name, kind in names.items()} | {"email": " A@x.org "}
    connection.execute(
        f"INSERT INTO sales ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})", tuple(values.values())
    )
    migrate(connection)
    assert connection.execute("SELECT buyer FROM sales").fetchone() == ("a@x.org",)


def test_segments_are_kept_by_account_and_name() -> None:
    kept = CustomerSegments(open_database(":memory:"))
    first = SavedSegment(name="best", segment=CustomerSegment(kind="top"))
    second = SavedSegment(
        name="Again", filter=SalesFilter(countries=("France",)), segment=CustomerSegment(kind="repeat")
    )
    for saved in (first, second):
        kept.save(ME, saved)
    assert kept.list(ME) == (second, first)
    assert kept.list(OTHER) == ()
    kept.rename(ME, first, "The best")
    assert [saved.name for saved in kept.list(ME)] == ["Again", "The best"]
    kept.save(ME, SavedSegment(name="Again"))
    assert kept.list(ME)[0] == SavedSegment(name="Again")
    kept.delete(ME, "Again")
    kept.delete(ME, "Again")
    assert [saved.name for saved in kept.list(ME)] == ["The best"]
