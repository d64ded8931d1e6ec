"""Products and rules in, the exact steps out."""

from typing import Any

import pytest

from py_core.catalog.products import Shop
from py_core.errors import InputError
from py_core.plan.plan import Plan, SkipReason
from py_core.plan.steps import SetPrice, SetVersionPrice
from py_core.pricing.form import Ending, Mode, PriceForm, RoundTo, VersionMode
from py_core.pricing.planner import build_price_plan
from py_core.pricing.rules import PriceRule, parse_form
from py_core.pricing.targets import new_price
from py_core.settings import Settings
from tests.unit.shops import code, entry, group, ids, option, shop, version

TEAM = (version("v1", 0, name="Personal"), version("v2", 3000, name="Team"))


def plan(of: Shop, settings: Settings | None = None, chosen: tuple[str, ...] | None = None, **fields: Any) -> Plan:
    form = PriceForm(**fields)
    return build_price_plan(of, ids(of) if chosen is None else chosen, form, settings or Settings(), 7)


def prices(of: Plan) -> dict[str, int]:
    found: dict[str, int] = {}
    for step in of.steps:
        if isinstance(step, SetPrice):
            found[step.key] = step.after.price_minor
        elif isinstance(step, SetVersionPrice):
            found[step.key] = step.after.price_difference_minor
    return found


def left(of: Plan) -> dict[str, SkipReason]:
    return {row.key: row.reason for row in of.skipped}


def codes(of: Plan) -> list[str]:
    return [finding.code for finding in of.findings]


def errors(of: Shop, **fields: Any) -> dict[str, str]:
    with pytest.raises(InputError) as caught:
        plan(of, **fields)
    return caught.value.fields


ONE = shop(entry())


@pytest.mark.parametrize(
    ("fields", "after"),
    [
        ({"percent": "12"}, 2128),
        ({"percent": "12", "ending": Ending.P99}, 2199),
        ({"percent": "-100"}, 0),
        ({"mode": Mode.MULTIPLY, "factor": "1.005"}, 1910),
        ({"mode": Mode.SET, "amounts": {"usd": "24.5"}}, 2450),
        ({"mode": Mode.AMOUNT, "amounts": {"usd": "-0.01"}}, 1899),
        ({"mode": Mode.CUSTOM, "expression": "price + sales / 100"}, 1941),
        ({"mode": Mode.CURRENCY, "to_currency": "jpy", "rate": "151.36"}, 2876),
        ({"mode": Mode.CURRENCY, "to_currency": "krw", "rate": "1363"}, 2_589_700),
        ({"percent": "12", "round_to": RoundTo.UP, "steps": {"usd": "5"}}, 2500),
        ({"percent": "12", "ceilings": {"usd": "20"}}, 2000),
        ({"percent": "-90", "floors": {"usd": "5"}}, 500),
        ({"mode": Mode.KEEP, "overrides": {"p1": "7.77"}}, 777),
        ({"percent": "12", "overrides": {"p1": "7.77"}}, 777),
    ],
)
def test_one_product(fields: dict[str, Any], after: int) -> None:
    made = plan(ONE, **fields)
    assert prices(made) == {"p1": after}
    step = made.steps[0]
    assert isinstance(step, SetPrice)
    assert (step.before.price_minor, step.before.currency, step.suggested_price_minor) == (1900, "usd", None)
    assert step.after.currency == fields.get("to_currency", "usd")
    assert (made.created_at_ms, made.account_id, made.product_ids) == (7, "acc", ("p1",))


def test_what_the_preview_shows_beside_a_step() -> None:
    fact = plan(ONE, percent="12", ending=Ending.P99).facts[0]
    assert (fact.net_before, fact.net_after, fact.discover_before, fact.discover_after) == (1575, 1835, 1330, 1539)
    assert (fact.estimate, fact.typed_over, fact.undo_note, fact.suffix) == (False, False, "", "")
    assert plan(ONE, percent="12", overrides={"p1": "5"}).facts[0].typed_over


