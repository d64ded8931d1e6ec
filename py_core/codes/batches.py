"""Minted batches: what became of each code of a run that minted. No I/O here.

Which codes were made is the journal's to say, which of them stand and were used the shop's. A code for a single use
deletes itself once it is used, so where one is gone it was used, or deleted (API contract, section 7.3, rule 12);
sales that carry it tell which.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, TypeAlias

from py_core.catalog.products import Shop, ShopProduct
from py_core.codes.forms import CodeRef
from py_core.execution.outcomes import Outcome, OutcomeKind
from py_core.gumroad.models import OfferCode
from py_core.plan.steps import CreateCode, Step

Fate: TypeAlias = Literal["unused", "used", "gone", "not_made"]
SoldKey: TypeAlias = tuple[str, str]
NOTHING_SOLD: Mapping[SoldKey, int] = MappingProxyType({})
_MADE = frozenset({OutcomeKind.APPLIED, OutcomeKind.UNCONFIRMED})


@dataclass(frozen=True, slots=True)
class Minted:
    """One code of a batch as the plan has it. `percent_off` or `amount_minor` is what it takes off."""

    key: str
    product_id: str
    product_name: str
    name: str
    currency: str
    percent_off: int | None
    amount_minor: int | None
    cap: int | None
    universal: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """A minted code and what became of it. `entry` is its product where it is still listed.

    `read` is False where the codes of its product are not known, so that nobody can say whether it was used.
    `sales` is how many stored sales used it, where the code itself is gone and cannot say.
    """

    minted: Minted
    fate: Fate
    entry: ShopProduct | None
    code: OfferCode | None
    read: bool = True
    sales: int = 0

    @property
    def ref(self) -> CodeRef | None:
        """How forms point at it; None where it does not stand."""
        if self.entry is None or self.code is None:
            return None
        return CodeRef(product_id=self.entry.product.id, code_id=self.code.id)


def minted_codes(steps: Iterable[Step]) -> tuple[Minted, ...]:
    """The codes that a plan makes."""
    return tuple(
        Minted(
            key=step.key,
            product_id=step.product_id,
            product_name=step.product_name,
            name=step.name,
            currency=step.currency,
            percent_off=step.after.percent_off,
            amount_minor=step.after.amount_minor,
            cap=step.after.max_purchase_count,
            universal=step.after.universal,
        )
        for step in steps
        if isinstance(step, CreateCode)
    )


def best_outcomes(tries: Iterable[Iterable[tuple[str, Outcome | None]]]) -> dict[str, Outcome]:
    """The outcome of each row over a run and those that tried its rows again; one that made the code wins."""
    found: dict[str, Outcome] = {}
    for ends in tries:
        for key, outcome in ends:
            if outcome is not None and (key not in found or found[key].kind not in _MADE):
                found[key] = outcome
    return found


class _Index:
    """The codes of a shop by their id and by their name on a product."""

    def __init__(self, shop: Shop) -> None:
        self.entries = {entry.product.id: entry for entry in shop.products}
        self.by_id: dict[str, tuple[ShopProduct, OfferCode]] = {}
        self.by_name: dict[tuple[str, str], tuple[ShopProduct, OfferCode]] = {}
        self.complete = True
        for entry in shop.products:
            self.complete = self.complete and entry.codes is not None
            for code in entry.codes or ():
                place = "" if code.universal else entry.product.id
                self.by_id.setdefault(code.id, (entry, code))
                self.by_name.setdefault((place, code.name), (entry, code))

    def find(self, minted: Minted, code_id: str) -> tuple[ShopProduct, OfferCode] | None:
        """The code that was made, or one that took its place under the same name, as after an undone delete."""
        if code_id in self.by_id:
            return self.by_id[code_id]
        return self.by_name.get(("" if minted.universal else minted.product_id, minted.name))

    def is_read(self, minted: Minted) -> bool:
        if minted.universal:
            return self.complete
        entry = self.entries.get(minted.product_id)
        return entry is None or entry.codes is not None


def standing(
    minted: Sequence[Minted],
    outcomes: Mapping[str, Outcome],
    shop: Shop,
    sold: Mapping[SoldKey, int] = NOTHING_SOLD,
) -> tuple[Standing, ...]:
    """What became of each code, in the plan's order. `sold` counts stored sales by product and folded code.

    Where nobody knows the end of a create, the code was made if one of its name stands.
    """
    index = _Index(shop)
    everywhere: Counter[str] = Counter()
    for (_, name), number in sold.items():
        everywhere[name] += number

    def sales(one: Minted) -> int:
        name = one.name.casefold()
        return everywhere[name] if one.universal else sold.get((one.product_id, name), 0)

    return tuple(_standing(one, outcomes.get(one.key), index, sales(one)) for one in minted)


def _standing(minted: Minted, outcome: Outcome | None, index: _Index, sales: int) -> Standing:
    entry = index.entries.get(minted.product_id)
    unsure = outcome is not None and outcome.kind is OutcomeKind.UNKNOWN
    if outcome is None or not (unsure or outcome.kind in _MADE):
        return Standing(minted, "not_made", entry, None)
    found = index.find(minted, outcome.record_id)
    if found is not None:
        return Standing(minted, "used" if found[1].times_used else "unused", *found)
    if unsure and not outcome.record_id:
        return Standing(minted, "not_made", entry, None)
    if not index.is_read(minted):
        return Standing(minted, "unused", entry, None, read=False)
    return Standing(minted, "used" if sales else "gone", entry, None, sales=sales)
