"""Random codes by a pattern: unique, within the rules, the same for the same seed."""

import string
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from py_core.codes.forms import CodeKind, MintForm
from py_core.codes.mint import build_mint_plan
from py_core.codes.pattern import ALPHABET, check_pattern, minted
from py_core.errors import InputError
from py_core.gumroad.rules.codes import name_objections
from py_core.plan.plan import Plan, PlanKind
from py_core.settings import Settings
from tests.unit.shops import code, entry, ids, shop

SEED = "ab" * 32
SHOP = shop(entry(id="a"), entry(id="b", currency="eur"))


def made(product_ids: tuple[str, ...] = ("a",), **fields: Any) -> Plan:
    form = MintForm(**{"pattern": "SPRING-####-####", "count": "120", "percent": "20", "seed": SEED, **fields})
    return build_mint_plan(SHOP, product_ids, form, Settings(), 1)


def errors(product_ids: tuple[str, ...] = ("a",), **fields: Any) -> dict[str, str]:
    with pytest.raises(InputError) as caught:
        made(product_ids, **fields)
    return caught.value.fields


def test_five_thousand_codes_are_unique_and_within_the_rules() -> None:
    names = minted("SPRING-####-####", SEED, 5_000, frozenset())
    assert len({name.casefold() for name in names}) == 5_000
    assert not any(name_objections(name) for name in names)
    assert not set("".join(names).replace("SPRING-", "").replace("-", "")) - set(ALPHABET)
    assert not set("01OIL") & set(ALPHABET)
    assert len(ALPHABET) == 31


def test_every_character_comes_up_about_as_often() -> None:
    text = "".join(minted("########", SEED, 10_000, frozenset()))
    counts = [text.count(char) for char in ALPHABET]
    expected = len(text) / len(ALPHABET)
    assert max(abs(count - expected) for count in counts) < expected / 10


def test_a_seed_always_gives_the_same_codes_and_a_longer_batch_begins_alike() -> None:
    assert minted("A-####", SEED, 50, frozenset()) == minted("A-####", SEED, 80, frozenset())[:50]
    assert minted("A-####", SEED, 50, frozenset()) != minted("A-####", "cd" * 32, 50, frozenset())
    assert minted("A-####", SEED, 50, frozenset()) != minted("B-####", SEED, 50, frozenset())


@given(st.integers(1, 60), st.integers(0, 2**64))
def test_codes_that_stand_are_passed_over(count: int, number: int) -> None:
    seed = number.to_bytes(32, "big").hex()
    first = minted("#-#-##", seed, count, frozenset())
    taken = {name.casefold() for name in first[::2]}
    again = minted("#-#-##", seed, count, taken)
    assert not taken & {name.casefold() for name in again}
    assert set(first[1::2]) <= set(again)
    assert len(set(again)) == count


@pytest.mark.parametrize(
    ("pattern", "count", "said"),
    [
        ("", 1, "Type a pattern"),
        ("SPRING", 1, "The pattern needs at least one #"),
        ("two words ##", 1, "“two words AA” cannot be a code"),
        ("#🔥#", 1, "“A🔥A” cannot be a code"),
        ("#" * 256, 1, "The code is too long"),
        ("##", 1, "With so few # somebody could guess a code. Put 1 more # into the pattern."),
        ("A-###", 10_000, "With so few # somebody could guess a code. Put 2 more # into"),
    ],
)
def test_a_pattern_needs_room(pattern: str, count: int, said: str) -> None:
    with pytest.raises(InputError) as caught:
        check_pattern(pattern, count)
    assert caught.value.message.startswith(said)


def test_room_is_counted_exactly() -> None:
    assert check_pattern(" ### ", 29) == "###"
    with pytest.raises(InputError):
        check_pattern("###", 30)


@pytest.mark.parametrize("seed", ["", "ab", "AB" * 32, "zz" * 32])
def test_a_seed_is_32_bytes_in_hex(seed: str) -> None:
    with pytest.raises(InputError):
        minted("####", seed, 1, frozenset())


@pytest.mark.parametrize("count", ["0", "10001", "2.5", "-3", "", "many"])
def test_a_count_is_from_1_to_10000(count: str) -> None:
    assert errors(count=count).keys() == {"count"}


def test_too_many_codes_in_all_are_refused() -> None:
    said = errors(("a", "b"), count="6000")["count"]
    assert said.startswith("6,000 codes on 2 products are 12,000 codes. At most 10,000")
    assert errors(label="x" * 81).keys() == {"label"}


def test_a_batch_is_one_plan_with_its_label() -> None:
    plan = made(label="  Spring   fair ")
    assert plan.kind is PlanKind.MINT
    assert plan.title == "Spring fair: 120 codes SPRING-####-####"
    assert len(plan.steps) == 120
    assert {step.name[:7] for step in plan.steps} == {"SPRING-"}
    assert made().title == "120 codes SPRING-####-####"
    assert "codes_once" not in [finding.code for finding in made(cap="").findings]
    assert "codes_once" in [finding.code for finding in plan.findings]


def test_a_batch_goes_to_each_product_with_the_same_names() -> None:
    plan = made(("a", "b"), count="3")
    names = [step.name for step in plan.steps]
    assert names[::2] == names[1::2]
    assert plan.title == "3 codes SPRING-####-#### on 2 products"
    assert len({step.key for step in plan.steps}) == 6


def test_universal_batches_need_one_code_each() -> None:
    plan = made((), universal=True, count="4")
    assert len(plan.steps) == 4
    assert [len(facts.prices) > 0 for facts in plan.code_facts] == [True, False, False, False]


def test_a_product_without_amount_is_named_once() -> None:
    plan = made(("a", "b"), kind=CodeKind.AMOUNT, amounts={"usd": "5"}, count="50")
    assert len(plan.steps) == 50
    assert len(plan.skipped) == 1


def test_unticking_keeps_all_other_codes() -> None:
    plan = made()
    key = plan.steps[7].key
    fewer = made(unticked=(key,))
    assert [step.key for step in fewer.steps] == [step.key for step in plan.steps if step.key != key]


def test_existing_codes_of_the_shop_are_never_minted_again() -> None:
    first = made(count="30").steps
    taken = tuple(code(step.name.lower(), percent=1) for step in first)
    of = shop(entry(id="a"), entry(id="b", codes=taken))
    form = MintForm(pattern="SPRING-####-####", count="30", percent="20", seed=SEED)
    again = build_mint_plan(of, ids(of)[:1], form, Settings(), 1).steps
    assert not {step.name for step in first} & {step.name for step in again}


def test_the_alphabet_is_plain() -> None:
    assert not set(ALPHABET) - set(string.ascii_uppercase + string.digits)
