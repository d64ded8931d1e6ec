"""Generated shops and price forms for laws that hold for all of them."""

from typing import Any

from hypothesis import strategies as st

from py_core.catalog.products import Shop, ShopProduct, Version
from py_core.gumroad.currencies import CURRENCIES
from py_core.gumroad.models import OfferCode
from py_core.pricing.form import Ending, Mode, PriceForm, RoundTo, ScriptPrice, VersionMode
from tests.unit.shops import code, entry, shop, version

CODES = ("usd", "eur", "jpy", "krw", "twd")


@st.composite
def prices(draw: st.DrawFn, currency: str) -> int:
    """A price Gumroad may hold: nothing, or at least the minimum."""
    minimum = CURRENCIES[currency].min_minor
    return draw(st.one_of(st.just(0), st.integers(minimum, minimum * 500)))


@st.composite
def entries(draw: st.DrawFn, product_id: str) -> ShopProduct:
    """One product with its versions and codes."""
    currency = draw(st.sampled_from(CODES))
    versions: tuple[Version, ...] = tuple(
        version(f"v{at}", draw(st.integers(0, 1_000_000))) for at in range(draw(st.integers(0, 2)))
    )
    codes: tuple[OfferCode, ...] = tuple(
        code(f"C{at}", percent=draw(st.integers(0, 100))) for at in range(draw(st.integers(0, 2)))
    )
    price = draw(prices(currency))
    return entry(
        versions,
        codes,
        id=product_id,
        name=product_id,
        currency=currency,
        price_minor=price,
        customizable_price=draw(st.booleans())
        or (price == 0 and not any(v.price_difference_minor for v in versions)),
        is_tiered_membership=draw(st.sampled_from([False, False, False, True])),
        sales_count=draw(st.one_of(st.none(), st.integers(0, 500))),
        tags=draw(st.sampled_from([(), ("icons",)])),
    )


@st.composite
def shops(draw: st.DrawFn) -> Shop:
    """A shop of up to six products."""
    return shop(*(draw(entries(f"p{at}")) for at in range(draw(st.integers(0, 6)))))


_PERCENTS = ("12", "-30", "0", "+7.25", "-100", "250")
_RULES = (
    "price * 1.1",
    "price + 1 if 'icons' in tags else None",
    "price * 2 if sales > 9 else price",
    "round(price)",
)


@st.composite
def script_prices(draw: st.DrawFn) -> dict[str, ScriptPrice]:
    """What a script may have answered for the shop's products, in their currencies and in others."""
    amounts = st.fractions(-100, 10_000_000, max_denominator=7)
    answers = st.builds(
        ScriptPrice, minor=st.one_of(amounts, amounts.map(int)).map(str), currency=st.sampled_from(CODES)
    )
    return draw(st.dictionaries(st.sampled_from([f"p{at}" for at in range(6)]), answers))


@st.composite
def forms(draw: st.DrawFn) -> PriceForm:
    """A form without mistakes. A change of currency is left to tests of its own."""
    mode = draw(st.sampled_from([mode for mode in Mode if mode is not Mode.CURRENCY]))
    versions = draw(st.sampled_from(VersionMode))
    if mode is Mode.KEEP and versions in (VersionMode.KEEP, VersionMode.WITH_BASE):
        versions = VersionMode.PERCENT
    big = {"usd": "20", "eur": "20", "jpy": "2000", "krw": "20000", "twd": "500"}
    fields: dict[str, Any] = {
        "mode": mode,
        "percent": draw(st.sampled_from(_PERCENTS)),
        "factor": draw(st.sampled_from(["1.15", "0.5", "3"])),
        "amounts": draw(st.sampled_from([big, {"usd": "9.99"}])),
        "script": "Mine",
        "script_prices": draw(script_prices()),
        "expression": draw(st.sampled_from(_RULES)),
        "ending": draw(st.sampled_from([one for one in Ending if one is not Ending.CUSTOM])),
        "ending_to": draw(st.sampled_from(RoundTo)),
        "round_to": draw(st.sampled_from(RoundTo)),
        "steps": draw(st.sampled_from([{}, {"usd": "0.5", "jpy": "10"}])),
        "floors": draw(st.sampled_from([{}, {"usd": "3", "jpy": "300"}])),
        "versions": versions,
        "version_percent": draw(st.sampled_from(_PERCENTS)),
        "version_amounts": big,
        "unticked": draw(st.sampled_from([(), ("p0",), ("p1/v0",)])),
    }
    return PriceForm(**fields)
