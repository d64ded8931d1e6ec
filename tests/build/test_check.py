"""What may ship, and that everything else is refused."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tools import check, environment, package, wheels
from tools.paths import ROOT, version

Edit = Callable[[str, str | bytes | None], Path]


def test_the_package_is_fit_to_ship(assembled: Path) -> None:
    assert check.problems(assembled) == []


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("notes.txt", "x", "not on the list of what ships: notes.txt"),
        ("engine/extra.js", "x", "not on the list of what ships: engine/extra.js"),
        ("popup/popup.html", None, "named in the manifest, not there: popup/popup.html"),
        ("icons/icon-48.png", None, "named in the manifest, not there: icons/icon-48.png"),
        ("engine/engine.js", None, "engine/engine.html names engine.js, which is not there"),
        ("runtime/pyodide.mjs", "changed", "not the file that runtime.lock.json names: runtime/pyodide.mjs"),
        ("runtime/site.zip", "changed", "not the file that runtime.lock.json names: runtime/site.zip"),
        (
            "runtime/stdlib.zip",
            None,
            "not the file that runtime.lock.json names: runtime/stdlib.zip",
        ),
        (
            "engine/engine.js",
            'import "https://cdn.example/x.js"',
            "names code at a remote address: engine/engine.js",
        ),
        (
            "engine/engine.js",
            'await import("https://x.example")',
            "names code at a remote address: engine/engine.js",
        ),
        ("engine/engine.js", "debugger;", "has a debugging switch on: engine/engine.js"),
        (
            "engine/engine.html",
            '<script type="module" src="https://cdn.example/x.js"></script>',
            "names code at a remote address: engine/engine.html",
        ),
    ],
)
def test_what_must_not_ship_is_refused(edited: Edit, name: str, content: str | None, problem: str) -> None:
    assert any(found.startswith(problem) for found in check.problems(edited(name, content)))


def test_a_remote_style_is_refused(edited: Edit, assembled: Path) -> None:
    style = next(assembled.rglob("*.css")).relative_to(assembled).as_posix()
    folder = edited(style, '@import "https://fonts.example/x.css";')
    assert f"names code at a remote address: {style}" in check.problems(folder)


def test_a_manifest_with_a_key_is_refused(edited: Edit, assembled: Path) -> None:
    manifest = json.loads((assembled / "manifest.json").read_text())
    folder = edited("manifest.json", json.dumps({**manifest, "key": "abc"}))
    assert "the manifest names a key or an update address" in check.problems(folder)


def test_the_zip_keeps_its_budget(assembled: Path, tmp_path: Path) -> None:
    archive = tmp_path / "package.zip"
    archive.write_bytes(bytes(check.BUDGET_BYTES))
    assert any("package.zip" in line for line in check.size_report(assembled, archive))
    archive.write_bytes(bytes(check.BUDGET_BYTES + 1))
    with pytest.raises(check.PackageError, match="budget"):
        check.size_report(assembled, archive)


def test_a_file_that_is_not_the_locked_one_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.whl"
    path.write_bytes(b"something else")
    with pytest.raises(environment.SetupError, match=r"x\.whl"):
        wheels.checked(path, wheels.LockedFile(name="x.whl", sha256="0" * 64))


def test_unknown_keys_of_the_runtime_lock_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = json.loads((ROOT / "runtime.lock.json").read_text())
    changed = tmp_path / "runtime.lock.json"
    changed.write_text(json.dumps({**lock, "mirror": "elsewhere"}))
    monkeypatch.setattr(wheels, "RUNTIME_LOCK", changed)
    with pytest.raises(TypeError, match="mirror"):
        wheels.read_lock()


def test_locked_versions_are_the_ones_tested_against() -> None:
    lock = wheels.read_lock()
    required = (ROOT / "requirements.lock").read_text()
    node = json.loads((ROOT / "package.json").read_text())
    assert lock.pyodide == node["devDependencies"]["pyodide"]
    for wheel in lock.wheels:
        assert f"{wheel.project}=={wheel.version} " in required


def test_the_core_that_ships_is_the_core_of_the_tree(assembled: Path) -> None:
    assert set(package.core_entries()) >= {"py_core/__init__.py", "py_core/app.py"}
    assert json.loads((assembled / "manifest.json").read_text())["version"] == version()
