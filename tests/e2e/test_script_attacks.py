"""Scripts that try to get at the token, to write, to reach somebody else, or to harm: none gets anywhere.

Each file of `attacks/` says in its head how it has to end (`ends`, one or several ways) and what a person then
reads (`says`, a pattern). It prints LEAK where it got what it wanted. `stop` presses Stop after so many
milliseconds; with `changes: refused` what it wants has to be refused by the core.
"""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.script_page import ScriptPage, script_page
from tests.e2e.shops import PRODUCTS, TOKEN, requests, shop_of, writes
from tools.sandbox_server import RunningSandbox

FOLDER = Path(__file__).parent / "attacks"
ATTACKS = sorted(FOLDER.glob("*.txt"))
GRACE_MS = 1000
SLACK_MS = 3000


@pytest.fixture(scope="module")
def page(server: RunningSandbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ScriptPage]:
    server.control("POST", "reset", shop_of(PRODUCTS))
    server.control("DELETE", "faults")
    with script_page(tmp_path_factory.mktemp("attacks"), api_port=server.port) as found:
        found.connect(TOKEN)
        yield found


def head_of(script: str) -> dict[str, str]:
    """What a script's docstring says of its end."""
    lines = (ast.get_docstring(ast.parse(script)) or "").splitlines()
    return dict(line.split(": ", 1) for line in lines if re.match(r"(ends|says|stop|changes): ", line))


def test_there_are_many() -> None:
    assert len(ATTACKS) >= 40


@pytest.mark.parametrize("path", ATTACKS, ids=lambda path: path.stem)
def test_it_gets_nothing(path: Path, page: ScriptPage, server: RunningSandbox) -> None:
    script = path.read_text()
    head = head_of(script)
    server.control("DELETE", "requests")
    stop = int(head["stop"]) if "stop" in head else None
    over = page.run(script, stop_after_ms=stop)
    assert over.how in head["ends"].split("|"), over
    assert re.search(head["says"], over.text, re.IGNORECASE), over
    assert over.text.strip()
    assert "LEAK" not in over.text
    assert TOKEN not in json.dumps(over.end)
    assert over.how == "ended" or not (over.end or {}).get("changes")
    if stop is not None:
        assert over.ms < stop + GRACE_MS + SLACK_MS
    if "changes" in head:
        assert over.end is not None
        assert not page.ask("plan.script", changes=over.end["changes"])["ok"]
    assert writes(server) == []
    assert all(entry["method"] == "GET" and entry["path"].startswith("/v2/") for entry in requests(server))
    assert page.ask("account.status")["ok"]
