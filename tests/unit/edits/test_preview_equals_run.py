"""For made-up listings and forms: what the preview draws is what Gumroad receives, and what stands afterwards."""

import asyncio

from hypothesis import given, settings
from hypothesis import strategies as st

from py_core.edits.building import build_edit_plan
from py_core.edits.forms import (
    BlockForm,
    BlockHow,
    CategoryForm,
    EditForm,
    FindForm,
    PolicyForm,
    PublishForm,
    PublishHow,
    TagsForm,
    TagsHow,
    TextField,
    VersionsForm,
    VersionsHow,
)
from py_core.execution.actions import write_request
from py_core.plan.plan import PlanKind
from py_core.plan.steps import taken_back
from py_core.protocol.present_plan import plan_view
from py_core.sandbox.html_text import stored_html
from py_core.sandbox.server import Sandbox
from py_core.sandbox.state import Option, OptionGroup, Product, RefundPolicy, SandboxState
from py_core.settings import Settings
from tests.unit.edits.rig import stored
from tests.unit.execution.rig import ACCOUNT, Rig

WORDS = (
    "icon",
    "set",
    "Photo",
    "shop",
    "&amp;",
    "caf&eacute;",
    "<b>",
    "</b>",
    "<br>",
    " ",
    "</p><p>",
    '<a href="https://a.com/icon">',
    "</a>",
)
html = st.lists(st.sampled_from(WORDS), max_size=12).map(lambda parts: stored_html(f"<p>{''.join(parts)}</p>"))


@st.composite
def products(draw: st.DrawFn, number: int) -> Product:
    names = draw(st.lists(st.sampled_from(("Solo", "Team", "Studio")), max_size=2, unique=True))
    options = [Option(name=name, price_difference=100 * at, description="Words") for at, name in enumerate(names)]
    period = draw(st.sampled_from((None, "7", "30")))
    return Product(
        id=f"p{number}",
        name=draw(st.sampled_from(("Icon set", "Photoshop icons", "Pack"))),
        price=1000,
        currency=draw(st.sampled_from(("usd", "eur"))),
        description=draw(html),
        custom_summary=draw(st.sampled_from((None, "An icon set", "In short"))),
        custom_receipt=draw(st.sampled_from((None, "Your icon\nset"))),
        tags=draw(st.lists(st.sampled_from(("icons", "svg", "set")), max_size=3, unique=True)),
        category=draw(st.sampled_from((None, "design/icons"))),
        published=draw(st.booleans()),
        refund_policy=None
        if period is None
        else RefundPolicy.model_validate({"refund_period": period, "fine_print": "Print"}),
        variants=[OptionGroup(title="Licence", options=options)] if options else [],
    )


finds = st.builds(
    FindForm,
    find=st.sampled_from(("icon", "s", "photoshop", "&", r"(\w+) (\w+)", r"\bset\b")),
    replace=st.sampled_from(("", "new <i>", "x")),
    fields=st.just(tuple(TextField)),
    regex=st.booleans(),
    whole_words=st.booleans(),
    in_links=st.booleans(),
)
blocks = st.builds(
    BlockForm,
    how=st.sampled_from(BlockHow),
    text=st.sampled_from(("# Licence\nOne & only", "icon")),
    known_by=st.sampled_from(("heading", "text")),
    mark=st.sampled_from(("Licence", "icon", "set")),
    add_missing=st.booleans(),
)
tags = st.builds(TagsForm, how=st.sampled_from(TagsHow), tags=st.just("icons"), to=st.just("svg"))
policies = st.builds(
    PolicyForm,
    period=st.sampled_from(("", "inherit", "none", "14")),
    print_how=st.just("clear"),
)
versions = st.builds(
    VersionsForm,
    how=st.sampled_from(VersionsHow),
    version=st.sampled_from(("solo", "team")),
    name=st.sampled_from(("Studio", "Big")),
    description=st.sampled_from(("", "Other")),
    stock=st.sampled_from(("", "700")),
    amounts=st.just({"usd": "3"}),
)
forms: st.SearchStrategy[EditForm] = st.one_of(
    finds,
    blocks,
    tags,
    policies,
    versions,
    st.builds(CategoryForm, category=st.sampled_from(("design/icons", "other"))),
    st.builds(PublishForm, how=st.sampled_from(PublishHow)),
)
shops = st.integers(1, 4).flatmap(lambda n: st.tuples(*(products(number) for number in range(n))))


@settings(deadline=None, max_examples=250)
@given(made=shops, form=forms, unticked=st.booleans())
def test_preview_equals_run_and_undo_brings_back(made: tuple[Product, ...], form: EditForm, unticked: bool) -> None:
    asyncio.run(_preview_equals_run(made, form, unticked))


async def _preview_equals_run(made: tuple[Product, ...], form: EditForm, unticked: bool) -> None:
    sandbox = Sandbox(SandboxState(products=[product.model_copy(deep=True) for product in made], rate_limits=False))
    before = _listings(sandbox)
    shop, standings = stored(sandbox)
    ids = tuple(entry.product.id for entry in shop.products)
    if unticked:
        form = form.model_copy(update={"unticked": (f"{ids[0]}/listing", f"{ids[0]}/published")})
    if (
        isinstance(form, VersionsForm)
        and form.how is VersionsHow.SURCHARGE
        and {"usd"}.isdisjoint(p.currency for p in made)
    ):
        return
    plan = build_edit_plan(shop, ids, form, standings, Settings(), 1)
    view = plan_view(plan, plan.digest())
    assert {row.key for row in view.listing_rows if row.doing == "skipped"} == {row.key for row in plan.skipped}
    assert [row.key for row in view.listing_rows if row.doing != "skipped"] == [step.key for step in plan.steps]
    assert all(row.fields for row in view.listing_rows if row.doing != "skipped")
    if not plan.steps:
        return
    rig = Rig(sandbox)
    rig.catalog.save_list(ACCOUNT, (), 0)
    await rig.read_list()
    plan = plan.accepting(frozenset(finding.code for finding in plan.findings))
    run_id = await rig.run(plan)
    assert set(rig.states(run_id)) == {"applied"}, rig.rows(run_id)
    assert rig.transport.writes == [write_request(step) for step in plan.steps]
    back = taken_back([step for step in plan.steps if step.kind != "add_version"])
    undo = plan.model_copy(update={"steps": back, "kind": PlanKind.UNDO, "listing_facts": (), "findings": ()})
    if back:
        await rig.run(undo)
    after = _listings(sandbox)
    for product_id, listing in before.items():
        shown = after[product_id]
        if form.job == "category" and listing["category"] is None:
            shown["category"] = None
        if form.job == "versions" and isinstance(form, VersionsForm) and form.how is VersionsHow.ADD:
            continue
        assert shown == listing


def _listings(sandbox: Sandbox) -> dict[str, dict[str, object]]:
    return {
        product.id: {
            "name": product.name,
            "description": product.description,
            "summary": product.custom_summary or "",
            "receipt": product.custom_receipt or "",
            "tags": sorted(product.tags),
            "category": product.category,
            "published": product.published,
            "deleted": product.deleted,
            "policy": product.refund_policy,
            "versions": [option.model_dump() for group in product.variants for option in group.options],
        }
        for product in sandbox.state.products
    }
