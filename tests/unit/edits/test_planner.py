"""What becomes of wants: steps, rows that are left alone, and what to know."""

from typing import Any

import pytest

from py_core.edits.planner import build_listing_plan
from py_core.edits.rows import Left, LeftRow, Told
from py_core.edits.standing import Standing
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
from py_core.plan.listing_steps import (
    AddVersion,
    CreateProduct,
    DeleteProduct,
    SetListing,
    SetPublished,
    SetVersion,
)
from py_core.plan.plan import Plan, SkipReason
from py_core.plan.steps import SetPrice, SetVersionPrice
from py_core.protocol.present_plan import plan_view
from py_core.settings import Settings
from tests.unit.shops import code, entry, group, option, shop, version

STANDING = Standing(
    name="Icon set",
    html="<p>300 icons</p>",
    summary="",
    receipt="",
    tags=("icons", "svg"),
    category="",
    refund_period="30",
    fine_print="Print",
)
VERSIONS = (version("v1", 0, name="Solo"), version("v2", 500, name="Team"))


def text(field: str, value: Any, product_id: str = "p1", line: int | None = None) -> TextWant:
    return TextWant(product_id=product_id, field=Field(field), value=value, line=line)


def plan_of(*wants: Want, products: Any = None, standing: Standing = STANDING, **more: Any) -> Plan:
    entries = products or (entry(versions=VERSIONS),)
    of = shop(*entries)
    standings = {one.product.id: standing for one in entries}
    settings = more.pop("settings", Settings())
    return build_listing_plan(of, standings, wants, settings, 1, title="t", **more)


def reasons(plan: Plan) -> list[SkipReason]:
    assert all(row.text for row in plan.skipped)
    plan_view(plan, "d")
    return [row.reason for row in plan.skipped]


def codes(plan: Plan) -> list[str]:
    return [finding.code for finding in plan.findings]


def test_all_texts_of_a_product_are_one_step() -> None:
    plan = plan_of(
        text("name", "Icons"),
        text("tags", ("SVG", "new", " New ")),
        text("summary", ""),
        text("category", "design/icons"),
        told={"p1": Told(places=3, left=2, notes=("note",))},
    )
    (step,) = plan.steps
    assert isinstance(step, SetListing)
    assert step.before.model_dump(exclude_none=True) == {
        "name": "Icon set",
        "tags": ("icons", "svg"),
        "category": "",
    }
    assert step.after.model_dump(exclude_none=True) == {
        "name": "Icons",
        "tags": ("svg", "new"),
        "category": "design/icons",
    }
    (facts,) = plan.listing_facts
    assert (facts.places, facts.notes) == (3, ("note",))
    assert facts.undo_note
    assert codes(plan) == ["listings_for_good", "listings_left"]
    assert plan.product_ids == ("p1",)


def test_what_stands_so_is_no_step() -> None:
    assert reasons(plan_of(text("name", "Icon set"))) == [SkipReason.SAME]
    assert reasons(plan_of(text("name", "Icon set"), text("tags", ("svg", "icons")))) == [SkipReason.SAME]


@pytest.mark.parametrize(
    ("want", "key"),
    [
        (text("name", " "), "p1/listing/name"),
        (text("tags", ("x",)), "p1/listing/tags"),
        (text("category", ""), "p1/listing/category"),
        (text("category", "no/such"), "p1/listing/category"),
        (text("refund_period", "5"), "p1/listing/refund_period"),
    ],
)
def test_what_gumroad_would_refuse_is_a_row_beside_the_step(want: TextWant, key: str) -> None:
    plan = plan_of(want, text("summary", "New"), categories={"other"})
    assert [step.key for step in plan.steps] == ["p1/listing"]
    assert [(row.key, row.reason) for row in plan.skipped] == [(key, SkipReason.RULE)]
    assert plan_view(plan, "d").listing_rows[1].detail


