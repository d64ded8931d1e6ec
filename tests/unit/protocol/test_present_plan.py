"""The preview says what the plan says, in words and columns."""

from typing import Any

import pytest

from py_core.catalog.products import Shop
from py_core.plan.plan import PlanKind, SkipReason
from py_core.pricing.form import Ending, Mode, PriceForm, VersionMode
from py_core.pricing.planner import build_price_plan, build_retry_plan, build_undo_plan
from py_core.protocol.drawing import amount, signed_amount
from py_core.protocol.present_plan import change_bp, plan_view
from py_core.protocol.views import PlanRow, PlanView
from py_core.settings import Settings
from tests.unit.shops import code, entry, ids, shop, version

SHOP = shop(
    entry((version("v1", 0), version("v2", 3000, name="Team")), id="icons", name="Icon set"),
    entry((), (code("LAUNCH90", percent=90),), id="brush", name="Brush pack", price_minor=1500),
    entry(id="kanji", currency="jpy", price_minor=500),
    entry(id="synth", currency="eur", price_minor=800, customizable_price=True),
    entry(id="club", is_tiered_membership=True, price_minor=0),
)
FEW = Settings(limit_rows=3)


def view(of: Shop = SHOP, settings: Settings | None = None, **fields: Any) -> PlanView:
    form = PriceForm(**fields)
    return plan_view(build_price_plan(of, ids(of), form, settings or Settings(), 1), "digest")


def rows(of: PlanView) -> dict[str, PlanRow]:
    return {row.key: row for row in of.rows}


def texts(row: PlanRow) -> list[str]:
    parts = (
        row.old,
        row.new,
        row.change,
        row.net_old,
        row.net_new,
        row.net_change,
        row.discover_old,
        row.discover_new,
    )
    return ["" if part is None else part.text for part in parts]


def test_the_head_of_a_preview() -> None:
    shown = view(settings=FEW, percent="12", ending=Ending.P99)
    assert shown.headline == "4 prices will change"
    assert shown.summary == "1 left alone · largest +15.7\N{NO-BREAK SPACE}%"
    assert (shown.title, shown.button, shown.digest) == (
        "+12\N{NO-BREAK SPACE}%, ending up to .99",
        "Change 4 prices",
        "digest",
    )
    assert (shown.writes, shown.changing, shown.skipped, shown.estimate_s) == (4, 4, 1, 3)
    assert (shown.undo, shown.blocked, shown.kind) == ("partly", True, PlanKind.PRICES)
    assert shown.undo_text == "Can be undone, except the suggested price of 1 pay-what-you-want product"
    assert shown.form == PriceForm(percent="12", ending=Ending.P99)


def test_rows_stand_in_columns() -> None:
    by_key = rows(view(percent="12", ending=Ending.P99))
    assert texts(by_key["icons"]) == [
        "$19.00",
        "$21.99",
        "+$2.99",
        "$15.75",
        "$18.35",
        "+$2.60",
        "$13.30",
        "$15.39",
    ]
    assert texts(by_key["kanji"])[:3] == ["¥500", "¥560", "+¥60"]
    assert (by_key["icons"].change_percent, by_key["icons"].change_bp) == ("+15.7\N{NO-BREAK SPACE}%", 1574)
    assert by_key["icons"].detail == "2 versions"
    assert (by_key["synth"].suffix, bool(by_key["synth"].undo_note)) == ("+", True)
    net = by_key["kanji"].net_new
    assert net is not None
    assert net.estimate


def test_versions_follow_their_product() -> None:
    shown = view(percent="10", versions=VersionMode.WITH_BASE)
    assert [(row.key, row.parent) for row in shown.rows][:2] == [("icons", None), ("icons/v2", "icons")]
    assert texts(shown.rows[1])[:3] == ["$49.00", "$53.90", "+$4.90"]


def test_rows_left_alone_say_why() -> None:
    row = rows(view(percent="12"))["club"]
    assert (row.state, row.reason, row.can_edit) == ("skipped", SkipReason.MEMBERSHIP, False)
    assert "cannot change tier prices" in row.reason_text
    assert texts(row)[:2] == ["$0.00", ""]
    same = rows(view(shop(entry()), percent="0"))["p1"]
    assert (same.reason, same.can_edit) == (SkipReason.SAME, True)


