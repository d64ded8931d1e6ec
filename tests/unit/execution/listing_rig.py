"""A sandbox with listings, and a plan with every kind of step about them, for tests."""

from py_core.execution.listing_actions import listing_state
from py_core.gumroad.models import ProductRecord
from py_core.gumroad.models.products import read_product_record
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
    draft_key,
    listing_key,
    new_version_key,
    version_texts_key,
)
from py_core.plan.plan import Plan, PlanKind
from py_core.plan.steps import Step
from py_core.sandbox.auth import Grant
from py_core.sandbox.product_json import full_product
from py_core.sandbox.server import Sandbox
from py_core.sandbox.state import Option, OptionGroup, Product, RefundPolicy, SandboxState
from tests.unit.execution.rig import plan_of

OLD_TEXT = "<p>Ink &amp; wash, 24&nbsp;brushes.</p><ul><li>ABR</li></ul>"
NEW_TEXT = "<p>Ink & wash, 30\u00a0brushes.</p><ul><li>ABR</li></ul>"
STORED_NEW = "<p>Ink &amp; wash, 30&nbsp;brushes.</p><ul><li>ABR</li></ul>"


def listing_shop() -> Sandbox:
    """Three products: one with versions, one that is not on sale, one plain."""
    versions = [Option(name="Solo", description="One seat"), Option(name="Team", price_difference=3000, sold=2)]
    return Sandbox(
        SandboxState(
            products=[
                Product(
                    name="Ink brushes",
                    price=1500,
                    description=OLD_TEXT,
                    custom_summary="Brushes",
                    tags=["ink", "brush"],
                    category="design/icons",
                    refund_policy=RefundPolicy(refund_period="30", fine_print="Unused only."),
                    variants=[OptionGroup(title="Licence", options=versions)],
                ),
                Product(name="Old pack", price=900, published=False),
                Product(name="Paper", price=700, description="Paper"),
            ]
        )
    )


def record_of(sandbox: Sandbox, product: Product) -> ProductRecord:
    """A product as Gumroad shows it in full."""
    return read_product_record(full_product(product, sandbox.state, Grant(frozenset({"view_sales"}))))


def texts(sandbox: Sandbox, product: Product, after: ListingState) -> SetListing:
    """A step that writes those fields."""
    return SetListing(
        key=listing_key(product.id, "listing"),
        product_id=product.id,
        name=product.name,
        before=listing_state(record_of(sandbox, product), after),
        after=after,
    )


def published(product: Product, wanted: bool) -> SetPublished:
    """A step that puts a product on sale or takes it off."""
    return SetPublished(
        key=listing_key(product.id, "published"),
        product_id=product.id,
        name=product.name,
        before=PublishedState(published=product.published),
        after=PublishedState(published=wanted),
    )


def deleted(product: Product) -> DeleteProduct:
    """A step that deletes a product."""
    return DeleteProduct(
        key=listing_key(product.id, "deleted"),
        product_id=product.id,
        name=product.name,
        before=PublishedState(published=product.published),
    )


def version_texts(product: Product, option: Option, after: VersionTexts) -> SetVersion:
    """A step that writes a version's texts."""
    return SetVersion(
        key=version_texts_key(product.id, option.id),
        product_id=product.id,
        name=option.name,
        product_name=product.name,
        category_id=product.variants[0].id,
        variant_id=option.id,
        before=VersionTexts(
            name=None if after.name is None else option.name,
            description=None if after.description is None else option.description or "",
            stock=option.max_purchase_count if after.sets_stock else None,
            sets_stock=after.sets_stock,
        ),
        after=after,
    )


def added(product: Product, name: str, after: VersionDraft) -> AddVersion:
    """A step that makes a version."""
    group = product.variants[0]
    return AddVersion(
        key=new_version_key(product.id, group.id, name),
        product_id=product.id,
        name=name,
        product_name=product.name,
        category_id=group.id,
        currency=product.currency,
        after=after,
    )


def draft(name: str, after: ProductDraft, number: int = 1) -> CreateProduct:
    """A step that makes a draft."""
    return CreateProduct(key=draft_key(number), product_id="", name=name, currency="usd", after=after)


NEW_VERSION = VersionDraft(exists=True, description="For schools", price_difference_minor=5000, stock=10)
NEW_DRAFT = ProductDraft(
    exists=True,
    price_minor=1200,
    description="<p>New &amp; fine</p>",
    summary="New",
    tags=("new", "fine"),
    category="design/icons",
)


def every_step(sandbox: Sandbox) -> tuple[Step, ...]:
    """One step of each kind but deleting a version."""
    ink, old, paper = sandbox.state.products
    return (
        texts(
            sandbox,
            ink,
            ListingState(
                name="Ink brush set",
                description=NEW_TEXT,
                summary="",
                receipt="Thanks!",
                tags=("brush", "wash"),
                category="design",
                refund_period="14",
                fine_print="",
            ),
        ),
        version_texts(
            ink, ink.variants[0].options[0], VersionTexts(name="Single", description="", stock=5, sets_stock=True)
        ),
        added(ink, "School", NEW_VERSION),
        published(old, True),
        deleted(paper),
        draft("Fresh pack", NEW_DRAFT),
    )


def listing_plan(steps: tuple[Step, ...]) -> Plan:
    """A plan of just these steps."""
    return plan_of(steps, PlanKind.LISTINGS)
