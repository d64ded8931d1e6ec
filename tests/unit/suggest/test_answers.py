"""Reading answers as models give them."""

import pytest

from py_core.suggest.answer import Answer, read_answer
from py_core.suggest.wishes import SuggestField

NAME, SUMMARY, _, TAGS = SuggestField
FIELDS = (NAME, TAGS)
PLAIN = '{"name": "Icons", "tags": ["a", "b"]}'


def codes(answer: Answer) -> list[str]:
    every = [*answer.whole, *(problem for problems in answer.problems.values() for problem in problems)]
    assert all(problem.text for problem in every)
    return [problem.code for problem in every]


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        f"```json\n{PLAIN}\n```",
        f"Sure! {PLAIN} Anything else?",
        f'<think>{{"name": "no"}}</think>\n{PLAIN}',
        f'Use {{name}} and {{"name"}} so: {PLAIN}',
        f"[{PLAIN}]",
        f"{PLAIN}\n{PLAIN}",
        f'{{"x": 1}}{PLAIN}',
        PLAIN.replace('"Icons"', '"Ic\\u006fns"'),
        f"{PLAIN} {{",
    ],
)
def test_the_answer_is_found_in_what_stands_around_it(text: str) -> None:
    assert read_answer(text, "whole", FIELDS) == Answer({NAME: "Icons", TAGS: ("a", "b")}, {})


@pytest.mark.parametrize(
    ("text", "end", "found"),
    [
        (PLAIN, "refused", ["refused"]),
        ("", "whole", ["reply_empty"]),
        (" \n", "whole", ["reply_empty"]),
        ("x" * 200_001, "whole", ["reply_long"]),
        ("I cannot do that.", "whole", ["reply_no_json"]),
        ("I cannot", "cut", ["reply_cut"]),
        ('{"name": "Ic', "whole", ["reply_cut"]),
        ('{"name": "Icons", "tags": ["a"', "cut", ["reply_cut"]),
        ('{"answer": {"name": "Icons"}}', "whole", ["reply_no_json"]),
        ('{"name": "A"} {"name": "B"}', "whole", ["reply_several"]),
        ('{"name": [1, {"x": NaN}], "name": 2} {"name": 1}', "whole", ["twice", "missing"]),
        ('{"name": 1, "tags": "a"}', "whole", ["not_text", "not_texts"]),
        ('{"name": -1e999, "tags": ["a", 1]}', "whole", ["not_text", "not_texts"]),
        ('{"name": null}', "whole", ["not_text", "missing"]),
        ('{"name": "a", "name": "b", "tags": []}', "whole", ["twice"]),
        ('{"name": ' + "[" * 9 + "]" * 9 + "}", "whole", ["reply_no_json"]),
        ('{"name": ' + "9" * 5000 + "}", "whole", ["not_text", "missing"]),
        ("{'name': 'Icons'}", "whole", ["reply_no_json"]),
        ('{"name": Icons}', "whole", ["reply_no_json"]),
        ('{"a"}' * 30 + PLAIN, "whole", ["reply_no_json"]),
        ("<think>" + PLAIN, "whole", ["reply_no_json"]),
    ],
)
def test_what_cannot_be_read(text: str, end: str, found: list[str]) -> None:
    assert codes(read_answer(text, end, FIELDS)) == found


def test_a_whole_answer_counts_even_when_the_model_reached_its_length() -> None:
    assert codes(read_answer(PLAIN, "cut", FIELDS)) == []


def test_what_nobody_asked_for_is_set_apart() -> None:
    keys = ",".join(f'"{key}": 1' for key in ("summary", "price", "url", "id", "token", "more"))
    answer = read_answer(f'{{"name": "a", "tags": [], {keys}}}', "whole", FIELDS)
    assert (answer.given, answer.unasked) == (
        {NAME: "a", TAGS: ()}, ("summary", "price", "url", "id", "token")
    )  # fmt: skip
