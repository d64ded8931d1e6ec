"""What a model is asked, how large that is, and what it costs."""

import json
from fractions import Fraction

import pytest

from py_core.errors import InputError
from py_core.suggest.asking import Failed, asked_of, usual_output_tokens
from py_core.suggest.estimate import (
    Cost,
    Size,
    check_wishes,
    cost_of,
    objection_to,
    read_prices,
    size_of,
)
from py_core.suggest.problem import Problem
from py_core.suggest.records import Proposal, Suggestion, reads_same
from py_core.suggest.source import Source
from py_core.suggest.tokens import cost_minor, tokens_of
from py_core.suggest.wishes import ModelPrices, SuggestField, Wishes
from tests.unit.suggest.making import ALL, BARE, ENGLISH, GERMAN, JAPANESE

NAME, SUMMARY, DESCRIPTION, TAGS = SuggestField
EVERY = Wishes(fields=tuple(SuggestField))


def sent(user: str) -> dict[str, object]:
    data: dict[str, object] = json.loads(user.split("\n")[1])
    return data


def test_parts_are_asked_for_in_their_order_and_no_others() -> None:
    asked = asked_of(ENGLISH, Wishes(fields=(TAGS, NAME)), "n")
    assert asked.fields == (NAME, TAGS)
    schema = json.loads(asked.schema)
    assert (list(schema["properties"]), schema["required"]) == (["name", "tags"], ["name", "tags"])
    assert schema["additionalProperties"] is False
    assert "Its only keys are: name, tags." in asked.system
    assert "description:" not in asked.system
    assert "manner of writing" not in asked.system


def test_the_language_is_named_where_it_is_known() -> None:
    lines = [next(one for one in asked_of(source, EVERY, "n").system.split("\n") if one.startswith("Write in"))
             for source in (ENGLISH, GERMAN, JAPANESE)]  # fmt: skip
    assert lines[0] == "Write in English, the language of the listing."
    assert lines[1] == "Write in German, the language of the listing."
    assert lines[2] == "Write in the language of the listing."


def test_marks_are_explained_where_there_are_some() -> None:
    assert "[[keep-n-1]]" in asked_of(ENGLISH, EVERY, "n").system
    assert "[[keep" not in asked_of(GERMAN, EVERY, "n").system
    named = BARE.model_copy(update={"tags": ("a@b.example",)})
    assert "[[keep-n-1]]" in asked_of(named, EVERY, "n").system
    assert sent(asked_of(named, EVERY, "n").user)["tags"] == ["[[keep-n-1]]"]


def test_empty_parts_are_not_sent() -> None:
    assert set(sent(asked_of(BARE, EVERY, "n").user)) == {"name", "price"}


def test_asking_again_tells_the_faults_inside_of_the_fence() -> None:
    failed = Failed(
        given={NAME: "A\u202eB", TAGS: ("a,b",), DESCRIPTION: "x" * 4_001},
        problems={
            NAME: (Problem.of("hidden", what="U+202E"),),
            TAGS: (Problem.of("tag_characters", tag="a,b"),),
            DESCRIPTION: (Problem.of("empty"),),
        },
    )
    asked = asked_of(ENGLISH, EVERY, "n", failed)
    assert asked.fields == (NAME, DESCRIPTION, TAGS)
    data = sent(asked.user)
    assert data["previous_answer"] == {"name": "AB", "tags": ["a,b"]}
    assert data["faults"] == {
        "name": ["It has characters that nobody sees: U+202E."],
        "tags": ["The tag “a,b” has a comma or a #."],
        "description": ["There are no words in it."],
    }
    whole = asked_of(ENGLISH, EVERY, "n", Failed({}, {NAME: ()}, (Problem.of("reply_empty"),)))
    assert sent(whole.user)["faults"] == ["The answer is empty."]
    assert "previous_answer" not in sent(whole.user)


@pytest.mark.parametrize("source", ALL, ids=lambda source: source.product_id)
def test_there_is_room_for_an_answer(source: Source) -> None:
    asked = asked_of(source, EVERY, "n")
    assert 200 < usual_output_tokens(source, asked.fields) <= asked.max_output_tokens


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("", 0),
        ("abc", 1),
        ("abcd", 2),
        ("12,3", 4),
        ("straße", 3),
        ("привет", 4),
        ("和紙", 3),
        ("🎉", 3),
        ("한국", 3),
    ],
)
def test_tokens(text: str, tokens: int) -> None:
    assert tokens_of(text) == tokens


