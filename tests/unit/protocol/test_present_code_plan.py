"""Previews about codes say what their plans say, in words and columns."""

from typing import Any

import pytest

from py_core.catalog.products import Shop
from py_core.codes.again import build_undo_codes_plan
from py_core.codes.building import build_form_plan
from py_core.codes.forms import (
    CodeKind,
    CodeRef,
    CodesForm,
    DeleteForm,
    Existing,
    LimitMode,
    LimitsForm,
    MakeForm,
    MintForm,
    ReplaceForm,
)
from py_core.plan.plan import CodeFacts, Plan, PlanKind
from py_core.plan.steps import PriceState, SetPrice
from py_core.protocol.code_views import CodePlanRow
from py_core.protocol.present_code_plan import code_rows
from py_core.protocol.present_plan import plan_view
from py_core.protocol.views import PlanView
from py_core.settings import Settings
from tests.unit.shops import code, entry, ids, shop, version

USED = code("OLD", percent=20).model_copy(update={"times_used": 1_200, "max_purchase_count": 2_000})
SHOP = shop(
    entry((version("v1", 0, name="Solo"), version("v2", 3000, name="Team")), (USED,), id="icons", name="Icon set"),
    entry((), (code("ALL", percent=5, universal=True),), id="synth", name="Synth", currency="eur", price_minor=800),
)
OLD = CodeRef(product_id="icons", code_id="id-OLD")
ALL = CodeRef(product_id="synth", code_id="id-ALL")


def built(form: CodesForm, of: Shop = SHOP) -> Plan:
    return build_form_plan(of, ids(of), form, Settings(), 1)


def view(form: CodesForm) -> PlanView:
    return plan_view(built(form), "digest")


def rows(of: PlanView) -> dict[str, CodePlanRow]:
    return {row.key: row for row in of.code_rows}


def test_the_head_of_a_preview() -> None:
    shown = view(MakeForm(name="SALE", kind=CodeKind.AMOUNT, amounts={"usd": "5"}, cap="100"))
    assert (shown.headline, shown.button, shown.summary) == ("1 code will be made", "Make 1 code", "1 left alone")
    assert (shown.writes, shown.changing, shown.skipped, shown.rows) == (1, 1, 1, ())
    assert (shown.undo, shown.undo_text, shown.estimate_s, shown.blocked) == ("all", "Can be undone", 1, False)
    assert shown.form is None
    assert isinstance(shown.codes_form, MakeForm)


def test_a_new_code_shows_what_buyers_pay_and_what_is_left_of_it() -> None:
    row = rows(view(MakeForm(name="SALE", percent="20", cap="1500", minimums={"usd": "50"})))["icons/create/SALE"]
    assert (row.product, row.code, row.doing, row.discount) == (
        "Icon set",
        "SALE",
        "create",
        "20\N{NO-BREAK SPACE}% off",
    )
    assert (row.cap, row.cap_old, row.minimum, row.uses) == ("1,500", "", "$50", "")
    assert [(price.label, price.price.text, price.left.text) for price in row.prices] == [
        ("Solo", "$19.00", "$15.20"),
        ("Team", "$49.00", "$39.20"),
    ]
    assert [price.net_after.text for price in row.prices if price.net_after] == ["$12.44", "$33.34"]
    assert row.can_untick


def test_nets_at_a_dated_rate_are_estimates() -> None:
    row = rows(view(MakeForm(name="SALE", percent="20")))["synth/create/SALE"]
    assert row.prices[0].net_before is not None
    assert row.prices[0].net_before.estimate
    assert not row.prices[0].price.estimate


def test_rows_left_alone_stand_behind_their_product() -> None:
    shown = view(MakeForm(name="OLD", percent="5", unticked=("synth/create/OLD",)))
    assert [(row.product_id, row.doing, row.can_untick) for row in shown.code_rows] == [
        ("icons", "skipped", False),
        ("synth", "skipped", True),
    ]
    first = shown.code_rows[0]
    assert first.reason_text == "OLD stands there already: 20\N{NO-BREAK SPACE}% off, used 1,200 times."
    assert (shown.headline, shown.button, shown.undo) == ("No code will change", "Nothing to change", "all")


