"""The core behind its border: text in, text out, one reply to each, and the sample shop end to end."""

import asyncio
import itertools
import json
import sqlite3
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from py_core.app import App
from py_core.execution.ports import ExportFiles
from py_core.gumroad.wire import Request, Response
from py_core.sandbox.sample_shop import SAMPLE_TOKEN, sample_shop
from py_core.sandbox.server import Sandbox
from py_core.store.database import open_database
from tests.fakes import FakeClock

CANARY = "canaryToken_0123456789abcdefghijklmnopqrstuv"


_NUMBERS = itertools.count(1)


class Rig:
    """An engine over a database in memory, with a shop of its own behind every token."""

    def __init__(self, earlier: "Rig | None" = None, files: ExportFiles | None = None) -> None:
        self.clock: FakeClock = earlier.clock if earlier else FakeClock()
        self.events: list[dict[str, Any]] = []
        self.sandbox = Sandbox(sample_shop(self.clock.now_ms()))
        self.conn: sqlite3.Connection = earlier.conn if earlier else open_database(":memory:")
        self.app = App(
            self.conn,
            self.clock,
            lambda _: self,
            lambda text: self.events.append(json.loads(text)["event"]),
            lambda count: next(_NUMBERS).to_bytes(count, "big"),
            {"version": "1.2.3", "durable": True},
            files,
        )
        self._count = 0

    async def send(self, request: Request) -> Response:
        return self.sandbox.handle(request, token=SAMPLE_TOKEN, now_ms=self.clock.now_ms())

    async def raw(self, op: str, **fields: Any) -> dict[str, Any]:
        self._count += 1
        text = json.dumps({"v": 1, "id": str(self._count), "command": {"op": op, **fields}})
        answer: dict[str, Any] = json.loads(await self.app.handle(text))
        assert answer["id"] == str(self._count)
        return answer

    async def ask(self, op: str, **fields: Any) -> Any:
        answer = await self.raw(op, **fields)
        assert answer["ok"], answer
        return answer["result"]

    async def refused(self, op: str, **fields: Any) -> str:
        answer = await self.raw(op, **fields)
        assert not answer["ok"]
        return str(answer["error"]["code"])

    async def sample(self) -> list[dict[str, Any]]:
        await self.ask("account.sample", reset=False)
        await self.app.idle()
        products: list[dict[str, Any]] = (await self.ask("catalog.get"))["products"]
        return products

    async def ran(self, plan: dict[str, Any]) -> dict[str, Any]:
        codes = [finding["code"] for finding in plan["findings"] if finding["severity"] == "block"]
        accepted = await self.ask("plan.accept", digest=plan["digest"], codes=codes)
        run = await self.ask("run.start", digest=accepted["digest"])
        await self.app.idle()
        detail: dict[str, Any] = await self.ask("run.watch", run_id=run["run_id"])
        return detail


@settings(deadline=None)
@given(st.text() | st.binary().map(lambda data: data.decode("latin-1")))
def test_any_text_in_gets_one_error_out(text: str) -> None:
    answer = json.loads(asyncio.run(Rig().app.handle(text)))
    assert answer["v"] == 1
    assert answer["ok"] is False
    assert answer["error"]["message"]


async def test_a_foreign_protocol_version_is_refused_with_its_id() -> None:
    answer = json.loads(await Rig().app.handle('{"v": 2, "id": "7", "command": {"op": "account.status"}}'))
    assert (answer["id"], answer["error"]["code"]) == ("7", "protocol_mismatch")


async def test_an_unknown_command_names_the_place() -> None:
    answer = json.loads(await Rig().app.handle('{"v": 1, "id": "7", "command": {"op": "shop.burn"}}'))
    assert (answer["id"], answer["error"]["code"]) == ("7", "bad_command")
    assert "command" in answer["error"]["message"]


async def test_without_a_shop_every_tool_says_so() -> None:
    rig = Rig()
    assert (await rig.ask("account.status"))["account"] is None
    for op in ("catalog.get", "catalog.refresh", "selection.list"):
        assert await rig.refused(op) == "not_connected"
    assert (await rig.ask("run.list"))["runs"] == []


