"""An extension that starts the interpreter the documented way, with the wheels and the core that we ship.

It exists for comparison only, in the cache; nothing of it is in the package.
"""

import hashlib
import io
import json
import shutil
from pathlib import Path

from tools import archives, package, pyodide_dist, wheels
from tools.paths import CACHE, PYODIDE, ROOT, version

FOLDER = CACHE / "bench-stock"
SOURCES = ROOT / "tools" / "stock"
PAGE = "stock.html"
DATABASE = "shop.db"
CORE_PROJECT = "gumsmith-core"


def ensure() -> Path:
    """The extension's folder, made anew."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    wheels.copy_interpreter(FOLDER, (*wheels.AS_IT_COMES, package.STDLIB))
    for source in SOURCES.iterdir():
        shutil.copyfile(source, FOLDER / source.name)
    locked = wheels.read_lock().wheels
    for wheel in locked:
        shutil.copyfile(wheels.ensure_wheel(wheel), FOLDER / wheel.name)
    core = core_wheel()
    index = json.loads((PYODIDE / "pyodide-lock.json").read_text())
    index["packages"] = {wheel.project: pyodide_dist.entry(wheel) for wheel in (*locked, core)}
    (FOLDER / "pyodide-lock.json").write_text(json.dumps(index))
    return FOLDER


def packages() -> list[str]:
    """What the page has to load."""
    return [*(wheel.project for wheel in wheels.read_lock().wheels), CORE_PROJECT]


def core_wheel() -> wheels.LockedWheel:
    """Our core as an ordinary wheel, written to the folder."""
    name = f"{CORE_PROJECT.replace('-', '_')}-{version()}"
    information = f"{name}.dist-info"
    entries = package.core_entries() | {
        f"{information}/METADATA": f"Metadata-Version: 2.1\nName: {CORE_PROJECT}\nVersion: {version()}\n".encode(),
        f"{information}/WHEEL": b"Wheel-Version: 1.0\nGenerator: bench\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{information}/RECORD": b"",
    }
    content = io.BytesIO()
    archives.write_zip(content, entries)
    file = f"{name}-py3-none-any.whl"
    (FOLDER / file).write_bytes(content.getvalue())
    hashed = hashlib.sha256(content.getvalue()).hexdigest()
    return wheels.LockedWheel(name=file, sha256=hashed, project=CORE_PROJECT, version=version())
