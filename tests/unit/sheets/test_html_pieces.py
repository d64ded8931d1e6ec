"""HTML cut into pieces and put together again."""

import pytest
from hypothesis import example, given, settings

from py_core.sheets.html_pieces import cut
from py_core.sheets.html_tree import DEEPEST, Node, Text, read_tree
from tests.unit.sheets.strategies import html


@given(html)
@settings(deadline=None)
@example("<p>a<div>b</p>c</div>")
@example("<div><p>a</div></p>b")
@example("x<![CDATA[y]]>z")
@example("a<![foo[x")
@example("a<!x")
@example("<p>a</p")
@example("<b")
def test_what_was_cut_comes_back_to_the_last_byte(source: str) -> None:
    assert cut(source).html() == source


@pytest.mark.parametrize(
    ("source", "pieces", "glue"),
    [
        ("", [], [""]),
        (" \n ", [], [" \n "]),
        ("<p>a</p>\n<p>b</p>", ["<p>a</p>", "<p>b</p>"], ["", "\n", ""]),
        ("a <b>b</b> <p>c</p> d ", ["a <b>b</b>", "<p>c</p>", "d"], ["", " ", " ", " "]),
        ("<div class=x><p>a</p>b</div>c", ["<p>a</p>", "b", "c"], ["<div class=x>", "", "</div>", ""]),
        ("<div>a <i>b</i></div>", ["<div>a <i>b</i></div>"], ["", ""]),
        ("<p>a<p>b", ["<p>a", "<p>b"], ["", "", ""]),
        ("<ul><li>a<li>b</ul><hr>", ["<ul><li>a<li>b</ul>", "<hr>"], ["", "", ""]),
    ],
)
def test_pieces_and_glue(source: str, pieces: list[str], glue: list[str]) -> None:
    found = cut(source)
    assert [piece.source for piece in found.pieces] == pieces
    assert list(found.glue) == glue


def test_a_piece_is_a_block_or_inline() -> None:
    block, inline = cut("<p>a</p><b>c</b>").pieces
    assert block.block is not None
    assert block.block.tag == "p"
    assert inline.block is None


def test_places_are_those_of_the_source() -> None:
    source = "a\n<p>b <b>c</b>\n</p></i>"
    root = read_tree(source)
    text, paragraph = root.children
    assert isinstance(text, Text)
    assert isinstance(paragraph, Node)
    assert source[paragraph.start : paragraph.end] == "<p>b <b>c</b>\n</p>"
    assert source[paragraph.start : paragraph.inner_end] == "<p>b <b>c</b>\n"
    bold = paragraph.children[1]
    assert isinstance(bold, Node)
    assert source[bold.start : bold.end] == "<b>c</b>"
    assert not paragraph.holds_blocks


def test_elements_that_stand_too_deep_stand_side_by_side() -> None:
    source = "<b>" * (DEEPEST * 3) + "x"
    node, depth = read_tree(source), 0
    while isinstance(node.children[0], Node) and node.children[0].children:
        node, depth = node.children[0], depth + 1
    assert depth < DEEPEST
    assert cut(source).html() == source


def test_an_element_that_ends_itself_holds_nothing() -> None:
    root = read_tree("<b/>x<br/>y")
    assert [child.tag if isinstance(child, Node) else child.text for child in root.children] == [
        "b",
        "x",
        "br",
        "y",
    ]
