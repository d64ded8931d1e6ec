"""Asks a page of the extension itself: its content policy refuses Playwright's own evaluation of text."""

from typing import Any

from playwright.sync_api import Page


class PageFailed(Exception):
    """What was asked of the page threw; the message is the page's own."""


def evaluate(page: Page, expression: str) -> Any:
    """The value of a JavaScript expression in the page, awaited. Raises PageFailed when it throws."""
    session = page.context.new_cdp_session(page)
    try:
        answer = session.send(
            "Runtime.evaluate",
            {
                "expression": expression,
                "awaitPromise": True,
                "returnByValue": True,
                "allowUnsafeEvalBlockedByCSP": True,
            },
        )
    finally:
        session.detach()
    thrown = answer.get("exceptionDetails")
    if thrown is not None:
        raise PageFailed(thrown.get("exception", {}).get("description") or thrown["text"])
    return answer["result"].get("value")