@pytest.mark.parametrize(
    ("one", "fields", "reason"),
    [
        (entry(is_tiered_membership=True, price_minor=0), {"percent": "5"}, SkipReason.MEMBERSHIP),
        (entry(deleted=True), {"percent": "5"}, SkipReason.GONE),
        (entry(currency="xyz"), {"percent": "5"}, SkipReason.RULE),
        (entry(currency="eur"), {"mode": Mode.SET, "amounts": {"usd": "5"}}, SkipReason.OTHER_CURRENCY),
        (entry(), {"percent": "0"}, SkipReason.SAME),
        (entry(), {"percent": "5", "unticked": ("p1",)}, SkipReason.UNTICKED),
        (entry(), {"mode": Mode.CUSTOM, "expression": "None"}, SkipReason.RULE),
        (entry(sales_count=None), {"mode": Mode.CUSTOM, "expression": "price + sales"}, SkipReason.RULE),
        (entry(None, groups=(group(option("A", 5)),)), {"percent": "5", "versions": VersionMode.WITH_BASE},
         SkipReason.VERSIONS_UNREAD),
        (entry(None, groups=(group(option("A", 5)),)), {"mode": Mode.CURRENCY, "to_currency": "eur", "rate": "1"},
         SkipReason.VERSIONS_UNREAD),
        (entry(currency="eur"), {"mode": Mode.CURRENCY, "to_currency": "eur", "rate": "1"}, SkipReason.SAME),
        (entry(recurrences=("monthly", "yearly")), {"mode": Mode.CURRENCY, "to_currency": "eur", "rate": "1"},
         SkipReason.RECURRING),
        (entry((version("v", 1, recurring=True),)), {"mode": Mode.CURRENCY, "to_currency": "eur", "rate": "1"},
         SkipReason.RECURRING),
        (entry(price_minor=150), {"percent": "-50"}, SkipReason.RULE),
        (entry(price_minor=150), {"mode": Mode.AMOUNT, "amounts": {"usd": "-5"}}, SkipReason.RULE),
        (entry(price_minor=2_000_000_000), {"percent": "50"}, SkipReason.RULE),
        (entry(price_minor=50), {"percent": "0"}, SkipReason.SAME),
    ],
)  # fmt: skip
def test_what_is_left_alone(one: Any, fields: dict[str, Any], reason: SkipReason) -> None:
    made = plan(shop(one), **fields)
    assert (made.steps, left(made)) == ((), {"p1": reason})
    assert made.skipped[0].text


def test_a_chosen_product_that_is_not_there_is_told() -> None:
    made = plan(ONE, chosen=("gone", "p1"), percent="5")
    assert left(made) == {"gone": SkipReason.GONE}
    assert made.product_ids == ("p1", "gone")


def test_steps_stand_in_the_order_of_the_shop() -> None:
    of = shop(entry(id="a"), entry(TEAM, id="b"), entry(id="c"))
    made = plan(of, chosen=("c", "b", "a"), percent="10", versions=VersionMode.WITH_BASE)
    assert [step.key for step in made.steps] == ["a", "b", "b/v2", "c"]


def test_memberships_show_their_cheapest_tier() -> None:
    tiers = (group(option("Basic", None, monthly=500, yearly=5000)),)
    one = entry(is_tiered_membership=True, price_minor=0, groups=tiers, subscription_duration="monthly")
    made = plan(shop(one, entry(id="p2")), percent="5")
    assert (made.skipped[0].price_minor, made.skipped[0].suffix) == (500, " a month")
    assert "memberships" in codes(made)


def test_free_products_stay_free() -> None:
    of = shop(entry(price_minor=0, customizable_price=True))
    assert left(plan(of, percent="12", ending=Ending.P99, floors={"usd": "5"})) == {"p1": SkipReason.SAME}
    assert prices(plan(of, mode=Mode.SET, amounts={"usd": "5"})) == {"p1": 500}
    made = plan(shop(entry(price_minor=0)), mode=Mode.CURRENCY, to_currency="eur", rate="1")
    assert prices(made) == {"p1": 0}


def test_whole_currencies_stay_whole_unless_they_are_not() -> None:
    of = shop(entry(id="w", currency="krw", price_minor=1_111_100), entry(id="t", currency="twd", price_minor=2999))
    assert prices(plan(of, percent="12")) == {"w": 1_244_400, "t": 3359}


