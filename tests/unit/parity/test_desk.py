"""The parity tool over the sample shop: edits, files, codes, and what a second run of a table does."""

import json
from typing import Any

import pytest

from py_core.sandbox.server import Sandbox
from tests.unit.test_app import CANARY, Rig

FORM = {"job": "parity", "cap": "20"}
KEPT = ("BR", "IN", "ZA", "PL")


async def opened() -> tuple[Rig, list[str]]:
    """The sample shop with a table of four countries, and the ids of a few of its products."""
    rig = Rig()
    products = await rig.sample()
    table = await rig.ask("parity.get")
    others = [row["country"] for row in table["rows"] if row["country"] not in KEPT]
    await edit(rig, do="drop", countries=others)
    return rig, [product["id"] for product in products[:5]]


async def edit(rig: Rig, **fields: Any) -> dict[str, Any]:
    view: dict[str, Any] = await rig.ask("parity.edit", edit=fields)
    return view


def given(view: dict[str, Any]) -> dict[str, int]:
    return {row["country"]: row["percent"] for row in view["rows"] if row["percent"]}


async def run_table(rig: Rig, ids: list[str], **form: Any) -> dict[str, Any]:
    """Make the table's codes and read the shop again; the plan."""
    plan: dict[str, Any] = await rig.ask("plan.parity", form={**FORM, **form}, product_ids=ids)
    if plan["writes"]:
        await rig.ran(plan)
        await rig.ask("catalog.refresh")
        await rig.app.idle()
    return plan


def doings(plan: dict[str, Any]) -> list[tuple[str, str]]:
    return sorted({(row["doing"], row["code"]) for row in plan["code_rows"] if row["doing"] != "skipped"})


async def test_a_table_is_there_from_the_start_and_kept_at_every_edit() -> None:
    rig, _ = await opened()
    first = await rig.ask("parity.get")
    assert [row["country"] for row in first["rows"]] == sorted(KEPT)
    assert first["honest"]
    assert first["native_read"]
    typed = await edit(rig, do="percent", countries=["IN"], text="33")
    assert given(typed)["IN"] == 33
    again = await Rig(rig).ask("parity.get")
    assert again == typed
    assert given(await rig.ask("parity.undo_edit")) == given(first)


async def test_an_edit_that_cannot_be_used_changes_nothing() -> None:
    rig, _ = await opened()
    before = await rig.ask("parity.get")
    bad: list[dict[str, Any]] = [
        {"do": "percent", "countries": ["IN"], "text": "12,5"},
        {"do": "percent", "countries": ["IN"], "text": "101"},
        {"do": "percent", "countries": ["XX"], "text": "10"},
        {"do": "group", "countries": ["IN"], "text": "a b"},
        {"do": "template", "text": "{country}"},
        {"do": "template", "text": "with blanks"},
        {"do": "tier", "group": "", "text": "10"},
        {"do": "saved", "name": "none such"},
    ]
    for one in bad:
        answer = await rig.raw("parity.edit", edit=one)
        assert not answer["ok"], one
        assert answer["error"]["message"].endswith((".", "?")), one
    assert await rig.ask("parity.get") == before


async def test_rules_come_back_as_they_were_typed() -> None:
    rig, ids = await opened()
    rules = {
        "do": "rules",
        "source": "blend",
        "strength": 80,
        "floor": "10",
        "cap": "50",
        "step": 5,
        "least_net": "2.50",
        "codes_per": "tier",
        "excluded_products": ids[:1],
    }
    view = await edit(rig, **rules)
    assert view["rules"] == {name: value for name, value in rules.items() if name != "do"}
    assert view["template"] == "{group}{off}"
    refused = await rig.raw("parity.edit", edit={**rules, "floor": "60"})
    assert refused["error"]["fields"].keys() == {"floor"}
    refused = await rig.raw("parity.edit", edit={**rules, "least_net": "-1"})
    assert refused["error"]["fields"].keys() == {"least_net"}


