"""A token that may see neither sales nor payouts is told which permission is missing where."""

from playwright.sync_api import expect

from tests.e2e.conftest import NARROW_TOKEN
from tests.e2e.looking import nameless, overflow
from tests.e2e.panel import Panel
from tools.driving import Driven
from tools.sandbox_server import RunningSandbox


def test_a_token_without_the_permissions_is_told_which(chromium: Driven, shop: RunningSandbox) -> None:
    del shop
    panel = Panel.open(chromium, width=360)
    panel.connect(NARROW_TOKEN)
    panel.go("#sales?page=subscribers")
    expect(panel.wait("sales-no-permission")).to_contain_text("view_sales")
    panel.go("#sales?page=payouts")
    expect(panel.wait("payouts-no-permission")).to_contain_text("view_payouts")
    assert (overflow(panel.page), nameless(panel.page)) == ([], [])
    panel.page.close()
