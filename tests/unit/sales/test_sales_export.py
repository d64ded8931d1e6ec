"""Files of sales, from text to text: presets, filters, totals, fixed sets, kills, and bad input."""

import asyncio
import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from py_core.csv_builder import unsafe_cell
from py_core.execution import export_writing
from py_core.sales.rows import row_of
from py_core.sandbox.generate import generate_shop
from py_core.sandbox.server import Sandbox
from py_core.sandbox.state import SAMPLE_TOKEN
from py_core.store.gumroad_columns import GUMROAD
from py_core.store.sale_columns import COLUMNS, GROUPS
from py_core.words import WORDS
from tests.unit.export.rig import MemoryFiles
from tests.unit.test_app import Rig

HEADERS = (Path(__file__).parent / "gumroad_headers.txt").read_text(encoding="utf-8").splitlines()
SUMMED = {
    "Subtotal ($)", "Taxes ($)", "Shipping ($)", "Sale Price ($)", "Fees ($)", "Net Total ($)", "Tip ($)",
    "Partial Refund ($)", "Variants Price ($)", "Item Price ($)", "Affiliate commission ($)", "PayPal Fee Amount",
    "Stripe Fee Amount",
}  # fmt: skip
OPTIONS: dict[str, Any] = {"bom": False}


class ExportRig(Rig):
    """An engine that has files."""

    def __init__(self, earlier: "ExportRig | None" = None) -> None:
        self.files: MemoryFiles = earlier.files if earlier else MemoryFiles()
        self.files.open_now.clear()
        super().__init__(earlier, self.files)
        if earlier:
            self.sandbox = earlier.sandbox

    async def export(self, preset: str, *, options: dict[str, Any] | None = None, **form: Any) -> dict[str, Any]:
        """Write a file to its end; how the export then is."""
        self.clock.advance(1)
        begun = await self.ask("sales.export", form={"preset": preset, **form}, options=options or OPTIONS)
        await self.app.idle()
        views = (await self.ask("export.list"))["exports"]
        found: dict[str, Any] = next(view for view in views if view["export_id"] == begun["export_id"])
        assert found["state"] == "done", found
        return found

    async def rows(self, preset: str, **form: Any) -> list[dict[str, str]]:
        """The rows of a CSV file by their headers."""
        view = await self.export(preset, **form)
        text = bytes(self.files.kept[view["file"]]).decode()
        return list(csv.DictReader(io.StringIO(text, newline="")))


async def connected(sales: int = 300) -> ExportRig:
    rig = ExportRig()
    rig.sandbox = Sandbox(generate_shop(12, 7, rig.clock.now_ms(), sales=sales))
    await rig.ask("account.connect", token=SAMPLE_TOKEN)
    await rig.ask("sales.sync")
    await rig.app.idle()
    return rig


def listed(rig: ExportRig) -> dict[str, dict[str, Any]]:
    """Every stored sale's JSON by id."""
    account_id, store = rig.app._accounts.account_id or "", rig.app._sales
    ids = [key for (key,) in rig.conn.execute("SELECT sale_id FROM sales")]
    return {key: store.raw(account_id, key) or {} for key in ids}


def test_gumroads_columns_are_the_documented_ones() -> None:
    assert [column.title for column in GUMROAD] == HEADERS
    assert len(HEADERS) == 72
    assert {column.title for column in GUMROAD if column.is_summed} == SUMMED


def test_every_column_has_its_words() -> None:
    assert {f"sale_column_{key}" for key in COLUMNS} == {key for key in WORDS if key.startswith("sale_column_")}
    assert {column.group for column in COLUMNS.values()} == set(GROUPS)


