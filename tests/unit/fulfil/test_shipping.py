"""Shipping: chosen sales or a file in, the exact steps and the reason of every other row out."""

from typing import Any

import pytest

from py_core.errors import InputError
from py_core.fulfil.forms import ShipForm
from py_core.fulfil.sale import StoredSale
from py_core.plan.plan import PlanKind
from py_core.plan.sale_steps import MarkShipped, ShipState
from tests.unit.fulfil.sales import findings, left, parcel, plan, stored

URL = "https://post.example/1"
OTHER = "https://post.example/2"
ID = "q1w2e3r4t5y6u7i8o9p0a{}=="


def steps(form: ShipForm, *sales: StoredSale) -> dict[str, str]:
    """The address that each sale is marked with."""
    made = plan(form, *sales)
    assert all(isinstance(step, MarkShipped) and step.after.shipped for step in made.steps)
    return {step.key: step.after.tracking_url for step in made.steps if isinstance(step, MarkShipped)}


def test_chosen_sales_are_marked_with_the_address_for_all_or_their_own() -> None:
    form = ShipForm(sale_ids=("a", "b", "c"), tracking_url=f" {URL} ", tracking={"b": OTHER, "c": ""})
    assert steps(form, parcel("a"), parcel("b"), parcel("c")) == {"a": URL, "b": OTHER, "c": ""}
    made = plan(form, parcel("a", tracking_url=OTHER), parcel("b"), parcel("c"))
    assert made.kind is PlanKind.SHIPPING
    assert made.steps[0].before == ShipState(shipped=False, tracking_url=OTHER)
    assert [facts.typed_over for facts in made.sale_facts] == [False, True, True]
    assert findings(made) == {"ship_mails": "warn"}
    assert made.title == "Marked as shipped"


def test_an_address_that_stands_already_is_kept_where_none_is_given() -> None:
    assert steps(ShipForm(sale_ids=("a",)), parcel("a", tracking_url=OTHER)) == {"a": OTHER}


def test_what_is_shipped_already_is_left_alone_or_gets_its_new_address() -> None:
    sent = parcel("a", shipped=True, tracking_url=URL)
    bare = parcel("b", shipped=True)
    form = ShipForm(sale_ids=("a", "b"), tracking_url=URL)
    made = plan(form, sent, bare)
    assert left(made) == {"a": "Marked as shipped already, with the same address."}
    assert steps(form, sent, bare) == {"b": URL}
    other = ShipForm(sale_ids=("a",), tracking_url=OTHER)
    assert left(plan(other, sent)) == {"a": f"Marked as shipped already, with another address: {URL}"}
    again = plan(other.model_copy(update={"replace_tracking": True}), sent)
    assert findings(again) == {"ship_again": "note"}
    assert steps(ShipForm(sale_ids=("a",), tracking={"a": OTHER}), sent) == {"a": OTHER}


def test_what_is_not_sent_by_post_or_not_here_is_left_alone() -> None:
    made = plan(ShipForm(sale_ids=("a", "none", "a")), stored("a"))
    assert left(made) == {
        "none": "This sale is not stored here any more. Read the sales again.",
        "a": "Nothing has to be sent by post for this sale.",
    }
    assert made.findings == ()


def test_a_sale_whose_money_is_gone_is_told() -> None:
    sales = (parcel("a", refunded=2), parcel("b", dispute="open"), parcel("c", refunded=1))
    made = plan(ShipForm(sale_ids=("a", "b", "c")), *sales)
    assert findings(made) == {"ship_given_back": "warn", "ship_mails": "warn"}
    assert [bool(facts.notes) for facts in made.sale_facts] == [True, True, False]


def test_rows_can_be_left_out_and_many_are_asked_about() -> None:
    sales = [parcel(f"s{at}") for at in range(5)]
    form = ShipForm(sale_ids=tuple(sale.sale_id for sale in sales), unticked=("s0",))
    made = plan(form, *sales, limit_rows=3)
    assert findings(made) == {"ship_many": "block", "ship_mails": "warn"}
    assert left(made) == {"s0": "You left this one out."}
    assert [facts.key for facts in made.sale_facts] == ["s0", "s1", "s2", "s3", "s4"]


