"""Bulk edits asked for as the pages ask: options, checks, plans, runs and the way back, over the sample shop."""

import asyncio
import json
from typing import Any
from urllib.parse import unquote

import pytest

from py_core.errors import NoAnswer
from py_core.gumroad.wire import Request, Response
from py_core.sandbox.html_text import stored_html
from py_core.sandbox.state import OptionGroup
from tests.unit.test_app import CANARY
from tests.unit.test_app import Rig as AppRig

FORMS: dict[str, dict[str, Any]] = {
    "find": {"job": "find", "find": "a", "replace": "A", "match_case": True, "fields": ["name", "description"]},
    "regex": {"job": "find", "find": r"(\w+) (\w+)", "replace": "$2 $1", "regex": True, "fields": ["summary"]},
    "append": {"job": "block", "how": "append", "text": "# Licence\nOne seat & no more.", "mark": ""},
    "tags": {"job": "tags", "how": "add", "tags": "winter sale, New"},
    "category": {"job": "category", "category": "design/icons"},
    "publish": {"job": "publish", "how": "publish"},
    "unpublish": {"job": "publish", "how": "unpublish"},
    "delete": {"job": "publish", "how": "delete"},
    "describe": {"job": "versions", "how": "describe", "description": "For one seat"},
    "stock": {"job": "versions", "how": "stock", "stock": "5000"},
    "surcharge": {"job": "versions", "how": "surcharge", "amounts": {"usd": "7"}},
    "version": {"job": "versions", "how": "add", "name": "Studio", "amounts": {"usd": "30"}, "stock": "10"},
}
LISTING = ("name", "description", "custom_summary", "custom_receipt", "tags", "category", "published", "deleted")


class Rig(AppRig):
    """Counts what is written."""

    writes = 0
    offline = False
    missing = ""

    async def send(self, request: Request) -> Response:
        if self.offline:
            raise NoAnswer("no_answer", "Nobody answered.")
        if self.missing and self.missing in unquote(request.path):
            request = Request("GET", "/v2/products/none")
        self.writes += request.method != "GET"
        return await super().send(request)

    def standing(self) -> dict[str, Any]:
        """What can be read of every listing, tags in any order, and the refund policy."""
        found = {}
        for product in self.sandbox.state.products:
            shown = {name: getattr(product, name) or "" for name in LISTING}
            shown["tags"] = sorted(product.tags)
            shown["policy"] = product.refund_policy
            shown["variants"] = [
                [
                    option.model_copy(update={"number": 0, "description": option.description or ""})
                    for option in group.options
                    if not option.deleted
                ]
                for group in product.variants
            ]
            found[product.id] = shown
        return found


async def opened() -> tuple[Rig, list[str]]:
    rig = Rig()
    await rig.ask("account.connect", token=CANARY)
    await rig.app.idle()
    products = (await rig.ask("catalog.get"))["products"]
    rig.writes = 0
    for product in rig.sandbox.state.products:
        product.description = stored_html(product.description or "")
    await rig.ask("catalog.refresh")
    await rig.app.idle()
    return rig, [product["id"] for product in products]