async def test_gumroads_file_has_every_sale_in_gumroads_words() -> None:
    rig = await connected()
    view = await rig.export("gumroad")
    text = bytes(rig.files.kept[view["file"]]).decode()
    lines = list(csv.reader(io.StringIO(text, newline="")))
    assert lines[0][:72] == HEADERS
    *rows, totals = [dict(zip(HEADERS, line, strict=False)) for line in lines[1:]]
    sales = listed(rig)
    assert len(rows) == len(sales) == view["rows"]
    for row in rows:
        sale = sales[unsafe_cell(row["Purchase ID"])]
        assert row["Sale Price ($)"] == _short(sale["price"])
        assert row["Net Total ($)"] == _short(sale["price"] - sale["gumroad_fee"])
        assert row["Subtotal ($)"] == _short(sale["price"] - sale["tax_cents"] - sale["shipping_cents"])
        assert row["Purchase Time (UTC timezone)"] == sale["created_at"].replace("T", " ").replace("Z", " UTC")
        assert row["Purchase Date"] == sale["created_at"][:10]
        assert row["Do not contact?"] == str(1 - sale["can_contact"])
        assert unsafe_cell(row["Item Name"]) == sale["product_name"]
        assert row["Product ID"] == sale["product_permalink"]
        assert row["Order Number"] == str(sale["order_id"])
        assert row["Fully Refunded?"] == str(int(sale.get("refunded", False)))
        assert row["Discount Code"] == sale.get("offer_code", {}).get("code", "")
        assert row["Buyer Email"] == (sale["email"] if sale.get("purchaser_id") else "")
    assert totals["Purchase ID"] == "Totals"
    for title in HEADERS[1:]:
        if title in SUMMED:
            assert Decimal(totals[title]) == sum(Decimal(row[title] or "0") for row in rows), title
        else:
            assert totals[title] == "", title
    times = [row["Purchase Time (UTC timezone)"] for row in rows]
    assert times == sorted(times)


def _short(cents: int) -> str:
    return str(cents / 100)


async def test_custom_fields_get_a_column_each_behind_gumroads_own() -> None:
    rig = await connected(0)
    shown = {"email": "a@b.example", "product_id": "p", "product_name": "Icons", "price": 100, "quantity": 1}
    fields: list[dict[str, Any]] = [{"Company": "=Acme", "City": "x"}, {"Consent": True, "Company": "B"}]
    sales = [
        shown | {"id": str(at), "created_at": f"2026-01-0{at}T00:00:00Z", "custom_fields": each}
        for at, each in enumerate(fields, start=1)
    ]
    rig.app._sales.put(rig.app._accounts.account_id or "", [row_of(sale) for sale in sales], rig.clock.now_ms())
    view = await rig.export("gumroad")
    lines = list(csv.reader(io.StringIO(bytes(rig.files.kept[view["file"]]).decode(), newline="")))
    assert lines[0][72:] == ["Company", "City", "Consent"]
    assert [line[72:] for line in lines[1:]] == [["'=Acme", "x", ""], ["B", "", "true"], ["", "", ""]]
    assert lines[1][HEADERS.index("Custom Fields")] == '{"Company" => "=Acme", "City" => "x"}'


async def test_the_simple_file_says_what_was_paid_in_its_own_currency() -> None:
    rig = await connected()
    rows = await rig.rows("simple")
    assert list(rows[0]) == ["E-mail", "Name", "Product", "Amount", "Currency", "Date"]
    sales = sorted(listed(rig).values(), key=lambda sale: sale["created_at"])
    paid = sorted((row["Currency"], Decimal(row["Amount"])) for row in rows)
    assert paid == sorted(
        (
            sale["currency"].upper(),
            Decimal("".join(c for c in sale["formatted_display_price"] if c.isdigit() or c == ".")),
        )
        for sale in sales
    )


async def test_bookkeeping_keeps_dollars_and_the_listed_currency_apart() -> None:
    rig = await connected()
    rows = await rig.rows("bookkeeping")
    sales = listed(rig)
    for row in rows:
        sale = sales[unsafe_cell(row["Sale ID"])]
        gross, fee, back = (Decimal(row[name]) for name in ("Gross (USD)", "Gumroad's fee (USD)", "Refunded (USD)"))
        assert gross == Decimal(sale["price"]) / 100
        assert Decimal(row["Net (USD)"]) == gross - fee - back
        assert row["Listed currency"] == sale["currency"].upper()
        if sale.get("refunded"):
            assert row["Refunded (listed currency)"] == row["Paid (listed currency)"]


async def test_a_mailing_list_has_each_willing_buyer_once() -> None:
    rig = await connected(600)
    rows = await rig.rows("mailing")
    sales = list(listed(rig).values())
    refused = {sale["purchase_email"].lower() for sale in sales if not sale["can_contact"]}
    expected = {sale["purchase_email"].lower() for sale in sales} - refused
    assert refused
    addresses = [unsafe_cell(row["E-mail"]).lower() for row in rows]
    assert sorted(addresses) == sorted(expected)
    assert len(addresses) == len(set(addresses))
    counted = {row["E-mail"].lower(): int(row["Purchases"]) for row in rows}
    for address in expected:
        assert counted[address] == sum(sale["purchase_email"].lower() == address for sale in sales)


