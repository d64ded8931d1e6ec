"""Skips a stage whose inputs are unchanged since it last succeeded. Standard library only."""

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

from tools.paths import CACHE, ROOT

STAMPS = CACHE / "stamps"


def digest(paths: Iterable[Path], *extra: str) -> str:
    """One hash over the names and bytes of files, and over `extra` words."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(f"{path.relative_to(ROOT).as_posix()}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    for word in extra:
        total.update(f"{word}\0".encode())
    return total.hexdigest()


def run_if_changed(name: str, key: str, output: Path, stage: Callable[[], None]) -> bool:
    """Run `stage` unless it succeeded with this `key` before and its `output` is still there. True if it ran."""
    stamp = STAMPS / name
    if output.exists() and stamp.is_file() and stamp.read_text() == key:
        return False
    stamp.unlink(missing_ok=True)
    stage()
    STAMPS.mkdir(parents=True, exist_ok=True)
    stamp.write_text(key)
    return True
