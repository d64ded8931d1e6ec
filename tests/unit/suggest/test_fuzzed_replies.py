"""Whatever a model answers: nothing that comes through is wrong by a second opinion, and nothing takes long."""

import json
import random
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from py_core.suggest.answer import LONGEST, read_answer
from py_core.suggest.asking import asked_of
from py_core.suggest.judge import judge_again
from py_core.suggest.receiving import Received, received
from py_core.suggest.records import Proposal
from py_core.suggest.source import Source
from py_core.suggest.wishes import SuggestField, Wishes
from tests.unit.suggest.making import ALL, ENGLISH, good_answer_of
from tests.unit.suggest.oracle import faults
from tests.unit.suggest.snippets import NONCE, SNIPPETS, VALUES

EVERY = Wishes(fields=tuple(SuggestField))


def reply_of(source: Source, text: str, end: str = "whole") -> Received:
    asked = asked_of(source, EVERY, NONCE)
    return received(source, asked, read_answer(text, end, asked.fields))


def wrong(source: Source, found: Received) -> list[str]:
    return [
        f"{proposal.field}: {fault} in {proposal.value!r}"
        for proposal in found.proposals
        for fault in faults(source, proposal.field, proposal.value)
    ]


def insert(rng: random.Random, text: str, piece: str) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + piece + text[at:]


def mutate_text(rng: random.Random, text: str) -> str:
    match rng.randrange(5):
        case 0 | 1:
            return insert(rng, text, rng.choice(SNIPPETS))
        case 2:
            return insert(rng, text, f" {rng.choice(SNIPPETS)} ")
        case 3:
            first = rng.randrange(len(text) + 1)
            return text[:first] + text[first + rng.randrange(1, 40) :]
        case _:
            words = text.split(" ")
            rng.shuffle(words)
            return " ".join(words)


def mutate_parts(rng: random.Random, answer: dict[str, Any]) -> None:
    key = rng.choice(list(answer))
    value = answer[key]
    if rng.random() < 0.1:
        answer[key] = rng.choice(VALUES)
    elif isinstance(value, str):
        answer[key] = mutate_text(rng, value)
    elif isinstance(value, list) and rng.random() < 0.7:
        answer[key] = [*value, rng.choice(SNIPPETS)]
    if rng.random() < 0.1:
        answer[rng.choice(("price", "url", "published", "tool_calls", "__proto__", "name"))] = rng.choice(VALUES)


def mutate_whole(rng: random.Random, text: str) -> str:
    wrappers: tuple[Callable[[str], str], ...] = (
        lambda text: f"```json\n{text}\n```",
        lambda text: f"Sure, here it is: {text} I hope it helps.",
        lambda text: f'<think>{{"name": "no"}}</think>{text}',
        lambda text: text[: rng.randrange(len(text))],
        lambda text: text + text,
        lambda text: f"[{text}]",
        lambda text: f'{{"answer": {text}}}',
        lambda text: text.replace('"name":', '"name": NaN, "name":'),
        lambda text: text.replace('"name"', '"name": 1e400, "x"'),
        lambda text: insert(rng, text, rng.choice(SNIPPETS)),
        lambda text: text.replace(":", ": [" * 3, 1),
        lambda text: '{"a":' * 2_000 + text,
    )
    return rng.choice(wrappers)(text)


@pytest.mark.parametrize("source", ALL, ids=lambda source: source.product_id)
def test_a_good_answer_comes_through_whole(source: Source) -> None:
    found = reply_of(source, json.dumps(good_answer_of(source, NONCE)))
    assert [proposal.field for proposal in found.proposals] == list(SuggestField)
    assert not found.problems
    assert wrong(source, found) == []
    for proposal in found.proposals:
        again = judge_again(source, proposal.field, proposal.value)
        assert (again.problems, again.value) == ((), proposal.value)


@pytest.mark.parametrize("seed", range(40))
def test_no_mutated_reply_brings_anything_wrong_through(seed: int) -> None:
    rng = random.Random(seed)
    kept: Counter[str] = Counter()
    for _ in range(80):
        source = rng.choice(ALL)
        answer = good_answer_of(source, NONCE)
        for _ in range(rng.randrange(1, 4)):
            mutate_parts(rng, answer)
        text = json.dumps(answer, ensure_ascii=rng.random() < 0.5)
        if rng.random() < 0.3:
            text = mutate_whole(rng, text)
        found = reply_of(source, text, rng.choice(("whole", "whole", "whole", "cut")))
        assert wrong(source, found) == []
        kept.update(proposal.field for proposal in found.proposals)
        for proposal in found.proposals:
            assert not judge_again(source, proposal.field, proposal.value).problems
            Proposal.model_validate_json(proposal.model_dump_json())
    assert sum(kept.values()) > 20, "good parts have to survive beside the others"


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@settings(deadline=None, max_examples=150)
@given(
    st.dictionaries(st.sampled_from(["name", "summary", "description", "tags", "price"]), JSON_VALUES, max_size=5)
)
def test_any_json_is_read_and_judged(answer: dict[str, Any]) -> None:
    assert wrong(ENGLISH, reply_of(ENGLISH, json.dumps(answer))) == []


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    found = reply_of(ENGLISH, text)
    assert not found.proposals
    assert found.problems.keys() == set(SuggestField)


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=120), st.sampled_from([SuggestField.NAME, SuggestField.SUMMARY]))
def test_any_line_is_judged(text: str, field: SuggestField) -> None:
    answer = good_answer_of(ENGLISH, NONCE) | {field.value: f"{good_answer_of(ENGLISH, NONCE)[field.value]} {text}"}
    assert wrong(ENGLISH, reply_of(ENGLISH, json.dumps(answer))) == []


@pytest.mark.parametrize(
    "text",
    [
        '{"name":"' + "word " * 39_000,
        '{"name": "' + "a b " * 39_000 + '"}',
        '{"description": "' + "<p>word</p>" * 14_000 + '"}',
        '{"description": "' + "<" * 190_000 + '"}',
        '{"description": "' + "<a href=" * 2_000 + '"}',
        '{"description": "' + "<ul><li>" * 2_400 + '"}',
        '{"description": "' + "a." * 9_900 + '"}',
        '{"tags": [' + "".join(f'"tag {at}",' for at in range(15_000)) + '"b"]}',
        "{" * 199_000,
        '{"' * 99_000,
        '{"a":' * 39_000,
        '"' * 199_000,
        "\\" * 199_000,
        '{"' + '\\"' * 99_000,
        "<think>" * 28_000,
        "```json\n" * 24_000,
        "9" * 199_000,
        '{"name": ' + "9" * 190_000 + "}",
        "[" * 199_000,
        "\u202e" * 199_000,
    ],
    ids=range(20),
)
def test_a_huge_reply_comes_to_its_end_and_proposes_nothing(text: str) -> None:
    assert not reply_of(ENGLISH, text).proposals


def test_a_reply_beyond_the_limit_is_refused_unread() -> None:
    found = reply_of(ENGLISH, '{"name": "' + "x" * LONGEST + '"}')
    assert [problem.code for problem in found.whole] == ["reply_long"]
