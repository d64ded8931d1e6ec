"""The custom rule: one Python expression over named values, read by a small evaluator of our own.

The text is parsed, never run: only the kinds of node listed here are understood, so there is no way from a
rule to an attribute, an import or a call that is not in the list. There are no loops, numbers are exact
fractions of bounded size, and the length, the number of nodes and the depth of a rule are bounded, so its
time is too. Unknown values (sales that the token may not see, codes not read yet) are None; arithmetic or
comparison with None raises `NotKnown`, and the product is left alone.
"""

import ast
import re
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction
from math import ceil, floor
from typing import Any

from py_core.errors import InputError
from py_core.words import say

MAX_LENGTH = 500
MAX_NODES = 200
MAX_DEPTH = 60
MAX_BITS = 512
MAX_POWER = 16

Names = Mapping[str, object]
Part = Callable[[Names], object]

NAMES = (
    "price", "name", "tags", "sales", "currency", "category", "published", "codes", "versions", "type",
)  # fmt: skip
_NUMBER = re.compile(r"(\d[\d_]{0,19})?(\.[\d_]{0,19})?", re.ASCII)


class NotKnown(Exception):
    """The rule needs a value that is not known of this product."""


class RuleFailed(Exception):
    """The rule cannot be worked out for a product; the message is a sentence."""


def _failed(key: str, **values: object) -> RuleFailed:
    return RuleFailed(say(key, **values))


def _known(value: object) -> object:
    if value is None:
        raise NotKnown
    return value


def _number(value: object) -> Fraction:
    known = _known(value)
    if isinstance(known, bool) or not isinstance(known, Fraction | int):
        raise _failed("rule_needs_number", got=_kind(known))
    return Fraction(known)


def _text(value: object) -> str:
    known = _known(value)
    if not isinstance(known, str):
        raise _failed("rule_needs_text", got=_kind(known))
    return known


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return say("kind_truth")
    if isinstance(value, str):
        return say("kind_text")
    return say("kind_list" if isinstance(value, tuple) else "kind_number")


def _bounded(value: Fraction) -> Fraction:
    if value.numerator.bit_length() > MAX_BITS or value.denominator.bit_length() > MAX_BITS:
        raise _failed("rule_too_large")
    return value


def _divided(left: Fraction, right: Fraction) -> Fraction:
    if right == 0:
        raise _failed("rule_divides_by_zero")
    return left / right


def _power(left: Fraction, right: Fraction) -> Fraction:
    if right.denominator != 1 or abs(right) > MAX_POWER:
        raise _failed("rule_power", limit=MAX_POWER)
    if left == 0 and right < 0:
        raise _failed("rule_divides_by_zero")
    return Fraction(left**right.numerator)


_ARITHMETIC: Mapping[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: lambda left, right: left + right,
    ast.Sub: lambda left, right: left - right,
    ast.Mult: lambda left, right: left * right,
    ast.Div: _divided,
    ast.FloorDiv: lambda left, right: Fraction(floor(_divided(left, right))),
    ast.Mod: lambda left, right: left - right * floor(_divided(left, right)),
    ast.Pow: _power,
}


def _contains(whole: object, part: object) -> bool:
    inside = _known(whole)
    if isinstance(inside, str):
        return _text(part) in inside
    if isinstance(inside, tuple):
        return part in inside
    raise _failed("rule_needs_text", got=_kind(inside))


def _ordered(test: Callable[[Any, Any], bool]) -> Callable[[object, object], bool]:
    def compare(left: object, right: object) -> bool:
        first = _known(left)
        if isinstance(first, str):
            return test(first, _text(right))
        return test(_number(first), _number(right))

    return compare


def _equal(left: object, right: object) -> bool:
    return bool(left == right)


_COMPARING: Mapping[type[ast.cmpop], Callable[[object, object], bool]] = {
    ast.Lt: _ordered(lambda left, right: left < right),
    ast.LtE: _ordered(lambda left, right: left <= right),
    ast.Gt: _ordered(lambda left, right: left > right),
    ast.GtE: _ordered(lambda left, right: left >= right),
    ast.Eq: _equal,
    ast.NotEq: lambda left, right: not _equal(left, right),
    ast.Is: _equal,
    ast.IsNot: lambda left, right: not _equal(left, right),
    ast.In: lambda part, whole: _contains(whole, part),
    ast.NotIn: lambda part, whole: not _contains(whole, part),
}


