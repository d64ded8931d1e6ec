"""What a plan about listings says will happen is what happens, for thousands of wants of every kind."""

from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from py_core.catalog.products import Shop, ShopProduct
from py_core.edits.planner import build_listing_plan
from py_core.edits.wants import (
    DeleteWant,
    Field,
    NewProductWant,
    NewVersionWant,
    PriceWant,
    PublishWant,
    TextWant,
    VersionWant,
    Want,
)
from py_core.execution.agreement import is_as_wanted
from py_core.execution.listing_actions import listing_state, published_state
from py_core.gumroad import calls
from py_core.gumroad.calls.products import change_request
from py_core.gumroad.currencies import CURRENCIES
from py_core.gumroad.keep import KEEP, Keep
from py_core.gumroad.models.products import read_product_record
from py_core.gumroad.rules.products import ProductChange
from py_core.gumroad.wire import Request
from py_core.plan.listing_steps import DeleteProduct, SetListing, SetPublished
from py_core.plan.plan import SkipReason
from py_core.sandbox import taxonomy
from py_core.sandbox.generate import generate_shop
from py_core.sandbox.server import Sandbox
from py_core.sandbox.state import OfferCode, Option, OptionGroup, RefundPolicy, SandboxState
from py_core.settings import Settings
from tests.fakes import START_MS
from tests.unit.edits.rig import answer, raw_of, sent, stored

SHOPS = 8
PRODUCTS = 40
WANTS = 500
NAMES = ("Icon set", " ", "", "x" * 255, "x" * 256, "Étude & more <b>")
HTML = ("", "<p>a</p>", "<p>open <b>bold", "plain &amp; text", "<ul><li>x</ul>", "a < b & c")
TAGS = (
    (),
    ("icons",),
    ("Icons", "ICONS", "svg"),
    ("x",),
    ("x" * 21,),
    ("#tag",),
    ("a,b",),
    ("ok", "  pad  "),
    ("x" * 20,),
)
CATEGORIES = ("design/icons", "other", "design/none", "", "Design/Icons")
PERIODS = ("inherit", "none", "7", "14", "30", "183", "60", "")
PRINTS = ("", "Unused only.")


def shop_for(dice: Random, seed: int) -> SandboxState:
    """A shop with texts, refund policies, sets of versions without any, and codes that are in the way."""
    state = generate_shop(PRODUCTS, seed, START_MS, codes_per_product=1)
    state.rate_limits = False
    for product in state.products:
        product.description = dice.choice(HTML)
        product.published = dice.random() < 0.6
        product.archived = False
        if dice.random() < 0.5:
            period = dice.choice(("none", "7", "30"))
            product.refund_policy = RefundPolicy.model_validate(
                {"refund_period": period, "fine_print": dice.choice((None, "Old print."))}
            )
        if dice.random() < 0.1 and not product.is_tiered_membership:
            product.variants = [*product.variants, OptionGroup(id=f"empty-{product.id}", title="Empty", options=[])]
        elif dice.random() < 0.4 and not product.is_tiered_membership:
            options = [Option(name="Solo", description="One"), Option(name="Team", price_difference=500)]
            product.variants = [OptionGroup(title="Licence", options=options)]
    dump = state.model_dump()
    code = {"id": "in-the-way", "number": 90_000, "name": "ALMOST", "percent_off": 95, "universal": True}
    dump["offer_codes"].append(OfferCode.model_validate(code).model_dump())
    return SandboxState.model_validate(dump)


def wants(dice: Random, shop: Shop) -> Iterator[Want]:
    """So many wants, likely and unlikely ones, at most one of a kind for each product."""
    live = [entry for entry in shop.products if not entry.product.deleted]
    for at in range(WANTS):
        entry = dice.choice(live)
        yield _want(dice, entry, at)


