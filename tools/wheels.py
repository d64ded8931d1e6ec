"""Fetches the wheels that ship, exactly as runtime.lock.json names them."""

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tools.environment import SetupError, say
from tools.paths import PYODIDE, RUNTIME_LOCK, WHEELS

AS_IT_COMES = ("pyodide.asm.mjs", "pyodide.asm.wasm", "pyodide.mjs")
PLATFORM = ("--python-version", "3.14", "--implementation", "cp", "--platform", "pyemscripten_2026_0_wasm32")


@dataclass(frozen=True)
class LockedFile:
    """A file from outside that ships, and the hash it must have."""

    name: str
    sha256: str


@dataclass(frozen=True)
class LockedWheel(LockedFile):
    """A wheel, by its project and version."""

    project: str
    version: str


@dataclass(frozen=True)
class RuntimeLock:
    """Every byte from outside that ships: the interpreter's files and the wheels."""

    pyodide: str
    files: tuple[LockedFile, ...]
    wheels: tuple[LockedWheel, ...]
    built: tuple[LockedFile, ...]
    """What is made of them at build time, always with the same bytes."""


def read_lock() -> RuntimeLock:
    """runtime.lock.json, unknown keys refused."""
    content = json.loads(RUNTIME_LOCK.read_text())
    return RuntimeLock(
        pyodide=content.pop("pyodide"),
        files=tuple(LockedFile(**entry) for entry in content.pop("files")),
        wheels=tuple(LockedWheel(**entry) for entry in content.pop("wheels")),
        built=tuple(LockedFile(**entry) for entry in content.pop("built")),
        **content,
    )


def sha256(path: Path) -> str:
    """The file's hash in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def checked(path: Path, locked: LockedFile) -> Path:
    """`path` itself. Raises SetupError unless it has the locked hash."""
    found = sha256(path)
    if found != locked.sha256:
        raise SetupError(f"{path.name} is not the file that runtime.lock.json names ({found}).")
    return path


def ensure_wheel(wheel: LockedWheel) -> Path:
    """A locked wheel's file, downloaded if it is missing, its hash checked."""
    path = WHEELS / wheel.name
    if not path.is_file():
        say(f"fetching {wheel.project} {wheel.version}")
        download(f"{wheel.project}=={wheel.version}", WHEELS)
    return checked(path, wheel)


def download(requirement: str, folder: Path) -> None:
    """One wheel for Pyodide's platform from the package index, without what it depends on."""
    folder.mkdir(parents=True, exist_ok=True)
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    only = ["--no-deps", "--only-binary=:all:", *PLATFORM]
    subprocess.run([*pip, *only, "--dest", str(folder), requirement], check=True)


def interpreter_file(name: str) -> Path:
    """A file of the interpreter's npm package, its hash checked."""
    locked = next(entry for entry in read_lock().files if entry.name == name)
    return checked(PYODIDE / name, locked)


def copy_interpreter(folder: Path, names: Iterable[str]) -> None:
    """Copy those files of the interpreter to `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        shutil.copyfile(interpreter_file(name), folder / name)
