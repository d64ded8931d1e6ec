"""Columns that scripts fill, from text to text: checked, kept for one file, the same after a restart, then gone."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

import pytest

from py_core.csv_builder import unsafe_cell
from py_core.execution import export_writing
from py_core.sales.script_cells import LARGEST_WHOLE, LONGEST_CELL, MOST_CELLS, key_of, name_of
from py_core.sandbox.state import SAMPLE_TOKEN
from py_core.store import script_columns
from tests.unit.export.rig import HOSTILE
from tests.unit.export.sheets import sheets
from tests.unit.sales.test_sales_export import OPTIONS, ExportRig, connected, listed

NAME, KEY = "Margin", "script:Margin"
SCRIPT = "def cell(s): return s.price - s.fee"
COLUMNS = [{"key": "sale_id"}, {"key": KEY}]


async def with_script(sales: int = 60) -> ExportRig:
    rig = await connected(sales)
    await rig.ask("script.save", name=NAME, text=SCRIPT)
    return rig


async def begun(rig: ExportRig, *names: str) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = (await rig.ask("sales.script_columns", names=list(names or (NAME,))))["made"]
    return made


async def handed(
    rig: ExportRig, cells: Mapping[str, Any], kind: str = "text", *, parts: int = 3, name: str = NAME
) -> list[dict[str, Any]]:
    """A column with these cells, handed over in parts."""
    made = await begun(rig, name)
    ids = list(cells)
    step = max(1, len(ids) // parts)
    for at in range(0, len(ids), step):
        some = ids[at : at + step]
        await rig.ask(
            "sales.script_cells",
            column_id=made[0]["column_id"],
            kind=kind,
            sale_ids=some,
            cells=[cells[each] for each in some],
            is_last=at + step >= len(ids),
        )
    return made


def form(made: Sequence[Mapping[str, Any]], **more: Any) -> dict[str, Any]:
    return {"preset": "own", "columns": COLUMNS, "made": list(made), **more}


async def file_of(rig: ExportRig, asked: dict[str, Any], **options: Any) -> bytes:
    preset = asked.pop("preset")
    view = await rig.export(preset, options={**OPTIONS, **options}, **asked)
    return bytes(rig.files.kept[view["file"]])


def kept(rig: ExportRig) -> tuple[int, int]:
    """How many columns and cells of scripts are stored."""
    columns, cells = (
        rig.conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("script_columns", "script_cells")
    )
    return columns, cells


def lines(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(), newline="")))


def test_keys_and_names() -> None:
    assert (key_of(NAME), name_of(KEY), name_of("email")) == (KEY, NAME, None)


async def test_saved_scripts_with_a_cell_are_among_the_columns_and_sets() -> None:
    rig = await with_script(0)
    await rig.ask("script.save", name="Other", text="def price(p): return 1")
    shown = await rig.ask("sales.export_columns")
    assert shown["columns"][-1] == {"key": KEY, "title": NAME, "group": "Your scripts"}
    assert "script:Other" not in {each["key"] for each in shown["columns"]}
    kept_set = {"name": "Mine", "columns": COLUMNS}
    assert (await rig.ask("sales.export_keep", columns=kept_set))["sets"][0]["columns"][1]["key"] == KEY
    await rig.ask("script.remove", name=NAME)
    assert (await rig.ask("sales.export_columns"))["sets"]
    for op, fields in (
        ("sales.export_check", {"form": form([]), "options": OPTIONS}),
        ("sales.export_keep", {"columns": kept_set}),
        ("sales.script_columns", {"names": [NAME]}),
    ):
        error = (await rig.raw(op, **fields))["error"]
        assert "There is no saved script “Margin”" in error["fields"][f"columns.{KEY}"]


async def test_the_first_rows_show_what_the_script_answered_about_them() -> None:
    rig = await with_script()
    empty = await rig.ask("sales.export_check", form=form([]), options=OPTIONS)
    assert empty["header"][1] == NAME
    assert {row[1] for row in empty["first_rows"]} == {""}
    ids = [row[0] for row in empty["first_rows"]]
    sample = {"key": KEY, "kind": "money", "sale_ids": ids, "cells": [f"{at}.50" for at in range(len(ids))]}
    check = await rig.ask("sales.export_check", form=form([]), options=OPTIONS, samples=[sample])
    assert [row[1] for row in check["first_rows"]] == sample["cells"]
    assert any("“Margin” is worked out by your script “Margin”" in note for note in check["notes"])
    assert not any("hashed" in note for note in check["notes"])
    hashed = await rig.ask("sales.export_check", form=form([]), options={"hashed_emails": True})
    assert any("not hashed" in note for note in hashed["notes"])
    bad = await rig.refused(
        "sales.export_check", form=form([]), options=OPTIONS, samples=[{**sample, "cells": ["x"] * len(ids)}]
    )
    assert bad == "script_cells_bad"


@pytest.mark.parametrize("seed", range(4))
async def test_a_file_has_exactly_the_cells_that_were_handed_over(seed: int) -> None:
    dice = Random(seed)
    rig = await with_script(dice.randrange(30, 120))
    drawn: dict[str, Any] = {
        "text": lambda at: dice.choice([None, *HOSTILE[:30], f"t{at}"]),
        "whole": lambda at: dice.choice([None, at, -at, LARGEST_WHOLE]),
        "money": lambda at: dice.choice([None, f"{at}.25", f"-{at}"]),
        "yes_no": lambda _: dice.choice([None, 0, 1]),
    }
    for kind, draw in drawn.items():
        cells = {sale_id: draw(at) for at, sale_id in enumerate(listed(rig))}
        made = await handed(rig, cells, kind, parts=dice.randrange(1, 6))
        found = {unsafe_cell(one): text for one, text in lines(await file_of(rig, form(made)))[1:]}
        shown = {key: "" if cell is None else str(cell) for key, cell in cells.items()}
        assert {key: unsafe_cell(text) if kind == "text" else text for key, text in found.items()} == shown
        assert kept(rig) == (0, 0)


async def test_every_format_has_the_column_and_a_text_like_a_formula_is_made_safe() -> None:
    rig = await with_script()
    cells = dict.fromkeys(listed(rig), "=1+1")
    rows = lines(await file_of(rig, form(await handed(rig, cells))))
    assert rows[0][1] == NAME
    assert {row[1] for row in rows[1:]} == {"'=1+1"}
    (book,) = sheets(await file_of(rig, form(await handed(rig, cells)), format="xlsx")).values()
    assert book[0][1] == NAME
    assert {row[1] for row in book[1:]} == {"=1+1"}
    whole = dict.fromkeys(listed(rig), 7)
    (book,) = sheets(await file_of(rig, form(await handed(rig, whole, "whole")), format="xlsx")).values()
    assert {row[1][2] for row in book[1:]} == {"7"}
    titled = [{"key": "sale_id"}, {"key": KEY, "title": " Left "}]
    data = await file_of(rig, form(await handed(rig, whole, "whole"), columns=titled), format="jsonl")
    assert {json.loads(line)["Left"] for line in data.splitlines()} == {7}


async def test_the_note_says_who_worked_it_out_and_what_the_script_did_not_see() -> None:
    rig = await with_script()
    sales = listed(rig)
    cells = dict.fromkeys(list(sales)[2:], "x")
    made = await handed(rig, cells)
    account_id = rig.app._accounts.account_id or ""
    rig.conn.execute("UPDATE sales_accounts SET revision = revision + 1 WHERE account_id = ?", (account_id,))
    view = await rig.export("own", **{key: value for key, value in form(made).items() if key != "preset"})
    note = (await rig.ask("export.note", export_id=view["export_id"]))["text"]
    assert "The column “Margin” was worked out by “Margin”, a script of the seller's." in note
    assert "2 sales have no cell in the column “Margin”" in note
    assert "Some sales changed after the script of the column “Margin” was asked" in note
    rows = lines(bytes(rig.files.kept[view["file"]]))[1:]
    assert sorted(unsafe_cell(row[0]) for row in rows if row[1] == "") == sorted(list(sales)[:2])


async def test_a_file_needs_the_answers_of_its_own_and_is_not_written_twice() -> None:
    rig = await with_script()
    assert await rig.refused("sales.export", form=form([]), options=OPTIONS) == "export_script_unasked"
    made = await begun(rig)
    assert await rig.refused("sales.export", form=form(made), options=OPTIONS) == "export_script_gone"
    made = await handed(rig, dict.fromkeys(listed(rig), "x"))
    rig.conn.execute("UPDATE script_columns SET name = 'Other'")
    assert await rig.refused("sales.export", form=form(made), options=OPTIONS) == "export_script_gone"
    rig.conn.execute("UPDATE script_columns SET name = ?", (NAME,))
    view = await rig.export("own", columns=COLUMNS, made=made)
    assert view["once"] is True
    assert await rig.refused("export.again", export_id=view["export_id"]) == "export_once"
    assert (await rig.export("simple"))["once"] is False


@pytest.mark.parametrize(
    ("kind", "bad"),
    [
        ("text", [1]),
        ("text", ["x" * (LONGEST_CELL + 1)]),
        ("whole", ["1"]),
        ("whole", [LARGEST_WHOLE + 1]),
        ("money", [1]),
        ("money", ["1,5"]),
        ("money", ["=1"]),
        ("yes_no", [2]),
        ("yes_no", ["1"]),
        ("text", ["a", "b"]),
    ],
)
async def test_cells_that_cannot_be_leave_nothing_behind(kind: str, bad: list[Any]) -> None:
    rig = await with_script(3)
    (made,) = await begun(rig)
    first, second, *_ = listed(rig)
    fields = {"column_id": made["column_id"], "kind": kind, "is_last": False}
    await rig.ask("sales.script_cells", **fields, sale_ids=[first], cells=[None])
    error = (await rig.raw("sales.script_cells", **fields, sale_ids=[second], cells=bad))["error"]
    assert error["code"] in ("script_cells_bad", "script_cells_long")
    assert error["hint"]
    assert kept(rig) == (0, 0)


async def test_unknown_sales_other_kinds_and_too_much_leave_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    rig = await with_script(5)
    ids = list(listed(rig))

    async def refused(*parts: tuple[str, list[str]]) -> str:
        (made,) = await begun(rig)
        code = ""
        for kind, sale_ids in parts:
            fields = {"column_id": made["column_id"], "kind": kind, "is_last": False}
            cells = [None] * len(sale_ids)
            answer = await rig.raw("sales.script_cells", **fields, sale_ids=sale_ids, cells=cells)
            code = "" if answer["ok"] else answer["error"]["code"]
        assert kept(rig) == (0, 0)
        return code

    assert await refused(("text", ["nobody"])) == "script_cells_unknown"
    assert await refused(("text", ids[:1]), ("text", ids[:1])) == "script_cells_unknown"
    assert await refused(("text", ids[:1]), ("whole", ids[1:2])) == "script_cells_gone"
    monkeypatch.setattr(script_columns, "MOST_CELLS", 1)
    assert await refused(("text", ids[:2])) == "script_many_answers"
    assert MOST_CELLS == 500_000


async def test_a_whole_column_takes_no_more_and_is_not_harmed_by_that() -> None:
    rig = await with_script(5)
    cells = dict.fromkeys(listed(rig), "x")
    (made,) = await handed(rig, cells)
    fields = {"column_id": made["column_id"], "kind": "text", "is_last": True}
    assert await rig.refused("sales.script_cells", **fields, sale_ids=[], cells=[]) == "script_cells_gone"
    assert kept(rig) == (1, len(cells))


async def test_the_next_answers_take_the_place_of_those_that_no_file_needs() -> None:
    rig = await with_script()
    cells = dict.fromkeys(listed(rig), "x")
    needed = await handed(rig, cells)
    view = await rig.ask("sales.export", form=form(needed), options=OPTIONS)
    await rig.ask("export.stop", export_id=view["export_id"])
    await handed(rig, cells)
    await handed(rig, dict.fromkeys(cells, "y"))
    assert kept(rig) == (2, 2 * len(cells))
    await rig.ask("export.resume", export_id=view["export_id"])
    await rig.app.idle()
    (done,) = (await rig.ask("export.list"))["exports"]
    assert {row[1] for row in lines(bytes(rig.files.kept[done["file"]]))[1:]} == {"x"}
    assert kept(rig) == (1, len(cells))


async def test_a_file_that_is_removed_lets_its_cells_go() -> None:
    rig = await with_script()
    made = await handed(rig, dict.fromkeys(listed(rig), "x"))
    view = await rig.ask("sales.export", form=form(made), options=OPTIONS)
    await rig.ask("export.stop", export_id=view["export_id"])
    assert kept(rig)[0] == 1
    await rig.ask("export.remove", export_id=view["export_id"])
    assert kept(rig) == (0, 0)


async def test_cells_go_wherever_the_sales_go() -> None:
    rig = await with_script()
    account_id = rig.app._accounts.account_id or ""
    cells = dict.fromkeys(listed(rig), "x")
    await handed(rig, cells)
    day, gone = rig.conn.execute("SELECT day, count(*) FROM sales GROUP BY day LIMIT 1").fetchone()
    assert rig.app._sales.remove_vanished(account_id, day, rig.clock.now_ms() + 1) == gone
    assert kept(rig) == (1, len(cells) - gone)
    rig.app._sales.forget(account_id)
    assert kept(rig) == (0, 0)


async def test_forgetting_the_account_forgets_the_cells() -> None:
    rig = await with_script()
    await handed(rig, dict.fromkeys(listed(rig), "x"))
    await rig.ask("account.forget")
    assert kept(rig) == (0, 0)


async def test_a_file_whose_answers_are_gone_fails_and_says_so() -> None:
    rig = await with_script()
    made = await handed(rig, dict.fromkeys(listed(rig), "x"))
    view = await rig.ask("sales.export", form=form(made), options=OPTIONS)
    await rig.ask("export.stop", export_id=view["export_id"])
    rig.conn.execute("DELETE FROM script_columns")
    await rig.ask("export.resume", export_id=view["export_id"])
    await rig.app.idle()
    (failed,) = (await rig.ask("export.list"))["exports"]
    assert failed["state"] == "failed"
    assert "is not here any more" in failed["message"]


@pytest.mark.parametrize("written", ["csv", "xlsx"])
async def test_killed_anywhere_the_file_has_its_own_cells(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setattr(export_writing, "ROWS_A_SLICE", (1, 10))
    monkeypatch.setattr(export_writing, "NOTE_EVERY_MS", 0)
    rig = await with_script()
    cells = {key: f"{at}" for at, key in enumerate(listed(rig))}
    expected = await file_of(rig, form(await handed(rig, cells)), format=written)
    for move in range(1, 12, 2):
        made = await handed(rig, cells)
        view = await rig.ask("sales.export", form=form(made), options={**OPTIONS, "format": written})
        rig.files.moves, rig.files.dies_at = 0, move
        await rig.app._exports.finished()
        rig.files.dies_at = None
        rig.app._exports._task = None
        rig = ExportRig(rig)
        await rig.ask("account.resume", token=SAMPLE_TOKEN)
        await handed(rig, dict.fromkeys(cells, "another answer"))
        await rig.ask("script.remove", name=NAME)
        await rig.app.start()
        await rig.app.idle()
        views = (await rig.ask("export.list"))["exports"]
        done = next(each for each in views if each["export_id"] == view["export_id"])
        assert bytes(rig.files.kept[done["file"]]) == expected, move
        await rig.ask("script.save", name=NAME, text=SCRIPT)
