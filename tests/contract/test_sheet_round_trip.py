"""Two thousand products out to a file, some cells edited, and back: exactly those cells change on Gumroad."""

import csv
import io
from random import Random
from typing import Any

import pytest

from py_core.csv_builder import unsafe_cell
from py_core.gumroad.wire import Request, Response
from py_core.sandbox.generate import generate_shop
from py_core.sandbox.server import Sandbox
from tests.fakes import START_MS
from tests.unit.sheets.test_desk import SheetRig
from tests.unit.test_app import CANARY

PRODUCTS = 2_000
EDITED = 60
COLUMNS = ["name", "price", "published", "summary", "tags", "category", "description", "receipt"]
FIELDS = ("name", "price", "published", "custom_summary", "tags", "category", "description", "custom_receipt")
DESCRIPTIONS = (
    "<p>Plain words &amp; more of them.</p>",
    '<h2>What is in it</h2>\n<ul><li><p>40 <u>files</u></p></li></ul><p>See <a href="https://a.b/c?d=1&amp;e=2">it</a>.</p>',
    '<p>Before</p><figure><img src="https://a.b/c.png"></figure><p>Behind<br>and below</p>',
    "",
)  # fmt: skip


class BigRig(SheetRig):
    """An engine over a large shop whose descriptions are of many kinds."""

    def __init__(self) -> None:
        super().__init__()
        state = generate_shop(PRODUCTS, 3, START_MS)
        state.rate_limits = False
        dice = Random(5)
        for product in state.products:
            product.description = dice.choice(DESCRIPTIONS)
            product.custom_summary = dice.choice(("A summary", "=1+1", "", "0123", "1/2", "line\nbreak"))
            product.custom_receipt = dice.choice(("Thank you", "", "- dash"))
        self.sandbox = Sandbox(state)
        self.sent: list[Request] = []

    async def send(self, request: Request) -> Response:
        if request.method != "GET":
            self.sent.append(request)
        return await super().send(request)

    def stands(self) -> dict[str, dict[str, Any]]:
        """What Gumroad has, product by product."""
        shown = {}
        for product in self.sandbox.state.products:
            shown[product.id] = {
                "name": product.name,
                "price": product.price,
                "published": product.published,
                "custom_summary": product.custom_summary or "",
                "tags": tuple(product.tags),
                "category": product.taxonomy_id,
                "description": product.description or "",
                "custom_receipt": product.custom_receipt or "",
            }
        return shown


def edits(dice: Random, row: dict[str, str], *, markdown: bool) -> tuple[str, str] | None:
    """Edit one cell of a row; the field, and what Gumroad is to have there."""
    field = dice.choice(("name", "custom_summary", "custom_receipt", "description", "price"))
    if field == "name":
        row["Name"] = "Edited " + dice.choice(("+plus", "name", "=formula"))
        return field, row["Name"]
    if field == "custom_summary":
        row["Summary"] = "Edited summary"
        return field, row["Summary"]
    if field == "custom_receipt":
        row["Receipt"] = "CLEAR" if row["Receipt"] else "Edited receipt"
        return field, "" if row["Receipt"] == "CLEAR" else row["Receipt"]
    if field == "price":
        if not row["Price"] or row["Currency"] != "USD":
            return None
        row["Price"] = "1,234.00"
        return field, "123400"
    title = "Description (Markdown)" if markdown else "Description (HTML)"
    row[title] += "\n\nEdited **end**." if markdown else "<p>Edited <strong>end</strong>.</p>"
    return field, "<p>Edited <strong>end</strong>.</p>"


@pytest.mark.parametrize("markdown", [True, False])
async def test_exactly_the_edited_cells_change(markdown: bool) -> None:
    rig = BigRig()
    await rig.ask("account.connect", token=CANARY)
    await rig.app.idle()
    before = rig.stands()
    how = {"separator": "semicolon", "decimal_comma": markdown}
    content = await rig.export({"columns": COLUMNS, "description": "markdown" if markdown else "html"}, **how)
    assert (await rig.check(content))["useful"] is False
    lines = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert len(lines) == PRODUCTS
    dice = Random(11)
    wanted: dict[str, tuple[str, str]] = {}
    for row in dice.sample(lines, EDITED):
        edit = edits(dice, row, markdown=markdown)
        if edit is not None:
            wanted[unsafe_cell(row["ID"])] = edit
    out = io.StringIO()
    writer = csv.DictWriter(out, lines[0].keys(), delimiter=";")
    writer.writeheader()
    writer.writerows(lines)
    view = await rig.check(out.getvalue().encode())
    assert view["changed"] == len(wanted)
    assert (view["problems"], view["doubts"], view["fresh"]) == ([], [], 0)
    plan = await rig.ask("plan.sheet", form={"job": "sheet", "sheet_id": view["sheet_id"]})
    left = {row["product_id"] for row in plan["listing_rows"] if row["reason"] is not None}
    rig.sent.clear()
    done = await rig.ran(plan)
    assert done["run"]["counts"]["applied"] == plan["writes"] == len(rig.sent) == len(wanted) - len(left)
    after = rig.stands()
    for product_id, fields in before.items():
        changed = {field: after[product_id][field] for field in FIELDS if after[product_id][field] != fields[field]}
        if product_id in wanted and product_id not in left:
            field, value = wanted[product_id]
            assert set(changed) == {field}
            shown = str(changed[field])
            assert shown.endswith(value) if field == "description" else shown == value
            assert field != "description" or shown.startswith(fields["description"])
        else:
            assert changed == {}
    undo = await rig.ask("plan.undo", run_id=done["run"]["run_id"])
    await rig.ran(undo)
    assert rig.stands() == before
