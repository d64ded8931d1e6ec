"""The sample shop: a small studio with about sixty products, the same every time. No I/O, no clock here."""

from typing import Any

from py_core.sandbox.generate_sales import add_trade
from py_core.sandbox.sample_listings import listing_of
from py_core.sandbox.sample_products import ROWS, Row
from py_core.sandbox.state import SAMPLE_TOKEN, SandboxState
from py_core.sandbox.times import iso

__all__ = ["SAMPLE_TOKEN", "sample_shop"]

_DAY_US = 86_400_000_000
_MINUTE_US = 60_000_000
_SALES = 480
_SALES_DAYS = 600
_LOYAL_PERCENT = 25
_SALES_SEED = 20
_BUNDLED = ("Winter Hearth Icon Set", "Juniper UI Kit", "Fieldnote Grotesk", "Woodblock Patterns")

# US cents per minor unit, as a fraction: what sales_usd_cents is reckoned with.
_USD = {"usd": (1, 1), "eur": (11, 10), "gbp": (129, 100), "jpy": (66, 100), "krw": (725, 1_000_000)}


def sample_shop(now_ms: int) -> SandboxState:
    """The shop of "Juniper & Kiln" as it stands at `now_ms`; creation times count back from there."""
    products = [_product(at, row, now_ms) for at, row in enumerate(ROWS)]
    products.reverse()
    links = {product["name"]: product["custom_permalink"] for product in products}
    seed = {
        "user": {
            "name": "Juniper & Kiln",
            "username": "juniperandkiln",
            "email": "studio@juniperandkiln.example",
            "bio": "A small studio for print, sound and slow software.",
        },
        "products": products,
        "offer_codes": _shared_codes(links, now_ms),
        "purchasing_power_parity": {"enabled": True},
        **_desk(links, now_ms),
    }
    state = SandboxState.model_validate(seed)
    ids = {product.name: product.id for product in state.products}
    bundle = next(product for product in state.products if product.native_type == "bundle")
    bundle.bundle_products = [
        {"product_id": ids[name], "variant_id": None, "quantity": 1, "position": at}
        for at, name in enumerate(_BUNDLED)
    ]
    add_trade(
        state,
        _SALES,
        _SALES_SEED,
        now_ms,
        days=_SALES_DAYS,
        hostile=False,
        loyal_percent=_LOYAL_PERCENT,
        transactions=True,
    )
    _members(state, now_ms)
    return state


def _members(state: SandboxState, now_ms: int) -> None:
    """Among the members are one on trial and one whose last charge did not go through."""
    going_on = [each for each in state.subscriptions if each.cancelled_at is None and each.failed_at is None]
    going_on[-1].free_trial_ends_at = iso(now_ms * 1000 + 9 * _DAY_US)
    going_on[-3].failed_at = iso(now_ms * 1000 + 4 * _DAY_US)


def _product(at: int, row: Row, now_ms: int) -> dict[str, Any]:
    name, price, category, tags, sold, further = row
    currency = further.get("currency", "usd")
    up, down = _USD[currency]
    age_us = (2 + at * 9 + at * at // 7) * _DAY_US + (at * 397 % 1440) * _MINUTE_US
    told = listing_of(at, name, category, tags)
    return {
        "name": name,
        "price": price,
        "category": category,
        "tags": list(tags),
        "custom_permalink": _permalink(name),
        "file_info": {"Size": f"{3 + at * 7 % 60}.{at % 10} MB"},
        "sales_count": sold,
        "sales_usd_cents": sold * (price or _cheapest_tier(further)) * up * 93 // (down * 100),
        "created_at": iso(now_ms * 1000 - age_us),
        **told,
        **further,
    }


def _cheapest_tier(further: dict[str, Any]) -> int:
    if further.get("native_type") != "membership":
        return 0
    return int(further["variants"][0]["options"][0]["recurrence_prices"]["monthly"]["price_cents"])


def _permalink(name: str) -> str:
    kept = "".join(letter if letter.isalnum() and letter.isascii() else " " for letter in name.lower())
    return "-".join(kept.split())


def _shared_codes(links: dict[str, str], now_ms: int) -> list[dict[str, Any]]:
    made = iso(now_ms * 1000 - 400 * _DAY_US)
    icons = [link for name, link in links.items() if name.startswith("Stencil Icons")]
    return [
        {"name": "WELCOME10", "percent_off": 10, "universal": True, "times_used": 96, "created_at": made},
        {"name": "THANKYOU2", "amount_cents": 200, "currency": "eur", "universal": True, "created_at": made},
        {"name": "ICONTRIO", "percent_off": 33, "product_ids": icons, "times_used": 14, "created_at": made},
    ]


def _desk(links: dict[str, str], now_ms: int) -> dict[str, Any]:
    """Questions at checkout, an upsell, tagged links and letters to the audience."""

    def days_ago(days: int) -> str:
        return iso(now_ms * 1000 - days * _DAY_US)

    fonts = [links["Fieldnote Grotesk"], links["Herringbone Serif"]]
    letters = (("What the kiln taught us", 6), ("Three new icon sets", 34), ("A slow summer sale", 96))
    return {
        "custom_fields": [
            {"name": "Name on the licence", "required": True, "products": fonts, "created_at": days_ago(380)},
            {"name": "How will you use it?", "type": "long_text", "products": fonts, "created_at": days_ago(379)},
        ],
        "upsells": [
            {
                "name": "Textures with the icons",
                "text": "Take the textures along?",
                "cross_sell": True,
                "product_id": links["Kiln Glaze Textures, Volume 3"],
                "selected_products": [links["Winter Hearth Icon Set"]],
                "created_at": days_ago(40),
            }
        ],
        "utm_links": [
            {
                "title": "Autumn letter",
                "utm_source": "newsletter",
                "utm_medium": "email",
                "utm_campaign": "autumn",
                "clicks": 212,
                "created_at": days_ago(50),
            }
        ],
        "emails": [
            *(
                {
                    "subject": subject,
                    "message": f"<p>{subject}.</p>",
                    "state": "published",
                    "published_at": days_ago(days),
                    "created_at": days_ago(days),
                    "audience_count": 1_140,
                    "recipients_count": 1_140,
                }
                for subject, days in letters
            ),
            {"subject": "Winter plans", "state": "draft", "created_at": days_ago(1)},
        ],
    }
