"""The rows of a plan about listings while they are gathered: steps, and what is left alone and why. No I/O here."""

from collections.abc import Container
from dataclasses import dataclass, field
from typing import Any

from py_core.catalog.products import ShopProduct
from py_core.plan.plan import ListingFacts, Skipped, SkipReason
from py_core.plan.steps import Step
from py_core.words import say


@dataclass(frozen=True, slots=True)
class Left:
    """Why something is left alone."""

    reason: SkipReason
    text: str


@dataclass(frozen=True, slots=True)
class LeftRow:
    """A row that a tool itself leaves alone. `key` is its own; a line of no product has an empty `product_id`."""

    key: str
    left: Left
    product_id: str = ""
    product: str = ""
    detail: str = ""
    line: int | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What a tool tells of a product beside its wants: finds that are replaced, finds that are left, and notes."""

    places: int = 0
    left: int = 0
    notes: tuple[str, ...] = ()


NOTHING_TOLD = Told()


@dataclass
class Rows:
    """Rows in the order in which they are shown."""

    unticked: Container[str]
    steps: list[Step] = field(default_factory=list)
    facts: list[ListingFacts] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    def take(self, step: Step, product: str, **facts: Any) -> bool:
        """A row with a step, unless the seller left it out; whether it has one."""
        if step.key in self.unticked:
            row = LeftRow(step.key, Left(SkipReason.UNTICKED, say("left_unticked")), step.product_id, product)
            self.leave(row, detail=facts.get("detail", ""), line=facts.get("line"))
            return False
        self.steps.append(step)
        self.facts.append(ListingFacts(key=step.key, product_id=step.product_id, product=product, **facts))
        return True

    def leave(self, row: LeftRow, *, detail: str = "", line: int | None = None) -> None:
        """A row that is left alone."""
        detail = detail or row.detail
        line = row.line if line is None else line
        self.facts.append(
            ListingFacts(
                key=row.key,
                product_id=row.product_id,
                product=row.product,
                detail=detail,
                line=line,
                notes=row.notes,
            )
        )
        self.skipped.append(
            Skipped(
                key=row.key,
                product_id=row.product_id,
                name=row.product,
                reason=row.left.reason,
                text=row.left.text,
                price_minor=None,
                currency="",
                detail=detail,
            )
        )

    def leave_product(self, entry: ShopProduct, key: str, left: Left, **more: Any) -> None:
        """A row of a product that is left alone."""
        self.leave(LeftRow(key, left, entry.product.id, entry.product.name, **more))