@pytest.mark.parametrize("name", FORMS)
async def test_a_form_is_checked_previewed_done_and_taken_back(name: str) -> None:
    rig, ids = await opened()
    form = FORMS[name]
    before = rig.standing()
    check = await rig.ask("listing.edit.check", form=form, product_ids=ids)
    assert check["errors"] == {}
    assert check["rows"] > 0
    assert check["examples"]
    plan = await rig.ask("plan.edit", form=form, product_ids=ids)
    rows = {row["key"]: row for row in plan["listing_rows"]}
    doing = [row for row in rows.values() if row["doing"] != "skipped"]
    assert len(doing) == plan["writes"] == check["rows"]
    assert len(rows) - len(doing) == plan["skipped"] == check["left_alone"]
    assert plan["edit_form"]["job"] == form["job"]
    assert all(row["reason_text"] for row in rows.values() if row["doing"] == "skipped")
    assert all(row["fields"] for row in doing)
    whole = await rig.ask("listing.edit.row", digest=plan["digest"], key=doing[0]["key"])
    assert whole["whole"]
    assert whole["key"] == doing[0]["key"]
    assert rig.writes == 0
    detail = await _ran(rig, plan)
    assert {row["state"] for row in detail["rows"]} == {"applied"}
    assert rig.writes == len(doing)
    assert rig.standing() != before
    if name == "delete":
        assert await rig.refused("plan.edit", form=form, product_ids=ids) == "edit_all_gone"
    elif name != "regex":
        again = await rig.ask("plan.edit", form=form, product_ids=ids)
        assert again["writes"] == 0, [row for row in again["listing_rows"] if row["doing"] != "skipped"][:2]
    undo = await rig.ask("plan.undo", run_id=detail["run"]["run_id"])
    assert undo["listing_rows"] or undo["rows"]
    for_good = {row["key"]: row["product_id"] for row in doing if row["undo_note"]}
    back = await _ran(rig, undo)
    if name in ("unpublish", "delete"):
        # What undo cannot put on sale again was told beforehand.
        assert {row["key"] for row in back["rows"] if row["state"] != "applied"} == for_good.keys()
    else:
        assert {row["state"] for row in back["rows"]} == {"applied"}
    after = rig.standing()
    for product_id, listing in before.items():
        if product_id not in for_good.values():
            assert after[product_id] == listing


async def _ran(rig: Rig, plan: dict[str, Any]) -> dict[str, Any]:
    blocks = [finding for finding in plan["findings"] if finding["severity"] == "block"]
    accepted = await rig.ask(
        "plan.accept",
        digest=plan["digest"],
        codes=[finding["code"] for finding in blocks],
        typed={finding["code"]: finding["typed"] for finding in blocks},
    )
    assert not accepted["blocked"]
    run = await rig.ask("run.start", digest=accepted["digest"])
    await rig.app.idle()
    detail: dict[str, Any] = await rig.ask("run.watch", run_id=run["run_id"])
    return detail


async def test_deleting_asks_for_a_text() -> None:
    rig, ids = await opened()
    plan = await rig.ask("plan.edit", form=FORMS["delete"], product_ids=ids[:2])
    (finding,) = [one for one in plan["findings"] if one["code"] == "listings_delete"]
    assert finding["typed"] == "delete 2 products"
    assert await rig.refused("plan.accept", digest=plan["digest"], codes=["listings_delete"]) == "typed_differs"


async def test_refund_policies_are_read_first() -> None:
    rig, ids = await opened()
    form = {"job": "policy", "period": "14", "print_how": "set", "fine_print": "Write to us first."}
    options = await rig.ask("listing.edit.options", product_ids=ids)
    assert options["policies_unread"] == len(ids)
    check = await rig.ask("listing.edit.check", form=form, product_ids=ids)
    assert (check["rows"], check["unread"]) == (0, len(ids))
    started = await rig.ask("listing.edit.read", product_ids=[*ids, "gone"])
    assert (started["state"], started["total"]) == ("reading", len(ids))
    await rig.app.idle()
    told = [event["read"] for event in rig.events if event["type"] == "listing.read_progressed"]
    assert told[-1]["state"] == "done"
    assert told[-1]["done"] == len(ids)
    options = await rig.ask("listing.edit.options", product_ids=ids)
    assert options["policies_unread"] == 0
    assert sum(facet["count"] for facet in options["policies"]) == len(ids)
    before = rig.standing()
    plan = await rig.ask("plan.edit", form=form, product_ids=ids)
    assert plan["writes"] > 0
    detail = await _ran(rig, plan)
    assert {row["state"] for row in detail["rows"]} == {"applied"}
    await rig.ask("catalog.refresh")
    await rig.app.idle()
    assert (await rig.ask("listing.edit.options", product_ids=ids))["policies_unread"] == 0
    assert (await rig.ask("plan.edit", form=form, product_ids=ids))["writes"] == 0
    await _ran(rig, await rig.ask("plan.undo", run_id=detail["run"]["run_id"]))
    assert rig.standing() == before