def _want(dice: Random, entry: ShopProduct, at: int) -> Want:
    product_id = entry.product.id
    minimum = CURRENCIES[entry.product.currency].min_minor

    def text(field: Field, value: str | tuple[str, ...]) -> TextWant:
        return TextWant(product_id=product_id, field=field, value=value)

    choices: list[Want] = [
        text(Field.NAME, dice.choice(NAMES)),
        text(Field.DESCRIPTION, dice.choice(HTML)),
        text(Field.SUMMARY, dice.choice(("", "In short."))),
        text(Field.RECEIPT, dice.choice(("", "Thank you!\nAna"))),
        text(Field.TAGS, dice.choice(TAGS)),
        text(Field.CATEGORY, dice.choice(CATEGORIES)),
        text(Field.REFUND_PERIOD, dice.choice(PERIODS)),
        text(Field.FINE_PRINT, dice.choice(PRINTS)),
        PublishWant(product_id=product_id, published=dice.random() < 0.7),
        PriceWant(product_id=product_id, price_minor=dice.choice((0, minimum - 1, minimum, 5000, 2**31))),
        NewProductWant(
            key=f"line {at}",
            name=dice.choice(NAMES),
            price_minor=dice.choice((0, 50, 900)),
            currency=dice.choice(("usd", "jpy", "xyz")),
            tags=dice.choice(TAGS),
            category=dice.choice((None, *CATEGORIES)),
            description=dice.choice(HTML),
        ),
    ]
    if dice.random() < 0.05:
        choices = [DeleteWant(product_id=product_id)]
    if entry.versions and dice.random() < 0.5:
        version = dice.choice(entry.versions)
        surcharge = dice.choice((0, 300, -1, 2**31))
        choices = [
            VersionWant(
                product_id=product_id,
                category_id=version.category_id,
                variant_id=version.variant_id,
                name=dice.choice((KEEP, "New name", "", "  ")),
                description=dice.choice((KEEP, "Words", "x" * 255, "x" * 256)),
                stock=dice.choice((KEEP, None, 500_000, 10_000_001, -1)),
                surcharge_minor=KEEP if entry.product.is_tiered_membership else dice.choice((KEEP, surcharge)),
            ),
            NewVersionWant(
                product_id=product_id,
                category_id=version.category_id,
                name=dice.choice((f"Studio {at}", " ")),
                description=dice.choice(("", "x" * 256)),
                stock=dice.choice((None, 5)),
                surcharge_minor=dice.choice((0, 500, -5)),
            ),
        ]
    return dice.choice(choices)


def as_is(want: Want) -> Request | None:
    """The request of a want that was refused, as if nobody had looked; None where ours is the only objection."""
    match want:
        case TextWant(field=Field.REFUND_PERIOD):
            return change_request(want.product_id, ProductChange(refund_period=str(want.value)))
        case TextWant(field=Field.FINE_PRINT):
            fine_print = str(want.value)
            return change_request(want.product_id, ProductChange(refund_fine_print=fine_print))
        case TextWant():
            name = {"summary": "custom_summary", "receipt": "custom_receipt"}.get(want.field, want.field)
            return change_request(want.product_id, ProductChange.model_validate({name: want.value}))
        case PublishWant():
            return calls.enable_product(want.product_id).request
        case PriceWant():
            change = ProductChange(price_minor=want.price_minor, suggested_price_minor=want.price_minor)
            return change_request(want.product_id, change)
        case _:
            return None


def shown_state(sandbox: Sandbox, step: Any) -> Any:
    record = read_product_record(raw_of(sandbox, step.product_id))
    if isinstance(step, SetListing):
        return listing_state(record, step.after)
    return published_state(record)


@pytest.mark.parametrize("seed", range(SHOPS))
def test_what_is_forecast_happens(seed: int) -> None:
    dice = Random(seed)
    sandbox = Sandbox(shop_for(dice, seed))
    seen: Counter[str] = Counter()
    paths = frozenset(taxon.path for taxon in taxonomy.TAXA)
    shop, standings = stored(sandbox)
    for want in wants(dice, shop):
        plan = build_listing_plan(shop, standings, [want], Settings(), START_MS, title="", categories=paths)
        assert len(plan.steps) + len(plan.skipped) >= 1
        box = Sandbox.load(sandbox.dump()) if plan.steps else sandbox
        for step in plan.steps:
            if isinstance(step, SetListing | SetPublished | DeleteProduct):
                assert shown_state(box, step) == step.before or isinstance(step, SetListing)
            reply = sent(box, step)
            assert reply["success"] is True, (step, reply)
            if isinstance(step, SetListing | SetPublished | DeleteProduct):
                assert is_as_wanted(step, shown_state(box, step)), step
            seen[step.kind] += 1
        for row in plan.skipped:
            request = as_is(want)
            if row.reason in (SkipReason.RULE, SkipReason.MEMBERSHIP) and request is not None:
                assert answer(box, request)["success"] is False, (want, row)
                seen[f"refused {type(want).__name__}"] += 1
            seen[row.reason] += 1
    assert min(seen[kind] for kind in ("set_listing", "set_published", "set_version", "add_version")) > 0
    assert min(seen[kind] for kind in ("create_product", "set_price", "refused TextWant", "same")) > 0


def test_a_surcharge_of_a_tier_is_not_kept() -> None:
    """Gumroad says yes to a surcharge of a tier, which means nothing there; so no step is made of one."""
    sandbox = Sandbox(generate_shop(60, 3, START_MS))
    shop, standings = stored(sandbox)
    tier = next(entry for entry in shop.products if entry.product.is_tiered_membership)
    assert tier.versions
    version = tier.versions[0]
    want = VersionWant(
        product_id=tier.product.id,
        category_id=version.category_id,
        variant_id=version.variant_id,
        surcharge_minor=5,
    )
    plan = build_listing_plan(shop, standings, [want], Settings(), START_MS, title="")
    assert [row.reason for row in plan.skipped] == [SkipReason.RECURRING]
    assert isinstance(want.name, Keep)
