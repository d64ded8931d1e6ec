"""Shows Gumsmith in Chromium, the sample shop one click away, or drives the main job there by itself.

python3 build.py demo              a window; ends when it is closed
python3 build.py demo --headless   the main job by itself, with screenshots in dist/demo
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Error

from tools.demo_drive import Camera, Drive, welcome_page
from tools.driving import driven
from tools.environment import say
from tools.paths import DIST, PACKAGE

PICTURES = DIST / "demo"
NO_WINDOW = "Chromium could not open a window, so the demo drives itself without one."
NO_DISPLAY = "There is no display here, so the demo drives itself without a window."


def main(argv: Sequence[str]) -> int:
    """Run the demo; the exit code."""
    parser = argparse.ArgumentParser(prog="build.py demo", description="Gumsmith in Chromium.")
    parser.add_argument("--headless", action="store_true", help="drive the main job without a window")
    options = parser.parse_args(argv)
    if options.headless:
        return drive()
    if not has_display():
        print(NO_DISPLAY, flush=True)
        return drive()
    try:
        return show()
    except Error:
        print(NO_WINDOW, flush=True)
        return drive()


def has_display() -> bool:
    """Whether a window can be opened here."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def show() -> int:
    """A window with the welcome page; returns when it is closed. Nothing typed there outlives it."""
    with tempfile.TemporaryDirectory(prefix="gumsmith-demo-") as folder:
        say("opening Chromium; “Try the sample shop” needs no account. Close the window to end the demo.")
        with driven(PACKAGE, Path(folder), headless=False) as running, suppress(Error):
            blank = running.context.pages[0]
            welcome_page(running)
            blank.close()
            running.context.wait_for_event("close", timeout=0)
    return 0


def drive() -> int:
    """The main job without a window, with screenshots in PICTURES; 1 when anything differs from the preview."""
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir(parents=True)
    start = time.monotonic()
    with (
        tempfile.TemporaryDirectory(prefix="gumsmith-demo-") as folder,
        driven(PACKAGE, Path(folder)) as running,
    ):
        run = Drive(running, Camera(PICTURES), lambda line: print(line, flush=True))
        try:
            run.whole()
        except (Error, AssertionError, TimeoutError, ValueError) as problem:
            run.problems.append(f"The demo came to a halt: {problem}")
            for number, page in enumerate(running.context.pages):
                page.screenshot(path=PICTURES / f"halt-{number}.png")
    for sentence in run.problems:
        print(sentence, file=sys.stderr)
    if run.problems:
        print("The demo failed: something is not what the preview showed.", file=sys.stderr)
        return 1
    print(
        f"Everything that ran is what the preview showed, and undo put it back ({time.monotonic() - start:.0f} s)."
    )
    print(f"{len(run.camera.taken)} screenshots are in {PICTURES}.")
    return 0
