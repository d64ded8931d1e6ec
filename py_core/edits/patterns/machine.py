"""Matching with a memory: no place of the pattern is tried twice at the same place of the text. No I/O here.

It tries in the order in which Python's `re` does and finds what that finds, but a search of a whole text takes at
most one step for each pair of pattern place and text place, where `re` may take more steps than there are atoms.
This is the backtracking of RE2's `bitstate.cc`.
"""

import re
from dataclasses import dataclass
from typing import assert_never

from py_core.edits.patterns.syntax import Chars, Choice, Group, Node, Parsed, Place, Repeat, Sequence
from py_core.errors import InputError
from py_core.words import say

LARGEST_PROGRAM = 4_000
_CHAR, _PLACE, _SPLIT, _JUMP, _SAVE, _MATCH = range(6)
Spans = tuple[tuple[int, int] | None, ...]
"""Where everything that was found stands, and each group of it; None for a group that took no part."""


class TooMuchWork(Exception):
    """A text is too long for a pattern as hard as this one."""


@dataclass(slots=True)
class Work:
    """How many steps are left."""

    left: int


class Machine:
    """A pattern, ready to be looked for."""

    def __init__(self, parsed: Parsed, flags: re.RegexFlag) -> None:
        self._flags = flags
        self._groups = parsed.groups
        self._code: list[tuple[int, int, int]] = []
        self._sets: list[_Set] = []
        self._places: list[re.Pattern[str]] = []
        self._known: dict[str, int] = {}
        self._compile(parsed.root)
        self._emit(_MATCH)

    def _emit(self, op: int, first: int = 0, second: int = 0) -> int:
        if len(self._code) >= LARGEST_PROGRAM:
            raise InputError("pattern_large", say("pattern_large"))
        self._code.append((op, first, second))
        return len(self._code) - 1

    def _compile(self, node: Node) -> None:
        match node:
            case Chars():
                self._emit(_CHAR, self._set(node.source))
            case Place():
                self._places.append(re.compile(node.source, self._flags))
                self._emit(_PLACE, len(self._places) - 1)
            case Sequence():
                for part in node.parts:
                    self._compile(part)
            case Group():
                self._emit(_SAVE, 2 * node.number)
                self._compile(node.body)
                self._emit(_SAVE, 2 * node.number + 1)
            case Choice():
                self._options(node.options)
            case Repeat():
                self._repeat(node)
            case _:
                assert_never(node)

    def _set(self, source: str) -> int:
        if source not in self._known:
            self._known[source] = len(self._sets)
            self._sets.append(_Set(re.compile(source, self._flags)))
        return self._known[source]

    def _options(self, options: tuple[Node, ...]) -> None:
        ends: list[int] = []
        for option in options[:-1]:
            split = self._emit(_SPLIT)
            self._compile(option)
            ends.append(self._emit(_JUMP))
            self._code[split] = (_SPLIT, split + 1, len(self._code))
        self._compile(options[-1])
        for end in ends:
            self._code[end] = (_JUMP, len(self._code), 0)

    def _repeat(self, node: Repeat) -> None:
        for _ in range(node.least):
            self._compile(node.body)
        if node.most is None:
            split = self._emit(_SPLIT)
            self._compile(node.body)
            self._emit(_JUMP, split)
            self._code[split] = self._split(split + 1, len(self._code), node.lazy)
            return
        splits: list[int] = []
        for _ in range(node.most - node.least):
            splits.append(self._emit(_SPLIT))
            self._compile(node.body)
        for split in splits:
            self._code[split] = self._split(split + 1, len(self._code), node.lazy)

    @staticmethod
    def _split(into: int, past: int, lazy: bool) -> tuple[int, int, int]:
        return (_SPLIT, past, into) if lazy else (_SPLIT, into, past)

    @property
    def size(self) -> int:
        """How many places the pattern has, repeats written out."""
        return len(self._code)

    def find_all(self, text: str, work: Work) -> list[Spans]:
        """Everything that is found, one behind the other; what is empty is not found.

        Raises: TooMuchWork when more steps are needed than are left.
        """
        size = len(self._code)
        seen = bytearray(size * (len(text) + 1))
        found: list[Spans] = []
        at = 0
        while at < len(text):
            spans = self._at(text, at, seen, work)
            if spans is None:
                at += 1
                continue
            found.append(spans)
            end = spans[0][1] if spans[0] is not None else at + 1
            # What was tried where the find ends led to the find; what was tried behind it led nowhere.
            seen[end * size : (end + 1) * size] = bytes(size)
            at = end
        return found

    def _at(self, text: str, start: int, seen: bytearray, work: Work) -> Spans | None:
        code, size, length = self._code, len(self._code), len(text)
        saved = [-1] * (2 * self._groups + 2)
        stack: list[tuple[int, int]] = [(0, start)]
        while stack:
            pc, pos = stack.pop()
            if pc < 0:
                saved[-pc - 1] = pos
                continue
            while True:
                place = pos * size + pc
                if seen[place]:
                    break
                seen[place] = 1
                work.left -= 1
                if work.left < 0:
                    raise TooMuchWork
                op, first, second = code[pc]
                if op == _CHAR:
                    if pos >= length or not self._sets[first][text[pos]]:
                        break
                    pos += 1
                    pc += 1
                elif op == _SPLIT:
                    stack.append((second, pos))
                    pc = first
                elif op == _JUMP:
                    pc = first
                elif op == _SAVE:
                    stack.append((-first - 1, saved[first]))
                    saved[first] = pos
                    pc += 1
                elif op == _PLACE:
                    if self._places[first].match(text, pos) is None:
                        break
                    pc += 1
                elif pos > start:
                    saved[0], saved[1] = start, pos
                    return _spans(saved)
                else:
                    break
        return None


class _Set(dict[str, bool]):
    """Which characters belong to a set, looked up once each."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        super().__init__()
        self._pattern = pattern

    def __missing__(self, char: str) -> bool:
        held = self._pattern.match(char) is not None
        self[char] = held
        return held


def _spans(saved: list[int]) -> Spans:
    pairs = zip(saved[::2], saved[1::2], strict=True)
    return tuple(None if start < 0 or end < 0 else (start, end) for start, end in pairs)