def _rounded(value: object, digits: object = Fraction(0)) -> Fraction:
    places = _number(digits)
    if places.denominator != 1 or abs(places) > MAX_POWER:
        raise _failed("rule_power", limit=MAX_POWER)
    scale = Fraction(10) ** places.numerator
    return floor(_number(value) * scale + Fraction(1, 2)) / scale


def _length(value: object) -> Fraction:
    known = _known(value)
    if not isinstance(known, str | tuple):
        raise _failed("rule_needs_text", got=_kind(known))
    return Fraction(len(known))


_CALLS: Mapping[str, tuple[int, int, Callable[..., object]]] = {
    "min": (2, 20, lambda *values: min(_number(value) for value in values)),
    "max": (2, 20, lambda *values: max(_number(value) for value in values)),
    "round": (1, 2, _rounded),
    "abs": (1, 1, lambda value: abs(_number(value))),
    "floor": (1, 1, lambda value: Fraction(floor(_number(value)))),
    "ceil": (1, 1, lambda value: Fraction(ceil(_number(value)))),
    "len": (1, 1, _length),
    "lower": (1, 1, lambda value: _text(value).lower()),
    "upper": (1, 1, lambda value: _text(value).upper()),
    "contains": (2, 2, _contains),
}
_METHODS: Mapping[str, tuple[int, int, Callable[..., object]]] = {
    "lower": (0, 0, lambda value: _text(value).lower()),
    "upper": (0, 0, lambda value: _text(value).upper()),
    "strip": (0, 0, lambda value: _text(value).strip()),
    "startswith": (1, 1, lambda value, start: _text(value).startswith(_text(start))),
    "endswith": (1, 1, lambda value, end: _text(value).endswith(_text(end))),
}


