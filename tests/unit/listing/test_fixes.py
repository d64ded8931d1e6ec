"""Proposals put into listings: alone, several at once, and what a proposal must never do."""

from typing import Any

import pytest

from py_core.gumroad.rules.products import name_objections, tag_objections
from py_core.listing.fixes import FIXING, Change, changes_of, offer, with_proposal
from py_core.listing.lint import RULES, lint
from py_core.listing.listing import Listing
from py_core.listing.rule import Field, Proposal
from py_core.listing.shop_facts import ShopFacts, shop_facts
from tests.unit.listing.making import listing
from tests.unit.listing.test_rules import FAILING

SIBLINGS = tuple(listing(id=f"o{n}", tags=["vector", "svg", "icons"]) for n in range(3))
OWN: dict[str, tuple[dict[str, Any], ...]] = {
    "name_list": ({"name": "icons | kitchen drawings | svg | food | vector"},),
    "search_words": ({},),
}
CASES = [(rule.id, one) for rule in FIXING for one in OWN.get(rule.id, FAILING[rule.id])]


def facts_of(one: Listing, rule_id: str = "") -> ShopFacts:
    return shop_facts((one, *SIBLINGS) if rule_id == "search_words" else (one,))


@pytest.mark.parametrize(("rule_id", "changes"), CASES)
def test_what_is_proposed_passes_its_rule_and_keeps_to_one_field(rule_id: str, changes: dict[str, Any]) -> None:
    one = listing(**changes)
    facts = facts_of(one, rule_id)
    rule = next(rule for rule in FIXING if rule.id == rule_id)
    offered = offer(rule, one, facts)
    assert offered is not None
    fixed = with_proposal(one, offered)
    assert rule.check(fixed, facts) is None
    assert changes_of(one, facts, {rule_id}) == (
        Change(offered.field, offered.tags if offered.field is Field.TAGS else offered.new),
    )
    assert fixed.html == one.html
    assert not any(map(tag_objections, offered.tags if offered.field is Field.TAGS else ()))
    assert not name_objections(fixed.name)


def test_a_rule_that_passes_or_has_no_fix_offers_nothing() -> None:
    one = listing(covers=[])
    for rule in RULES:
        assert offer(rule, one, shop_facts((one,))) is None
    assert changes_of(one, shop_facts((one,)), {rule.id for rule in RULES}) == ()


def test_several_proposals_for_a_field_go_into_one_another() -> None:
    one = listing(
        name="SAFFRON KITCHEN!!: a very large set of hand drawn icons for menus and recipe cards and shop signs",
        tags=["#icons", "a"],
        custom_summary=None,
    )
    facts = facts_of(one)
    rules = {rule.id for rule in FIXING}
    changes = {change.field: change.value for change in changes_of(one, facts, rules)}
    assert set(changes) == {Field.NAME, Field.SUMMARY, Field.TAGS}
    fixed = listing(name=changes[Field.NAME], tags=list(changes[Field.TAGS]), custom_summary=changes[Field.SUMMARY])
    left = {finding.rule.id for finding in lint(fixed, facts).findings}
    assert not left & rules
    assert changes[Field.NAME] == "Very large set of hand drawn icons for menus and recipe cards"


def test_only_what_is_named_is_taken_over() -> None:
    one = listing(tags=["icons"], custom_summary=None)
    assert [change.field for change in changes_of(one, facts_of(one), {"tags_few"})] == [Field.TAGS]
    assert changes_of(one, facts_of(one), ()) == ()


def test_tags_can_be_emptied() -> None:
    one = listing(tags=["x"])
    assert changes_of(one, shop_facts((one,)), {"tag_length"}) == (Change(Field.TAGS, ()),)


def test_no_other_field_is_proposed_for() -> None:
    with pytest.raises(ValueError, match="no proposal is made for description"):
        with_proposal(listing(), Proposal(Field.DESCRIPTION, "a", "b"))


def test_what_is_safe_adds_or_tidies_and_never_touches_a_name() -> None:
    for rule in FIXING:
        if rule.safe:
            assert rule.field in (Field.TAGS, Field.SUMMARY)
    assert not any(rule.safe for rule in RULES if rule.fix is None)
