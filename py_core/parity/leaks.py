"""Codes that are used outside the countries they are for, and new names for them. No I/O here.

A sale leaks when its country is known and is none of the code's. Lost is what the buyer would have paid at home,
less what was paid: with `p` the code's percentage and `r` what the table gives the buyer's own country,
`paid * (p - r) / (100 - p)` where `r` is less than `p`, else nothing. With `p` at 100 the paid price says nothing,
so the product's full price is needed: `full * (100 - r) / 100`; without it the sale is counted as unpriced.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction

from py_core.errors import InputError
from py_core.money import BP_ONE, Money, Rounding, round_to
from py_core.parity.codes import ParityCode
from py_core.parity.naming import Naming, Scope, Turned, names_for
from py_core.values import Value
from py_core.words import say


class SaleSeen(Value):
    """What is needed of a sale. `price_minor` is what was paid; sales of Gumroad carry US cents.

    `country` is a two-letter code or None where it is not known; `full_minor` is the price without a code.
    """

    product_id: str
    code_name: str
    country: str | None
    price_minor: int
    currency: str = "usd"
    full_minor: int | None = None


class CountryUse(Value):
    """How often a code was used from one country outside its own."""

    country: str
    sales: int


class CodeLeak(Value):
    """How one code was used over all products that have it. `share_bp` is outside of those with a known country."""

    name: str
    used: int
    unknown: int
    outside: int
    share_bp: int
    lost: tuple[Money, ...]
    unpriced: int
    from_countries: tuple[CountryUse, ...]


class LeakReport(Value):
    """Every code of the table that was used, worst first."""

    codes: tuple[CodeLeak, ...]
    used: int
    outside: int
    share_bp: int
    lost: tuple[Money, ...]


def _share_bp(part: int, whole: int) -> int:
    return round_to(Fraction(part * BP_ONE, whole), 1, Rounding.NEAREST) if whole else 0


def lost_of(sale: SaleSeen, code_percent: int, own_percent: int) -> Fraction | None:
    """What one leaking sale lost in minor units; None where that cannot be told."""
    if own_percent >= code_percent:
        return Fraction(0)
    if code_percent < 100:
        return Fraction(sale.price_minor * (code_percent - own_percent), 100 - code_percent)
    return None if sale.full_minor is None else Fraction(sale.full_minor * (100 - own_percent), 100)


class _Tally:
    """The uses of one code so far."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.used = self.unknown = self.outside = self.unpriced = 0
        self.lost: dict[str, Fraction] = {}
        self.countries: dict[str, int] = {}

    def leak(self, sale: SaleSeen, country: str, lost: Fraction | None) -> None:
        self.outside += 1
        self.countries[country] = self.countries.get(country, 0) + 1
        if lost is None:
            self.unpriced += 1
        elif lost:
            self.lost[sale.currency] = self.lost.get(sale.currency, Fraction(0)) + lost

    def report(self) -> CodeLeak:
        uses = sorted(self.countries.items(), key=lambda use: (-use[1], use[0]))
        return CodeLeak(
            name=self.name,
            used=self.used,
            unknown=self.unknown,
            outside=self.outside,
            share_bp=_share_bp(self.outside, self.used - self.unknown),
            lost=_money(self.lost),
            unpriced=self.unpriced,
            from_countries=tuple(CountryUse(country=country, sales=sales) for country, sales in uses),
        )


def _money(lost: Mapping[str, Fraction]) -> tuple[Money, ...]:
    return tuple(
        Money(minor=round_to(amount, 1, Rounding.NEAREST), currency=currency)
        for currency, amount in sorted(lost.items())
    )


def leak_report(sales: Iterable[SaleSeen], codes: Iterable[ParityCode], given: Mapping[str, int]) -> LeakReport:
    """How the table's codes were used. `given` is what the table gives each country (`table.percents`).

    A sale counts when its product has the code under that name; case does not matter, as at a checkout.
    """
    by_use = {(code.product_id, code.name.casefold()): code for code in codes}
    tallies: dict[str, _Tally] = {}
    for sale in sales:
        code = by_use.get((sale.product_id, sale.code_name.strip().casefold()))
        if code is None:
            continue
        tally = tallies.setdefault(code.name, _Tally(code.name))
        tally.used += 1
        if sale.country is None:
            tally.unknown += 1
        elif sale.country not in code.country_codes:
            lost = lost_of(sale, code.percent_off, given.get(sale.country, 0))
            tally.leak(sale, sale.country, lost)
    reports = sorted((tally.report() for tally in tallies.values()), key=lambda one: (-one.outside, one.name))
    total: dict[str, Fraction] = {}
    for tally in tallies.values():
        for currency, amount in tally.lost.items():
            total[currency] = total.get(currency, Fraction(0)) + amount
    used, outside = sum(one.used for one in reports), sum(one.outside for one in reports)
    return LeakReport(
        codes=tuple(reports),
        used=used,
        outside=outside,
        share_bp=_share_bp(outside, used - sum(one.unknown for one in reports)),
        lost=_money(total),
    )


class Rotation(Value):
    """A scope whose code gets a new name."""

    key: str
    old_name: str
    new_name: str


def rotated(
    scopes: Sequence[Scope], naming: Naming, leaky: Collection[str], fresh_seed: str, *, per_tier: bool
) -> tuple[Naming, tuple[Rotation, ...]]:
    """New names for the scopes in `leaky` (their keys), and the naming that gives them from now on.

    The next plan made with the new naming makes the new codes and drops the old ones, which a former run made.
    Raises: InputError for a template or seed that cannot be used, or a seed that gives an old name again.
    """
    others = tuple(one for one in naming.turned if one.key not in leaky)
    fresh = tuple(Turned(key=scope.key, seed=fresh_seed) for scope in scopes if scope.key in leaky)
    turned = naming.model_copy(update={"turned": (*others, *fresh)})
    old = names_for(scopes, naming, per_tier=per_tier)
    new = names_for(scopes, turned, per_tier=per_tier)
    rotations = tuple(Rotation(key=one.key, old_name=old[one.key], new_name=new[one.key]) for one in fresh)
    if any(one.new_name.casefold() == one.old_name.casefold() for one in rotations):
        raise InputError("parity_same_names", say("parity_same_names"), hint=say("parity_not_made"))
    return turned, rotations
