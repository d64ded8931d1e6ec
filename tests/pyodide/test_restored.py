"""What a restored interpreter is like inside, asked by a worker that restores as the engine does."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tools import bundle, package
from tools.driving import driven
from tools.in_page import evaluate
from tools.paths import ROOT
from tools.start_probe import quiet_page, starts

WORKER = ROOT / "tests" / "js" / "probe" / "restored_worker.ts"
POLICY = "globalThis.policy ??= trustedTypes.createPolicy('gumsmith-engine', { createScriptURL: (url) => url })"
RUN = """
new Promise((done, fail) => {
    const worker = new Worker(policy.createScriptURL('/engine/restored_worker.js'), { type: 'module' });
    worker.onmessage = ({ data }) => {
        worker.terminate();
        if (data.failed === undefined) done(data.text);
        else fail(new Error(data.failed));
    };
    worker.postMessage(PROGRAM);
})
"""
DICE = """
import json, os, random, secrets, sqlite3, tempfile, uuid
from py_core.app import App
from py_core.browser import BrowserClock, FetchTransport
connection = sqlite3.connect(":memory:", isolation_level=None)
app = App(connection, BrowserClock(), FetchTransport, lambda _: None, os.urandom, {})
json.dumps({
    "random": random.random(),
    "new generator": random.Random().random(),
    "urandom": os.urandom(8).hex(),
    "secrets": secrets.token_hex(8),
    "uuid": str(uuid.uuid4()),
    "temporary name": next(tempfile._get_candidate_names()),
    "database": connection.execute("SELECT random()").fetchone()[0],
    "run id": app._runs._new_id(),
    "jitter": app._jitter(),
})
"""
LATE = """
import json, sys
json.dumps(sorted({name for name in sys.modules if name.startswith("py_core")}))
"""


@pytest.fixture(scope="module")
def page(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page beside a snapshot, in a package with one more worker."""
    folder = tmp_path_factory.mktemp("restored") / "package"
    shutil.copytree(built, folder)
    known = f'--define:PACKAGE_DIGEST="{package.snapshot_digest(folder)}"'
    bundle.run_esbuild([known, str(WORKER), f"--outdir={folder / 'engine'}"])
    with driven(folder, folder.parent / "profile") as running:
        asking = quiet_page(running)
        starts(asking, "snapshotMade()")
        evaluate(asking, POLICY)
        yield asking


def run(page: Page, program: str) -> Any:
    return json.loads(evaluate(page, RUN.replace("PROGRAM", json.dumps(program))))


def test_two_restored_starts_throw_different_dice(page: Page) -> None:
    first, second = run(page, DICE), run(page, DICE)
    assert [name for name in first if first[name] == second[name]] == []


def test_the_whole_core_is_in_the_snapshot(page: Page) -> None:
    loaded = set(run(page, LATE))
    modules = {name for name in package.core_entries() if name.endswith(".py")}
    shipped = {name.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for name in modules}
    assert shipped <= loaded
