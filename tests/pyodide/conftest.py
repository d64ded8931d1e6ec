"""A page with Pyodide, the wheels that ship, the core and its unit tests, served from --dist-dir."""

import os
from pathlib import Path
from typing import Any

import pytest
from pytest_pyodide import get_global_config
from pytest_pyodide.runner import SeleniumChromeRunner

from tools import package

TIMEOUT_S = 240

collect_ignore = ["in_page"]

_flags = ["--js-flags=--expose-gc", "--enable-features=WebAssemblyExperimentalJSPI"]
if os.geteuid() == 0:
    _flags.append("--no-sandbox")
get_global_config().set_flags("chrome", _flags)
SeleniumChromeRunner.script_timeout = TIMEOUT_S


@pytest.fixture(scope="module")
def page(selenium_module_scope: Any) -> Any:
    """The page, with everything installed; its `run_async` runs Python."""
    runner = selenium_module_scope
    runner.run_js(
        """
        const index = await (await fetch("pyodide-lock.json")).json();
        await pyodide.loadPackage(Object.keys(index.packages));
        for (const name of ["core.zip", "tests.zip"]) {
            const archive = await (await fetch(name)).arrayBuffer();
            pyodide.unpackArchive(archive, "zip", { extractDir: "/home/pyodide" });
        }
        """
    )
    runner.run_async("import os, sys; os.chdir('/home/pyodide'); sys.path.insert(0, '/home/pyodide')")
    runner.run_async("from tests.pyodide.in_page.runner import run")
    return runner


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole package, put together once."""
    folder = tmp_path_factory.mktemp("engine") / "package"
    folder.mkdir()
    package.assemble(folder)
    return folder
