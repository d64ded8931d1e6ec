"""The main job, driven through the real pages: figures on the way, screenshots, and every promise compared."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, expect

from tools import demo_compare
from tools.demo_compare import Change, Shown
from tools.driving import Driven, wait_for
from tools.in_page import evaluate
from tools.panel import RUN_MS, START_MS, Panel, Row

Say = Callable[[str], None]

WELCOME = "/welcome/welcome.html"
NARROW = ViewportSize(width=420, height=760)
NARROWEST = ViewportSize(width=360, height=700)
WIDE = ViewportSize(width=1100, height=800)
POPUP = ViewportSize(width=360, height=600)
PRICES = ("10", "40")
PERCENT = "+12"
ENDING = "up to .99"
ROWS_TOLD = 4
AT_REST = (
    "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    ".then(() => Promise.allSettled(document.getAnimations()"
    ".filter((moving) => moving.effect.getComputedTiming().endTime !== Infinity)"
    ".map((moving) => moving.finished))).then(() => null)"
)
AT_THE_TOP = "document.activeElement.blur(); document.querySelector('.view-body').scrollTop = 0; null"


@dataclass
class Camera:
    """Takes numbered screenshots, of every look that is asked for, and leaves the page as it was."""

    folder: Path
    taken: list[Path] = field(default_factory=list)
    _scenes: int = 0

    def take(self, page: Page, scene: str, *, wide: bool = False, dark: bool = False, slim: bool = False) -> None:
        """One scene at 420 px in light colours; at 1100 px, in dark colours and at 360 px where asked for."""
        self._scenes += 1
        page.mouse.move(0, 0)
        name = f"{self._scenes:02d}-{scene}"
        looks = [("", NARROW, False)]
        looks += [("-dark", NARROW, True)] if dark else []
        looks += [("-360", NARROWEST, False)] if slim else []
        looks += [("-wide", WIDE, False)] if wide else []
        looks += [("-wide-dark", WIDE, True)] if wide and dark else []
        for suffix, size, is_dark in looks:
            _look(page, size, dark=is_dark)
            page.screenshot(path=self._path(f"{name}{suffix}"))
        _look(page, NARROW, dark=False)

    def popup(self, page: Page) -> None:
        """The popup as it stands under its button, light and dark."""
        self._scenes += 1
        for suffix, is_dark in (("", False), ("-dark", True)):
            _look(page, POPUP, dark=is_dark)
            page.get_by_test_id("popup").screenshot(path=self._path(f"{self._scenes:02d}-popup{suffix}"))

    def _path(self, name: str) -> Path:
        self.taken.append(self.folder / f"{name}.png")
        return self.taken[-1]


def _look(page: Page, size: ViewportSize, *, dark: bool) -> None:
    page.set_viewport_size(size)
    page.emulate_media(color_scheme="dark" if dark else "light")
    evaluate(page, AT_REST)


@dataclass
class Drive:
    """One drive through the main job. `problems` is everything that was not as the preview had said."""

    driven: Driven
    camera: Camera
    say: Say
    problems: list[str] = field(default_factory=list)
    _stages: int = 0

    def whole(self) -> None:
        """Welcome, sample shop, choice, preview, run, history, undo; then the other pages."""
        panel = self._begin()
        shop = panel.cells("products")
        before = demo_compare.listed(shop)
        self._choose(panel)
        preview = self._preview(panel)
        self._run(panel, preview)
        expected = demo_compare.changed_by(before, preview)
        self._compare_shop(panel, expected, "the shop after the run", shop)
        back = self._preview_undo(panel)
        swapped = {key: (change.new, change.old) for key, change in preview.items()}
        if {key: (change.old, change.new) for key, change in back.items()} != swapped:
            self.problems.append("The preview of the undo is not the run with its sides swapped")
        self._undo(panel, back)
        self._compare_shop(panel, before, "the shop after the undo", shop)
        self._other_pages(panel)

    @contextmanager
    def _stage(self, title: str) -> Iterator[Say]:
        """Tells a stage with its time, and under it what is handed to the yielded function."""
        self._stages += 1
        told: list[str] = []
        start = time.monotonic()
        yield told.append
        self.say(f"{self._stages}. {title}  ({time.monotonic() - start:.1f} s)")
        for line in told:
            self.say(f"     {line}")

    def _begin(self) -> Panel:
        with self._stage("Welcome"):
            page = welcome_page(self.driven)
            page.set_viewport_size(WIDE)
            page.get_by_test_id("sample").wait_for(timeout=START_MS)
            self.camera.take(page, "welcome", wide=True, dark=True, slim=True)
        with self._stage("Sample shop") as tell:
            page.get_by_test_id("sample").click()
            panel = Panel(self.driven, page)
            panel.shop_read()
            tell(f"{panel.get('products-view').locator('h1').inner_text()} read")
            self.camera.take(page, "products", wide=True, dark=True, slim=True)
        return panel

    def _choose(self, panel: Panel) -> None:
        with self._stage(f"Filter: prices from {PRICES[0]} to {PRICES[1]}") as tell:
            panel.get("open-filter").click()
            panel.wait("filter-sheet")
            self.camera.take(panel.page, "filter-open", dark=True)
            everything = panel.get("filter-close").inner_text()
            panel.get("filter-price_from").fill(PRICES[0])
            panel.get("filter-price_to").fill(PRICES[1])
            expect(panel.get("filter-close")).not_to_have_text(everything)
            self.camera.take(panel.page, "filter", wide=True, slim=True)
            panel.get("filter-close").click()
            panel.get("products-tick-all").check()
            tell(panel.get("chosen-count").inner_text())
            self.camera.take(panel.page, "chosen", wide=True)

    def _preview(self, panel: Panel) -> dict[str, Change]:
        with self._stage(f"{PERCENT} %, {ENDING}") as tell:
            panel.form(PERCENT, ENDING)
            panel.wait("what-happens")
            tell(panel.get("what-happens").locator("p").inner_text())
            self.camera.take(panel.page, "form", wide=True, dark=True, slim=True)
        with self._stage("Preview") as tell:
            panel.preview()
            changes = demo_compare.previewed(panel.cells("plan-rows"))
            self._tell_preview(panel, changes, tell)
            evaluate(panel.page, AT_THE_TOP)
            self.camera.take(panel.page, "preview", wide=True, dark=True, slim=True)
            panel.accept_all()
        return changes

    def _tell_preview(self, panel: Panel, changes: dict[str, Change], tell: Say) -> None:
        tell(panel.get("headline").inner_text())
        for change in list(changes.values())[:ROWS_TOLD]:
            tell(change.words)
        if len(changes) > ROWS_TOLD:
            tell(f"and {len(changes) - ROWS_TOLD} more")

    def _run(self, panel: Panel, preview: dict[str, Change]) -> None:
        with self._stage("Apply, and watch") as tell:
            start = time.monotonic()
            panel.run()
            wait_for(lambda: _applied(panel) >= len(preview) // 4, panel.page, what="a quarter of the run")
            self.camera.take(panel.page, "running", wide=True, dark=True)
            panel.run_ends()
            seconds = time.monotonic() - start
            tell(f"{_applied(panel)} of {len(preview)} prices changed in {seconds:.1f} s")
            self._compare_run(panel, preview, "run")
            evaluate(panel.page, AT_THE_TOP)
            self.camera.take(panel.page, "finished", wide=True, dark=True, slim=True)

    def _preview_undo(self, panel: Panel) -> dict[str, Change]:
        with self._stage("History, and undo previewed") as tell:
            panel.go_to("history")
            runs = panel.get("history-run")
            runs.first.wait_for()
            tell(f"{runs.count()} run: {' '.join(runs.first.inner_text().split())}")
            self.camera.take(panel.page, "history", wide=True, dark=True, slim=True)
            panel.get("history-undo").first.click()
            panel.wait("headline")
            changes = demo_compare.previewed(panel.cells("plan-rows"))
            self._tell_preview(panel, changes, tell)
            evaluate(panel.page, AT_THE_TOP)
            self.camera.take(panel.page, "undo-preview", wide=True, slim=True)
            panel.accept_all()
        return changes

    def _undo(self, panel: Panel, back: dict[str, Change]) -> None:
        with self._stage("Undo") as tell:
            start = time.monotonic()
            panel.run()
            panel.run_ends()
            tell(f"{_applied(panel)} of {len(back)} prices put back in {time.monotonic() - start:.1f} s")
            self._compare_run(panel, back, "undo")
            evaluate(panel.page, AT_THE_TOP)
            self.camera.take(panel.page, "undone")

    def _compare_run(self, panel: Panel, preview: dict[str, Change], what: str) -> None:
        found = demo_compare.run_differences(preview, panel.cells("run-rows"))
        self.problems += [f"In the {what}: {problem}" for problem in found]

    def _compare_shop(self, panel: Panel, expected: dict[str, Shown], what: str, names: dict[str, Row]) -> None:
        with self._stage(f"Compare {what} with the preview") as tell:
            panel.go("#products")
            panel.wait("products")
            chips = panel.get("filter-chips").locator("button")
            while chips.count():
                chips.first.click()
            grid = panel.get("products")
            expect(grid).to_have_attribute("aria-rowcount", str(len(expected) + 1))
            now: dict[str, Shown] = {}

            def settled() -> bool:
                now.update(demo_compare.listed(panel.cells("products")))
                return now == expected

            try:
                wait_for(settled, panel.page, timeout_s=5, what=what)
            except TimeoutError:
                self.problems += demo_compare.shop_differences(expected, now, names)
            tell(f"{len(now)} products compared")

    def _other_pages(self, panel: Panel) -> None:
        with self._stage("The other pages"):
            panel.go_to("history")
            expect(panel.get("history-run")).to_have_count(2)
            expect(panel.get("history-undo")).to_have_count(1)
            self.camera.take(panel.page, "history-undone", wide=True)
            panel.go_to("settings")
            panel.wait("account-card")
            self.camera.take(panel.page, "settings", wide=True, dark=True, slim=True)
            popup = self.driven.open("popup/popup.html", width=POPUP["width"], height=POPUP["height"])
            popup.get_by_test_id("popup-last").wait_for(timeout=START_MS)
            self.camera.popup(popup)


def welcome_page(driven: Driven) -> Page:
    """The page that opens by itself when the extension is installed."""
    pages = driven.context.pages
    wait_for(lambda: any(WELCOME in page.url for page in driven.context.pages), pages[0], what="the welcome page")
    return next(page for page in driven.context.pages if WELCOME in page.url)


def _applied(panel: Panel) -> int:
    """The number on the tile of changed prices."""
    return int(panel.get("count-applied").locator("b").inner_text(timeout=RUN_MS))