class _Reader:
    """Turns a parsed tree into nested functions; refuses whatever is not listed, with its position."""

    def __init__(self, text: str, offset: int) -> None:
        self._bytes = text.encode()
        self._offset = offset
        self._nodes = 0
        self._depth = 0

    def _refused(self, node: ast.expr, key: str, **values: object) -> InputError:
        at = len(self._bytes[: node.col_offset].decode()) + self._offset + 1
        return refused(say("rule_at", at=at, what=say(key, **values)))

    def _source(self, node: ast.expr) -> str:
        return self._bytes[node.col_offset : node.end_col_offset].decode()

    def read(self, node: ast.expr) -> Part:
        """The function of one node."""
        self._nodes += 1
        self._depth += 1
        if self._nodes > MAX_NODES or self._depth > MAX_DEPTH:
            raise self._refused(node, "rule_too_complex")
        part = self._read(node)
        self._depth -= 1
        return part

    def _read(self, node: ast.expr) -> Part:
        match node:
            case ast.Constant():
                return self._constant(node)
            case ast.Name():
                return self._name(node)
            case ast.BinOp():
                return self._arithmetic(node)
            case ast.UnaryOp():
                return self._unary(node)
            case ast.BoolOp():
                return self._logic(node)
            case ast.Compare():
                return self._compare(node)
            case ast.IfExp():
                test, then, other = self.read(node.test), self.read(node.body), self.read(node.orelse)
                return lambda names: then(names) if test(names) else other(names)
            case ast.Tuple() | ast.List() | ast.Set():
                parts = tuple(self.read(item) for item in node.elts)
                return lambda names: tuple(part(names) for part in parts)
            case ast.Call():
                return self._call(node)
            case _:
                raise self._refused(node, "rule_not_allowed")

    def _constant(self, node: ast.Constant) -> Part:
        value = node.value
        if isinstance(value, bool | str) or value is None:
            return lambda _: value
        source = self._source(node)
        if not isinstance(value, int | float) or _NUMBER.fullmatch(source) is None:
            raise self._refused(node, "rule_not_a_number", text=source[:20])
        exact = Fraction(source.replace("_", ""))
        return lambda _: exact

    def _name(self, node: ast.Name) -> Part:
        key = node.id
        if key not in NAMES:
            near = get_close_matches(key, (*NAMES, *_CALLS), n=1)
            if near:
                raise self._refused(node, "rule_unknown_name_near", name=key[:40], near=near[0])
            raise self._refused(node, "rule_unknown_name", name=key[:40], names=", ".join(NAMES))
        return lambda names: names[key]

    def _arithmetic(self, node: ast.BinOp) -> Part:
        work = _ARITHMETIC.get(type(node.op))
        if work is None:
            raise self._refused(node, "rule_not_allowed")
        left, right = self.read(node.left), self.read(node.right)
        return lambda names: _bounded(work(_number(left(names)), _number(right(names))))

    def _unary(self, node: ast.UnaryOp) -> Part:
        inner = self.read(node.operand)
        match node.op:
            case ast.Not():
                return lambda names: not inner(names)
            case ast.USub():
                return lambda names: -_number(inner(names))
            case ast.UAdd():
                return lambda names: _number(inner(names))
            case _:
                raise self._refused(node, "rule_not_allowed")

    def _logic(self, node: ast.BoolOp) -> Part:
        *parts, last = (self.read(value) for value in node.values)
        stop_at = isinstance(node.op, ast.Or)

        def work(names: Names) -> object:
            for part in parts:
                value = part(names)
                if bool(value) is stop_at:
                    return value
            return last(names)

        return work

    def _compare(self, node: ast.Compare) -> Part:
        first = self.read(node.left)
        links = tuple(
            (_COMPARING[type(how)], self.read(right)) for how, right in zip(node.ops, node.comparators, strict=True)
        )

        def work(names: Names) -> object:
            left = first(names)
            for test, right in links:
                value = right(names)
                if not test(left, value):
                    return False
                left = value
            return True

        return work

    def _call(self, node: ast.Call) -> Part:
        table, label = _CALLS, self._source(node.func)
        own: tuple[Part, ...] = ()
        if isinstance(node.func, ast.Attribute):
            table, label, own = _METHODS, node.func.attr, (self.read(node.func.value),)
        if label not in table:
            listed = ", ".join(_METHODS if own else _CALLS)
            raise self._refused(node.func, "rule_unknown_call", name=label[:40], names=listed)
        least, most, work = table[label]
        if node.keywords or not least <= len(node.args) <= most:
            raise self._refused(node.func, "rule_wrong_count", name=label)
        parts = (*own, *(self.read(arg) for arg in node.args))
        return lambda names: work(*(part(names) for part in parts))


def refused(message: str) -> InputError:
    """The error of a rule, to be shown under its field."""
    return InputError("expression", message, fields={"expression": message})


@dataclass(frozen=True, slots=True)
class Expression:
    """A rule that was read. `text` is as typed, without blanks around it."""

    text: str
    run: Part

    def price_of(self, names: Names, title: str) -> Fraction | None:
        """The price in major units, or None where the rule says None: leave this product alone.

        Raises: NotKnown when the rule needs a value that is None; InputError, naming the product by `title`,
        when it cannot be worked out.
        """
        try:
            value = self.run(names)
        except RuleFailed as error:
            raise refused(say("rule_failed_on", title=title[:60], what=str(error))) from None
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, Fraction | int):
            what = say("rule_gives", kind=_kind(value))
            raise refused(say("rule_failed_on", title=title[:60], what=what))
        return Fraction(value)


def parse_expression(text: str) -> Expression:
    """The rule in a text. Raises InputError with a sentence for the field `expression`."""
    flat = re.sub(r"[\r\n\t\f\v]", " ", text)
    stripped = flat.strip()
    if not stripped:
        raise refused(say("rule_empty"))
    if len(stripped) > MAX_LENGTH:
        raise refused(say("rule_too_long", limit=MAX_LENGTH))
    offset = len(flat) - len(flat.lstrip())
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(stripped, mode="eval")
    except SyntaxError as error:
        at = min(error.offset or 1, len(stripped)) + offset
        raise refused(say("rule_at", at=at, what=say("rule_syntax"))) from None
    except (ValueError, RecursionError, MemoryError):
        raise refused(say("rule_at", at=1 + offset, what=say("rule_syntax"))) from None
    return Expression(text=stripped, run=_Reader(stripped, offset).read(tree.body))
