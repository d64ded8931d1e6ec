"""Zips whose bytes depend on nothing but names and contents. Standard library only."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

EPOCH = (1980, 1, 1, 0, 0, 0)
FILE_MODE = 0o100644


def write_zip(out: BinaryIO, entries: Mapping[str, bytes], *, stored: bool = False) -> None:
    """Zip `entries` (name to bytes) so that equal content gives equal bytes."""
    with ZipFile(out, "w") as archive:
        for name in sorted(entries):
            info = ZipInfo(name, EPOCH)
            info.create_system = 3
            info.external_attr = FILE_MODE << 16
            info.compress_type = ZIP_STORED if stored else ZIP_DEFLATED
            archive.writestr(info, entries[name], compresslevel=None if stored else 9)


def folder_entries(root: Path, paths: Iterable[Path] | None = None) -> dict[str, bytes]:
    """Every file under `root`, or those of `paths`, by its name relative to `root`."""
    files = root.rglob("*") if paths is None else paths
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files if path.is_file()}
