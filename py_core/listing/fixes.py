"""What the rules propose, put into listings: one after the other, so that several proposals agree. No I/O here."""

from collections.abc import Collection
from dataclasses import replace
from typing import Literal, NamedTuple

from py_core.listing.lint import RULES
from py_core.listing.listing import Listing
from py_core.listing.rule import Field, Proposal, Rule
from py_core.listing.shop_facts import ShopFacts
from py_core.values import Value

FIXES_JOB = "fixes"
FIXING: tuple[Rule, ...] = tuple(rule for rule in RULES if rule.fix is not None)


class ProductFixes(Value):
    """The rules whose proposals one product shall take over."""

    product_id: str
    rules: tuple[str, ...]


class FixesForm(Value):
    """Take over proposals of the linter, by product and rule; what they say is worked out from the listing.

    `unticked` are row keys of the preview that stay out of the plan.
    """

    job: Literal["fixes"] = "fixes"
    fixes: tuple[ProductFixes, ...] = ()
    unticked: tuple[str, ...] = ()


class Change(NamedTuple):
    """One field of a listing that shall read otherwise: a tuple for tags, a text for all others."""

    field: Field
    value: str | tuple[str, ...]


def changes_of(listing: Listing, facts: ShopFacts, rules: Collection[str]) -> tuple[Change, ...]:
    """The fields that differ once the named rules' proposals are in the listing.

    Each rule looks at what the ones before it have left; one that passes by then adds nothing.
    """
    fixed = listing
    for rule in FIXING:
        if rule.id in rules and (offered := offer(rule, fixed, facts)) is not None:
            fixed = with_proposal(fixed, offered)
    found: list[Change] = []
    if fixed.name != listing.name:
        found.append(Change(Field.NAME, fixed.name))
    if fixed.summary != listing.summary:
        found.append(Change(Field.SUMMARY, fixed.summary))
    if fixed.product.tags != listing.product.tags:
        found.append(Change(Field.TAGS, fixed.product.tags))
    return tuple(found)


def offer(rule: Rule, listing: Listing, facts: ShopFacts) -> Proposal | None:
    """What the rule proposes where the listing fails it; None where it passes or nothing can be proposed."""
    if rule.fix is None or rule.check(listing, facts) is None:
        return None
    return rule.fix(listing, facts)


def with_proposal(listing: Listing, proposal: Proposal) -> Listing:
    """The listing as it would be with that proposal in it."""
    match proposal.field:
        case Field.NAME:
            return replace(listing, product=listing.product.model_copy(update={"name": proposal.new}))
        case Field.TAGS:
            return replace(listing, product=listing.product.model_copy(update={"tags": proposal.tags}))
        case Field.SUMMARY:
            return replace(listing, summary=proposal.new)
        case _:
            raise ValueError(f"no proposal is made for {proposal.field}")
