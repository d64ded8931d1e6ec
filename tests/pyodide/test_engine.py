"""The engine of the real package: Python in the hidden page's worker, its database on disk, its ports."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pyodide.line import PAGE, TELL_SERVICE, Line
from tools.driving import Driven, driven


@pytest.fixture(scope="module")
def browser(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driven]:
    with driven(built, tmp_path_factory.mktemp("browser") / "profile") as running:
        yield running


def ready_and_durable(line: Line) -> bool:
    report = line.report
    return (report["state"], report["detail"], report["durable"]) == ("ready", "", True)


def test_python_starts_with_a_durable_database(browser: Driven) -> None:
    line = Line(browser.open(PAGE))
    assert ready_and_durable(line)
    status = line.ask("engine.status")
    assert status["durable"]
    assert status["python"].startswith("3.14")


def test_every_text_gets_one_reply_even_nonsense(browser: Driven) -> None:
    line = Line(browser.open(PAGE))
    for text in (
        "",
        "null",
        "{",
        '{"v":2,"id":"x","command":{}}',
        '{"v":1,"id":"x","command":{"op":"nope"}}',
    ):
        assert json.loads(line.send(text))["ok"] is False


def test_two_pages_get_their_own_replies_and_the_same_events(browser: Driven) -> None:
    first, second = Line(browser.open(PAGE), "first"), Line(browser.open(PAGE), "second")
    first.ask("account.sample", reset=False)
    assert second.ask("account.status")["account"]["sample"]
    assert "account.changed" in first.events()
    assert "account.changed" in second.events()


def test_closing_the_engine_settles_what_waits_and_the_next_one_opens_the_same_database(
    browser: Driven,
) -> None:
    line = Line(browser.open(PAGE), "before")
    line.ask("account.sample", reset=False)
    answer = line.page.evaluate(
        """async ([name, text]) => {
            const state = globalThis[name];
            const settled = new Promise((resolve) => state.waiting.set("last", resolve));
            state.port.postMessage({ request: { id: "last", text } });
            await chrome.offscreen.closeDocument();
            return settled;
        }""",
        ["before", json.dumps({"v": 1, "id": "last", "command": {"op": "catalog.get"}})],
    )
    assert answer == "gone" or json.loads(answer)["ok"]
    after = Line(browser.open(PAGE), "after")
    assert ready_and_durable(after)
    assert after.ask("account.status")["account"]["sample"]


def test_a_page_cannot_ask_for_the_token(browser: Driven) -> None:
    page = browser.open(PAGE)
    page.evaluate(TELL_SERVICE, {"op": "vault.keep", "token": "secret", "keeping": "session"})
    answer = page.evaluate(TELL_SERVICE, {"op": "engine.provision", "starting": False})
    assert not answer["ok"]
    assert "secret" not in json.dumps(answer)
