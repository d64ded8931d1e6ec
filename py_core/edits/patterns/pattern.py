"""A pattern or a plain text to look for, in a time that is bounded beforehand. No I/O and no clock here.

Python's own `re` is quick, and as a rule takes few steps; how many it could take on a text is worked out first, by
`most_steps`. Where that is too many, `machine` looks instead, which is slower and never takes more than it has.
"""

import re
from collections.abc import Iterable, Mapping
from math import inf
from typing import assert_never

from py_core.edits.patterns.machine import Machine, Spans, TooMuchWork, Work
from py_core.edits.patterns.syntax import Chars, Choice, Group, Node, Place, Repeat, Sequence, parse

QUICK_STEPS = 2_000_000
"""Up to so many steps of `re` in one text: some hundredths of a second."""
MACHINE_STEPS = 400_000
"""Up to so many steps of `machine` in one text: about a second in the browser."""
MACHINE_CELLS = 32_000_000
"""Up to so many pairs of pattern place and text place, a byte each."""
_BLANK = "[ \N{NO-BREAK SPACE}]"


class Pattern:
    """What is looked for. `groups` is how many groups a replacement can name."""

    def __init__(self, source: str, *, match_case: bool) -> None:
        """Raises: InputError with a sentence about what cannot be used."""
        parsed = parse(source)
        flags = re.MULTILINE | (re.NOFLAG if match_case else re.IGNORECASE)
        self.groups = parsed.groups
        self._root = parsed.root
        self._flags = flags
        self._quick = re.compile(parsed.root.source, flags)
        self._machine = Machine(parsed, flags)
        self._runs = {source: re.compile(f"(?:{source})+", flags) for source in _repeated(parsed.root)}
        self._size = float(_size(parsed.root))

    def find_all(self, text: str) -> list[Spans]:
        """Everything that is found, one behind the other; what is empty is not found.

        Raises: TooMuchWork when a bounded time is not enough for a text of that length.
        """
        longest = {source: _longest(run, text) for source, run in self._runs.items()}
        if (len(text) + 1) * self._size * paths(self._root, longest) <= QUICK_STEPS:
            return [_spans(found) for found in self._quick.finditer(text) if found.end() > found.start()]
        if self._machine.size * (len(text) + 1) > MACHINE_CELLS:
            raise TooMuchWork
        return self._machine.find_all(text, Work(MACHINE_STEPS))


class PlainText:
    """A text that is looked for just as it is; a blank also finds one that does not break."""

    groups = 0

    def __init__(self, source: str, *, match_case: bool) -> None:
        escaped = "".join(_BLANK if char == " " else re.escape(char) for char in source)
        self._compiled = re.compile(escaped, re.NOFLAG if match_case else re.IGNORECASE)

    def find_all(self, text: str) -> list[Spans]:
        """Everything that is found, one behind the other."""
        return [_spans(found) for found in self._compiled.finditer(text)]


def paths(node: Node, longest: Mapping[str, int]) -> float:
    """In how many ways at most a part can be gone through from one place of a text; `inf` where nothing bounds
    that.

    `longest` is how many characters of a set follow each other at most in that text.
    """
    match node:
        case Chars() | Place():
            return 1.0
        case Group():
            return paths(node.body, longest)
        case Sequence():
            return _product(paths(part, longest) for part in node.parts)
        case Choice():
            return sum(paths(option, longest) for option in node.options)
        case Repeat(body=Chars(source=source)):
            most = longest[source] if node.most is None else min(node.most, longest[source])
            return float(max(1, most - node.least + 1) + 1)
        case Repeat():
            return _repeated_paths(paths(node.body, longest), node.most)
        case _:
            assert_never(node)


def _repeated_paths(one: float, most: int | None) -> float:
    if most is None:
        return inf
    total, power = 1.0, 1.0
    for _ in range(most):
        power *= one
        total += power
        if total > QUICK_STEPS:
            return inf
    return total


def _product(factors: Iterable[float]) -> float:
    product = 1.0
    for factor in factors:
        product *= factor
    return product


def _repeated(node: Node) -> frozenset[str]:
    """The sets that a repeat runs over."""
    match node:
        case Chars() | Place():
            return frozenset()
        case Repeat(body=Chars(source=source)):
            return frozenset((source,))
        case Group() | Repeat():
            return _repeated(node.body)
        case Sequence(parts=parts) | Choice(options=parts):
            return frozenset().union(*map(_repeated, parts))
        case _:
            assert_never(node)


def _size(node: Node) -> int:
    """How many places a way through the pattern passes, a set that repeats counted once."""
    match node:
        case Chars() | Place():
            return 1
        case Group():
            return 1 + _size(node.body)
        case Repeat():
            return 1 + _size(node.body) * (1 if isinstance(node.body, Chars) else node.most or 1)
        case Sequence(parts=parts) | Choice(options=parts):
            return 1 + sum(map(_size, parts))
        case _:
            assert_never(node)


def _longest(run: re.Pattern[str], text: str) -> int:
    return max((found.end() - found.start() for found in run.finditer(text)), default=0)


def _spans(found: re.Match[str]) -> Spans:
    spans = (found.span(group) for group in range(found.re.groups + 1))
    return tuple(None if start < 0 else (start, end) for start, end in spans)
