"""Undo and retry of runs about listings."""

from typing import Any, get_args

from py_core.edits.again import build_retry_listing_plan, build_undo_listing_plan
from py_core.edits.forms import EDIT_JOBS, EditForm
from py_core.plan.listing_steps import (
    AddVersion,
    CreateProduct,
    DeleteProduct,
    ListingState,
    ProductDraft,
    PublishedState,
    SetListing,
    SetPublished,
    SetVersion,
    VersionDraft,
    VersionTexts,
)
from py_core.plan.plan import Plan, SkipReason
from py_core.plan.steps import PriceState, SetPrice, SetVersionPrice, Step, VersionState
from py_core.protocol.present_plan import plan_view
from py_core.settings import Settings
from tests.unit.shops import entry, shop, version

SHOP = shop(
    entry(versions=(version("v1", 0, name="Solo"),)),
    entry(id="p2", published=False),
    entry(id="odd", currency="xyz"),
)


def texts(product_id: str = "p1") -> SetListing:
    return SetListing(
        key=f"{product_id}/listing",
        product_id=product_id,
        name="Icon set",
        before=ListingState(name="Icon set", category=""),
        after=ListingState(name="Icons", category="design/icons"),
    )


def price(product_id: str = "p1", currency: str = "usd") -> SetPrice:
    states = [PriceState(price_minor=minor, currency=currency, customizable_price=False) for minor in (1900, 4900)]
    return SetPrice(key=product_id, product_id=product_id, name="Icon set", before=states[0], after=states[1])


VERSION: dict[str, Any] = {
    "product_id": "p1",
    "product_name": "Icon set",
    "category_id": "c1",
    "variant_id": "v1",
    "name": "Solo",
}
STEPS: tuple[Step, ...] = (
    texts(),
    SetVersion(
        key="p1/v1/texts", before=VersionTexts(description=""), after=VersionTexts(description="d"), **VERSION
    ),
    SetVersionPrice(
        key="p1/v1",
        currency="usd",
        before=VersionState(price_difference_minor=0),
        after=VersionState(price_difference_minor=300),
        **VERSION,
    ),
    AddVersion(
        key="p1/c9/new/x",
        after=VersionDraft(exists=True, description="d", price_difference_minor=5, stock=2),
        currency="usd",
        **{**VERSION, "category_id": "c9"},
    ),
    price(),
    price("odd", "xyz"),
    SetPublished(
        key="p2/published",
        product_id="p2",
        name="B",
        before=PublishedState(published=False),
        after=PublishedState(published=True),
    ),
    DeleteProduct(key="x/deleted", product_id="x", name="X", before=PublishedState(published=False)),
    CreateProduct(
        key="new/1",
        product_id="made",
        name="New",
        currency="usd",
        line=3,
        after=ProductDraft(
            exists=True,
            price_minor=900,
            description="<p>a</p>",
            summary="s",
            receipt="r",
            tags=("t1",),
            category="other",
        ),
    ),
    texts("gone"),
)


def undo(keys: frozenset[str] | None = None) -> Plan:
    return build_undo_listing_plan(STEPS, keys, "acc", "run", "Title", 1, SHOP, Settings())


def test_undo_goes_backwards_and_leaves_what_is_gone() -> None:
    plan = undo()
    assert [step.kind for step in plan.steps] == [
        "delete_product",
        "set_published",
        "set_published",
        "set_published",
        "set_price",
        "set_price",
        "delete_version",
        "set_version_price",
        "set_version",
        "set_listing",
    ]
    assert [row.reason for row in plan.skipped] == [SkipReason.GONE]
    assert not plan.open_blocks()
    view = plan_view(plan, "d")
    assert view.undo == "partly"
    assert [row.doing for row in view.listing_rows][:4] == ["skipped", "delete", "restore", "unpublish"]
    assert view.listing_rows[-1].undo_note
    assert view.listing_rows[-1].fields[0].field == "name"
    assert {row.detail for row in view.listing_rows if row.doing == "delete_version"} == {"Solo"}
    assert view.headline == "10 changes will be taken back"
    assert not any(row.can_untick for row in view.listing_rows)


def test_undo_of_some_rows() -> None:
    assert [step.key for step in undo(frozenset({"p1/v1/texts"})).steps] == ["p1/v1/texts"]


def test_retry_asks_again() -> None:
    plan = build_retry_listing_plan(STEPS, "acc", "run", "Title", 1, SHOP, Settings(limit_rows=2))
    assert len(plan.steps) == len(STEPS) - 1
    assert [finding.code for finding in plan.open_blocks()] == ["listings_delete", "big_change", "listings_many"]
    view = plan_view(plan, "d")
    drafts = next(row for row in view.listing_rows if row.doing == "create")
    assert [change.field for change in drafts.fields] == [
        "name",
        "price",
        "description",
        "summary",
        "receipt",
        "tags",
        "category",
    ]
    assert drafts.line == 3
    added = next(row for row in view.listing_rows if row.doing == "add_version")
    assert [change.field for change in added.fields] == ["name", "description", "surcharge", "stock"]


def test_a_row_about_nothing_but_a_name() -> None:
    bare = CreateProduct(key="new/2", product_id="", name="B", currency="usd", after=ProductDraft(exists=True))
    version_only = AddVersion(
        key="p1/c1/new/y", currency="usd", after=VersionDraft(exists=True), **{**VERSION, "variant_id": ""}
    )
    plan = build_retry_listing_plan((bare, version_only), "acc", "run", "T", 1, SHOP, Settings())
    assert [[change.field for change in row.fields] for row in plan_view(plan, "d").listing_rows] == [
        ["name", "price"],
        ["name"],
    ]


def test_a_preview_of_nothing_says_so() -> None:
    view = plan_view(build_retry_listing_plan((texts("gone"),), "acc", "run", "T", 1, SHOP, Settings()), "d")
    assert (view.headline, view.button) == ("Nothing will change", "Nothing to change")


def test_every_form_is_known_by_its_job() -> None:
    (union, _) = get_args(EditForm)
    assert {form.model_fields["job"].default for form in get_args(union)} == EDIT_JOBS
