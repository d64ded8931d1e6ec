"""Bytecode for the zips of Python that ship, kept between builds as long as their sources stay the same."""

import hashlib
import io
import os
import subprocess
from pathlib import Path

from tools import archives
from tools.environment import SetupError
from tools.paths import CACHE, ROOT, RUNTIME_LOCK

COMPILED = CACHE / "bytecode"
COMPILER = ROOT / "tools" / "compile_python.mjs"
INSIDE = ROOT / "tools" / "compile_inside.py"


def compiled(
    entries: dict[str, bytes], location: str, *, keep_sources: bool = True, kept_as: str | None = None
) -> bytes:
    """A stored zip of `entries` with the bytecode of every source; `location` is its path at run time.

    The sources stay beside it, so that what ships can be read, unless `keep_sources` is off. The newest zip is kept
    for the next build under the name of the location, or `kept_as`.
    """
    name = kept_as or Path(location).stem
    sources = "keep" if keep_sources else "drop"
    plain = io.BytesIO()
    archives.write_zip(plain, entries, stored=True)
    made_by = (
        COMPILER.read_bytes(),
        INSIDE.read_bytes(),
        RUNTIME_LOCK.read_bytes(),
        location.encode(),
        sources.encode(),
    )
    key = hashlib.sha256(b"\0".join((plain.getvalue(), *made_by))).hexdigest()
    kept = COMPILED / f"{name}-{key[:24]}.zip"
    try:
        return kept.read_bytes()
    except FileNotFoundError:
        return _compile(plain.getvalue(), kept, name, location, sources)


def _compile(plain: bytes, kept: Path, name: str, location: str, sources: str) -> bytes:
    COMPILED.mkdir(parents=True, exist_ok=True)
    for old in COMPILED.glob(f"{name}-*.zip"):
        old.unlink(missing_ok=True)
    source, target = (COMPILED / f"{kept.stem}.{os.getpid()}.{side}" for side in ("source", "target"))
    source.write_bytes(plain)
    command = ["node", str(COMPILER), str(COMPILED), source.name, target.name, location, sources]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    source.unlink()
    if done.returncode != 0 or not target.is_file():
        raise SetupError(f"The Python that ships does not compile:\n{done.stderr[-2000:]}")
    return target.rename(kept).read_bytes()
