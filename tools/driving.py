"""Drives the built package in a real Chromium: for the demo, the end-to-end tests and the benchmarks.

Nothing of the package is changed for it. Requests to api.gumroad.com are mapped to a local server by the
browser's own host mapping.
"""

import hashlib
import os
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, Error, Page, Playwright, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tools.chromium import ensure_chromium, launch_arguments

QUIET = (
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--disable-gpu",
    "--password-store=basic",
)
READY_TIMEOUT_S = 60
POLL_MS = 50
LAUNCHES = 2
LAUNCH_TIMEOUT_MS = 90_000
NOT_LOADED_YET = "net::ERR_BLOCKED_BY_CLIENT"


def extension_id(folder: Path) -> str:
    """The id Chromium gives an unpacked extension: the first 32 digits of its path's sha256, as letters a to p."""
    digits = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:32]
    return "".join(chr(ord("a") + int(digit, 16)) for digit in digits)


@dataclass
class Driven:
    """A running Chromium with the extension loaded."""

    context: BrowserContext
    origin: str
    profile: Path

    def open(self, page: str, *, width: int = 420, height: int = 760, dark: bool = False) -> Page:
        """One of the extension's own pages in a tab, `sidepanel/sidepanel.html#prices` for example."""
        tab = self.context.new_page()
        tab.set_viewport_size({"width": width, "height": height})
        tab.emulate_media(color_scheme="dark" if dark else "light")
        self._goto(tab, page)
        return tab

    def _goto(self, tab: Page, page: str) -> None:
        """Go to a page of the extension: a browser that just started refuses it until the extension is loaded."""
        ends = time.monotonic() + READY_TIMEOUT_S
        while True:
            try:
                tab.goto(f"{self.origin}/{page}")
                return
            except Error as error:
                if NOT_LOADED_YET not in str(error) or time.monotonic() > ends:
                    raise
            tab.wait_for_timeout(POLL_MS)

    def targets(self, url_part: str) -> list[str]:
        """Ids of all browser targets (workers, hidden pages, tabs) whose address holds that text."""
        session = self.context.browser.new_browser_cdp_session() if self.context.browser else None
        session = session or self.context.new_cdp_session(self.context.pages[0])
        found = session.send("Target.getTargets", {"filter": [{}]})["targetInfos"]
        return [str(target["targetId"]) for target in found if url_part in target["url"]]

    def kill_target(self, url_part: str) -> int:
        """Close the hidden page or worker of that address as a crash would; how many targets there were.

        A hidden page is two targets, and closing one of them takes the other along.
        """
        ids = self.targets(url_part)
        session = self.context.new_cdp_session(self.context.pages[0])
        for target_id in ids:
            with suppress(Error):
                session.send("Target.closeTarget", {"targetId": target_id})
        return len(ids)

    def kill_browser(self) -> None:
        """SIGKILL every process of this browser, as a power cut would."""
        for pid in browser_pids(self.profile):
            os.kill(pid, signal.SIGKILL)


def browser_pids(profile: Path) -> list[int]:
    """The main process of the Chromium that uses that profile (its children end with it)."""
    wanted = f"--user-data-dir={profile}"
    pids = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                command = (entry / "cmdline").read_bytes().decode(errors="replace").split("\0")
            except OSError:
                continue
            if wanted in command and not any(part.startswith("--type=") for part in command):
                pids.append(int(entry.name))
    return pids


def _launched(playwright: Playwright, profile: Path, arguments: Sequence[str]) -> BrowserContext:
    """Chromium on `profile`. One that does not come up at all is ended, and started once more."""
    for attempt in range(LAUNCHES):
        try:
            return playwright.chromium.launch_persistent_context(
                str(profile),
                executable_path=str(ensure_chromium()),
                headless=False,
                args=[*arguments],
                ignore_default_args=[
                    "--disable-extensions",
                    "--disable-component-extensions-with-background-pages",
                ],
                timeout=LAUNCH_TIMEOUT_MS,
            )
        except PlaywrightTimeout:
            if attempt == LAUNCHES - 1:
                raise
            for pid in browser_pids(profile):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
    raise AssertionError("a browser is launched at least once")


@contextmanager
def driven(
    package: Path,
    profile: Path,
    *,
    api_port: int | None = None,
    headless: bool = True,
    more_arguments: Sequence[str] = (),
) -> Iterator[Driven]:
    """Chromium on `profile` with the package loaded; `api_port` is the local stand-in for api.gumroad.com."""
    arguments = [
        *launch_arguments(headless=headless),
        *QUIET,
        f"--disable-extensions-except={package}",
        f"--load-extension={package}",
        *more_arguments,
    ]
    if api_port is not None:
        arguments += [
            f"--host-resolver-rules=MAP api.gumroad.com:443 127.0.0.1:{api_port}",
            "--ignore-certificate-errors",
        ]
    profile.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        context = _launched(playwright, profile, arguments)
        try:
            yield Driven(context, f"chrome-extension://{extension_id(package)}", profile)
        finally:
            try:
                context.close()
            except Error as error:
                if "closed" not in str(error) and "crashed" not in str(error):
                    raise


def wait_for(condition: object, page: Page, *, timeout_s: float = READY_TIMEOUT_S, what: str = "") -> None:
    """Poll a Python callable until it is true, letting the page work in between.

    Pages of an extension refuse evaluation of text, so the condition is Python asking the page, never a script.
    Raises TimeoutError saying what was waited for.
    """
    assert callable(condition)
    ends = time.monotonic() + timeout_s
    while not condition():
        if time.monotonic() > ends:
            raise TimeoutError(f"waited {timeout_s:.0f} s for {what or condition}")
        page.wait_for_timeout(POLL_MS)
