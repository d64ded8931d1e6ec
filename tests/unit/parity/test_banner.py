"""The banner and the tables of links: their size, what they embed, and that hostile texts stay texts."""

import gzip
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from py_core.errors import InputError
from py_core.parity.banner import (
    GZIPPED_LIMIT,
    BannerTexts,
    banner_html,
    banner_preview,
    guessed_country,
    is_placeless,
)
from py_core.parity.codes import ParityCode, wanted_codes
from py_core.parity.countries import countries, sharers, zones
from py_core.parity.links import code_link, link_rows, links_markdown, links_text
from py_core.parity.naming import Naming
from py_core.settings import Settings
from tests.unit.parity.tables import SEED, typed
from tests.unit.shops import entry

URL = "https://ana.gumroad.com/l/icons"
EVIL = "</script><script>alert(1)</script><!--\u2028&{code}"


def code(name: str, percent: int, *lands: str) -> ParityCode:
    return ParityCode(product_id="p1", name=name, country_codes=lands, tier=None, percent_off=percent, cap=None)


CODES = (code("IN40", 40, "IN"), code("EU20", 20, "PL", "HU"))


def data_of(html: str) -> dict[str, str | dict[str, str]]:
    found = re.search(r"^var data = (\{.*\});$", html, re.MULTILINE)
    assert found is not None
    loaded: dict[str, str | dict[str, str]] = json.loads(found[1])
    return loaded


def test_the_banner_fits_for_every_country_even_with_random_names() -> None:
    everywhere = typed(**{land: 10 + at % 70 for at, land in enumerate(countries())})
    cells = wanted_codes(everywhere, Naming(template="{cc}{off}-{rand4}", seed=SEED), [entry()], Settings()).cells
    codes = [cell.code for cell in cells]
    assert len(codes) > 200
    html = banner_html(URL, codes, BannerTexts())
    assert len(gzip.compress(html.encode(), 9, mtime=0)) <= GZIPPED_LIMIT


def test_the_banner_embeds_what_it_needs_and_no_more() -> None:
    html = banner_html(URL + "/", CODES, BannerTexts(place="bottom", accent="#aa3300"))
    data = data_of(html)
    assert data["address"] == URL
    assert data["offers"] == "20 EU% PL HU|40 $% IN"
    assert data["zones"] == {
        "": "PL Poland",
        "Asia": "IN Calcutta Kolkata",
        "Europe": "HU Budapest|PL Warsaw",
    }
    assert data["shared"] == {}
    assert '<div class="parity-banner parity-bottom" style="--parity-accent:#aa3300" hidden></div>' in html
    assert '<div class="parity-banner" hidden></div>' in banner_html(URL, CODES, BannerTexts())
    norway = data_of(banner_html(URL, (code("NO10", 10, "NO"),), BannerTexts()))
    assert norway["shared"] == {"Europe/Berlin": "DK NO SE SJ"}
    germany = data_of(banner_html(URL, (code("DE10", 10, "DE"),), BannerTexts()))
    assert germany["shared"] == {"Europe/Berlin": "DK NO SE SJ"}


def test_the_banner_asks_nobody() -> None:
    html = banner_html(URL, CODES, BannerTexts())
    assert re.findall(r"https?://[^\"\s]+", html) == [URL]
    for word in ("fetch", "XMLHttpRequest", "import", "src=", "@import", "url(", "innerHTML", "eval", "WebSocket"):
        assert word not in html


@given(st.text(min_size=1, max_size=60), st.sampled_from(("line", "link", "close", "label")))
def test_hostile_texts_stay_texts(text: str, field: str) -> None:
    hostile = EVIL[:40] + text[:20]
    texts = BannerTexts.model_validate({field: hostile})
    html = banner_html(URL, CODES, texts)
    assert html.isascii()
    assert html.count("<script>") == html.count("</script>") == 1
    assert "<!--" not in html
    assert data_of(html)[field] == hostile


@pytest.mark.parametrize("field", ["line", "link", "close", "label"])
def test_texts_are_needed(field: str) -> None:
    with pytest.raises(InputError, match="Type something") as refused:
        banner_html(URL, CODES, BannerTexts.model_validate({field: " "}))
    assert list(refused.value.fields) == [field]