async def test_the_main_job_in_the_sample_shop() -> None:
    rig = Rig()
    before = await rig.sample()
    ids = [product["id"] for product in before]
    plan = await rig.ask("plan.price", form={"mode": "percent", "percent": "+12", "ending": "99"}, product_ids=ids)
    shown = {row["key"]: row["new"]["text"] for row in plan["rows"] if row["state"] == "change"}
    detail = await rig.ran(plan)
    assert detail["run"]["state"] == "finished"
    assert {row["key"] for row in detail["rows"]} == shown.keys()
    after = {product["id"]: product["price"]["text"] for product in (await rig.ask("catalog.get"))["products"]}
    assert {key: after[key] for key in shown} == shown
    undo = await rig.ask("plan.undo", run_id=detail["run"]["run_id"])
    assert (await rig.ran(undo))["run"]["state"] == "finished"
    assert (await rig.ask("catalog.get"))["products"] == before
    assert await rig.refused("plan.undo", run_id=detail["run"]["run_id"]) == "nothing_to_undo"
    assert await rig.refused("plan.retry", run_id=detail["run"]["run_id"]) == "nothing_to_retry"


async def test_an_answer_is_kept_when_a_row_is_unticked_and_asked_for_anew_when_one_joins() -> None:
    rig = Rig()
    first, second, third = [product["id"] for product in (await rig.sample())[:3]]

    def form(*unticked: str) -> dict[str, object]:
        return {"mode": "percent", "percent": "+200", "unticked": unticked}

    ids = [first, second, third]
    plan = await rig.ask("plan.price", form=form(third), product_ids=ids)
    accepted = await rig.ask("plan.accept", digest=plan["digest"], codes=["big_change"])
    assert (plan["blocked"], accepted["blocked"]) == (True, False)
    fewer = await rig.ask("plan.price", form=form(second, third), product_ids=ids, refines=accepted["digest"])
    assert (fewer["writes"], fewer["blocked"]) == (1, False)
    more = await rig.ask("plan.price", form=form(), product_ids=ids, refines=fewer["digest"])
    assert (more["writes"], more["blocked"]) == (3, True)
    assert await rig.refused("plan.price", form=form(), product_ids=ids, refines="no such") == "unknown_plan"


async def test_the_same_plan_runs_once() -> None:
    rig = Rig()
    products = await rig.sample()
    form = {"mode": "percent", "percent": "+1"}
    plan = await rig.ask("plan.price", form=form, product_ids=[products[0]["id"]])
    await rig.ran(plan)
    assert await rig.refused("run.start", digest=plan["digest"]) == "run_already"


async def test_a_changed_sample_shop_is_there_again_after_a_restart() -> None:
    rig = Rig()
    products = await rig.sample()
    first = products[0]
    form = {"mode": "set", "amounts": {"usd": "33.33"}}
    detail = await rig.ran(await rig.ask("plan.price", form=form, product_ids=[first["id"]]))
    assert detail["run"]["counts"]["applied"] == 1
    later = Rig(rig)
    await later.ask("account.resume", token=None)
    await later.app.start()
    await later.ask("catalog.refresh")
    await later.app.idle()
    shop = await later.ask("catalog.get")
    assert {p["id"]: p["price"]["minor"] for p in shop["products"]}[first["id"]] == 3333
    await later.ask("account.sample", reset=True)
    await later.ask("catalog.refresh")
    await later.app.idle()
    assert (await later.ask("catalog.get"))["products"][0]["price"] == first["price"]


async def test_the_token_is_in_no_reply_event_or_table() -> None:
    rig = Rig()
    status = await rig.raw("account.connect", token=CANARY)
    await rig.app.idle()
    shop = await rig.raw("catalog.get")
    ids = [product["id"] for product in shop["result"]["products"]][:5]
    plan = await rig.ask("plan.price", form={"mode": "percent", "percent": "+5"}, product_ids=ids)
    detail = await rig.ran(plan)
    report = await rig.ask("run.export", run_id=detail["run"]["run_id"])
    everything = json.dumps([status, shop, plan, detail, report, rig.events])
    assert CANARY not in everything
    assert CANARY not in "\n".join(rig.conn.iterdump())
    assert CANARY not in repr(vars(rig.app))


async def test_a_token_of_the_same_account_is_taken_up_without_asking() -> None:
    rig = Rig()
    await rig.ask("account.connect", token=CANARY)
    await rig.app.idle()
    later = Rig(rig)
    assert (await later.ask("account.status"))["account"]["connected"] is False
    assert (await later.ask("account.resume", token=CANARY))["account"]["connected"] is True
    assert (await later.ask("account.resume", token=None))["account"]["connected"] is False


async def test_another_token_is_checked_before_it_is_taken_up() -> None:
    rig = Rig()
    await rig.ask("account.connect", token=CANARY)
    await rig.app.idle()
    later = Rig(rig)
    await later.ask("account.resume", token=CANARY[::-1])
    assert (await later.ask("account.status"))["account"]["connected"] is True


