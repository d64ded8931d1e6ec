"""The banner for a seller's own site, in Chromium under emulated time zones."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from py_core.parity.banner import BannerTexts, banner_html, guessed_country
from py_core.parity.codes import ParityCode
from py_core.parity.countries import countries
from tools.chromium import ensure_chromium, launch_arguments
from tools.paths import NODE_MODULES

SITE = "https://site.test/page"
AXE = NODE_MODULES / "axe-core" / "axe.min.js"
HOSTILE = '</script><img src="https://elsewhere.test/x" onerror="window.broken=1">'
FULL = ("US", "FR")
CODES = tuple(
    ParityCode(product_id="p1", name=f"{land}40", country_codes=(land,), tier=None, percent_off=40, cap=None)
    for land in countries()
    if land not in FULL
)
PLACES = (
    ("Asia/Kolkata", "en-US", "IN"),
    ("America/Sao_Paulo", "pt-BR", "BR"),
    ("Europe/Istanbul", "tr-TR", "TR"),
    ("Africa/Lagos", "en-NG", "NG"),
    ("Africa/Lagos", "fr-CM", "CM"),
    ("Asia/Jakarta", "id-ID", "ID"),
    ("America/Argentina/Buenos_Aires", "es-AR", "AR"),
    ("Europe/Kyiv", "uk-UA", "UA"),
    ("Asia/Ho_Chi_Minh", "vi-VN", "VN"),
    ("Pacific/Auckland", "en-GB", "NZ"),
    ("Asia/Dhaka", "bn-BD", "BD"),
    ("Europe/Berlin", "da-DK", "DK"),
    ("Europe/Zurich", "de-DE", "CH"),
    ("UTC", "hi-IN", "IN"),
    ("America/New_York", "en-US", ""),
    ("Europe/Paris", "fr-DZ", ""),
)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(ensure_chromium()), args=launch_arguments(headless=True)
        )
        yield browser
        browser.close()


@contextmanager
def visited(browser: Browser, html: str, zone: str, language: str) -> Iterator[tuple[Page, list[str]]]:
    """A page of a seller with the banner in it, and every address that was asked for."""
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        body = f"<!doctype html><html lang='en'><title>Icons</title><body><main>{html}</main></body></html>"
        route.fulfill(body=body, content_type="text/html")

    context = browser.new_context(timezone_id=zone, locale=language)
    page = context.new_page()
    page.route("**/*", answer)
    page.goto(SITE)
    yield page, asked
    context.close()


def violations(page: Page) -> list[str]:
    """What axe has to say against the banner; asks for nothing either."""
    page.evaluate("() => Promise.all(document.getAnimations().map((one) => one.finished))")
    page.evaluate(AXE.read_text())
    found: list[str] = page.evaluate(
        "axe.run('.parity-banner').then((told) => told.violations.map((one) => `${one.id}: ${one.help}`))"
    )
    return found


@pytest.mark.parametrize(("zone", "language", "country"), PLACES)
def test_the_banner_shows_the_visitors_country_and_asks_nobody(
    chromium: Browser, zone: str, language: str, country: str
) -> None:
    html = banner_html(
        "https://ana.gumroad.com/l/icons", CODES, BannerTexts(line="{country} {code} {off}" + HOSTILE)
    )
    with visited(chromium, html, zone, language) as (page, asked):
        assert set(asked) <= {SITE, "https://site.test/favicon.ico"}
        assert page.is_visible(".parity-banner") is bool(country)
        region = language.partition("-")[2]
        assert guessed_country(zone, region) in (country, *FULL)
        if country:
            assert page.text_content(".parity-banner code") == f"{country}40"
            assert page.get_attribute(".parity-banner a", "href") == f"https://ana.gumroad.com/l/icons/{country}40"
            assert (page.text_content(".parity-banner p") or "").endswith(f" 40{HOSTILE}")
            assert violations(page) == []
        assert page.evaluate("window.broken") is None
        assert page.locator("img").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("place", ["here", "top", "bottom"])
def test_axe_finds_nothing_wrong_with_the_banner(
    chromium: Browser, place: Literal["here", "top", "bottom"], scheme: Literal["light", "dark"]
) -> None:
    html = banner_html("https://ana.gumroad.com/l/icons", CODES, BannerTexts(place=place))
    with visited(chromium, html, "America/Sao_Paulo", "pt-BR") as (page, asked):
        page.emulate_media(color_scheme=scheme)
        assert page.is_visible(".parity-banner")
        assert violations(page) == []
        assert set(asked) <= {SITE, "https://site.test/favicon.ico"}


def test_a_dismissal_is_remembered_until_the_code_changes(chromium: Browser) -> None:
    html = banner_html("https://ana.gumroad.com/l/icons", CODES, BannerTexts())
    with visited(chromium, html, "Asia/Kolkata", "hi-IN") as (page, _):
        page.focus(".parity-banner button")
        page.keyboard.press("Escape")
        assert not page.is_visible(".parity-banner")
        page.reload()
        assert not page.is_visible(".parity-banner")
        page.evaluate("localStorage.setItem(localStorage.key(0), 'IN30')")
        page.reload()
        assert page.is_visible(".parity-banner")


def test_the_banner_shows_where_nothing_can_be_remembered(chromium: Browser) -> None:
    html = banner_html("https://ana.gumroad.com/l/icons", CODES, BannerTexts())
    context = chromium.new_context(timezone_id="Asia/Kolkata", locale="hi-IN")
    page = context.new_page()
    page.set_content(html)
    assert page.is_visible(".parity-banner")
    page.click(".parity-banner button")
    assert not page.is_visible(".parity-banner")
    context.close()
