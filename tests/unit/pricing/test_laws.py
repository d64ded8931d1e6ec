"""Laws of price plans, over generated shops and forms."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from py_core.catalog.products import Shop
from py_core.gumroad.currencies import CURRENCIES
from py_core.plan.plan import Plan, SkipReason
from py_core.plan.steps import SetPrice, SetVersionPrice, inverse
from py_core.pricing.form import Mode, PriceForm
from py_core.pricing.planner import build_price_plan, build_undo_plan
from py_core.protocol.present_plan import plan_view
from py_core.settings import Settings
from tests.unit.shops import entry, ids, shop, version
from tests.unit.states import applied
from tests.unit.strategies import forms, shops


def plan(of: Shop, form: PriceForm) -> Plan:
    return build_price_plan(of, ids(of), form, Settings(), 1)


def _floats(value: Any) -> bool:
    if isinstance(value, dict):
        return any(map(_floats, value.values()))
    if isinstance(value, list | tuple):
        return any(map(_floats, value))
    return isinstance(value, float)


@settings(deadline=None)
@given(shops(), forms())
def test_every_chosen_row_is_a_step_or_is_left_alone_once(of: Shop, form: PriceForm) -> None:
    made = plan(of, form)
    keys = [step.key for step in made.steps] + [row.key for row in made.skipped]
    assert len(keys) == len(set(keys))
    version_only = {step.product_id for step in made.steps}
    assert set(ids(of)) <= set(keys) | version_only
    assert [fact.key for fact in made.facts] == [step.key for step in made.steps]
    assert not _floats(made.model_dump())


@settings(deadline=None)
@given(shops(), forms())
def test_no_step_is_one_that_gumroad_would_refuse(of: Shop, form: PriceForm) -> None:
    for step in plan(of, form).steps:
        if isinstance(step, SetPrice):
            minimum = CURRENCIES[step.after.currency].min_minor
            assert step.after.price_minor == 0 or minimum <= step.after.price_minor <= 2_147_483_647
            assert step.before != step.after
            raised = step.after.customizable_price and step.after.price_minor > step.before.price_minor
            assert step.suggested_price_minor == (
                step.after.price_minor if raised and step.before.customizable_price else None
            )
        else:
            assert isinstance(step, SetVersionPrice)
            assert step.after.price_difference_minor >= 0


@settings(deadline=None)
@given(shops(), forms())
def test_undo_of_apply_restores_the_shop(of: Shop, form: PriceForm) -> None:
    made = plan(of, form)
    after = applied(of, made.steps)
    back = build_undo_plan(made.steps, None, "acc", "r", made.title, 2, after, Settings())
    assert applied(after, back.steps) == of
    assert [inverse(step) for step in back.steps] == [
        step.model_copy(update={"suggested_price_minor": None}) if isinstance(step, SetPrice) else step
        for step in reversed(made.steps)
    ]
    assert back.open_blocks() == ()


@settings(deadline=None)
@given(shops(), forms())
def test_a_plan_starts_from_what_stands_and_leaves_the_rest(of: Shop, form: PriceForm) -> None:
    made = plan(of, form)
    after = applied(of, made.steps)
    touched = {step.product_id for step in made.steps}
    for old, new in zip(of.products, after.products, strict=True):
        assert (old == new) is (old.product.id not in touched)
        assert not (old.product.is_tiered_membership and old.product.id in touched)
        unticked = old.product.id in form.unticked
        assert not unticked or old.product.price_minor == new.product.price_minor


@settings(deadline=None)
@given(shops(), forms())
def test_the_preview_shows_exactly_the_steps(of: Shop, form: PriceForm) -> None:
    made = plan(of, form)
    view = plan_view(made, made.digest())
    changing = [row for row in view.rows if row.state == "change"]
    assert {row.key for row in changing} == {step.key for step in made.steps}
    assert len(view.rows) == len(made.steps) + len(made.skipped)
    assert view.writes == view.changing == len(made.steps)
    after = {one.product.id: one for one in applied(of, made.steps).products}
    for row in changing:
        one = after[row.product_id]
        surcharges = {
            f"{row.product_id}/{version.variant_id}": version.price_difference_minor
            for version in one.versions or ()
        }
        assert row.new is not None
        assert row.new.minor == one.product.price_minor + surcharges.get(row.key, 0)
        assert row.new.currency == one.product.currency


@settings(deadline=None)
@given(shops(), forms())
def test_a_plan_survives_its_text(of: Shop, form: PriceForm) -> None:
    made = plan(of, form)
    again = Plan.model_validate_json(made.canonical_json())
    assert again == made
    assert again.digest() == made.digest()


@settings(deadline=None)
@given(st.sampled_from(["0.92", "151.36", "1363", "1"]), st.sampled_from(["eur", "jpy", "krw"]))
def test_a_change_of_currency_moves_price_and_surcharges_together(rate: str, code: str) -> None:
    of = shop(entry((version("v0", 0), version("v1", 3000))), entry(id="m", is_tiered_membership=True))
    made = plan(of, PriceForm(mode=Mode.CURRENCY, to_currency=code, rate=rate))
    after = applied(of, made.steps).products[0]
    if made.steps:
        assert after.product.currency == code
        base, surcharge = after.product.price_minor, (after.versions or ())[1].price_difference_minor
        assert abs(base * 3000 - surcharge * 1900) <= 100 * (3000 + 1900)
        assert applied(applied(of, made.steps), [inverse(step) for step in reversed(made.steps)]) == of
    else:
        assert {row.reason for row in made.skipped} == {SkipReason.RULE, SkipReason.MEMBERSHIP}
