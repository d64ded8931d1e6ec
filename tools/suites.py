"""The test suites. Each prints its own output; a line per suite and one for all of them close the run."""

import os
import re
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tools import bundle, chromium, libreoffice, package, protocol_types, pure_coverage, pyodide_dist, script_docs
from tools.environment import SetupError, say
from tools.paths import CACHE, NODE_MODULES, ROOT

REPORTS = CACHE / "reports"
JS_TESTS = CACHE / "js-tests"
PYTHON_SOURCES = ("build.py", "tools", "py_core", "tests")


@dataclass
class Tally:
    """How many tests of a suite ran and how they ended. A skipped test counts as failed: it proves nothing."""

    passed: int = 0
    failed: int = 0
    reasons: list[str] = field(default_factory=list)

    def check(self, name: str, problem: str | None) -> None:
        """Count one check that is not a test file's; `problem` is None when it passed."""
        if problem is None:
            self.passed += 1
        else:
            self.failed += 1
            self.reasons.append(name)
            print(f"{name} failed:\n{problem}", flush=True)


PROCESSES = ("-n", str(os.cpu_count() or 1))
"""One process for each core."""

WITHOUT_SNAPSHOTS = "--without-snapshots"


def main(argv: list[str]) -> int:
    """Run the named suites, or all; the exit code. One option starts Python from nothing in end-to-end tests."""
    if WITHOUT_SNAPSHOTS in argv:
        argv = [name for name in argv if name != WITHOUT_SNAPSHOTS]
        os.environ["GUMSMITH_E2E_SNAPSHOT"] = "off"
    unknown = [name for name in argv if name not in SUITES]
    if unknown:
        raise SetupError(f"No such suite: {', '.join(unknown)}. There are {', '.join(SUITES)}.")
    REPORTS.mkdir(parents=True, exist_ok=True)
    closing: list[str] = []
    passed = failed = 0
    for name in argv or SUITES:
        say(f"{name} suite")
        tally, seconds = _timed(SUITES[name])
        passed, failed = passed + tally.passed, failed + tally.failed
        result = f"{tally.passed} passed" + (f", {tally.failed} failed" if tally.failed else "")
        why = f" ({', '.join(tally.reasons)})" if tally.reasons else ""
        closing.append(f"{name}: {result} in {seconds:.0f} s{why}")
        print(closing[-1], flush=True)
    print("\n" + "\n".join(closing))
    print(f"{passed} passed, {failed} failed", flush=True)
    return 1 if failed else 0


def _timed(suite: Callable[[Tally], None]) -> tuple[Tally, float]:
    tally = Tally()
    start = time.monotonic()
    try:
        suite(tally)
    except SetupError as problem:
        tally.check("setup", str(problem))
    except subprocess.CalledProcessError as problem:
        tally.check("setup", str(problem))
    if tally.passed + tally.failed == 0:
        tally.check("no test ran", "The suite is empty.")
    return tally, time.monotonic() - start


def _unit(tally: Tally) -> None:
    tally.check("ruff", _command(sys.executable, "-m", "ruff", "check", *PYTHON_SOURCES))
    tally.check("mypy", _command(sys.executable, "-m", "mypy", *PYTHON_SOURCES))
    report = REPORTS / "coverage.json"
    report.unlink(missing_ok=True)
    measuring = ("--cov=py_core", "--cov-branch", f"--cov-report=json:{report}")
    _pytest(tally, "unit", "-p", "tools.no_network", *PROCESSES, "--dist=worksteal", *measuring)
    missing = pure_coverage.gaps(report) if report.is_file() else ["coverage was not measured"]
    tally.check("full branch coverage of pure modules", "\n".join(missing) or None)


def _contract(tally: Tally) -> None:
    _pytest(tally, "contract", *PROCESSES, "--dist=worksteal")


def _js(tally: Tally) -> None:
    tsc = str(NODE_MODULES / "typescript" / "bin" / "tsc")
    for project in (".", "tests/js"):
        tally.check(f"tsc -p {project}", _command("node", tsc, "--noEmit", "-p", project))
    tally.check("generated types", _problem_of(lambda: protocol_types.main(check=True)))
    tally.check("page about scripts", _problem_of(lambda: script_docs.main(check=True)))
    shutil.rmtree(JS_TESTS, ignore_errors=True)
    sources = ROOT / "tests" / "js"
    tests = [str(path) for path in sorted(sources.rglob("*.test.ts*"))]
    if not tests:
        return
    outputs = [f"--outdir={JS_TESTS}", f"--outbase={sources}", "--out-extension:.js=.mjs"]
    bundle.run_esbuild([*tests, *outputs], platform=bundle.NODE)
    bundled = [str(path) for path in sorted(JS_TESTS.rglob("*.mjs"))]
    done = subprocess.run(
        ["node", "--test", "--test-reporter=spec", *bundled],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    print(done.stdout + done.stderr, flush=True)
    counts = {word: int(number) for word, number in re.findall(r"^\S+ (\w+) (\d+)$", done.stdout, re.M)}
    tally.passed += counts.get("pass", 0)
    tally.failed += sum(counts.get(word, 0) for word in ("fail", "cancelled", "skipped", "todo"))
    if done.returncode != 0 and not tally.failed:
        tally.check("node --test", f"exit code {done.returncode}")


def _pyodide(tally: Tally) -> None:
    chromium.ensure_chromium(driver=True)
    folder = pyodide_dist.ensure()
    _pytest(tally, "pyodide", "--rt=chrome", f"--dist-dir={folder}", *PROCESSES)


def _office(tally: Tally) -> None:
    libreoffice.ensure_libreoffice()
    _pytest(tally, "office")


def _build(tally: Tally) -> None:
    _pytest(tally, "build")


def _e2e(tally: Tally) -> None:
    chromium.ensure_chromium()
    package.ensure_package()
    _pytest(tally, "e2e", *PROCESSES, "--dist=loadfile")


SUITES: dict[str, Callable[[Tally], None]] = {
    "unit": _unit,
    "contract": _contract,
    "js": _js,
    "office": _office,
    "pyodide": _pyodide,
    "build": _build,
    "e2e": _e2e,
}


def _pytest(tally: Tally, suite: str, *options: str) -> None:
    report = REPORTS / f"{suite}.xml"
    report.unlink(missing_ok=True)
    command = [sys.executable, "-m", "pytest", f"tests/{suite}", f"--junitxml={report}", *options]
    code = subprocess.run(command, cwd=ROOT, check=False).returncode
    if report.is_file():
        count(tally, report)
    if code not in (0, 1, 5) or (code == 1 and not tally.failed):
        tally.check("pytest", f"exit code {code}")


def count(tally: Tally, report: Path) -> None:
    """Add a JUnit report to the tally."""
    for suite in ET.parse(report).getroot().iter("testsuite"):
        numbers = {name: int(suite.get(name, "0")) for name in ("tests", "failures", "errors", "skipped")}
        bad = numbers["failures"] + numbers["errors"] + numbers["skipped"]
        tally.failed += bad
        tally.passed += max(numbers["tests"] - bad, 0)


def _command(*command: str) -> str | None:
    """Run one checker; what it said if it was not content."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return None if done.returncode == 0 else done.stdout + done.stderr


def _problem_of(step: Callable[[], None]) -> str | None:
    try:
        step()
    except SetupError as problem:
        return str(problem)
    return None
