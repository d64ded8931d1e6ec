"""The catalogue as a file through the core's border: out, edited, and back."""

import base64
from typing import Any

from tests.unit.export.rig import MemoryFiles
from tests.unit.sheets.rig import csv_of, edited, table_of
from tests.unit.test_app import Rig

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
