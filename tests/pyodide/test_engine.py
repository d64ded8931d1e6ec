"""The engine of the real package: Python in the hidden page's worker, its database on disk, its ports."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from py_core.sandbox.state import SAMPLE_TOKEN
from tools import package
from tools.driving import Driven, driven
from tools.sandbox_server import RunningSandbox, running_sandbox

PAGE = "options/options.html"
OPEN_PORT = """
async (name) => {
    await chrome.runtime.sendMessage({ op: "engine.ensure" });
    const port = chrome.runtime.connect({ name: "gumsmith-client" });
    const state = { port, heard: [], waiting: new Map(), ready: null, count: 0 };
    const ready = new Promise((resolve) => { state.ready = resolve; });
    port.onMessage.addListener((message) => {
        state.heard.push(message);
        if (message.engine !== undefined && message.engine.state !== "starting") state.ready(message.engine);
        const settled = message.reply ?? message.lost;
        if (settled !== undefined) state.waiting.get(settled.id)(settled.text ?? "lost");
    });
    port.onDisconnect.addListener(() => state.waiting.forEach((settle) => settle("gone")));
    globalThis[name] = state;
    return ready;
}
"""
ASK = """
([name, text]) => {
    const state = globalThis[name];
    const id = `${name}-${++state.count}`;
    const settled = new Promise((resolve) => state.waiting.set(id, resolve));
    state.port.postMessage({ request: { id, text } });
    return settled;
}
"""
TELL_SERVICE = "async (message) => chrome.runtime.sendMessage(message)"


class Line:
    """One port of one page to the engine."""

    def __init__(self, page: Page, name: str = "line") -> None:
        self.page = page
        self.name = name
        self.report = page.evaluate(OPEN_PORT, name)

    def send(self, text: str) -> str:
        """The text that came back; `lost` or `gone` where the engine vanished."""
        answer: str = self.page.evaluate(ASK, [self.name, text])
        return answer

    def ask(self, op: str, **fields: Any) -> Any:
        """The result of a command."""
        reply = json.loads(self.send(json.dumps({"v": 1, "id": op, "command": {"op": op, **fields}})))
        assert reply["ok"], reply
        assert reply["id"] == op
        return reply["result"]

    def events(self) -> list[str]:
        """The types of all events heard so far."""
        heard = self.page.evaluate("(name) => globalThis[name].heard", self.name)
        return [json.loads(message["event"])["event"]["type"] for message in heard if "event" in message]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("engine") / "package"
    folder.mkdir()
    package.assemble(folder)
    return folder


@pytest.fixture(scope="module")
def browser(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driven]:
    with driven(built, tmp_path_factory.mktemp("browser") / "profile") as running:
        yield running


@pytest.fixture(scope="module")
def sandbox() -> Iterator[RunningSandbox]:
    with running_sandbox(tls=True) as server:
        yield server


def test_python_starts_with_a_durable_database(browser: Driven) -> None:
    line = Line(browser.open(PAGE))
    assert line.report == {"state": "ready", "detail": "", "durable": True}
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
    assert after.report == {"state": "ready", "detail": "", "durable": True}
    assert after.ask("account.status")["account"]["sample"]


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


def test_a_page_cannot_ask_for_the_token(browser: Driven) -> None:
    page = browser.open(PAGE)
    page.evaluate(TELL_SERVICE, {"op": "vault.keep", "token": "secret", "keeping": "session"})
    answer = page.evaluate(TELL_SERVICE, {"op": "engine.provision"})
    assert not answer["ok"]
    assert "secret" not in json.dumps(answer)
