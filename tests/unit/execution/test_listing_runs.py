"""Steps about listings against the sandbox: what is sent, what comes back, what is left alone, what is undone."""

import json
from typing import Any
from urllib.parse import parse_qsl

import pytest

from py_core.execution.actions import write_request
from py_core.plan.listing_steps import (
    ListingState,
    ProductDraft,
    SetListing,
    VersionTexts,
)
from py_core.plan.plan import PlanKind
from py_core.plan.steps import Step, Subject, subject_of, taken_back
from py_core.sandbox.server import Sandbox
from py_core.sandbox.shop import live_options
from tests.fakes import Fault, FaultKind
from tests.unit.execution.listing_rig import (
    NEW_DRAFT,
    NEW_TEXT,
    NEW_VERSION,
    OLD_TEXT,
    STORED_NEW,
    added,
    deleted,
    draft,
    every_step,
    listing_plan,
    listing_shop,
    published,
    texts,
    version_texts,
)
from tests.unit.execution.rig import Rig, plan_of, steps_of


def body_of(step: Step) -> dict[str, Any]:
    data, kind = write_request(step).body()
    if kind == "application/json":
        found: dict[str, Any] = json.loads(data)
        return found
    return dict(parse_qsl(data.decode(), keep_blank_values=True))


def shown(sandbox: Sandbox) -> list[dict[str, Any]]:
    """All that steps are about, of every product that is not deleted."""
    return [
        {
            "name": product.name,
            "published": product.published,
            "description": product.description or "",
            "summary": product.custom_summary or "",
            "receipt": product.custom_receipt or "",
            "tags": sorted(product.tags),
            "category": product.category,
            "refunds": product.refund_policy,
            "versions": [
                (option.name, option.description or "", option.price_difference or 0, option.max_purchase_count)
                for group in product.variants
                for option in live_options(group)
            ],
        }
        for product in sandbox.state.products
        if not product.deleted
    ]


async def undo(rig: Rig, run_id: str) -> str:
    steps = taken_back(rig.runs.undo_steps(run_id))
    return await rig.run(plan_of(steps, PlanKind.UNDO, run_id))


async def test_only_what_differs_is_sent_in_one_request() -> None:
    sandbox = listing_shop()
    ink = sandbox.state.products[0]
    step = texts(
        sandbox, ink, ListingState(name=ink.name, summary="More", tags=("ink", "brush"), category="design")
    )
    assert body_of(step) == {"custom_summary": "More", "category": "design"}
    refunds = texts(sandbox, ink, ListingState(refund_period="30", fine_print="Really."))
    assert body_of(refunds) == {"refund_period": "30", "refund_fine_print": "Really."}
    inherited = texts(sandbox, ink, ListingState(refund_period="inherit", fine_print=""))
    assert body_of(inherited) == {"refund_period": "inherit"}


async def test_every_kind_comes_through_and_is_taken_back_to_the_letter() -> None:
    rig = Rig(listing_shop())
    await rig.read_list()
    before = shown(rig.sandbox)
    run_id = await rig.run(listing_plan(every_step(rig.sandbox)))
    assert set(rig.states(run_id)) == {"applied"}, [row.text for row in rig.rows(run_id)]
    ink, old, fresh = shown(rig.sandbox)
    assert ink["description"] == STORED_NEW
    assert (ink["name"], ink["summary"], ink["receipt"], ink["tags"]) == (
        "Ink brush set",
        "",
        "Thanks!",
        ["brush", "wash"],
    )
    assert ink["versions"] == [("Single", "", 0, 5), ("Team", "", 3000, None), ("School", "For schools", 5000, 10)]
    assert old["published"]
    assert (fresh["name"], fresh["published"]) == ("Fresh pack", False)
    undo_id = await undo(rig, run_id)
    assert set(rig.states(undo_id)) == {"applied"}, [row.text for row in rig.rows(undo_id)]
    after = shown(rig.sandbox)
    assert after == before
    assert after[0]["description"] == OLD_TEXT
    again_id = await undo(rig, undo_id)
    assert set(rig.states(again_id)) == {"applied"}, [row.text for row in rig.rows(again_id)]
    assert shown(rig.sandbox)[0]["description"] == STORED_NEW


