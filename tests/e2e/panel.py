"""The side panel as a person uses it, with what only the tests do there."""

from playwright.sync_api import expect

from tests.e2e.shops import requests
from tools import panel
from tools.driving import wait_for
from tools.in_page import evaluate
from tools.panel import PANEL, RUN_MS, START_MS
from tools.sandbox_server import RunningSandbox

__all__ = ["PANEL", "RUN_MS", "START_MS", "Panel"]


class Panel(panel.Panel):
    """One open panel."""

    def reread(self, server: RunningSandbox) -> None:
        """Read the whole shop anew; the server's log is emptied before and after."""
        server.control("DELETE", "requests")
        self.go("#products")
        self.wait("refresh").click()
        wait_for(lambda: requests(server), self.page, what="the reading to begin")
        self.page.reload()
        self.shop_read()
        expect(self.get("refresh")).to_be_visible()
        server.control("DELETE", "requests")

    def tick(self, *names: str) -> None:
        """Tick just these products."""
        self.go("#products")
        self.wait("tick_none").click()
        for name in names:
            self.get("products").get_by_role("checkbox", name=name).check()
        expect(self.get("chosen-count")).to_contain_text(str(len(names)))

    def mode(self, mode: str) -> None:
        """Go to the price form and say how prices are to change."""
        self.wait("change-prices").click()
        self.wait("prices-form")
        if mode in ("set", "percent", "amount", "custom"):
            self.get(f"mode-{mode}").check(force=True)
            return
        if self.get(f"mode-{mode}").count() == 0:
            self.get("mode-more").click()
        self.get(f"mode-{mode}").click()

    def reopen(self, typed: str) -> None:
        """Close the panel and open it anew, once what was typed is kept."""
        kept = "(async () => JSON.stringify((await chrome.storage.session.get('drafts')).drafts ?? null))()"
        wait_for(lambda: typed in evaluate(self.page, kept), self.page, what="what was typed to be kept")
        self.page.reload()

    def forget_drafts(self) -> None:
        """Nothing that was typed is there again for the next one."""
        evaluate(self.page, "chrome.storage.session.remove('drafts')")

    def run_refused(self, sentence: str) -> None:
        """Try to start what is previewed, and be told why not."""
        self.get("run").click()
        expect(self.get("error")).to_contain_text(sentence)
