"""Shops with sales of every kind, and an engine that has read them, for tests."""

from typing import Any

from py_core.sandbox.sale_record import Sale
from py_core.sandbox.server import Sandbox
from py_core.sandbox.state import SAMPLE_TOKEN, Product, SandboxState, User
from tests.unit.test_app import Rig

CURRENCIES = ("usd", "eur", "jpy", "krw", "vnd")
PAID = {"usd": 1900, "eur": 2999, "jpy": 1200, "krw": 1_500_000, "vnd": 300_000}
"""What one sale costs, in minor units of its currency."""


def product(name: str, **fields: Any) -> Product:
    """A product that is known by its name."""
    given = {"name": name, "price": 1900, "permalink": name, "id": f"{name}-id", **fields}
    return Product.model_validate(given)


def sale(sale_id: str, of: str = "usd", **fields: Any) -> Sale:
    """A sale of $19 for a product of that name."""
    given: dict[str, Any] = {
        "id": sale_id,
        "product_id": f"{of}-id",
        "purchase_email": f"{sale_id}@example.com",
        "full_name": f"Buyer {sale_id}",
        "price": 1900,
        "display_price_cents": PAID.get(of, 1900),
        "created_at": "2026-11-01T10:00:00Z",
    }
    return Sale(**(given | fields))


def licensed(sale_id: str, uses: int = 3, **fields: Any) -> Sale:
    """A sale with a license key."""
    return sale(sale_id, "key", license_key=f"KEY-{sale_id}".upper(), license_uses=uses, **fields)


def shop_of(*sales: Sale, **user: Any) -> Sandbox:
    """A sandbox with a product for each currency, one that is sent by post and one with keys."""
    products = [product(code, currency=code, price=PAID[code]) for code in CURRENCIES]
    products += [product("print", require_shipping=True), product("key")]
    return Sandbox(SandboxState(user=User(**user), products=products, sales=list(sales)))


async def engine(sandbox: Sandbox) -> Rig:
    """An engine that has read that shop and its sales."""
    rig = Rig()
    rig.sandbox = sandbox
    await rig.ask("account.connect", token=SAMPLE_TOKEN)
    await rig.app.idle()
    await rig.ask("sales.sync")
    await rig.app.idle()
    return rig


async def accepted(rig: Rig, plan: dict[str, Any]) -> dict[str, Any]:
    """The plan with every block accepted, typed where that is asked for."""
    blocks = [finding for finding in plan["findings"] if finding["severity"] == "block"]
    typed = {finding["code"]: finding["typed"] for finding in blocks if finding["typed"]}
    view: dict[str, Any] = await rig.ask(
        "plan.accept", digest=plan["digest"], codes=[finding["code"] for finding in blocks], typed=typed
    )
    return view


async def ran(rig: Rig, plan: dict[str, Any]) -> dict[str, Any]:
    """The run of a plan, with its rows, at its end."""
    run = await rig.ask("run.start", digest=(await accepted(rig, plan))["digest"])
    await rig.app.idle()
    detail: dict[str, Any] = await rig.ask("run.watch", run_id=run["run_id"])
    return detail