@pytest.mark.parametrize(
    ("form", "fields"),
    [
        (ShipForm(), {"sale_ids": "Choose at least one sale."}),
        (ShipForm(sale_ids=tuple(map(str, range(10_001)))), {"sale_ids": "Choose at most 10,000 sales at once."}),
        (
            ShipForm(sale_ids=("a",), tracking_url="DHL 5", tracking={"a": "x"}),
            {
                "tracking_url": "“DHL 5” is no web address. It has to begin with https:// or http://.",
                "tracking.a": "“x” is no web address. It has to begin with https:// or http://.",
            },
        ),
        (ShipForm(text="x,y\n1,2"), {"text": "Line 1: No column for the order is found. Name one “order number” or "
                                             "“sale id”."}),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_in_its_field(form: ShipForm, fields: dict[str, str]) -> None:
    with pytest.raises(InputError) as caught:
        plan(form, parcel("a"))
    assert caught.value.fields == fields


def in_file(text: str, **more: Any) -> ShipForm:
    return ShipForm(text=text, file_name="parcels.csv", **more)


def test_a_file_is_matched_by_order_and_by_id() -> None:
    sales = (parcel(ID.format(1), order_id=7), parcel("b", order_id=8), stored("c", order_id=8))
    text = f"order,tracking\n{ID.format(1)},{URL}\n8,{OTHER}\n"
    made = plan(in_file(text), *sales)
    assert {step.key: step.after.tracking_url for step in made.steps if isinstance(step, MarkShipped)} == {
        ID.format(1): URL,
        "b": OTHER,
    }
    assert [facts.line for facts in made.sale_facts] == [2, 3]
    assert made.title == "Marked as shipped: parcels.csv"


def test_an_order_with_several_parcels_is_covered_and_said() -> None:
    sales = (parcel("a", order_id=8), parcel("b", order_id=8), stored("c", order_id=8))
    made = plan(in_file(f"order,tracking\n8,{URL}"), *sales)
    assert [step.key for step in made.steps] == ["a", "b"]
    assert made.sale_facts[0].notes == ("This order has 2 items to send. All of them are marked.",)


def test_every_line_that_cannot_be_used_is_a_row_with_its_reason() -> None:
    sales = (
        parcel("a", order_id=1),
        stored("b", order_id=2),
        parcel(ID.format(3), order_id=3),
        parcel("d", order_id=4, shipped=True, tracking_url=OTHER),
        stored(ID.format(5)),
    )
    lines = (
        "order,sale id,tracking",
        f"1,,{URL}",
        "99,,",
        "2,,",
        f",{ID.format(9)},",
        "soon,,",
        ",,",
        f"1,,{OTHER}",
        f"8,{ID.format(3)},",
        "4,,DHL",
        f",{ID.format(5)},{URL}",
        ",,x",
    )
    made = plan(in_file("\n".join(lines)), *sales)
    assert [step.key for step in made.steps] == ["a"]
    assert left(made) == {
        "line 3": "No sale of order 99 is stored here. Read the sales first if it is new.",
        "line 4": "Nothing in order 2 has to be sent by post.",
        "line 5": f"No sale with the id {ID.format(9)} is stored here. Read the sales first if it is new.",
        "line 6": "“soon” is neither an order number nor a sale id.",
        "line 8/a": "It stands in line 2 already.",
        "line 9": "This sale belongs to another order: 3.",
        "d": "“DHL” is no web address. It has to begin with https:// or http://.",
        ID.format(5): "Nothing has to be sent by post for this sale.",
        "line 12": "The order number is missing.",
    }
    assert findings(made) == {"ship_lines": "block", "ship_mails": "warn"}
    assert next(f for f in made.findings if f.code == "ship_lines").text.startswith("9 lines of the file")
    assert len({facts.key for facts in made.sale_facts}) == len(made.sale_facts)


def test_a_wrong_address_of_a_file_can_be_typed_over() -> None:
    form = in_file("order,tracking\n4,DHL", tracking={"d": URL})
    assert steps(form, parcel("d", order_id=4)) == {"d": URL}
    assert plan(in_file("order,tracking\n4,DHL"), parcel("d", order_id=4)).sale_facts[0].editable


def test_a_file_of_which_nothing_is_left_asks_nothing() -> None:
    made = plan(in_file("order\n99"))
    assert (made.steps, findings(made)) == ((), {})