async def test_where_the_account_has_one_policy_products_have_none() -> None:
    rig, ids = await opened()
    rig.sandbox.state.user.account_refund_policy_in_effect = True
    await rig.ask("listing.edit.read", product_ids=ids[:1])
    await rig.app.idle()
    check = await rig.ask("listing.edit.check", form={"job": "policy", "period": "14"}, product_ids=ids)
    assert set(check["errors"]) == {"period"}


async def test_a_reading_is_stopped_and_what_fails_is_told() -> None:
    rig, ids = await opened()
    await rig.ask("listing.edit.read", product_ids=ids)
    assert (await rig.ask("listing.edit.stop"))["state"] == "stopped"
    rig.missing = ids[0]
    await rig.ask("listing.edit.read", product_ids=ids[:3])
    await rig.app.idle()
    told = [event["read"] for event in rig.events if event["type"] == "listing.read_progressed"][-1]
    assert (told["state"], told["done"], told["unread"]) == ("done", 3, 1)
    rig.offline = True
    await rig.ask("listing.edit.read", product_ids=ids[:3])
    await rig.app.idle()
    told = [event["read"] for event in rig.events if event["type"] == "listing.read_progressed"][-1]
    assert told["state"] == "failed"
    assert told["message"]


async def test_categories_are_read_once_a_day() -> None:
    rig, ids = await opened()
    rig.offline = True
    none = await rig.ask("listing.edit.categories")
    assert none["categories"] == []
    assert none["note"]
    rig.offline = False
    read = await rig.ask("listing.edit.categories")
    trails = {one["path"]: one["trail"] for one in read["categories"]}
    assert trails["design/icons"] == "Design > Icons"
    rig.offline = True
    assert (await rig.ask("listing.edit.categories")) == read
    rig.clock.advance(86_400)
    old = await rig.ask("listing.edit.categories")
    assert old["categories"] == read["categories"]
    assert old["note"]
    check = await rig.ask("listing.edit.check", form={"job": "category", "category": "design/x"}, product_ids=ids)
    assert set(check["errors"]) == {"category"}
    plan = await rig.ask("plan.edit", form=FORMS["category"], product_ids=ids)
    assert plan["title"] == "Category: Design > Icons"


async def test_options_are_those_of_the_chosen_products() -> None:
    rig, ids = await opened()
    options = await rig.ask("listing.edit.options", product_ids=ids)
    assert options["products"] == options["published"] + options["unpublished"] == len(ids)
    assert options["tags"]
    assert options["versions"]
    assert {one["currency"] for one in options["currencies"]} >= {"usd"}
    assert (await rig.ask("listing.edit.options", product_ids=[]))["products"] == 0


async def test_a_product_that_is_not_stored_whole_is_left() -> None:
    rig, ids = await opened()
    rig.conn.execute("UPDATE products SET raw_json = '{}' WHERE product_id = ?", (ids[0],))
    plan = await rig.ask("plan.edit", form=FORMS["tags"], product_ids=ids[:1])
    assert plan["writes"] == 1


async def test_unticked_rows_stay_out_and_answers_are_kept() -> None:
    rig, ids = await opened()
    form = FORMS["unpublish"]
    plan = await rig.ask("plan.edit", form=form, product_ids=ids)
    key = next(row["key"] for row in plan["listing_rows"] if row["doing"] == "unpublish")
    fewer = await rig.ask("plan.edit", form={**form, "unticked": [key]}, product_ids=ids, refines=plan["digest"])
    assert fewer["writes"] == plan["writes"] - 1
    row = next(row for row in fewer["listing_rows"] if row["key"] == key)
    assert (row["reason"], row["can_untick"]) == ("unticked", True)


