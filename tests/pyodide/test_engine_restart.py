"""What outlives the browser: the database after a power cut, the kept token after a restart."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from py_core.sandbox.state import SAMPLE_TOKEN
from tests.pyodide.line import PAGE, TELL_SERVICE, Line
from tools.driving import driven
from tools.sandbox_server import RunningSandbox, running_sandbox


@pytest.fixture(scope="module")
def sandbox() -> Iterator[RunningSandbox]:
    with running_sandbox(tls=True) as server:
        yield server


def test_what_was_stored_survives_a_power_cut(built: Path, tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    with driven(built, profile) as running:
        line = Line(running.open(PAGE))
        line.ask("account.sample", reset=False)
        settings = line.ask("settings.get")["settings"]
        line.ask("settings.set", settings={**settings, "read_only": not settings["read_only"]})
        running.kill_browser()
    with driven(built, profile) as running:
        line = Line(running.open(PAGE))
        assert line.report["durable"]
        assert line.ask("settings.get")["settings"]["read_only"] is not settings["read_only"]


def test_a_kept_token_is_offered_again_after_a_restart(
    built: Path, tmp_path: Path, sandbox: RunningSandbox
) -> None:
    profile = tmp_path / "profile"
    with driven(built, profile, api_port=sandbox.port) as running:
        line = Line(running.open(PAGE))
        assert line.ask("account.connect", token=SAMPLE_TOKEN)["account"]["connected"]
        kept = {"op": "vault.keep", "token": SAMPLE_TOKEN, "keeping": "stored"}
        assert line.page.evaluate(TELL_SERVICE, kept)["ok"]
    with driven(built, profile, api_port=sandbox.port) as running:
        account = Line(running.open(PAGE)).ask("account.status")["account"]
        assert account["connected"]
        assert not account["sample"]
