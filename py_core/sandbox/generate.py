"""Shops of any size for tests and benchmarks, the same for the same seed. No I/O, no clock here."""

from random import Random
from typing import Any

from py_core.gumroad.currencies import CURRENCIES
from py_core.sandbox import taxonomy
from py_core.sandbox.generate_sales import add_trade
from py_core.sandbox.state import SandboxState
from py_core.sandbox.times import iso

_MINUTE_US = 60_000_000
_FIRST_WORDS = ("Quiet", "Paper", "Granite", "Amber", "Hollow", "Tidal", "Copper", "Woven", "Late", "Plain")
_SECOND_WORDS = (
    "Icons",
    "Loops",
    "Serif",
    "Planner",
    "Textures",
    "Brushes",
    "Theme",
    "Guide",
    "Kit",
    "Presets",
)
_TAGS = (
    "icons",
    "svg",
    "font",
    "template",
    "loops",
    "guide",
    "notion",
    "figma",
    "print",
    "texture",
    "ui",
    "code",
)
_HOSTILE_NAMES = (
    "<script>alert(1)</script> & sons",
    'He said "50% off" \\ `maybe`',
    "مجموعة أيقونات للويب",
    "\u202eReversed on purpose",
    "Emoji pack 👩‍🎨🔥🇯🇵",
    "=HYPERLINK(\"https://example.com\";\"click\")",
    "Name with\nline break\tand tab",
    "W" * 255,
    "  spaces around  ",
    "' OR 1=1; --",
    "日本語の長い名前の商品パック",
    "Zero\u200bwidth\u2028separators",
)  # fmt: skip
_HOSTILE_EVERY = 29
_CURRENCY_SPREAD = ("usd",) * 14 + ("eur",) * 3 + ("gbp", "jpy", "krw")
_TIERS = ("Basic", "Plus", "Pro")


_FIELD_EVERY = 12
_HUGE_NAME = "Ten thousand letters " + "ö" * 9_979


def generate_shop(
    products: int,
    seed: int,
    now_ms: int,
    codes_per_product: int = 1,
    *,
    sales: int = 0,
    codes: int | None = None,
) -> SandboxState:
    """A shop of that many products, with awkward names now and then, and `sales` sales of the last two years.

    Each product has up to `codes_per_product` codes of its own, all of them good for its prices; with `codes`
    the shop has that many in all instead. A shop with sales counts its products' sales by them, asks questions
    at checkout, and has one product with a name of ten thousand letters.
    """
    dice = Random(seed)
    each = codes_per_product if codes is None else 0
    rows = [_product(dice, at, products, now_ms, each) for at in range(products)]
    if codes is not None and rows:
        _spread_codes(rows, codes, Random(seed + 1))
    if not sales:
        return _state(rows)
    for row in rows[_FIELD_EVERY // 2 :: _FIELD_EVERY]:
        row["custom_fields"] = [{"name": "Company"}, {"name": "=How did you hear of us?", "required": True}]
    if len(rows) > 1:
        rows[1]["name"] = _HUGE_NAME
    state = _state(rows)
    add_trade(state, sales, seed, now_ms)
    _count_sales(state)
    return state


def _spread_codes(rows: list[dict[str, Any]], codes: int, dice: Random) -> None:
    for which in range(codes):
        at = dice.randrange(len(rows))
        rows[at]["offer_codes"] = [*rows[at]["offer_codes"], _code(dice, at, which)]


def _count_sales(state: SandboxState) -> None:
    for product in state.products:
        product.sales_count = product.sales_usd_cents = 0
    of_id = {product.id: product for product in state.products}
    for sale in state.sales:
        if sale.kind == "successful":
            of_id[sale.product_id].sales_count += sale.quantity
            of_id[sale.product_id].sales_usd_cents += sale.price


def _state(rows: list[dict[str, Any]]) -> SandboxState:
    return SandboxState.model_validate(
        {
            "user": {"name": "Generated Studio", "username": "generated", "email": "generated@example.com"},
            "products": rows,
            "offer_codes": [{"name": "ALL5", "percent_off": 5, "universal": True, "times_used": 3}],
        }
    )


def _product(dice: Random, at: int, count: int, now_ms: int, codes: int) -> dict[str, Any]:
    currency = dice.choice(_CURRENCY_SPREAD)
    unit = CURRENCIES[currency].min_minor
    price = unit * dice.randint(3, 60) + dice.choice((0, 0, 1, unit // 3))
    sold = dice.choice((0, 0, 1, 7, 40, 350, 5000))
    taxon = dice.choice(taxonomy.TAXA)
    row: dict[str, Any] = {
        "name": _name(dice, at),
        "description": f"<p>Product number {at}.</p>",
        "currency": currency,
        "price": price,
        "category": taxon.path,
        "tags": sorted(dice.sample(_TAGS, dice.randint(0, 4))),
        "published": dice.random() < 0.9,
        "sales_count": sold,
        "sales_usd_cents": sold * 990,
        "created_at": iso(now_ms * 1000 - (count - at) * 97 * _MINUTE_US),
    }
    kind = dice.random()
    if kind < 0.06:
        row |= _membership(dice, unit)
    elif kind < 0.14:
        row |= {"customizable_price": True, "suggested_price_cents": price + unit * dice.randint(0, 9)}
    elif kind < 0.17:
        row |= {"price": 0, "customizable_price": True}
    elif kind < 0.42:
        row["variants"] = [_versions(dice, unit)]
    row["offer_codes"] = [_code(dice, at, which) for which in range(dice.randint(0, codes))]
    return row


def _name(dice: Random, at: int) -> str:
    if at % _HOSTILE_EVERY == _HOSTILE_EVERY // 2:
        return _HOSTILE_NAMES[at // _HOSTILE_EVERY % len(_HOSTILE_NAMES)]
    return f"{dice.choice(_FIRST_WORDS)} {dice.choice(_SECOND_WORDS)} {at + 1}"


def _versions(dice: Random, unit: int) -> dict[str, Any]:
    steps = [unit * dice.randint(1, 20) for _ in range(dice.randint(1, 3))]
    surcharges = [0, *steps]
    options = [{"name": f"Version {at + 1}", "price_difference": cents} for at, cents in enumerate(surcharges)]
    return {"title": dice.choice(("Licence", "Size", "Format", "Edition")), "options": options}


def _membership(dice: Random, unit: int) -> dict[str, Any]:
    monthly = unit * dice.randint(3, 9)
    tiers = [
        {
            "name": name,
            "recurrence_prices": {
                "monthly": {"price_cents": monthly * (at + 1)},
                "yearly": {"price_cents": monthly * (at + 1) * 10},
            },
        }
        for at, name in enumerate(_TIERS[: dice.randint(1, 3)])
    ]
    return {
        "native_type": "membership",
        "price": 0,
        "subscription_duration": "monthly",
        "variants": [{"title": "Tier", "options": tiers}],
    }


def _code(dice: Random, at: int, which: int) -> dict[str, Any]:
    most = dice.choice((None, None, 100))
    return {
        "name": f"GEN{at + 1}-{which + 1}",
        "percent_off": dice.randint(1, 12) * 5,
        "max_purchase_count": most,
        "times_used": dice.randint(0, 60),
    }
