"""Sets up what the other stages need: the virtual environment and the node modules. Standard library only."""

import os
import shutil
import subprocess
import sys
import venv
from importlib import invalidate_caches
from importlib.util import find_spec
from pathlib import Path

from tools.paths import NODE_MODULES, ROOT, VENV
from tools.stamps import digest, run_if_changed

LOCK = ROOT / "requirements.lock"
MINIMUM_PYTHON = (3, 11)
MINIMUM_NODE = 20


class SetupError(Exception):
    """Something that has to be there is not; the message says what to do."""


def venv_python() -> Path:
    """The virtual environment's interpreter."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def ensure_venv() -> None:
    """Create .venv and install exactly what requirements.lock names, hashes checked."""
    if sys.version_info < MINIMUM_PYTHON:
        raise SetupError("Python 3.11 or newer is needed to build.")
    run_if_changed("venv", digest([LOCK], sys.version), venv_python(), _install_requirements)


def _install_requirements() -> None:
    if not venv_python().exists():
        _ensure_ensurepip()
        venv.create(VENV, with_pip=True)
    say("installing the Python packages of requirements.lock")
    install = [
        str(venv_python()),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
    ]
    subprocess.run([*install, "--require-hashes", "--requirement", str(LOCK)], cwd=ROOT, check=True)


def _ensure_ensurepip() -> None:
    """Debian and Ubuntu ship Python without what a virtual environment needs; as root it can be added."""
    if find_spec("ensurepip") is not None:
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if not can_use_apt():
        raise SetupError(f"This Python cannot make virtual environments: install the package “{package}”.")
    apt_install(package)
    invalidate_caches()


def can_use_apt() -> bool:
    """Whether packages of the system can be installed here: root on Debian or Ubuntu."""
    return os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_install(*packages: str) -> None:
    """Install packages of the distribution."""
    say(f"installing {', '.join(packages)} with apt")
    quiet = {"DEBIAN_FRONTEND": "noninteractive", **os.environ}
    subprocess.run(["apt-get", "update", "-qq"], check=True, env=quiet)
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    subprocess.run(install, check=True, env=quiet, stdout=subprocess.DEVNULL)


def ensure_node_modules() -> None:
    """Install exactly what package-lock.json names, without running any package's scripts."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise SetupError(f"Node {MINIMUM_NODE} or newer with npm is needed to build: https://nodejs.org")
    words = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    if int(words.lstrip("v").split(".")[0]) < MINIMUM_NODE:
        raise SetupError(f"Node {MINIMUM_NODE} or newer is needed to build; this one is {words}.")
    key = digest([ROOT / "package.json", ROOT / "package-lock.json"], words)
    run_if_changed("node_modules", key, NODE_MODULES / ".package-lock.json", lambda: _npm_ci(npm))


def _npm_ci(npm: str) -> None:
    say("installing the node modules of package-lock.json")
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run([npm, "ci", *quiet], cwd=ROOT, check=True)


def say(text: str) -> None:
    """One line of progress, on stderr: what a command gives is alone on stdout."""
    print(f"gumsmith: {text}", file=sys.stderr, flush=True)