async def test_the_stored_shop_follows() -> None:
    rig = Rig(listing_shop())
    await rig.read_list()
    run_id = await rig.run(listing_plan(every_step(rig.sandbox)))
    names = [entry.product.name for entry in rig.catalog.load_shop("account-1").products]
    assert names == ["Fresh pack", "Old pack", "Ink brush set"]
    await undo(rig, run_id)
    entries = rig.catalog.load_shop("account-1").products
    assert sorted(entry.product.name for entry in entries) == ["Ink brushes", "Old pack", "Paper"]


async def test_undo_starts_from_what_gumroad_wrote() -> None:
    rig = Rig(listing_shop())
    ink = rig.sandbox.state.products[0]
    run_id = await rig.run(listing_plan((texts(rig.sandbox, ink, ListingState(description=NEW_TEXT)),)))
    (step,) = rig.runs.undo_steps(run_id)
    assert isinstance(step, SetListing)
    assert step.after.description == STORED_NEW


@pytest.mark.parametrize(
    ("before", "after", "stored"),
    [
        (ListingState(tags=("ink",)), ListingState(tags=("INK ", "pen")), ("ink", "pen")),
        (ListingState(tags=("ink",)), ListingState(tags=()), ()),
    ],
)
async def test_tags_are_a_set(before: ListingState, after: ListingState, stored: tuple[str, ...]) -> None:
    sandbox = listing_shop()
    ink = sandbox.state.products[0]
    ink.tags = list(before.tags or ())
    rig = Rig(sandbox)
    run_id = await rig.run(listing_plan((texts(sandbox, ink, after),)))
    assert rig.states(run_id) == ["applied"]
    assert tuple(rig.sandbox.state.products[0].tags) == stored


async def test_what_changed_since_is_left_alone_and_named() -> None:
    rig = Rig(listing_shop())
    ink, old, paper = rig.sandbox.state.products
    steps = (
        texts(rig.sandbox, ink, ListingState(summary="More")),
        published(old, True),
        deleted(paper),
        version_texts(ink, ink.variants[0].options[0], VersionTexts(name="Single")),
        added(ink, "Team", NEW_VERSION),
        draft("Paper", NEW_DRAFT),
    )
    state = {product.name: product for product in rig.sandbox.state.products}
    state["Ink brushes"].custom_summary = "Other"
    state["Old pack"].deleted = True
    state["Paper"].published = False
    ink.variants[0].options[0].name = "Renamed"
    run_id = await rig.run(listing_plan(steps))
    assert rig.states(run_id) == ["stale"] * 6
    reasons = [row.text for row in rig.rows(run_id)]
    assert reasons[0] == "Was Brushes, is Other since. Nothing was sent."
    assert reasons[1] == "Was not on sale, is deleted since. Nothing was sent."
    assert reasons[2] == "Was on sale, is not on sale since. Nothing was sent."
    assert reasons[4] == "A version named Team is there already: there, +$30. Nothing was sent."


async def test_what_stands_so_already_is_not_sent() -> None:
    rig = Rig(listing_shop())
    ink, old, paper = rig.sandbox.state.products
    steps = (
        texts(rig.sandbox, ink, ListingState(description=NEW_TEXT, tags=("wash",))),
        published(old, True),
        deleted(paper),
        added(ink, "School", NEW_VERSION),
        draft("Paper 2", ProductDraft(exists=True, price_minor=100)),
    )
    first = await rig.run(listing_plan(steps))
    assert set(rig.states(first)) == {"applied"}
    plan = listing_plan(steps).model_copy(update={"title": "Once more"})
    second = await rig.run(plan)
    assert rig.states(second) == ["unchanged"] * len(steps)


