import html
import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from py_core.edits.diff import Kind, Piece, html_diff, list_diff, text_diff, value_diff, with_gaps


def shown(pieces: tuple[Piece, ...]) -> str:
    signs = {Kind.SAME: "{}", Kind.OLD: "[-{}]", Kind.NEW: "[+{}]", Kind.GAP: "<{}>"}
    return "".join(signs[kind].format(text) for kind, text in pieces)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Icon set", "Icon set", "Icon set"),
        ("", "", ""),
        ("", "New", "[+New]"),
        ("Old", "", "[-Old]"),
        ("300 icons for designers", "400 icons for designers", "[-300][+400] icons for designers"),
        ("big red box", "small blue box", "[-big red][+small blue] box"),
        ("a b", "a c b", "a [+c ]b"),
        ("brush, pen", "brush. pen", "brush[-,][+.] pen"),
        ("x y z", "y", "[-x ]y[- z]"),
        ("one x two", "1 x 2", "[-one][+1] x [-two][+2]"),
    ],
)
def test_words_that_go_and_come(old: str, new: str, expected: str) -> None:
    assert shown(text_diff(old, new)) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("<p>300 icons &amp; more</p>", "<p>400 icons &amp; more</p>", "[-300][+400] icons & more"),
        ("<p>a</p>\n<p>b</p>", "<p>a</p><p>c</p>", "a\n[-b][+c]"),
        ("<p>a</p>", "<p>a</p><h2>Licence</h2><p>One seat</p>", "a\n[+\nLicence\nOne seat]"),
        ("<p>a b</p>", "<p>a <b>b</b></p>", "a [+<b>]b[+</b>]"),
        ("<p>a</p>", "<h2>a</h2>", "[-<p>][+<h2>]a[-</p>][+</h2>]"),
        ('<a href="x">a</a>', '<a href="y">a</a>', '[-<a href="x">][+<a href="y">]a'),
        ("<p>a</p>", '<p>a <a href="y">b</a><img src="c"></p>', 'a[+ <a href="y">b<img src="c">]'),
        ("<p>caf&eacute;</p>", "<p>café</p>", "café"),
        ("a<!--x--> b", "a b", "a[-<!--x-->] b"),
        ("", "<p>a</p>", "[+a]"),
        ("<p>a x</p><p>same</p><p>b x</p>", "<p>a y</p><p>same</p><p>b z</p>", "a [-x][+y]\nsame\nb [-x][+z]"),
        ("<br>", "", "[-<br>]"),
        ("a < b", "a <b", "a <[- ]b"),
    ],
)
def test_descriptions_are_held_against_each_other_as_they_are_read(old: str, new: str, expected: str) -> None:
    assert shown(html_diff(old, new)) == expected


def test_lists_and_values() -> None:
    assert shown(list_diff(("a", "b"), ("b", "c"))) == "[-a]b[+c]"
    assert shown(value_diff("a", "b")) == "[-a][+b]"
    assert shown(value_diff("a", "a")) == "a"
    assert shown(value_diff("", "b")) == "[+b]"
    assert value_diff("", "") == ()


def test_long_stretches_that_stay_are_cut_short() -> None:
    words = "word " * 100
    cut = with_gaps(text_diff(f"{words}old {words}old {words}", f"{words}new {words}new {words}"))
    assert [piece.kind for piece in cut] == [
        "gap",
        "same",
        "old",
        "new",
        "same",
        "gap",
        "same",
        "old",
        "new",
        "same",
        "gap",
    ]
    assert cut[0].text == "… 84 words …"
    assert cut[1].text.split() == ["word"] * 16
    alone = with_gaps((Piece(Kind.SAME, "x" * 500),))
    assert [piece.kind for piece in alone] == ["same", "gap"]
    assert with_gaps((Piece(Kind.OLD, "x" * 500),)) == (Piece(Kind.OLD, "x" * 500),)


def test_texts_that_are_too_long_are_one_change() -> None:
    old = " ".join(f"a{n}" for n in range(2_000))
    new = " ".join(f"b{n}" for n in range(2_000))
    assert [piece.kind for piece in text_diff(old, new)] == ["old", "new"]


texts = st.text(alphabet="ab ,\n\N{NO-BREAK SPACE}", max_size=40)


@settings(max_examples=300, deadline=None)
@given(texts, texts)
def test_pieces_joined_are_the_texts(old: str, new: str) -> None:
    pieces = text_diff(old, new)
    assert "".join(text for kind, text in pieces if kind is not Kind.NEW) == old
    assert "".join(text for kind, text in pieces if kind is not Kind.OLD) == new
    assert all(text for _, text in pieces)
    assert all(a.kind is not b.kind for a, b in pairwise(pieces))


parts = st.sampled_from(["<p>", "</p>", "<b>", "</b>", "a", "b ", " ", "&amp;", "<br>", "\n"])
descriptions = st.lists(parts, max_size=20).map("".join)


@settings(max_examples=300, deadline=None)
@given(descriptions, descriptions)
def test_pieces_hold_every_word_of_a_description(old: str, new: str) -> None:
    def words(text: str) -> str:
        return re.sub(r"\s+", "", html.unescape(re.sub(r"<[a-z/][^>]*>", "", text)))

    pieces = html_diff(old, new)
    assert words("".join(text for kind, text in pieces if kind is not Kind.NEW)) == words(old)
    assert words("".join(text for kind, text in pieces if kind is not Kind.OLD)) == words(new)