def test_a_second_text_for_a_field_does_not_count() -> None:
    plan = plan_of(text("name", "A", line=2), text("name", "B", line=3), text("name", "A", line=4))
    assert reasons(plan) == [SkipReason.TWICE]
    assert [(facts.key, facts.line) for facts in plan.listing_facts] == [("p1/listing", 2), ("p1/listing/name", 3)]


@pytest.mark.parametrize(
    ("wants", "before", "after"),
    [
        ((text("refund_period", "14"),), ("30", "Print"), ("14", "Print")),
        ((text("refund_period", "inherit"),), ("30", "Print"), ("inherit", "")),
        ((text("fine_print", "New"),), ("30", "Print"), ("30", "New")),
        ((text("fine_print", ""), text("refund_period", "none")), ("30", "Print"), ("none", "")),
    ],
)
def test_both_refund_fields_go_together(wants: Any, before: tuple[str, str], after: tuple[str, str]) -> None:
    (step,) = plan_of(*wants).steps
    assert isinstance(step, SetListing)
    assert (step.before.refund_period, step.before.fine_print) == before
    assert (step.after.refund_period, step.after.fine_print) == after


def test_refund_policies_that_stay_or_cannot_be() -> None:
    assert reasons(plan_of(text("refund_period", "30"))) == [SkipReason.SAME]
    inherits = STANDING.model_copy(update={"refund_period": "inherit", "fine_print": ""})
    assert reasons(plan_of(text("fine_print", "x"), standing=inherits)) == [SkipReason.RULE]
    unread = STANDING.model_copy(update={"refund_period": None, "fine_print": None})
    both = (text("refund_period", "14"), text("fine_print", "x"))
    assert reasons(plan_of(*both, standing=unread)) == [SkipReason.UNREAD]
    assert reasons(plan_of(*both, own_policies=False)) == [SkipReason.RULE]


def test_products_that_no_text_can_be_written_to() -> None:
    broken = entry(versions=(), groups=(group(),))
    assert reasons(plan_of(text("name", "A"), products=(broken,))) == [SkipReason.RULE]
    tiers = entry(versions=(), groups=(group(option("a", 0)), group(option("b", 0))), is_tiered_membership=True)
    assert reasons(plan_of(text("name", "A"), products=(tiers,))) == [SkipReason.RULE]
    deleted = entry(deleted=True)
    assert reasons(plan_of(text("name", "A"), products=(deleted,))) == [SkipReason.GONE]
    assert reasons(plan_of(text("name", "A", product_id="gone", line=7))) == [SkipReason.GONE]
    plan = build_listing_plan(shop(entry()), {}, [text("name", "A")], Settings(), 1, title="t")
    assert reasons(plan) == [SkipReason.UNREAD]


def version_want(variant_id: str = "v1", **fields: Any) -> VersionWant:
    return VersionWant(product_id="p1", category_id="c1", variant_id=variant_id, **fields)


def test_a_version_is_written_and_its_surcharge_set() -> None:
    plan = plan_of(version_want(name=" Single ", description="", stock=5, surcharge_minor=300))
    texts, surcharge = plan.steps
    assert isinstance(texts, SetVersion)
    assert texts.before.model_dump() == {"name": "Solo", "description": None, "stock": None, "sets_stock": True}
    assert texts.after.model_dump() == {"name": "Single", "description": None, "stock": 5, "sets_stock": True}
    assert isinstance(surcharge, SetVersionPrice)
    assert surcharge.after.price_difference_minor == 300
    assert {facts.detail for facts in plan.listing_facts} == {"Licence: Solo"}
    described = plan_of(version_want(description="New")).steps[0]
    assert isinstance(described, SetVersion)
    assert described.after.model_dump(exclude_none=True) == {"description": "New", "sets_stock": False}
    untitled = entry(versions=(version("v1", 0, name="Solo").model_copy(update={"category_title": ""}),))
    assert plan_of(version_want(stock=5), products=(untitled,)).listing_facts[0].detail == "Solo"
    unticked = plan_of(version_want(surcharge_minor=300), unticked={"p1/v1"})
    assert reasons(unticked) == [SkipReason.UNTICKED]


