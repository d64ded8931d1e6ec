"""Names of codes: templates, seeds, and that no two are alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from py_core.errors import InputError
from py_core.gumroad.rules.codes import name_objections
from py_core.parity.countries import countries
from py_core.parity.naming import (
    ALPHABET,
    Naming,
    Scope,
    Turned,
    has_random,
    names_for,
    random_text,
    template_problem,
)
from tests.unit.parity.tables import BY_COUNTRY, SEED

OTHER = "ffeeddccbbaa99887766554433221100"


def land(code: str, percent: int = 40, group: str = "A") -> Scope:
    return Scope(key=code, countries=(code,), group=group, percent_off=percent)


def tier(group: str, percent: int = 40) -> Scope:
    return Scope(key=f"tier:{group}", countries=("IN", "PK"), group=group, percent_off=percent)


def named(template: str, *scopes: Scope, per_tier: bool = False, seed: str = SEED) -> dict[str, str]:
    return dict(names_for(scopes, Naming(template=template, seed=seed), per_tier=per_tier))


def test_the_parts_are_filled_in() -> None:
    assert named("{cc}{off}", land("IN"), land("BR", 25)) == {"IN": "IN40", "BR": "BR25"}
    assert named("{off}-{group}", tier("A"), tier("B"), per_tier=True) == {"tier:A": "40-A", "tier:B": "40-B"}
    assert named(" {cc} ", land("IN")) == {"IN": "IN"}
    assert named("São{cc}", land("BR")) == {"BR": "SãoBR"}


def test_random_parts_are_the_same_for_the_same_seed() -> None:
    first = named("PPP-{group}-{rand4}", land("IN"), land("BR"))
    assert first == named("PPP-{group}-{rand4}", land("IN"), land("BR"))
    assert first == {**named("PPP-{group}-{rand4}", land("BR")), **named("PPP-{group}-{rand4}", land("IN"))}
    assert first != named("PPP-{group}-{rand4}", land("IN"), land("BR"), seed=OTHER)
    assert all(name.startswith("PPP-A-") and len(name) == 10 for name in first.values())
    assert not set("01ILO") & set(ALPHABET)


@given(st.binary(min_size=4, max_size=64), st.text(max_size=9), st.integers(2, 12), st.integers(0, 9))
def test_random_text_is_of_its_alphabet(seed: bytes, key: str, length: int, attempt: int) -> None:
    made = random_text(seed.hex(), key, length, attempt)
    assert len(made) == length
    assert set(made) <= set(ALPHABET)
    assert random_text(seed.hex(), key, length + 1, attempt).startswith(made)


@given(st.binary(min_size=4, max_size=8), st.sampled_from(["{rand2}", "{rand4}{off}", "{cc}{rand2}", "{cc}"]))
def test_names_are_never_alike_and_gumroad_takes_them(seed: bytes, template: str) -> None:
    scopes = [land(code) for code in countries()]
    made = names_for(scopes, Naming(template=template, seed=seed.hex()), per_tier=False)
    assert made.keys() == countries().keys()
    assert len({name.casefold() for name in made.values()}) == len(made)
    assert not any(name_objections(name) for name in made.values())


def test_names_that_come_out_alike_are_refused() -> None:
    with pytest.raises(InputError, match="IN and BR would both get the code “40”") as refused:
        named("{off}", land("IN"), land("BR"))
    assert "own name" in refused.value.hint
    with pytest.raises(InputError, match="1 more such problem"):
        named("{off}", land("IN"), land("BR"), land("AR"))
    with pytest.raises(InputError, match="tier A and tier a would both get"):
        named("{group}", tier("A"), tier("a"), per_tier=True)


def test_a_random_part_that_is_used_up_is_refused() -> None:
    scopes = [land(f"{first}{second}") for first in ALPHABET for second in ALPHABET]
    with pytest.raises(InputError, match="would both get"):
        named("{rand2}", *scopes, land("01"))


@pytest.mark.parametrize(
    ("template", "per_tier", "words"),
    [
        ("", False, "Type how codes are called"),
        ("x" * 61, False, "at most 60"),
        ("{land}", False, "There is no {land}"),
        ("{rand1}", False, "There is no {rand1}"),
        ("{rand13}", False, "There is no {rand13}"),
        ("{cc}", True, "no single country"),
        ("{cc} {off}", False, ""),
        ("{cc", False, ""),
        ("{cc}%", False, ""),
    ],
)
def test_templates_that_cannot_be_used(template: str, per_tier: bool, words: str) -> None:
    problem = template_problem(template, per_tier=per_tier)
    assert problem
    assert words in problem
    with pytest.raises(InputError) as refused:
        named(template, land("IN"), per_tier=per_tier)
    assert refused.value.fields["template"] == problem


def test_a_group_that_leaves_nothing_is_no_name() -> None:
    with pytest.raises(InputError):
        named("{group}", land("IN", group=""))


@pytest.mark.parametrize("seed", ["", "00", "xyz", "0011223", "AABBCCDD", "00" * 65])
def test_seeds_are_hexadecimal(seed: str) -> None:
    with pytest.raises(InputError, match="random part"):
        named("{cc}", land("IN"), seed=seed)


def test_a_turned_scope_has_a_name_of_its_own_and_the_others_keep_theirs() -> None:
    scopes = [land("IN"), land("BR")]
    turned = BY_COUNTRY.model_copy(update={"turned": (Turned(key="IN", seed=OTHER),)})
    made = names_for(scopes, turned, per_tier=False)
    assert made["BR"] == "BR40"
    assert made["IN"].startswith("IN40-")
    assert len(made["IN"]) == 9
    dearer = names_for([land("IN", 45), land("BR")], turned, per_tier=False)
    assert dearer["IN"] == made["IN"].replace("40", "45")
    with pytest.raises(InputError, match="random part"):
        names_for(scopes, BY_COUNTRY.model_copy(update={"turned": (Turned(key="IN", seed=""),)}), per_tier=False)


def test_which_templates_have_a_random_part() -> None:
    assert has_random("A-{rand4}")
    assert not has_random("A-{off}")
