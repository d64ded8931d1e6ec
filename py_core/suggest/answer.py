"""Reading what a model answered: text in, the asked parts out, each with what is wrong with it. No I/O here.

Reading never fails and takes time in proportion to the text. What stands around the answer is passed over: fences,
thoughts, friendly sentences.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from py_core.suggest.judge import Given
from py_core.suggest.problem import Problem
from py_core.suggest.wishes import SuggestField

LONGEST = 200_000
_MOST_TRIES = 20
_DEEPEST = 8
_MOST_ITEMS = 100
_SHOWN_KEYS = 5
_SHOWN_KEY = 40
_THOUGHTS = ("think", "thinking", "reasoning")
_OBJECT = re.compile(r"\{\s*[\"}]")
_PIECE = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[{}\[\]]', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it was read: the parts that were given, what is wrong with others, and with all of it.

    `unasked` are keys that nobody asked for; they are never used.
    """

    given: Mapping[SuggestField, Given]
    problems: Mapping[SuggestField, tuple[Problem, ...]]
    whole: tuple[Problem, ...] = ()
    unasked: tuple[str, ...] = ()


class _Twice:
    """Stands for a key that was given more than once."""


class _Number:
    """Stands for a number; none is wanted, so none is worked out."""


def read_answer(text: str, end: str, fields: Sequence[SuggestField]) -> Answer:
    """The parts of an answer. `end` is how the model ended: `whole`, `cut` or `refused`."""
    if end == "refused":
        return _nothing("refused")
    if len(text) > LONGEST:
        return _nothing("reply_long", most=f"{LONGEST:,}")
    if not text.strip():
        return _nothing("reply_empty")
    found, is_cut = _objects(_behind_thoughts(text))
    known = [one for one in found if any(field.value in one for field in SuggestField)]
    if len({json.dumps(one, default=_placeholder, sort_keys=True) for one in known}) > 1:
        return _nothing("reply_several")
    if known:
        return _parts(known[0], fields)
    if is_cut or end == "cut":
        return _nothing("reply_cut")
    return _nothing("reply_no_json")


def _nothing(code: str, **values: object) -> Answer:
    return Answer({}, {}, (Problem.of(code, **values),))


def _placeholder(_: object) -> str:
    return ""


def _behind_thoughts(text: str) -> str:
    """The text behind the thoughts that a model begins with."""
    beginning = text.lstrip()
    for name in _THOUGHTS:
        if beginning.startswith(f"<{name}>"):
            _, _, rest = beginning.partition(f"</{name}>")
            return rest
    return text


def _objects(text: str) -> tuple[list[dict[str, Any]], bool]:
    """The JSON objects at the top of a text, at most so many, and whether one begins and never ends."""
    found: list[dict[str, Any]] = []
    at = 0
    for _ in range(_MOST_TRIES):
        start = _OBJECT.search(text, at)
        if start is None:
            return found, False
        end, deepest = _end_of(text, start.start())
        if end is None:
            return found, True
        value = _decoded(text[start.start() : end]) if deepest <= _DEEPEST else None
        if value is None:
            at = start.start() + 1
            continue
        found.append(value)
        at = end
    return found, False


def _end_of(text: str, start: int) -> tuple[int | None, int]:
    """Where the object that begins there ends, None where it does not, and how deep it is nested."""
    depth = deepest = 0
    for piece in _PIECE.finditer(text, start):
        if piece[0] in "{[":
            depth += 1
            deepest = max(deepest, depth)
        elif piece[0] in "}]":
            depth -= 1
            if depth == 0:
                return piece.end(), deepest
    return None, deepest


def _decoded(text: str) -> dict[str, Any] | None:
    try:
        value = json.loads(
            text,
            object_pairs_hook=_pairs,
            parse_int=_number,
            parse_float=_number,
            parse_constant=_number,
            strict=False,
        )
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _number(_: str) -> _Number:
    return _Number()


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        found[key] = _Twice() if key in found else value
    return found


def _parts(answer: Mapping[str, Any], fields: Sequence[SuggestField]) -> Answer:
    given: dict[SuggestField, Given] = {}
    problems: dict[SuggestField, tuple[Problem, ...]] = {}
    for field in fields:
        value, problem = _part(field, answer)
        if problem is None:
            given[field] = value
        else:
            problems[field] = (problem,)
    asked = {field.value for field in fields}
    unasked = [str(key)[:_SHOWN_KEY] for key in answer if key not in asked]
    return Answer(given, problems, unasked=tuple(unasked[:_SHOWN_KEYS]))


def _part(field: SuggestField, answer: Mapping[str, Any]) -> tuple[Given, Problem | None]:
    if field.value not in answer:
        return "", Problem.of("missing")
    value = answer[field.value]
    if isinstance(value, _Twice):
        return "", Problem.of("twice")
    if field is SuggestField.TAGS:
        if isinstance(value, list) and all(isinstance(tag, str) for tag in value):
            return tuple(value[:_MOST_ITEMS]), None
        return "", Problem.of("not_texts")
    if isinstance(value, str):
        return value, None
    return "", Problem.of("not_text")
