"""Exports from beginning to end: one at a time, stopped, killed anywhere, full disks, cleaned up."""

import asyncio
import csv
import hashlib
import io
import sqlite3
from collections.abc import Callable

import pytest

from py_core.errors import CoreError, InputError
from py_core.execution import export_writing
from py_core.execution.exports import KEPT_AT_MOST, KEPT_MS, KEPT_SAVED_MS
from py_core.execution.ports import NoExportFiles
from py_core.export.options import ExportOptions, Format
from py_core.export.table import Table, rows_in_memory
from tests.unit.export.rig import ExportRig, row, table

ROWS = 2_300
FORMATS: tuple[Format, ...] = ("csv", "jsonl", "xlsx")


@pytest.fixture
def small_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    """Slices of 200 rows, each flushed and noted."""
    monkeypatch.setattr(export_writing, "ROWS_A_SLICE", (1, 200))
    monkeypatch.setattr(export_writing, "NOTE_EVERY_MS", 0)


def failing(trouble: type[BaseException]) -> Callable[[str], Table]:
    def build(_: str) -> Table:
        raise trouble

    return build


async def test_a_file_is_written_told_and_noted() -> None:
    rig = ExportRig()
    data = await rig.written(ROWS)
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert len(rows) == ROWS + 2
    assert rows[-1][:2] == ["Totals", str(sum(range(ROWS)))]
    (view,) = rig.exports.view().exports
    assert (view.name, view.rows, view.total, view.size) == ("things-2026-11-18.csv", ROWS, ROWS, len(data))
    assert rig.told[0].state == "writing"
    assert rig.told[-1] == view
    note = rig.exports.note(view.export_id)
    assert note.name == "things-2026-11-18.csv.txt"
    assert "2,300 rows, the header not counted." in note.text
    assert "The last line holds the totals" in note.text
    assert hashlib.sha256(data).hexdigest() in note.text


async def test_the_name_and_the_note_say_what_is_not_proven() -> None:
    rig = ExportRig(builder=lambda request: table(int(request), totals=False, complete=False))
    options = ExportOptions(format="jsonl", hashed_emails=True)
    await rig.written(3, options)
    (view,) = rig.exports.view().exports
    assert view.name == "things-2026-11-18-hashed-not-proven-complete.jsonl"
    assert (view.complete, view.sentence) == (False, "Some are missing.")
    text = rig.exports.note(view.export_id).text
    assert "NOT PROVEN COMPLETE:\r\n- Some are missing." in text
    assert "sha256 of the trimmed address" in text
    assert "li@" not in bytes(rig.files.kept[view.file]).decode()


async def test_one_after_the_other() -> None:
    rig = ExportRig()
    ids = [rig.begin(count).export_id for count in (700, 600, 500)]
    states = [view.state for view in rig.exports.view().exports]
    assert states == ["waiting"] * 3
    await rig.exports.finished()
    done = [view.export_id for view in rig.told if view.state == "done"]
    assert done == ids
    assert [view.export_id for view in rig.exports.view().exports] == ids[::-1]


@pytest.mark.usefixtures("small_slices")
async def test_others_are_answered_meanwhile_and_stop_means_stop() -> None:
    rig = ExportRig()
    view = rig.begin(ROWS)
    other = rig.begin(10)
    while not any(0 < told.rows < ROWS for told in [rig.exports.view().exports[1]]):
        await asyncio.sleep(0)
    stopped = await rig.exports.stop(view.export_id)
    (first,) = (each for each in stopped.exports if each.export_id == view.export_id)
    assert (first.state, first.file) == ("stopped", "")
    assert "go on" in first.message
    await rig.exports.finished()
    assert rig.bytes_of(other.export_id)
    rig.exports.resume(view.export_id)
    await rig.exports.finished()
    assert rig.bytes_of(view.export_id) == await ExportRig().written(ROWS)


