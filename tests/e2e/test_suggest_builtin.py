"""Suggestions by the browser's own model, by a stub of it: every state it can be in, and every way it answers."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.model_server import Asked
from tests.e2e.panel import START_MS, Panel
from tests.e2e.shops import TOKEN
from tests.e2e.suggest_rig import (
    MODEL,
    REVIEW,
    answered,
    ask,
    better,
    browser_for_models,
    forget_suggestions,
    set_stub,
    stub,
    text_shop,
)
from tools.driving import Driven
from tools.in_page import evaluate
from tools.sandbox_server import RunningSandbox

ONE = (("Studio Planner", "A planner for small studios. It holds projects, clients and invoices in one place."),)


@pytest.fixture(scope="module")
def browser(server: RunningSandbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driven]:
    server.control("POST", "reset", text_shop(ONE))
    server.control("DELETE", "faults")
    with browser_for_models(tmp_path_factory.mktemp("builtin"), server.port) as running:
        stub(running)
        panel = Panel.open(running)
        panel.connect(TOKEN)
        panel.page.close()
        yield running


@pytest.fixture
def panel(browser: Driven) -> Iterator[Panel]:
    opened = Panel.open(browser)
    set_stub(opened, availability="available", text="yes")
    forget_suggestions(opened)
    yield opened
    opened.page.close()


def use_builtin(panel: Panel) -> None:
    panel.go(MODEL)
    panel.wait("kind-builtin").check()
    panel.wait("builtin-ready")
    panel.get("model-use").click()
    panel.wait("suggest-ask")


def calls(panel: Panel) -> dict[str, Any]:
    found: dict[str, Any] = evaluate(panel.page, "Promise.resolve(modelCalls)")
    return found


def good_text() -> str:
    """A good answer about the one product, for name and summary."""
    listing = {"name": ONE[0][0], "description": f"<p>{ONE[0][1]}</p>"}
    fenced = f"<<<LISTING 0>>>\n{json.dumps(listing)}\n<<<END 0>>>\nRewrite: name, summary."
    return json.dumps(better(Asked("POST", "", {}, {"messages": [{"content": fenced}]})))


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"availability": "unavailable"}, "cannot run on this computer"),
        ({"absent": True}, "no model of its own"),
    ],
)
def test_a_browser_that_cannot_says_so_and_offers_the_others(
    panel: Panel, settings: dict[str, Any], words: str
) -> None:
    set_stub(panel, **settings)
    panel.page.reload()
    panel.go(MODEL)
    panel.wait("kind-builtin").check()
    expect(panel.wait("builtin-none")).to_contain_text(words)
    expect(panel.get("model-use")).to_have_attribute("aria-disabled", "true")


def test_a_download_begins_with_a_click_and_shows_how_far_it_is(panel: Panel) -> None:
    set_stub(panel, availability="downloadable", shares=[0, 0.25, 0.5, 0.75, 1], pauseMs=400)
    panel.page.reload()
    panel.go(MODEL)
    panel.wait("kind-builtin").check()
    panel.wait("download-start")
    assert calls(panel)["created"] == 0
    panel.get("download-start").click()
    expect(panel.wait("download-share")).to_contain_text("25 % is here")
    expect(panel.get("download-share")).to_contain_text("making it ready")
    panel.wait("builtin-ready")
    panel.get("model-use").click()
    panel.wait("suggest-ask")


def test_a_download_that_goes_on_already_is_waited_for_and_one_that_fails_says_why(panel: Panel) -> None:
    set_stub(panel, availability="downloading", shares=[0.5], failure="NetworkError")
    panel.page.reload()
    panel.go(MODEL)
    panel.wait("kind-builtin").check()
    expect(panel.wait("download")).to_contain_text("Chrome is downloading its model")
    panel.get("download-start").click()
    expect(panel.wait("model-trouble")).to_contain_text("did not come through")


def test_a_model_that_was_removed_again_is_not_asked(panel: Panel) -> None:
    use_builtin(panel)
    set_stub(panel, availability="downloadable")
    panel.page.reload()
    panel.wait("download-start")
    expect(panel.get("suggest-ask")).to_have_attribute("aria-disabled", "true")
    assert calls(panel)["created"] == 0


def test_a_good_answer_becomes_suggestions(panel: Panel) -> None:
    use_builtin(panel)
    set_stub(panel, text=good_text())
    ask(panel)
    answered(panel)
    expect(panel.page.locator("[data-state=waiting]")).to_have_count(2)
    made = calls(panel)
    (prompt,) = [one for one in made["prompts"] if "single word" not in one["input"]]
    assert [message["role"] for message in prompt["before"]] == ["system"]
    assert prompt["responseConstraint"]["required"] == ["name", "summary"]
    assert made["created"] == made["destroyed"]


@pytest.mark.parametrize(
    ("settings", "where", "words"),
    [
        ({"text": "word " * 50_000, "piece": 5_000}, "batch-failed", "would not end"),
        ({"text": '{"name": "Half'}, "batch-nothing", "Studio Planner"),
        ({"text": "{", "failure": "NotSupportedError"}, "batch-failed", "may not write in this language"),
        ({"text": "", "failure": "QuotaExceededError"}, "batch-failed", "does not fit"),
    ],
    ids=["50,000 tokens", "cut JSON", "another language", "too large"],
)
def test_an_answer_that_cannot_be_used_says_why(
    panel: Panel, settings: dict[str, Any], where: str, words: str
) -> None:
    use_builtin(panel)
    set_stub(panel, **settings)
    ask(panel)
    answered(panel)
    expect(panel.get(where)).to_contain_text(words)
    made = calls(panel)
    assert made["created"] == made["destroyed"]


def test_a_slow_answer_is_stopped_in_the_middle(panel: Panel) -> None:
    use_builtin(panel)
    set_stub(panel, text=good_text() * 20, piece=4, pauseMs=60)
    ask(panel)
    expect(panel.wait("batch-now")).to_contain_text("characters so far", timeout=START_MS)
    panel.get("suggest-stop").click()
    answered(panel)
    expect(panel.get("batch-done")).to_contain_text("1 product was not asked about")
    panel.go(REVIEW)
    assert panel.page.locator("[data-state]").count() == 0
