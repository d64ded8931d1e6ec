"""The custom rule: what it may say, what it gives, and how bad ones are told."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from py_core.errors import InputError
from py_core.pricing.expression import NotKnown, parse_expression

NAMES: dict[str, object] = {
    "price": Fraction(19),
    "name": "Icon Set",
    "tags": ("icons", "svg"),
    "sales": Fraction(41),
    "currency": "usd",
    "category": "design/icons",
    "published": True,
    "codes": Fraction(2),
    "versions": Fraction(0),
    "type": "one_off",
}


def value(text: str, **names: object) -> Fraction | None:
    return parse_expression(text).price_of({**NAMES, **names}, "Icon Set")


def refusal(text: str) -> str:
    with pytest.raises(InputError) as caught:
        value(text)
    assert set(caught.value.fields) == {"expression"}
    assert caught.value.fields["expression"] == caught.value.message
    return caught.value.message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("price * 1.15", "21.85"),
        ("0.1 + 0.2", "0.3"),
        ("price + 2 if sales > 40 else price", "21"),
        ("price + 2 if sales < 40 else price", "19"),
        ("-price + +40", "21"),
        ("price // 4 + price % 4", "7"),
        ("price ** 2", "361"),
        ("2 ** -1", "0.5"),
        ("price / 4", "4.75"),
        ("1_000.5", "1000.5"),
        ("min(price, 10, 12)", "10"),
        ("max(price, 10)", "19"),
        ("round(2.5)", "3"),
        ("round(2.345, 2)", "2.35"),
        ("round(1234, -2)", "1200"),
        ("abs(-3) + floor(2.9) + ceil(2.1)", "8"),
        ("len(name) + len(tags)", "10"),
        ("1 if 'icons' in tags else 2", "1"),
        ("1 if 'fonts' not in tags else 2", "1"),
        ("1 if 'Set' in name else 2", "1"),
        ("1 if currency in ('usd', 'eur') else 2", "1"),
        ("1 if currency in ['eur'] else 2", "2"),
        ("1 if price in {19, 20} else 2", "1"),
        ("1 if contains(lower(name), 'icon') else 2", "1"),
        ("1 if upper(currency) == 'USD' else 2", "1"),
        ("1 if name.lower().startswith('icon') else 2", "1"),
        ("1 if name.strip().upper().endswith('SET') else 2", "1"),
        ("1 if 10 < price <= 19 else 2", "1"),
        ("1 if 10 < price < 19 else 2", "2"),
        ("1 if published and not category == 'x' else 2", "1"),
        ("1 if type != 'one_off' or codes >= 3 else 2", "2"),
        ("1 if name > 'A' else 2", "1"),
        ("1 if True else 2", "1"),
        ("sales or 5", "41"),
        ("versions or 5", "5"),
        ("1 and 2", "2"),
        ("(\n  price\n)", "19"),
    ],
)
def test_values_are_exact(text: str, expected: str) -> None:
    assert value(text) == Fraction(expected)


def test_none_leaves_a_product_alone() -> None:
    assert value("None") is None
    assert value("price if sales > 100 else None") is None


@pytest.mark.parametrize(
    "text", ["sales + 1", "price if sales > 1 else 2", "len(sales)", "lower(sales)", "1 in sales"]
)
def test_what_is_not_known_is_said_so(text: str) -> None:
    with pytest.raises(NotKnown):
        value(text, sales=None)


def test_not_known_can_be_asked_for() -> None:
    assert value("(sales or 0) + 1", sales=None) == 1
    assert value("5 if sales is None else 6", sales=None) == 5
    assert value("5 if sales is not None else 6", sales=None) == 6


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "Type a rule"),
        ("   ", "Type a rule"),
        ("price *", "this cannot be read"),
        ("price = 5", "this cannot be read"),
        ("price; price", "this cannot be read"),
        ("import os", "this cannot be read"),
        ("price\x00", "this cannot be read"),
        ("1" + " " * 600 + "2", "at most 500"),
        ("prise * 2", "At character 1: there is no “prise”. Did you mean “price”?"),
        ("   prise", "At character 4"),
        ("'é' if prise else 1", "At character 8"),
        ("wibble", "there is no “wibble”. Use one of price,"),
        ("__import__('os')", "cannot be used here"),
        ("open('x')", "cannot be used here"),
        ("name.__class__", "not allowed"),
        ("name.__class__()", "“__class__” cannot be used here"),
        ("name.format(1)", "cannot be used here"),
        ("(lambda: 1)()", "cannot be used here"),
        ("lambda: 1", "not allowed"),
        ("[x for x in tags]", "not allowed"),
        ("tags[0]", "not allowed"),
        ("f'{price}'", "not allowed"),
        ("price @ 2", "not allowed"),
        ("price << 2", "not allowed"),
        ("~price", "not allowed"),
        ("(price := 3)", "not allowed"),
        ("1e999999", "“1e999999” is not a plain number"),
        ("1j", "not a plain number"),
        ("0x10", "not a plain number"),
        ("b'x'", "not a plain number"),
        ("...", "not a plain number"),
        ("9" * 21, "not a plain number"),
        ("min(1)", "too few or too many"),
        ("round(1, digits=2)", "too few or too many"),
        ("max(1, *tags)", "not allowed"),
        ("+".join(["1"] * 150), "too many parts"),
        ("(" * 40 + "1" + ")" * 40, "1"),
        ("-" * 80 + "1", "too many parts"),
        ("(" * 400, "this cannot be read"),
        ("'", "this cannot be read"),
        ("'\\d' in name", "true or false"),
        ("price / 0", "On “Icon Set”: the rule divides by zero"),
        ("price // (1 - 1)", "divides by zero"),
        ("price % 0", "divides by zero"),
        ("0 ** -1", "divides by zero"),
        ("2 ** 0.5", "in whole numbers"),
        ("2 ** 17", "up to 16"),
        ("round(1, 99)", "up to 16"),
        ("((9 ** 16) ** 16) ** 16", "too large"),
        ("name", "gives a text, not a price"),
        ("tags", "gives a list, not a price"),
        ("price > 1", "gives true or false, not a price"),
        ("name + 'x'", "a number is needed here, but there is a text"),
        ("tags * 2", "there is a list"),
        ("True + 1", "there is true or false"),
        ("lower(price)", "a text is needed here, but there is a number"),
        ("len(price)", "there is a number"),
        ("price in price", "there is a number"),
        ("1 in name", "there is a number"),
        ("name > 1", "there is a number"),
        ("price > 'x'", "there is a text"),
    ],
)
def test_a_bad_rule_gets_a_sentence(text: str, part: str) -> None:
    if part == "1":
        assert value(text) == 1
    else:
        assert part in refusal(text)


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet="pricename tagsalo+-*/%()<>=!,.'\"[]{}:0123456789_\n\\é", max_size=60))
def test_any_text_gives_a_price_or_a_sentence(text: str) -> None:
    try:
        result = parse_expression(text).price_of(NAMES, "Icon Set")
    except InputError as error:
        sentence = error.fields["expression"]
    else:
        sentence = "fine" if result is None or isinstance(result, Fraction) else ""
    assert sentence


def test_the_parser_giving_up_is_a_sentence_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_deep(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr("ast.parse", too_deep)
    with pytest.raises(InputError, match="At character 1"):
        parse_expression("price")