def test_nothing_to_do() -> None:
    shown = view(shop(entry()), percent="0")
    assert (shown.headline, shown.button, shown.summary) == (
        "Nothing will change",
        "Nothing to change",
        "1 left alone",
    )
    assert (shown.undo, shown.undo_text, shown.estimate_s) == ("all", "Can be undone", 0)


def test_a_product_that_stays_while_its_versions_change_is_not_left_alone() -> None:
    of = shop(entry((version("v", 3000),)), entry(id="p2"))
    shown = view(of, mode=Mode.KEEP, versions=VersionMode.PERCENT, version_percent="10")
    assert (shown.skipped, shown.headline) == (1, "1 price will change")
    assert [(row.key, row.state) for row in shown.rows] == [
        ("p1", "skipped"),
        ("p1/v", "change"),
        ("p2", "skipped"),
    ]


def test_findings_ask_for_a_yes() -> None:
    shown = view(settings=FEW, percent="-100")
    asks = {finding.code: finding.ask for finding in shown.findings if finding.severity == "block"}
    assert asks == {"zero_price": "Yes, make these 4 prices zero", "many_rows": "Yes, change 4 prices at once"}
    assert all(finding.ask == "" for finding in shown.findings if finding.severity != "block")
    assert shown.summary == "1 left alone · 4 to zero · largest \N{MINUS SIGN}100\N{NO-BREAK SPACE}%"


def test_every_block_has_its_question() -> None:
    of = shop(entry(id="a", price_minor=150), entry(id="b", price_minor=2_000_000_000), entry(id="c"))
    rule = "0.5 if price == 1.5 else price * 2"
    asks = {finding.code: finding.ask for finding in view(of, mode=Mode.CUSTOM, expression=rule).findings}
    assert asks["below_minimum"] == asks["price_too_large"] == "Yes, go on without this price"
    assert asks["big_change"] == "Yes, change this price that much"


def test_codes_that_break_are_worded() -> None:
    row = rows(view(percent="-50"))["brush"]
    assert row.break_texts == ("LAUNCH90 would leave $0.75, below Gumroad's minimum of $0.99",)
    already = rows(view(shop(entry((), (code("X", percent=90),), price_minor=500)), percent="10"))["p1"]
    assert "does not work now either" in already.break_texts[0]


def test_another_currency_has_no_difference() -> None:
    row = view(shop(entry()), mode=Mode.CURRENCY, to_currency="eur", rate="0.92").rows[0]
    assert texts(row) == ["$19.00", "€17.48", "", "$15.75", "€14.49", "", "$13.30", "€12.24"]
    assert (row.change_bp, row.change_percent) == (None, "")


def test_unknown_nets_stay_empty() -> None:
    row = view(shop(entry(currency="twd", price_minor=30000)), percent="10").rows[0]
    assert (row.net_old, row.net_new, row.net_change) == (None, None, None)


def test_undo_and_retry_have_their_own_words() -> None:
    of = shop(entry())
    made = build_price_plan(of, ids(of), PriceForm(percent="10"), Settings(), 1)
    undo = plan_view(build_undo_plan(made.steps, None, "acc", "r", made.title, 2, of, Settings()), "d")
    assert (undo.headline, undo.button, undo.form) == ("1 price will go back", "Put 1 price back", None)
    assert not undo.rows[0].can_edit
    retry = plan_view(build_retry_plan(made.steps, "acc", "r", made.title, 2, of, Settings()), "d")
    assert (retry.headline, retry.button, retry.origin_run_id) == ("1 price will change", "Try 1 price again", "r")


def test_a_chosen_product_that_is_gone_has_no_price() -> None:
    made = build_price_plan(SHOP, ("gone",), PriceForm(percent="5"), Settings(), 1)
    assert [(row.name, row.old) for row in plan_view(made, "d").rows] == [("A product that is gone", None)]


@pytest.mark.parametrize(
    ("before", "after", "bp"), [(0, 5, None), (3, 4, 3333), (3, 2, -3333), (2, 2, 0), (1, 0, -10000)]
)
def test_change_in_basis_points(before: int, after: int, bp: int | None) -> None:
    assert change_bp(before, after) == bp


def test_differences_carry_their_sign() -> None:
    assert [signed_amount(minor, "usd").text for minor in (5, 0, -50)] == [
        "+$0.05",
        "+$0.00",
        "\N{MINUS SIGN}$0.50",
    ]
    assert amount(1900, "krw").text == "₩19"