async def test_filters_choose_and_are_told() -> None:
    rig = await connected()
    sales = list(listed(rig).values())
    country = next(sale["country"] for sale in sales if sale.get("country"))
    wanted = {
        "countries": [country],
        "refunded": "none",
        "first_day": "2020-01-01",
        "price_to": "1000",
        "type": "any",
    }
    view = await rig.export("simple", filter=wanted)
    assert view["rows"] == sum(
        sale.get("country") == country and not sale.get("refunded") and not sale["partially_refunded"]
        and sale["price"] <= 100_000
        for sale in sales
    )  # fmt: skip
    note = (await rig.ask("export.note", export_id=view["export_id"]))["text"]
    assert f"Countries: {country}." in note
    assert "nothing was given back" in note
    assert "Complete:" in note
    everything = {"product_ids": ["x"], "codes": [""], "text": "a", "last_day": "2026-11-01", "type": "renewal"}
    check = await rig.ask("sales.export_check", form={"preset": "simple", "filter": everything}, options=OPTIONS)
    assert (check["rows"], check["sentence"]) == (0, "No sale matches, so there is nothing to write.")
    assert await rig.refused("sales.export", form={"filter": everything}, options=OPTIONS) == "export_nothing"


async def test_the_check_shows_the_first_rows_as_they_will_be_written() -> None:
    rig = await connected()
    for preset in ("gumroad", "simple", "bookkeeping", "mailing"):
        check = await rig.ask("sales.export_check", form={"preset": preset}, options={"format": "csv"})
        view = await rig.export(preset, options={"bom": False, "raw": True})
        lines = list(csv.reader(io.StringIO(bytes(rig.files.kept[view["file"]]).decode(), newline="")))
        assert check["header"] == lines[0]
        assert check["first_rows"] == lines[1:6]
        assert check["rows"] == view["rows"]
        assert check["name"] == view["name"]
    many = await rig.ask("sales.export_check", form={"preset": "simple"}, options={"format": "xlsx"})
    assert "an Excel workbook, 6 columns." in many["sentence"]
    hashed = await rig.ask("sales.export_check", form={"preset": "simple"}, options={"hashed_emails": True})
    assert len(hashed["first_rows"][0][0]) == 64
    assert "about" in hashed["sentence"]


async def test_a_history_that_is_not_proven_says_so_in_the_files_name() -> None:
    rig = await connected()
    rig.events.clear()
    await rig.ask("sales.sync", full=True)
    while not any(told["sync"]["read"] for told in rig.events if told["type"] == "sales.progressed"):
        await asyncio.sleep(0)
    await rig.ask("sales.stop")
    view = await rig.export("simple")
    assert view["name"].endswith("-not-proven-complete.csv")
    note = (await rig.ask("export.note", export_id=view["export_id"]))["text"]
    assert "NOT PROVEN COMPLETE:" in note
    assert "were not compared with Gumroad's totals yet" in note
    check = await rig.ask("sales.export_check", form={}, options=OPTIONS)
    assert (check["complete"], check["name"]) == (False, view["name"])


async def test_own_columns_are_chosen_renamed_ordered_and_saved() -> None:
    rig = await connected()
    columns = [{"key": "gross", "title": "Umsatz"}, {"key": "email"}, {"key": "date", "title": " "}]
    rows = await rig.rows("own", columns=columns)
    assert list(rows[0]) == ["Umsatz", "E-mail", "Date"]
    shown = await rig.ask("sales.export_keep", columns={"name": " Steuer ", "columns": columns})
    assert [each["name"] for each in shown["sets"]] == ["Steuer"]
    assert {each["key"] for each in shown["columns"]} == set(COLUMNS)
    assert shown["products"]
    assert (await rig.ask("sales.export_columns"))["sets"] == shown["sets"]
    assert (await rig.ask("sales.export_drop", name="Steuer"))["sets"] == []
    lines = await rig.export("own", columns=columns, options={"format": "jsonl"})
    first = json.loads(bytes(rig.files.kept[lines["file"]]).decode().splitlines()[0])
    assert list(first) == ["Umsatz", "email", "date"]


