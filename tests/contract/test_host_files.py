"""Exported files in a folder of the machine."""

import errno
import os
from pathlib import Path

import pytest

from py_core.errors import CoreError
from py_core.execution.ports import NoExportFiles
from py_core.host import HostFiles


async def test_a_file_is_written_cut_read_renamed_and_removed(tmp_path: Path) -> None:
    files = HostFiles(tmp_path / "exports")
    assert await files.names() == ()
    file = await files.open("a.part")
    file.write(b"hello world")
    file.cut(5)
    file.write(b"!")
    assert (file.size(), file.read(1, 3), file.read(4, 99)) == (6, b"ell", b"o!")
    file.write(b"?")
    file.flush()
    file.close()
    again = await files.open("a.part")
    assert again.size() == 7
    again.close()
    await files.rename("a.part", "a.csv")
    assert await files.names() == ("a.csv",)
    assert (tmp_path / "exports" / "a.csv").read_bytes() == b"hello!?"
    await files.remove("a.csv")
    await files.remove("a.csv")
    assert await files.names() == ()


@pytest.mark.parametrize(("number", "code"), [(errno.ENOSPC, "storage_full"), (errno.EDQUOT, "storage_full")])
async def test_a_full_disk_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    file = await HostFiles(tmp_path).open("a")

    def full(_: int) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CoreError) as caught:
        file.flush()
    assert caught.value.code == code
    file.close()


async def test_other_troubles_are_our_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = await HostFiles(tmp_path).open("a")

    def broken(_: int) -> None:
        raise OSError(errno.EIO, "no")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match="no"):
        file.flush()
    file.close()


async def test_a_machine_without_files_has_none() -> None:
    files = NoExportFiles()
    assert await files.names() == ()
    await files.rename("a", "b")
    await files.remove("a")
    with pytest.raises(CoreError, match="keeps no files"):
        await files.open("a")
