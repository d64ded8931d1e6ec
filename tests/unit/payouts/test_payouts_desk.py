"""The commands of the payouts, from text to text, over the sandbox."""

import asyncio
import csv
import io
from typing import Any

from py_core.gumroad.wire import Request, Response
from tests.unit.subscribers.test_subscribers_desk import FilesRig, connected
from tests.unit.test_app import Rig


async def listed(rig: Rig, **form: Any) -> dict[str, Any]:
    return dict(await rig.ask("payouts.list", form=form))


async def read(rig: Rig, **form: Any) -> dict[str, Any]:
    await rig.ask("payouts.sync", form=form)
    await rig.app.idle()
    return await listed(rig, **form)


async def detail(rig: Rig, payout_id: str) -> dict[str, Any]:
    return dict(await rig.ask("payouts.detail", payout_id=payout_id))


async def with_details(rig: Rig, count: int = 1) -> list[str]:
    ids = [each["payout_id"] for each in (await read(rig))["payouts"] if each["payout_id"]][:count]
    await rig.ask("payouts.details", payout_ids=ids)
    await rig.app.idle()
    return ids


class Refusing(FilesRig):
    """A Gumroad that refuses payouts."""

    async def send(self, request: Request) -> Response:
        if request.path.startswith("/v2/payouts"):
            return Response(403, (), b"")
        return await super().send(request)


async def test_the_list_is_read_page_by_page_with_those_to_come_first() -> None:
    rig = await connected()
    before = await listed(rig)
    assert (before["payouts"], before["read_at_ms"], before["may_read"]) == ([], None, True)
    view = await read(rig)
    statuses = [each["status"] for each in view["payouts"]]
    past = [each for each in view["payouts"] if each["payout_id"]]
    assert statuses[0] == "payable"
    assert {each["status"] for each in past} == {"completed"}
    assert len(past) == view["total"] == sum(not each.is_upcoming for each in rig.sandbox.state.payouts) > 20
    assert [each["created_ms"] for each in past] == sorted((each["created_ms"] for each in past), reverse=True)
    assert all(each["amount"].startswith(("$", "\N{MINUS SIGN}$")) for each in past)
    assert view["sums"][0]["count"] == len(past)
    assert view["sync"]["state"] == "done"


async def test_days_bound_what_is_asked_and_shown() -> None:
    rig = await connected()
    view = await read(rig, first_day="2026-08-01", last_day="2026-09-30")
    assert 5 < len(view["payouts"]) < 12
    assert all(each["payout_id"] for each in view["payouts"])
    assert (await listed(rig))["payouts"][0]["status"] == "payable"
    later = await read(rig, first_day="2026-10-01")
    assert later["payouts"][0]["payout_id"] is None
    form = {"first_day": "2026-09-30", "last_day": "2026-08-01"}
    for op in ("payouts.list", "payouts.sync"):
        assert await rig.refused(op, form=form) == "sales_bad_filter"
        assert await rig.refused(op, form={"first_day": "2031-01-01"}) == "sales_bad_filter"
        assert await rig.refused(op, form={"first_day": "soon"}) == "sales_bad_filter"


async def test_a_payout_adds_up_to_its_transactions() -> None:
    rig = await connected()
    await rig.ask("sales.sync")
    await rig.app.idle()
    (payout_id,) = await with_details(rig)
    view = await detail(rig, payout_id)
    assert view["agrees"]
    assert view["outcome"].startswith("It adds up")
    assert view["transaction_count"] == sum(line["count"] for line in view["lines"])
    assert view["payout"]["read"]
    matched = next(note for note in view["notes"] if "among the sales" in note)
    here, named = matched.split()[0], matched.split()[3]
    assert here == named
    assert await rig.refused("payouts.detail", payout_id="none") == "payouts_unknown"
    assert await rig.refused("payouts.details", payout_ids=["none"]) == "payouts_unknown"


async def test_without_transactions_the_stored_sales_are_added_up() -> None:
    rig = await connected()
    for payout in rig.sandbox.state.payouts:
        payout.transactions = []
    (payout_id,) = await with_details(rig)
    empty = await detail(rig, payout_id)
    assert "not among the sales" in empty["notes"][0]
    assert empty["agrees"] is False
    await rig.ask("sales.sync")
    await rig.app.idle()
    view = await detail(rig, payout_id)
    assert view["source"].startswith("Gumroad gave no transactions")
    assert view["agrees"]


async def test_files_of_payouts_and_transactions() -> None:
    rig = await connected()
    view = await read(rig)
    ids = [each["payout_id"] for each in view["payouts"] if each["payout_id"]][:2]
    asked: dict[str, Any] = {"what": "transactions", "payout_ids": ids, "options": {}}
    assert await rig.refused("payouts.export", **asked) == "payouts_unread"
    assert await rig.refused("payouts.export", what="transactions", options={}) == "payouts_none_chosen"
    await rig.ask("payouts.details", payout_ids=ids)
    await rig.app.idle()
    views = [await detail(rig, payout_id) for payout_id in ids]
    rows = await exported(rig, **asked)
    assert len(rows) == sum(each["transaction_count"] for each in views)
    assert {row["Payout ID"] for row in rows} == set(ids)
    assert all(row["As sent"].startswith("{") for row in rows)
    hashed = await exported(rig, **(asked | {"options": {"hashed_emails": True}}))
    assert "As sent" not in hashed[0]
    assert not any("@" in value for row in hashed for value in row.values())
    every = await exported(rig, what="payouts", options={})
    assert len(every) == len(view["payouts"])
    assert every[0]["Payout ID"] == ""
    bad = {"first_day": "2026-09-30", "last_day": "2026-08-01"}
    assert await rig.refused("payouts.export", what="payouts", form=bad, options={}) == "sales_bad_filter"


async def exported(rig: FilesRig, **fields: Any) -> list[dict[str, str]]:
    export = await rig.ask("payouts.export", **fields)
    await rig.app.idle()
    found = (await rig.ask("export.list"))["exports"]
    done = next(each for each in found if each["export_id"] == export["export_id"])
    assert done["state"] == "done"
    text = bytes(rig.files.kept[done["file"]]).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


async def test_without_permission_the_scope_is_named() -> None:
    rig = Refusing()
    await rig.ask("account.connect", token="x" * 43)
    await rig.app.idle()
    view = await read(rig)
    assert view["may_read"] is False
    assert "view_payouts" in view["sync"]["message"]
    assert (view["sync"]["state"], view["sync"]["refused"]) == ("failed", True)


async def test_a_reading_is_stopped_and_begun_again() -> None:
    rig = await connected()
    await rig.ask("payouts.sync", form={})
    await asyncio.sleep(0)
    assert (await rig.ask("payouts.sync", form={}))["state"] == "reading"
    assert (await rig.ask("payouts.stop"))["state"] == "stopped"
    assert (await rig.ask("payouts.stop"))["state"] == "stopped"
    assert (await read(rig))["sync"]["state"] == "done"


async def test_forgetting_leaves_no_payout() -> None:
    rig = await connected()
    await with_details(rig)
    await rig.ask("account.forget")
    assert rig.conn.execute("SELECT count(*) FROM payouts").fetchone() == (0,)
    assert rig.conn.execute("SELECT count(*) FROM payout_readings").fetchone() == (0,)
