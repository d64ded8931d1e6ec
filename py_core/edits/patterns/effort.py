"""How many steps `re` takes at most to look for a pattern in a text. No I/O here.

It goes through the ways a pattern can be matched from one place, one after the other, until one of them leads to
the end. For each part it is known here in how many places it can end at most (`ends`), and how many steps it takes
to have tried all of them (`steps`). What repeats itself in more than one way has no bound. Whether two sets share a
character is asked for the characters of the text alone, which makes it exact there.
"""

import re
from collections.abc import Sequence as Several
from dataclasses import dataclass
from math import inf
from typing import assert_never

from py_core.edits.patterns.syntax import Chars, Choice, Group, Node, Place, Repeat, Sequence

_ENOUGH = 1e12


@dataclass(frozen=True, slots=True)
class Ways:
    """In how many places a part can end, and how many steps it takes to try all of them."""

    ends: float
    steps: float


_ONE = Ways(1, 1)
UNBOUNDED = Ways(inf, inf)


class Effort:
    """What a pattern asks for, whatever the text; `most_steps` says it for one."""

    def __init__(self, root: Node, flags: re.RegexFlag) -> None:
        self._root = root
        self._tests = {source: re.compile(source, flags) for source in sets_of(root)}
        self._runs = {source: re.compile(f"(?:{source})+", flags) for source in sets_of(root, repeated=True)}

    def most_steps(self, text: str) -> float:
        """How many steps it takes at most to look through a text; `inf` where nothing bounds them."""
        letters = frozenset(text)
        held = {source: frozenset(filter(test.match, letters)) for source, test in self._tests.items()}
        longest = {source: _longest(run, text) for source, run in self._runs.items()}
        first = _first_set(self._root)
        begins = len(text) + 1 if first is None else sum(text.count(letter) for letter in held[first])
        looks = len(text) + 1
        return looks + begins * _Counting(len(text), held, longest).ways(self._root).steps if begins else looks


@dataclass(frozen=True, slots=True)
class _Counting:
    """`held` are the text's characters that belong to a set, `longest` is how many of them follow each other."""

    length: int
    held: dict[str, frozenset[str]]
    longest: dict[str, int]

    def ways(self, node: Node) -> Ways:
        match node:
            case Chars() | Place():
                return _ONE
            case Group():
                return self.ways(node.body)
            case Choice():
                options = [self.ways(option) for option in node.options]
                return Ways(sum(one.ends for one in options), sum(one.steps for one in options) + 1)
            case Sequence():
                return self._sequence(node.parts)
            case Repeat(body=Chars(source=source)):
                longest = self._longest(node, source)
                return Ways(max(1, longest - node.least + 1) + 1, longest + 1)
            case Repeat():
                return self._repeated(node)
            case _:
                assert_never(node)

    def _longest(self, node: Repeat, source: str) -> int:
        longest = self.longest[source]
        return longest if node.most is None else min(node.most, longest)

    def _sequence(self, parts: Several[Node]) -> Ways:
        ends, steps = 1.0, 1.0
        for at, part in enumerate(parts):
            one = self.ways(part)
            if at + 1 < len(parts) and self._ends_once(part, parts[at + 1]):
                one = Ways(1, 2 * one.steps)
            steps += ends * one.steps
            ends *= one.ends
        return Ways(ends, steps)

    def _ends_once(self, part: Node, after: Node) -> bool:
        """Whether a repeat can go on in one place alone, since nothing it runs over begins what comes after it."""
        last, first = _only_set(part), _first_set(after)
        return last is not None and first is not None and self.held[last].isdisjoint(self.held[first])

    def _repeated(self, node: Repeat) -> Ways:
        body = self.ways(node.body)
        if node.most is not None:
            return _several(body, node.most)
        least = _least_length(node.body)
        if not least:
            return UNBOUNDED
        rounds = self.length // least + 1
        if body.ends == 1:
            return Ways(rounds + 1, (rounds + 1) * (body.steps + 1))
        return self._rounds(node.body, body, rounds)

    def _rounds(self, node: Node, body: Ways, rounds: int) -> Ways:
        """A round that ends in a run which cannot go into the next round: only its whole length leads there."""
        parts = node.body.parts if isinstance(node, Group) and isinstance(node.body, Sequence) else ()
        parts = node.parts if isinstance(node, Sequence) else parts
        if (
            len(parts) < 2
            or not self._ends_once(parts[-1], parts[0])
            or self._sequence((*parts[:-1], parts[0])).ends > 1
        ):
            return UNBOUNDED
        return Ways(rounds * body.ends + 1, (rounds + 1) * (body.steps + body.ends))


def _several(one: Ways, most: int) -> Ways:
    ends, steps, power = 1.0, 1.0, 1.0
    for _ in range(most):
        steps += power * one.steps
        power *= one.ends
        ends += power
        if steps > _ENOUGH:
            return UNBOUNDED
    return Ways(ends, steps)


def _only_set(node: Node) -> str | None:
    """The set that a part is a repeat of; None for any other part."""
    match node:
        case Group():
            return _only_set(node.body)
        case Repeat(body=Chars(source=source)):
            return source
        case _:
            return None


def _first_set(node: Node) -> str | None:
    """The set that whatever a part matches begins with; None where that is not one set, or it may match nothing."""
    match node:
        case Chars():
            return node.source
        case Group():
            return _first_set(node.body)
        case Sequence(parts=(first, *_)):
            return _first_set(first)
        case Repeat() if node.least:
            return _first_set(node.body)
        case _:
            return None


def _least_length(node: Node) -> int:
    """How many characters a part takes at least."""
    match node:
        case Chars():
            return 1
        case Place():
            return 0
        case Group():
            return _least_length(node.body)
        case Repeat():
            return node.least * _least_length(node.body)
        case Sequence():
            return sum(map(_least_length, node.parts))
        case Choice():
            return min(map(_least_length, node.options))
        case _:
            assert_never(node)


def sets_of(node: Node, *, repeated: bool = False) -> frozenset[str]:
    """The sets of a pattern, or those of them that a repeat runs over."""
    match node:
        case Chars():
            return frozenset(() if repeated else (node.source,))
        case Place():
            return frozenset()
        case Repeat(body=Chars(source=source)):
            return frozenset((source,))
        case Group() | Repeat():
            return sets_of(node.body, repeated=repeated)
        case Sequence(parts=parts) | Choice(options=parts):
            return frozenset().union(*(sets_of(part, repeated=repeated) for part in parts))
        case _:
            assert_never(node)


def _longest(run: re.Pattern[str], text: str) -> int:
    return max((found.end() - found.start() for found in run.finditer(text)), default=0)
