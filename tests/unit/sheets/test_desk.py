"""The catalogue as a file through the core's border: out, edited, and back."""

import base64
import json
from typing import Any

from tests.unit.export.rig import MemoryFiles
from tests.unit.sheets.rig import csv_of, edited, table_of
from tests.unit.test_app import CANARY, Rig

FORM = {"columns": ["name", "price", "published", "summary", "tags", "description"], "description": "markdown"}


class SheetRig(Rig):
    """An engine with the sample shop and a folder for its files."""

    def __init__(self, earlier: "SheetRig | None" = None) -> None:
        self.files: MemoryFiles = earlier.files if earlier else MemoryFiles()
        super().__init__(earlier, self.files)

    async def export(self, form: dict[str, Any] | None = None, **options: Any) -> bytes:
        view = await self.ask("listing.sheet.export", form=form or FORM, options=options)
        await self.app.idle()
        (export,) = [e for e in (await self.ask("export.list"))["exports"] if e["export_id"] == view["export_id"]]
        assert export["state"] == "done", export
        return bytes(self.files.kept[export["file"]])

    def raw_of(self, product_id: str) -> dict[str, Any]:
        """A product as it is stored."""
        (text,) = self.conn.execute("SELECT raw_json FROM products WHERE product_id = ?", (product_id,)).fetchone()
        found: dict[str, Any] = json.loads(text)
        return found

    async def check(self, content: bytes, name: str = "catalogue.csv") -> dict[str, Any]:
        text = base64.b64encode(content).decode()
        found: dict[str, Any] = await self.ask("listing.sheet.check", name=name, content=text)
        return found


async def test_what_can_be_chosen() -> None:
    rig = SheetRig()
    products = await rig.sample()
    view = await rig.ask("listing.sheet.columns")
    assert view["products"] == len(products)
    assert [column["key"] for column in view["columns"] if column["read_only"]] == [
        "currency",
        "permalink",
        "address",
    ]
    assert set(view["usual"]) < {column["key"] for column in view["columns"]}
    assert (view["clear"], view["most_mb"]) == ("CLEAR", 20)


async def test_a_file_that_was_not_edited_comes_back_as_nothing() -> None:
    rig = SheetRig()
    products = await rig.sample()
    for options in ({"format": "xlsx"}, {"format": "csv", "separator": "semicolon", "decimal_comma": True}):
        view = await rig.check(await rig.export(**options))
        assert (view["changed"], view["fresh"], view["useful"]) == (0, 0, False)
        assert (view["problems"], view["doubts"], view["notes"]) == ([], [], [])
        assert view["headline"] == "Nothing was edited in this file"
        assert view["facts"][0] == f"{len(products)} rows were read."


async def test_an_edited_file_says_what_changes_and_what_cannot_be_used() -> None:
    rig = SheetRig()
    await rig.sample()
    header, first, second, *rest = table_of(await rig.export())
    at = {title: number for number, title in enumerate(header)}
    first[at["Name"]] = "A new name"
    first[at["Price"]] = "abc"
    second[at["Summary"]] = "A new summary"
    new = ["" for _ in header]
    new[at["Name"]], new[at["Price"]], new[at["Currency"]] = "Something new", "5", "usd"
    view = await rig.check(csv_of([header, first, second, *rest, new]))
    assert view["headline"] == "2 edited cells and 1 new product"
    assert view["columns"] == [{"title": "Name", "count": 1}, {"title": "Summary", "count": 1}]
    (problem,) = view["problems"]
    assert (problem["row"], problem["column"], view["problem_title"]) == (
        2,
        "Price",
        "One cell or row cannot be used",
    )
    assert (view["changed"], view["fresh"], view["more_problems"]) == (2, 1, 0)
    again = await rig.ask("listing.sheet.again", sheet_id=view["sheet_id"])
    assert again == view
    later = SheetRig(rig)
    await later.ask("account.resume", token=None)
    assert await later.ask("listing.sheet.again", sheet_id=view["sheet_id"]) == view
    assert await later.refused("listing.sheet.again", sheet_id="other") == "sheet_gone"


