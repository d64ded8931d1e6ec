"""The fulfil tool from command to command: found, previewed, run, and the stored sales brought up to date."""

from typing import Any

import pytest

from tests.unit.fulfil.rig import accepted, engine, licensed, ran, sale, shop_of
from tests.unit.test_app import Rig


async def found(rig: Rig, **question: Any) -> dict[str, dict[str, Any]]:
    view = await rig.ask("sales.find", **question)
    return {row["sale_id"]: row for row in view["rows"]}


async def test_shipping_is_previewed_run_and_seen_in_the_store() -> None:
    rig = await engine(shop_of(sale("a", "print"), sale("b", "print", order_id=9), sale("c", "usd")))
    unshipped = await rig.ask("sales.ids", what="unshipped")
    assert set(unshipped["ids"]) == {"a", "b"}
    form = {"job": "ship", "sale_ids": ["a", "b", "c"], "tracking": {"b": "https://post.example/1"}}
    plan = await rig.ask("plan.sales", form=form)
    assert [(row["doing"], row["old"], row["new"]) for row in plan["sale_rows"]] == [
        ("ship", "not shipped", "shipped"),
        ("ship", "not shipped", "shipped, https://post.example/1"),
        ("skipped", "", ""),
    ]
    assert (plan["undo"], plan["writes"], plan["skipped"], plan["blocked"]) == ("none", 2, 1, False)
    detail = await ran(rig, plan)
    assert [row["label"] for row in detail["rows"]] == ["shipped", "shipped"]
    assert detail["run"]["headline"] == "2 sales marked as shipped"
    assert not detail["run"]["can_undo"]
    assert await rig.refused("plan.undo", run_id=detail["run"]["run_id"]) == "nothing_to_undo"
    assert [(s.shipped, s.tracking_url) for s in rig.sandbox.state.sales] == [
        (True, None),
        (True, "https://post.example/1"),
        (None, None),
    ]
    assert set(await found(rig, what="shipped")) == {"a", "b"}
    assert (await found(rig, what="shipped"))["b"]["tracking_url"] == "https://post.example/1"
    assert [event["type"] for event in rig.events].count("sales.changed") == 1


async def test_refunds_need_their_very_text_and_are_kept() -> None:
    sandbox = shop_of(sale("a"), sale("b", "jpy"), sale("c", "eur"), balance_cents=100_000)
    rig = await engine(sandbox)
    form = {"job": "refund", "sale_ids": ["a", "b", "c"], "how": "percent", "percent": "50", "typed": {"a": "19"}}
    plan = await rig.ask("plan.sales", form=form)
    rows = {row["sale_id"]: row for row in plan["sale_rows"]}
    assert [rows[key]["amount"]["text"] for key in "abc"] == ["$19.00", "¥600", "€14.99"]
    assert [rows[key]["left_after"]["text"] for key in "abc"] == ["$0.00", "¥600", "€15.00"]
    assert [rows[key]["full"] for key in "abc"] == [True, False, False]
    asked = next(finding for finding in plan["findings"] if finding["typed"])
    assert asked["typed"] == "REFUND 3"
    assert "cannot be taken back" in asked["text"]
    for typed in ({}, {"refund_money": "refund 3"}, {"refund_money": "REFUND 2"}):
        answer = await rig.raw("plan.accept", digest=plan["digest"], codes=["refund_money"], typed=typed)
        assert answer["error"]["fields"] == {"typed.refund_money": "Type exactly: REFUND 3"}
    assert await rig.refused("run.start", digest=plan["digest"]) == "run_blocked"
    assert await rig.refused("schedule.add", digest=(await accepted(rig, plan))["digest"], start_at_ms=None,
                             end_at_ms=None) == "schedule_not_undoable"  # fmt: skip
    detail = await ran(rig, plan)
    assert [row["state"] for row in detail["rows"]] == ["applied"] * 3
    assert [s.refunded_in_currency for s in sandbox.state.sales] == [1900, 600, 1499]
    assert (detail["run"]["can_undo"], detail["run"]["can_retry"]) == (False, False)
    kept = await found(rig)
    assert [kept[key]["refunded"] for key in "abc"] == ["fully", "partly", "partly"]
    assert kept["c"]["left"]["text"] == "€15.00"
    report = await rig.ask("run.export", run_id=detail["run"]["run_id"])
    assert ",EUR,€29.99 left,€15 left,14.99,refunded," in report["text"]


async def test_refining_a_refund_asks_for_the_text_again() -> None:
    rig = await engine(shop_of(sale("a"), sale("b")))
    form: dict[str, Any] = {"job": "refund", "sale_ids": ["a", "b"]}
    first = await accepted(rig, await rig.ask("plan.sales", form=form))
    assert not first["blocked"]
    again = await rig.ask("plan.sales", form={**form, "unticked": ["b"]}, refines=first["digest"])
    assert again["blocked"]
    assert [finding["typed"] for finding in again["findings"]] == ["REFUND 1"]
    same = await rig.ask("plan.accept", digest=first["digest"], codes=["refund_money"])
    assert not same["blocked"]


async def test_above_the_limits_nothing_can_be_accepted() -> None:
    rig = await engine(shop_of(*(sale(f"s{at}") for at in range(30))))
    ids = [f"s{at}" for at in range(30)]
    plan = await rig.ask("plan.sales", form={"job": "refund", "sale_ids": ids})
    stops = [finding["code"] for finding in plan["findings"] if finding["severity"] == "stop"]
    assert stops == ["refund_many", "refund_sum"]
    view = await rig.ask(
        "plan.accept",
        digest=plan["digest"],
        codes=["refund_many", "refund_sum", "refund_money"],
        typed={"refund_money": "REFUND 30"},
    )
    assert view["blocked"]
    assert await rig.refused("run.start", digest=view["digest"]) == "run_blocked"
    settings = (await rig.ask("settings.get"))["settings"] | {"limit_refunds": 30, "limit_refund_usd_minor": 57_000}
    await rig.ask("settings.set", settings=settings)
    detail = await ran(rig, await rig.ask("plan.sales", form={"job": "refund", "sale_ids": ids}))
    assert detail["run"]["counts"]["applied"] == 30


