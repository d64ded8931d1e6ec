"""A shop with parcels, refunds to make and license keys, as the server of the end-to-end tests keeps it."""

from typing import Any

from tests.e2e.core import Core
from tests.e2e.shops import TOKENS, requests
from tools.driving import wait_for
from tools.sandbox_server import RunningSandbox

PARCELS = 5


def sale_id(name: str) -> str:
    """The id of the sale of that name, as long as Gumroad's are."""
    return f"{name:x<22}=="


def _sale(number: int, name: str, product: str, **fields: Any) -> dict[str, Any]:
    return {
        "id": sale_id(name),
        "product_id": product,
        "order_id": 1000 + number,
        "purchase_email": f"{name}@example.com",
        "full_name": f"Buyer {name}",
        "price": 1900,
        "display_price_cents": 1900,
        "created_at": f"2026-10-{1 + number:02d}T10:00:00Z",
        **fields,
    }


def fulfil_shop() -> dict[str, Any]:
    """Five parcels, two sales in dollars and two in yen that can be refunded, and three license keys."""
    products = [
        {"id": "print-id", "permalink": "print", "name": "Poster", "price": 1900, "require_shipping": True},
        {"id": "usd-id", "permalink": "icons", "name": "Icons", "price": 1900},
        {"id": "jpy-id", "permalink": "kana", "name": "Kana Sheets", "price": 1200, "currency": "jpy"},
        {"id": "key-id", "permalink": "plugin", "name": "Plugin", "price": 1900},
    ]
    home = {"street_address": "1 Long Road", "city": "Pune", "zip_code": "411001", "country": "India"}
    yen = {"price": 800, "display_price_cents": 1200, "currency": "jpy"}
    sales = [
        *(_sale(number, f"parcel{number}", "print-id", **home) for number in range(PARCELS)),
        _sale(5, "usdone", "usd-id"),
        _sale(6, "usdtwo", "usd-id"),
        _sale(7, "yenone", "jpy-id", **yen),
        _sale(8, "yentwo", "jpy-id", **yen),
        *(
            _sale(
                9 + number, f"key{number}", "key-id", license_key=f"KEY{number}-AAAA-BBBB-CCCC", license_uses=number
            )
            for number in range(3)
        ),
    ]
    return {"tokens": TOKENS, "products": products, "sales": sales}


def read_sales(core: Core, server: RunningSandbox) -> None:
    """Read every sale as it is on the server now, and empty its log."""
    core.ask("sales.sync", full=True)
    wait_for(lambda: core.ask("sales.status")["sync"]["state"] in ("done", "failed"), core.page, what="the sales")
    server.control("DELETE", "requests")


def sent(server: RunningSandbox) -> list[tuple[str, str, dict[str, str]]]:
    """Method, what follows `/v2/` and the fields of every write since the log was emptied, oldest first."""
    return [
        (entry["method"], entry["path"].removeprefix("/v2/"), dict(entry["form"]))
        for entry in requests(server)
        if entry["method"] != "GET" and not entry["path"].startswith("/v2/products/-/")
    ]


def sales_of(server: RunningSandbox) -> dict[str, dict[str, Any]]:
    """Every sale as the server has it, by the name it was given here."""
    state = server.control("GET", "state")
    return {sale["id"].rstrip("=").rstrip("x"): sale for sale in state["sales"]}
