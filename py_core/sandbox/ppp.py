"""Native purchasing power parity prices, as product JSON carries them. No I/O here.

Source: API contract, section 11: country order, historical factors, the 36 countries that are always 1.
"""

from functools import lru_cache

from py_core.gumroad.currencies import CURRENCIES
from py_core.sandbox.state import ParitySettings

_COUNTRY_ORDER = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT
BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH
ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT
HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS
LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI
NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG
SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG
UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW XK
"""

_FULL_PRICE_COUNTRIES = """
AE QA KW BH OM SA SG HK MO BN JP KR TW SE NO DK FI IS CH LI LU IE NL BE AT DE FR GB AU NZ US CA IL
IT ES PT
"""

_HUNDREDTHS = {
    40: "AF AL AM BD BF BJ BO BT CM ER GL GW GY IN KH KP LB LR MK ML NC NE PF PS SL ST SY TG TH TL VN YE",
    41: "CI EC GN NP",
    42: "CG GT SN",
    43: "BA JO SV TD",
    44: "GA IQ MA ME PH",
    45: "GQ MY",
    46: "CF TZ",
    47: "PA",
    48: "BG FJ KM",
    49: "DJ LA",
    50: "KE NI UG",
    51: "DM MV TM",
    52: "GE KG LC RO VC",
    53: "HR ID TJ",
    54: "PL RS",
    55: "BZ CV MG",
    56: "BI SC",
    57: "DZ GM PY RW TO",
    58: "CN HN MD TN",
    59: "MU",
    60: "GD LT TT",
    61: "DO",
    62: "CZ LV PK SK ZA",
    64: "CR GR",
    65: "AZ PE",
    67: "KN SI",
    68: "AG BW",
    69: "CW CY EE HU MT",
    70: "WS",
    71: "MX",
    72: "LS",
    73: "SZ",
    74: "AD",
    75: "AW",
    76: "CO LK SX",
    77: "PR",
    79: "EG MN",
}

COUNTRIES: tuple[str, ...] = tuple(_COUNTRY_ORDER.split())
_FULL_PRICE = frozenset(_FULL_PRICE_COUNTRIES.split())
_FACTOR = {country: hundredths for hundredths, row in _HUNDREDTHS.items() for country in row.split()}


def factor_hundredths(country: str, limit_percent: int | None) -> int:
    """What a buyer there pays of the full price, in hundredths, within the seller's limit."""
    factor = 100 if country in _FULL_PRICE else _FACTOR.get(country, 100)
    return factor if limit_percent is None else max(factor, 100 - limit_percent)


def parity_prices(price: int, currency: str, settings: ParitySettings) -> dict[str, int]:
    """Country to minor units: the factor's share, not under the currency's minimum, halves up; 0 stays 0."""
    return dict(_prices(price, currency, settings.limit_percent))


@lru_cache(maxsize=2048)
def _prices(price: int, currency: str, limit_percent: int | None) -> tuple[tuple[str, int], ...]:
    if price == 0:
        return tuple((country, 0) for country in COUNTRIES)
    lowest = CURRENCIES[currency].min_minor * 100
    return tuple(
        (country, (max(factor_hundredths(country, limit_percent) * price, lowest) + 50) // 100)
        for country in COUNTRIES
    )
