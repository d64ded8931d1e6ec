"""A folder from which a test page loads Pyodide, the wheels that ship, pytest, our core and its unit tests."""

import json
import shutil
from pathlib import Path

from tools import archives, package, wheels
from tools.paths import CACHE, PYODIDE, ROOT
from tools.wheels import LockedWheel

FOLDER = CACHE / "pyodide-dist"
TEST_LOCK = ROOT / "tests" / "pyodide" / "dist.lock.json"
LOADER_FILES = ("pyodide.js",)


def test_wheels() -> tuple[LockedWheel, ...]:
    """What the tests need inside Pyodide besides the wheels that ship."""
    return tuple(LockedWheel(**entry) for entry in json.loads(TEST_LOCK.read_text())["wheels"])


def ensure() -> Path:
    """The folder, made anew."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    wheels.copy_interpreter(FOLDER, wheels.AS_IT_COMES)
    (FOLDER / package.STDLIB).write_bytes(package.compiled_stdlib(whole=True))
    for name in LOADER_FILES:
        shutil.copyfile(PYODIDE / name, FOLDER / name)
    locked = (*wheels.read_lock().wheels, *test_wheels())
    for wheel in locked:
        shutil.copyfile(wheels.ensure_wheel(wheel), FOLDER / wheel.name)
    index = json.loads((PYODIDE / "pyodide-lock.json").read_text())
    index["packages"] = {wheel.project: entry(wheel) for wheel in locked}
    (FOLDER / "pyodide-lock.json").write_text(json.dumps(index))
    _write(FOLDER / "core.zip", package.core_entries())
    _write(FOLDER / "tests.zip", _test_entries())
    return FOLDER


def entry(wheel: LockedWheel) -> dict[str, object]:
    """A wheel as the interpreter's index of packages lists it."""
    return {
        "name": wheel.project,
        "version": wheel.version,
        "file_name": wheel.name,
        "install_dir": "site",
        "sha256": wheel.sha256,
        "package_type": "package",
        "imports": [wheel.project.replace("-", "_")],
        "depends": [],
        "unvendored_tests": False,
    }


def _test_entries() -> dict[str, bytes]:
    tests = ROOT / "tests"
    files = [path for path in (tests / "unit").rglob("*") if "__pycache__" not in path.parts]
    files += [
        *tests.glob("*.py"),
        *(tests / "fakes").rglob("*.py"),
        *(tests / "pyodide" / "in_page").glob("*.py"),
    ]
    return {f"tests/{name}": content for name, content in archives.folder_entries(tests, files).items()}


def _write(path: Path, entries: dict[str, bytes]) -> None:
    with path.open("wb") as out:
        archives.write_zip(out, entries, stored=True)
