"""Which way dependencies point, and which files may touch the outside."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CORE = ROOT / "py_core"

# Each layer may import the layers named, and itself. Modules directly in py_core are layers of their own.
WORDS = {"values", "errors", "words", "money", "typed", "settings"}
SHOP = WORDS | {"gumroad", "catalog"}
PEOPLE = {"subscribers", "payouts"}
RUNS = {"execution.outcomes", "execution.records"}
ALLOWED: dict[str, set[str]] = {
    "values": set(),
    "errors": set(),
    "words": set(),
    "money": {"values"},
    "typed": {"errors", "words"},
    "settings": {"values"},
    "csv_builder": WORDS,
    "gumroad": WORDS,
    "catalog": WORDS | {"gumroad"},
    "plan": WORDS,
    "pricing": SHOP | {"plan"},
    "parity": SHOP | {"pricing.fees", "pricing.rules", "csv_builder"},
    "codes": SHOP | RUNS | {"plan", "pricing", "csv_builder"},
    "schedule": WORDS | RUNS | {"plan"},
    "export": WORDS | {"csv_builder"},
    "sales": SHOP | {"export"},
    "subscribers": WORDS,
    "payouts": SHOP | {"sales"},
    "listing": SHOP,
    "suggest": SHOP | {"listing", "edits"},
    "scripting": WORDS | {"gumroad", "pricing.rounding", "pricing.form", "sales.selection"},
    "edits": SHOP | {"plan", "listing", "pricing"},
    "sheets": SHOP | {"edits", "export", "listing", "plan", "csv_builder"},
    "fulfil": SHOP | {"plan", "sales", "pricing.rates", "csv_builder"},
    "store": SHOP
    | RUNS
    | {
        "plan",
        "protocol.views",
        "schedule",
        "parity",
        "sales",
        "export",
        "fulfil",
        "subscribers",
        "payouts",
        "listing",
        "sheets",
        "suggest",
    },
    "execution": SHOP | {"plan", "store", "protocol", "csv_builder", "sales", "export"} | PEOPLE,
    "sandbox": WORDS | {"gumroad"},
    "protocol": SHOP
    | RUNS
    | {
        "plan",
        "pricing",
        "csv_builder",
        "execution.describe",
        "schedule",
        "codes",
        "parity",
        "sales",
        "export",
        "fulfil",
        "listing",
        "sheets",
        "suggest",
        "edits",
        "scripting",
        "subscribers",
        "payouts",
    },
    "desks": SHOP
    | {
        "plan",
        "pricing",
        "codes",
        "parity",
        "execution",
        "store",
        "protocol",
        "schedule",
        "csv_builder",
        "sales",
        "export",
        "fulfil",
        "listing",
        "sheets",
        "suggest",
        "edits",
        "scripting",
        "subscribers",
        "payouts",
    },
}
COMPOSING = {"app", "account", "browser", "host", "host_scripts", "sample", "startup", "wasm_import"} | {
    "audience_tools",
    "script_world",
    "code_tools",
    "listing_tools",
    "script_tools",
}
OUTSIDE = {
    "js": {"browser"},
    "pyodide": {"browser"},
    "pyodide_http": {"browser"},
    "urllib.request": {"host", "scripting"},
    "socket": {"host"},
    "ssl": {"host"},
    "http": {"host"},
    "threading": {"host"},
    "subprocess": set(),
    "random": {"sandbox", "startup"},
    "time": {"browser", "host", "script_world"},
}


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def modules() -> list[Path]:
    return sorted(path for path in CORE.rglob("*.py") if path.name != "__init__.py" or path.parent != CORE)


def layer_of(dotted: str) -> tuple[str, str]:
    """The layer of a py_core module, and its name inside py_core with at most two parts."""
    parts = dotted.split(".")[1:]
    return parts[0], ".".join(parts[:2])


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(CORE).as_posix())
def test_arrows_point_one_way(path: Path) -> None:
    layer = path.relative_to(CORE).parts[0].removesuffix(".py")
    if layer in COMPOSING:
        return
    assert layer in ALLOWED, f"say in this test what {layer} may import"
    for name in imports(path):
        if not name.startswith("py_core."):
            continue
        other, module = layer_of(name)
        allowed = ALLOWED[layer]
        assert other == layer or other in allowed or module in allowed, f"{layer} must not import {name}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(CORE).as_posix())
def test_the_outside_is_touched_by_adapters_only(path: Path) -> None:
    layer = path.relative_to(CORE).parts[0].removesuffix(".py")
    for name in imports(path):
        for outside, who in OUTSIDE.items():
            touches = name == outside or name.startswith(f"{outside}.")
            assert not touches or layer in who, f"{path.relative_to(ROOT)} must not import {name}"


def test_no_layer_reaches_itself_through_others() -> None:
    graph: dict[str, set[str]] = {}
    for path in modules():
        dotted = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        graph[dotted] = {name for name in imports(path) if name.startswith("py_core.")}
    known = {name: {other for other in found if other in graph} - {name} for name, found in graph.items()}
    done: set[str] = set()

    def walk(name: str, above: tuple[str, ...]) -> None:
        assert name not in above, " -> ".join((*above, name))
        if name not in done:
            for other in sorted(known[name]):
                walk(other, (*above, name))
            done.add(name)

    for name in sorted(known):
        walk(name, ())