def test_pay_what_you_want_keeps_its_suggestion_legal() -> None:
    of = shop(entry(customizable_price=True))
    made = plan(of, percent="10")
    step = made.steps[0]
    assert isinstance(step, SetPrice)
    assert (step.suggested_price_minor, step.after.customizable_price) == (2090, True)
    assert made.facts[0].undo_note
    assert made.facts[0].suffix == "+"
    assert "pwyw_suggestion" in codes(made)
    lowered = plan(of, percent="-10").steps[0]
    assert isinstance(lowered, SetPrice)
    assert lowered.suggested_price_minor is None


@pytest.mark.parametrize(
    ("one", "turns"),
    [
        (entry(), True),
        (entry(TEAM), False),
        (entry(TEAM[:1]), True),
        (entry(None, groups=(group(option("A", 5)),)), False),
        (entry(None, groups=(group(option("A", None)),)), True),
    ],
)
def test_price_zero_turns_pay_what_you_want_on(one: Any, turns: bool) -> None:
    made = plan(shop(one), percent="-100")
    step = made.steps[0]
    assert isinstance(step, SetPrice)
    assert (step.before.customizable_price, step.after.customizable_price) == (False, turns)
    assert ("free_turns_pwyw" in codes(made)) is turns
    assert "zero_price" in codes(made)


@pytest.mark.parametrize(
    ("fields", "steps"),
    [
        ({"percent": "10"}, {"p1": 2090}),
        ({"percent": "10", "versions": VersionMode.WITH_BASE}, {"p1": 2090, "p1/v2": 3300}),
        ({"percent": "12", "ending": Ending.P99, "versions": VersionMode.WITH_BASE}, {"p1": 2199, "p1/v2": 3400}),
        (
            {"mode": Mode.SET, "amounts": {"usd": "38"}, "versions": VersionMode.WITH_BASE},
            {"p1": 3800, "p1/v2": 6000},
        ),
        ({"percent": "10", "versions": VersionMode.PERCENT, "version_percent": "50"}, {"p1": 2090, "p1/v2": 4500}),
        ({"mode": Mode.KEEP, "versions": VersionMode.PERCENT, "version_percent": "-50"}, {"p1/v2": 1500}),
        ({"mode": Mode.KEEP, "versions": VersionMode.AMOUNT, "version_amounts": {"usd": "-5"}}, {"p1/v2": 2500}),
        ({"mode": Mode.KEEP, "versions": VersionMode.SET, "version_amounts": {"usd": "1"}}, {"p1/v2": 100}),
        ({"mode": Mode.KEEP, "versions": VersionMode.SET, "version_amounts": {"eur": "1"}}, {}),
        ({"mode": Mode.KEEP, "versions": VersionMode.AMOUNT, "version_amounts": {"eur": "1"}}, {}),
        ({"percent": "10", "unticked": ("p1",), "versions": VersionMode.WITH_BASE}, {}),
        ({"percent": "10", "unticked": ("p1/v2",), "versions": VersionMode.WITH_BASE}, {"p1": 2090}),
        (
            {"percent": "10", "overrides": {"p1": "38"}, "versions": VersionMode.WITH_BASE},
            {"p1": 3800, "p1/v2": 6000},
        ),
        ({"percent": "10", "overrides": {"p1/v2": "50", "p1/v1": "20.90"}}, {"p1": 2090, "p1/v2": 2910}),
        ({"mode": Mode.CURRENCY, "to_currency": "eur", "rate": "0.5"}, {"p1": 950, "p1/v2": 1500}),
        ({"mode": Mode.CURRENCY, "to_currency": "eur", "rate": "0.5", "unticked": ("p1/v2",)}, {}),
        ({"mode": Mode.CURRENCY, "to_currency": "eur", "rate": "0.5", "unticked": ("p1",)}, {}),
    ],
)
def test_versions(fields: dict[str, Any], steps: dict[str, int]) -> None:
    assert prices(plan(shop(entry(TEAM)), **fields)) == steps


def test_versions_of_a_free_product_have_no_proportion() -> None:
    of = shop(entry(TEAM, price_minor=0))
    fields: dict[str, Any] = {"mode": Mode.SET, "amounts": {"usd": "5"}, "versions": VersionMode.WITH_BASE}
    assert prices(plan(of, **fields)) == {"p1": 500}


