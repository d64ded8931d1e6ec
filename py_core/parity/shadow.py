"""Codes that do nothing: Gumroad's own parity price is as low or lower where they are meant for. No I/O here.

A code and the native price do not add up; the buyer gets the better of the two. So a code that leaves as much as
the native price, or more, is idle in that country.
"""

from collections.abc import Iterable, Mapping, Sequence

from py_core.catalog.products import ShopProduct
from py_core.gumroad.currencies import CURRENCIES
from py_core.gumroad.rules.discounts import Discount, left_by, prices_of
from py_core.parity.codes import ParityCode
from py_core.parity.levels import native_price
from py_core.parity.native import Factor
from py_core.values import Value


class Idle(Value):
    """One country where a code is idle. The two prices are those of the product's lowest price.

    `certain` is false where the native factor is only known within bounds, and its highest would make the code
    the better one.
    """

    country: str
    code_minor: int
    native_minor: int
    certain: bool


class Shadowed(Value):
    """A code of one product that is idle somewhere; `everywhere` when it is in every country it is meant for."""

    product_id: str
    name: str
    percent_off: int
    idle: tuple[Idle, ...]
    everywhere: bool


def _idle(product: ShopProduct, percent: int, factor: Factor) -> Idle | None:
    """Whether at no price the product is sold at the code leaves less than the native price."""
    currency = product.product.currency
    prices = sorted(minor for minor in prices_of(product.product).minors if minor > 0)
    if not prices:
        return None
    off = Discount(percent, None)

    def beaten(hundredths: int) -> bool:
        return all(native_price(minor, currency, hundredths) <= left_by(off, minor) for minor in prices)

    if not beaten(factor.hundredths):
        return None
    return Idle(
        country=factor.country,
        code_minor=left_by(off, prices[0]),
        native_minor=native_price(prices[0], currency, factor.hundredths),
        certain=beaten(factor.high) and not factor.torn,
    )


def shadowed_codes(
    codes: Iterable[ParityCode],
    products: Sequence[ShopProduct],
    factors: Iterable[Factor],
    opted_out: Iterable[str] = (),
) -> tuple[Shadowed, ...]:
    """The codes that are idle in some of their countries.

    `opted_out` are the products without native prices; they have nothing to be beaten by. So has a country
    whose factor is not known.
    """
    shop: Mapping[str, ShopProduct] = {one.product.id: one for one in products}
    known = {factor.country: factor for factor in factors}
    outside = frozenset(opted_out)
    seen: dict[tuple[str, int, str], Idle | None] = {}
    found: list[Shadowed] = []
    for code in codes:
        product = shop.get(code.product_id)
        if product is None or code.product_id in outside or product.product.currency not in CURRENCIES:
            continue
        idle: list[Idle] = []
        for country in code.country_codes:
            factor = known.get(country)
            if factor is None:
                continue
            key = (code.product_id, code.percent_off, country)
            if key not in seen:
                seen[key] = _idle(product, code.percent_off, factor)
            one = seen[key]
            if one is not None:
                idle.append(one)
        if idle:
            found.append(
                Shadowed(
                    product_id=code.product_id,
                    name=code.name,
                    percent_off=code.percent_off,
                    idle=tuple(idle),
                    everywhere=len(idle) == len(code.country_codes),
                )
            )
    return tuple(found)
