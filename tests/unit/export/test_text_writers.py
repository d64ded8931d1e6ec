"""CSV and JSON Lines: every option, and hostile texts there and back."""

import csv
import hashlib
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from py_core.csv_builder import safe_cell, unsafe_cell
from py_core.errors import InputError
from py_core.export.cells import hashed, hashed_email
from py_core.export.columns import Column, Kind, Row
from py_core.export.options import SEPARATORS, ExportOptions, ExportZone, Separator, ZoneChange, check_options
from py_core.export.writers import can_go_on, writer_of
from tests.unit.export.rig import COLUMNS, HOSTILE

MAY, HOUR = 1_780_000_000_000, 3_600_000
BERLIN = ExportZone(
    name="Europe/Berlin",
    changes=(
        ZoneChange(from_ms=MAY - 40 * 24 * HOUR, ahead_minutes=120),
        ZoneChange(from_ms=MAY + 100 * 24 * HOUR, ahead_minutes=60),
    ),
)
ROW: Row = ("li@example.com", 3, "-12.50", "2026-07-12", MAY, 1)
TEXT = (Column("text", "Text"), Column("number", "Number", Kind.WHOLE))


def written(options: ExportOptions, rows: list[Row], columns: tuple[Column, ...] = COLUMNS) -> str:
    writer = writer_of(columns, options, "Things")
    return (writer.begin() + writer.rows(rows) + writer.end()).decode()


def test_csv_as_it_comes() -> None:
    assert written(ExportOptions(), [ROW]) == (
        "\ufeffE-mail,Count,Paid,Day,At,Refunded?\r\nli@example.com,3,-12.50,2026-07-12,2026-05-28 20:26:40,1\r\n"
    )


def test_csv_with_every_option() -> None:
    options = ExportOptions(separator="semicolon", decimal_comma=True, bom=False, zone=BERLIN)
    lines = written(options, [ROW, ("", None, None, None, None, None)]).split("\r\n")
    assert lines[1] == "li@example.com;3;-12,50;2026-07-12;2026-05-28 22:26:40;1"
    assert lines[2] == ";;;;;"
    assert written(ExportOptions(separator="tab", bom=False), [ROW]).count("\t") == 10


def test_a_zone_goes_by_its_changes() -> None:
    options = ExportOptions(format="jsonl", zone=BERLIN)
    moments = [MAY - 300 * 24 * HOUR, MAY, MAY + 100 * 24 * HOUR - 1, MAY + 100 * 24 * HOUR]
    at = Column("at", "At", Kind.MOMENT)
    lines = written(options, [(moment,) for moment in moments], (at,)).splitlines()
    assert [json.loads(line)["at"][-6:] for line in lines] == ["+02:00", "+02:00", "+02:00", "+01:00"]
    west = ExportZone(name="America/St_Johns", changes=(ZoneChange(from_ms=0, ahead_minutes=-150),))
    line = written(ExportOptions(format="jsonl", zone=west), [(MAY,)], (at,))
    assert json.loads(line) == {"at": "2026-05-28T17:56:40-02:30"}


def test_json_lines_have_exact_types() -> None:
    text = written(ExportOptions(format="jsonl"), [ROW, ("x", None, None, None, None, None)])
    first, second = (json.loads(line) for line in text.splitlines())
    assert first == {
        "email": "li@example.com",
        "count": 3,
        "paid": "-12.50",
        "day": "2026-07-12",
        "at": "2026-05-28T20:26:40Z",
        "refunded": True,
    }
    assert second == {"email": "x", "count": None, "paid": None, "day": None, "at": None, "refunded": None}


@given(st.lists(st.sampled_from(HOSTILE) | st.text(st.characters(codec="utf-8")), max_size=20))
def test_texts_survive(texts: list[str]) -> None:
    rows: list[Row] = [(text, -at) for at, text in enumerate(texts)]
    for raw in (False, True):
        text = written(ExportOptions(raw=raw, bom=False), rows, TEXT)
        found = list(csv.reader(io.StringIO(text, newline="")))[1:]
        assert [int(number) for _, number in found] == [-at for at in range(len(texts))]
        cells = [cell for cell, _ in found]
        assert cells == (texts if raw else [safe_cell(each) for each in texts])
        assert [cell if raw else unsafe_cell(cell) for cell in cells] == texts
    lines = written(ExportOptions(format="jsonl"), rows, TEXT).split("\n")[:-1]
    assert [json.loads(line)["text"] for line in lines] == texts


@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(
            st.lists(
                st.none() | st.integers() | st.text(st.sampled_from("ab,;\t\"'\r\n =-"), max_size=4),
                min_size=width,
                max_size=width,
            ),
            min_size=1,
            max_size=6,
        )
    ),
    st.sampled_from(("comma", "semicolon", "tab")),
)
def test_lines_are_those_of_the_csv_module(rows: list[Row], separator: Separator) -> None:
    columns = tuple(Column(str(at), f"c{at}") for at in range(len(rows[0])))
    options = ExportOptions(separator=separator, bom=False, raw=True)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=SEPARATORS[separator])
    writer.writerow([column.title for column in columns])
    writer.writerows(rows)
    assert written(options, rows, columns) == out.getvalue()


def test_headers_are_safe_too() -> None:
    columns = (Column("a", "=1+1"),)
    assert written(ExportOptions(bom=False), [], columns) == "'=1+1\r\n"
    assert written(ExportOptions(bom=False, raw=True), [], columns) == "=1+1\r\n"


def test_texts_that_no_file_can_hold_do_no_harm() -> None:
    for options in (ExportOptions(), ExportOptions(format="jsonl")):
        assert "a?" in written(options, [("a\ud800", 1)], TEXT)


def test_addresses_are_hashed_as_platforms_match_them() -> None:
    expected = hashlib.sha256(b"li@example.com").hexdigest()
    assert hashed_email("  Li@Example.com ") == expected
    assert hashed_email(" ") == ""
    assert hashed(COLUMNS, [(" LI@example.com", *ROW[1:]), (None, *ROW[1:])]) == [
        (expected, *ROW[1:]),
        (None, *ROW[1:]),
    ]
    assert hashed(TEXT, [("li@example.com", 1)]) == [("li@example.com", 1)]
    assert hashed(COLUMNS, []) == []


@pytest.mark.parametrize(
    "changes",
    [
        (ZoneChange(from_ms=2, ahead_minutes=0), ZoneChange(from_ms=1, ahead_minutes=60)),
        (ZoneChange(from_ms=0, ahead_minutes=5_000),),
    ],
)
def test_zones_that_are_none_are_refused(changes: tuple[ZoneChange, ...]) -> None:
    with pytest.raises(InputError):
        check_options(ExportOptions(zone=ExportZone(name="Mars", changes=changes)))
    check_options(ExportOptions(zone=BERLIN))


def test_texts_go_on_in_their_middle_and_workbooks_do_not() -> None:
    assert [can_go_on(ExportOptions(format=each)) for each in ("csv", "jsonl", "xlsx")] == [True, True, False]
