"""Bad input in the Fulfil tool is a sentence in its place, and nothing is sent."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.core import Core
from tests.e2e.fulfil_shop import fulfil_shop, read_sales, sale_id, sent
from tests.e2e.looking import nameless, overflow
from tests.e2e.panel import START_MS, Panel
from tests.e2e.shops import TOKEN, requests
from tools.driving import Driven
from tools.sandbox_server import RunningSandbox

NARROW = 360


@pytest.fixture(scope="module")
def read(shared: Driven, server: RunningSandbox) -> Driven:
    """A browser that has read the shop, not its sales."""
    server.control("POST", "reset", fulfil_shop())
    Core(shared).read_shop(TOKEN)
    panel = Panel.open(shared, where="#fulfil", width=NARROW)
    panel.wait("fulfil-unread")
    assert_in_order(panel.page, "not read")
    panel.get("fulfil-go-sales").click()
    panel.wait("sales-history")
    panel.page.close()
    read_sales(Core(shared), server)
    return shared


@pytest.fixture
def panel(read: Driven, server: RunningSandbox) -> Panel:
    server.control("DELETE", "requests")
    opened = Panel.open(read, width=NARROW)
    opened.page.bring_to_front()
    return opened


def assert_in_order(page: Page, place: str) -> None:
    """Nothing is wider than where it stands, everything that can be used has a name."""
    assert overflow(page) == [], place
    assert nameless(page) == [], place


def says(panel: Panel, testid: str, sentence: str) -> None:
    field = panel.get(testid).first
    expect(field).to_have_attribute("aria-invalid", "true", timeout=START_MS)
    described = field.get_attribute("aria-describedby") or ""
    expect(panel.page.locator(f'[id="{described.split(" ", 1)[0]}"]')).to_contain_text(sentence)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("name,colour\na,b", "No column for the order is found."),
        ('order\n"1000', "never closed"),
        ("order,tracking", "There is a header and no line below it."),
        ("order,order no\n1000,1000", "mean the same column"),
    ],
)
def test_a_file_that_cannot_be_used(panel: Panel, server: RunningSandbox, text: str, sentence: str) -> None:
    panel.go("#fulfil?page=file")
    panel.wait("fulfil-file-text").fill(text)
    expect(panel.get("fulfil-file")).to_contain_text(sentence, timeout=START_MS)
    panel.get("fulfil-preview").click()
    panel.page.wait_for_timeout(500)
    expect(panel.get("fulfil-file")).to_be_visible()
    assert requests(server) == []
    panel.get("fulfil-file-text").fill("")
    panel.page.close()


def test_lines_that_cannot_be_used_are_told_and_none_is_sent(panel: Panel, server: RunningSandbox) -> None:
    panel.go("#fulfil?page=file")
    panel.wait("fulfil-file-text").fill(f"sale,url\n{sale_id('nobody')},https://post.example\n1000,DHL 17\n,x\n")
    problems = panel.wait("fulfil-file-problems")
    for sentence in ("No sale with the id", "“DHL 17” is no web address.", "The order number is missing."):
        expect(problems).to_contain_text(sentence)
    panel.get("fulfil-preview").click()
    panel.wait("headline")
    expect(panel.get("run")).to_have_attribute("aria-disabled", "true")
    panel.get("run").click(force=True)
    assert sent(server) == []
    panel.page.close()


def test_a_wrong_address_in_a_row(panel: Panel, server: RunningSandbox) -> None:
    panel.go("#fulfil")
    panel.wait("sales").get_by_test_id("tracking").first.fill("ftp://post.example")
    says(panel, "tracking", "is no web address")
    expect(panel.get("fulfil-preview")).to_have_attribute("aria-disabled", "true")
    panel.get("fulfil-preview").click(force=True)
    expect(panel.get("fulfil-ship")).to_be_visible()
    assert requests(server) == []
    panel.page.close()


@pytest.mark.parametrize(
    ("how", "field", "text", "sentence"),
    [
        ("percent", "fulfil-percent", "", "number"),
        ("percent", "fulfil-percent", "101", "Write a percentage above 0 and up to 100."),
        ("percent", "fulfil-percent", "half", "is not a number"),
        ("amount", "fulfil-amount-usd", "0", "Write an amount above zero."),
        ("amount", "fulfil-amount-usd", "19.999", "USD has two decimals."),
        ("amount", "fulfil-amount-usd", "-5", "Write an amount above zero."),
        ("amount", "fulfil-amount-jpy", "1.5", "JPY has no decimals."),
    ],
)
def test_a_wrong_amount(
    panel: Panel, server: RunningSandbox, how: str, field: str, text: str, sentence: str
) -> None:
    panel.go(f"#fulfil?page=refunds&sales={sale_id('usdone')},{sale_id('yenone')}")
    panel.wait(f"fulfil-how-{how}").check(force=True)
    panel.wait(field).fill(text)
    panel.get("fulfil-preview").click()
    says(panel, field, sentence)
    expect(panel.get("fulfil-amounts")).to_be_visible()
    assert requests(server) == []
    panel.page.close()


def test_more_than_is_left_and_an_empty_or_wrong_yes(panel: Panel, server: RunningSandbox) -> None:
    panel.go(f"#fulfil?page=refunds&sales={sale_id('usdone')},{sale_id('usdtwo')}")
    panel.wait("fulfil-how-all").check(force=True)
    panel.get("fulfil-preview").click()
    panel.wait("headline")
    row = panel.get("plan-rows").locator(f'[data-key="{sale_id("usdone")}"]')
    row.get_by_test_id("refund-amount").click()
    panel.get("refund-amount-input").fill("19.01")
    panel.get("refund-amount-input").press("Enter")
    expect(row).to_contain_text("$19.01 is more than the $19 that are left", timeout=START_MS)
    expect(panel.get("headline")).to_have_text("1 sale will be refunded")
    expect(panel.get("run-blocked")).to_contain_text("Type the words above first")
    typed = panel.get("typed-refund_money")
    typed.fill("refund 1")
    typed.press("Enter")
    says(panel, "typed-refund_money", "Type exactly: REFUND 1")
    panel.get("run").click(force=True)
    typed.fill("")
    typed.press("Enter")
    panel.get("run").click(force=True)
    expect(panel.get("preview-view")).to_be_visible()
    assert sent(server) == []
    panel.page.close()


def test_days_that_are_none_and_uses_that_cannot_be(panel: Panel, server: RunningSandbox) -> None:
    panel.go("#fulfil?page=licenses")
    panel.wait("fulfil-what-overused").click()
    panel.wait("fulfil-allowed").fill("0")
    says(panel, "fulfil-allowed", "Write a whole number from 1 to")
    panel.get("fulfil-allowed").fill("")
    panel.go("#fulfil?page=receipts")
    panel.wait("sales")
    panel.get("fulfil-open-filter").click()
    panel.wait("sales-first-day").fill("2027-05-01")
    says(panel, "sales-first-day", "That day has not come yet.")
    assert requests(server) == []
    panel.page.close()
