"""A page of the extension that runs scripts as its own pages do, in a copy of the package with that page added."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tools import bundle
from tools.driving import Driven, wait_for
from tools.in_page import evaluate
from tools.paths import PACKAGE
from tools.start_probe import PROBES, quiet_page, starts

PROBE = Path(__file__).parent / "script_probe.ts"
PROBE_PAGE = "probe/script_page.html"
HTML = '<!doctype html><script type="module" src="script_page.js"></script>'


@dataclass(frozen=True)
class Over:
    """How a script ended: see `extension/script/ports.ts`. `whole_ms` has the start of Python in it."""

    how: str
    message: str
    end: dict[str, Any] | None
    ms: int
    whole_ms: int
    asked: int

    @property
    def text(self) -> str:
        """Everything that a person would read of it."""
        end = self.end or {"items": [], "trouble": None}
        trouble = end["trouble"] or {"message": "", "hint": ""}
        shown = [item.get("text") or json.dumps(item) for item in end["items"]]
        return "\n".join((self.message, trouble["message"], trouble["hint"], *shown))


class ScriptPage:
    """The page, and the engine beside it."""

    def __init__(self, running: Driven) -> None:
        self.quiet: Page = quiet_page(running)
        self.page: Page = running.open(PROBE_PAGE)

    def run(self, script: str, *, stop_after_ms: int | None = None) -> Over:
        """A script's end, however it comes."""
        found = evaluate(self.page, f"runScript({json.dumps(script)}, {json.dumps(stop_after_ms)})")
        end = None if found["end"] is None else json.loads(found["end"])
        return Over(found["how"], found["message"], end, found["ms"], found["whole_ms"], found["asked"])

    def ask(self, op: str, **fields: object) -> dict[str, Any]:
        """The engine's whole reply to a command."""
        text = json.dumps({"v": 1, "id": "test", "command": {"op": op, **fields}})
        reply: dict[str, Any] = json.loads(starts(self.quiet, f"answer({json.dumps(text)})"))
        return reply

    def ask_ms(self, op: str) -> float:
        """Milliseconds until the engine's reply to a command without fields."""
        text = json.dumps(json.dumps({"v": 1, "id": "test", "command": {"op": op}}))
        timed = f"""(async () => {{
            const began = performance.now();
            await starts.answer({text});
            return performance.now() - began;
        }})()"""
        return float(evaluate(self.quiet, f"{PROBES}\n{timed}"))

    def connect(self, token: str) -> None:
        """Connect that token's shop, read it, and keep the token."""
        starts(self.quiet, f"readShop({json.dumps(token)})")
        ask = {"op": "vault.keep", "token": token, "keeping": "stored"}
        evaluate(self.page, f"chrome.runtime.sendMessage({json.dumps(ask)})")

    def sample(self) -> None:
        """Open the sample shop and wait until it was read."""
        reply = self.ask("account.sample", reset=True)
        assert reply["ok"], reply
        wait_for(self._is_read, self.page, what="the sample shop")

    def _is_read(self) -> bool:
        return bool(self.ask("catalog.get")["result"]["refresh"]["state"] == "done")


def package_with_page(folder: Path) -> Path:
    """A copy of the package in a new folder, with the page that runs scripts."""
    shutil.copytree(PACKAGE, folder)
    bundle.run_esbuild([str(PROBE), f"--outfile={folder / PROBE_PAGE.replace('.html', '.js')}"])
    (folder / PROBE_PAGE).write_text(HTML)
    return folder
