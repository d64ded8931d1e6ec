"""Steps about listings as values."""

import pytest

from py_core.plan.listing_steps import (
    AddVersion,
    CreateProduct,
    DeleteProduct,
    DeleteVersion,
    ListingState,
    ProductDraft,
    PublishedState,
    SetListing,
    SetPublished,
    VersionDraft,
    listing_key,
)
from py_core.plan.sale_steps import ReceiptState, ResendReceipt
from py_core.plan.steps import can_take_back, inverse, needs_of, taken_back

BACK = PublishedState(published=True)
GONE = PublishedState(published=False, deleted=True)


def listing(before: ListingState, after: ListingState) -> SetListing:
    return SetListing(key=listing_key("a", "listing"), product_id="a", name="A", before=before, after=after)


def test_a_state_is_about_what_it_gives() -> None:
    assert ListingState(name="A", tags=()).fields == ("name", "tags")


def test_texts_are_taken_back_but_for_what_cannot_be_cleared() -> None:
    step = listing(ListingState(name="A", category=""), ListingState(name="B", category="design"))
    back = inverse(step)
    assert (back.before, back.after) == (ListingState(name="B"), ListingState(name="A"))
    assert can_take_back(step)
    assert not can_take_back(listing(ListingState(category=""), ListingState(category="design")))


def test_a_version_that_is_taken_back_can_come_again() -> None:
    made = AddVersion(
        key="k",
        product_id="a",
        name="Team",
        product_name="A",
        category_id="c",
        variant_id="v",
        currency="usd",
        after=VersionDraft(exists=True, price_difference_minor=5),
    )
    back = inverse(made)
    assert isinstance(back, DeleteVersion)
    assert back.variant_id == "v"
    again = inverse(back)
    assert again == made.model_copy(update={"variant_id": ""})


def test_a_draft_is_taken_back_by_deleting_it() -> None:
    made = CreateProduct(key="new/1", product_id="p", name="A", after=ProductDraft(exists=True, price_minor=5))
    back = inverse(made)
    assert isinstance(back, DeleteProduct)
    assert (back.product_id, back.before.published, back.after) == ("p", False, GONE)


@pytest.mark.parametrize("was_on_sale", [True, False])
def test_a_deleted_product_comes_back_as_it_was_and_can_go_again(was_on_sale: bool) -> None:
    gone = DeleteProduct(key="k", product_id="a", name="A", before=PublishedState(published=was_on_sale))
    back = taken_back((gone,))
    assert isinstance(back[0], SetPublished)
    assert (back[0].before, back[0].after) == (GONE, BACK)
    assert [needs_of(step) for step in back] == [""] if was_on_sale else ["", "k"]
    assert taken_back(back) == (gone,)


def test_on_and_off_sale_are_each_others_way_back() -> None:
    on = SetPublished(
        key="k", product_id="a", name="A", before=PublishedState(published=False), after=BACK, needs="x"
    )
    assert inverse(inverse(on)) == on.model_copy(update={"needs": ""})


def test_what_went_out_has_no_way_back() -> None:
    receipt = ResendReceipt(
        key="s",
        sale_id="s",
        order="1",
        product_id="a",
        product_name="A",
        email="b@example.com",
        before=ReceiptState(sent=False),
        after=ReceiptState(sent=True),
    )
    with pytest.raises(TypeError):
        inverse(receipt)
