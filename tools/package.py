"""Puts the extension together: dist/gumsmith to load unpacked, and the zip that is published."""

import hashlib
import io
import shutil
import tempfile
from pathlib import Path
from zipfile import ZipFile

from tools import archives, bundle, bytecode, check, stdlib, wheels
from tools.environment import say
from tools.paths import CORE, DIST, EXTENSION, PACKAGE, ROOT, RUNTIME_LOCK, package_zip, version
from tools.stamps import digest, run_if_changed

RUNTIME = "runtime"
LIBRARY = "/gumsmith"
STDLIB = "python_stdlib.zip"
STDLIB_LOCATION = "/lib/python314.zip"
STATIC = ("_locales/*/messages.json", "icons/*.png")


def build() -> None:
    """Build the folder, and the zip if the folder is fit to ship. Raises PackageError when it is not."""
    DIST.mkdir(exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix="staging-", dir=DIST))
    try:
        problems = assemble(staging)
    except BaseException:
        shutil.rmtree(staging)
        raise
    shutil.rmtree(PACKAGE, ignore_errors=True)
    staging.rename(PACKAGE)
    problems += check.problems(PACKAGE)
    if problems:
        package_zip().unlink(missing_ok=True)
        raise check.PackageError(problems)
    content = io.BytesIO()
    archives.write_zip(content, archives.folder_entries(PACKAGE))
    package_zip().write_bytes(content.getvalue())
    for line in check.size_report(PACKAGE, package_zip()):
        say(line)


def assemble(out: Path) -> list[str]:
    """Every file of the package, written to `out`; what could not be bundled is returned."""
    _write_runtime(out / RUNTIME)
    bundle.write_manifest(out / "manifest.json", version())
    problems = bundle.bundle_shell(out, snapshot_digest(out))
    for pattern in STATIC:
        for source in sorted(EXTENSION.glob(pattern)):
            target = out / source.relative_to(EXTENSION)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    shutil.copyfile(ROOT / "LICENSE", out / "LICENSE")
    for path in (out, *sorted(out.rglob("*"))):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return problems


def _write_runtime(runtime: Path) -> None:
    wheels.copy_interpreter(runtime, wheels.AS_IT_COMES)
    shutil.copyfile(RUNTIME_LOCK, runtime / RUNTIME_LOCK.name)
    (runtime / "core.zip").write_bytes(bytecode.compiled(core_entries(), f"{LIBRARY}/core.zip"))
    (runtime / "site.zip").write_bytes(bytecode.compiled(_unpack_wheels(runtime), f"{LIBRARY}/site.zip"))
    (runtime / "stdlib.zip").write_bytes(compiled_stdlib())


def snapshot_digest(package: Path) -> str:
    """One hash over all that a snapshot of Python depends on: version, interpreter, libraries, core and engine."""
    total = hashlib.sha256()
    for path in (package / "manifest.json", *sorted((package / RUNTIME).iterdir())):
        total.update(f"{path.name} {wheels.sha256(path)}\n".encode())
    for path in sorted((EXTENSION / "engine").rglob("*.ts")):
        total.update(f"{path.relative_to(EXTENSION).as_posix()} {wheels.sha256(path)}\n".encode())
    return total.hexdigest()


def core_entries() -> dict[str, bytes]:
    """Our Python and its data files, but for what only CPython can run."""
    files = (
        path
        for path in CORE.rglob("*")
        if "__pycache__" not in path.parts and path != CORE / "host.py" and path.suffix != ".pyc"
    )
    return {f"py_core/{name}": content for name, content in archives.folder_entries(CORE, files).items()}


def _unpack_wheels(runtime: Path) -> dict[str, bytes]:
    """The wheels' pure Python, with their licences; extension modules go beside the zip as files."""
    entries: dict[str, bytes] = {}
    for wheel in wheels.read_lock().wheels:
        with ZipFile(wheels.ensure_wheel(wheel)) as archive:
            for name in archive.namelist():
                if name.endswith(("/", ".pyi", "/RECORD", "/WHEEL")):
                    continue
                if name.endswith(".so"):
                    (runtime / wasm_name(name)).write_bytes(archive.read(name))
                else:
                    entries[name] = archive.read(name)
    return entries


def wasm_name(name: str) -> str:
    """What an extension module is called beside the zips: by what it is, so that the browser serves it as wasm."""
    return f"{Path(name).name.partition('.')[0]}.wasm"


def compiled_stdlib(*, whole: bool = False) -> bytes:
    """The standard library as bytecode only: its sources are the interpreter's own, named in the runtime lock.

    What never runs here is left out, unless the `whole` is wanted.
    """
    with ZipFile(wheels.interpreter_file(STDLIB)) as archive:
        names = [name for name in archive.namelist() if not name.endswith("/")]
        entries = {name: archive.read(name) for name in names if whole or stdlib.ships(name)}
    return bytecode.compiled(entries, STDLIB_LOCATION, keep_sources=False, kept_as="whole" if whole else "stdlib")


def ensure_package() -> None:
    """Build the package unless nothing it is made of has changed since the last build."""
    key = digest(_sources(), wheels.sha256(RUNTIME_LOCK))
    if not run_if_changed("package", key, package_zip(), build):
        say(f"{PACKAGE.relative_to(ROOT)} is up to date")


def _sources() -> list[Path]:
    folders = (path for root in (EXTENSION, CORE, ROOT / "tools") for path in root.rglob("*"))
    named = (ROOT / name for name in ("manifest.json", "LICENSE", "pyproject.toml", "package-lock.json"))
    return [p for p in (*folders, *named) if p.is_file() and "__pycache__" not in p.parts]