async def test_a_waiting_one_is_stopped_before_it_begins() -> None:
    rig = ExportRig()
    rig.begin(10)
    second = rig.begin(20)
    await rig.exports.stop(second.export_id)
    await rig.exports.finished()
    assert [view.state for view in rig.exports.view().exports] == ["stopped", "done"]


@pytest.mark.usefixtures("small_slices")
@pytest.mark.parametrize("format_", FORMATS)
async def test_killed_anywhere_the_file_comes_out_the_same(format_: Format) -> None:
    options = ExportOptions(format=format_)
    expected = await ExportRig().written(ROWS, options)
    move, died = 1, True
    while died:
        first = ExportRig()
        view = first.begin(ROWS, options)
        died = await first.killed_at(move)
        again = ExportRig(first)
        again.exports.nudge()
        await again.exports.finished()
        assert again.bytes_of(view.export_id) == expected, move
        (drawn,) = again.exports.view().exports
        assert again.exports.note(view.export_id).text == again.exports.note(drawn.export_id).text
        assert list(again.files.kept) == [drawn.file]
        move += 1
    assert move > 12


@pytest.mark.usefixtures("small_slices")
async def test_killed_again_and_again_goes_on_behind_what_was_noted() -> None:
    rig, lives = ExportRig(), 0
    view = rig.begin(ROWS)
    while await rig.killed_at(6):
        rig, lives = ExportRig(rig), lives + 1
        assert lives < 40
    await rig.exports.finished()
    assert lives > 3
    assert rig.bytes_of(view.export_id) == await ExportRig().written(ROWS)


@pytest.mark.usefixtures("small_slices")
async def test_a_part_that_is_gone_is_begun_again() -> None:
    rig = ExportRig()
    view = rig.begin(ROWS)
    await rig.killed_at(8)
    rig.files.kept.clear()
    again = ExportRig(rig)
    again.exports.nudge()
    await again.exports.finished()
    assert again.bytes_of(view.export_id) == await ExportRig().written(ROWS)


@pytest.mark.parametrize("format_", FORMATS)
async def test_a_full_disk_is_a_sentence_and_leaves_nothing(format_: Format) -> None:
    rig = ExportRig()
    rig.files.room = 900
    view = rig.begin(ROWS, ExportOptions(format=format_))
    await rig.exports.finished()
    (failed,) = rig.exports.view().exports
    assert (failed.state, failed.file, failed.rows) == ("failed", "", 0)
    assert "The browser could not store more on this machine." in failed.message
    assert "Free some space" in failed.hint
    assert rig.files.kept == {}
    with pytest.raises(InputError, match="not finished"):
        rig.exports.note(view.export_id)
    rig.files.room = None
    rig.exports.resume(view.export_id)
    await rig.exports.finished()
    assert rig.bytes_of(view.export_id) == await ExportRig().written(ROWS, ExportOptions(format=format_))


async def test_a_disk_too_full_for_the_record_ends_it_too(monkeypatch: pytest.MonkeyPatch) -> None:
    rig = ExportRig()
    view = rig.begin(ROWS)

    def full(_: object) -> None:
        raise CoreError("storage_full", "The browser could not store more on this machine.")

    monkeypatch.setattr(rig.store, "save", full)
    await rig.exports.finished()
    (failed,) = rig.exports.view().exports
    assert failed.state == "failed"
    assert "could not store more" in failed.message
    monkeypatch.undo()
    rig.exports.resume(view.export_id)
    await rig.exports.finished()
    assert rig.bytes_of(view.export_id) == await ExportRig().written(ROWS)


async def test_our_own_bug_ends_it_with_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    rig = ExportRig()
    rig.begin(5)
    rig.build = failing(ZeroDivisionError)
    await rig.exports.finished()
    (view,) = rig.exports.view().exports
    assert view.state == "failed"
    assert "ZeroDivisionError" in capsys.readouterr().err


async def test_nothing_to_export_is_said_before() -> None:
    with pytest.raises(InputError, match="No row matches"):
        ExportRig().begin(0)