async def test_chosen_products_alone_go_out_and_an_export_can_be_made_again() -> None:
    rig = SheetRig()
    products = await rig.sample()
    ids = [product["id"] for product in products[:3]]
    content = await rig.export({**FORM, "product_ids": ids})
    assert [row[0] for row in table_of(content)[1:]] == ids
    (export,) = (await rig.ask("export.list"))["exports"]
    await rig.ask("export.again", export_id=export["export_id"])
    await rig.app.idle()
    newest, _ = (await rig.ask("export.list"))["exports"]
    again = bytes(rig.files.kept[newest["file"]])
    marks = {row[-1] for row in table_of(content)[1:]} | {row[-1] for row in table_of(again)[1:]}
    assert len(marks) == 2
    view = await rig.check(edited(again, lambda cells: cells.update({"Name": "Same"})))
    assert (view["changed"], view["notes"]) == (3, [])


async def test_a_row_that_changed_on_both_sides_is_left_to_the_seller() -> None:
    rig = SheetRig()
    products = await rig.sample()
    first = next(
        product for product in products if product["price"]["currency"] == "usd" and product["type"] == "one_off"
    )
    content = edited(await rig.export(), lambda cells: cells.update({"Price": "77.00"} if cells["Price"] else {}))
    form = {"mode": "set", "amounts": {"usd": "33.33"}}
    await rig.ran(await rig.ask("plan.price", form=form, product_ids=[first["id"]]))
    view = await rig.check(content)
    assert [doubt["key"] for doubt in view["doubts"]] == [f"{first['id']}/price"]
    assert view["doubts"][0]["why"] == "Your shop has changed here since the file was made."


async def test_what_cannot_be_written_or_read_is_refused() -> None:
    rig = SheetRig()
    await rig.sample()
    for form, options, code in (
        (FORM, {"format": "jsonl"}, "sheet_no_lines"),
        ({**FORM, "columns": []}, {}, "sheet_choose_columns"),
        ({**FORM, "product_ids": ["gone"]}, {}, "sheet_nothing_chosen"),
    ):
        assert await rig.refused("listing.sheet.export", form=form, options=options) == code
    assert await rig.refused("listing.sheet.check", name="x", content="?") == "sheet_base64"
    assert await rig.refused("listing.sheet.check", name="x", content="A" * 26_700_000) == "sheet_file_large"
    assert await rig.refused("listing.sheet.check", name="x", content="") == "sheet_file_empty"


async def test_an_edited_file_runs_as_it_was_previewed_and_can_be_taken_back() -> None:
    rig = SheetRig()
    await rig.sample()
    content = await rig.export()
    header, first, second, *rest = table_of(content)
    at = {title: number for number, title in enumerate(header)}
    first[at["Name"]], first[at["Price"]] = "A new name", "41.00"
    second[at["Description (Markdown)"]] += "\n\nA *new* last line."
    second[at["Published"]] = "perhaps"
    new = ["" for _ in header]
    new[at["Name"]], new[at["Price"]], new[at["Currency"]] = "Something new", "5", "usd"
    view = await rig.check(csv_of([header, first, second, *rest, new]))
    form = {"job": "sheet", "sheet_id": view["sheet_id"], "chosen": [], "unticked": []}
    plan = await rig.ask("plan.sheet", form=form)
    assert plan["sheet_form"] == form
    rows = {row["key"]: row for row in plan["listing_rows"]}
    assert plan["writes"] == 4
    ids = (first[0], second[0])
    assert set(rows) == {f"{ids[0]}/listing", ids[0], f"{ids[1]}/listing", "new/1", "problem/0"}
    assert (rows["problem/0"]["line"], rows["problem/0"]["detail"]) == (3, "Published")
    fewer = await rig.ask("plan.sheet", form={**form, "unticked": ["new/1"]}, refines=plan["digest"])
    assert fewer["writes"] == 3
    detail = await rig.ran(fewer)
    assert detail["run"]["counts"]["applied"] == 3
    products = {product["id"]: product for product in (await rig.ask("catalog.get"))["products"]}
    assert (products[ids[0]]["name"], products[ids[0]]["price"]["minor"]) == ("A new name", 4100)
    raw = rig.raw_of(ids[1])
    assert raw["description"].endswith("<p>A <em>new</em> last line.</p>")
    later = await rig.ask("listing.sheet.again", sheet_id=view["sheet_id"])
    assert (later["changed"], later["fresh"]) == (0, 1)
    assert await rig.refused("plan.sheet", form={**form, "sheet_id": "gone"}) == "sheet_gone"
    undo = await rig.ask("plan.undo", run_id=detail["run"]["run_id"])
    await rig.ran(undo)
    assert (await rig.check(content))["changed"] == 0