def test_odd_surcharges_in_a_whole_currency_stay_exact() -> None:
    of = shop(entry((version("v", 150),), currency="krw", price_minor=1_500_000))
    fields: dict[str, Any] = {"mode": Mode.KEEP, "versions": VersionMode.PERCENT, "version_percent": "1"}
    assert prices(plan(of, **fields)) == {"p1/v": 152}


def test_version_rows_say_why_they_are_left_alone() -> None:
    of = shop(entry((*TEAM, version("v3", 100, recurring=True), version("v4", 100))))
    made = plan(of, mode=Mode.KEEP, versions=VersionMode.AMOUNT, version_amounts={"usd": "-5"})
    assert left(made) == {"p1": SkipReason.SAME, "p1/v3": SkipReason.RULE, "p1/v4": SkipReason.RULE}
    made = plan(of, mode=Mode.KEEP, versions=VersionMode.AMOUNT, version_amounts={"usd": "5"}, unticked=("p1/v4",))
    assert left(made) == {"p1": SkipReason.SAME, "p1/v3": SkipReason.RECURRING, "p1/v4": SkipReason.UNTICKED}
    huge = shop(entry((version("v", 2_000_000_000),)))
    made = plan(huge, mode=Mode.KEEP, versions=VersionMode.PERCENT, version_percent="50")
    assert (left(made)["p1/v"], codes(made)) == (SkipReason.RULE, ["price_too_large"])


def test_a_version_s_facts_are_of_the_whole_price() -> None:
    made = plan(shop(entry(TEAM)), percent="10", versions=VersionMode.WITH_BASE)
    fact = made.facts[1]
    assert (fact.detail, fact.base_before, fact.base_after, fact.net_before) == ("Licence", 1900, 2090, 4188)
    step = made.steps[1]
    assert isinstance(step, SetVersionPrice)
    assert (step.category_id, step.name, step.product_name, step.currency) == ("c1", "Team", "Icon set", "usd")


@pytest.mark.parametrize(
    ("key", "text", "part"),
    [
        ("p1", "19,99", "Use a point"),
        ("p1", "0.50", "lowest price is $0.99"),
        ("p1", "-5", "negative"),
        ("p1/v2", "10", "will be $20.90"),
        ("p1/v2", "ten", "not an amount"),
    ],
)
def test_a_bad_typed_price_is_told_on_its_row(key: str, text: str, part: str) -> None:
    fields = errors(shop(entry(TEAM)), percent="10", overrides={key: text})
    assert list(fields) == [f"overrides.{key}"]
    assert part in fields[f"overrides.{key}"]


def test_a_rule_that_divides_by_zero_names_the_product() -> None:
    message = errors(shop(entry(versions=(), name="Brush")), mode=Mode.CUSTOM, expression="price / versions")
    assert message["expression"] == "On “Brush”: the rule divides by zero."


def test_a_custom_rule_without_its_expression_is_a_bug() -> None:
    rule = parse_form(PriceForm(percent="1"), frozenset())
    broken = PriceRule(**{name: getattr(rule, name) for name in PriceRule.__slots__} | {"mode": Mode.CUSTOM})
    with pytest.raises(ValueError, match="without its expression"):
        new_price(broken, broken.finish("usd"), entry(), "usd")


def test_codes_that_break_are_told_once_per_product() -> None:
    of = shop(
        entry(TEAM, (code("LAUNCH90", percent=90),), name="Brush pack", price_minor=2000),
        entry((), (code("ALL95", percent=95, universal=True), code("OLD", percent=99)), id="p2", price_minor=2500),
    )
    made = plan(of, percent="-60", versions=VersionMode.WITH_BASE)
    assert [len(fact.breaks) for fact in made.facts] == [1, 0, 2]
    finding = next(finding for finding in made.findings if finding.code == "codes_break")
    assert finding.text == (
        "2 codes would stop working. On “Brush pack”, LAUNCH90 would leave $0.80, below Gumroad's minimum of "
        "$0.99. There is 1 more such case."
    )
    assert finding.keys == ("p1", "p2")
    alone = plan(of, percent="-60", chosen=("p1",))
    assert "1 code would stop working." in next(f.text for f in alone.findings if f.code == "codes_break")
    assert "codes_break" not in codes(plan(of, percent="10"))


