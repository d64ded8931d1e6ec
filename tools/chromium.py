"""Finds a Chromium for the demo and the tests, or installs the distribution's when that is possible."""

import os
import shutil
from pathlib import Path

from tools.environment import SetupError, apt_install, can_use_apt

NAMES = ("chromium", "chromium-browser")
MAC_APP = Path("/Applications/Chromium.app/Contents/MacOS/Chromium")
HOW_TO = (
    "Chromium is needed (Google-branded Chrome refuses to load an extension from a folder by command line). "
    "Install the package “chromium” of your system, or set GUMSMITH_CHROMIUM to its path."
)


def find_chromium() -> Path | None:
    """The Chromium to use, or None."""
    named = os.environ.get("GUMSMITH_CHROMIUM")
    if named:
        return Path(named)
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return Path(found)
    return MAC_APP if MAC_APP.exists() else None


def ensure_chromium(*, driver: bool = False) -> Path:
    """A Chromium, with its driver if asked; as root apt installs it. Raises SetupError without one."""
    found = find_chromium()
    if found is not None and not (driver and shutil.which("chromedriver") is None):
        return found
    if can_use_apt():
        apt_install("chromium", "chromium-driver")
        found = find_chromium()
    if found is None:
        raise SetupError(HOW_TO)
    if driver and shutil.which("chromedriver") is None:
        raise SetupError("The pyodide suite also needs chromedriver (package “chromium-driver”) on the PATH.")
    return found


def launch_arguments(*, headless: bool) -> list[str]:
    """What every start of Chromium here needs; root needs its sandbox off."""
    arguments = ["--headless=new"] if headless else []
    if os.name == "posix" and os.geteuid() == 0:
        arguments.append("--no-sandbox")
    return arguments