def test_a_replacement_says_what_is_lost_and_in_which_order() -> None:
    renamed = view(ReplaceForm(refs=(OLD,), name="NEW"))
    assert renamed.headline == "1 code will be made · 1 deleted"
    assert renamed.button == "Make 2 changes"
    assert renamed.undo == "partly"
    made, gone = renamed.code_rows
    assert (made.notes, gone.notes) == (("Takes the place of OLD.",), ("Goes once the new code is there.",))
    assert gone.uses == "1,200"
    assert gone.undo_note == "It was used 1,200 times. Undo makes it again, but it counts from zero then."
    same = view(MakeForm(name="OLD", percent="5", existing=Existing.REPLACE))
    assert rows(same)["icons/create/OLD"].notes == ("The old code of that name goes first.",)


def test_limits_show_old_and_new_where_they_change() -> None:
    shown = view(LimitsForm(refs=(OLD,), cap_mode=LimitMode.SET, cap="3000"))
    (row,) = shown.code_rows
    assert (row.doing, row.cap_old, row.cap, row.minimum_old, row.minimum) == ("limits", "2,000", "3,000", "", "")
    assert (shown.headline, shown.button) == ("1 code will get other limits", "Change 1 code")
    cleared = view(
        LimitsForm(refs=(OLD,), cap_mode=LimitMode.CLEAR, minimum_mode=LimitMode.SET, minimums={"usd": "5"})
    )
    (row,) = cleared.code_rows
    assert (row.cap_old, row.cap, row.minimum_old, row.minimum) == ("2,000", "no cap", "none", "$5")


def test_a_deletion_of_everything_needs_a_yes_in_its_own_words() -> None:
    shown = view(DeleteForm(refs=(ALL,)))
    (finding,) = shown.findings
    assert (finding.code, finding.ask) == ("universal_deletes", "Yes, delete it for every product")
    assert shown.code_rows[0].product == "Every product"
    assert shown.blocked
    unused = view(DeleteForm(refs=(ALL,), unused_only=True))
    assert unused.code_rows[0].notes == ("Left alone if somebody uses it before.",)


def test_a_universal_code_shows_the_prices_of_the_shop() -> None:
    shown = view(MakeForm(name="X", percent="10", universal=True, universal_currency="usd"))
    assert [price.label for price in shown.code_rows[0].prices] == ["Icon set · Solo", "Icon set · Team"]
    assert shown.findings[0].ask == "Yes, for every product"


@pytest.mark.parametrize(
    ("form", "headline", "button"),
    [
        (MakeForm(name="X", percent="5"), "2 new codes will be deleted again", "Delete 2 new codes"),
        (DeleteForm(refs=(OLD, ALL)), "2 codes will be made again", "Make 2 codes again"),
        (
            LimitsForm(refs=(OLD,), cap_mode=LimitMode.CLEAR),
            "1 code will get its old limits back",
            "Put 1 code's limits back",
        ),
        (ReplaceForm(refs=(OLD,), percent="5"), "2 changes to codes will be taken back", "Take back 2 changes"),
    ],
)
def test_undo_says_what_it_does(form: CodesForm, headline: str, button: str) -> None:
    steps = built(form).steps
    empty = shop(*(one.model_copy(update={"codes": ()}) for one in SHOP.products))
    of = empty if any(step.kind == "delete_code" for step in steps) else SHOP
    plan = build_undo_codes_plan(steps, None, "acc", "run", "t", 1, of, Settings())
    shown = plan_view(plan, "digest")
    assert (shown.kind, shown.headline, shown.button) == (PlanKind.UNDO, headline, button)
    assert not any(row.can_untick for row in shown.code_rows)
    assert shown.codes_form is None


def test_a_batch_is_of_its_own_kind() -> None:
    shown = view(MintForm(pattern="A-####", count="2", percent="5", seed="ab" * 32, label="Fair"))
    assert shown.kind is PlanKind.MINT
    assert isinstance(shown.codes_form, MintForm)
    assert len(shown.code_rows) == 4


def test_time_is_estimated_by_requests() -> None:
    many = shop(entry(id="one"))
    batch = MintForm(pattern="A-####-####", count="100", percent="5", seed="ab" * 32)
    assert plan_view(built(batch, many), "d").estimate_s == 31


def test_a_step_about_prices_is_no_code() -> None:
    state = PriceState(price_minor=1, currency="usd", customizable_price=False)
    step = SetPrice(key="a", product_id="a", name="A", before=state, after=state)
    fields: dict[str, Any] = {"steps": (step,), "code_facts": (CodeFacts(key="a"),)}
    plan = Plan(kind=PlanKind.CODES, account_id="acc", title="t", created_at_ms=1, **fields)
    with pytest.raises(TypeError):
        code_rows(plan)
