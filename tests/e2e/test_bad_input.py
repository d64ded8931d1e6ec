"""Bad input is answered by a sentence under its field, and nothing is sent."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.looking import storage
from tests.e2e.panel import START_MS, Panel
from tests.e2e.shops import REVOKED_TOKEN, TOKEN, by_permalink, mixed_shop, products_of, requests, writes
from tools.driving import Driven
from tools.sandbox_server import RunningSandbox

GOOD_LENGTH = "abcdefghijklmnopqrstuvwxyz0123456789"


def assert_says(field: Locator, sentence: str) -> None:
    """The field is marked as wrong, and described by that sentence."""
    expect(field).to_have_attribute("aria-invalid", "true", timeout=START_MS)
    described = field.get_attribute("aria-describedby") or ""
    error = field.page.locator(f'[id="{described.split(" ", 1)[0]}"]')
    expect(error).to_contain_text(sentence)
    box, under = field.bounding_box(), error.bounding_box()
    assert box is not None
    assert under is not None
    assert under["y"] >= box["y"] + box["height"]


class TestTheWelcomePage:
    """A token that is of no use. These come first: no shop is connected yet."""

    @pytest.fixture
    def welcome(self, shared: Driven, server: RunningSandbox) -> Iterator[Page]:
        server.control("POST", "reset", mixed_shop())
        page = shared.open("welcome/welcome.html", width=1100)
        page.get_by_test_id("show-steps").click()
        yield page
        page.close()

    @pytest.mark.parametrize(
        ("token", "sentence"),
        [
            ("", "Paste the token first."),
            ("   ", "Paste the token first."),
            (f"{GOOD_LENGTH} {GOOD_LENGTH}", "A token has no spaces or line breaks in it."),
            (f"{GOOD_LENGTH}ä", "A token holds only letters, digits, dashes and underscores."),
            ("abc", "This is too short for a Gumroad token."),
            (GOOD_LENGTH * 20, "This is too long for a Gumroad token."),
        ],
    )
    def test_what_cannot_be_a_token_is_not_sent(
        self, welcome: Page, server: RunningSandbox, token: str, sentence: str
    ) -> None:
        welcome.get_by_test_id("token").fill(token)
        welcome.get_by_test_id("connect").click()
        assert_says(welcome.get_by_test_id("token"), sentence)
        assert requests(server) == []
        assert storage(welcome)["local"].get("token") is None

    @pytest.mark.parametrize("token", [REVOKED_TOKEN, GOOD_LENGTH])
    def test_a_revoked_or_unknown_token_is_refused_and_not_kept(
        self, welcome: Page, server: RunningSandbox, token: str
    ) -> None:
        welcome.get_by_test_id("token").fill(token)
        welcome.get_by_test_id("connect").click()
        assert_says(welcome.get_by_test_id("token"), "Gumroad does not accept this token.")
        assert [entry["path"] for entry in requests(server)] == ["/v2/user"]
        kept = storage(welcome)
        assert token not in str(kept)

    @pytest.mark.parametrize(
        ("fault", "sentence"),
        [
            ({"html": True}, "a web page instead of data"),
            ({"truncate": 40}, "unreadable data"),
            ({"truncate": 0}, "unreadable data"),
            ({"refuse": "Not on a Monday."}, "Gumroad refused: Not on a Monday."),
            ({"drop": "before"}, "Gumroad did not answer."),
        ],
    )
    def test_an_answer_that_is_no_answer_is_told_and_nothing_is_kept(
        self, welcome: Page, server: RunningSandbox, fault: dict[str, object], sentence: str
    ) -> None:
        server.control("POST", "faults", [{"path": "/v2/*", **fault}])
        welcome.get_by_test_id("token").fill(TOKEN)
        welcome.get_by_test_id("connect").click()
        assert_says(welcome.get_by_test_id("token"), sentence)
        expect(welcome.get_by_test_id("connect-form")).to_contain_text("Nothing was kept.")
        assert {entry["path"] for entry in requests(server)} == {"/v2/user"}
        assert TOKEN not in str(storage(welcome))


@pytest.fixture(scope="module")
def panel(shared: Driven, server: RunningSandbox) -> Panel:
    """The panel of a connected shop with every kind of product, all chosen."""
    server.control("POST", "reset", mixed_shop())
    opened = Panel.open(shared, width=1100)
    opened.connect(TOKEN)
    return opened


def assert_nothing_previewed(panel: Panel, field: str, sentence: str, server: RunningSandbox) -> None:
    """Preview says why not at the field; the form stays, no request goes out."""
    panel.get("preview").click()
    assert_says(panel.get(field), sentence)
    expect(panel.get("prices-form")).to_be_visible()
    expect(panel.get("preview-view")).to_have_count(0)
    assert requests(server) == []


@pytest.mark.parametrize(
    ("percent", "sentence"),
    [
        ("", "Type a number, like"),
        ("a lot", "“a lot” is not a number."),
        ("nan", "“nan” is not a number."),
        ("inf", "“inf” is not a number."),
        ("1e3", "“1e3” is not a number."),
        ("-150", "A price cannot fall by more than 100 %."),
        ("1,5", "“1,5” has a comma."),
        ("१०", "is not in plain digits."),
        ("9" * 60, "This number is too long."),
        ("9999999", "That is more than Gumsmith multiplies at once."),
    ],
)
def test_a_percentage(panel: Panel, server: RunningSandbox, percent: str, sentence: str) -> None:
    panel.tick("Posters", "Icons")
    panel.mode("percent")
    server.control("DELETE", "requests")
    panel.get("field-percent").fill(percent)
    assert_nothing_previewed(panel, "field-percent", sentence, server)


@pytest.mark.parametrize(
    ("product", "currency", "amount", "sentence"),
    [
        ("Posters", "usd", "", "Type an amount for at least one currency."),
        ("Posters", "usd", "cheap", "“cheap” is not an amount."),
        ("Posters", "usd", "-5", "This cannot be negative."),
        ("Posters", "usd", "19.999", "USD has two decimals."),
        ("Posters", "usd", "0.50", "Gumroad's lowest price is $0.99"),
        ("Posters", "usd", "99999999999", "Gumroad takes no amount above"),
        ("Kana Sheets", "jpy", "500.50", "JPY has no decimals."),
    ],
)
def test_an_amount(
    panel: Panel, server: RunningSandbox, product: str, currency: str, amount: str, sentence: str
) -> None:
    panel.tick(product)
    panel.mode("set")
    server.control("DELETE", "requests")
    panel.get(f"field-amounts-{currency}").fill(amount)
    panel.get("preview").click()
    if amount == "":
        expect(panel.get("prices-form")).to_contain_text(sentence)
        expect(panel.get("preview-view")).to_have_count(0)
        assert requests(server) == []
    else:
        assert_nothing_previewed(panel, f"field-amounts-{currency}", sentence, server)


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("", "Type a rule"),
        ("price / 0", "divides by zero"),
        ("price / (sales - sales)", "divides by zero"),
        ("prise * 2", "there is no “prise”. Did you mean “price”?"),
        ("open('x')", "cannot be used here"),
        ("price.__class__", "this is not allowed in a rule"),
        ("price +", "this cannot be read"),
        ("9 ** 9 ** 9", "powers"),
        ("name", "the rule gives a text, not a price"),
        ("price * 0.1 * [1 for _ in name]", "this is not allowed in a rule"),
    ],
)
def test_a_rule(panel: Panel, server: RunningSandbox, rule: str, sentence: str) -> None:
    panel.tick("Posters")
    panel.mode("custom")
    server.control("DELETE", "requests")
    panel.get("field-expression").fill(rule)
    assert_nothing_previewed(panel, "field-expression", sentence, server)


def test_a_rate_for_several_currencies(panel: Panel, server: RunningSandbox) -> None:
    panel.tick("Posters", "Kana Sheets")
    panel.mode("currency")
    panel.get("field-to-currency").select_option("eur")
    panel.get("field-rate").fill("0.92")
    server.control("DELETE", "requests")
    assert_nothing_previewed(panel, "field-rate", "one rate cannot be right for all of them", server)


def test_a_price_typed_over(panel: Panel, server: RunningSandbox) -> None:
    before = products_of(server)
    ids = {name: product["id"] for name, product in by_permalink(server).items()}
    team = by_permalink(server)["kit"]["variants"][0]["options"][1]["id"]
    panel.tick("Posters", "Mockup Kit")
    panel.mode("percent")
    panel.get("field-percent").fill("+10")
    panel.get("field-versions").select_option("with_base")
    panel.preview()
    server.control("DELETE", "requests")
    for key, typed, sentence in (
        (ids["posters"], "a fiver", "“a fiver” is not an amount."),
        (ids["posters"], "-5", "This cannot be negative."),
        (f"{ids['kit']}/{team}", "20", "A version cannot cost less than its product"),
    ):
        row = panel.get("plan-rows").locator(f'[data-key="{key}"]')
        row.get_by_test_id("price-edit").click()
        panel.get("price-input").fill(typed)
        panel.get("price-input").press("Enter")
        expect(row).to_contain_text(sentence)
        expect(panel.get("run")).to_have_attribute("aria-disabled", "true")
        expect(panel.get("run-blocked")).to_contain_text("One of the prices you typed cannot be used")
        panel.get("run").click(force=True)
        row.get_by_test_id("price-edit").click()
        panel.get("price-input").fill("")
        panel.get("price-input").press("Enter")
        expect(row).not_to_contain_text(sentence)
        expect(panel.get("run")).to_have_attribute("aria-disabled", "false")
    assert requests(server) == []
    assert products_of(server) == before


def test_a_number_in_the_settings(panel: Panel, server: RunningSandbox) -> None:
    server.control("DELETE", "requests")
    panel.go("#settings")
    for field, typed in (("rows", "many"), ("rows", "-1"), ("change_percent", ""), ("direct_percent", "nan")):
        panel.wait(f"settings-{field}").fill(typed)
        panel.get("settings-save").click()
        expect(panel.get(f"settings-{field}")).to_have_attribute("aria-invalid", "true")
        panel.get("settings-discard").click()
        expect(panel.get(f"settings-{field}")).to_have_attribute("aria-invalid", "false")
    assert writes(server) == []
