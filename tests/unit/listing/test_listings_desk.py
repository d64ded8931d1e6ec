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


async def test_what_needs_most_is_listed_first_and_the_same_twice() -> None:
    made = await core()
    view = await made.ask("listing.lint")
    scores = [row["score"] for row in view["rows"]]
    assert len(scores) == 60
    order = [(row["fix"] == 0, row["score"]) for row in view["rows"]]
    assert order == sorted(order)
    assert order[0][0] is False
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


async def test_every_proposal_is_listed_by_rule_safe_ones_first() -> None:
    made = await core()
    view = await made.ask("listing.fixes")
    rules = view["rules"]
    safe = [rule["safe"] for rule in rules]
    assert safe == sorted(safe, reverse=True)
    assert {"tags_few", "summary_missing", "name_point"} <= {rule["rule"] for rule in rules}
    by_rule = {rule["rule"]: {item["product_id"]: item["pieces"] for item in rule["items"]} for rule in rules}
    for product_id, pieces in by_rule["name_point"].items():
        details = await made.ask("listing.details", product_id=product_id)
        offered = {f["rule"]: f["proposal"] for group in details["groups"] for f in group["findings"]}
        assert offered["name_point"]["pieces"] == pieces
    assert view["products"] == len({each for items in by_rule.values() for each in items})
    assert 0 < view["safe_products"] <= view["products"]
    assert await made.ask("listing.fixes") == view


def test_every_fix_says_what_it_does() -> None:
    assert {f"lint_fix_{rule.id}" for rule in RULES if rule.fix is not None} <= set(WORDS)


async def safe_fixes(made: Rig) -> dict[str, Any]:
    rules = [rule for rule in (await made.ask("listing.fixes"))["rules"] if rule["safe"]]
    of: dict[str, list[str]] = {}
    for rule in rules:
        for item in rule["items"]:
            of.setdefault(item["product_id"], []).append(rule["rule"])
    return {"job": "fixes", "fixes": [{"product_id": one, "rules": ids} for one, ids in of.items()], "unticked": []}


async def test_safe_fixes_are_one_step_for_each_product_that_can_be_undone() -> None:
    made = await core()
    form = await safe_fixes(made)
    before = {
        one.id: (one.name, one.description, one.custom_summary, one.tags) for one in made.sandbox.state.products
    }
    scores = {row["product_id"]: row["score"] for row in (await made.ask("listing.lint"))["rows"]}
    plan = await made.ask("plan.listing_fixes", form=form, refines=None)
    assert plan["kind"] == "listings"
    assert plan["fixes_form"] == form
    assert plan["writes"] == len(form["fixes"]) == len(plan["listing_rows"])
    assert {field["field"] for row in plan["listing_rows"] for field in row["fields"]} <= {"tags", "summary"}
    assert await made.ask("plan.get", digest=plan["digest"]) == plan
    detail = await made.ran(plan)
    assert detail["run"]["counts"]["applied"] == plan["writes"]
    for one in made.sandbox.state.products:
        assert (one.name, one.description) == before[one.id][:2]
    now = {row["product_id"]: row["score"] for row in (await made.ask("listing.lint"))["rows"]}
    assert all(now[product_id] >= score for product_id, score in scores.items())
    assert sum(now.values()) > sum(scores.values())
    left = [item for rule in (await made.ask("listing.fixes"))["rules"] if rule["safe"] for item in rule["items"]]
    assert len(left) <= 2, "only what the new tags of other products have brought up"


async def test_a_row_that_is_left_out_stays_out_of_the_plan() -> None:
    made = await core()
    form = await safe_fixes(made)
    whole = await made.ask("plan.listing_fixes", form=form, refines=None)
    key = whole["listing_rows"][0]["key"]
    less = await made.ask("plan.listing_fixes", form=form | {"unticked": [key]}, refines=whole["digest"])
    assert less["writes"] == whole["writes"] - 1
    assert less["listing_rows"][0]["reason"] == "unticked"


async def test_a_page_names_rules_and_what_is_not_proposed_is_left_out() -> None:
    made = await core()
    rows = (await made.ask("listing.lint"))["rows"]
    best = rows[-1]["product_id"]
    form = {"job": "fixes", "fixes": [{"product_id": best, "rules": ["name_point", "nope"]}], "unticked": []}
    assert await made.refused("plan.listing_fixes", form=form, refines=None) == "fixes_gone"
    form["fixes"] = [{"product_id": "gone", "rules": ["tags_few"]}]
    assert await made.refused("plan.listing_fixes", form=form, refines=None) == "fixes_gone"
