"""A table goes out as CSV and comes back exact; every mistake gets a sentence with its line."""

import pytest
from hypothesis import given, settings

from py_core.errors import InputError
from py_core.parity.edits import RowEdit, edit_cells
from py_core.parity.levels import Source
from py_core.parity.presets import Preset, preset_table
from py_core.parity.table import ParityTable, Row, TableSettings, Tier
from py_core.parity.table_csv import COLUMNS, MOST_ERRORS, MOST_LENGTH, export_csv, import_csv
from tests.unit.parity.tables import table, tables

BASE = table(Row(country="BR", group="B", note="kept", excluded=True), settings=TableSettings(cap=70))


def rows_of(text: str, base: ParityTable = BASE) -> tuple[Row, ...]:
    return import_csv(text, base).table.rows


def problems(text: str, base: ParityTable = BASE) -> dict[str, str]:
    with pytest.raises(InputError) as refused:
        import_csv(text, base)
    assert refused.value.code == "parity_csv"
    assert "Nothing of the file was taken" in refused.value.hint
    return dict(refused.value.fields)


@settings(deadline=None)
@given(tables(), tables())
def test_a_table_comes_back_exact_whatever_stood_there(of: ParityTable, base: ParityTable) -> None:
    found = import_csv(export_csv(of), base)
    assert found.table == of
    assert found.notices == ()


@settings(deadline=None)
@given(tables())
def test_a_file_that_excel_wrote_with_semicolons_says_the_same(of: ParityTable) -> None:
    semicolons = "\ufeff" + ";".join(COLUMNS) + "\r\nIN;;;;;;;;40;;;;\r\n"
    assert rows_of(semicolons, of) == rows_of(semicolons.replace(";", ","), of)
    assert rows_of(semicolons, of) == rows_of(semicolons.replace(";", "\t"), of)


@pytest.mark.parametrize("preset", Preset)
def test_presets_come_back_exact(preset: Preset) -> None:
    of = preset_table(preset, "mine")
    assert import_csv(export_csv(of), BASE.model_copy(update={"name": "mine"})).table == of


def test_an_edit_in_the_file_is_the_edit_in_the_table() -> None:
    of = preset_table(Preset.GUMROAD_LIKE, "mine")
    text = export_csv(of)
    line = next(one for one in text.split("\r\n") if one.startswith("IN,"))
    cells = line.split(",")
    assert dict(zip(COLUMNS, cells, strict=True))["discount"] == ""
    edited = text.replace(line, line.replace(",60,60,,", ",60,60,45 %,A,"[:-1]))
    assert edited != text
    after = import_csv(edited, of).table
    assert after == edit_cells(of, ["IN"], RowEdit(typed_percent=45, group="A"))


def test_a_figure_that_was_edited_is_not_taken_and_says_so() -> None:
    of = preset_table(Preset.GUMROAD_LIKE, "mine")
    text = export_csv(of)
    line = next(at for at, one in enumerate(text.split("\r\n"), 1) if one.startswith("IN,"))
    found = import_csv(text.replace(",0.2415,", ",0.5,"), of)
    assert found.table == of
    assert found.notices == (
        f"Line {line}: your change of world_bank was not taken. That column is for reading; type the discount "
        "instead.",
    )
    assert import_csv(text.replace("0.2415", '"0,2415"'), of).notices == ()
    assert import_csv(text.replace("0.2415", "1/0"), of).notices


def test_blank_cells() -> None:
    text = "country,discount,group,source,excluded,note\nBR,,,,,\nIN,0,A,blend,yes, x \n"
    assert rows_of(text) == (
        Row(country="BR"),
        Row(country="IN", typed_percent=0, group="A", source=Source.BLEND, excluded=True, note=" x "),
    )


def test_columns_that_are_not_there_leave_cells_as_they_are() -> None:
    found = import_csv("discount,country\n30,br\n,IN\n", BASE).table
    assert found.rows == (
        Row(country="BR", group="B", note="kept", excluded=True, typed_percent=30),
        Row(country="IN"),
    )
    assert found.settings == BASE.settings
    assert (found.name, found.tiers) == (BASE.name, BASE.tiers)


def test_settings_and_tiers_are_read_where_there_are_any() -> None:
    tiered = BASE.model_copy(update={"tiers": (Tier(group="A", typed_percent=10),)})
    plain = "country,name,discount\nIN,,\n"
    assert import_csv(plain, tiered).table.tiers == tiered.tiers
    assert import_csv(plain + "setting,strength,40 %\n", tiered).table.tiers == ()
    found = import_csv(plain + "tier,B,20\nsetting,min_net_usd_minor,200\n", tiered).table
    assert found.tiers == (Tier(group="B", typed_percent=20),)
    assert found.settings == TableSettings(cap=70, min_net_usd_minor=200)


