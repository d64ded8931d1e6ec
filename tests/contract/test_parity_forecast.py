"""Forty countries on fifty products: what a parity table's plan says Gumroad will take is what it takes."""

import pytest

from py_core.codes.planner import Rules, build_codes_plan
from py_core.desks.parity_codes import items_of
from py_core.execution.actions import draft_of
from py_core.gumroad.currencies import CURRENCIES
from py_core.gumroad.rules.codes import CodeDraft
from py_core.parity.codes import State, wanted_codes
from py_core.parity.naming import Naming
from py_core.parity.presets import Preset, preset_table
from py_core.parity.table import percents, table_of
from py_core.parity.worth import Reason
from py_core.plan.plan import PlanKind
from py_core.plan.steps import CreateCode
from py_core.sandbox.generate import generate_shop
from py_core.sandbox.server import Sandbox
from py_core.sandbox.state import SandboxState
from py_core.settings import Settings
from tests.unit.codes.rig import NOW_MS, shop_of, took

PRODUCTS = 50
COUNTRIES = 40
NAMING = Naming(template="{cc}{off}", seed="00" * 16)


def shop_with_low_prices() -> SandboxState:
    """Every fourth product at a little more than its currency's minimum."""
    state = generate_shop(PRODUCTS, 11, NOW_MS)
    for product in state.products[::4]:
        product.price = CURRENCIES[product.currency].min_minor * 3 // 2
    return state


@pytest.mark.parametrize("preset", [Preset.GENTLE, Preset.FULL_PARITY])
def test_two_thousand_codes_end_as_forecast(preset: Preset) -> None:
    whole = preset_table(preset)
    kept = [code for code, percent in percents(whole).items() if percent][:COUNTRIES]
    table = table_of(whole.name, whole.settings, (row for row in whole.rows if row.country in kept))
    sandbox = Sandbox(shop_with_low_prices())
    shop = shop_of(sandbox)
    wanted = wanted_codes(table, NAMING, shop.products, Settings())
    assert len(wanted.cells) == PRODUCTS * COUNTRIES
    plan = build_codes_plan(
        shop,
        items_of(wanted, shop),
        Settings(),
        NOW_MS,
        kind=PlanKind.CODES,
        title="",
        form_json="",
        rules=Rules(),
    )
    for step in plan.steps:
        assert isinstance(step, CreateCode)
        assert took(sandbox, step.product_id, draft_of(step)), step
    refused = [cell for cell in wanted.of(State.LEFT) if cell.reason is Reason.PRICE_RULE]
    assert refused
    for code in (cell.code for cell in refused):
        draft = CodeDraft(name=code.name, percent_off=code.percent_off)
        assert not took(sandbox, code.product_id, draft), code
    again = shop_of(sandbox)
    made = wanted_codes(table, NAMING, again.products, Settings())
    assert made.changes_nothing