async def test_receipts_go_once_for_each_order() -> None:
    sales = (sale("a", order_id=5), sale("b", "eur", order_id=5), sale("c", order_id=6))
    rig = await engine(shop_of(*sales))
    plan = await rig.ask("plan.sales", form={"job": "receipts", "sale_ids": ["a", "b", "c"]})
    assert [row["doing"] for row in plan["sale_rows"]] == ["receipt", "skipped", "receipt"]
    detail = await ran(rig, plan)
    assert detail["run"]["headline"] == "2 receipts sent"
    assert [row["new"] for row in detail["rows"]] == ["receipt sent again"] * 2


@pytest.mark.parametrize(("action", "left"), [("disable", "enabled"), ("enable", "disabled")])
async def test_license_keys_are_switched_and_switched_back(action: str, left: str) -> None:
    sandbox = shop_of(licensed("a"), licensed("b", license_disabled=True), sale("c"))
    rig = await engine(sandbox)
    before = [s.license_disabled for s in sandbox.state.sales]
    plan = await rig.ask("plan.sales", form={"job": "license", "sale_ids": ["a", "b", "c"], "action": action})
    assert (plan["writes"], plan["undo"]) == (1, "all")
    detail = await ran(rig, plan)
    assert [s.license_disabled for s in sandbox.state.sales][:2] == [action == "disable"] * 2
    undo = await rig.ask("plan.undo", run_id=detail["run"]["run_id"])
    assert undo["headline"] == f"1 license key will be switched {'on' if left == 'enabled' else 'off'}"
    back = await ran(rig, undo)
    assert [row["state"] for row in back["rows"]] == ["applied"]
    assert [s.license_disabled for s in sandbox.state.sales] == before
    assert await rig.refused("plan.undo", run_id=detail["run"]["run_id"]) == "nothing_to_undo"


async def test_uses_are_taken_back_one_by_one_and_drawn_as_one_row() -> None:
    sandbox = shop_of(licensed("a", 3), licensed("b", 1, license_disabled=True), licensed("c", 0))
    rig = await engine(sandbox)
    assert set(await found(rig, what="overused")) == {"a"}
    plan = await rig.ask("plan.sales", form={"job": "license", "sale_ids": ["a", "b", "c"], "action": "reset"})
    assert [(row["doing"], row["old"], row["new"], row["requests"]) for row in plan["sale_rows"]] == [
        ("reset", "3 uses", "0 uses", 3),
        ("reset", "1 use", "0 uses", 1),
        ("skipped", "", "", 0),
    ]
    detail = await ran(rig, plan)
    assert [(row["old"], row["new"], row["state"]) for row in detail["rows"]] == [
        ("3 uses", "2 uses", "applied"),
        ("2 uses", "1 use", "applied"),
        ("1 use", "0 uses", "applied"),
        ("1 use", "0 uses", "applied"),
    ]
    assert [s.license_uses for s in sandbox.state.sales] == [0, 0, 0]
    assert await found(rig, what="overused") == {}


async def test_read_only_mode_refuses_and_wrong_numbers_are_told() -> None:
    rig = await engine(shop_of(sale("a"), licensed("b")))
    plan = await accepted(rig, await rig.ask("plan.sales", form={"job": "refund", "sale_ids": ["a"]}))
    await rig.ask("settings.set", settings={"read_only": True})
    assert await rig.refused("run.start", digest=plan["digest"]) == "run_read_only"
    for allowed in ("x", "0", "1.5", "9999999"):
        answer = await rig.raw("sales.find", what="overused", allowed=allowed, filter={"first_day": "soon"})
        assert set(answer["error"]["fields"]) == {"allowed", "first_day"}
    assert set(await found(rig, what="overused", allowed="2")) == {"b"}


async def test_refused_refunds_are_tried_again_with_their_text() -> None:
    sandbox = shop_of(sale("a"), sale("b"), balance_cents=2_000)
    rig = await engine(sandbox)
    form = {"job": "refund", "sale_ids": ["a", "b"], "typed": {"b": "10"}}
    first = await ran(rig, await rig.ask("plan.sales", form=form))
    assert [row["state"] for row in first["rows"]] == ["applied", "rejected"]
    assert (first["run"]["can_retry"], first["run"]["can_undo"]) == (True, False)
    sandbox.state.user.balance_cents = 5_000
    again = await rig.ask("plan.retry", run_id=first["run"]["run_id"])
    assert [(row["key"], row["amount"]["text"]) for row in again["sale_rows"]] == [("b", "$10.00")]
    assert [finding["typed"] for finding in again["findings"]] == ["REFUND 1"]
    assert await rig.refused("run.start", digest=again["digest"]) == "run_blocked"
    second = await ran(rig, again)
    assert [row["state"] for row in second["rows"]] == ["applied"]
    assert [s.refunded_in_currency for s in sandbox.state.sales] == [1900, 1000]
    assert await rig.refused("plan.retry", run_id=second["run"]["run_id"]) == "nothing_to_retry"


async def test_another_shops_preview_does_not_run() -> None:
    rig = await engine(shop_of(sale("a")))
    plan = await accepted(rig, await rig.ask("plan.sales", form={"job": "refund", "sale_ids": ["a"]}))
    await rig.ask("account.sample")
    assert await rig.refused("run.start", digest=plan["digest"]) == "run_not_this_shop"
