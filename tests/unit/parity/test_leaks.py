"""Codes used where they do not belong, what that lost, and new names for them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from py_core.errors import InputError
from py_core.money import Money
from py_core.parity.codes import DropReason, MadeCode, ParityCode, State, scopes_of, wanted_codes
from py_core.parity.leaks import SaleSeen, leak_report, lost_of, rotated
from py_core.settings import Settings
from tests.unit.parity.tables import BY_COUNTRY, BY_GROUP, typed
from tests.unit.shops import code, entry

FRESH = "ffeeddccbbaa9988"
LANDS = ("IN", "BR", "PL", "US", None)


def meant(name: str, percent: int, *countries: str, product: str = "p1") -> ParityCode:
    return ParityCode(
        product_id=product, name=name, country_codes=countries, tier=None, percent_off=percent, cap=None
    )


def sold(
    name: str, country: str | None, price: int = 1140, product: str = "p1", full: int | None = None
) -> SaleSeen:
    return SaleSeen(product_id=product, code_name=name, country=country, price_minor=price, full_minor=full)


def test_a_sale_outside_its_country_leaks() -> None:
    codes = [meant("IN40", 40, "IN"), meant("BR20", 20, "BR")]
    sales = [
        sold("IN40", "IN"),
        sold("in40", "US"),
        sold(" IN40 ", "US"),
        sold("IN40", "BR"),
        sold("IN40", None),
        sold("BR20", "BR", 1520),
        sold("OTHER", "US"),
        sold("IN40", "US", product="p2"),
    ]
    report = leak_report(sales, codes, {"IN": 40, "BR": 20})
    leak = report.codes[0]
    assert (leak.name, leak.used, leak.unknown, leak.outside, leak.share_bp) == ("IN40", 5, 1, 3, 7500)
    assert [(use.country, use.sales) for use in leak.from_countries] == [("US", 2), ("BR", 1)]
    assert leak.lost == (Money(minor=760 + 760 + 380, currency="usd"),)
    assert (report.used, report.outside, report.share_bp) == (6, 3, 6000)
    assert report.codes[1].share_bp == 0
    assert report.lost == leak.lost


def test_what_a_leak_lost() -> None:
    assert lost_of(sold("A", "US", 1140), 40, 0) == 760
    assert lost_of(sold("A", "US", 1140), 40, 20) == 380
    assert lost_of(sold("A", "US", 1140), 40, 40) == 0
    assert lost_of(sold("A", "US", 1140), 40, 60) == 0
    assert lost_of(sold("A", "US", 0), 100, 0) is None
    assert lost_of(sold("A", "US", 0, full=1900), 100, 10) == 1710
    report = leak_report([sold("A", "US", 0)], [meant("A", 100, "IN")], {})
    assert (report.codes[0].unpriced, report.codes[0].lost) == (1, ())
    assert leak_report([sold("A", None)], [meant("A", 40, "IN")], {}).share_bp == 0


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["A", "B", "C"]), st.integers(0, 100), st.lists(st.sampled_from(LANDS[:4]), unique=True)
        ),
        max_size=4,
        unique_by=lambda one: one[0],
    ),
    st.lists(
        st.tuples(
            st.sampled_from(["A", "b", "C", "D"]),
            st.sampled_from(LANDS),
            st.integers(0, 9999),
            st.sampled_from(["usd", "eur"]),
            st.one_of(st.none(), st.integers(0, 9999)),
        ),
        max_size=30,
    ),
    st.dictionaries(st.sampled_from(["IN", "BR", "PL"]), st.integers(0, 100)),
)
def test_the_report_is_what_counting_by_hand_finds(
    drafts: list[tuple[str, int, list[str]]],
    uses: list[tuple[str, str | None, int, str, int | None]],
    given_: dict[str, int],
) -> None:
    codes = [meant(name, percent, *lands) for name, percent, lands in drafts]
    sales = [
        SaleSeen(product_id="p1", code_name=name, country=land, price_minor=price, currency=unit, full_minor=full)
        for name, land, price, unit, full in uses
    ]
    report = leak_report(sales, codes, given_)
    for code_ in codes:
        mine = [sale for sale in sales if sale.code_name.upper() == code_.name]
        leaks = [sale for sale in mine if sale.country and sale.country not in code_.country_codes]
        found = next((one for one in report.codes if one.name == code_.name), None)
        if not mine:
            assert found is None
            continue
        assert found is not None
        assert (found.used, found.outside) == (len(mine), len(leaks))
        assert found.unknown == sum(sale.country is None for sale in mine)
        assert sum(use.sales for use in found.from_countries) == len(leaks)
        unpriced = 0
        lost: dict[str, Fraction] = {}
        for sale in leaks:
            own, percent = given_.get(sale.country or "", 0), code_.percent_off
            full = Fraction(sale.price_minor * 100, 100 - percent) if percent < 100 else sale.full_minor
            if full is None:
                unpriced += own < 100
                continue
            at_home = Fraction(full) * (100 - own) / 100
            paid = Fraction(full) * (100 - percent) / 100
            lost[sale.currency] = lost.get(sale.currency, Fraction(0)) + max(at_home - paid, Fraction(0))
        assert found.unpriced == unpriced
        assert {money.currency: money.minor for money in found.lost} == {
            unit: int(amount + Fraction(1, 2)) for unit, amount in lost.items() if amount
        }
    assert [one.outside for one in report.codes] == sorted((one.outside for one in report.codes), reverse=True)


def test_a_rotation_gives_new_names_to_the_leaking_codes_only() -> None:
    of = typed(BR=20, IN=40)
    naming, turned = rotated(scopes_of(of), BY_COUNTRY, ["IN"], FRESH, per_tier=False)
    (rotation,) = turned
    assert (rotation.key, rotation.old_name) == ("IN", "IN40")
    assert rotation.new_name.startswith("IN40-")
    shop = entry(codes=(code("IN40", percent=40), code("BR20", percent=20)))
    former = tuple(
        MadeCode(product_id="p1", key=key, name=name, code_id=f"id-{name}", percent_off=off)
        for key, name, off in (("IN", "IN40", 40), ("BR", "BR20", 20))
    )
    found = wanted_codes(of, naming, [shop], Settings(), made=former)
    assert [(cell.key, cell.code.name, cell.state) for cell in found.cells] == [
        ("BR", "BR20", State.SAME),
        ("IN", rotation.new_name, State.NEW),
    ]
    assert [(drop.name, drop.reason, drop.remove) for drop in found.drops] == [("IN40", DropReason.REPLACED, True)]


def test_a_second_rotation_takes_the_place_of_the_first() -> None:
    scopes = scopes_of(typed(BR=20, IN=40))
    first, (old,) = rotated(scopes, BY_GROUP, ["IN"], FRESH, per_tier=False)
    second, (new,) = rotated(scopes, first, ["IN"], "00ff00ff", per_tier=False)
    assert new.old_name == old.new_name
    assert new.new_name not in (old.old_name, old.new_name)
    assert len(second.turned) == 1
    both, turned = rotated(scopes, second, ["BR"], FRESH, per_tier=False)
    assert [one.key for one in both.turned] == ["IN", "BR"]
    assert [one.key for one in turned] == ["BR"]


def test_a_seed_that_gives_the_old_names_is_refused() -> None:
    scopes = scopes_of(typed(IN=40))
    first, _ = rotated(scopes, BY_COUNTRY, ["IN"], FRESH, per_tier=False)
    with pytest.raises(InputError, match="like the old ones"):
        rotated(scopes, first, ["IN"], FRESH, per_tier=False)
    with pytest.raises(InputError, match="random part"):
        rotated(scopes, BY_COUNTRY, ["IN"], "", per_tier=False)
