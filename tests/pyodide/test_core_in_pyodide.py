"""The core's own unit tests pass inside Pyodide too, one file at a time."""

import json
from typing import Any

import pytest

from tools.paths import ROOT

UNIT = ROOT / "tests" / "unit"
READS_THE_SOURCE_TREE = ("test_imports.py",)
FILES = sorted(
    p.relative_to(ROOT).as_posix() for p in UNIT.rglob("test_*.py") if p.name not in READS_THE_SOURCE_TREE
)


@pytest.mark.parametrize("file", FILES)
def test_unit_tests_pass_in_pyodide(page: Any, file: str) -> None:
    _passes(page, file)


def test_adapters_to_the_browser_pass_in_pyodide(page: Any) -> None:
    _passes(page, "tests/pyodide/in_page")


def _passes(page: Any, folder: str) -> None:
    outcome = json.loads(page.run_async(f"run('{folder}')"))
    assert outcome["failures"] == []
    assert outcome["passed"] > 0


def test_versions_are_the_ones_that_ship(page: Any) -> None:
    page.run_async("import pydantic, pydantic_core, sys")
    versions = "f'{sys.version_info[:2]} {pydantic.VERSION} {pydantic_core.__version__}'"
    assert page.run_async(versions) == "(3, 14) 2.14.3 2.50.4"
