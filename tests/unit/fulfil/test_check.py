"""A form that is being filled in: told in sentences, field by field and line by line, before any preview."""

from py_core.fulfil.forms import (
    FulfilForm,
    LicenseAction,
    LicenseForm,
    ReceiptsForm,
    RefundForm,
    RefundHow,
    ShipForm,
)
from py_core.fulfil.sale import StoredSale
from py_core.plan.plan import Plan, PlanKind
from py_core.protocol.fulfil_views import SalesCheckView
from py_core.protocol.present_fulfil_check import check_fulfil_form
from py_core.protocol.present_plan import plan_view
from py_core.settings import Settings
from tests.unit.fulfil.sales import Shelf, key, parcel, plan, stored


def check(form: FulfilForm, *sales: StoredSale) -> SalesCheckView:
    return check_fulfil_form(Shelf(*sales), form, Settings())


def test_a_refund_is_told_with_its_totals_and_what_its_amounts_mean() -> None:
    sales = (stored("a"), stored("b"), stored("j", currency="jpy", left_minor=1200), stored("f", price_minor=0))
    form = RefundForm(sale_ids=("a", "b", "j", "f"), how=RefundHow.AMOUNT, amounts={"usd": "5"})
    view = check(form, *sales)
    assert (view.errors, view.rows, view.left_alone, view.requests) == ({}, 2, 2, 2)
    assert view.sentences == (
        "2 sales will be refunded",
        "$10 goes back to the buyers of 2 sales. It cannot be taken back.",
        "2 are left alone; the preview says why.",
    )
    assert [(need.currency, need.symbol, need.digits, need.sales, need.left.text) for need in view.currencies] == [
        ("usd", "$", 2, 2, "$38.00"),
        ("jpy", "¥", 0, 1, "¥1,200"),
    ]
    totals = view.totals
    assert totals is not None
    assert [amount.text for amount in totals.by_currency] == ["$10.00"]
    assert (totals.usd.minor, totals.usd.estimate, totals.sales, totals.most_sales) == (1000, False, 2, 20)
    assert totals.most_usd.text == "$500.00"


def test_wrong_amounts_are_told_in_their_fields_and_currencies_stay() -> None:
    view = check(RefundForm(sale_ids=("a",), how=RefundHow.AMOUNT, amounts={"usd": "5,5"}), stored("a"))
    assert set(view.errors) == {"amounts.usd"}
    assert [need.currency for need in view.currencies] == ["usd"]
    assert (view.sentences, view.totals, view.lines) == ((), None, ())


def test_nothing_chosen_is_a_sentence() -> None:
    assert check(ReceiptsForm()).errors == {"sale_ids": "Choose at least one sale."}


def test_a_file_is_told_line_by_line() -> None:
    view = check(ShipForm(text="order\n1\n2\nx"), parcel("a", order_id=1))
    assert (view.rows, view.left_alone) == (1, 2)
    assert view.sentences[-1] == "Cannot be taken back: Gumroad has no way to mark a sale as not shipped."
    assert [(line.line, line.text.split(" ")[0]) for line in view.lines] == [(3, "No"), (4, "“x”")]
    broken = check(ShipForm(text='order\n"1'))
    assert [(line.line, line.text) for line in broken.lines] == [
        (2, "A quotation mark opens here and is never closed.")
    ]
    assert set(broken.errors) == {"text"}


def test_keys_that_are_switched_can_be_taken_back() -> None:
    view = check(LicenseForm(sale_ids=("k",)), key("k"))
    assert view.sentences == (
        "1 license key will be switched off",
        "The buyer's copy may stop working when its program asks for the key.",
    )
    assert check(LicenseForm(sale_ids=("k",), action=LicenseAction.ENABLE), key("k")).sentences == (
        "Nothing will be done",
        "1 is left alone; the preview says why.",
    )


def drawn(made: Plan) -> tuple[str, str, str, str]:
    view = plan_view(made, "d")
    return view.headline, view.button, view.undo, view.undo_text


def test_a_preview_without_steps_still_says_what_it_is_about() -> None:
    for form, undo in (
        (ShipForm(sale_ids=("s",)), "none"),
        (ReceiptsForm(sale_ids=("s",)), "none"),
        (RefundForm(sale_ids=("s",)), "none"),
        (LicenseForm(sale_ids=("s",)), "all"),
    ):
        made = plan(form)
        headline, button, shown, text = drawn(made)
        assert (headline, button, shown) == ("Nothing will be done", "Nothing to change", undo)
        assert text


def test_a_plan_that_follows_a_run_cannot_be_refined() -> None:
    made = plan(RefundForm(sale_ids=("s", "t")), stored("s"), stored("t", currency="eur"))
    later = made.model_copy(update={"kind": PlanKind.RETRY, "form_json": "", "origin_run_id": "run-1"})
    view = plan_view(later, "d")
    assert (view.sales_form, [row.can_untick for row in view.sale_rows]) == (None, [False, False])
    assert [row.usd and row.usd.estimate for row in view.sale_rows] == [False, True]
    refined = plan_view(made, "d")
    assert refined.sales_form == RefundForm(sale_ids=("s", "t"))
    assert all(row.can_untick and row.can_edit for row in refined.sale_rows)
    assert (refined.estimate_s, refined.changing) == (2, 2)
