"""The same sources give the same bytes."""

import io
import os
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from tools import archives, bytecode, package


def _zipped(folder: Path) -> bytes:
    out = io.BytesIO()
    archives.write_zip(out, archives.folder_entries(folder))
    return out.getvalue()


def test_building_twice_gives_the_same_zip(
    assembled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bytecode, "COMPILED", tmp_path / "bytecode")
    again = tmp_path / "again"
    umask = os.umask(0o077)
    try:
        again.mkdir()
        package.assemble(again)
    finally:
        os.umask(umask)
    first, second = archives.folder_entries(assembled), archives.folder_entries(again)
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []
    assert _zipped(assembled) == _zipped(again)


def test_zip_does_not_depend_on_times_modes_or_order(tmp_path: Path) -> None:
    for name in ("b", "a/c", "a/b"):
        path = tmp_path / "one" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    for name in ("a/b", "a/c", "b"):
        path = tmp_path / "two" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
        path.chmod(0o755)
        os.utime(path, (1, 1))
    assert _zipped(tmp_path / "one") == _zipped(tmp_path / "two")


def test_zip_entries_are_sorted_and_have_one_time_and_mode(assembled: Path) -> None:
    entries = ZipFile(io.BytesIO(_zipped(assembled))).infolist()
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    assert {entry.date_time for entry in entries} == {archives.EPOCH}
    assert {entry.external_attr >> 16 for entry in entries} == {archives.FILE_MODE}
    assert {entry.compress_type for entry in entries} == {ZIP_DEFLATED}


def test_python_is_stored_uncompressed_and_complete(assembled: Path) -> None:
    with ZipFile(assembled / "runtime" / "core.zip") as core:
        assert {entry.compress_type for entry in core.infolist()} == {ZIP_STORED}
        names = set(core.namelist())
    assert {"py_core/app.py", "py_core/browser.py", "py_core/wasm_import.py"} <= names
    assert "py_core/host.py" not in names
    assert not any("__pycache__" in name for name in names)
    assert {name + "c" for name in names if name.endswith(".py")} <= names


def test_libraries_ship_with_their_licences(assembled: Path) -> None:
    with ZipFile(assembled / "runtime" / "site.zip") as site:
        names = site.namelist()
    for library in ("pydantic", "pydantic_core", "typing_extensions", "typing_inspection", "annotated_types"):
        metadata = [name for name in names if name.startswith(f"{library}-") and "licenses/" in name]
        assert metadata, library