async def test_codes_are_made_once_and_then_only_what_changed() -> None:
    rig, ids = await opened()
    first = await run_table(rig, ids)
    made = {name for doing, name in doings(first) if doing == "create"}
    assert made == {f"{country}{off}" for country, off in given(await rig.ask("parity.get")).items()}
    assert (await run_table(rig, ids))["writes"] == 0
    await edit(rig, do="percent", countries=["IN"], text="35")
    changed = await run_table(rig, ids)
    assert doings(changed) == [("create", "IN35"), ("delete", "IN40")]
    assert (await run_table(rig, ids))["writes"] == 0
    await edit(rig, do="excluded", countries=["BR"], excluded=True)
    assert (await run_table(rig, ids))["writes"] == 0
    dropped = await run_table(rig, ids, remove_dropped=True)
    assert {doing for doing, _ in doings(dropped)} == {"delete"}
    assert {name[:2] for _, name in doings(dropped)} == {"BR"}
    other_cap = await rig.ask("plan.parity", form={**FORM, "cap": "30"}, product_ids=ids)
    assert {doing for doing, _ in doings(other_cap)} == {"limits"}


async def test_the_sellers_own_codes_are_left_alone() -> None:
    rig, ids = await opened()
    own = {"job": "make", "name": "IN40", "kind": "percent", "percent": "10"}
    await rig.ran(await rig.ask("plan.codes", form=own, product_ids=ids[:1]))
    plan = await run_table(rig, ids[:1], remove_dropped=True)
    (row,) = [row for row in plan["code_rows"] if row["code"] == "IN40"]
    assert row["doing"] == "skipped"
    assert "this table did not make" in row["reason_text"]


async def test_a_preview_is_refined_over_its_own_table() -> None:
    rig, ids = await opened()
    plan = await rig.ask("plan.parity", form=FORM, product_ids=ids)
    await edit(rig, do="percent", countries=["IN"], text="11")
    key = plan["code_rows"][0]["key"]
    form = {**plan["codes_form"], "unticked": [key]}
    finer = await rig.ask("plan.parity", form=form, product_ids=ids, refines=plan["digest"])
    assert finer["writes"] == plan["writes"] - 1
    assert {row["code"] for row in finer["code_rows"]} == {row["code"] for row in plan["code_rows"]}


@pytest.mark.parametrize("field", ["cap", "product_ids"])
async def test_a_codes_form_that_cannot_be_used_says_where(field: str) -> None:
    rig, ids = await opened()
    form = {**FORM, "cap": "none"} if field == "cap" else FORM
    asked = [] if field == "product_ids" else ids
    assert (await rig.ask("parity.check", form=form, product_ids=asked))["errors"].keys() == {field}
    refused = await rig.raw("plan.parity", form=form, product_ids=asked)
    assert refused["error"]["fields"].keys() == {field}


async def test_check_says_what_will_happen() -> None:
    rig, ids = await opened()
    check = await rig.ask("parity.check", form=FORM, product_ids=ids)
    plan = await rig.ask("plan.parity", form=FORM, product_ids=ids)
    assert check["writes"] == plan["writes"] > 0
    assert check["sentences"][0] == f"{plan['writes']} codes are made."
    await run_table(rig, ids)
    assert (await rig.ask("parity.check", form=FORM, product_ids=ids))["sentences"][0].startswith("Everything is")


async def test_tables_are_saved_compared_and_taken_up_again() -> None:
    rig, _ = await opened()
    saved = await rig.ask("parity.save", name="  Autumn ", replace=False)
    assert [(one["name"], one["same"]) for one in saved["saved"]] == [("Autumn", True)]
    assert (await rig.refused("parity.save", name="Autumn", replace=False)) == "parity_name_taken"
    await edit(rig, do="percent", countries=["IN"], text="25")
    diff = await rig.ask("parity.diff", name="Autumn")
    assert [(line["where"], line["old"], line["new"]) for line in diff["given"]] == [("India", "40", "25")]
    back = await edit(rig, do="saved", name="Autumn")
    assert given(back) == given(saved)
    assert (await rig.ask("parity.diff", name="Autumn"))["given"] == []
    assert (await rig.ask("parity.delete", name="Autumn"))["saved"] == []


