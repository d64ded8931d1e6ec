"""Holds the pure modules at full branch coverage: they have no excuse not to be."""

import json
from pathlib import Path

from tools.paths import CORE, ROOT

PURE = (
    "money.py",
    "values.py",
    "csv_builder.py",
    "export",
    "gumroad",
    "catalog",
    "pricing",
    "plan",
    "fulfil",
    "listing",
    "edits",
    "suggest",
    "scripting",
    "sheets",
)


def pure_modules() -> tuple[Path, ...]:
    """The files of the pure part of the core."""
    found: list[Path] = []
    for name in PURE:
        path = CORE / name
        found += path.rglob("*.py") if path.is_dir() else [path] * path.exists()
    return tuple(sorted(found))


def gaps(report: Path) -> list[str]:
    """One line per pure module that coverage's JSON `report` shows not to be fully covered."""
    measured = json.loads(report.read_text())["files"]
    lines = []
    for module in pure_modules():
        name = module.relative_to(ROOT).as_posix()
        if name not in measured:
            lines.append(f"{name}: never imported")
            continue
        missing_lines = measured[name]["missing_lines"]
        missing_branches = measured[name]["missing_branches"]
        if missing_lines or missing_branches:
            lines.append(f"{name}: lines {missing_lines}, branches {missing_branches}")
    return lines
