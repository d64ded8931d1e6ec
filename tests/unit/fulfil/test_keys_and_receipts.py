"""License keys and receipts: chosen sales in, exact steps and reasons out; and plans that follow a run."""

import pytest

from py_core.fulfil import licenses
from py_core.fulfil.building import build_retry_fulfil_plan, build_undo_fulfil_plan, form_of
from py_core.fulfil.forms import (
    FulfilForm,
    LicenseAction,
    LicenseForm,
    ReceiptsForm,
    RefundForm,
    ShipForm,
)
from py_core.fulfil.receipts import MOST_RECEIPTS
from py_core.fulfil.sale import StoredSale
from py_core.plan.plan import PlanKind
from py_core.plan.sale_steps import SetLicense, TakeUseBack
from py_core.settings import Settings
from tests.unit.fulfil.sales import Shelf, findings, key, left, parcel, plan, stored


def test_one_receipt_goes_out_for_each_order() -> None:
    sales = (stored("a", order_id=1), stored("b", order_id=1), stored("c"), stored("d"), stored("e", order_id=2))
    made = plan(ReceiptsForm(sale_ids=("a", "b", "c", "d", "e"), unticked=("e",)), *sales)
    assert [step.key for step in made.steps] == ["a", "c", "d"]
    assert left(made) == {"b": "Order 1 has one receipt, which is sent once.", "e": "You left this one out."}
    assert [finding.text for finding in made.findings] == [
        "3 e-mails go to 3 buyers. An e-mail that was sent cannot be taken back."
    ]


def test_a_receipt_left_out_leaves_its_order_to_the_next_sale() -> None:
    sales = (stored("a", order_id=1), stored("b", order_id=1))
    made = plan(ReceiptsForm(sale_ids=("a", "b"), unticked=("a",)), *sales)
    assert [step.key for step in made.steps] == ["b"]


def test_many_receipts_are_asked_about_and_too_many_refused() -> None:
    sales = [stored(f"s{at}", email="li@example.com") for at in range(MOST_RECEIPTS + 1)]
    form = ReceiptsForm(sale_ids=tuple(sale.sale_id for sale in sales))
    assert findings(plan(form, *sales)) == {"receipts_most": "stop", "receipts_mails": "warn"}
    some = form.model_copy(update={"sale_ids": form.sale_ids[:5]})
    made = plan(some, *sales, limit_rows=4)
    assert findings(made) == {"receipts_many": "block", "receipts_mails": "warn"}
    assert "5 e-mails go to 1 buyer." in made.findings[-1].text
    assert findings(plan(ReceiptsForm(sale_ids=("none",)))) == {}


@pytest.mark.parametrize(
    ("action", "done", "reasons"),
    [
        (LicenseAction.ENABLE, ["off"], {"on": "The key is on already.", "bare": "This sale has no license key."}),
        (
            LicenseAction.DISABLE,
            ["on"],
            {"off": "The key is off already.", "bare": "This sale has no license key."},
        ),
    ],
)
def test_keys_are_switched(action: LicenseAction, done: list[str], reasons: dict[str, str]) -> None:
    sales = (key("on"), key("off", disabled=True), stored("bare"))
    made = plan(LicenseForm(sale_ids=("on", "off", "bare"), action=action), *sales)
    (step,) = made.steps
    assert isinstance(step, SetLicense)
    assert [step.key] == done
    assert step.after.disabled is (action is LicenseAction.DISABLE)
    assert left(made) == reasons
    assert findings(made) == ({"licenses_off": "warn"} if action is LicenseAction.DISABLE else {})


def test_one_key_of_several_sales_is_switched_once() -> None:
    sales = (key("first", name="K"), key("renewal", name="K"), key("elsewhere", name="K", product_id="other=="))
    made = plan(LicenseForm(sale_ids=("first", "renewal", "elsewhere")), *sales)
    assert [step.key for step in made.steps] == ["first", "elsewhere"]
    assert left(made) == {"renewal": "Another chosen sale has the same license key."}


def test_uses_are_taken_back_one_by_one_down_to_zero() -> None:
    sales = (key("a", 3), key("b", 0), key("c", None), key("d", 1, disabled=True))
    made = plan(LicenseForm(sale_ids=("a", "b", "c", "d"), action=LicenseAction.RESET), *sales)
    assert [
        (step.key, step.before.uses, step.after.uses, step.needs)
        for step in made.steps
        if isinstance(step, TakeUseBack)
    ] == [
        ("a/use/3", 3, 2, ""),
        ("a/use/2", 2, 1, "a/use/3"),
        ("a/use/1", 1, 0, "a/use/2"),
        ("d/use/1", 1, 0, ""),
    ]
    assert left(made) == {
        "b": "The key counts no use.",
        "c": "Gumroad did not tell how often this key was used. Read the sales again in full.",
    }
    assert findings(made) == {"uses_back": "warn"}


