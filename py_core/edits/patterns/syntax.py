"""Reading a pattern: the part of Python's regular expressions that can be matched in a bounded time. No I/O here.

Left out is what refers back to text that was found (`\\1` in a pattern) and what looks ahead or behind: with these
no way of matching has a bound. What is read is written again as a pattern of Python's own (`source`), so both mean
one.
"""

import re
from dataclasses import dataclass, field
from typing import Final, NoReturn, TypeAlias

from py_core.errors import InputError
from py_core.words import say

LONGEST_PATTERN = 500
DEEPEST = 40
MOST_REPEATS = 1000
_SETS = frozenset("dDwWsS")
_CONTROLS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "v": "\v"}
_HEX_DIGITS = {"x": 2, "u": 4}
_BOUNDS = re.compile(r"\{(\d*)(,?)(\d*)\}")
_SPECIAL_IN_SET = frozenset(r"\]^-[&~|")
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Chars:
    """One character of a set; `source` is the set as a pattern."""

    source: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place between characters: the beginning or the end of a line, the edge of a word, or no edge."""

    source: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """One thing after the other; nothing at all where it is empty."""

    parts: "tuple[Node, ...]"

    @property
    def source(self) -> str:
        """The same as a pattern."""
        return "".join(part.source for part in self.parts)


@dataclass(frozen=True, slots=True)
class Choice:
    """The first of several that fits."""

    options: "tuple[Node, ...]"

    @property
    def source(self) -> str:
        """The same as a pattern."""
        return f"(?:{'|'.join(option.source for option in self.options)})"


@dataclass(frozen=True, slots=True)
class Repeat:
    """Something several times, as often as possible or (`lazy`) as seldom; `most` None is without an end."""

    body: "Node"
    least: int
    most: int | None
    lazy: bool

    @property
    def source(self) -> str:
        """The same as a pattern."""
        most = "" if self.most is None else str(self.most)
        return f"(?:{self.body.source}){{{self.least},{most}}}{'?' if self.lazy else ''}"


@dataclass(frozen=True, slots=True)
class Group:
    """A part whose text the replacement can name by its number."""

    number: int
    body: "Node"

    @property
    def source(self) -> str:
        """The same as a pattern."""
        return f"({self.body.source})"


Node: TypeAlias = Chars | Place | Sequence | Choice | Repeat | Group
NOTHING: Final = Sequence(())


@dataclass(frozen=True, slots=True)
class Parsed:
    """A pattern as it was read, and how many groups it has."""

    root: Node
    groups: int


def parse(pattern: str) -> Parsed:
    """Read a pattern. Raises: InputError with a sentence about what cannot be used, and where."""
    if len(pattern) > LONGEST_PATTERN:
        raise InputError("pattern_long", say("pattern_long", most=LONGEST_PATTERN))
    reader = _Reader(pattern)
    root = reader.choice(0)
    if reader.more:
        reader.refuse("pattern_closes")
    return Parsed(root, reader.groups)


@dataclass
class _Reader:
    pattern: str
    at: int = 0
    groups: int = field(default=0)

    @property
    def more(self) -> bool:
        return self.at < len(self.pattern)

    def refuse(self, code: str, **values: object) -> NoReturn:
        """Raises: InputError with the sentence of that code."""
        raise InputError(code, say(code, at=self.at + 1, **values))

    def peek(self, text: str) -> bool:
        return self.pattern.startswith(text, self.at)

    def take(self) -> str:
        """The next character. Raises: InputError at the end."""
        if not self.more:
            self.refuse("pattern_ends")
        self.at += 1
        return self.pattern[self.at - 1]

    def choice(self, depth: int) -> Node:
        if depth > DEEPEST:
            self.refuse("pattern_deep")
        options = [self.sequence(depth)]
        while self.peek("|"):
            self.at += 1
            options.append(self.sequence(depth))
        return options[0] if len(options) == 1 else Choice(tuple(options))

    def sequence(self, depth: int) -> Node:
        parts: list[Node] = []
        while self.more and self.pattern[self.at] not in "|)":
            parts.append(self.repeated(self.atom(depth)))
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts))

    def atom(self, depth: int) -> Node:
        char = self.take()
        match char:
            case "(":
                return self.group(depth)
            case "[":
                return self.char_set()
            case ".":
                return Chars(".")
            case "^" | "$":
                return Place(char)
            case "\\":
                return self.escape()
            case "*" | "+" | "?":
                self.at -= 1
                self.refuse("pattern_repeats_nothing", char=char)
        return Chars(re.escape(char))

    def group(self, depth: int) -> Node:
        opened = self.at
        number = 0
        if self.peek("?:"):
            self.at += 2
        elif self.peek("?"):
            self.refuse("pattern_group_kind", what=self.pattern[opened - 1 : opened + 2])
        else:
            self.groups += 1
            number = self.groups
        body = self.choice(depth + 1)
        if not self.peek(")"):
            self.at = opened - 1
            self.refuse("pattern_open_group")
        self.at += 1
        return Group(number, body) if number else body

    def escape(self) -> Node:
        char = self.take()
        if char in _SETS:
            return Chars(f"\\{char}")
        if char in "bB":
            return Place(f"\\{char}")
        if char.isdigit():
            self.at -= 2
            self.refuse("pattern_refers_back", what=f"\\{char}")
        return Chars(re.escape(self.escaped(char)))

    def escaped(self, char: str) -> str:
        """The character that stands behind a backslash, with what belongs to it."""
        if char in _CONTROLS:
            return _CONTROLS[char]
        if char in _HEX_DIGITS:
            return self.by_number(char, _HEX_DIGITS[char])
        if char.isalnum():
            self.at -= 2
            self.refuse("pattern_escape", what=f"\\{char}")
        return char

    def by_number(self, char: str, digits: int) -> str:
        text = self.pattern[self.at : self.at + digits]
        if re.fullmatch(f"[0-9a-fA-F]{{{digits}}}", text) is None:
            self.at -= 2
            self.refuse("pattern_escape", what=f"\\{char}{text}")
        self.at += digits
        return chr(int(text, 16))

    def char_set(self) -> Node:
        opened = self.at
        negated = self.peek("^")
        self.at += negated
        items: list[str] = []
        while not self.peek("]") or not items:
            if not self.more:
                self.at = opened - 1
                self.refuse("pattern_open_set")
            items.append(self.set_item())
        self.at += 1
        return Chars(f"[{'^' if negated else ''}{''.join(items)}]")

    def set_item(self) -> str:
        first = self.set_char()
        if len(first) > 1 or not self.peek("-") or self.pattern.startswith("-]", self.at):
            return first if len(first) > 1 else _in_set(first)
        self.at += 1
        last = self.set_char()
        if len(last) > 1 or last < first:
            self.refuse("pattern_range", what=f"{first}-{last}")
        return f"{_in_set(first)}-{_in_set(last)}"

    def set_char(self) -> str:
        """One character of a set, or a set inside it such as `\\d`."""
        char = self.take()
        if char != "\\":
            return char
        char = self.take()
        if char in _SETS:
            return f"\\{char}"
        return "\b" if char == "b" else self.escaped(char)

    def repeated(self, body: Node) -> Node:
        bounds = self.bounds()
        if bounds is None:
            return body
        least, most = bounds
        lazy = self.peek("?")
        self.at += lazy
        if self.peek("*") or self.peek("+") or self.peek("?") or self.bounds() is not None:
            self.refuse("pattern_repeats_twice")
        return Repeat(body, least, most, lazy)

    def bounds(self) -> tuple[int, int | None] | None:
        """How often what was read may come, as in `*`, `{2}`, `{2,}` or `{,3}`; None where that is not said."""
        simple: dict[str, tuple[int, int | None]] = {"*": (0, None), "+": (1, None), "?": (0, 1)}
        if self.more and self.pattern[self.at] in simple:
            self.at += 1
            return simple[self.pattern[self.at - 1]]
        found = _BOUNDS.match(self.pattern, self.at)
        if found is None or not (found[1] or found[3]):
            return None
        least = int(found[1] or 0)
        most = least if not found[2] else int(found[3]) if found[3] else None
        if max(least, most or 0) > MOST_REPEATS:
            self.refuse("pattern_repeats_many", most=MOST_REPEATS)
        if most is not None and most < least:
            self.refuse("pattern_range", what=found[0][:_SHOWN])
        self.at = found.end()
        return least, most


def _in_set(char: str) -> str:
    return f"\\{char}" if char in _SPECIAL_IN_SET else char