@pytest.mark.parametrize(
    ("columns", "field"),
    [
        ([], "columns"),
        ([{"key": "nope"}], "columns"),
        ([{"key": "email"}, {"key": "email"}], "columns"),
        ([{"key": "email", "title": "A"}, {"key": "name", "title": " a"}], "columns.name"),
        ([{"key": "email", "title": "x" * 101}], "columns.email"),
    ],
)
async def test_columns_that_make_no_file_are_refused(columns: list[dict[str, str]], field: str) -> None:
    rig = await connected(0)
    answer = await rig.raw("sales.export_check", form={"preset": "own", "columns": columns}, options=OPTIONS)
    assert set(answer["error"]["fields"]) == {field}
    kept = await rig.raw("sales.export_keep", columns={"name": "x", "columns": columns})
    assert set(kept["error"]["fields"]) == {field}


async def test_a_set_needs_a_name() -> None:
    rig = await connected(0)
    for name in (" ", "x" * 101):
        answer = await rig.raw("sales.export_keep", columns={"name": name, "columns": [{"key": "email"}]})
        assert set(answer["error"]["fields"]) == {"name"}


async def test_bad_filters_are_named() -> None:
    rig = await connected(0)
    bad = {"first_day": "2026-02-02", "last_day": "2026-02-01", "price_from": "x"}
    for op in ("sales.export_check", "sales.export"):
        answer = await rig.raw(op, form={"filter": bad}, options=OPTIONS)
        assert set(answer["error"]["fields"]) == {"last_day", "price_from"}
    zone = {"zone": {"name": "Mars", "changes": [{"from_ms": 0, "ahead_minutes": 9_999}]}}
    answer = await rig.raw("sales.export_check", form={}, options=zone)
    assert set(answer["error"]["fields"]) == {"zone"}


@pytest.mark.parametrize("preset", ["gumroad", "simple", "mailing"])
async def test_killed_anywhere_the_file_is_the_same(monkeypatch: pytest.MonkeyPatch, preset: str) -> None:
    monkeypatch.setattr(export_writing, "ROWS_A_SLICE", (1, 40))
    monkeypatch.setattr(export_writing, "NOTE_EVERY_MS", 0)
    rig = await connected()
    whole = await rig.export(preset)
    expected = bytes(rig.files.kept[whole["file"]])
    for move in range(1, 16, 2):
        begun = await rig.ask("sales.export", form={"preset": preset}, options=OPTIONS)
        rig.files.moves, rig.files.dies_at = 0, move
        await rig.app._exports.finished()
        rig.files.dies_at = None
        rig.app._exports._task = None
        rig = ExportRig(rig)
        await rig.ask("account.resume", token=SAMPLE_TOKEN)
        await rig.app.start()
        await rig.app.idle()
        views = (await rig.ask("export.list"))["exports"]
        view = next(each for each in views if each["export_id"] == begun["export_id"])
        assert bytes(rig.files.kept[view["file"]]) == expected, move


async def test_what_comes_in_or_changes_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_writing, "ROWS_A_SLICE", (1, 40))
    rig = await connected()
    account_id = rig.app._accounts.account_id or ""
    before = len(listed(rig))
    begun = await rig.ask("sales.export", form={"preset": "gumroad"}, options=OPTIONS)
    newest = max(listed(rig).values(), key=lambda sale: sale["created_at"])
    changed = row_of(newest | {"can_contact": not newest["can_contact"]})
    arrived = row_of(newest | {"id": "brand-new"})
    rig.app._sales.put(account_id, [changed, arrived], rig.clock.now_ms() + 1)
    await rig.app.idle()
    (view,) = (await rig.ask("export.list"))["exports"]
    assert (view["state"], view["rows"]) == ("done", before)
    note = (await rig.ask("export.note", export_id=begun["export_id"]))["text"]
    assert "Some sales changed" in note
    assert "What came in later is not in it." in note


async def test_forget_deletes_the_files() -> None:
    rig = await connected()
    await rig.export("simple")
    assert rig.files.kept
    await rig.ask("account.forget")
    assert rig.files.kept == {}


async def test_the_sample_shop_is_exported_too() -> None:
    rig = ExportRig()
    await rig.sample()
    await rig.ask("sales.sync")
    await rig.app.idle()
    for preset in ("gumroad", "simple", "bookkeeping", "mailing"):
        assert await rig.rows(preset)
