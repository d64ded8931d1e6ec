"""Shops with discount codes, steps about them, and what a sandbox holds of them, for tests."""

from py_core.plan.plan import CodeFacts, Plan, PlanKind
from py_core.plan.steps import CodeState, CreateCode, DeleteCode, SetCodeLimits, Step, code_key
from py_core.sandbox.server import Sandbox
from py_core.sandbox.state import OfferCode, Product, SandboxState
from tests.unit.execution.rig import ACCOUNT


def percent(off: int, cap: int | None = None, minimum: int | None = None, *, universal: bool = False) -> CodeState:
    """The state of a code of a percentage."""
    return CodeState(
        exists=True,
        percent_off=off,
        max_purchase_count=cap,
        minimum_amount_minor=minimum,
        universal=universal,
    )


def amount(off: int, cap: int | None = None) -> CodeState:
    """The state of a code of an amount."""
    return CodeState(exists=True, amount_minor=off, max_purchase_count=cap)


def code_shop(products: int = 1, codes: dict[str, CodeState] | None = None, **fields: object) -> Sandbox:
    """A sandbox of so many $19 products, each with the same codes."""
    made = [
        Product.model_validate({"name": f"Product {at}", "price": 1900, "permalink": f"product{at}", **fields})
        for at in range(products)
    ]
    standing = [
        OfferCode(
            name=name,
            percent_off=state.percent_off,
            amount_cents=state.amount_minor,
            max_purchase_count=state.max_purchase_count,
            minimum_amount_cents=state.minimum_amount_minor,
            product_ids=[product.permalink],
        )
        for product in made
        for name, state in (codes or {}).items()
    ]
    return Sandbox(SandboxState(products=made, offer_codes=standing))


def live(sandbox: Sandbox, product_id: str) -> dict[str, OfferCode]:
    """A product's own codes by their names. Fails when two share one."""
    found = [code for code in sandbox.state.offer_codes if not code.deleted and product_id in code.product_ids]
    assert len({code.name for code in found}) == len(found)
    return {code.name: code for code in found}


def state_in(sandbox: Sandbox, product_id: str, name: str) -> CodeState:
    """A code of a product as the sandbox has it."""
    code = live(sandbox, product_id).get(name)
    if code is None:
        return CodeState(exists=False)
    return CodeState(
        exists=True,
        percent_off=code.percent_off,
        amount_minor=code.amount_cents,
        max_purchase_count=code.max_purchase_count,
        minimum_amount_minor=code.minimum_amount_cents,
    )


def create(product: Product, name: str, after: CodeState, needs: str = "", currency: str = "") -> CreateCode:
    """Make a code on a product; a universal one is nobody's."""
    return CreateCode(
        key=code_key(product.id, name, "create"),
        product_id=product.id,
        product_name="" if after.universal else product.name,
        name=name,
        currency=currency or product.currency,
        after=after,
        needs=needs,
    )


def delete(
    sandbox: Sandbox, product: Product, name: str, needs: str = "", unused_at: int | None = None
) -> DeleteCode:
    """Delete a code that stands."""
    return DeleteCode(
        key=code_key(product.id, name, "delete"),
        product_id=product.id,
        product_name=product.name,
        code_id=live(sandbox, product.id)[name].id,
        name=name,
        currency=product.currency,
        before=state_in(sandbox, product.id, name),
        unused_at=unused_at,
        needs=needs,
    )


def limits(sandbox: Sandbox, product: Product, name: str, cap: int | None, minimum: int | None) -> SetCodeLimits:
    """Set the limits of a code that stands."""
    before = state_in(sandbox, product.id, name)
    return SetCodeLimits(
        key=code_key(product.id, name, "limits"),
        product_id=product.id,
        product_name=product.name,
        code_id=live(sandbox, product.id)[name].id,
        name=name,
        currency=product.currency,
        before=before,
        after=before.model_copy(update={"max_purchase_count": cap, "minimum_amount_minor": minimum}),
    )


def code_plan(steps: tuple[Step, ...], kind: PlanKind = PlanKind.CODES, origin: str | None = None) -> Plan:
    """A plan of just these steps."""
    return Plan(
        kind=kind,
        account_id=ACCOUNT,
        title="Code AUTUMN20",
        created_at_ms=1,
        steps=steps,
        code_facts=tuple(CodeFacts(key=step.key) for step in steps),
        origin_run_id=origin,
    )


def replacing(sandbox: Sandbox) -> tuple[Step, ...]:
    """Per product: a new code in place of an old one, then another discount under the same name."""
    steps: list[Step] = []
    for product in sandbox.state.products:
        new = create(product, "NEW", percent(30))
        gone = delete(sandbox, product, "SAME")
        steps += [
            new,
            delete(sandbox, product, "OLD", needs=new.key),
            gone,
            create(product, "SAME", percent(25), needs=gone.key),
        ]
    return tuple(steps)


OLD_ONES = {"OLD": percent(20, 100), "SAME": percent(15)}
