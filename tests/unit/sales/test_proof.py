"""The proof says what agrees and what does not."""

from py_core.protocol.present_sales import proof_sentence, proof_view
from py_core.sales.days import day_of_text
from py_core.sales.proof import DayOff, Proof, Unread
from py_core.sales.totals import Told, Totals, products_that_differ

DAY = day_of_text("2023-01-01")
TODAY = day_of_text("2026-11-23")


def proof(here: dict[int, Totals], told: dict[int, Told], unread: tuple[Unread, ...] = (), sales: int = 2) -> Proof:
    return Proof.of(here, told, sales=sales, unread=unread, repeated_keys=0, now_ms=1)


def test_everything_agrees() -> None:
    found = proof(
        {DAY: Totals(2, 10), DAY + 1: Totals(1, 5)}, {DAY: Told(2, 10, 10), DAY + 1: Told(1, 5, 5)}, (), 48_211
    )
    assert found.complete
    assert (found.days, found.first_day, found.last_day) == (2, DAY, DAY + 1)
    assert proof_sentence(found, TODAY, TODAY) == (
        "48,211 sales, 1 Jan 2023 to today, every day's units agree with Gumroad's own totals."
    )
    assert "1 Jan 2023 to 23 Nov 2026" in proof_sentence(found, TODAY, TODAY + 1)


def test_every_day_that_does_not_agree_is_named() -> None:
    found = proof({DAY: Totals(2), DAY + 1: Totals(3)}, {DAY: Told(3), DAY + 2: Told(1)})
    assert not found.complete
    assert found.off == (
        DayOff(day=DAY, here=2, told=3),
        DayOff(day=DAY + 1, here=3, told=0),
        DayOff(day=DAY + 2, here=0, told=1),
    )
    view = proof_view(found, TODAY, TODAY)
    assert view.sentence == "2 sales, 1 Jan 2023 to today. 3 days do not agree with Gumroad's own totals."
    assert [each.sentence for each in view.days] == [
        "3 Jan 2023: 0 of 1 units are here.",
        "2 Jan 2023: 3 units are here, Gumroad tells 0.",
        "1 Jan 2023: 2 of 3 units are here.",
    ]


def test_days_without_units_prove_nothing_and_disprove_nothing() -> None:
    found = proof({}, {DAY: Told()}, sales=0)
    assert (found.complete, found.days) == (True, 0)
    assert proof_sentence(found, TODAY, TODAY) == "No sales yet. Gumroad's own totals say so, too."


def test_what_was_not_listed_is_told_even_where_the_units_agree() -> None:
    unread = (Unread(first_day=DAY, end_day=DAY + 1, product_id=None),)
    found = proof({DAY: Totals(2)}, {DAY: Told(2)}, unread)
    assert not found.complete
    view = proof_view(found, TODAY, TODAY)
    assert view.sentence.endswith("Gumroad would not list every day.")
    assert "1 Jan 2023" in view.notes[0]
    assert "No sales could be read" in proof_sentence(proof({}, {}, unread, 0), TODAY, TODAY)
    assert "1 day does not agree" in proof_sentence(proof({}, {DAY: Told(2)}, (), 0), TODAY, TODAY)


def test_money_that_differs_is_a_note() -> None:
    found = proof({DAY: Totals(2, 10)}, {DAY: Told(2, 11)})
    assert (found.complete, found.money_off) == (True, 1)
    assert "1 day" in proof_view(found, TODAY, TODAY).notes[0]
    repeated = found.model_copy(update={"repeated_keys": 2, "money_off": 0})
    assert "2 times" in proof_view(repeated, TODAY, TODAY).notes[0]


def test_many_days_are_counted_instead_of_listed() -> None:
    found = proof({}, {DAY + at: Told(1) for at in range(100)}, sales=0)
    view = proof_view(found, TODAY, TODAY)
    assert (len(view.days), view.more_days) == (60, 40)


def test_products_that_differ_are_found_on_either_side() -> None:
    here = {"a": Totals(2, 10), "b": Totals(1, 5), "c": Totals(9, 90, 3, 0, 1)}
    told = {"a": Told(2, 10, 10), "c": Told(9, 90, 86, 4), "d": Told(3, 1, 1)}
    assert products_that_differ(told, here) == {"b": 1, "c": 9, "d": 3}
    assert told["c"].fits(here["c"])
    assert not told["c"].is_here(here["c"])
