"""The score, the counts, and that nothing depends on chance."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from py_core.gumroad.rules.products import name_objections, tag_objections
from py_core.listing.discover import Standing, discover_conditions
from py_core.listing.fixes import changes_of
from py_core.listing.lint import RULES, failing, lint, proposal
from py_core.listing.previews import Previews, previews_of
from py_core.listing.rule import Field, Severity
from py_core.listing.shop_facts import shop_facts
from tests.unit.listing.making import COVER, GOOD, listing

HTML_BITS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<a href='http://x'>",
        "</a>",
        "<img>",
        "<br/>",
        "<ul><li>",
        "</li></ul>",
        "<h1>",
        "</h3>",
        "&amp;",
        "&#0;",
        "<!",
        "<![x[",
        "<!--",
        "<?",
        "</",
        "<",
        "\u0000",
        "\ud7ff",
        "🔥",
        "ß",
        "  \n",
        "<p/>",
    ]
)
TEXTS = st.lists(HTML_BITS | st.text(max_size=8), max_size=30).map("".join)


def test_the_good_listing_has_the_best_score() -> None:
    one = listing()
    assert lint(one, shop_facts((one,))) == (100, ())


def test_each_finding_costs_by_its_severity_and_the_worst_come_first() -> None:
    one = listing(custom_summary=None, tags=["recipe cards"], covers=[])
    verdict = lint(one, shop_facts((one,)))
    assert [finding.rule.id for finding in verdict.findings] == ["cover_missing", "tags_few", "summary_missing"]
    assert verdict.score == 100 - 15 - 6 - 1
    assert [verdict.count(severity) for severity in Severity] == [1, 1, 1]


def test_a_score_is_never_below_nothing() -> None:
    one = listing(**dict.fromkeys(GOOD, None) | {"id": "x", "name": "", "currency": "usd", "tags": ["#", "a,b"]})
    assert 0 <= lint(one, shop_facts((one,))).score < 60


def test_every_rule_is_counted() -> None:
    shop = [listing(), listing(id="p2", tags=[]), listing(id="p3", tags=[], covers=[])]
    counts = failing(lint(one, shop_facts(shop)) for one in shop)
    assert list(counts) == [rule.id for rule in RULES]
    assert (counts["tags_missing"], counts["cover_missing"], counts["name_twice"]) == (2, 1, 3)


def test_what_keeps_it_out_of_discover_is_told_line_by_line() -> None:
    standing = dict(discover_conditions(listing()))
    assert standing == {
        "published": Standing.MET,
        "category": Standing.MET,
        "sale": Standing.MET,
        "stock": Standing.MET,
        "archived": Standing.UNSEEN,
        "reviews": Standing.UNSEEN,
        "adult": Standing.UNSEEN,
        "account": Standing.UNSEEN,
    }
    worse = dict(discover_conditions(listing(published=False, category=None, sales_count=5, max_purchase_count=5)))
    assert [worse[name] for name in ("published", "category", "sale", "stock")] == [
        Standing.MISSING,
        Standing.MISSING,
        Standing.MET,
        Standing.MISSING,
    ]
    unseen = dict(discover_conditions(listing(sales_count=None, max_purchase_count=5)))
    assert unseen["sale"] is unseen["stock"] is Standing.UNSEEN


@settings(max_examples=100, deadline=None)
@given(TEXTS, TEXTS, TEXTS, st.lists(TEXTS, max_size=4))
def test_any_text_is_read_and_gives_the_same_twice(name: str, html: str, summary: str, tags: list[str]) -> None:
    changes: dict[str, Any] = {"name": name, "description": html, "custom_summary": summary, "tags": tags}
    seen = []
    for _ in range(2):
        one = listing(**changes)
        facts = shop_facts((one, listing(id="p2", **changes)))
        verdict = lint(one, facts)
        offered = [proposal(finding, one, facts) for finding in verdict.findings]
        changed = dict(changes_of(one, facts, [rule.id for rule in RULES]))
        assert not any(map(tag_objections, changed.get(Field.TAGS, ())))
        assert not name_objections(str(changed.get(Field.NAME, "as it is")))
        seen.append((verdict, offered, changed, previews_of(one), discover_conditions(one)))
        assert all(one.html[node.start : node.end] for node in one.article.nodes)
    assert seen[0] == seen[1]
    assert json.dumps([dict(finding.values) for finding in seen[0][0].findings])


def described(length: int) -> Previews:
    """The previews of a description of so many characters, all of them the letter `a`."""
    return previews_of(listing(description=f"<p>{'a' * length}</p>"))


@pytest.mark.parametrize(
    ("length", "card", "snippet", "social"),
    [
        (100, 100, 100, 100), (101, 97, 101, 101), (160, 97, 160, 160), (161, 97, 158, 161),
        (197, 97, 158, 197), (200, 97, 158, 200), (201, 97, 158, 197),
    ],
)  # fmt: skip
def test_each_preview_is_cut_at_its_very_border(length: int, card: int, snippet: int, social: int) -> None:
    shown = described(length)
    for cut, kept, mark in (
        (shown.card, card, "..."),
        (shown.snippet, snippet, " …"),
        (shown.social, social, "..."),
    ):
        assert cut.shown == "a" * kept + (mark if kept < length else "")
        assert cut.lost == "a" * (length - kept)


def test_a_snippet_ends_between_words_within_its_border() -> None:
    words = "abc " * 39 + "abcd efgh"
    assert len(words) == 165
    shown = previews_of(listing(description=f"<p>{words}</p>")).snippet
    assert (shown.shown, shown.lost) == ("abc " * 39 + "…", "abcd efgh")
    fits = "abc " * 39 + "abcd"
    assert previews_of(listing(description=f"<p>{fits}</p>")).snippet.lost == ""


def test_a_title_is_cut_where_it_is_wider_than_580_px() -> None:
    def title(name: str) -> tuple[int, str]:
        shown = previews_of(listing(name=name))
        return shown.title_px, shown.title.shown

    exact = "M" * 26 + " iiinnnnnnnnfffffff"
    assert title(exact) == (580, exact)
    assert title(f"{exact}'") == (584, "M" * 26 + " …")
    assert title(f"{exact[:-1]}'") == (578, f"{exact[:-1]}'")


def test_previews_cut_where_the_others_cut() -> None:
    text = "abcd " * 60
    shown = previews_of(listing(description=f"<p>{text}</p>", name="Kitchen " * 12))
    assert shown.card.shown == text.strip()[:97] + "..."
    assert shown.social.shown == text.strip()[:197] + "..."
    assert len(shown.snippet.shown) <= 160
    assert shown.snippet.shown.endswith("abcd …")
    assert shown.title.shown.endswith(" …")
    assert shown.title.lost
    assert (shown.card.shown.removesuffix("...") + shown.card.lost).replace(" ", "") == text.replace(" ", "")
    assert shown.cover is not None
    whole = previews_of(listing(description="<p>Short.</p>", covers=[COVER | {"type": "video"}]))
    assert (whole.card.shown, whole.card.lost, whole.social.lost, whole.snippet.lost) == ("Short.", "", "", "")
    assert whole.title.lost == ""
    assert whole.cover is None