async def test_a_machine_without_files_says_so() -> None:
    rig = ExportRig()
    rig.exports._files = NoExportFiles()
    rig.begin(5)
    await rig.exports.finished()
    (view,) = rig.exports.view().exports
    assert "keeps no files" in view.message
    await rig.exports.clear()


async def test_rows_that_went_missing_are_told() -> None:
    rig = ExportRig()

    def build(request: str) -> Table:
        whole = table(int(request), totals=False)
        rows = [row(at) for at in range(whole.total - 3)]
        return Table("things", whole.about, whole.columns, whole.total, rows_in_memory(rows))

    rig.build = build
    view = rig.begin(1_000)
    await rig.exports.finished()
    assert "3 rows fewer were there at the end" in rig.exports.note(view.export_id).text


async def test_again_makes_another_file() -> None:
    rig = ExportRig()
    view = rig.begin(5)
    await rig.exports.finished()
    rig.exports.again(view.export_id)
    await rig.exports.finished()
    newest, oldest = rig.exports.view().exports
    assert rig.bytes_of(newest.export_id) == rig.bytes_of(oldest.export_id)


async def test_removed_means_gone() -> None:
    rig = ExportRig()
    view = rig.begin(5)
    await rig.exports.finished()
    assert (await rig.exports.remove(view.export_id)).exports == ()
    assert rig.files.kept == {}
    with pytest.raises(InputError, match="not here any more"):
        await rig.exports.stop(view.export_id)


@pytest.mark.usefixtures("small_slices")
async def test_removed_while_it_is_written() -> None:
    rig = ExportRig()
    view = rig.begin(ROWS)
    while not rig.exports.view().exports[0].rows:
        await asyncio.sleep(0)
    await rig.exports.remove(view.export_id)
    await rig.exports.finished()
    assert rig.files.kept == {}


async def test_old_and_downloaded_files_are_cleaned_up_at_a_start() -> None:
    rig = ExportRig()
    first, second, third = (rig.begin(count) for count in (5, 6, 7))
    await rig.exports.finished()
    rig.exports.saved(first.export_id)
    rig.files.kept["stray.part"] = bytearray(b"x")
    rig.clock.advance(KEPT_SAVED_MS / 1000 + 1)
    later = ExportRig(rig)
    later.exports.nudge()
    await later.exports.finished()
    assert [view.export_id for view in later.exports.view().exports] == [third.export_id, second.export_id]
    assert sorted(later.files.kept) == sorted([f"{second.export_id}.csv", f"{third.export_id}.csv"])
    later.clock.advance(KEPT_MS / 1000)
    last = ExportRig(later)
    last.exports.nudge()
    await last.exports.finished()
    assert last.files.kept == {}
    assert last.exports.view().exports == ()


async def test_not_more_than_so_many_are_kept() -> None:
    rig = ExportRig()
    for _ in range(KEPT_AT_MOST + 3):
        rig.begin(1)
    await rig.exports.finished()
    later = ExportRig(rig)
    later.exports.nudge()
    await later.exports.finished()
    assert len(later.exports.view().exports) == len(later.files.kept) == KEPT_AT_MOST


@pytest.mark.usefixtures("small_slices")
async def test_forgotten_files_are_gone() -> None:
    rig = ExportRig()
    rig.begin(5)
    rig.begin(ROWS)
    while rig.exports.view().exports[0].rows == 0:
        await asyncio.sleep(0)
    await rig.exports.clear()
    assert rig.files.kept == {}


async def test_another_shops_exports_are_not_seen() -> None:
    rig = ExportRig()
    view = rig.begin(5)
    await rig.exports.finished()
    rig.exports._account_id = lambda: "other"
    assert rig.exports.view().exports == ()
    with pytest.raises(InputError):
        rig.exports.note(view.export_id)


def test_the_database_is_the_only_memory() -> None:
    rig = ExportRig()
    assert isinstance(rig.conn, sqlite3.Connection)
    assert rig.store.load("none") is None
