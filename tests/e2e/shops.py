"""Seeds of the shops that the end-to-end tests sell in, and what is compared of them before and after."""

import json
from typing import Any

from tools.sandbox_server import RunningSandbox

TOKEN = "e2eCanaryToken_0123456789abcdefghijklmnopqrs"
NARROW_TOKEN = "e2eReadOnlyToken_0123456789abcdefghijklmnopq"
REVOKED_TOKEN = "e2eRevokedToken_0123456789abcdefghijklmnopqr"
PRODUCTS = 40

TOKENS = [
    {"token": TOKEN, "scopes": ["account"]},
    {"token": NARROW_TOKEN, "scopes": ["view_public"]},
    {"token": REVOKED_TOKEN, "scopes": ["account"], "revoked": True},
]

Product = dict[str, Any]


def _seed(products: list[Product]) -> dict[str, Any]:
    return {
        "tokens": TOKENS,
        "products": [
            product | {"created_at": f"2026-01-{1 + number // 24:02d}T{number % 24:02d}:00:00Z"}
            for number, product in enumerate(products)
        ],
    }


def shop_of(products: int) -> dict[str, Any]:
    """Plain products in dollars whose prices tell them apart."""
    return _seed(
        [
            {
                "name": f"Product {number:02d}",
                "price": 1000 + 100 * number,
                "currency": "usd",
                "custom_permalink": f"product{number:02d}",
            }
            for number in range(products)
        ]
    )


def _versions(title: str, **surcharges: int) -> dict[str, Any]:
    options = [{"name": name, "price_difference": surcharge} for name, surcharge in surcharges.items()]
    return {"title": title, "options": options}


def mixed_shop() -> dict[str, Any]:
    """One product of every kind that a change of price has to treat in its own way."""
    tier = {"name": "Member", "recurrence_prices": {"monthly": {"price_cents": 900}}}
    return _seed(
        [
            {
                "name": "Icons",
                "price": 200,
                "custom_permalink": "icons",
                "offer_codes": [{"name": "HALF50", "percent_off": 50}],
            },
            {"name": "Posters", "price": 2000, "custom_permalink": "posters"},
            {"name": "Kana Sheets", "price": 800, "currency": "jpy", "custom_permalink": "kana"},
            {"name": "Hangul Book", "price": 1500000, "currency": "krw", "custom_permalink": "hangul"},
            {
                "name": "Mockup Kit",
                "price": 3000,
                "custom_permalink": "kit",
                "variants": [_versions("Licence", Personal=0, Team=2000)],
            },
            {
                "name": "Euro Presets",
                "price": 2200,
                "currency": "eur",
                "custom_permalink": "presets",
                "variants": [_versions("Pack", Small=0, Large=1100)],
            },
            {
                "name": "Palette",
                "price": 500,
                "custom_permalink": "palette",
                "customizable_price": True,
                "suggested_price_cents": 700,
            },
            {
                "name": "Circle",
                "native_type": "membership",
                "subscription_duration": "monthly",
                "custom_permalink": "circle",
                "variants": [{"title": "Tier", "options": [tier]}],
            },
        ]
    )


def products_of(server: RunningSandbox) -> list[Product]:
    """Every product as the server has it, codes and versions included."""
    found: list[Product] = server.control("GET", "state")["products"]
    return found


def by_permalink(server: RunningSandbox) -> dict[str, Product]:
    """The products by the permalink that the seed gave them."""
    return {product["custom_permalink"]: product for product in products_of(server)}


def without_suggestions(products: list[Product]) -> str:
    """Everything about products as text, but for what Gumroad does not show and no undo can bring back."""
    kept = [{name: value for name, value in each.items() if name != "suggested_price_cents"} for each in products]
    return json.dumps(kept, indent=1, sort_keys=True)


def requests(server: RunningSandbox) -> list[dict[str, Any]]:
    """Every request the server has seen since its log was emptied, oldest first."""
    found: list[dict[str, Any]] = server.control("GET", "requests")["requests"]
    return found


def writes(server: RunningSandbox) -> list[dict[str, Any]]:
    """The writes among them, without the permission probe."""
    return [
        entry
        for entry in requests(server)
        if entry["method"] != "GET" and not entry["path"].startswith("/v2/products/-/")
    ]


def prices(server: RunningSandbox) -> dict[str, int]:
    """Product id -> price, as the server has it."""
    return {product["id"]: product["price"] for product in products_of(server)}