async def test_what_is_gone_or_cannot_be_done_is_told() -> None:
    rig, ids = await opened()
    assert await rig.refused("plan.edit", form=FORMS["find"], product_ids=[]) == "edit_none_chosen"
    assert set((await rig.ask("listing.edit.check", form=FORMS["find"], product_ids=["x"]))["errors"]) == {
        "product_ids"
    }
    plan = await rig.ask("plan.edit", form=FORMS["find"], product_ids=[ids[0], "gone"])
    assert plan["listing_rows"][-1]["reason"] == "gone"
    assert await rig.refused("listing.edit.row", digest=plan["digest"], key="no") == "edit_no_row"
    refused = await rig.ask("listing.edit.check", form={**FORMS["find"], "find": ""}, product_ids=ids)
    assert set(refused["errors"]) == {"find"}


async def test_a_pattern_over_many_products_is_stopped_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    rig, ids = await opened()
    clock = rig.clock
    tick = clock.now_ms

    def slow() -> int:
        clock.advance(400)
        return tick()

    monkeypatch.setattr(clock, "now_ms", slow)
    check = await rig.ask("listing.edit.check", form=FORMS["find"], product_ids=ids)
    assert any("quick look" in sentence for sentence in check["sentences"])
    assert await rig.refused("plan.edit", form=FORMS["find"], product_ids=ids * 2) == "find_takes_long"


async def test_a_block_is_shown_as_it_would_be_written() -> None:
    rig, ids = await opened()
    check = await rig.ask("listing.edit.check", form=FORMS["append"], product_ids=ids)
    assert check["html"] == "<h2>Licence</h2><p>One seat &amp; no more.</p>"
    removed = {"job": "block", "how": "remove", "mark": "Licence"}
    assert (await rig.ask("listing.edit.check", form=removed, product_ids=ids))["html"] == ""


async def test_a_bug_while_reading_is_told_and_ends_it(capsys: pytest.CaptureFixture[str]) -> None:
    rig, ids = await opened()
    rig.conn.execute("DROP TABLE meta")
    await rig.ask("listing.edit.read", product_ids=ids[:1])
    await rig.ask("listing.edit.read", product_ids=ids[:2])
    ended = await rig.app._listing_tools.reading.finished()
    assert ended.state == "failed"
    assert await rig.app._listing_tools.reading.stop() == ended
    assert "OperationalError" in capsys.readouterr().err


async def test_a_check_of_an_older_form_ends_when_a_newer_one_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    rig, ids = await opened()
    tick = rig.clock.now_ms

    def slow() -> int:
        rig.clock.advance(0.04)
        return tick()

    monkeypatch.setattr(rig.clock, "now_ms", slow)

    def check(name: str) -> str:
        command = {"op": "listing.edit.check", "form": FORMS[name], "product_ids": ids[:12]}
        return json.dumps({"v": 1, "id": name, "command": command})

    answers = await asyncio.gather(rig.app.handle(check("tags")), rig.app.handle(check("publish")))
    older, newer = (" ".join(json.loads(text)["result"]["sentences"]) for text in answers)
    assert "quick look" in older
    assert "quick look" not in newer


async def test_missed_steps_are_tried_again() -> None:
    rig, ids = await opened()
    plan = await rig.ask("plan.edit", form=FORMS["tags"], product_ids=ids[:3])
    product = next(one for one in rig.sandbox.state.products if one.id == ids[0])
    product.variants = [*product.variants, OptionGroup(id="empty", title="Empty", options=[])]
    detail = await _ran(rig, plan)
    assert sorted(row["state"] for row in detail["rows"]) == ["applied", "applied", "rejected"]
    product.variants = product.variants[:-1]
    retry = await rig.ask("plan.retry", run_id=detail["run"]["run_id"])
    assert (retry["kind"], retry["writes"]) == ("retry", 1)
    assert retry["listing_rows"][0]["product"] == product.name
    back = await _ran(rig, retry)
    assert [row["state"] for row in back["rows"]] == ["applied"]