def test_amount_codes_break_with_the_currency() -> None:
    made = plan(shop(entry((), (code("FIVE", amount=500),))), mode=Mode.CURRENCY, to_currency="eur", rate="1")
    assert "would not work in EUR" in next(f.text for f in made.findings if f.code == "codes_break")


def test_codes_at_version_steps_alone() -> None:
    of = shop(entry((version("v", 3000),), (code("A", percent=97),), price_minor=0))
    made = plan(of, mode=Mode.KEEP, versions=VersionMode.PERCENT, version_percent="-10")
    assert made.facts[0].breaks[0].already_broken
    assert "codes_break" not in codes(made)


def test_the_remaining_findings() -> None:
    of = shop(
        entry((), None, id="a"),
        entry(id="b", price_minor=600_000),
        entry(id="c", subscription_duration="monthly"),
        entry(TEAM, id="d"),
        entry(id="e", currency="twd", price_minor=30_000_000),
    )
    made = plan(of, percent="10")
    found = {finding.code: (finding.severity, finding.keys) for finding in made.findings}
    assert found == {
        "codes_unread": ("warn", ("a",)),
        "high_price": ("warn", ("b",)),
        "subscribers": ("note", ("c",)),
        "version_moves": ("note", ("d",)),
    }
    assert made.facts[2].suffix == " a month"


def test_blocking_findings() -> None:
    of = shop(
        entry(id="zero", price_minor=100),
        entry(id="big", price_minor=1000),
        entry(id="small", price_minor=300),
        entry(id="free", price_minor=0),
    )
    rule = "0 if price == 1 else price * 2 if price == 10 else 0.5 if price else 5"
    made = plan(of, Settings(limit_rows=2), mode=Mode.CUSTOM, expression=rule)
    blocks = {finding.code: finding.keys for finding in made.open_blocks()}
    assert blocks == {
        "zero_price": ("zero",),
        "below_minimum": ("small",),
        "big_change": ("big", "free"),
        "many_rows": (),
    }
    accepted = made.accepting(frozenset(blocks))
    assert accepted.open_blocks() == ()
    assert accepted.digest() != made.digest()


def test_a_big_change_of_currency_is_measured_against_the_rate() -> None:
    fields: dict[str, Any] = {"mode": Mode.CURRENCY, "to_currency": "jpy", "rate": "150"}
    assert "big_change" not in codes(plan(ONE, **fields))
    assert "big_change" in codes(plan(ONE, **fields, ceilings={"jpy": "100"}))
    made = plan(ONE, **fields)
    assert (made.facts[0].currency_before, made.facts[0].estimate) == ("usd", True)


def test_equal_intents_give_equal_plans() -> None:
    first, again = plan(ONE, percent="5"), plan(ONE, percent="5")
    assert first == again
    assert first.digest() == again.digest()
    assert PriceForm.model_validate_json(first.form_json) == PriceForm(percent="5")
    assert Plan.model_validate_json(first.model_dump_json()) == first


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"percent": "-30", "ending": Ending.P99}, "goes_up"),
        ({"mode": Mode.MULTIPLY, "factor": "0.7", "ending": Ending.P99}, "goes_up"),
        ({"mode": Mode.AMOUNT, "amounts": {"usd": "-0.20"}, "ending": Ending.P99}, "goes_up"),
        ({"percent": "10", "ending": Ending.P00, "ending_to": RoundTo.DOWN}, "goes_down"),
        ({"mode": Mode.AMOUNT, "amounts": {"usd": "0.20"}, "ceilings": {"usd": "1"}}, "goes_down"),
    ],
)
def test_a_price_that_moves_against_its_rule_is_pointed_out(fields: dict[str, Any], found: str) -> None:
    cheap = shop(entry(price_minor=150))
    assert found in codes(plan(cheap, **fields))
    assert found not in codes(plan(shop(entry()), **{**fields, "ceilings": {}}))


def test_a_rule_without_direction_is_never_moved_against() -> None:
    built = plan(shop(entry(price_minor=150)), mode=Mode.SET, amounts={"usd": "1"})
    assert not {"goes_up", "goes_down"} & set(codes(built))
