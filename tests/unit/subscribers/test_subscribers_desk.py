"""The commands of the subscribers, from text to text, over the sandbox."""

import csv
import io
from typing import Any

from py_core.app import App
from py_core.sandbox.sample_shop import SAMPLE_TOKEN
from tests.unit.export.rig import MemoryFiles
from tests.unit.test_app import Rig


class FilesRig(Rig):
    """An engine with a folder for exports."""

    def __init__(self) -> None:
        super().__init__()
        self.files = MemoryFiles()
        numbers = iter(range(1, 10_000))
        self.app = App(
            self.conn,
            self.clock,
            lambda _: self,
            lambda _: None,
            lambda count: next(numbers).to_bytes(count, "big"),
            {"version": "1.2.3", "durable": True},
            self.files,
        )


async def connected() -> FilesRig:
    rig = FilesRig()
    await rig.ask("account.connect", token=SAMPLE_TOKEN)
    await rig.app.idle()
    return rig


async def listed(rig: Rig, **form: Any) -> dict[str, Any]:
    return dict(await rig.ask("subscribers.list", form=form))


async def read(rig: Rig) -> dict[str, Any]:
    await rig.ask("subscribers.sync")
    await rig.app.idle()
    return await listed(rig)


async def test_the_sample_shop_has_subscribers_of_several_kinds() -> None:
    rig = await connected()
    before = await listed(rig)
    assert (before["total"], before["read_at_ms"], before["able"]) == (0, None, 2)
    view = await read(rig)
    active = [each for each in view["rows"] if each["standing"] == "alive"]
    assert view["total"] == view["matching"] == len(view["rows"])
    assert len(active) > 8
    assert {each["standing"] for each in view["standings"]} >= {"alive", "pending_cancellation"}
    assert sum(each["count"] for each in view["standings"]) == view["total"]
    assert sum(group["active"] + group["ending"] + group["over"] for group in view["groups"]) == view["total"]
    ending = next(each for each in view["rows"] if each["standing"] == "pending_cancellation")
    assert [date["label"] for date in ending["dates"]] == ["ends on"]
    assert view["recurring"] is None
    few = await listed(rig, product_ids=[view["products"][0]["value"]], text="@")
    assert 0 < few["matching"] == view["products"][0]["count"] < view["total"]


async def test_the_estimate_comes_from_the_stored_sales() -> None:
    rig = await connected()
    await rig.ask("sales.sync")
    await rig.app.idle()
    view = await read(rig)
    recurring = view["recurring"]
    assert recurring["amount"]["estimate"]
    assert recurring["amount"]["minor"] > 0
    counted = next(int(word) for word in recurring["basis"][0].split() if word.isdigit())
    going_on = [each for each in view["rows"] if each["standing"] in ("alive", "pending_failure")]
    assert 0 < counted <= len(going_on)
    assert not any("not proven" in sentence for sentence in recurring["basis"])


async def test_what_was_exported_is_what_is_shown() -> None:
    rig = await connected()
    view = await read(rig)
    form = {"standings": ["alive"]}
    export = await rig.ask("subscribers.export", form=form, options={})
    await rig.app.idle()
    (done,) = (await rig.ask("export.list"))["exports"]
    assert (done["state"], done["kind"], done["export_id"]) == ("done", "subscribers", export["export_id"])
    text = bytes(rig.files.kept[done["file"]]).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["Subscription ID"] for row in rows] == [
        each["subscriber_id"] for each in view["rows"] if each["standing"] == "alive"
    ]
    note = (await rig.ask("export.note", export_id=export["export_id"]))["text"]
    assert "active subscriptions only" in note
    assert "matched the filter" in note
    nobody = {"form": {"text": "nobody"}, "options": {}}
    assert await rig.refused("subscribers.export", **nobody) == "export_nothing"


async def test_a_shop_that_was_not_read_is_read_first() -> None:
    rig = await connected()
    rig.conn.execute("DELETE FROM shops")
    rig.app._catalog.forget_loaded()
    assert (await listed(rig))["able"] is None
    assert await rig.refused("subscribers.sync") == "subscribers_no_shop"
    assert (await rig.ask("subscribers.stop"))["state"] == "idle"


async def test_forgetting_leaves_no_subscriber() -> None:
    rig = await connected()
    await read(rig)
    await rig.ask("account.forget")
    assert rig.conn.execute("SELECT count(*) FROM subscribers").fetchone() == (0,)
    assert rig.conn.execute("SELECT count(*) FROM subscriber_readings").fetchone() == (0,)
