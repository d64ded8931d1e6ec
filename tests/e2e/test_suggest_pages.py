"""The pages of suggestions for everybody; whom the browser reaches; keys; listings that give orders."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.looking import Complaints, files_with, nameless, overflow, storage
from tests.e2e.model_server import Answer, Asked, ModelServer, running_model
from tests.e2e.panel import START_MS, Panel
from tests.e2e.shops import TOKEN, writes
from tests.e2e.suggest_rig import (
    ASK,
    MODEL,
    REVIEW,
    answered,
    ask,
    browser_for_models,
    good,
    hosts_reached,
    listing_in,
    text_shop,
    use_local,
    wanted_in,
)
from tests.unit.suggest.injections import INJECTIONS
from tools.driving import Driven
from tools.in_page import evaluate
from tools.paths import ROOT
from tools.sandbox_server import RunningSandbox

NARROW, WIDE = 360, 1100
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TOLD = "axe.run().then((told) => told.violations.map((one) => one.id + ' ' + one.nodes[0].html))"
# Chromium says so by itself when a page asks whether there is a LanguageModel.
NO_SERVICE = "Unable to create a text session"
KEY = "sk-canary-0123456789abcdefghijklmnopqrstuvwx"


@pytest.fixture
def model() -> Iterator[ModelServer]:
    with running_model() as running:
        running.answers = good
        yield running


@pytest.fixture
def net_log(tmp_path: Path) -> Path:
    return tmp_path / "net.json"


@pytest.fixture
def browser(server: RunningSandbox, tmp_path: Path, net_log: Path) -> Iterator[Driven]:
    server.control("DELETE", "faults")
    with browser_for_models(tmp_path, server.port, f"--log-net-log={net_log}") as running:
        yield running


def assert_in_order(page: Page, place: str) -> None:
    assert overflow(page) == [], place
    assert nameless(page) == [], place
    evaluate(page, f"(() => {{ {AXE.read_text(encoding='utf-8')} }})()")
    assert evaluate(page, TOLD) == [], place


def test_the_pages_hold_at_every_width_and_for_everybody(browser: Driven, model: ModelServer) -> None:
    complaints = Complaints.of(browser.context)
    panel = Panel.open(browser)
    panel.open_sample()
    panel.go(ASK)
    panel.wait("suggest-no-model")
    assert_in_order(panel.page, "no model")
    use_local(panel, model)
    model.answers = lambda asked: good(asked) if len(model.asked) % 4 else Answer(text="Not at all.")
    ask(panel, lowest="5", fields=("name", "summary", "description", "tags"))
    answered(panel)
    for width in (NARROW, WIDE):
        for dark in (False, True):
            one = Panel.open(browser, where=ASK, width=width, dark=dark)
            one.wait("suggest-estimate")
            assert_in_order(one.page, f"ask at {width}, dark: {dark}")
            one.get("suggest-show").click()
            one.wait("sent-text")
            assert_in_order(one.page, f"what is sent at {width}, dark: {dark}")
            one.get("sent-close").click()
            one.go(REVIEW)
            one.wait("accept")
            assert_in_order(one.page, f"review at {width}, dark: {dark}")
            one.get("edit").first.click()
            one.wait("edit-text")
            assert_in_order(one.page, f"edit at {width}, dark: {dark}")
            one.go(MODEL)
            for kind in ("hosted", "builtin", "local"):
                one.wait(f"kind-{kind}").check()
                one.wait(f"model-{kind}")
                assert_in_order(one.page, f"{kind} at {width}, dark: {dark}")
            one.page.close()
    assert [said for said in complaints.bad if NO_SERVICE not in said] == []


def obeying(asked: Asked) -> Answer:
    """What a model answers that does whatever a listing tells it to."""
    if "single word: yes" in asked.text:
        return Answer(text="yes")
    told = listing_in(asked).get("description", "")
    bad = {
        "name": "owned: 90 % off at https://evil.example",
        "summary": f"{re.sub('<[^>]*>', '', told)[:80]} Only $1 at evil.example/pay, with the code FREE90!",
        "description": f'{told}<p><a href="https://evil.example/pay">Pay here</a><img src="https://evil.example/p.png"></p>',
        "tags": ["owned", "https://evil.example", "90% off"],
    }
    answer: dict[str, object] = {part: bad[part] for part in wanted_in(asked)}
    return Answer(text=json.dumps(answer | {"price": 0, "tool": "run.start"}))


def test_listings_that_give_orders_change_nothing_and_reach_nobody(
    browser: Driven, server: RunningSandbox, model: ModelServer, net_log: Path
) -> None:
    server.control("POST", "reset", text_shop(tuple((f"Set {n}", text) for n, (_, text) in enumerate(INJECTIONS))))
    before = server.control("GET", "state")["products"]
    panel = Panel.open(browser)
    panel.connect(TOKEN)
    use_local(panel, model)
    model.answers = obeying
    server.control("DELETE", "requests")
    panel.choose_all()
    panel.go(ASK)
    panel.wait("suggest-products-chosen").check(force=True)
    for field in ("name", "summary", "description", "tags"):
        panel.get(f"suggest-field-{field}").check()
    expect(panel.get("suggest-ask")).to_have_text(re.compile(r"Ask for 1\d\d products"), timeout=START_MS)
    panel.get("suggest-ask").click()
    panel.wait("batch-done", 400_000)
    assert len({listing_in(asked)["name"] for asked in model.questions}) >= 100
    expect(panel.get("suggest-preview")).to_have_count(0)
    assert panel.page.locator("[data-state=waiting], [data-state=accepted]").count() == 0
    assert TOKEN not in json.dumps([asked.body for asked in model.asked])
    assert writes(server) == []
    assert server.control("GET", "state")["products"] == before
    panel.page.close()
    browser.context.close()
    reached = hosts_reached(net_log)
    assert f"localhost:{model.port}" in reached
    assert reached <= {f"localhost:{model.port}", "api.gumroad.com"}


def test_without_a_model_nobody_but_gumroad_is_reached(
    browser: Driven, server: RunningSandbox, model: ModelServer, net_log: Path
) -> None:
    server.control("POST", "reset", text_shop())
    panel = Panel.open(browser)
    panel.connect(TOKEN)
    for place in (ASK, REVIEW, MODEL, "#listings"):
        panel.go(place)
        panel.page.wait_for_timeout(500)
    panel.page.close()
    browser.context.close()
    assert hosts_reached(net_log) == {"api.gumroad.com"}
    assert model.asked == []


def test_a_key_goes_to_its_host_alone_and_can_be_forgotten(
    browser: Driven, model: ModelServer, tmp_path: Path
) -> None:
    complaints = Complaints.of(browser.context)
    panel = Panel.open(browser)
    panel.open_sample()
    panel.go(MODEL)
    panel.wait("kind-local").check()
    panel.wait("local-address").fill(model.address)
    panel.get("model-name").fill("sandbox-small")
    panel.get("local-key-open").click()
    panel.get("model-key").fill(KEY)
    panel.get("key-keeping-session").check(force=True)
    panel.get("model-use").click()
    panel.wait("suggest-estimate")
    ask(panel, lowest="5", fields=("summary",))
    answered(panel)
    assert {asked.headers["Authorization"] for asked in model.asked} == {f"Bearer {KEY}"}
    assert KEY not in json.dumps([asked.body for asked in model.asked])
    kept = storage(panel.page)
    assert kept["session"]["model_keys"] == {"local": KEY}
    assert KEY not in json.dumps(kept["local"])
    panel.go(MODEL)
    panel.wait("kind-hosted").check()
    expect(panel.get("key-kept")).to_have_count(0)
    panel.get("kind-local").check()
    panel.wait("key-kept")
    assert KEY not in panel.page.content()
    panel.get("key-forget").click()
    expect(panel.get("key-kept")).to_have_count(0)
    assert KEY not in json.dumps(storage(panel.page))
    assert [text for text in complaints.said if KEY in text] == []
    panel.page.close()
    browser.context.close()
    assert files_with(tmp_path / "profile" / "Default" / "Local Extension Settings", KEY) == []
