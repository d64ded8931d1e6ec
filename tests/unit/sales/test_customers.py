"""Which buyers are asked for, and what their sales say about them."""

import pytest

from py_core.errors import InputError
from py_core.sales.customers import BuyerSale, CustomerSegment, SegmentQuery, profiles, segment_name, segment_query
from py_core.sales.days import day_of_text
from py_core.sales.name_pattern import glob_of, plain_letter

TODAY = day_of_text("2026-07-31")


@pytest.mark.parametrize(
    ("form", "query"),
    [
        ({"kind": "all", "times": "x"}, SegmentQuery()),
        ({"kind": "repeat"}, SegmentQuery(times=2)),
        (
            {"kind": "bought", "bought": ("a", "b"), "not_bought": ("c",)},
            SegmentQuery(bought=("a", "b"), not_bought=("c",)),
        ),
        ({"kind": "lapsed", "days": " 30 "}, SegmentQuery(nothing_from=TODAY - 30)),
        ({"kind": "top", "top": "5"}, SegmentQuery(rank=5)),
        ({"kind": "top", "top_by": "amount", "amount": "99.50"}, SegmentQuery(spent_minor=9950)),
        ({"kind": "refunded"}, SegmentQuery(refunded=True)),
        ({"kind": "code"}, SegmentQuery(codes=())),
        ({"kind": "code", "codes": ("SPRING",)}, SegmentQuery(codes=("spring",))),
        ({"kind": "new", "since": "2026-07-31"}, SegmentQuery(nothing_before=TODAY)),
    ],
)
def test_a_segment_becomes_a_question(form: dict[str, object], query: SegmentQuery) -> None:
    assert segment_query(CustomerSegment.model_validate(form), TODAY) == query


@pytest.mark.parametrize(
    ("form", "field", "sentence"),
    [
        ({"kind": "repeat", "times": "1"}, "times", "Enter a whole number from 2 to 1,000,000."),
        ({"kind": "repeat", "times": "many"}, "times", "many"),
        ({"kind": "lapsed", "days": "0"}, "days", "from 1 to 36,500"),
        ({"kind": "lapsed", "days": "1.5"}, "days", "1.5"),
        ({"kind": "top", "top": ""}, "top", ""),
        ({"kind": "top", "top_by": "amount", "amount": "0"}, "amount", "more than zero"),
        ({"kind": "top", "top_by": "amount", "amount": "1.005"}, "amount", "two decimals"),
        ({"kind": "top", "top_by": "amount", "amount": "1,5"}, "amount", "1,5"),
        ({"kind": "bought", "not_bought": ("a",)}, "bought", "Choose what they bought."),
        ({"kind": "bought", "bought": ("a",)}, "not_bought", "Choose what they did not buy."),
        ({"kind": "bought", "bought": ("a",), "not_bought": ("b", "a")}, "not_bought", "Take it out"),
        ({"kind": "new", "since": ""}, "since", "year-month-day"),
        ({"kind": "new", "since": "2026-08-01"}, "since", "Today is 2026-07-31"),
    ],
)
def test_what_cannot_be_used_gets_a_sentence_at_its_field(
    form: dict[str, object], field: str, sentence: str
) -> None:
    with pytest.raises(InputError) as refused:
        segment_query(CustomerSegment.model_validate(form), TODAY)
    assert list(refused.value.fields) == [field]
    assert sentence in refused.value.fields[field]


def test_names_of_segments() -> None:
    assert segment_name("  My   best  ") == "My best"
    for text, said in (("  ", "Give it a name."), ("x" * 81, "80 characters")):
        with pytest.raises(InputError, match=said) as refused:
            segment_name(text)
        assert list(refused.value.fields) == ["name"]


BLANK = BuyerSale("a@b.c", 1, "A@b.c ", "", "", "Book", None, "", 0, 0, 1, None, 0, 1, None)


def test_the_newest_sale_names_a_buyer_and_one_without_consent_is_enough() -> None:
    found = profiles(
        [
            BLANK._replace(name="Ann", country="France", utm_source="mail", can_contact=0, code="Spring", chosen=0),
            BLANK._replace(utm_source="web", code="summer", license_key="K1", disputed=1, dispute_won=1),
            BLANK._replace(name="Ann B", country="Spain", code="SUMMER", license_key="K1", product="Font"),
            BLANK._replace(disputed=1, license_key="K2", email=" a@B.c"),
        ]
    )["a@b.c"]
    assert (found.name, found.country, found.email) == ("Ann B", "Spain", "a@B.c")
    assert (found.utm_source, found.codes, found.license_keys) == ("web", ("summer",), ("K1", "K2"))
    assert (found.products, found.disputes, found.disputes_won) == (("Book", "Font"), 2, 1)
    assert not found.may_contact
    assert found.membership == "none"


@pytest.mark.parametrize(
    ("sales", "standing"),
    [
        ([("s", 0, 1), ("s", 1, 2)], "ended"),
        ([("s", 1, 2), ("s", 0, 1)], "ended"),
        ([("s", 1, 1), ("s", 0, 2)], "active"),
        ([("s", 1, 1), ("t", 0, 1)], "active"),
        ([("s", 1, 1), ("t", 1, 1)], "ended"),
    ],
)
def test_a_membership_stands_as_the_sale_read_last_tells(sales: list[tuple[str, int, int]], standing: str) -> None:
    rows = [
        BLANK._replace(subscription_id=name, subscription_over=over, read_at_ms=read, chosen=0)
        for name, over, read in sales
    ]
    assert profiles(rows)["a@b.c"].membership == standing
    assert profiles(rows)["a@b.c"].utm_source == ""


def test_letters_are_alike_without_case_and_accents() -> None:
    assert [plain_letter(letter) for letter in "ÉłØaЙς"] == ["e", "l", "o", "a", "и", "σ"]
    assert glob_of("a*?[1 -]") == glob_of("Á*?[1 -]")
    assert glob_of("*?[1-]日") == "*[*][?][[]1-]日*"
