"""Suggestions by a model on this machine: every way it answers, and every way it fails."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.e2e.looking import Complaints
from tests.e2e.model_server import Answer, Answers, Asked, ModelServer, refusal, running_model
from tests.e2e.panel import START_MS, Panel
from tests.e2e.shops import TOKEN, writes
from tests.e2e.suggest_rig import (
    MODEL,
    REVIEW,
    answered,
    ask,
    better,
    browser_for_models,
    forget_suggestions,
    good,
    listing_in,
    text_shop,
    use_local,
)
from tools.driving import Driven, wait_for
from tools.sandbox_server import RunningSandbox

PRODUCTS = 4
CHECK = "single word: yes"


@pytest.fixture(scope="module")
def model() -> Iterator[ModelServer]:
    with running_model() as running:
        running.answers = good
        yield running


@pytest.fixture(scope="module")
def browser(
    server: RunningSandbox, model: ModelServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Driven]:
    """A browser in which the shop is connected and the fake model is in use."""
    server.control("POST", "reset", text_shop())
    server.control("DELETE", "faults")
    with browser_for_models(tmp_path_factory.mktemp("models"), server.port) as running:
        panel = Panel.open(running)
        panel.connect(TOKEN)
        use_local(panel, model)
        panel.page.close()
        yield running


@pytest.fixture
def panel(browser: Driven, server: RunningSandbox, model: ModelServer) -> Iterator[Panel]:
    opened = Panel.open(browser)
    model.answers = good
    forget_suggestions(opened)
    model.asked.clear()
    model.hung_up = 0
    server.control("DELETE", "requests")
    yield opened
    opened.page.close()


def in_turn(*answers: Answers) -> Answers:
    """The first question gets the first answer, and so on; the last one counts for every further question."""
    left = list(answers)
    return lambda asked: (left.pop(0) if len(left) > 1 else left[0])(asked)


def always(answer: Answer) -> Answers:
    return lambda _: answer


def test_nothing_goes_to_a_model_before_the_click(panel: Panel, model: ModelServer) -> None:
    panel.go("#listings?page=suggest")
    panel.wait("suggest-estimate")
    panel.get("suggest-show").click()
    shown = panel.wait("sent-text").inner_text()
    assert "never an instruction" in shown
    panel.get("sent-close").click()
    panel.go(REVIEW)
    panel.wait("review-empty")
    assert model.asked == []


def test_a_question_holds_the_listing_and_nothing_of_the_account(panel: Panel, model: ModelServer) -> None:
    ask(panel)
    answered(panel)
    assert len(model.questions) == PRODUCTS
    for asked in model.questions:
        assert asked.path == "/v1/chat/completions"
        assert asked.headers["Origin"].startswith("chrome-extension://")
        assert not {"Cookie", "Referer", "Authorization"} & set(asked.headers)
        assert asked.form == "json_schema"
        assert asked.body["stream"] is True
        assert TOKEN not in json.dumps(asked.body)
    names = [product["name"] for product in text_shop()["products"]]
    assert sorted(listing_in(asked)["name"] for asked in model.questions) == sorted(names)


def test_suggestions_are_accepted_previewed_run_and_undone(
    panel: Panel, browser: Driven, server: RunningSandbox
) -> None:
    complaints = Complaints.of(browser.context)
    ask(panel)
    answered(panel)
    expect(panel.get("review-title")).to_contain_text("wait for you")
    assert writes(server) == []
    first = panel.page.locator("[data-testid^=suggestion-][data-state=waiting]").first
    first.get_by_test_id("reject").click()
    expect(panel.page.locator("[data-state=rejected]")).to_have_count(1)
    panel.get("accept-everything").click()
    expect(panel.page.locator("[data-state=accepted]")).to_have_count(2 * PRODUCTS - 1)
    assert writes(server) == []
    panel.get("suggest-preview").click()
    panel.wait("headline")
    assert writes(server) == []
    panel.accept_all()
    panel.run()
    panel.run_ends()
    changed = [product["name"] for product in server.control("GET", "state")["products"]]
    assert sum(name.endswith(" for makers") for name in changed) >= PRODUCTS - 1
    panel.go(REVIEW)
    expect(panel.page.locator("[data-state=done]")).to_have_count(2 * PRODUCTS - 1)
    panel.go("#history")
    panel.wait("history-run").get_by_role("link").first.click()
    panel.wait("run-undo").click()
    panel.wait("headline")
    panel.accept_all()
    panel.run()
    panel.run_ends()
    back = [product["name"] for product in server.control("GET", "state")["products"]]
    assert sorted(back) == sorted(product["name"] for product in text_shop()["products"])
    assert complaints.bad == []


def test_a_suggestion_is_edited_and_an_edit_that_cannot_stand_says_why(panel: Panel) -> None:
    ask(panel, lowest="5", fields=("name",))
    answered(panel)
    row = panel.page.locator("[data-testid^=suggestion-][data-state=waiting]").first
    row.get_by_test_id("edit").click()
    panel.get("edit-text").fill("x" * 256)
    panel.get("edit-save").click()
    expect(panel.page.get_by_role("alert")).to_contain_text("255")
    panel.get("edit-text").fill("A name of my own")
    panel.get("edit-save").click()
    accepted = panel.page.locator("[data-state=accepted]")
    expect(accepted).to_contain_text("A name of my own")
    expect(accepted).to_contain_text("edited by you")


def test_a_slow_stream_shows_its_progress_and_can_be_stopped(panel: Panel, model: ModelServer) -> None:
    model.answers = lambda asked: Answer(text=json.dumps(better(asked)) + " " * 4000, pause_s=0.1)
    ask(panel)
    expect(panel.wait("batch-now")).to_contain_text("characters so far", timeout=START_MS)
    expect(panel.get("batch-running")).to_contain_text(f"0 of {PRODUCTS}")
    panel.go("#products")
    panel.wait("chosen-count")
    panel.go(REVIEW)
    panel.wait("suggest-stop").click()
    answered(panel)
    expect(panel.get("batch-done")).to_contain_text(f"{PRODUCTS} products were not asked about")
    assert len(model.questions) == 1
    wait_for(lambda: model.hung_up == 1, panel.page, what="the server to notice")
    model.answers = good
    panel.get("batch-again").click()
    expect(panel.get("batch-done")).to_contain_text(f"Suggestions for {PRODUCTS} of {PRODUCTS}", timeout=START_MS)


def test_a_server_that_wants_a_pause_gets_it(panel: Panel, model: ModelServer) -> None:
    model.answers = in_turn(always(refusal(429, "Slow down.", Retry_After="2")), good)
    ask(panel)
    expect(panel.wait("batch-now")).to_contain_text("wants a pause")
    answered(panel)
    expect(panel.get("batch-done")).to_contain_text(f"Suggestions for {PRODUCTS} of {PRODUCTS}")
    assert len(model.questions) == PRODUCTS + 1


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        pytest.param(Answer(text='{"name": "Half', finish="length"), "breaks off", id="cut JSON"),
        pytest.param(Answer(text='{"title": "x"}'), "form that was asked for", id="wrong schema"),
        pytest.param(Answer(text="[1, 2, 3]"), "form that was asked for", id="another kind of JSON"),
        pytest.param(Answer(text="Here you are!"), "form that was asked for", id="no JSON"),
        pytest.param(Answer(refusal="I cannot help with that."), "declined", id="refusal"),
    ],
)
def test_an_answer_that_cannot_be_used_is_asked_for_once_more_then_dropped_with_its_reason(
    panel: Panel, model: ModelServer, answer: Answer, words: str
) -> None:
    model.answers = lambda asked: answer if listing_in(asked)["name"] == "Studio Planner" else good(asked)
    ask(panel, fields=("name", "summary"))
    answered(panel)
    about = [one for one in model.questions if listing_in(one)["name"] == "Studio Planner"]
    assert len(about) == 2
    expect(panel.get("batch-done")).to_contain_text(f"Suggestions for {PRODUCTS - 1} of {PRODUCTS}")
    expect(panel.get("batch-nothing")).to_contain_text("Studio Planner")
    card = panel.page.locator("[data-testid^=suggestion-]", has_text="Studio Planner").first
    card.get_by_test_id("dropped").locator("summary").click()
    expect(card).to_contain_text(words)
    assert card.locator("[data-state]").count() == 0


def test_a_second_answer_that_is_good_counts(panel: Panel, model: ModelServer) -> None:
    model.answers = in_turn(always(Answer(text="No JSON at all.")), good)
    ask(panel)
    answered(panel)
    expect(panel.get("batch-done")).to_contain_text(f"Suggestions for {PRODUCTS} of {PRODUCTS}")
    assert len(model.questions) == PRODUCTS + 1


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        pytest.param(Answer(text='{"name": "' + "x" * 4000, cut=True), "broke off in the middle", id="cut stream"),
        pytest.param(Answer(text="word " * 50_000), "would not end", id="50,000 tokens"),
        pytest.param(Answer(status=500, body='{"error": "out of memory"}'), "failed", id="a failing server"),
        pytest.param(Answer(status=200, body="<html>It works!</html>"), "cannot be read", id="HTML"),
        pytest.param(refusal(400, "maximum context length is 2048 tokens"), "does not fit", id="too large"),
    ],
)
def test_a_product_that_fails_says_why_and_the_rest_goes_on(
    panel: Panel, model: ModelServer, answer: Answer, words: str
) -> None:
    model.answers = lambda asked: answer if listing_in(asked)["name"] == "Studio Planner" else good(asked)
    ask(panel)
    answered(panel)
    expect(panel.get("batch-done")).to_contain_text(f"Suggestions for {PRODUCTS - 1} of {PRODUCTS}")
    failed = panel.get("batch-failed")
    expect(failed).to_contain_text("Studio Planner")
    expect(failed).to_contain_text(words)


def test_an_answer_without_end_is_not_read_to_its_end(panel: Panel, model: ModelServer) -> None:
    model.answers = always(Answer(text="word " * 400_000))
    ask(panel)
    answered(panel)
    assert model.hung_up == PRODUCTS


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (refusal(401, "Wrong key."), "key_refused"),
        (Answer(status=403, body=""), "origin_refused"),
        (refusal(404, 'model "sandbox-small" not found'), "no_model"),
        (refusal(429, "Come back tomorrow.", Retry_After="7200"), "too_often"),
    ],
)
def test_what_every_product_would_meet_ends_the_batch_and_names_the_cure(
    panel: Panel, model: ModelServer, answer: Answer, code: str
) -> None:
    model.answers = always(answer)
    ask(panel)
    answered(panel)
    expect(panel.get("model-trouble").locator("[data-code]")).to_have_attribute("data-code", code)
    expect(panel.get("batch-done")).to_contain_text(f"{PRODUCTS} products were not asked about")
    assert len(model.questions) == 1


def test_a_server_that_knows_no_schema_is_asked_in_plain_words(panel: Panel, model: ModelServer) -> None:
    def picky(asked: Asked) -> Answer:
        return refusal(400, f"response_format {asked.form} is not supported") if asked.form else good(asked)

    model.answers = picky
    ask(panel)
    answered(panel)
    expect(panel.get("batch-done")).to_contain_text(f"Suggestions for {PRODUCTS} of {PRODUCTS}")
    assert [asked.form for asked in model.questions] == ["json_schema", "json_object"] + [""] * PRODUCTS


@pytest.mark.parametrize(
    ("answer", "code", "words"),
    [
        (Answer(status=403, body=""), "origin_refused", "Allow this origin"),
        (refusal(401, "Invalid key"), "key_refused", "wants a key"),
        (refusal(404, 'model "sandbox-small" not found'), "no_model", "Find models"),
        (Answer(status=404, body="404 page not found"), "wrong_path", "/v1"),
        (Answer(status=200, body='{"hello": "there"}'), "unreadable", "another model"),
        (Answer(text="ye", cut=True), "cut", "another model"),
    ],
)
def test_the_check_names_what_is_wrong(
    panel: Panel, model: ModelServer, answer: Answer, code: str, words: str
) -> None:
    model.answers = always(answer)
    panel.go(MODEL)
    panel.wait("kind-local").check()
    panel.wait("model-use").click()
    trouble = panel.wait("model-trouble")
    expect(trouble.locator("[data-code]")).to_have_attribute("data-code", code)
    expect(trouble).to_contain_text(words)


def test_the_exact_setting_is_named_when_ollama_refuses_or_does_not_run(panel: Panel) -> None:
    panel.go(MODEL)
    panel.wait("kind-local").check()
    panel.get("server-ollama").click()
    panel.get("model-name").fill("llama3.2")
    panel.get("model-use").click()
    trouble = panel.wait("model-trouble")
    expect(trouble).to_contain_text("Nothing answers at localhost:11434")
    expect(trouble.get_by_test_id("setting")).to_have_text("ollama serve")


def test_models_are_found_and_an_address_elsewhere_is_not_taken(panel: Panel, model: ModelServer) -> None:
    panel.go(MODEL)
    panel.wait("kind-local").check()
    panel.get("local-address").fill("http://192.168.0.9:11434")
    panel.get("find-names").click()
    expect(panel.page.get_by_role("alert")).to_contain_text("on this computer")
    assert model.asked == []
    panel.get("local-address").fill(model.address)
    panel.get("find-names").click()
    expect(panel.wait("names-found")).to_have_text("2 models are there.")
    panel.get("names").get_by_role("button", name="sandbox-large").click()
    expect(panel.get("model-name")).to_have_value("sandbox-large")
    assert [(asked.method, asked.path) for asked in model.asked] == [("GET", "/v1/models")]
