"""Every rule passes one listing and fails another."""

from typing import Any

import pytest

from py_core.listing.lint import RULES, lint, proposal
from py_core.listing.listing import Listing
from py_core.listing.rule import Values
from py_core.listing.shop_facts import Market, ShopFacts, shop_facts
from tests.unit.listing.making import COVER, GOOD_HTML, listing

MARKET = Market(
    category="design/icons", currency="usd", count=40, p25_minor=900, p50_minor=1500, p75_minor=2900,
    words=("svg", "vector"), read_at_ms=5,
)  # fmt: skip
LONG = "<p>" + "We draw icons for kitchens and shops. " * 30 + "</p>"
LATE = "Hello and welcome to our little corner, where we have been busy for a long time, as ever. "
HARD = (
    "<p>For all of the comprehensive organisational considerations regarding interoperability, institutional"
    " stakeholders consistently demonstrate extraordinarily heterogeneous methodological predispositions,"
    " necessitating sophisticated multidimensional conceptualisation of administrative responsibilities and"
    " corresponding communicational infrastructures throughout international organisations, whose characteristic"
    " differentiation continuously complicates standardisation of the icons.</p><p>In all of these, and for you as"
    " a team, administrative considerations regarding the organisation necessitate comprehensive deliberation.</p>"
)
SCHWER = (
    "<p>Die Berücksichtigung außergewöhnlicher Verwaltungsvorschriften und der entsprechenden"
    " Verantwortlichkeiten innerhalb der internationalen Organisationsstrukturen ist für die Weiterentwicklung"
    " benutzerfreundlicher Veröffentlichungsverfahren und für deren Standardisierung von entscheidender Bedeutung,"
    " wobei die unterschiedlichen Zuständigkeiten der beteiligten Einrichtungen zu berücksichtigen sind und auch"
    " die wirtschaftlichen Rahmenbedingungen eine Rolle spielen.</p>"
)

FAILING: dict[str, tuple[dict[str, Any], ...]] = {
    "name_length": ({"name": " "}, {"name": "ab " * 90}),
    "name_letters": ({"name": "🔥🔥 ✨"}, {"name": "★ !!"}),
    "name_width": ({"name": "Kitchen Icons, three hundred hand-drawn drawings for menus and recipe cards"},),
    "name_list": (
        {"name": "icons | svg | kitchen | food | vector"},
        {"name": "Icons pack of icons with more icons"},
    ),
    "name_shouting": ({"name": "BEST KITCHEN icons"}, {"name": "Kitchen icons!!!"}),
    "name_twice": (),
    "name_point": ({"name": "Saffron: a set of icons"},),
    "description_missing": ({"description": None}, {"description": "<p> </p>"}, {"description": 5}),
    "description_thin": ({"description": "<p>Three hundred icons.</p>"},),
    "description_wall": ({"description": LONG},),
    "opening_card": ({"description": f"<p>{LATE}</p>{GOOD_HTML}"},),
    "opening_snippet": ({"description": f"<p>{'icons and more ' * 12}.</p>"},),
    "opening_social": ({"description": f"<p>Kitchen drawings. {LATE}{LATE}</p>{GOOD_HTML}", "name": "Kitchen"},),
    "opening_twice": (),
    "description_hard": ({"description": HARD}, {"description": SCHWER, "name": "Die Anleitung"}),
    "html_broken": ({"description": "<p>one <b>two</p>"}, {"description": "one</i>"}, {"description": "<![foo[x"}),
    "html_empty": ({"description": "<p></p><p>a</p><p><br></p><h2> </h2>"},),
    "headings_order": ({"description": "<h2>a</h2><p>b</p><h4>c</h4>"},),
    "links_open": ({"description": '<a href="HTTP://example.com">x</a>'},),
    "pictures_alt": ({"description": '<img src="https://a/b.png">'},),
    "summary_missing": ({"custom_summary": None}, {"custom_summary": "  "}),
    "summary_long": ({"custom_summary": "word " * 40},),
    "category_missing": ({"category": None, "category_label": None},),
    "category_other": ({"category": "other", "category_label": "Other"},),
    "tags_missing": ({"tags": []},),
    "tags_few": ({"tags": ["icons"]},),
    "tag_length": ({"tags": ["icons", "x", "svg"]}, {"tags": ["icons", "a tag of more than twenty", "svg"]}),
    "tag_form": ({"tags": ["#icons", "svg", "png"]}, {"tags": ["icons,svg", "png", "food"]}),
    "tags_repeat": ({"tags": ["kitchen", "icons", "svg"]},),
    "search_words": (),
    "category_words": (
        {"category": "design/print", "category_label": "Print"},
        {"category": "design/wall-papers", "category_label": None},
    ),
    "cover_missing": ({"covers": []}, {"covers": None}),
    "cover_small": (
        {"covers": [COVER, COVER | {"native_width": 800}]},
        {"covers": [COVER | {"native_height": None, "width": 1280, "height": 300}]},
    ),
    "thumbnail_missing": ({"thumbnail_url": None},),
    "address_random": ({"custom_permalink": None},),
    "address_unreadable": (
        {"custom_permalink": "a-" * 40},
        {"custom_permalink": "2024-07"},
        {"custom_permalink": "xkcd-bbq".replace("a", "")},
    ),
    "price_low": ({"price": 500},),
    "price_high": ({"price": 5000},),
    "not_published": ({"published": False},),
    "sold_out": ({"max_purchase_count": 12},),
    "no_sale": ({"sales_count": 0},),
}  # fmt: skip
PASSING: dict[str, tuple[dict[str, Any], ...]] = {
    "cover_small": ({"covers": [COVER | {"type": "video", "native_width": 1}]}, {"covers": [{"type": "image"}]}),
    "price_low": ({"price": 0}, {"price": 500, "is_tiered_membership": True}, {"price": 500, "currency": "eur"}),
    "price_high": ({"price": 9000, "category": "3d"},),
    "opening_card": ({"tags": [], "category_label": None, "category": None, "name": "Of the"},),
    "sold_out": ({"max_purchase_count": 12, "sales_count": None}, {"max_purchase_count": 13}),
    "no_sale": ({"sales_count": None}, {"sales_count": 0, "published": False}),
    "search_words": ({"category": None, "category_label": None}, {"category": "other", "category_label": "Other"}),
    "category_words": ({"category": None, "category_label": None}, {"category": "ui", "category_label": "UI"}),
    "headings_order": ({"description": "<h2>a</h2><h3>b</h3><h2>c</h2>"},),
    "pictures_alt": ({"description": '<img src="https://a/b.png" alt="">'},),
    "description_hard": ({"description": SCHWER[:60]}, {"description": "xyz " * 60, "name": "xyz"}),
    "tag_length": ({"tags": ["ab", "a tag of 20 letters."]},),
    "name_shouting": ({"name": "NASA and HTML for the USA!"},),
    "name_list": ({"name": "Menus, cards, and long lists of everything else, in two sizes of paper"},),
}  # fmt: skip
SHARED = ("name_twice", "opening_twice", "search_words")