@pytest.mark.parametrize(
    ("want", "product", "reason"),
    [
        (version_want("gone"), entry(versions=VERSIONS), SkipReason.NO_VERSION),
        (version_want(), entry(versions=None, groups=(group(option("a", 0)),)), SkipReason.VERSIONS_UNREAD),
        (version_want(name="Solo", surcharge_minor=0), entry(versions=VERSIONS), SkipReason.SAME),
        (version_want(name=" "), entry(versions=VERSIONS), SkipReason.RULE),
        (version_want(surcharge_minor=2**31 - 1), entry(versions=VERSIONS), SkipReason.RULE),
        (version_want(surcharge_minor=5), entry(versions=VERSIONS, currency="xyz"), SkipReason.RULE),
        (
            version_want(surcharge_minor=5),
            entry(versions=(version("v1", 0, recurring=True),)),
            SkipReason.RECURRING,
        ),
    ],
)
def test_versions_that_are_left_alone(want: VersionWant, product: Any, reason: SkipReason) -> None:
    assert reasons(plan_of(want, products=(product,))) == [reason]


def new_version(**fields: Any) -> NewVersionWant:
    return NewVersionWant(product_id="p1", category_id=fields.pop("category_id", "c1"), name="Studio", **fields)


def test_a_version_is_added() -> None:
    (step,) = plan_of(new_version(description="d", stock=3, surcharge_minor=200)).steps
    assert isinstance(step, AddVersion)
    assert step.after.model_dump() == {
        "exists": True,
        "description": "d",
        "price_difference_minor": 200,
        "stock": 3,
    }
    assert plan_of(new_version(category_id="c9")).listing_facts[0].detail == "Studio"


@pytest.mark.parametrize(
    ("want", "product", "reason"),
    [
        (new_version(), entry(versions=(version("v1", 0, name="STUDIO"),)), SkipReason.SAME),
        (new_version(), entry(versions=VERSIONS, is_tiered_membership=True), SkipReason.MEMBERSHIP),
        (new_version(surcharge_minor=5), entry(versions=VERSIONS, currency="xyz"), SkipReason.RULE),
        (new_version(description="x" * 256), entry(versions=VERSIONS), SkipReason.RULE),
    ],
)
def test_versions_that_are_not_added(want: NewVersionWant, product: Any, reason: SkipReason) -> None:
    assert reasons(plan_of(want, products=(product,))) == [reason]


def test_a_price_becomes_a_step_by_the_rules_of_prices() -> None:
    plan = plan_of(PriceWant(product_id="p1", price_minor=0), products=(entry(codes=(code("HALF", percent=50),)),))
    (step,) = plan.steps
    assert isinstance(step, SetPrice)
    assert step.after.customizable_price
    assert codes(plan) == ["zero_price"]
    raised = plan_of(PriceWant(product_id="p1", price_minor=9000), products=(entry(customizable_price=True),))
    assert codes(raised) == ["big_change", "listings_for_good"]
    low = plan_of(PriceWant(product_id="p1", price_minor=150), products=(entry(codes=(code("HALF", percent=50),)),))
    assert low.listing_facts[0].notes
    unticked = plan_of(PriceWant(product_id="p1", price_minor=900), unticked={"p1"})
    assert reasons(unticked) == [SkipReason.UNTICKED]


@pytest.mark.parametrize(
    ("price", "product", "reason"),
    [
        (1900, entry(), SkipReason.SAME),
        (50, entry(), SkipReason.RULE),
        (2**31, entry(), SkipReason.RULE),
        (900, entry(currency="xyz"), SkipReason.RULE),
        (900, entry(is_tiered_membership=True), SkipReason.MEMBERSHIP),
        (900, entry(versions=(), groups=(group(),)), SkipReason.RULE),
    ],
)
def test_prices_that_stay(price: int, product: Any, reason: SkipReason) -> None:
    assert reasons(plan_of(PriceWant(product_id="p1", price_minor=price), products=(product,))) == [reason]


