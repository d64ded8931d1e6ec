"""Refuses a package that is not exactly what is meant to ship."""

import fnmatch
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.environment import SetupError
from tools.wheels import AS_IT_COMES, read_lock, sha256

ALLOWED = (
    "manifest.json",
    "LICENSE",
    "service_worker.js",
    "engine/engine.html",
    "engine/engine.js",
    "engine/worker.js",
    "engine/snapshot_worker.js",
    "script/worker.js",
    "popup/popup.html",
    "popup/popup.js",
    "sidepanel/sidepanel.html",
    "sidepanel/sidepanel.js",
    "sidepanel/script_editor.js",
    "sheet/sheet.html",
    "sheet/sheet.js",
    "welcome/welcome.html",
    "welcome/welcome.js",
    "options/options.html",
    "options/options.js",
    "*/*.css",
    "shared/ui/*.css",
    "icons/icon-*.png",
    "_locales/*/messages.json",
    "runtime/pyodide.mjs",
    "runtime/pyodide.asm.mjs",
    "runtime/pyodide.asm.wasm",
    "runtime/stdlib.zip",
    "runtime/core.zip",
    "runtime/site.zip",
    "runtime/_pydantic_core.wasm",
    "runtime/runtime.lock.json",
)
BUDGET_BYTES = 14_000_000
_REMOTE_CODE = re.compile(
    r"""<script[^>]+src=["']?https?:|<link[^>]+href=["']?https?:|"""
    r"""\bimport\s*\(?\s*["'`]https?:|\bfrom\s+["']https?:|importScripts\s*\(\s*["'`]https?:|"""
    r"""@import\s+(?:url\()?["']?https?:|url\(["']?https?:"""
)
_DEBUG = re.compile(r"\bdebugger\b|sourceMappingURL=data:")


class PackageError(SetupError):
    """The package is not fit to ship."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("The package is not fit to ship:\n" + "\n".join(f"  {line}" for line in problems))


def problems(package: Path) -> list[str]:
    """Everything that is wrong with a package folder; empty when it may ship."""
    manifest = json.loads((package / "manifest.json").read_text())
    names = sorted(path.relative_to(package).as_posix() for path in package.rglob("*") if path.is_file())
    found = [f"not on the list of what ships: {name}" for name in names if not _allowed(name)]
    missing = set(_manifest_paths(manifest)) - set(names)
    found += [f"named in the manifest, not there: {name}" for name in sorted(missing)]
    found += _missing_references(package)
    found += _wrong_hashes(package)
    found += _unsafe_text(package, names)
    if "key" in manifest or "update_url" in manifest:
        found.append("the manifest names a key or an update address")
    return found


def _allowed(name: str) -> bool:
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in ALLOWED)


def _manifest_paths(value: Any) -> Iterator[str]:
    """Every string of the manifest that looks like a file of the package."""
    if isinstance(value, dict):
        for nested in value.values():
            yield from _manifest_paths(nested)
    elif isinstance(value, list):
        for nested in value:
            yield from _manifest_paths(nested)
    elif isinstance(value, str) and re.fullmatch(r"[\w./-]+\.(?:html|js|png|css)", value):
        yield value


def _missing_references(package: Path) -> list[str]:
    """Scripts, styles and images that a page names and the package lacks."""
    return [
        f"{page.relative_to(package).as_posix()} names {address}, which is not there"
        for page in sorted(package.glob("*/*.html"))
        for address in re.findall(r'(?:src|href)="([^"#:]+)"', page.read_text())
        if not (page.parent / address).resolve().is_file()
    ]


def _wrong_hashes(package: Path) -> list[str]:
    lock = read_lock()
    shipped = (*(locked for locked in lock.files if locked.name in AS_IT_COMES), *lock.built)
    return [
        f"not the file that runtime.lock.json names: {path.relative_to(package).as_posix()}{_found(path)}"
        for locked in shipped
        if not (path := package / "runtime" / locked.name).is_file() or sha256(path) != locked.sha256
    ]


def _found(path: Path) -> str:
    return f" (sha256 {sha256(path)})" if path.is_file() else ""


def _unsafe_text(package: Path, names: list[str]) -> list[str]:
    found = []
    for name in names:
        if not name.endswith((".js", ".mjs", ".html", ".css")):
            continue
        text = (package / name).read_text()
        if _REMOTE_CODE.search(text):
            found.append(f"names code at a remote address: {name}")
        if not name.startswith("runtime/") and _DEBUG.search(text):
            found.append(f"has a debugging switch on: {name}")
    return found


def size_report(package: Path, archive: Path) -> list[str]:
    """The sizes as lines to print. Raises PackageError when the zip is over its budget."""
    sizes: dict[str, int] = {}
    for path in sorted(package.rglob("*")):
        if path.is_file():
            parts = path.relative_to(package).parts
            name = "/".join(parts) if parts[0] == "runtime" else parts[0]
            sizes[name] = sizes.get(name, 0) + path.stat().st_size
    lines = [f"{size / 1e6:8.2f} MB  {name}" for name, size in sorted(sizes.items(), key=lambda i: -i[1])]
    size = archive.stat().st_size
    lines.append(f"{size / 1e6:8.2f} MB  {archive.name} (of {BUDGET_BYTES / 1e6:.0f})  sha256 {sha256(archive)}")
    if size > BUDGET_BYTES:
        raise PackageError([f"{archive.name} has {size} bytes, the budget is {BUDGET_BYTES}"])
    return lines
