"""The janitor's groups on generated shops are those of a naive count."""

import random

import pytest

from py_core.catalog.products import Shop
from py_core.codes.janitor import clean_up
from py_core.gumroad.currencies import CURRENCIES
from py_core.gumroad.models import OfferCode
from py_core.gumroad.rules.discounts import prices_of
from py_core.protocol.present_doctor import janitor_view
from tests.unit.shops import entry, shop, version

COUNTRIES = ("IN", "US", "BR", "PL", "TR")


def generated(seed: int) -> tuple[Shop, dict[str, dict[str, int]]]:
    """A shop with every kind of code, and parity prices of some of its products."""
    chance = random.Random(seed)
    everywhere = [a_code(chance, f"u{n}", universal=True) for n in range(2)]
    entries = []
    native: dict[str, dict[str, int]] = {}
    for at in range(12):
        price = chance.choice((0, 150, 499, 1900, 4900))
        codes = tuple(a_code(chance, f"{at}-{n}") for n in range(chance.randrange(6)))
        versions = tuple(version(f"v{n}", 300 * n) for n in range(chance.randrange(3)))
        entries.append(
            entry(
                versions,
                (*codes, *everywhere) if chance.random() < 0.9 else None,
                id=f"p{at}",
                price_minor=price,
                published=chance.random() < 0.7,
                currency=chance.choice(("usd", "eur", "jpy")),
            )
        )
        if chance.random() < 0.6:
            native[f"p{at}"] = {
                country: chance.choice((price, price * 2 // 5, price * 4 // 5)) for country in COUNTRIES
            }
    return shop(*entries), native


def a_code(chance: random.Random, code_id: str, *, universal: bool = False) -> OfferCode:
    percent = chance.choice((0, 10, 50, 90, 100)) if universal or chance.random() < 0.6 else None
    amount = chance.choice((100, 400, 1850)) if percent is None else None
    return OfferCode(
        id=code_id,
        name=chance.choice(("Sale", "SALE", "Spring", "SPRING", "Once", "LAST")) + code_id[:1] * universal,
        percent_off=percent,
        amount_minor=amount,
        universal=universal,
        max_purchase_count=chance.choice((None, 0, 1, 5)),
        minimum_amount_minor=None,
        times_used=chance.choice((0, 0, 1, 5)),
    )


def left(code: OfferCode, price: int) -> int:
    if code.percent_off is not None:
        return price - int(price * code.percent_off / 100 + 0.5)
    return price - (code.amount_minor or 0)


def naive(of: Shop, native: dict[str, dict[str, int]]) -> dict[str, set[str]]:
    """Ids of codes by group, each pair of product and code looked at for itself."""
    found: dict[str, set[str]] = {
        name: set() for name in ("used_up", "never_used", "case_twins", "breaks", "shadowed")
    }
    for one in of.products:
        product = one.product
        for code in one.codes or ():
            full = code.max_purchase_count is not None and code.times_used >= code.max_purchase_count
            if full:
                found["used_up"].add(code.id)
            elif code.times_used == 0:
                found["never_used"].add(code.id)
            others = [other for other in one.codes or () if other.id != code.id]
            if any(other.name.lower() == code.name.lower() for other in others):
                found["case_twins"].add(code.id)
            least = CURRENCIES[product.currency].min_minor
            lefts = [left(code, price) for price in prices_of(product).minors]
            if any(0 < rest < least for rest in lefts) and (product.published or not code.universal):
                found["breaks"].add(code.id)
            price = product.price_minor
            rest = max(0, left(code, price))
            if price and any(p < price and p <= rest for p in native.get(product.id, {}).values()):
                found["shadowed"].add(code.id)
    return found


@pytest.mark.parametrize("seed", range(150))
def test_groups_are_those_of_a_naive_count(seed: int) -> None:
    of, native = generated(seed)
    groups = {group.code: group for group in clean_up(of, native)}
    for name, ids in naive(of, native).items():
        refs = groups[name].refs if name in groups else ()
        assert {ref.code_id for ref in refs} == ids
        assert len(refs) == len(ids)
        assert (name in groups) == bool(ids)


def test_groups_come_with_words_and_rows_of_the_table() -> None:
    of, native = generated(3)
    view = janitor_view(of, clean_up(of, native))
    assert [group.code for group in view.groups] == ["used_up", "breaks", "case_twins", "never_used", "shadowed"]
    for group in view.groups:
        assert group.title.startswith(str(len(group.refs)))
        assert all(key.startswith(("name/", "universal/")) for key in group.keys)
    assert "Nothing is chosen for you" in view.text


def test_a_tidy_shop_says_so() -> None:
    assert janitor_view(shop(entry()), ()).text == "Nothing here looks as if it should be cleaned up."
    assert "have not been read" in janitor_view(shop(entry(codes=None), entry(id="b", codes=None)), ()).text
