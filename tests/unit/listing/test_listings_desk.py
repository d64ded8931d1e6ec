"""Listings through the app, over the sample shop."""

from typing import Any

import pytest

from py_core.listing.lint import RULES, lint
from py_core.listing.rule import Field, Severity, Source
from py_core.listing.shop_facts import shop_facts
from py_core.protocol.present_listing import details_view
from py_core.sandbox.sample_shop import SAMPLE_TOKEN, sample_shop
from py_core.sandbox.server import Sandbox
from py_core.words import WORDS
from tests.unit.listing.making import listing
from tests.unit.listing.test_rules import FAILING, MARKET
from tests.unit.test_app import Rig

NOW = 1_790_000_000_000


async def core() -> Rig:
    made = Rig()
    made.sandbox = Sandbox(sample_shop(NOW))
    await made.ask("account.connect", token=SAMPLE_TOKEN)
    await made.app.idle()
    return made


def test_every_rule_and_source_has_its_words() -> None:
    for rule in RULES:
        assert {f"lint_{rule.id}", f"lint_{rule.id}_rule", f"lint_{rule.id}_why"} <= set(WORDS)
    for one in (*Severity,):
        assert f"lint_severity_{one.value}" in WORDS
    for field in Field:
        assert f"lint_field_{field.value}" in WORDS
    for source in Source:
        assert f"lint_source_{source.value}" in WORDS


@pytest.mark.parametrize("changes", [one for all_ in FAILING.values() for one in all_])
def test_every_finding_can_be_said(changes: dict[str, Any]) -> None:
    one = listing(**changes)
    facts = shop_facts((one, listing(id="p2")), (MARKET,))
    view = details_view(one, lint(one, facts), facts)
    texts = [text for group in view.groups for f in group.findings for text in (f.title, f.why, f.source)]
    assert texts
    assert all(text and "{" not in text for text in texts)


async def test_the_shop_is_listed_lowest_score_first_and_the_same_twice() -> None:
    made = await core()
    view = await made.ask("listing.lint")
    scores = [row["score"] for row in view["rows"]]
    assert len(scores) == 60
    assert scores == sorted(scores)
    assert scores[0] < 70
    assert scores[-1] == 100
    assert [rule["rule"] for rule in view["rules"]] != []
    counts = {rule["rule"]: rule["count"] for rule in view["rules"]}
    for rule in ("cover_missing", "html_broken", "opening_card", "description_wall"):
        assert counts[rule] == sum(rule in row["rules"] for row in view["rows"]) > 0
    assert await made.ask("listing.lint") == view


async def test_one_product_is_told_in_full() -> None:
    made = await core()
    worst = (await made.ask("listing.lint"))["rows"][0]
    details = await made.ask("listing.details", product_id=worst["product_id"])
    assert details["score"] == worst["score"]
    found = [finding["rule"] for group in details["groups"] for finding in group["findings"]]
    assert found == worst["rules"]
    assert details["sum"].endswith(f"= {worst['score']} points")
    preview = await made.ask("listing.preview", product_id=worst["product_id"])
    assert preview["name"] == worst["name"]
    assert preview["seller"] == "Juniper & Kiln"
    assert preview["address"][0] == "juniperandkiln.gumroad.com"


async def test_comparable_prices_are_asked_for_once_and_kept() -> None:
    made = await core()
    rows = (await made.ask("listing.lint"))["rows"]
    product_id = rows[-1]["product_id"]
    before = await made.ask("listing.details", product_id=product_id)
    assert (before["market"], before["market_read_at_ms"], before["may_ask"]) == ("", None, True)
    asked = await made.ask("listing.market", product_id=product_id)
    assert "comparable products in" in asked["market"]
    assert asked["market_read_at_ms"] is not None
    assert await made.ask("listing.details", product_id=product_id) == asked


async def test_a_product_that_is_gone_is_said_so() -> None:
    made = await core()
    assert await made.refused("listing.preview", product_id="nope") == "listing_not_there"