def test_a_banner_without_codes_is_refused() -> None:
    with pytest.raises(InputError, match="never show"):
        banner_html(URL, (), BannerTexts())


@pytest.mark.parametrize(
    "address",
    [
        "",
        "javascript:alert(1)",
        "https://",
        "https://a b/l/x",
        'https://a/l/"x',
        "https://a/?x=1",
        "https://a/#x",
        "//a",
        "https://a/\n",
    ],
)
def test_addresses_that_are_none_are_refused(address: str) -> None:
    if address.strip() == "https://a/":
        assert code_link(address, "A") == "https://a/A"
        return
    with pytest.raises(InputError, match="no web address"):
        banner_html(address, CODES, BannerTexts())


def test_the_preview_says_what_the_banner_would() -> None:
    texts = BannerTexts(line="{country}: {code} takes {off} % {off}{other}", link="Buy")
    found = banner_preview(URL, CODES, texts, "IN", "Indien")
    assert found is not None
    assert [(piece.kind, piece.text) for piece in found.pieces] == [
        ("country", "Indien"),
        ("text", ": "),
        ("code", "IN40"),
        ("text", " takes "),
        ("off", "40"),
        ("text", " % "),
        ("off", "40"),
        ("text", "{other}"),
    ]
    assert (found.flag, found.link, found.link_text) == ("🇮🇳", f"{URL}/IN40", "Buy")
    short = banner_preview(URL, CODES, BannerTexts(line="{code}"), "PL")
    assert short is not None
    assert [piece.text for piece in short.pieces] == ["EU20"]
    usual = banner_preview(URL, CODES, BannerTexts(), "HU")
    assert usual is not None
    assert "Hungary" in "".join(piece.text for piece in usual.pieces)
    assert banner_preview(URL, CODES, BannerTexts(), "US") is None
    assert banner_preview(URL, CODES, BannerTexts(), "Q9") is None


@pytest.mark.parametrize(
    ("zone", "region", "country"),
    [
        ("Asia/Kolkata", "US", "IN"),
        ("UTC", "IN", "IN"),
        ("Etc/GMT+3", "", ""),
        ("", "BR", "BR"),
        ("CET", "PL", "PL"),
        ("EST5EDT", "US", "US"),
        ("Europe/Berlin", "DK", "DK"),
        ("Europe/Berlin", "US", "DE"),
        ("Europe/Belgrade", "XK", "XK"),
        ("Mars/Olympus", "IN", ""),
    ],
)
def test_the_country_is_guessed_by_zone_and_only_then_by_language(zone: str, region: str, country: str) -> None:
    assert guessed_country(zone, region) == country


def test_placeless_zones_are_in_no_country() -> None:
    for zone in ("UTC", "Etc/UTC", "GMT", "GMT+0", "MET", "HST", "PST8PDT", ""):
        assert is_placeless(zone)
        assert zone not in zones()
    assert not any(is_placeless(zone) for zone in sharers())


def test_links_and_their_tables() -> None:
    assert code_link(URL + "/", "São-1") == f"{URL}/S%C3%A3o-1"
    rows = link_rows(URL, CODES)
    assert [(row.country, row.code, row.link) for row in rows] == [
        ("HU", "EU20", f"{URL}/EU20"),
        ("IN", "IN40", f"{URL}/IN40"),
        ("PL", "EU20", f"{URL}/EU20"),
    ]
    assert links_markdown("Icons | <b>", rows) == (
        "### Icons \\| \\<b\\>\n\n| Country | Off | Code |\n|---|---:|---|\n"
        f"| 🇭🇺 Hungary | 20 % | [EU20]({URL}/EU20) |\n"
        f"| 🇮🇳 India | 40 % | [IN40]({URL}/IN40) |\n"
        f"| 🇵🇱 Poland | 20 % | [EU20]({URL}/EU20) |\n"
    )
    assert links_text("Icons\n", rows) == (
        f"Icons\n\nHungary   20 %  {URL}/EU20\nIndia     40 %  {URL}/IN40\nPoland    20 %  {URL}/EU20\n"
    )
    assert links_text("Icons", ()) == "Icons\n\n"
