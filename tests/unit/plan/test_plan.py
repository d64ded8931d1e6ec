"""The plan as a value: its digest, its acceptance; steps and their inverses; the safety rules."""

from fractions import Fraction

import pytest

from py_core.plan.plan import Facts, Finding, Plan, PlanKind
from py_core.plan.safety import Change, Limits, blocks, changes_of, percent_text
from py_core.plan.steps import PriceState, SetPrice, SetVersionPrice, VersionState, inverse, version_key


def price(before: int, after: int, key: str = "p") -> SetPrice:
    return SetPrice(
        key=key,
        product_id=key,
        name=key,
        before=PriceState(price_minor=before, currency="usd", customizable_price=True),
        after=PriceState(price_minor=after, currency="usd", customizable_price=True),
        suggested_price_minor=after,
    )


def surcharge(before: int, after: int) -> SetVersionPrice:
    return SetVersionPrice(
        key=version_key("p", "v"),
        product_id="p",
        category_id="c",
        variant_id="v",
        name="Team",
        product_name="p",
        currency="usd",
        before=VersionState(price_difference_minor=before),
        after=VersionState(price_difference_minor=after),
    )


def plan(*findings: Finding) -> Plan:
    return Plan(
        kind=PlanKind.PRICES,
        account_id="acc",
        title="t",
        created_at_ms=1,
        steps=(price(1, 2), surcharge(3, 4)),
        facts=(Facts(key="p"), Facts(key="p/v")),
        findings=findings,
    )


BLOCK = Finding(code="zero_price", severity="block", text="x")
NOTE = Finding(code="memberships", severity="note", text="y")


def test_steps_are_taken_back_by_their_inverse() -> None:
    back = inverse(price(100, 200))
    assert back == price(200, 100).model_copy(update={"suggested_price_minor": None})
    assert inverse(surcharge(1, 2)) == surcharge(2, 1)
    assert inverse(inverse(surcharge(1, 2))) == surcharge(1, 2)


def test_the_digest_names_the_content() -> None:
    assert plan().digest() == plan().digest()
    assert len(plan().digest()) == 64
    assert plan(NOTE).digest() != plan().digest()
    assert plan().canonical_json().startswith('{"account_id":"acc","code_facts":[],"created_at_ms":1,"facts":[{')


def test_only_named_blocks_are_accepted() -> None:
    made = plan(BLOCK, NOTE)
    assert made.open_blocks() == (BLOCK,)
    accepted = made.accepting(frozenset({"zero_price", "memberships"}))
    assert [finding.accepted for finding in accepted.findings] == [True, False]
    assert accepted.open_blocks() == ()
    assert accepted.accepting(frozenset()) == made


def test_a_plan_is_read_back_as_it_was() -> None:
    made = plan(BLOCK)
    assert Plan.model_validate_json(made.canonical_json()) == made


def test_whole_prices_of_rows() -> None:
    facts = (Facts(key="p"), Facts(key="p/v", base_before=100, base_after=200, currency_before="eur"))
    assert changes_of((price(1, 2), surcharge(10, 20)), facts) == (
        Change("p", 1, 2, ""),
        Change("p/v", 110, 220, "eur"),
    )


@pytest.mark.parametrize(
    ("before", "after", "currency_before", "big"),
    [
        (100, 150, "", False),
        (100, 151, "", True),
        (100, 50, "", False),
        (100, 49, "", True),
        (100, 0, "", False),
        (0, 1, "", True),
        (100, 301, "eur", True),
        (100, 200, "eur", False),
        (100, 999, "gbp", False),
    ],
)
def test_big_changes(before: int, after: int, currency_before: str, big: bool) -> None:
    change = Change("p", before, after, currency_before)
    assert change.is_big(5000, {"eur": Fraction(2)}) is big


def test_blocks_stand_with_the_gravest_first() -> None:
    steps = (price(100, 0, "zero"), price(100, 900, "big"))
    facts = (Facts(key="zero"), Facts(key="big"))
    left_out = (("below_minimum", "low"), ("price_too_large", "huge"))
    found = blocks(steps, facts, left_out, Limits(change_bp=5000, rows=1), {})
    assert [(f.code, f.keys, f.severity) for f in found] == [
        ("zero_price", ("zero",), "block"),
        ("below_minimum", ("low",), "block"),
        ("price_too_large", ("huge",), "block"),
        ("big_change", ("big",), "block"),
        ("many_rows", (), "block"),
    ]
    assert found[3].text == "1 price would change by more than 50\N{NO-BREAK SPACE}%."
    assert blocks((), (), (), Limits(change_bp=5000, rows=1), {}) == ()


@pytest.mark.parametrize(
    ("bp", "text"),
    [
        (5000, "+50\N{NO-BREAK SPACE}%"),
        (-450, "\N{MINUS SIGN}4.5\N{NO-BREAK SPACE}%"),
        (1575, "+15.8\N{NO-BREAK SPACE}%"),
        (0, "+0\N{NO-BREAK SPACE}%"),
        (-4, "\N{MINUS SIGN}0\N{NO-BREAK SPACE}%"),
        (1_234_500, "+12,345\N{NO-BREAK SPACE}%"),
    ],
)
def test_percent_text(bp: int, text: str) -> None:
    assert percent_text(bp) == text


ROWS = (price(100, 900, "a"), price(100, 900, "b"))


def asked(*steps: SetPrice, accepted: bool, keys: tuple[str, ...] | None = None) -> Plan:
    named = tuple(step.key for step in steps) if keys is None else keys
    about = (
        Finding(code="big_change", severity="block", text="x", keys=named, accepted=accepted),
        Finding(code="many_rows", severity="block", text="y", accepted=accepted),
        Finding(code="memberships", severity="note", text="z"),
    )
    return plan(*about).model_copy(update={"steps": steps, "facts": tuple(Facts(key=s.key) for s in steps)})


@pytest.mark.parametrize(
    ("steps", "keys", "kept"),
    [
        (ROWS, None, ["big_change", "many_rows"]),
        (ROWS[:1], None, ["big_change", "many_rows"]),
        ((*ROWS, price(1, 2, "c")), ("a", "b"), ["big_change"]),
        ((*ROWS, price(1, 2, "c")), None, []),
        ((ROWS[0], price(100, 950, "b")), None, ["many_rows"]),
        ((ROWS[0], price(100, 150, "b")), ("a",), ["big_change", "many_rows"]),
    ],
)
def test_an_answer_holds_for_no_more_than_was_asked(
    steps: tuple[SetPrice, ...], keys: tuple[str, ...] | None, kept: list[str]
) -> None:
    refined = asked(*steps, accepted=False, keys=keys).accepting_as(asked(*ROWS, accepted=True))
    assert [finding.code for finding in refined.findings if finding.accepted] == kept
    assert [finding.code for finding in refined.findings] == ["big_change", "many_rows", "memberships"]


def test_nothing_is_accepted_that_was_not() -> None:
    refined = asked(*ROWS, accepted=False).accepting_as(asked(*ROWS, accepted=False))
    assert len(refined.open_blocks()) == 2
