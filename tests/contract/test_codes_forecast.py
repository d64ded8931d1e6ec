"""What a plan about codes says Gumroad will take is what it takes, for thousands of products and codes."""

from collections.abc import Iterator
from random import Random

import pytest

from py_core.catalog.products import Shop
from py_core.codes.planner import CodePlanner, Rules
from py_core.codes.wants import Change, Want
from py_core.gumroad.currencies import CURRENCIES
from py_core.gumroad.rules.codes import CodeChange, CodeDraft
from py_core.plan.plan import SkipReason
from py_core.plan.steps import CreateCode
from py_core.sandbox.generate import generate_shop
from py_core.sandbox.server import Sandbox
from py_core.sandbox.state import OfferCode, SandboxState
from py_core.settings import Settings
from tests.unit.codes.rig import NOW_MS, changed, shop_of, took

SHOPS = 20
PRODUCTS = 30
PAIRS = 280
NAMES = (
    "SUMMER",
    "summer",
    "Été-20",
    "ete_20",
    "ALL5",
    "all5",
    "GEN3-1",
    "gen3-1",
    "5OFF",
    "Straße",
    "STRASSE",
    "x",
)
BAD_NAMES = ("", "  ", "two words", "100%", "код", "fire🔥", "a.b", "W" * 256)


def shop_for(dice: Random, seed: int) -> SandboxState:
    """A shop with prices near the minimum, twins, universal codes, drafts and products that are excluded."""
    state = generate_shop(PRODUCTS, seed, NOW_MS, codes_per_product=2)
    ids = [product.id for product in state.products]
    for product in state.products:
        minimum = CURRENCIES[product.currency].min_minor
        if not product.is_tiered_membership and dice.random() < 0.5:
            product.price = dice.choice((minimum, minimum + 1, minimum * 2, minimum * 2 + 1, minimum * 4))
    dump = state.model_dump()
    number = 10_000
    for name, fields in (
        ("Twin", {"percent_off": 10, "product_ids": [dice.choice(ids)]}),
        ("SHARED", {"percent_off": 20, "product_ids": dice.sample(ids, 3)}),
        ("FOUR", {"amount_cents": 400, "universal": True, "currency": "usd"}),
        ("MOST", {"percent_off": 3, "universal": True, "excluded_product_ids": dice.sample(ids, 2)}),
    ):
        number += 1
        code = {"id": f"code-{number}", "number": number, "name": name, **fields}
        dump["offer_codes"].append(OfferCode.model_validate(code).model_dump())
    return SandboxState.model_validate(dump)


def wants(dice: Random, shop: Shop) -> Iterator[Want]:
    """So many codes asked for, likely and unlikely ones, one after the other."""
    names = (*NAMES, "Twin", "TWIN", "SHARED", "FOUR", "four", "MOST", "most")
    for at in range(PAIRS):
        entry = dice.choice(shop.products)
        minimum = CURRENCIES[entry.product.currency].min_minor
        percent = dice.random() < 0.6
        name = dice.choice(names) if dice.random() < 0.4 else f"N{at}"
        off = (
            1,
            minimum // 2,
            minimum - 1,
            minimum,
            minimum + 1,
            entry.product.price_minor,
            entry.product.price_minor + 5,
        )
        draft = CodeDraft(
            name=dice.choice(BAD_NAMES) if dice.random() < 0.05 else name,
            percent_off=dice.choice((0, 1, 5, 20, 49, 50, 51, 75, 99, 100, 101)) if percent else None,
            amount_minor=None if percent else dice.choice((*off, -1)),
            max_purchase_count=dice.choice((None, 1, 50)),
            minimum_amount_minor=dice.choice((None, 5000)),
            universal=dice.random() < 0.15,
        )
        yield Want(entry, draft)


@pytest.mark.parametrize("seed", range(SHOPS))
def test_what_is_forecast_to_pass_passes_and_nothing_else(seed: int) -> None:
    dice = Random(seed)
    sandbox = Sandbox(shop_for(dice, seed))
    shop = shop_of(sandbox)
    planner = CodePlanner(shop, Settings(), Rules())
    seen = {True: 0, False: 0}
    for want in wants(dice, shop):
        steps, left = len(planner.steps), len(planner.skipped)
        planner.add(want)
        passes = len(planner.steps) > steps
        if not passes and len(planner.skipped) > left and is_own_refusal(planner, want):
            continue
        seen[passes] += 1
        assert took(sandbox, want.entry.product.id, want.draft) is passes, (want.draft, planner.skipped[-1:])
        if passes:
            step = planner.steps[-1]
            assert isinstance(step, CreateCode)
            assert step.name == want.draft.name.strip()
    assert min(seen.values()) > PAIRS // 10


@pytest.mark.parametrize("seed", range(SHOPS // 4))
def test_limits_are_forecast_as_well(seed: int) -> None:
    dice = Random(seed)
    sandbox = Sandbox(shop_for(dice, seed))
    shop = shop_of(sandbox)
    planner = CodePlanner(shop, Settings(), Rules())
    seen = {True: 0, False: 0}
    for entry in shop.products:
        for code in entry.codes or ():
            cap = dice.choice((None, 0, 1, 30, code.times_used, code.times_used + 1))
            change = Change(entry, code, cap, dice.choice((None, 700)))
            steps, left = len(planner.steps), len(planner.skipped)
            planner.add(change)
            if len(planner.skipped) > left and planner.skipped[-1].reason is SkipReason.SAME:
                continue
            passes = len(planner.steps) > steps
            wanted = CodeChange(max_purchase_count=cap, minimum_amount_minor=change.minimum_amount_minor)
            assert changed(sandbox, entry.product.id, code.id, wanted) is passes, (code, planner.skipped[-1:])
            seen[passes] += 1
    assert min(seen.values()) > 5


def is_own_refusal(planner: CodePlanner, want: Want) -> bool:
    """Whether only we leave it out: a name that differs from a product's other code in case alone."""
    name = want.draft.name.strip()
    if want.draft.universal or planner.skipped[-1].reason is not SkipReason.REFUSED:
        return False
    held = planner.standing.holder(want.entry, name, universal=False)
    return held is not None and held.name != name
