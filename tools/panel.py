"""The side panel as a person uses it: what can be clicked, typed and read there."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from playwright.sync_api import Locator, Page, expect

from tools.driving import Driven

START_MS = 60_000
RUN_MS = 120_000
PANEL = "sidepanel/sidepanel.html"


@dataclass(frozen=True)
class Row:
    """A row of a table as it is shown."""

    name: str
    cells: tuple[str, ...]


@dataclass
class Panel:
    """One open panel."""

    driven: Driven
    page: Page

    @classmethod
    def open(cls, driven: Driven, *, where: str = "", width: int = 420, dark: bool = False) -> Self:
        """The panel in a tab of that width."""
        return cls(driven, driven.open(PANEL + where, width=width, dark=dark))

    def get(self, testid: str) -> Locator:
        """The element of that test id."""
        return self.page.get_by_test_id(testid)

    def wait(self, testid: str, timeout_ms: int = START_MS) -> Locator:
        """That element, once it is there to be seen."""
        found = self.get(testid).first
        found.wait_for(timeout=timeout_ms)
        return found

    def go(self, where: str) -> None:
        """Another place of the same panel, by its address; in front, since a page behind draws once a second."""
        self.page.bring_to_front()
        self.page.goto(f"{self.driven.origin}/{PANEL}{where}")

    def go_to(self, tool: str) -> None:
        """Another tool by its tab, or by the menu that holds the tabs that do not fit."""
        link = self.get(f"nav-{tool}")
        if not link.is_visible():
            self.get("nav-more").click()
        link.click()

    def connect(self, token: str, *, keeping: str = "stored", passphrase: str = "") -> None:
        """Paste a token on the welcome page's form in the panel's stead, and come back when the shop is there."""
        welcome = self.driven.open("welcome/welcome.html", width=1100)
        welcome.get_by_test_id("show-steps").click()
        welcome.get_by_test_id("token").fill(token)
        if keeping != "stored":
            welcome.get_by_test_id("keeping-open").click()
            welcome.get_by_test_id(f"keeping-{keeping}").check()
        if passphrase:
            welcome.get_by_test_id("passphrase").fill(passphrase)
            welcome.get_by_test_id("passphrase-again").fill(passphrase)
        welcome.get_by_test_id("connect").click()
        welcome.get_by_test_id("connected").wait_for(timeout=START_MS)
        welcome.close()
        self.shop_read()

    def open_sample(self) -> None:
        """Try the sample shop."""
        self.wait("open-sample").click()
        self.shop_read()

    def shop_read(self) -> None:
        """Wait until the whole shop is read."""
        self.go("#products")
        self.wait("chosen-count")
        expect(self.get("refreshing")).to_have_count(0, timeout=START_MS)

    def choose_all(self) -> None:
        """Tick every product shown."""
        self.go("#products")
        self.wait("products-tick-all").check()

    def form(self, percent: str, ending: str | None = None) -> None:
        """Go to the price form and fill in a percentage."""
        self.wait("change-prices").click()
        self.wait("field-percent").fill(percent)
        if ending is not None:
            self.get("field-ending").select_option(label=ending)

    def preview(self) -> None:
        """Preview what the form says."""
        self.wait("preview").click()
        self.wait("headline")

    def accept_all(self) -> None:
        """Say yes to every blocking finding."""
        for box in self.page.locator("[data-testid^=accept-]").all():
            box.click()
            expect(box).to_be_checked()

    def run(self) -> None:
        """Start what is previewed and wait for the run's page."""
        button = self.get("run")
        expect(button).to_be_enabled(timeout=START_MS)
        button.click()
        self.wait("run-view")

    def run_ends(self, state: str = "finished") -> None:
        """Wait until the run on the page is in that state."""
        expect(self.get("run-view")).to_have_attribute("data-state", state, timeout=RUN_MS)

    def rows(self, table: str) -> dict[str, str]:
        """Every row of a windowed table, read by scrolling through it: row key -> its text."""
        return {key: row.inner_text() for key, row in self._rows(table)}

    def cells(self, table: str) -> dict[str, Row]:
        """Every row of a windowed table, read by scrolling through it: row key -> its name and cells."""
        found: dict[str, Row] = {}
        for key, row in self._rows(table):
            name = row.locator(".table-title").inner_text()
            found[key] = Row(name, tuple(row.locator(".table-cell").all_inner_texts()))
        return found

    def _rows(self, table: str) -> Iterator[tuple[str, Locator]]:
        """Each row once, while it is drawn."""
        grid = self.get(table)
        total = int(grid.get_attribute("aria-rowcount") or "1") - 1
        grid.focus()
        self.page.keyboard.press("Home")
        seen: set[str] = set()
        for _ in range(total + 2):
            self.page.wait_for_timeout(60)
            for row in grid.locator("[data-key]").all():
                key = row.get_attribute("data-key") or ""
                if key not in seen:
                    seen.add(key)
                    yield key, row
            if len(seen) >= total:
                return
            self.page.keyboard.press("PageDown")