def found(rule_id: str, one: Listing, facts: ShopFacts) -> Values | None:
    rule = next(rule for rule in RULES if rule.id == rule_id)
    return rule.check(one, facts)


def facts_of(*listings: Listing) -> ShopFacts:
    return shop_facts(listings, (MARKET.model_copy(update={"words": ()}),))


@pytest.mark.parametrize("rule_id", [rule.id for rule in RULES])
def test_every_rule_passes_the_good_listing(rule_id: str) -> None:
    one = listing()
    assert found(rule_id, one, facts_of(one)) is None


@pytest.mark.parametrize(("rule_id", "changes"), [(name, one) for name, all_ in FAILING.items() for one in all_])
def test_every_rule_fails_what_it_is_there_for(rule_id: str, changes: dict[str, Any]) -> None:
    one = listing(**changes)
    assert found(rule_id, one, facts_of(one)) is not None


@pytest.mark.parametrize(("rule_id", "changes"), [(name, one) for name, all_ in PASSING.items() for one in all_])
def test_a_rule_lets_pass_what_it_cannot_say_or_need_not(rule_id: str, changes: dict[str, Any]) -> None:
    one = listing(**changes)
    assert found(rule_id, one, facts_of(one)) is None


def test_no_rule_is_without_its_cases() -> None:
    assert {rule.id for rule in RULES} == set(FAILING)
    assert len(RULES) == len({rule.id for rule in RULES})
    assert all(FAILING[name] or name in SHARED for name in FAILING)


def test_names_and_openings_are_compared_over_the_shop() -> None:
    one, same, other = (
        listing(),
        listing(id="p2", name="  kitchen ICONS: 300 hand-drawn SVG drawings"),
        listing(id="p3", name="Something else", description="<p>Another beginning.</p>"),
    )
    facts = facts_of(one, same, other)
    assert found("name_twice", one, facts) == {"n": 1}
    assert found("opening_twice", same, facts) == {"n": 1}
    assert found("name_twice", other, facts) is None
    assert found("opening_twice", other, facts) is None
    nameless = listing(id="p4", name="", description="")
    assert found("name_twice", nameless, facts_of(nameless, listing(id="p5", name="", description=""))) is None


def test_words_of_comparable_products_are_asked_for_once_they_are_known() -> None:
    one = listing()
    facts = shop_facts((one,), (MARKET,))
    assert found("search_words", one, facts) == {"n": 1, "what": "vector"}
    assert found("search_words", one, shop_facts((one,), ())) is None