async def test_a_file_goes_out_and_in() -> None:
    rig, _ = await opened()
    before = await edit(rig, do="note", countries=["ZA"], text="=ask first")
    text = (await rig.ask("parity.export"))["text"]
    await edit(rig, do="preset", preset="full_parity")
    after = await rig.ask("parity.import", file_name="table.csv", text=text)
    assert after["rows"] == before["rows"]
    refused = await rig.raw("parity.import", file_name="table.csv", text="country,discount\nXX,10\nIN,5.5\n")
    assert refused["error"]["fields"].keys() == {"line 2", "line 3"}
    assert (await rig.ask("parity.get"))["rows"] == before["rows"]


async def test_what_gumroad_does_by_itself_is_shown_and_kept() -> None:
    rig, ids = await opened()
    await run_table(rig, ids)
    native = await rig.ask("parity.native")
    india = next(row for row in native["rows"] if row["country"] == "IN")
    assert india["percent"] == 60
    assert [point["percent"] for point in india["history"]] == [60]
    assert {row["code"][:2] for row in native["shadowed"]} <= set(KEPT)
    assert all(row["everywhere"] for row in native["shadowed"])


async def test_leaks_say_what_is_missing() -> None:
    rig, ids = await opened()
    assert (await rig.ask("parity.leaks"))["state"] == "no_codes"
    await run_table(rig, ids)
    assert (await rig.ask("parity.leaks"))["state"] in {"no_sales", "ready"}


async def test_sales_from_elsewhere_are_leaks() -> None:
    rig = Rig()
    await rig.ask("account.connect", token=CANARY)
    await rig.app.idle()
    table = await rig.ask("parity.get")
    await edit(rig, do="drop", countries=[row["country"] for row in table["rows"] if row["country"] != "IN"])
    product = (await rig.ask("catalog.get"))["products"][0]["id"]
    await run_table(rig, [product])
    state = json.loads(rig.sandbox.dump())
    state["sales"] = [
        {
            "product_id": product,
            "purchase_email": f"buyer{at}@example.com",
            "price": 1140,
            "country": name,
            "country_iso2": iso2,
            "created_at": "2026-07-01T10:00:00Z",
            "offer_code": {"code": code, "displayed_amount_off": "40%", "name": code},
        }
        for at, (iso2, name, code) in enumerate(
            (("IN", "India", "IN40"), ("US", "United States", "in40"), ("US", "United States", "OTHER"))
        )
    ]
    rig.sandbox = Sandbox.load(json.dumps(state))
    await rig.ask("sales.sync")
    await rig.app.idle()
    leaks = await rig.ask("parity.leaks")
    assert leaks["state"] == "ready"
    (row,) = leaks["rows"]
    assert (row["key"], row["code"], row["used"], row["outside"]) == ("IN", "IN40", 2, 1)
    assert row["countries"] == ["United States: 1"]
    assert (row["lost"], row["product_ids"]) == ("$7.60", [product])


async def test_names_that_leaked_are_turned() -> None:
    rig, ids = await opened()
    await run_table(rig, ids)
    view = await edit(rig, do="turn", keys=["IN"])
    (fresh,) = [row["code"] for row in view["rows"] if row["country"] == "IN"]
    assert fresh.startswith("IN40-")
    turned = await run_table(rig, ids)
    assert doings(turned) == [("create", fresh), ("delete", "IN40")]


async def test_banner_and_picture() -> None:
    rig, ids = await opened()
    banner = await rig.ask("parity.banner", form={"product_id": ids[0]})
    assert {sample["country"] for sample in banner["sample"]} == set(KEPT)
    assert banner["bytes_gzipped"] < 8192
    assert banner["problem"]
    await run_table(rig, ids)
    assert (await rig.ask("parity.banner", form={"product_id": ids[0]}))["problem"] == ""
    refused = await rig.raw("parity.banner", form={"product_id": ids[0], "accent": "red"})
    assert refused["error"]["fields"].keys() == {"accent"}
    picture = await rig.ask("parity.picture", product_id=ids[0])
    lefts = [row["left"]["minor"] for row in picture["rows"]]
    assert lefts == sorted(lefts)
    assert (await rig.refused("parity.picture", product_id="none")) == "parity_no_product"
