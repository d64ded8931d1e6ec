"""The Listings tool where things are missing, slow, broken or hostile."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import TOKEN, Launch
from tests.e2e.looking import Complaints, evaluate, nameless, overflow
from tests.e2e.panel import START_MS, Panel
from tests.e2e.shops import requests, shop_of
from tests.e2e.test_offline import deaf_port
from tools.driving import Driven, driven
from tools.paths import PACKAGE
from tools.sandbox_server import RunningSandbox

NARROW = 360
MANY = 250
HOSTILE = (
    '<p>Before</p><script>globalThis.hacked = 1</script><img src="https://evil.example/a.png" onerror="hacked=1">'
    '<img srcset="https://evil.example/b.png 1x" alt="A kiln"><iframe src="https://evil.example"></iframe>'
    '<svg onload="hacked=1"><image href="https://evil.example/c.png"/></svg><style>@import "https://evil.example";'
    '</style><link rel="stylesheet" href="https://evil.example/d.css"><base href="https://evil.example">'
    '<meta http-equiv="refresh" content="0;url=https://evil.example"><object data="https://evil.example"></object>'
    '<embed src="https://evil.example"><video src="https://evil.example/e.mp4" autoplay poster="https://evil.example'
    '"></video><audio src="https://evil.example/f.mp3" autoplay></audio><form action="https://evil.example"><input '
    'name="token" autofocus onfocus="hacked=1"><button>Send</button></form><a href="javascript:hacked=1">bad</a>'
    '<a href="data:text/html,<script>hacked=1</script>">data link</a><a href="https://good.example" '
    'onclick="hacked=1" target="_self">good link</a><p style="background:url(https://evil.example/g.png)" '
    'background="https://evil.example/h.png">Styled</p><p id="panel" class="view">After</p>'
    "<math><mtext><table><mglyph><style><!--</style>"
    '<img title="--&gt;&lt;img src=1 onerror=hacked=1&gt;"></math><template><img src=x onerror=hacked=1></template>'
    '<details open ontoggle="hacked=1">x</details>'
)
BLOCKED = "The action has been blocked."
"""What the content policy says of the inert document that the description is taken apart in."""
FOUND = """(() => {
  const root = document.querySelector('[data-testid="listing-description"]');
  const all = [...root.querySelectorAll("*")];
  const named = (one) => [...one.attributes].map(({ name, value }) => `${one.localName} ${name}=${value}`);
  return { hacked: globalThis.hacked ?? null, elements: all.map((one) => one.localName), set: all.flatMap(named) };
})()"""
BREAK = """(() => {
  const connect = chrome.runtime.connect.bind(chrome.runtime);
  chrome.runtime.connect = (...given) => {
    const port = connect(...given);
    const post = port.postMessage.bind(port);
    port.postMessage = (message) => {
      const { request } = message;
      const other = '"op":"listing.preview","product_id":"x"';
      const text = request?.text.replace(/"op":"listing\\.(lint|fixes)"/, other);
      post(globalThis.broken && text !== undefined ? { ...message, request: { ...request, text } } : message);
    };
    return port;
  };
  globalThis.broken = true;
})()"""


def connected(running: Driven) -> Panel:
    panel = Panel.open(running, width=NARROW)
    panel.connect(TOKEN)
    return panel


def connected_to_nothing(running: Driven) -> Panel:
    """The panel of a shop without products."""
    welcome = running.open("welcome/welcome.html", width=1100)
    welcome.get_by_test_id("show-steps").click()
    welcome.get_by_test_id("token").fill(TOKEN)
    welcome.get_by_test_id("connect").click()
    welcome.get_by_test_id("connected").wait_for(timeout=START_MS)
    welcome.close()
    return Panel.open(running, width=NARROW)


@pytest.fixture
def panel(chromium: Driven) -> Iterator[Panel]:
    """The panel of the shop that the server has."""
    opened = connected(chromium)
    yield opened
    opened.page.close()


def seed(server: RunningSandbox, *products: dict[str, Any]) -> None:
    base = shop_of(len(products))
    base["products"] = [one | more for one, more in zip(base["products"], products, strict=True)]
    server.control("POST", "reset", base)
    server.control("DELETE", "faults")


@pytest.fixture
def nothing(server: RunningSandbox) -> None:
    seed(server)


@pytest.fixture
def many(server: RunningSandbox) -> None:
    seed(server, *({"description": "<p>Some words about it.</p>" * 40} for _ in range(MANY)))


@pytest.fixture
def hostile(server: RunningSandbox) -> None:
    name = '<img src=x onerror=hacked=1> & "quotes" </b>'
    seed(server, {"name": name, "description": HOSTILE, "custom_summary": name, "tags": ["<b>bold</b>"]})


@pytest.mark.usefixtures("nothing")
def test_a_shop_without_products_says_what_comes_here(chromium: Driven) -> None:
    panel = connected_to_nothing(chromium)
    panel.go("#listings")
    expect(panel.wait("listings-empty")).to_contain_text("No listings to look at yet")
    expect(panel.get("listings")).to_have_count(0)
    panel.go("#listings?page=fixes")
    panel.wait("listings-fixes-none")
    expect(panel.get("action-bar")).to_have_count(0)
    panel.go("#listings?id=gone")
    expect(panel.wait("error")).to_contain_text("not in the shop any more")
    assert overflow(panel.page) == nameless(panel.page) == []


@pytest.mark.usefixtures("many")
def test_while_listings_are_checked_the_page_says_so(panel: Panel) -> None:
    panel.go("#listings")
    expect(panel.wait("listings-busy")).to_have_role("status")
    panel.wait("listings")
    expect(panel.get("listings-busy")).to_have_count(0)
    expect(panel.get("listings-shown")).to_contain_text(f"{MANY} products")


@pytest.mark.usefixtures("shop")
def test_a_check_that_failed_says_why_and_can_be_tried_again(chromium: Driven) -> None:
    connected(chromium)
    chromium.context.add_init_script(BREAK)
    for place, shown in (("#listings", "listings"), ("#listings?page=fixes", "listings-fixes")):
        broken = Panel.open(chromium, where=place, width=NARROW)
        expect(broken.wait("error")).to_contain_text("not in the shop any more")
        expect(broken.get("listings-busy")).to_have_count(0)
        assert overflow(broken.page) == nameless(broken.page) == []
        evaluate(broken.page, "globalThis.broken = false")
        broken.get("error-retry").click()
        broken.wait(shown)
        expect(broken.get("error")).to_have_count(0)
        broken.page.close()


def test_without_a_network_everything_but_prices_is_there(
    launch: Launch, shop: RunningSandbox, tmp_path: Path
) -> None:
    with launch() as running:
        connected(running)
    shop.control("DELETE", "requests")
    with deaf_port() as port, driven(PACKAGE, tmp_path / "profile", api_port=port) as running:
        panel = Panel.open(running, where="#listings", width=NARROW)
        panel.wait("listings")
        panel.get("listings").get_by_role("link").first.click()
        panel.wait("listing-previews")
        ask = panel.get("listing-market-ask")
        if ask.count() > 0:
            ask.click()
            expect(panel.wait("error", START_MS)).to_contain_text("Gumroad did not answer")
        expect(panel.get("listing-discover")).to_be_visible()
    assert requests(shop) == []


@pytest.mark.usefixtures("hostile")
def test_hostile_html_does_nothing_and_loads_nothing(chromium: Driven, panel: Panel) -> None:
    complaints = Complaints.of(chromium.context)
    asked: list[str] = []
    chromium.context.on("request", lambda request: asked.append(request.url))
    panel.go("#listings")
    panel.wait("listings").get_by_role("link").first.click()
    description = panel.wait("listing-description")
    expect(description).to_contain_text("Before")
    expect(description).to_contain_text("After")
    expect(description).to_contain_text("A kiln")
    panel.page.wait_for_timeout(500)
    found = evaluate(panel.page, FOUND)
    assert found["hacked"] is None
    assert set(found["elements"]) <= {"p", "span", "a", "table", "tbody", "tr", "td"}
    allowed = {
        "a href=https://good.example", "a target=_blank", "a rel=noreferrer noopener", "span class=picture-box"
    }  # fmt: skip
    assert set(found["set"]) <= allowed
    assert "a href=https://good.example" in found["set"]
    assert [url for url in asked if "evil.example" in url] == []
    assert [one for one in complaints.bad if BLOCKED not in one] == []
    expect(panel.get("listing-name")).to_contain_text('<img src=x onerror=hacked=1> & "quotes" </b>')
    assert overflow(panel.page) == []
