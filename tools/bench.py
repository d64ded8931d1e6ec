"""Measures Gumsmith and prints the figures as one JSON object; what happens meanwhile is told on stderr.

    python3 build.py bench [NAME...] [--runs N] [--json FILE]

Each name gives `{"figures": {FIGURE: {"median", "min", "max", "unit"}}, "ratios": {"A_over_B"}}`. This class of
machine is slow and noisy: figures of one run may be compared with each other, not with another day's.
"""

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from tools.bench_codes import bench_codes
from tools.bench_export import bench_export
from tools.bench_figures import Report
from tools.bench_lint import bench_lint
from tools.bench_parity import bench_parity
from tools.bench_plan import bench_plan
from tools.bench_scripts import bench_scripts
from tools.bench_shop import BigShop
from tools.bench_startup import bench_startup
from tools.bench_sync import bench_sync
from tools.bench_ui import bench_ui
from tools.environment import SetupError

Bench = Callable[[BigShop], Report]

BENCHES: Mapping[str, Bench] = {
    "codes": bench_codes,
    "export": bench_export,
    "lint": bench_lint,
    "parity": bench_parity,
    "plan": bench_plan,
    "scripts": bench_scripts,
    "startup": bench_startup,
    "sync": bench_sync,
    "ui": bench_ui,
}


def main(argv: Sequence[str], benches: Mapping[str, Bench] = BENCHES) -> int:
    """Run the named measurements, or all; the exit code. Raises SetupError for a wrong name or file."""
    parser = argparse.ArgumentParser(prog="build.py bench", description="Measurements as one JSON object.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"{', '.join(benches)}; all of them by default")
    parser.add_argument("--runs", type=int, metavar="N", help="how often each start is measured")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the object to this file too")
    options = parser.parse_args(argv)
    unknown = [name for name in options.names if name not in benches]
    if unknown:
        raise SetupError(f"No such measurement: {', '.join(unknown)}. There are {', '.join(benches)}.")
    if options.json is not None and not options.json.parent.is_dir():
        raise SetupError(f"The folder of {options.json} is not there; nothing was measured.")
    found = {}
    with ExitStack() as stack:
        shop = BigShop(stack, options.runs)
        for name in dict.fromkeys(options.names or benches):
            print(f"gumsmith: measuring {name}", file=sys.stderr, flush=True)
            found[name] = benches[name](shop).as_json()
    text = json.dumps(found, indent=2)
    print(text)
    if options.json is not None:
        options.json.write_text(text + "\n", encoding="utf-8")
    return 0
