"""Prices as the pages show them, compared: the preview with what ran and with the shop before and after."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from tools.panel import Row

FREE = "Free"
ARROW = " → "
DONE = "changed"
_WRITTEN = re.compile(r"(?P<symbol>[^\d]*)(?P<digits>\d[\d,]*(?:\.\d+)?)(?P<rest>.*)", re.DOTALL)


@dataclass(frozen=True)
class Shown:
    """A price on a page: `$19+` and `$19.00+` are the same one."""

    symbol: str
    amount: Decimal
    rest: str


def read_price(text: str) -> Shown:
    """A price as text. Raises ValueError for anything else."""
    text = text.strip()
    if text == FREE:
        return Shown("", Decimal(0), "")
    found = _WRITTEN.fullmatch(text)
    if found is None:
        raise ValueError(f"“{text}” is not a price")
    return Shown(found["symbol"].strip(), Decimal(found["digits"].replace(",", "")), found["rest"].strip())


@dataclass(frozen=True)
class Change:
    """One row: what it is called, its old and its new price."""

    name: str
    old: Shown
    new: Shown
    words: str


def previewed(rows: Mapping[str, Row]) -> dict[str, Change]:
    """The rows of a narrow preview that change; those left alone show no new price."""
    found = {}
    for key, row in rows.items():
        old, new = (text.strip() for text in row.cells[:2])
        if new:
            found[key] = Change(row.name, read_price(old), read_price(new), f"{row.name}: {old}{ARROW}{new}")
    return found


def listed(rows: Mapping[str, Row]) -> dict[str, Shown]:
    """Product id -> price, of the narrow table of products."""
    return {key: read_price(row.cells[2]) for key, row in rows.items()}


def run_differences(preview: Mapping[str, Change], run: Mapping[str, Row]) -> list[str]:
    """Where a narrow table of a run is not what was previewed, each in a sentence."""
    problems = [
        f"{preview[key].name} was previewed and has no row in the run" for key in preview.keys() - run.keys()
    ]
    problems += [f"{run[key].name} was run and not previewed" for key in run.keys() - preview.keys()]
    for key in preview.keys() & run.keys():
        change, (prices, outcome) = preview[key], run[key].cells[:2]
        if outcome.strip() != DONE:
            problems.append(f"{change.name} ended as “{outcome.strip()}”, not “{DONE}”")
        old, arrow, new = prices.strip().partition(ARROW)
        if not arrow or (read_price(old), read_price(new)) != (change.old, change.new):
            problems.append(f"{change.words} was previewed, “{prices.strip()}” was run")
    return sorted(problems)


def shop_differences(
    expected: Mapping[str, Shown], shop: Mapping[str, Shown], names: Mapping[str, Row]
) -> list[str]:
    """Where the table of products is not as expected, each in a sentence."""
    problems = [f"{names[key].name} is not in the shop any more" for key in expected.keys() - shop.keys()]
    problems += [f"a product {key} has come into the shop" for key in shop.keys() - expected.keys()]
    for key in expected.keys() & shop.keys():
        if shop[key] != expected[key]:
            problems.append(f"{names[key].name} costs {written(shop[key])}, not {written(expected[key])}")
    return sorted(problems)


def changed_by(shop: Mapping[str, Shown], preview: Mapping[str, Change]) -> dict[str, Shown]:
    """The shop as it has to be after the previewed changes."""
    return {**shop, **{key: change.new for key, change in preview.items()}}


def written(price: Shown) -> str:
    """A price for a sentence."""
    return f"{price.symbol}{price.amount}{price.rest}"
