"""Reading the price form: exact rules, and one sentence per bad field."""

from fractions import Fraction
from typing import Any

import pytest

from py_core.errors import InputError
from py_core.money import Rounding
from py_core.pricing.form import Ending, Mode, PriceForm, RoundTo, VersionMode
from py_core.pricing.rounding import Tail
from py_core.pricing.rules import parse_form, typed_amount, typed_price

USD = frozenset({"usd"})


def errors_of(currencies: frozenset[str] = USD, **fields: Any) -> dict[str, str]:
    with pytest.raises(InputError) as caught:
        parse_form(PriceForm(**fields), currencies)
    return caught.value.fields


@pytest.mark.parametrize(
    ("text", "factor"),
    [
        ("12", Fraction(112, 100)),
        ("+12", Fraction(112, 100)),
        ("+12 %", Fraction(112, 100)),
        ("12%", Fraction(112, 100)),
        ("-5.5", Fraction(945, 1000)),
        ("\u22125.5", Fraction(945, 1000)),
        (" .5 ", Fraction(1005, 1000)),
        ("0", Fraction(1)),
        ("-100", Fraction(0)),
    ],
)
def test_percentages_are_read_exactly(text: str, factor: Fraction) -> None:
    assert parse_form(PriceForm(percent=text), USD).factor == factor


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "Type a number"),
        ("   ", "Type a number"),
        ("twelve", "not a number"),
        ("NaN", "not a number"),
        ("inf", "not a number"),
        ("1e5", "not a number"),
        ("0x10", "not a number"),
        ("1_000", "not a number"),
        ("+-3", "not a number"),
        ("+12 %%", "not a number"),
        ("%", "Type a number"),
        (".", "not a number"),
        ("12,5", "Use a point"),
        ("1,234.5", "not a number"),
        ("１２", "plain digits"),
        ("١٢", "plain digits"),
        ("9" * 16, "too long"),
        ("9" * 5000, "too long"),
        ("-100.01", "more than 100 %"),
        ("-250", "more than 100 %"),
        ("1000000", "at most 999900 %"),
        ("=1+1", "not a number"),
        ("<script>", "not a number"),
        ("12\x0012", "not a number"),
    ],
)
def test_a_bad_percentage_gets_a_sentence(text: str, part: str) -> None:
    fields = errors_of(percent=text)
    assert list(fields) == ["percent"]
    assert part in fields["percent"]
    assert fields["percent"].endswith((".", "?"))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "Type a number"),
        ("-1", "negative"),
        ("10001", "at most 10000"),
        ("1,15", "Use a point"),
        ("x", "not a"),
    ],
)
def test_a_bad_factor_gets_a_sentence(text: str, part: str) -> None:
    assert part in errors_of(mode=Mode.MULTIPLY, factor=text)["factor"]


def test_a_factor_is_read_exactly() -> None:
    assert parse_form(PriceForm(mode=Mode.MULTIPLY, factor="1.15"), USD).factor == Fraction(23, 20)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("19,99", "Use a point"),
        ("-1", "cannot be negative"),
        ("0.50", "lowest price is $0.99"),
        ("free", "is not an amount"),
        ("１９", "plain digits"),
        ("1.999", "two decimals"),
        ("21474836.48", "above $21,474,836.47"),
        ("9" * 20, "above $21,474,836.47"),
        ("$19", "is not an amount"),
        ("nan", "is not an amount"),
        ("1e3", "is not an amount"),
    ],
)
def test_a_bad_price_gets_a_sentence(text: str, part: str) -> None:
    fields = errors_of(mode=Mode.SET, amounts={"usd": text})
    assert list(fields) == ["amounts.usd"]
    assert part in fields["amounts.usd"]


def test_every_bad_field_is_told_at_once() -> None:
    fields = errors_of(
        percent="",
        round_to=RoundTo.UP,
        steps={"usd": "0"},
        ending=Ending.CUSTOM,
        endings="x",
        floors={"usd": "-1", "xyz": "5"},
        ceilings={"eur": "a"},
        versions=VersionMode.PERCENT,
        version_percent="?",
    )
    assert set(fields) == {
        "percent", "steps.usd", "endings", "floors.usd", "floors.xyz", "ceilings.eur", "version_percent",
    }  # fmt: skip


def test_the_error_counts_its_fields() -> None:
    with pytest.raises(InputError, match="2 fields need another look"):
        parse_form(PriceForm(percent="", ending=Ending.CUSTOM), USD)


def test_amounts_are_needed_in_one_currency_at_least() -> None:
    both = frozenset({"usd", "eur"})
    assert set(errors_of(both, mode=Mode.SET, amounts={"usd": " "})) == {"amounts.usd", "amounts.eur"}
    assert parse_form(PriceForm(mode=Mode.SET, amounts={"usd": "", "eur": "5"}), both).amounts == {"eur": 500}


def test_amounts_may_be_negative_where_they_are_added() -> None:
    rule = parse_form(PriceForm(mode=Mode.AMOUNT, amounts={"usd": "-0.50", "jpy": "+100"}), USD)
    assert rule.amounts == {"usd": -50, "jpy": 100}


def test_unlisted_currencies_are_refused() -> None:
    assert "not a currency" in errors_of(mode=Mode.SET, amounts={"usd": "5", "btc": "1"})["amounts.btc"]


def test_yen_have_no_decimals() -> None:
    fields = errors_of(frozenset({"jpy"}), mode=Mode.AMOUNT, amounts={"jpy": "1.5"})
    assert "no decimals" in fields["amounts.jpy"]
    assert "like 500" in errors_of(frozenset({"jpy"}), mode=Mode.SET, amounts={"jpy": "-5"})["amounts.jpy"]
    assert "like 10" in errors_of(percent="1", round_to=RoundTo.UP, steps={"jpy": "0"})["steps.jpy"]