async def test_a_file_that_changes_nothing_makes_no_plan() -> None:
    rig = SheetRig()
    await rig.sample()
    view = await rig.check(await rig.export())
    form = {"job": "sheet", "sheet_id": view["sheet_id"]}
    assert await rig.refused("plan.sheet", form=form) == "sheet_nothing_wanted"


async def test_a_doubt_is_done_when_it_is_chosen_and_a_row_that_is_left_out_otherwise() -> None:
    rig = SheetRig()
    products = await rig.sample()
    header, row = table_of(await rig.export({**FORM, "product_ids": [products[0]["id"]]}))
    double = ["", *row[1:-1], ""]
    name = header.index("Name")
    view = await rig.check(csv_of([header, row, double]))
    (doubt,) = view["doubts"]
    assert (doubt["row"], doubt["product"]) == (3, row[name])
    assert view["headline"] == "Nothing changes unless you choose it below"
    plan = await rig.ask(
        "plan.sheet", form={"job": "sheet", "sheet_id": view["sheet_id"], "chosen": [doubt["key"]]}
    )
    assert [row["key"] for row in plan["listing_rows"]] == ["new/1"]
    other = [*row]
    other[header.index("Summary")] = "Another summary"
    view = await rig.check(csv_of([header, other, double]))
    plan = await rig.ask("plan.sheet", form={"job": "sheet", "sheet_id": view["sheet_id"]})
    assert [row["key"] for row in plan["listing_rows"]] == [f"{row[0]}/listing", "doubt/row/3"]


async def test_drafts_beyond_a_days_limit_are_made_the_next_day_without_doubles() -> None:
    rig = SheetRig()
    await rig.ask("account.connect", token=CANARY)
    await rig.app.idle()
    rig.sandbox.state.user.verified = False
    for at, product in enumerate(rig.sandbox.state.products):
        product.created_at = f"2020-01-{at % 28 + 1:02d}T00:00:00Z"
    before = len(rig.sandbox.state.products)
    rows = [["", f"New pack {number}", "5", "usd"] for number in range(1, 15)]
    content = csv_of([["ID", "Name", "Price", "Currency"], *rows])
    view = await rig.check(content)
    plan = await rig.ask("plan.sheet", form={"job": "sheet", "sheet_id": view["sheet_id"]})
    first = await rig.ran(plan)
    assert (first["run"]["state"], first["run"]["counts"]["applied"]) == ("paused", 10)
    assert "no more products for you today" in first["run"]["wait_text"]
    assert "10 products per day" in first["run"]["wait_text"]
    assert len(rig.sandbox.state.products) == before + 10
    again = await rig.check(content)
    assert (again["fresh"], len(again["doubts"])) == (4, 10)
    rig.clock.advance(86_400)
    await rig.ask("run.resume", run_id=first["run"]["run_id"])
    await rig.app.idle()
    second = await rig.ask("run.watch", run_id=first["run"]["run_id"])
    assert (second["run"]["state"], second["run"]["counts"]["applied"]) == ("finished", 14)
    names = [product.name for product in rig.sandbox.state.products]
    assert sorted(name for name in names if name.startswith("New pack")) == sorted(row[1] for row in rows)
