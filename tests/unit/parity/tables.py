"""Generated tables and settings, and the one product of the small tests."""

from hypothesis import strategies as st

from py_core.parity.countries import countries
from py_core.parity.levels import Source, price_levels
from py_core.parity.naming import Naming
from py_core.parity.table import CodesPer, ParityTable, Row, TableSettings, Tier, table_of

SEED = "00112233445566778899aabbccddeeff"
BY_COUNTRY = Naming(template="{cc}{off}", seed=SEED)
BY_GROUP = Naming(template="PPP-{group}-{rand4}", seed=SEED)
LISTED = sorted(price_levels())
GROUPS = ("", "A", "B", "T-3")


def table(*rows: Row, tiers: tuple[Tier, ...] = (), settings: TableSettings | None = None) -> ParityTable:
    """A table of these rows."""
    return table_of("mine", settings or TableSettings(), rows, tiers)


def typed(**percents: int) -> ParityTable:
    """A table whose discounts are all typed: `typed(IN=40, BR=20)`."""
    rows = (Row(country=code, typed_percent=percent) for code, percent in percents.items())
    return table(*rows, settings=TableSettings(cap=100))


@st.composite
def table_settings(draw: st.DrawFn, codes_per: CodesPer | None = None) -> TableSettings:
    """Settings that do not contradict each other."""
    floor, cap = sorted((draw(st.integers(0, 100)), draw(st.integers(0, 100))))
    return TableSettings(
        source=draw(st.sampled_from(Source)),
        strength=draw(st.integers(0, 100)),
        floor=floor,
        cap=cap,
        step=draw(st.sampled_from((1, 5, 10))),
        min_net_usd_minor=draw(st.sampled_from((0, 100, 200, 1000))),
        codes_per=codes_per or draw(st.sampled_from(CodesPer)),
        excluded_products=draw(st.sampled_from(((), ("p1",), ("p0", "A-m3==")))),
    )


@st.composite
def rows(draw: st.DrawFn) -> Row:
    """One country as a seller may have left it."""
    return Row(
        country=draw(st.sampled_from(sorted(countries()))),
        source=draw(st.one_of(st.none(), st.sampled_from(Source))),
        typed_percent=draw(st.one_of(st.none(), st.integers(0, 100))),
        group=draw(st.sampled_from(GROUPS)),
        note=draw(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30)),
        excluded=draw(st.booleans()),
    )


@st.composite
def tables(draw: st.DrawFn, codes_per: CodesPer | None = None) -> ParityTable:
    """A table of up to twelve countries."""
    tiers = tuple(
        Tier(group=group, typed_percent=draw(st.integers(0, 100)))
        for group in GROUPS[1:]
        if draw(st.sampled_from((True, False, False)))
    )
    return table_of("mine", draw(table_settings(codes_per)), draw(st.lists(rows(), min_size=1, max_size=12)), tiers)
