"""Which codes of the table a filter asks for, in which order. No I/O here."""

from collections.abc import Callable
from typing import assert_never

from py_core.catalog.matching import folded
from py_core.codes.forms import CodeHealth, CodeKind, CodesFilter, CodesSort, CodesSortKey
from py_core.codes.table import Row

_HEALTH_ORDER = {CodeHealth.BREAKS: 0, CodeHealth.USED_UP: 1, CodeHealth.LIVE: 2}
_NO_CAP = 10**9


def kinds_of(row: Row) -> frozenset[CodeKind]:
    """What the codes of a row take off: a percentage, an amount, or both kinds occur."""
    return frozenset(CodeKind.AMOUNT if code.percent_off is None else CodeKind.PERCENT for code in row.codes)


def _holds(row: Row, wanted: CodesFilter, words: tuple[str, ...]) -> bool:
    return (
        (not wanted.kinds or not kinds_of(row).isdisjoint(wanted.kinds))
        and (not wanted.states or any(part.health in wanted.states for part in row.parts))
        and (not wanted.product_ids or any(part.entry.product.id in wanted.product_ids for part in row.parts))
        and (wanted.used == "any" or (row.uses > 0) == (wanted.used == "some"))
        and (wanted.universal == "any" or row.universal == (wanted.universal == "yes"))
        and _has_words(row, words)
    )


def _has_words(row: Row, words: tuple[str, ...]) -> bool:
    if not words:
        return True
    name = folded(row.name)
    left = [word for word in words if word not in name]
    return not left or any(all(word in folded(part.entry.product.name) for word in left) for part in row.parts)


def _discount(row: Row) -> tuple[int, int]:
    code = row.codes[0]
    return (0, code.percent_off) if code.percent_off is not None else (1, code.amount_minor or 0)


def _rank(key: CodesSortKey) -> Callable[[Row], tuple[object, ...]]:
    match key:
        case CodesSortKey.NAME:
            return lambda row: (folded(row.name),)
        case CodesSortKey.DISCOUNT:
            return _discount
        case CodesSortKey.PRODUCTS:
            return lambda row: (len(row.parts),)
        case CodesSortKey.USES:
            return lambda row: (row.uses,)
        case CodesSortKey.CAP:
            return lambda row: (_NO_CAP if row.cap is None else row.cap,)
        case CodesSortKey.STATE:
            return lambda row: (_HEALTH_ORDER[row.health],)
        case _:
            assert_never(key)


def matching_rows(rows: tuple[Row, ...], wanted: CodesFilter, sort: CodesSort) -> tuple[Row, ...]:
    """The rows that a filter asks for, in order; equal ones stay in the order of their names."""
    words = tuple(folded(wanted.text).split())
    found = [row for row in rows if _holds(row, wanted, words)]
    found.sort(key=lambda row: (folded(row.name), row.key))
    rank = _rank(sort.key)
    found.sort(key=lambda row: rank(row), reverse=sort.descending)
    return tuple(found)
