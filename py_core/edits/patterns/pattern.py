"""A pattern or a plain text to look for, in a time that is bounded beforehand. No I/O and no clock here.

Python's own `re` is quick, and as a rule takes few steps; how many it could take at most on a text is worked out
first (`effort`). Where that is too many, `machine` looks instead, which is slower and never takes more than it has.
"""

import re

from py_core.edits.patterns.effort import Effort
from py_core.edits.patterns.machine import Machine, Spans, TooMuchWork, Work
from py_core.edits.patterns.syntax import parse

QUICK_STEPS = 10_000_000
"""Up to so many steps of `re` in one text: a tenth of a second."""
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
        self._quick = re.compile(parsed.root.source, flags)
        self._machine = Machine(parsed, flags)
        self._effort = Effort(parsed.root, flags)

    def find_all(self, text: str) -> list[Spans]:
        """Everything that is found, one behind the other; what is empty is not found.

        Raises: TooMuchWork when a bounded time is not enough for a text of that length.
        """
        if self._effort.most_steps(text) <= QUICK_STEPS:
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


def _spans(found: re.Match[str]) -> Spans:
    spans = (found.span(group) for group in range(found.re.groups + 1))
    return tuple(None if start < 0 else (start, end) for start, end in spans)
