import math
import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from py_core.edits.patterns import pattern as pattern_module
from py_core.edits.patterns.effort import Effort
from py_core.edits.patterns.machine import Machine, TooMuchWork, Work
from py_core.edits.patterns.pattern import Pattern, PlainText
from py_core.edits.patterns.syntax import Chars, Choice, Group, Node, Place, Repeat, Sequence, parse
from py_core.errors import InputError

PLENTY = 10_000_000


def found(source: str, text: str, *, match_case: bool = True) -> list[str]:
    spans = Pattern(source, match_case=match_case).find_all(text)
    return [text[slice(*one[0])] for one in spans if one[0] is not None]


def effort(source: str, text: str) -> float:
    return Effort(parse(source).root, re.MULTILINE).most_steps(text)


def by_machine(
    source: str, text: str, flags: re.RegexFlag = re.MULTILINE
) -> list[tuple[tuple[int, int] | None, ...]]:
    return Machine(parse(source), flags).find_all(text, Work(PLENTY))


def by_re(source: str, text: str) -> list[tuple[tuple[int, int] | None, ...]]:
    compiled = re.compile(source, re.MULTILINE)
    return [
        tuple(None if one.start(g) < 0 else one.span(g) for g in range(compiled.groups + 1))
        for one in compiled.finditer(text)
        if one.end() > one.start()
    ]


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        (r"v\d+(\.\d+)*", "v1 and v2.10.3 and v", ["v1", "v2.10.3"]),
        (r"20\d\d", "2019 or 1999 or 2024", ["2019", "2024"]),
        (r"colou?r", "color colour colr", ["color", "colour"]),
        (r"\bart\b", "art smart art. party", ["art", "art"]),
        (r"<.+?>", "a <b> c <d>", ["<b>", "<d>"]),
        (r"[^a-c]+", "abcdefabc", ["def"]),
        (r"[]x-]+", "a]x-b", ["]x-"]),
        (r"[\d.]+", "price 12.50!", ["12.50"]),
        (r"a{2}", "aaaaa", ["aa", "aa"]),
        (r"a{2,}", "a aa aaa", ["aa", "aaa"]),
        (r"a{,2}b", "aaab b", ["aab", "b"]),
        (r"a{1,2}?", "aaa", ["a", "a", "a"]),
        (r"a{x}", "a{x}", ["a{x}"]),
        (r"{}", "{}", ["{}"]),
        (r"^b$", "a\nb\nc", ["b"]),
        (r"\t\x41\u00e9", "\tAé", ["\tAé"]),
        (r"[\x41-\x43\n]+", "xABC\nD", ["ABC\n"]),
        (r"[\b]", "a\bb", ["\b"]),
        (r"x*", "axxb", ["xx"]),
        (r"(?:ab|a)(c|bcd)", "abcd", ["abc"]),
        (r"\.\(\)\\", r"a.()\ ", [".()\\"]),
        (r"a|", "ba", ["a"]),
        (r"\Bart", "smart art", ["art"]),
        (r"[a\-z]+", "a-z b", ["a-z"]),
        (r"[^^]+", "^ab^", ["ab"]),
        (r"[\[&&~|]+", "a[&&~|b", ["[&&~|"]),
    ],
)
def test_what_a_pattern_finds(source: str, text: str, expected: list[str]) -> None:
    assert found(source, text) == expected
    assert [text[slice(*one[0])] for one in by_machine(source, text) if one[0]] == expected
    assert by_machine(source, text) == by_re(parse(source).root.source, text)


def test_case_is_ignored_unless_asked_for() -> None:
    assert found("straße|PRO", "STRAßE pro Pro", match_case=False) == ["STRAßE", "pro", "Pro"]
    assert found("PRO", "pro Pro PRO") == ["PRO"]


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("a)", "pattern_closes"),
        ("(a", "pattern_open_group"),
        ("[a", "pattern_open_set"),
        ("[", "pattern_open_set"),
        ("a\\", "pattern_ends"),
        ("[a\\", "pattern_ends"),
        ("*a", "pattern_repeats_nothing"),
        ("(|+)", "pattern_repeats_nothing"),
        ("a**", "pattern_repeats_twice"),
        ("a++", "pattern_repeats_twice"),
        ("a{2}{3}", "pattern_repeats_twice"),
        ("(?=a)", "pattern_group_kind"),
        ("(?<!a)", "pattern_group_kind"),
        ("(?P<n>a)", "pattern_group_kind"),
        ("(?i)a", "pattern_group_kind"),
        (r"(a)\1", "pattern_refers_back"),
        (r"\q", "pattern_escape"),
        (r"\x4", "pattern_escape"),
        (r"[\w-z]", ""),
        (r"[a-\w]", "pattern_range"),
        ("[z-a]", "pattern_range"),
        ("a{3,2}", "pattern_range"),
        ("a{1001}", "pattern_repeats_many"),
        ("a" * 501, "pattern_long"),
        ("(" * 41 + ")" * 41, "pattern_deep"),
        ("(?:(?:a{100}){100})", "pattern_large"),
    ],
)
def test_what_cannot_be_used_is_told(source: str, code: str) -> None:
    if not code:
        Pattern(source, match_case=True)
        return
    with pytest.raises(InputError) as refused:
        Pattern(source, match_case=True)
    assert refused.value.code == code
    assert refused.value.message


atoms = st.sampled_from(["a", "b", "c", ".", "[ab]", "[^a]", r"\w", r"\b", "^", "$", " "])


