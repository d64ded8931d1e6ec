"""The published package in Chromium, over TLS against the sandbox server."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from tests.e2e.shops import NARROW_TOKEN, PRODUCTS, TOKEN, prices, shop_of, writes
from tools.driving import Driven, driven
from tools.in_page import evaluate
from tools.paths import PACKAGE
from tools.sandbox_server import RunningSandbox, running_sandbox
from tools.start_probe import quiet_page, starts

__all__ = ["NARROW_TOKEN", "PRODUCTS", "TOKEN", "Launch", "prices", "shop_of", "writes"]

LOG = "console.log"
Launch = Callable[[], AbstractContextManager[Driven]]


@pytest.fixture(scope="session")
def server() -> Iterator[RunningSandbox]:
    with running_sandbox(tls=True) as running:
        yield running


@pytest.fixture
def shop(server: RunningSandbox) -> RunningSandbox:
    """The server with forty products and an empty log."""
    server.control("POST", "reset", shop_of(PRODUCTS))
    server.control("DELETE", "faults")
    return server


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile in which the extension is installed and has made its snapshot, or may not have one.

    Which of the two is said by the variable GUMSMITH_E2E_SNAPSHOT: `on`, its value by default, or `off`.
    """
    profile = tmp_path_factory.mktemp("installed") / "profile"
    with driven(PACKAGE, profile) as running:
        page = quiet_page(running)
        if os.environ.get("GUMSMITH_E2E_SNAPSHOT", "on") == "off":
            evaluate(page, "chrome.storage.local.set({ snapshots: false })")
            starts(page, "close()")
            assert starts(page, "facts()")["why"] == "off"
        else:
            starts(page, "snapshotMade()")
    return profile


@pytest.fixture
def launch(server: RunningSandbox, installed: Path, tmp_path: Path) -> Launch:
    """Starts Chromium on this test's own profile; again for the same profile after it was closed or killed.

    Each start writes the consoles of all its pages and workers to LOG beside the profile.
    """
    logging = ("--enable-logging", f"--log-file={tmp_path / LOG}")

    @contextmanager
    def start() -> Iterator[Driven]:
        profile = tmp_path / "profile"
        if not profile.exists():
            shutil.copytree(installed, profile)
        with driven(PACKAGE, profile, api_port=server.port, more_arguments=logging) as running:
            yield running

    return start


@pytest.fixture
def chromium(launch: Launch) -> Iterator[Driven]:
    with launch() as running:
        yield running


@pytest.fixture(scope="module")
def shared(server: RunningSandbox, installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driven]:
    """One Chromium for all tests of a module, which then may not start another one."""
    profile = tmp_path_factory.mktemp("shared") / "profile"
    shutil.copytree(installed, profile)
    with driven(PACKAGE, profile, api_port=server.port) as running:
        yield running
