"""What a payout is made of, and whether that adds up to it. No I/O here.

Two sources, never mixed: the transactions that Gumroad gives, or the stored sales that the payout names. What is
missing in either is counted and never made up.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from py_core.payouts.amounts import cents
from py_core.payouts.transactions import Transaction

ZERO = Decimal(0)
SALES, REFUNDED, DISPUTED = "sales", "refunded_sales", "disputed_sales"
LISTS = (SALES, REFUNDED, DISPUTED)


class SaleFacts(NamedTuple):
    """A stored sale, in US cents. `won` says that a dispute was decided for the seller."""

    price_minor: int
    fee_minor: int
    refunded_minor: int
    won: int


@dataclass(slots=True)
class Line:
    """Everything of one kind, in US dollars. `unknown` of `count` have no amount that could be read or found."""

    kind: str
    count: int = 0
    unknown: int = 0
    gross: Decimal = ZERO
    fees: Decimal = ZERO
    net: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Matched:
    """How the sales of a payout compare with the stored ones. `differ` are ids whose price is told otherwise."""

    named: int = 0
    here: int = 0
    differ: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reconciled:
    """`total` is what the lines add up to; `difference` the payout less that, None where they cannot be compared.

    `source` is where the lines come from.
    """

    source: str
    lines: tuple[Line, ...] = ()
    total: Decimal = ZERO
    difference: Decimal | None = None
    unknown: int = 0
    matched: Matched = field(default_factory=Matched)


def ids_of(detail: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """The ids in one of a payout's lists of sales, each once; records in place of ids are read, too."""
    found = detail.get(name)
    if not isinstance(found, list):
        return ()
    ids = [str(each.get("id", "")) if isinstance(each, dict) else str(each) for each in found]
    return tuple(dict.fromkeys(each for each in ids if each))


def names_sales(detail: Mapping[str, Any]) -> bool:
    """Whether Gumroad gave the sales of the payout at all, which needs `view_sales`."""
    return any(isinstance(detail.get(name), list) for name in LISTS)


def named_ids(detail: Mapping[str, Any], transactions: Iterable[Transaction]) -> tuple[str, ...]:
    """Every sale that a payout names, each once."""
    listed = [sale_id for name in LISTS for sale_id in ids_of(detail, name)]
    return tuple(dict.fromkeys([*listed, *(each.sale_id for each in transactions if each.sale_id)]))


def by_transactions(
    transactions: Sequence[Transaction], amount: Decimal | None, sales: Mapping[str, SaleFacts], *, dollars: bool
) -> Reconciled:
    """Gumroad's own transactions by type, in the order in which they come."""
    lines: dict[str, Line] = {}
    here: set[str] = set()
    named: set[str] = set()
    differ: dict[str, None] = {}
    for each in transactions:
        line = lines.setdefault(each.type, Line(each.type))
        line.count += 1
        line.unknown += each.net is None
        line.gross += each.price or ZERO
        line.fees += each.fees or ZERO
        line.net += each.net or ZERO
        if not each.sale_id:
            continue
        named.add(each.sale_id)
        facts = sales.get(each.sale_id)
        if facts is not None:
            here.add(each.sale_id)
            if each.type.lower() == "sale" and each.price is not None and each.price != cents(facts.price_minor):
                differ[each.sale_id] = None
    return _added_up(
        "transactions",
        tuple(lines.values()),
        amount,
        Matched(len(named), len(here), tuple(differ)),
        dollars=dollars,
    )


def by_sales(
    detail: Mapping[str, Any], amount: Decimal | None, sales: Mapping[str, SaleFacts], *, dollars: bool
) -> Reconciled:
    """The sales that the payout names, as they are stored: prices and fees, what was given back, what was disputed.

    Whether Gumroad kept its fee on what was given back is not told, so the whole of it is taken off.
    """
    lines = []
    named: set[str] = set()
    for name in LISTS:
        line = Line(name)
        for sale_id in ids_of(detail, name):
            named.add(sale_id)
            facts = sales.get(sale_id)
            line.count += 1
            if facts is None:
                line.unknown += 1
                continue
            gross, fees = _part(name, facts)
            line.gross += cents(gross)
            line.fees += cents(fees)
            line.net += cents(gross - fees)
        if line.count:
            lines.append(line)
    return _added_up("sales", tuple(lines), amount, Matched(len(named), len(named & sales.keys())), dollars=dollars)


def _part(name: str, facts: SaleFacts) -> tuple[int, int]:
    if name == SALES:
        return facts.price_minor, facts.fee_minor
    if name == REFUNDED:
        return -facts.refunded_minor, 0
    return (0 if facts.won else -facts.price_minor), 0


def _added_up(
    source: str, lines: tuple[Line, ...], amount: Decimal | None, matched: Matched, *, dollars: bool
) -> Reconciled:
    total = sum((line.net for line in lines), ZERO)
    comparable = dollars and amount is not None and bool(lines)
    return Reconciled(
        source=source,
        lines=lines,
        total=total,
        difference=amount - total if comparable and amount is not None else None,
        unknown=sum(line.unknown for line in lines),
        matched=matched,
    )