def _repeat(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    bounds = st.sampled_from(["*", "+", "?", "{2}", "{1,2}", "{,2}", "{2,}"])
    return st.builds(
        lambda body, times, lazy: f"(?:{body}){times}{lazy}", inner, bounds, st.sampled_from(["", "?"])
    )


sources = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.builds("".join, st.lists(inner, min_size=1, max_size=4)),
        st.builds(lambda parts: f"(?:{'|'.join(parts)})", st.lists(inner, min_size=2, max_size=3)),
        inner.map(lambda body: f"({body})"),
        _repeat(inner),
    ),
    max_leaves=8,
)
texts = st.text(alphabet="abc \n", max_size=14)


def _may_be_nothing(node: Node) -> bool:
    match node:
        case Chars():
            return False
        case Place():
            return True
        case Group():
            return _may_be_nothing(node.body)
        case Repeat():
            return node.least == 0 or _may_be_nothing(node.body)
        case Sequence():
            return all(map(_may_be_nothing, node.parts))
        case Choice():
            return any(map(_may_be_nothing, node.options))


def repeats_nothing(node: Node) -> bool:
    """Whether it repeats what may be nothing. After such a round `re` stops, and the machine goes on."""
    match node:
        case Chars() | Place():
            return False
        case Group():
            return repeats_nothing(node.body)
        case Repeat():
            return _may_be_nothing(node.body) or repeats_nothing(node.body)
        case Sequence(parts=parts) | Choice(options=parts):
            return any(map(repeats_nothing, parts))


@settings(max_examples=600, deadline=None)
@given(sources, texts)
def test_the_machine_finds_what_re_finds(source: str, text: str) -> None:
    assume(not repeats_nothing(parse(source).root))
    expected = [one[0] for one in by_re(source, text)]
    assert [one[0] for one in by_machine(source, text)] == expected
    assert [one[0] for one in by_re(parse(source).root.source, text)] == expected


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(["a", "(b+)", "(c|ab)", "(a)?", "([ab]*?)", r"(\w)", "(?:(a)|(b)|c)+"]), max_size=4
    ).map("".join),
    texts,
)
def test_groups_are_those_of_re(source: str, text: str) -> None:
    assert by_machine(source, text) == by_re(source, text)


@pytest.mark.parametrize(
    "source",
    [
        "(a+)+b",
        "(a|a)*b",
        "(a*)*b",
        "(a|aa)+$b",
        "(.*)(.*)(.*)(.*)(.*)b",
        "(?:a?){30}a{30}b",
        r"(\w+\s?)*!",
        "a*a*a*a*a*b",
    ],
)
def test_no_pattern_goes_on_for_ever(source: str) -> None:
    pattern = Pattern(source, match_case=True)
    for length in (30, 3_000, 60_000):
        try:
            assert pattern.find_all("a" * length) == []
        except TooMuchWork:
            assert length > 1_000


def test_what_repeats_nothing_is_always_looked_for_in_one_way() -> None:
    assert found("(?:c??)*", "cc") == ["cc"]
    assert effort("(?:c??)*", "cc") == math.inf


@pytest.mark.parametrize(
    "source",
    [
        r"(?:\w+, )*\w+ and",
        r"v\d+(\.\d+)*",
        r"v\d+(?:\.\d+)*",
        r"\w+ing\b",
        ".*foo",
        r"(\w+) (\w+)",
        "(foo|bar){1,3}",
        r"(?:ab)+c",
        r"\(\d+ \w+\)",
        r"(?:\bab)+",
    ],
)
def test_patterns_as_people_write_them_take_few_steps(source: str) -> None:
    text = "version v2.10.3, and icons, brushes, sets and working (12 files) abab foo. " * 8
    assert effort(source, text) < pattern_module.QUICK_STEPS


@pytest.mark.parametrize(
    "source",
    [
        "(a+)+b",
        "(?:a|a)*b",
        r"(?:\w+\s?)+!",
        "(?:a?b?)*",
        "(?:a?){900}b",
        "(?:(?:a|b|ab){20}){20}",
        r"(?:a+a+)*b",
        r"(?:\w+,\w+)*",
        "(?:a+|b)*",
        "(?:^)*a",
    ],
)
def test_patterns_that_repeat_in_many_ways_are_left_to_the_machine(source: str) -> None:
    assert effort(source, "a, ab a" * 20) > pattern_module.QUICK_STEPS


def test_a_pattern_that_repeats_itself_is_still_found() -> None:
    text = "sizes 10.20.30, " * 200
    assert found(r"(?:\d+\.?)+", text) == ["10.20.30"] * 200


def test_a_text_that_is_far_too_long_is_not_begun_with() -> None:
    with pytest.raises(TooMuchWork):
        Pattern("(?:a+)+b{900}", match_case=True).find_all("a" * 60_000)


@settings(max_examples=200, deadline=None)
@given(sources, texts)
def test_re_is_asked_only_where_its_steps_are_few(source: str, text: str) -> None:
    pattern = Pattern(source, match_case=True)
    assume(not repeats_nothing(parse(source).root))
    assert effort(source, text) >= 1
    assert [one[0] for one in pattern.find_all(text)] == [one[0] for one in by_re(source, text)]


def test_a_plain_text_is_no_pattern() -> None:
    text = "A+ (b) a+\N{NO-BREAK SPACE}(B)"
    plain = PlainText("a+ (b)", match_case=False)
    assert [text[slice(*one[0])] for one in plain.find_all(text) if one[0]] == ["A+ (b)", text[7:]]
    assert PlainText("a+ (b)", match_case=True).find_all(text) == []
    assert plain.groups == 0
