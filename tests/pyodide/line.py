"""A port from one of the extension's pages to the engine, as a test holds it."""

import json
from typing import Any

from playwright.sync_api import Page

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