def test_products_go_on_and_off_sale() -> None:
    off, on = entry(published=False), entry(id="p2")
    plan = plan_of(
        PublishWant(product_id="p1", published=True),
        PublishWant(product_id="p2", published=False),
        products=(off, on),
    )
    assert all(isinstance(step, SetPublished) for step in plan.steps)
    assert codes(plan) == ["listings_on_sale", "listings_off_sale"]
    same = plan_of(
        PublishWant(product_id="p1", published=False),
        PublishWant(product_id="p2", published=True),
        products=(off, on),
    )
    assert reasons(same) == [SkipReason.SAME, SkipReason.SAME]


def test_a_code_in_the_way_keeps_a_product_off_sale() -> None:
    cheap = (code("MOST", percent=95),)
    off = entry(published=False, codes=cheap)
    assert reasons(plan_of(PublishWant(product_id="p1", published=True), products=(off,))) == [SkipReason.RULE]
    dearer = plan_of(
        PublishWant(product_id="p1", published=True),
        PriceWant(product_id="p1", price_minor=90_000),
        products=(off,),
    )
    assert [step.kind for step in dearer.steps] == ["set_price", "set_published"]
    unknown = entry(published=False, codes=cheap, currency="xyz")
    assert plan_of(PublishWant(product_id="p1", published=True), products=(unknown,)).steps
    on = plan_of(PublishWant(product_id="p1", published=False), products=(entry(codes=cheap),))
    assert on.listing_facts[0].undo_note


def test_deleting_is_typed() -> None:
    plan = plan_of(
        DeleteWant(product_id="p1"),
        DeleteWant(product_id="p2"),
        products=(entry(), entry(id="p2", sales_count=None)),
    )
    assert all(isinstance(step, DeleteProduct) for step in plan.steps)
    (finding,) = plan.findings
    assert (finding.severity, finding.typed) == ("block", "delete 2 products")
    assert plan.listing_facts[0].notes
    assert not plan.listing_facts[1].notes


def draft(**fields: Any) -> NewProductWant:
    return NewProductWant.model_validate(
        {"key": "line 2", "name": "New", "price_minor": 900, "currency": "usd", "line": 2, **fields}
    )


def test_drafts_come_last_under_keys_of_their_own() -> None:
    plan = plan_of(
        draft(tags=("A1", "a1"), category="other"), draft(name="Newer"), text("name", "A"), categories={"other"}
    )
    first, second, third = plan.steps
    assert isinstance(first, SetListing)
    assert isinstance(second, CreateProduct)
    assert (second.key, second.after.tags, second.after.category) == ("new/1", ("a1",), "other")
    assert third.key == "new/2"
    assert codes(plan) == ["listings_drafts"]


@pytest.mark.parametrize(
    "fields",
    [
        {"currency": None},
        {"name": ""},
        {"price_minor": 5},
        {"tags": ("x",)},
        {"category": "none"},
        {"currency": "xyz"},
    ],
)
def test_drafts_that_cannot_be_made(fields: dict[str, Any]) -> None:
    plan = plan_of(draft(**fields), categories={"other"})
    assert reasons(plan) == [SkipReason.RULE]
    assert plan.skipped[0].key == "line 2"


def test_rows_of_the_tool_stand_with_their_products() -> None:
    left = Left(SkipReason.BAD_LINE, "No.")
    rows = (LeftRow("line 9", left, line=9), LeftRow("x", left, "p1", "Icon set", detail="d"))
    plan = plan_of(text("name", "A"), left=rows)
    assert [facts.key for facts in plan.listing_facts] == ["p1/listing", "x", "line 9"]
    assert reasons(plan) == [SkipReason.BAD_LINE, SkipReason.BAD_LINE]


def test_many_rows_and_names_that_become_one_are_told() -> None:
    wants = (text("name", "Same"), text("name", "Same", "p2"), text("description", "", "p2"))
    plan = plan_of(*wants, products=(entry(), entry(id="p2")), settings=Settings(limit_rows=1))
    assert codes(plan) == ["listings_many", "listings_emptied", "listings_same_name"]
    assert plan_view(plan, "d").findings[0].ask
