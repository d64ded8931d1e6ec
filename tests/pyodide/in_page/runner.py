"""Runs inside Pyodide: pytest over the unit tests, with a small plugin for what differs there.

Warnings are CPython's business (its suite makes them errors); here only behaviour is compared.
"""

import asyncio
import inspect
import json

import pytest
from pyodide.ffi import run_sync

HANGS_AFTER_S = 120
ENDS_THE_INTERPRETER = "test_broken_bodies_cannot_be_read"
"""100,000 open brackets overflow the wasm stack inside CPython's JSON reader, where CPython raises RecursionError
(Pyodide 314.0.7, measured November 2026). Only the sandbox's HTTP side reads such bodies."""
OPTIONS = ("-q", "-p", "no:cacheprovider", "-p", "no:unraisableexception", "--import-mode=importlib")


class InPyodide:
    """Awaits async tests on the page's event loop and notes how each test ended."""

    def __init__(self) -> None:
        self.passed = 0
        self.failures: list[str] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> object:
        """Run an async test to its end; leave the others to pytest."""
        if not inspect.iscoroutinefunction(pyfuncitem.obj):
            return None
        names = pyfuncitem._fixtureinfo.argnames
        test = pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in names})
        run_sync(asyncio.wait_for(test, HANGS_AFTER_S))
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count what ended in the test's body, and keep every failure of any phase."""
        if report.failed:
            self.failures.append(f"{report.nodeid} ({report.when})\n{report.longreprtext}")
        elif report.when == "call" and report.passed:
            self.passed += 1

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A file that cannot be imported is a failure."""
        if report.failed:
            self.failures.append(f"{report.nodeid} (collection)\n{report.longreprtext}")


def run(path: str) -> str:
    """Run the tests of a file or folder; `{"passed": N, "failures": [...]}` as text."""
    plugin = InPyodide()
    pytest.main([path, *OPTIONS, "-k", f"not {ENDS_THE_INTERPRETER}"], plugins=[plugin])
    return json.dumps({"passed": plugin.passed, "failures": plugin.failures})
