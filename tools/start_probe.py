"""Asks a document of the extension about its starts: how Python came up, and what is kept for the next time."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tools.driving import Driven
from tools.in_page import evaluate

PROBES = (Path(__file__).parent / "start_probes.js").read_text(encoding="utf-8")
QUIET_DOCUMENT = "manifest.json"
"""A document of the extension that starts nothing by itself."""


def quiet_page(driven: Driven) -> Page:
    """A page to ask from."""
    return driven.open(QUIET_DOCUMENT)


def starts(page: Page, call: str) -> Any:
    """What a function of start_probes.js gives in the page."""
    page.bring_to_front()
    return evaluate(page, f"{PROBES}\nstarts.{call}")
