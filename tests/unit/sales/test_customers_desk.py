"""The commands of the buyers, from text to text."""

import json
from typing import Any

import pytest

from py_core.desks import customers as desk
from py_core.sandbox.state import SAMPLE_TOKEN
from tests.unit.export.rig import MemoryFiles
from tests.unit.test_app import Rig

ALL: dict[str, Any] = {}


async def connected(files: MemoryFiles | None = None) -> Rig:
    rig = Rig(files=files)
    await rig.ask("account.connect", token=SAMPLE_TOKEN)
    await rig.app.idle()
    return rig


async def read(files: MemoryFiles | None = None) -> Rig:
    rig = await connected(files)
    await rig.ask("sales.sync")
    await rig.app.idle()
    return rig


async def refused(rig: Rig, op: str, **values: object) -> dict[str, Any]:
    answer = await rig.raw(op, **values)
    assert not answer["ok"]
    return dict(answer["error"])


async def test_before_sales_were_read_there_is_nobody() -> None:
    rig = await connected()
    view = await rig.ask("customers.list", form=ALL)
    assert (view["any"], view["rows"], view["total"], view["complete"]) == (False, [], 0, False)
    assert view["sentence"] == "The sales were not read yet."
    assert (await refused(rig, "customers.get", email="a@b.c"))["code"] == "customers_unknown"


async def test_pages_of_buyers_add_up_to_all_of_them() -> None:
    rig = await read()
    view = await rig.ask("customers.list", form=ALL, limit=20)
    assert view["any"]
    assert view["complete"]
    assert view["sentence"].endswith("every day's units agree with Gumroad's own totals.")
    rows = list(view["rows"])
    while len(rows) < view["total"]:
        rows += (await rig.ask("customers.list", form=ALL, limit=20, offset=len(rows)))["rows"]
    assert len({row["email"] for row in rows}) == view["total"]
    assert sum(row["gross"]["minor"] for row in rows) == view["gross"]["minor"]
    assert sum(row["spent"]["minor"] for row in rows) == view["spent"]["minor"]
    assert sum(row["may_contact"] for row in rows) == view["contactable"]
    spent = [row["spent"]["minor"] for row in rows]
    assert spent == sorted(spent, reverse=True)
    overview = await rig.ask("sales.overview", form={"span": "all", "filter": {}})
    assert view["gross"]["minor"] == sum(point["gross"]["minor"] for point in overview["points"])


async def test_a_buyer_is_shown_with_every_purchase() -> None:
    rig = await read()
    row = (await rig.ask("customers.list", form=ALL, sort={"key": "purchases"}))["rows"][0]
    view = await rig.ask("customers.get", email=f" {row['email'].upper()}")
    assert view["customer"] == row
    assert len(view["sales"]) == row["sales"]
    assert view["more"] == 0
    assert sum(sale["price"]["minor"] for sale in view["sales"]) == row["gross"]["minor"]
    moments = [sale["created_at_ms"] for sale in view["sales"]]
    assert moments == sorted(moments, reverse=True)


async def test_only_addresses_that_may_be_written_to_are_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    rig = await read()
    view = await rig.ask("customers.list", form=ALL, limit=500)
    copied = await rig.ask("customers.addresses", form=ALL)
    assert sorted(copied["text"].split("\n")) == sorted(r["email"] for r in view["rows"] if r["may_contact"])
    assert (copied["count"], copied["left_out"]) == (view["contactable"], view["total"] - view["contactable"])
    assert copied["left_out"] > 0
    monkeypatch.setattr(desk, "MOST_ADDRESSES", 3)
    assert (await refused(rig, "customers.addresses", form=ALL))["code"] == "customers_too_many"


async def test_segments_are_saved_renamed_and_deleted() -> None:
    rig = await read()
    form = {"filter": {"countries": ["Germany"]}, "segment": {"kind": "repeat", "times": "3"}}
    choices = await rig.ask("customers.save", name="  Loyal  Germans ", form=form)
    assert [(each["name"], each["segment"]["times"]) for each in choices["segments"]] == [("Loyal Germans", "3")]
    assert choices["products"]
    await rig.ask("customers.save", name="Others", form=ALL)
    for wrong, name in (("Others", "Loyal Germans"), ("Others", " ")):
        assert list((await refused(rig, "customers.rename", name=wrong, new_name=name))["fields"]) == ["name"]
    assert (await refused(rig, "customers.rename", name="None", new_name="x"))["code"] == "customers_no_segment"
    await rig.ask("customers.rename", name="Others", new_name="Others")
    renamed = await rig.ask("customers.rename", name="Others", new_name="All")
    assert [each["name"] for each in renamed["segments"]] == ["All", "Loyal Germans"]
    left = await rig.ask("customers.delete", name="All")
    assert [each["name"] for each in left["segments"]] == ["Loyal Germans"]
    assert (await rig.ask("customers.choices")) == left


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"filter": {"first_day": "2026-02-01", "last_day": "2026-01-01"}}, "last_day"),
        ({"segment": {"kind": "repeat", "times": "often"}}, "times"),
        ({"segment": {"kind": "bought", "bought": ["a"], "not_bought": ["a"]}}, "not_bought"),
    ],
)
async def test_bad_input_is_refused_at_its_field(form: dict[str, Any], field: str) -> None:
    rig = await connected()
    for op, more in (
        ("customers.list", {}),
        ("customers.addresses", {}),
        ("customers.save", {"name": "x"}),
        ("customers.export", {"contactable": False, "options": {}}),
    ):
        assert list((await refused(rig, op, form=form, **more))["fields"]) == [field]
    assert list((await refused(rig, "customers.save", name=" ", form={}))["fields"]) == ["name"]


SEGMENTS: list[dict[str, Any]] = [
    {"kind": "all"},
    {"kind": "repeat"},
    {"kind": "lapsed"},
    {"kind": "top", "top": "7"},
    {"kind": "top", "top_by": "amount", "amount": "20"},
    {"kind": "refunded"},
    {"kind": "code"},
]


@pytest.mark.parametrize("segment", SEGMENTS, ids=str)
@pytest.mark.parametrize("contactable", [False, True])
async def test_a_file_holds_the_buyers_of_the_list(segment: dict[str, Any], contactable: bool) -> None:
    files = MemoryFiles()
    rig = await read(files=files)
    form = {"segment": segment}
    view = await rig.ask("customers.list", form=form, limit=500, sort={"key": "email", "descending": False})
    rows = [row for row in view["rows"] if row["may_contact"] or not contactable]
    assert rows
    options = {"format": "jsonl"}
    begun = await rig.ask("customers.export", form=form, contactable=contactable, options=options)
    await rig.app.idle()
    (done,) = (await rig.ask("export.list"))["exports"]
    assert (done["state"], done["kind"], done["rows"], done["total"]) == (
        "done",
        "customers",
        len(rows),
        begun["total"],
    )
    written = [json.loads(line) for line in bytes(files.kept[done["file"]]).decode().splitlines()]
    assert [(line["email"], line["purchases"], line["country"]) for line in written] == [
        (row["email"], row["purchases"], row["country"]) for row in rows
    ]
    assert [round(float(line["spent"]) * 100) for line in written] == [row["spent"]["minor"] for row in rows]
    note = (await rig.ask("export.note", export_id=done["export_id"]))["text"]
    assert "One row for each e-mail address" in note
    assert ("Only buyers that may be contacted." in note) == contactable