def test_costs_are_exact_and_rounded_up_once() -> None:
    assert cost_minor(1_000_000, 0, Fraction(15), Fraction(60)) == 15
    assert cost_minor(1, 0, Fraction(15), Fraction(60)) == 1
    assert cost_minor(0, 0, Fraction(15), Fraction(60)) == 0
    sizes = [Size(sent=1_000, usual=300, most=900), Size(sent=500, usual=200, most=600)]
    assert cost_of(sizes, (Fraction(1_000), Fraction(4_000))) == Cost(about_minor=4, most_minor=18)
    assert cost_of((), (Fraction(1), Fraction(1))) == Cost(about_minor=0, most_minor=0)


def test_prices_are_read_exactly() -> None:
    assert read_prices(ModelPrices()) is None
    assert read_prices(ModelPrices(sent=" 0.15", back="0.6")) == (Fraction(15), Fraction(60))
    assert read_prices(ModelPrices(sent="0", back="100", currency="jpy")) == (Fraction(0), Fraction(100))


@pytest.mark.parametrize(
    ("prices", "fields"),
    [
        (ModelPrices(sent="1"), {"prices.back"}),
        (ModelPrices(sent="x", back="-1"), {"prices.sent", "prices.back"}),
        (ModelPrices(sent="1", back="1", currency="xyz"), {"prices.currency"}),
    ],
)
def test_prices_that_cannot_be_read(prices: ModelPrices, fields: set[str]) -> None:
    with pytest.raises(InputError) as refused:
        read_prices(prices)
    assert set(refused.value.fields) == fields


@pytest.mark.parametrize(
    ("wishes", "fields"),
    [
        (Wishes(), {"wishes.fields"}),
        (Wishes(fields=(NAME,), tone="x" * 301), {"wishes.tone"}),
        (Wishes(fields=(NAME,), tone="a\u200bb"), {"wishes.tone"}),
        (Wishes(fields=(NAME,), tone="to a@b.example"), {"wishes.tone"}),
    ],
)
def test_wishes_that_cannot_be_met(wishes: Wishes, fields: set[str]) -> None:
    with pytest.raises(InputError) as refused:
        check_wishes(wishes)
    assert set(refused.value.fields) == fields
    check_wishes(EVERY)


def test_products_that_cannot_be_sent() -> None:
    size = size_of(ENGLISH, EVERY)
    assert objection_to(ENGLISH, size, size.sent + size.most) == ""
    assert "too long for this model" in objection_to(ENGLISH, size, size.sent + size.most - 1)
    blank = BARE.model_copy(update={"name": "🎉"})
    assert objection_to(blank, size, None) == "It has neither name nor description to go by."
    long = BARE.model_copy(update={"html": "<p>" + "word " * 4_001 + "</p>"})
    assert objection_to(long, size, None) == "Its description has more than 20,000 characters."


def test_records_keep_one_proposal_for_a_part() -> None:
    kept = Suggestion(source=ENGLISH, made_at_ms=1)
    first = Proposal(field=TAGS, before=("a",), value=("b",))
    second = Proposal(field=NAME, before="a", value="b")
    kept = kept.with_proposal(first).with_proposal(second).with_proposal(first.model_copy(update={"value": ("c",)}))
    assert [(one.field, one.value) for one in kept.proposals] == [(NAME, "b"), (TAGS, ("c",))]
    assert kept.of(SUMMARY) is None
    assert Suggestion.model_validate_json(kept.model_dump_json()) == kept


def test_values_that_read_the_same() -> None:
    assert reads_same(DESCRIPTION, "<p>a <b>b</b> &quot;</p>", '<p>a <strong>b</strong> "</p>')
    assert not reads_same(DESCRIPTION, "<p>a</p>", "<p>b</p>")
    assert not reads_same(DESCRIPTION, "<p>a<img src=b></p>", "<p>a<img src=c></p>")
    assert reads_same(TAGS, ("a", "b"), ("b", "a"))
    assert not reads_same(NAME, "a", "b")