async def test_a_refusal_is_told_in_gumroads_words() -> None:
    sandbox = listing_shop()
    sandbox.state.user.has_payment_method = False
    rig = Rig(sandbox)
    ink, old, _ = sandbox.state.products
    team = ink.variants[0].options[1]
    steps = (
        published(old, True),
        version_texts(ink, team, VersionTexts(stock=1, sets_stock=True)),
        texts(sandbox, ink, ListingState(category="no/such")),
    )
    run_id = await rig.run(listing_plan(steps))
    assert rig.states(run_id) == ["rejected", "rejected", "rejected"]
    assert "payment method" in rig.rows(run_id)[0].server_words
    assert rig.runs.undo_steps(run_id) == ()


async def test_a_surcharge_in_another_currency_is_not_sent() -> None:
    rig = Rig(listing_shop())
    ink = rig.sandbox.state.products[0]
    step = added(ink, "School", NEW_VERSION)
    ink.currency = "eur"
    run_id = await rig.run(listing_plan((step,)))
    assert rig.states(run_id) == ["skipped"]
    assert "EUR" in rig.rows(run_id)[0].text


@pytest.mark.parametrize("kind", [FaultKind.DROP_AFTER, FaultKind.FAIL_AFTER, FaultKind.TRUNCATE, FaultKind.HTML])
async def test_lost_answers_are_read_back_and_nothing_is_made_twice(kind: FaultKind) -> None:
    rig = Rig(listing_shop(), *(Fault(kind, method=method, times=99) for method in ("PUT", "POST", "DELETE")))
    run_id = await rig.run(listing_plan(every_step(rig.sandbox)))
    applied = kind is not FaultKind.HTML
    states = rig.states(run_id)
    if applied:
        assert set(states) == {"applied"}, [row.text for row in rig.rows(run_id)]
        assert [product["name"] for product in shown(rig.sandbox)].count("Fresh pack") == 1
    else:
        assert set(states) <= {"rejected", "unknown", "waiting"}
    assert sum(1 for product in rig.sandbox.state.products if product.name == "Fresh pack") == applied


async def test_a_create_that_left_no_trace_is_not_sent_again_by_itself_and_can_be_tried_again() -> None:
    rig = Rig(listing_shop(), Fault(FaultKind.DROP_BEFORE, method="POST", times=2))
    ink = rig.sandbox.state.products[0]
    steps = (added(ink, "School", NEW_VERSION), draft("Fresh pack", NEW_DRAFT))
    run_id = await rig.run(listing_plan(steps))
    assert rig.states(run_id) == ["unknown", "unknown"]
    again = rig.runs.retry_steps(run_id)
    assert again == steps
    retried = await rig.run(plan_of(again, PlanKind.RETRY, run_id))
    assert rig.states(retried) == ["applied", "applied"]


async def test_a_delete_that_a_browser_sent_twice_counts_as_done() -> None:
    rig = Rig(listing_shop())
    paper = rig.sandbox.state.products[2]

    def delete_first(sandbox: Sandbox) -> None:
        sandbox.state.products[2].deleted = True
        sandbox.state.products[2].published = False

    rig.transport.faults.append(Fault(FaultKind.MEANWHILE, method="DELETE", change=delete_first))
    run_id = await rig.run(listing_plan((deleted(paper),)))
    assert rig.states(run_id) == ["applied"]


async def test_deleting_a_version_again() -> None:
    rig = Rig(listing_shop())
    ink = rig.sandbox.state.products[0]
    run_id = await rig.run(listing_plan((added(ink, "School", NEW_VERSION),)))
    steps = taken_back(rig.runs.undo_steps(run_id))
    option = rig.sandbox.state.products[0].variants[0].options[2]
    option.description = "Other"
    stale = await rig.run(plan_of(steps, PlanKind.UNDO, run_id))
    assert rig.states(stale) == ["stale"]
    option.deleted = True
    gone = await rig.run(plan_of(steps, PlanKind.UNDO, run_id).model_copy(update={"title": "Again"}))
    assert rig.states(gone) == ["unchanged"]


