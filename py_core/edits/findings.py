"""What to know before a plan about listings runs. No I/O here."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from py_core.edits.rows import Rows, Told
from py_core.plan.listing_steps import CreateProduct, DeleteProduct, SetListing, SetPublished
from py_core.plan.plan import Facts, Finding
from py_core.plan.safety import Limits, blocks
from py_core.plan.steps import SetPrice, SetVersionPrice, Step
from py_core.pricing.findings import codes_break
from py_core.settings import Settings
from py_core.words import say


@dataclass(frozen=True, slots=True)
class Price:
    """A step about a price among those of a plan, with what a preview of prices would show beside it."""

    step: SetPrice | SetVersionPrice
    facts: Facts


def findings_of(
    rows: Rows, prices: Sequence[Price], told: Mapping[str, Told], settings: Settings
) -> tuple[Finding, ...]:
    """Every finding of a plan, the gravest first."""
    steps = rows.steps
    return (
        *_deleted(steps),
        *_priced(prices, settings),
        *_many(steps, settings.limit_rows),
        *_warn("listings_on_sale", [s.key for s in steps if isinstance(s, SetPublished) and s.after.published]),
        *_warn(
            "listings_off_sale", [s.key for s in steps if isinstance(s, SetPublished) and not s.after.published]
        ),
        *_warn(
            "listings_emptied", [s.key for s in steps if isinstance(s, SetListing) and s.after.description == ""]
        ),
        *_warn("listings_same_name", _same_names(steps)),
        *_warn("listings_for_good", [fact.key for fact in rows.facts if fact.undo_note]),
        *_left_finds(rows, told),
        *_warn("listings_drafts", [s.key for s in steps if isinstance(s, CreateProduct)], severity="note"),
    )


def _deleted(steps: Sequence[Step]) -> tuple[Finding, ...]:
    keys = tuple(step.key for step in steps if isinstance(step, DeleteProduct))
    if not keys:
        return ()
    n = len(keys)
    typed = say("edit_delete_typed", n=n)
    text = say("find_listings_delete", n=n)
    return (Finding(code="listings_delete", severity="block", text=text, keys=keys, typed=typed),)


def _priced(prices: Sequence[Price], settings: Settings) -> tuple[Finding, ...]:
    """The findings about prices, but for how many there are, which is told for all rows together."""
    limits = Limits(change_bp=settings.limit_change_bp, rows=len(prices))
    steps, facts = [price.step for price in prices], [price.facts for price in prices]
    return (*blocks(steps, facts, (), limits, {}), *codes_break(steps, facts))


def _many(steps: Sequence[Step], limit: int) -> tuple[Finding, ...]:
    if len(steps) <= limit:
        return ()
    text = say("find_listings_many", n=len(steps), limit=limit)
    return (Finding(code="listings_many", severity="block", text=text),)


def _same_names(steps: Sequence[Step]) -> list[str]:
    """Products that get one name, several of them."""
    named = [step for step in steps if isinstance(step, SetListing) and step.after.name is not None]
    counts = Counter(step.after.name for step in named)
    return [step.key for step in named if counts[step.after.name] > 1]


def _left_finds(rows: Rows, told: Mapping[str, Told]) -> tuple[Finding, ...]:
    left = sum(one.left for one in told.values())
    if not left:
        return ()
    keys = tuple(fact.key for fact in rows.facts if fact.product_id in told and told[fact.product_id].left)
    return (Finding(code="listings_left", severity="note", text=say("find_listings_left", n=left), keys=keys),)


def _warn(code: str, keys: Sequence[str], *, severity: Literal["warn", "note"] = "warn") -> tuple[Finding, ...]:
    if not keys:
        return ()
    return (Finding(code=code, severity=severity, text=say(f"find_{code}", n=len(keys)), keys=tuple(keys)),)