def test_percent_signs_are_taken() -> None:
    text = "country,discount\nIN,40%\nBR,40 %\nPL, 40 \n"
    assert {row.typed_percent for row in rows_of(text)} == {40}


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ('"12,5"', "behind a comma"),
        ("12.5", "has decimals"),
        ("12.0", "has decimals"),
        ("101", "no whole percentage"),
        ("-5", "no whole percentage"),
        ("many", "no whole percentage"),
        ("١٢", "no whole percentage"),
        ("%", "no whole percentage"),
    ],
)
def test_discounts_that_are_no_whole_percentage(cell: str, words: str) -> None:
    found = problems(f"country,discount\nPL,10\nIN,{cell}\n")
    assert list(found) == ["line 3"]
    assert words in found["line 3"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("QQ,10,,,,,", "“QQ” is no country's code"),
        (",10,,,,,", "country is missing"),
        ("India,10,,,,,", "two letters instead: IN"),
        ("PL,10,,,,,", "Poland is there twice; the first time in line 2"),
        ("IN,10,a b,,,,", "group's name"),
        ("IN,10,,median,,,", "world_bank, big_mac, blend"),
        ("IN,10,,,maybe,,", "neither yes nor no"),
        (f"IN,10,,,,{'x' * 301},", "at most 300"),
        ("IN,10,,,,,,more", "more cells than the heading"),
        ("tier,10,,,,,", "name of its group"),
        ("tier,10,,,,,a b", "group's name"),
        ("tier,x,,,,,A", "no whole percentage"),
        ("setting,10,,,,,volume", "no setting of a table"),
        ("setting,101,,,,,strength", "cannot be the setting strength"),
        ("setting,7,,,,,step", "cannot be the setting step"),
        ("setting,x,,,,,cap", "cannot be the setting cap"),
        ("setting,x,,,,,source", "cannot be the setting source"),
    ],
)
def test_mistakes_are_named_with_their_line(line: str, words: str) -> None:
    found = problems(f"country,discount,group,source,excluded,note,name\nPL,10,,,,,\n{line}\n")
    assert list(found) == ["line 3"]
    assert words in found["line 3"]


def test_doubled_settings_and_tiers() -> None:
    text = "country,discount,name\nPL,,\ntier,10,A\ntier,20,A\nsetting,10,cap\nsetting,20,cap\n"
    found = problems(text)
    assert "tier A is there twice" in found["line 4"]
    assert "setting cap is there twice" in found["line 6"]


def test_headings() -> None:
    assert "columns country, discount are missing" in problems("name,note\n")["line 1"]
    assert "column discount is missing" in problems("country\nIN\n")["line 1"]
    found = problems("country,discount,dicsount,rabat\n")
    assert "“dicsount, rabat” are not known" in found["line 1"]
    assert "more than once" in problems("country,discount,country\n")["line 1"]
    assert rows_of(" Country , DISCOUNT ,,\nIN,5,,\n") == (Row(country="IN", typed_percent=5),)


def test_files_that_are_no_table() -> None:
    for text in ("", "\ufeff", "\r\n \r\n"):
        with pytest.raises(InputError, match="empty"):
            import_csv(text, BASE)
    with pytest.raises(InputError, match="far too long"):
        import_csv("x" * (MOST_LENGTH + 1), BASE)
    assert "no country under it" in problems("country,discount\n")["line 1"]
    assert "no text has" in problems("country,discount\nIN,1\nBR,\0\n")["line 3"]
    assert "quotation marks" in problems('country,discount\nIN,"40\n')["line 2"]
    with pytest.raises(InputError, match="smallest discount"):
        import_csv("country,discount,name\nIN,,\nsetting,80,floor\n", BASE)


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    text = 'country,discount,note\n\nIN,10,"two\nlines"\nQQ,10,\n'
    assert list(problems(text)) == ["line 5"]


def test_many_mistakes_are_told_up_to_a_limit() -> None:
    found = problems("country,discount\n" + "QQ,1\n" * 200)
    assert len(found) == MOST_ERRORS
    with pytest.raises(InputError, match=r"^Line 2: .* There are 199 more problems\.$"):
        import_csv("country,discount\n" + "QQ,1\n" * 200, BASE)


@pytest.mark.parametrize("note", ["=SUM(A1)", "'=x", "'", "''", "-3", "@a", " =x", 'a,b;c\t"d"', "x\r\ny", "\r"])
def test_notes_come_back_and_are_no_formulas(note: str) -> None:
    of = table(Row(country="IN", note=note), settings=BASE.settings)
    text = export_csv(of)
    assert import_csv(text, of).table == of
    assert ",=" not in text
    assert ",@" not in text
