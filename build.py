#!/usr/bin/env python3
"""The one entry point for people and CI: sets up what it needs, then builds, tests or shows Gumsmith.

    python3 build.py [build]            dist/gumsmith to load unpacked, and the zip that is published
    python3 build.py demo [--headless]  the extension in Chromium, the sample shop one click away
    python3 build.py test [SUITE...]    unit contract js pyodide build e2e; all of them by default
    python3 build.py sandbox [...]      a Gumroad of our own over HTTP
    python3 build.py bench [NAME...]    measurements as one JSON object
    python3 build.py types [--check]    the TypeScript types of the protocol, and the page about scripts

Needs Python 3.11+, Node 20+ and npm. Standard library only: everything else is set up by it.
"""

import importlib
import subprocess
import sys
from pathlib import Path

from tools import environment
from tools.paths import ROOT, VENV

COMMANDS = ("build", "demo", "test", "sandbox", "bench", "types")
PASSED_ON = {"demo": "tools.demo", "sandbox": "tools.sandbox_server", "bench": "tools.bench"}
NEEDS_PACKAGE = ("demo", "bench")


def main(argv: list[str]) -> int:
    """Run one command; the exit code."""
    command, rest = (argv[0], argv[1:]) if argv else ("build", [])
    if command not in COMMANDS:
        print(__doc__)
        return 0 if command in ("-h", "--help", "help") else 2
    try:
        if Path(sys.prefix).resolve() != VENV.resolve():
            environment.ensure_venv()
            again = [str(environment.venv_python()), str(ROOT / "build.py"), command, *rest]
            return subprocess.run(again, cwd=ROOT, check=False).returncode
        return run(command, rest)
    except environment.SetupError as problem:
        print(problem, file=sys.stderr)
    except subprocess.CalledProcessError as failure:
        print(f"This step failed: {failure}", file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    return 1


def run(command: str, rest: list[str]) -> int:
    """One command inside the virtual environment; the exit code."""
    if command != "sandbox":
        environment.ensure_node_modules()
    if command == "build" or command in NEEDS_PACKAGE:
        build()
    if command in PASSED_ON:
        return int(importlib.import_module(PASSED_ON[command]).main(rest) or 0)
    if command == "test":
        return int(importlib.import_module("tools.suites").main(rest))
    if command == "types":
        importlib.import_module("tools.protocol_types").main(check="--check" in rest)
        importlib.import_module("tools.script_docs").main(check="--check" in rest)
    return 0


def build() -> None:
    """The package, rebuilt only when something it is made of changed."""
    importlib.import_module("tools.package").ensure_package()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
