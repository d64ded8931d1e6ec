"""Where things are. Standard library only, so that build.py can use it before anything is installed."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXTENSION = ROOT / "extension"
CORE = ROOT / "py_core"
CACHE = ROOT / ".cache"
WHEELS = CACHE / "wheels"
DIST = ROOT / "dist"
PACKAGE = DIST / "gumsmith"
VENV = ROOT / ".venv"
NODE_MODULES = ROOT / "node_modules"
PYODIDE = NODE_MODULES / "pyodide"
RUNTIME_LOCK = ROOT / "runtime.lock.json"


def version() -> str:
    """The version that pyproject.toml names; it is stamped into the manifest."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])


def package_zip() -> Path:
    """The file that is published."""
    return DIST / f"gumsmith-{version()}.zip"
