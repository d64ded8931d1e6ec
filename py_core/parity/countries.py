"""Countries and territories, and the time zones that tell them apart. No I/O here.

Names here are the English ones to fall back on; a page shows its platform's own.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from py_core.parity.data.countries import ROWS
from py_core.parity.data.price_levels import CSV
from py_core.parity.data.zones import SHARED, ZONES
from py_core.values import Value


class Region(StrEnum):
    """The seven regions of the World Bank."""

    EAST_ASIA_PACIFIC = "EAP"
    EUROPE_CENTRAL_ASIA = "ECA"
    LATIN_AMERICA_CARIBBEAN = "LAC"
    MIDDLE_EAST_NORTH_AFRICA = "MNA"
    NORTH_AMERICA = "NAM"
    SOUTH_ASIA = "SAS"
    SUB_SAHARAN_AFRICA = "SSF"


class Country(Value):
    """One country or territory. `currency` is a lower-case ISO 4217 code, which Gumroad may not list."""

    code: str
    region: Region
    currency: str
    name: str


@cache
def countries() -> Mapping[str, Country]:
    """Every country by its two-letter code, in the order of the codes."""
    found: dict[str, Country] = {}
    for row in ROWS.strip().splitlines():
        code, region, currency, name = row.split(" ", 3)
        found[code] = Country(code=code, region=Region(region), currency=currency, name=name)
    return MappingProxyType(found)


def country_name(code: str) -> str:
    """The English name, or the code itself where there is none."""
    found = countries().get(code)
    return code if found is None else found.name


def flag(code: str) -> str:
    """The flag of a two-letter code as two regional letters."""
    return "".join(chr(0x1F1E6 + ord(letter) - ord("A")) for letter in code)


_OTHER_NAMES = (
    "TR Türkiye|CZ Czech Republic|MK Macedonia|SZ Swaziland|CV Cabo Verde|CI Ivory Coast|CD "
    "Congo, The Democratic Republic of the|CD Democratic Republic of the Congo|CG Congo|CG Republic "
    "of the Congo|KR Korea, Republic of|KR Korea|KP Korea, Democratic People's Republic of|RU "
    "Russian Federation|VN Viet Nam|LA Lao People's Democratic Republic|SY Syrian Arab Republic|"
    "IR Iran, Islamic Republic of|MD Moldova, Republic of|TZ Tanzania, United Republic of|BO "
    "Bolivia, Plurinational State of|VE Venezuela, Bolivarian Republic of|TW Taiwan, Province of "
    "China|PS Palestine, State of|PS Palestinian Territory, Occupied|FM Micronesia, Federated "
    "States of|BN Brunei Darussalam|MM Burma|GB Great Britain|US United States of America|MO "
    "Macau|TL East Timor|VA Holy See|XK Kosovo"
)


def _spelt(name: str) -> str:
    plain = name.casefold().replace("’", "'").replace("&", "and").replace("st. ", "saint ")
    return " ".join(plain.split())


@cache
def _by_name() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for entry in _OTHER_NAMES.split("|"):
        found[_spelt(entry[3:])] = entry[:2]
    for line in CSV.splitlines()[1:]:
        rest = line[3:]
        name = rest[1 : rest.index('"', 1)] if rest.startswith('"') else rest.partition(",")[0]
        found[_spelt(name)] = line[:2]
    for country in countries().values():
        found[_spelt(country.name)] = country.code
    return MappingProxyType(found)


def country_code(name: str) -> str | None:
    """The code for an English name as sales carry it, or for a code; None where it is not known."""
    known = countries()
    text = name.strip()
    return text.upper() if text.upper() in known else _by_name().get(_spelt(text))


@cache
def zones() -> Mapping[str, str]:
    """The country of every IANA time zone that is in one, older names of zones included."""
    found: dict[str, str] = {}
    for area, text in ZONES.items():
        for entry in text.split("|"):
            code, *rests = entry.split(" ")
            found.update((f"{area}/{rest}" if area else rest, code) for rest in rests)
    return MappingProxyType(found)


@cache
def sharers() -> Mapping[str, tuple[str, ...]]:
    """Zones whose clock is also that of other countries, and those countries."""
    return MappingProxyType({zone: tuple(text.split()) for zone, text in SHARED.items()})
