"""Every page of the Fulfil tool, narrow and wide, light and dark."""

import pytest
from playwright.sync_api import Page

from tests.e2e.core import Core
from tests.e2e.fulfil_shop import fulfil_shop, read_sales
from tests.e2e.looking import Complaints, evaluate, nameless, overflow
from tests.e2e.panel import Panel
from tests.e2e.shops import TOKEN
from tools.driving import Driven
from tools.paths import NODE_MODULES
from tools.sandbox_server import RunningSandbox

NARROW, WIDE = 360, 1100
AXE = NODE_MODULES / "axe-core" / "axe.min.js"


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


def faults_of(page: Page) -> list[str]:
    """What axe has to say against the page."""
    evaluate(page, AXE.read_text() + "; 0")
    found: list[str] = evaluate(
        page,
        "axe.run().then((told) => told.violations.map((one) => "
        "`${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`))",
    )
    return found


def assert_in_order(page: Page, place: str) -> None:
    """Nothing is wider than where it stands, everything that can be used has a name."""
    assert overflow(page) == [], place
    assert nameless(page) == [], place


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_every_page_of_the_tool(read: Driven, width: int, dark: bool) -> None:
    complaints = Complaints.of(read.context)
    panel = Panel.open(read, where="#fulfil", width=width, dark=dark)
    panel.page.bring_to_front()

    def look(place: str) -> None:
        panel.page.wait_for_timeout(300)
        assert_in_order(panel.page, place)
        assert faults_of(panel.page) == [], place

    for page in ("ship", "refunds", "receipts", "licenses"):
        panel.go(f"#fulfil?page={page}")
        panel.wait("sales").get_by_role("checkbox").nth(1).check()
        look(page)
        if page == "refunds":
            panel.get("fulfil-open-filter").click()
            panel.wait("fulfil-filter")
            look("filter")
            panel.page.keyboard.press("Escape")
            panel.get("fulfil-to-amounts").click()
            panel.wait("fulfil-how-amount").check(force=True)
            panel.wait("fulfil-amount-usd")
            look("amounts")
            panel.get("fulfil-how-all").check(force=True)
        panel.get("fulfil-preview").click()
        panel.wait("headline")
        panel.wait("plan-rows")
        look(f"preview of {page}")
    panel.go("#fulfil?page=file")
    panel.wait("fulfil-file-text").fill("order,tracking\n4711,https://post.example\n1000,DHL\n")
    panel.wait("fulfil-file-problems")
    look("file")
    panel.page.close()
    assert complaints.bad == []
