"""A shop whose listings can be edited in every way, as the server of the end-to-end tests keeps it."""

from typing import Any

from tests.e2e.shops import TOKENS, Product, products_of
from tools.sandbox_server import RunningSandbox

LINK = '<a href="http://juniper.example/autumn">autumn notes</a>'
DESCRIPTION = (
    "<p>Made in <b>Autumn</b> &amp; finished by hand.</p><p>{filling}</p>"
    f"<p>Read the {LINK}.</p><h2>Licence</h2><p>For one person.</p>"
)
FILLING = "It comes with layered source files, exports in three sizes and a guide to print. " * 6


def product_id(name: str) -> str:
    """The id of the product of that name, as long as Gumroad's are."""
    return f"{name:x<22}=="


def _product(number: int, title: str, **fields: Any) -> Product:
    return {
        "id": product_id(title.lower()),
        "name": f"Autumn {title}",
        "price": 1900,
        "custom_permalink": title.lower(),
        "description": DESCRIPTION.format(filling=FILLING),
        "custom_summary": "The autumn edition",
        "tags": ["icons", "vector art"],
        "created_at": f"2026-01-{1 + number:02d}T00:00:00Z",
        **fields,
    }


def _versions(title: str, *names: str) -> dict[str, Any]:
    return {"title": title, "options": [{"name": name, "price_difference": 0} for name in names]}


def edit_shop() -> dict[str, Any]:
    """Three products in dollars and one in yen; two of them have versions, one is a draft."""
    return {
        "tokens": TOKENS,
        "products": [
            _product(0, "Brushes"),
            _product(1, "Icons", variants=[_versions("Licence", "Personal", "Team")]),
            _product(2, "Kana", currency="jpy", variants=[_versions("Licence", "Personal")]),
            _product(3, "Posters", name="Posters", published=False, description="<p>Plain.</p>"),
        ],
    }


def listings(server: RunningSandbox) -> list[Product]:
    """Every product as the server has it, without the versions that were deleted."""
    return [each | {"variants": [_there(group) for group in each["variants"]]} for each in products_of(server)]


def _there(group: dict[str, Any]) -> dict[str, Any]:
    return group | {"options": [option for option in group["options"] if not option["deleted"]]}


def one(server: RunningSandbox, name: str) -> Product:
    """The product of that name of the seed, as the server has it."""
    return next(each for each in products_of(server) if each["id"] == product_id(name.lower()))