@pytest.mark.parametrize(
    ("pick", "subject"),
    [
        ((0,), Subject.LISTINGS),
        ((1, 2), Subject.VERSIONS),
        ((3,), Subject.ON_SALE),
        ((4,), Subject.PRODUCTS_DELETED),
        ((5,), Subject.DRAFTS),
        ((0, 3), Subject.LISTINGS),
    ],
)
async def test_a_run_says_what_it_is_about(pick: tuple[int, ...], subject: Subject) -> None:
    rig = Rig(listing_shop())
    every = every_step(rig.sandbox)
    steps = tuple(every[at] for at in pick)
    assert subject_of(steps) is subject
    run_id = await rig.run(listing_plan(steps))
    view = rig.runs.view(run_id)
    assert view.headline.startswith(str(len(steps)))
    assert view.can_undo
    report = rig.runs.export_csv(run_id).text
    assert "Before,After" in report
    assert report.count("\r\n") >= len(steps) + 1


async def test_prices_and_texts_in_one_plan() -> None:
    rig = Rig(listing_shop())
    ink = rig.sandbox.state.products[0]
    price = steps_of(rig.sandbox)[0]
    steps = (price, texts(rig.sandbox, ink, ListingState(name="Dear")))
    assert subject_of(steps) is Subject.LISTINGS
    run_id = await rig.run(listing_plan(steps))
    assert rig.states(run_id) == ["applied", "applied"]
    assert "$15" in rig.runs.export_csv(run_id).text
    undo_id = await undo(rig, run_id)
    assert rig.states(undo_id) == ["applied", "applied"]
    assert (rig.sandbox.state.products[0].name, rig.sandbox.state.products[0].price) == ("Ink brushes", 1500)


async def test_a_deleted_draft_comes_back_as_a_draft_and_can_go_again() -> None:
    rig = Rig(listing_shop())
    old = rig.sandbox.state.products[1]
    run_id = await rig.run(listing_plan((deleted(old),)))
    back = await undo(rig, run_id)
    assert rig.states(back) == ["applied", "applied"]
    assert rig.runs.view(back).headline == "Products brought back: 2 steps"
    again = rig.sandbox.state.products[1]
    assert (again.published, again.deleted) == (False, False)
    gone = await undo(rig, back)
    assert rig.states(gone) == ["applied"]
    assert rig.sandbox.state.products[1].deleted


async def test_what_was_not_brought_back_is_not_taken_off_sale() -> None:
    rig = Rig(listing_shop())
    old = rig.sandbox.state.products[1]
    run_id = await rig.run(listing_plan((deleted(old),)))
    rig.sandbox.state.user.email_confirmed = False
    back = await undo(rig, run_id)
    assert rig.states(back) == ["rejected", "skipped"]


async def test_a_category_that_was_not_there_cannot_be_taken_back() -> None:
    rig = Rig(listing_shop())
    paper = rig.sandbox.state.products[2]
    step = texts(rig.sandbox, paper, ListingState(category="design", name="Paper 2"))
    alone = step.model_copy(update={"before": ListingState(category=""), "after": ListingState(category="design")})
    both = step.model_copy(update={"before": step.before.model_copy(update={"category": ""})})
    assert taken_back((both,))[0].after == ListingState(name="Paper")
    paper.category, paper.taxonomy_id = None, None
    run_id = await rig.run(listing_plan((alone,)))
    assert rig.states(run_id) == ["applied"]
    assert not rig.runs.view(run_id).can_undo or rig.runs.undo_steps(run_id) == ()
