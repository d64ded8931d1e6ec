"""What could be cleaned up among the codes of a shop, by what they have in common. No I/O here.

Nothing is judged: a code may be in several groups, and which of them goes is the seller's to say.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from py_core.catalog.products import Shop
from py_core.codes.forms import CodeHealth, CodeRef
from py_core.codes.shadow import shadowed_in
from py_core.codes.table import Part, Row, code_rows

Reason: TypeAlias = Literal["used_up", "never_used", "case_twins", "breaks", "shadowed"]
REASONS: tuple[Reason, ...] = ("used_up", "breaks", "case_twins", "never_used", "shadowed")


@dataclass(frozen=True, slots=True)
class Group:
    """Codes with one thing in common: rows of the table, and each code once for a delete form.

    `countries` is the largest number of countries in which one of them is idle; 0 for other groups.
    """

    code: Reason
    keys: tuple[str, ...]
    refs: tuple[CodeRef, ...]
    countries: int = 0


def _used_up(part: Part) -> bool:
    cap = part.code.max_purchase_count
    return cap is not None and part.code.times_used >= cap


def _twins(rows: tuple[Row, ...]) -> frozenset[str]:
    """Keys of parts whose product has another code that differs from theirs in capitals only."""
    spelt: dict[tuple[str, str], list[Part]] = {}
    for row in rows:
        folded = row.name.casefold()
        for part in row.parts:
            spelt.setdefault((part.entry.product.id, folded), []).append(part)
    return frozenset(part.key for parts in spelt.values() if len(parts) > 1 for part in parts)


def clean_up(shop: Shop, native: Mapping[str, Mapping[str, int]]) -> tuple[Group, ...]:
    """The groups that are not empty. `native` is what countries pay by Gumroad's own parity, by product."""
    rows = code_rows(shop)
    twins = _twins(rows)
    idle = shadowed_in((part for row in rows for part in row.parts), native)
    tests: Mapping[Reason, Callable[[Part], bool]] = {
        "used_up": _used_up,
        "breaks": lambda part: part.health is CodeHealth.BREAKS,
        "case_twins": lambda part: part.key in twins,
        "never_used": lambda part: part.code.times_used == 0 and not _used_up(part),
        "shadowed": lambda part: part.key in idle,
    }
    groups = (_group(reason, rows, tests[reason], idle) for reason in REASONS)
    return tuple(group for group in groups if group.refs)


def _group(reason: Reason, rows: tuple[Row, ...], test: Callable[[Part], bool], idle: Mapping[str, int]) -> Group:
    keys: list[str] = []
    refs: dict[str, CodeRef] = {}
    countries = 0
    for row in rows:
        found = [part for part in row.parts if test(part)]
        if found:
            keys.append(row.key)
        for part in found:
            refs.setdefault(part.code.id, part.ref)
            if reason == "shadowed":
                countries = max(countries, idle[part.key])
    return Group(reason, tuple(keys), tuple(refs.values()), countries)