def test_a_run_takes_only_so_many_uses_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(licenses, "MOST_USES", 5)
    sales = (key("a", 3), key("b", 4), key("c", 1))
    form = LicenseForm(sale_ids=("a", "b", "c"), action=LicenseAction.RESET)
    made = plan(form, *sales)
    assert [step.key for step in made.steps] == ["a/use/3", "a/use/2", "a/use/1", "b/use/4", "b/use/3"]
    assert left(made) == {"c": "One run takes at most 5 uses back. Choose this sale again afterwards."}
    assert [facts.notes for facts in made.sale_facts] == [(), ("2 more uses are for another run.",), ()]
    assert findings(made) == {"uses_back": "warn", "uses_cut": "warn"}
    out = plan(form.model_copy(update={"unticked": ("b",)}), *sales)
    assert [step.key for step in out.steps] == ["a/use/3", "a/use/2", "a/use/1", "c/use/1"]


def test_many_keys_are_asked_about() -> None:
    sales = [key(f"s{at}") for at in range(4)]
    made = plan(LicenseForm(sale_ids=tuple(sale.sale_id for sale in sales)), *sales, limit_rows=3)
    assert findings(made) == {"licenses_many": "block", "licenses_off": "warn"}


MONEY = (stored("a"), stored("b", currency="jpy", left_minor=1200))
AGAIN: list[tuple[FulfilForm, tuple[object, ...], FulfilForm]] = [
    (
        ShipForm(sale_ids=("a",), tracking_url="https://x.example"),
        (parcel("a"),),
        ShipForm(sale_ids=("a",), tracking={"a": "https://x.example"}),
    ),
    (ReceiptsForm(sale_ids=("a", "b")), MONEY, ReceiptsForm(sale_ids=("a", "b"))),
    (
        RefundForm(sale_ids=("a", "b"), typed={"b": "300"}),
        MONEY,
        RefundForm(sale_ids=("a", "b"), typed={"b": "300"}),
    ),
    (LicenseForm(sale_ids=("a",)), (key("a"),), LicenseForm(sale_ids=("a",))),
    (
        LicenseForm(sale_ids=("a",), action=LicenseAction.RESET),
        (key("a"),),
        LicenseForm(sale_ids=("a",), action=LicenseAction.RESET),
    ),
]


@pytest.mark.parametrize(("form", "sales", "again"), AGAIN)
def test_what_did_not_come_through_is_planned_from_the_sales_as_they_are_now(
    form: FulfilForm, sales: tuple[StoredSale, ...], again: FulfilForm
) -> None:
    first = plan(form, *sales)
    assert form_of(first.steps) == again
    shelf = Shelf(*sales)
    made = build_retry_fulfil_plan(shelf, first.steps, Settings(), "acc", "run-1", "Refund", 2)
    assert (made.kind, made.origin_run_id, made.form_json, made.title) == (
        PlanKind.RETRY,
        "run-1",
        "",
        "Once more: Refund",
    )
    assert [(step.before, step.after) for step in made.steps] == [(step.before, step.after) for step in first.steps]
    assert findings(made) == findings(first)


def test_switching_is_taken_back_row_by_row() -> None:
    sales = tuple(key(f"s{at}") for at in range(3))
    done = plan(LicenseForm(sale_ids=("s0", "s1", "s2")), *sales).steps
    off = Shelf(*(key(f"s{at}", disabled=True) for at in range(3)))
    some = build_undo_fulfil_plan(off, done, ("s1",), Settings(limit_rows=1), "acc", "run-1", "Off", 2)
    assert [(step.key, step.after) for step in some.steps] == [("s1", done[1].before)]
    every = build_undo_fulfil_plan(off, done, None, Settings(limit_rows=1), "acc", "run-1", "Off", 2)
    assert (every.kind, len(every.steps), every.open_blocks()) == (PlanKind.UNDO, 3, ())
    on = plan(LicenseForm(sale_ids=("s0",), action=LicenseAction.ENABLE), key("s0", disabled=True)).steps
    back = build_undo_fulfil_plan(Shelf(key("s0")), on, None, Settings(), "acc", "run-1", "On", 2)
    assert [step.after for step in back.steps] == [on[0].before]