async def test_leaving_the_sample_shop_goes_back_to_the_own_one() -> None:
    rig = Rig()
    own = (await rig.ask("account.connect", token=CANARY))["account"]
    await rig.app.idle()
    assert (await rig.ask("account.sample", reset=False))["account"]["sample"] is True
    await rig.app.idle()
    left = (await rig.ask("account.leave"))["account"]
    assert (left["account_id"], left["connected"]) == (own["account_id"], False)
    fresh = Rig()
    await fresh.sample()
    assert (await fresh.ask("account.leave"))["account"] is None


async def test_forget_leaves_nothing() -> None:
    rig = Rig()
    products = await rig.sample()
    await rig.ask("selection.save", selection=selection("Mine", [products[0]["id"]]))
    await rig.ask("account.forget")
    assert (await rig.ask("account.status"))["account"] is None
    dump = "\n".join(rig.conn.iterdump())
    assert "INSERT INTO" not in dump
    assert products[0]["name"] not in dump


def selection(name: str, ids: list[str]) -> dict[str, Any]:
    return {"name": name, "filter": None, "sort": None, "product_ids": ids}


async def test_selections_are_kept_by_name() -> None:
    rig = Rig()
    products = await rig.sample()
    kept = await rig.ask("selection.save", selection=selection("  Mine ", [products[0]["id"]]))
    assert [each["name"] for each in kept["selections"]] == ["Mine"]
    assert await rig.refused("selection.save", selection=selection(" ", [])) == "selection_unnamed"
    assert (await rig.ask("selection.delete", name="Mine"))["selections"] == []


async def test_settings_are_checked_and_kept() -> None:
    rig = Rig()
    kept = (await rig.ask("settings.get"))["settings"]
    changed = {**kept, "read_only": True, "usd_rates": {"jpy": "150"}}
    assert (await rig.ask("settings.set", settings=changed))["settings"] == changed
    assert await rig.refused("settings.set", settings={**kept, "usd_rates": {"jpy": "0"}}) == "bad_settings"
    assert (await rig.ask("settings.get"))["settings"] == changed


async def test_queries_and_checks_answer_bad_input_by_field() -> None:
    rig = Rig()
    await rig.sample()
    found = await rig.ask("catalog.query", filter={"text": "icon"}, sort={"key": "name"})
    assert found["ids"]
    answer = await rig.raw("catalog.query", filter={"price_from": "cheap"}, sort={})
    assert answer["error"]["fields"].keys() == {"price_from"}
    check = await rig.ask("plan.check", form={"mode": "percent", "percent": "a lot"}, product_ids=found["ids"])
    assert check["errors"].keys() == {"percent"}


async def test_the_account_cannot_change_under_a_run() -> None:
    rig = Rig()
    products = await rig.sample()
    ids = [product["id"] for product in products]
    plan = await rig.ask("plan.price", form={"mode": "percent", "percent": "+1"}, product_ids=ids)
    await rig.ask("run.start", digest=plan["digest"])
    for op, fields in (("account.sample", {"reset": True}), ("account.leave", {}), ("account.forget", {})):
        assert await rig.refused(op, **fields) == "busy_run"
    run = (await rig.ask("run.list"))["runs"][0]
    await rig.ask("run.stop", run_id=run["run_id"])
    await rig.app.idle()
    assert (await rig.ask("run.resume", run_id=run["run_id"]))["state"] == "running"
    await rig.app.idle()


async def test_our_own_bug_is_told_without_its_text() -> None:
    rig = Rig()
    await rig.sample()
    rig.conn.execute("DROP TABLE selections")
    answer = await rig.raw("selection.list")
    assert answer["error"]["code"] == "internal"
    assert "OperationalError" in answer["error"]["server_words"]
    assert "selections" not in json.dumps(answer["error"])


async def test_the_engine_tells_what_it_is() -> None:
    told = await Rig().ask("engine.status")
    assert (told["version"], told["durable"]) == ("1.2.3", True)


async def test_the_glance_tells_the_shop_and_its_newest_run() -> None:
    rig = Rig()
    products = await rig.sample()
    plan = await rig.ask("plan.price", form={"mode": "percent", "percent": "+1"}, product_ids=[products[0]["id"]])
    await rig.ran(plan)
    glance = [event for event in rig.events if event["type"] == "glance.changed"][-1]
    assert (glance["shop_name"], glance["sample"], glance["products"]) == ("Sample shop", True, len(products))
    assert glance["run"]["state"] == "finished"