def test_changing_the_currency_needs_currency_and_rate() -> None:
    assert set(errors_of(mode=Mode.CURRENCY)) == {"to_currency", "rate"}
    assert "not a currency" in errors_of(mode=Mode.CURRENCY, to_currency="zzz", rate="1")["to_currency"]
    for text, part in (("0", "more than 0"), ("-1", "more than 0"), ("10000000", "too large"), ("a", "not a")):
        assert part in errors_of(mode=Mode.CURRENCY, to_currency="eur", rate=text)["rate"]
    rule = parse_form(PriceForm(mode=Mode.CURRENCY, to_currency=" EUR ", rate="0.92"), USD)
    assert (rule.to_currency, rule.rate) == ("eur", Fraction(23, 25))


def test_one_rate_cannot_serve_two_currencies() -> None:
    chosen = frozenset({"usd", "gbp", "eur"})
    fields = errors_of(chosen, mode=Mode.CURRENCY, to_currency="eur", rate="0.92")
    assert "GBP, USD" in fields["rate"]
    parse_form(PriceForm(mode=Mode.CURRENCY, to_currency="eur", rate="0.92"), frozenset({"usd", "eur"}))


def test_surcharges_follow_a_change_of_currency() -> None:
    fields = errors_of(mode=Mode.CURRENCY, to_currency="eur", rate="1", versions=VersionMode.PERCENT,
                       version_percent="5")  # fmt: skip
    assert set(fields) == {"versions"}


@pytest.mark.parametrize("versions", [VersionMode.KEEP, VersionMode.WITH_BASE])
def test_choosing_nothing_is_an_error(versions: VersionMode) -> None:
    assert set(errors_of(mode=Mode.KEEP, versions=versions, overrides={"p": " "})) == {"mode"}


def test_typed_prices_alone_are_something() -> None:
    rule = parse_form(PriceForm(mode=Mode.KEEP, overrides={"p1": "5", "p2": ""}), USD)
    assert rule.overrides == {"p1": "5"}


def test_version_amounts_are_needed_where_they_are_used() -> None:
    assert set(errors_of(mode=Mode.KEEP, versions=VersionMode.AMOUNT)) == {"version_amounts.usd"}
    fields = errors_of(mode=Mode.KEEP, versions=VersionMode.SET, version_amounts={"usd": "-1"})
    assert "negative" in fields["version_amounts.usd"]
    form = PriceForm(mode=Mode.KEEP, versions=VersionMode.AMOUNT, version_amounts={"usd": "-1"})
    assert parse_form(form, USD).version_amounts == {"usd": -100}


def test_a_custom_rule_is_read_where_it_is_chosen() -> None:
    assert "Type a rule" in errors_of(mode=Mode.CUSTOM)["expression"]
    assert parse_form(PriceForm(mode=Mode.CUSTOM, expression="price"), USD).expression is not None


def test_fields_of_other_modes_are_not_read() -> None:
    form = PriceForm(percent="5", factor="x", amounts={"usd": "x"}, expression="(", rate="x", steps={"usd": "x"})
    assert parse_form(form, USD).steps == {}


@pytest.mark.parametrize(
    ("text", "tails"),
    [
        ("0.49, 0.99", (Tail(Fraction(49, 100), 1), Tail(Fraction(99, 100), 1))),
        (".95", (Tail(Fraction(95, 100), 1),)),
        ("5 9", (Tail(Fraction(5), 10), Tail(Fraction(9), 10))),
        ("99;9.90", (Tail(Fraction(99), 100), Tail(Fraction(99, 10), 10))),
        ("0", (Tail(Fraction(0), 1),)),
    ],
)
def test_typed_endings(text: str, tails: tuple[Tail, ...]) -> None:
    assert parse_form(PriceForm(percent="1", ending=Ending.CUSTOM, endings=text), USD).tails == tails


@pytest.mark.parametrize(
    ("text", "part"),
    [("", "Type one"), ("x", "cannot be"), ("-1", "cannot be"), (".999", "cannot be"), (".", "cannot be"),
     ("99999", "cannot be"), ("1 " * 21, "too many")],
)  # fmt: skip
def test_bad_endings_get_a_sentence(text: str, part: str) -> None:
    assert part in errors_of(percent="1", ending=Ending.CUSTOM, endings=text)["endings"]


def test_never_above_cannot_be_lower_than_never_below() -> None:
    fields = errors_of(percent="1", floors={"usd": "10"}, ceilings={"usd": "5"})
    assert set(fields) == {"ceilings.usd"}
    rule = parse_form(PriceForm(percent="1", floors={"usd": "5"}, ceilings={"usd": "5"}), USD)
    assert rule.floors == rule.ceilings == {"usd": 500}


def test_a_finish_carries_its_currency_s_part_of_the_rule() -> None:
    form = PriceForm(percent="1", round_to=RoundTo.DOWN, steps={"usd": "0.50"}, floors={"usd": "2"})
    rule = parse_form(form, USD)
    finish = rule.finish("usd")
    assert (finish.step_way, finish.floor, finish.ceiling, finish.shapes) == (Rounding.DOWN, 200, None, True)
    assert rule.finish("eur").floor is None


def test_typed_amount_keeps_its_sign() -> None:
    assert typed_amount("-1 200.5", "usd") == -120050
    assert typed_price("0", "usd") == 0