def test_words_that_the_shops_other_products_of_the_category_are_tagged_with_are_missed() -> None:
    one = listing(tags=["icons"])
    others = [listing(id=f"o{n}", tags=["vector pack", "svg"] if n < 3 else ["pack"]) for n in range(4)]
    facts = shop_facts((one, *others), ())
    assert facts.usual_words(one) == ("pack", "svg", "vector")
    assert found("search_words", one, facts) == {"n": 2, "what": "pack, vector"}
    assert found("search_words", others[0], facts) is None
    few = shop_facts((one, *others[:2]), ())
    assert found("search_words", one, few) is None
    mixed = shop_facts((one, *others[:3], *(listing(id=f"m{n}", tags=["svg"]) for n in range(6))), ())
    assert found("search_words", one, mixed) is None
    elsewhere = shop_facts((one, *(listing(id=f"e{n}", category="3d", tags=["vector"]) for n in range(4))), ())
    assert found("search_words", one, elsewhere) is None


def test_only_the_sellers_own_words_are_proposed_as_tags() -> None:
    one = listing(tags=["icons"])
    others = [listing(id=f"o{n}", tags=["pack of shapes"]) for n in range(3)]
    facts = shop_facts((one, *others), (MARKET,))
    verdict = lint(one, facts)
    finding = next(each for each in verdict.findings if each.rule.id == "search_words")
    assert finding.values["what"] == "pack, shapes, vector"
    offered = proposal(finding, one, facts)
    assert offered is not None
    assert offered.new == "icons, pack, shapes"
    strange = shop_facts((one,), (MARKET,))
    assert proposal(finding, one, strange) is None


def test_market_prices_without_quarters_say_nothing() -> None:
    unknown = MARKET.model_copy(update={"p25_minor": None, "p75_minor": None})
    facts = shop_facts((), (unknown,))
    assert found("price_low", listing(price=1), facts) is None
    assert found("price_high", listing(price=99999), facts) is None


@pytest.mark.parametrize(
    ("changes", "rule_id", "old", "new"),
    [
        ({"name": "icons | kitchen drawings | svg | food | vector"}, "name_list", None, "kitchen drawings"),
        ({"name": "BEST KITCHEN Icons FOR the USA!!"}, "name_shouting", None, "Best Kitchen Icons for the USA!"),
        ({"name": "Saffron: a set of icons"}, "name_point", None, "Set of icons: Saffron"),
        (
            {"name": "Kitchen Icons, three hundred hand-drawn drawings for menus and recipe cards"},
            "name_width",
            None,
            "Kitchen Icons",
        ),
        (
            {"custom_summary": None},
            "summary_missing",
            "",
            "Three hundred hand-drawn kitchen icons as SVG and PNG, made for menus, recipe cards and shop signs.",
        ),
        ({"tags": ["#icons", "a,bc", "svg"]}, "tag_form", "#icons, a,bc, svg", "icons, bc, svg"),
        ({"custom_summary": "Many words here, " * 12}, "summary_long", None, None),
        (
            {"category": "design/print", "category_label": "Print"},
            "category_words",
            "icons, recipe cards, restaurant",
            "icons, recipe cards, restaurant, print",
        ),
    ],
)
def test_a_fix_is_proposed_as_old_and_new(
    changes: dict[str, Any], rule_id: str, old: str | None, new: str | None
) -> None:
    one = listing(**changes)
    facts = facts_of(one)
    finding = next(finding for finding in lint(one, facts).findings if finding.rule.id == rule_id)
    offered = proposal(finding, one, facts)
    assert offered is not None
    assert offered.old == (one.name if old is None and "name" in changes else old or offered.old)
    assert new is None or offered.new == new


def test_a_fixed_listing_passes_the_rule() -> None:
    one = listing(custom_summary="Many words here, " * 12, tags=["x"])
    facts = facts_of(one)
    by_rule = {finding.rule.id: proposal(finding, one, facts) for finding in lint(one, facts).findings}
    summary, tags = by_rule["summary_long"], by_rule["tags_few"]
    assert summary is not None
    assert tags is not None
    fixed = listing(custom_summary=summary.new, tags=tags.new.split(", "))
    assert not {"summary_long", "tags_few", "tag_length"} & {f.rule.id for f in lint(fixed, facts).findings}


def test_no_fix_is_made_up() -> None:
    one = listing(
        name="W" * 60, description="", custom_summary="", tags=["kitchen", "icons", "svg", "drawn", "hand"]
    )
    facts = facts_of(one)
    offered = {f.rule.id: proposal(f, one, facts) for f in lint(one, facts).findings}
    assert offered["name_width"] is None
    assert offered["summary_missing"] is None
    assert offered["description_missing"] is None
