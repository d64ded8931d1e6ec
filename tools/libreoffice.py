"""Finds LibreOffice for the suite that opens exported files in it, or installs the distribution's calc."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tools.environment import SetupError, apt_install, can_use_apt

NAMES = ("soffice", "libreoffice")
PACKAGE = "libreoffice-calc"
TIMEOUT_S = 180
HOW_TO = (
    f"LibreOffice is needed to open exported files: install the package “{PACKAGE}” of your system, or set "
    "GUMSMITH_SOFFICE to the path of soffice."
)


def find_libreoffice() -> Path | None:
    """The `soffice` to use, or None."""
    named = os.environ.get("GUMSMITH_SOFFICE")
    if named:
        return Path(named)
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return Path(found) if found else None


def ensure_libreoffice() -> Path:
    """A LibreOffice; as root apt installs it. Raises SetupError without one."""
    found = find_libreoffice()
    if found is None and can_use_apt():
        apt_install(PACKAGE)
        found = find_libreoffice()
    if found is None:
        raise SetupError(HOW_TO)
    return found


def convert(files: Sequence[Path], to: str, folder: Path, *, reading: str | None = None) -> list[Path]:
    """The files as LibreOffice writes them in another format, without a window and with a profile of its own.

    `to` is an ending or a filter, `reading` the filter and options to read with. Raises: RuntimeError where a file
    could not be converted.
    """
    with tempfile.TemporaryDirectory(prefix="gumsmith-office-") as profile:
        command = [str(ensure_libreoffice()), f"-env:UserInstallation={Path(profile).as_uri()}", "--headless"]
        command += [f"--infilter={reading}"] if reading else []
        command += ["--convert-to", to, "--outdir", str(folder), *map(str, files)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=TIMEOUT_S)
    found = [folder / f"{file.stem}.{to.split(':')[0]}" for file in files]
    missing = [each.name for each in found if not each.is_file()]
    if missing:
        raise RuntimeError(f"LibreOffice did not write {', '.join(missing)}: {done.stdout} {done.stderr}")
    return found
