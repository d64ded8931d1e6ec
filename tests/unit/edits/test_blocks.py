import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from py_core.edits.blocks import Blocks, outermost
from py_core.edits.forms import BlockForm, BlockHow
from py_core.edits.plain_html import checked_html, plain_html
from py_core.edits.rows import Left
from py_core.errors import InputError
from py_core.plan.plan import SkipReason

SOURCE = (
    "<p>Intro &amp; more</p>\n<h2>Licence</h2><p>One seat.</p><ul><li>x</li></ul>\n<h3>Sub</h3><p>y</p>"
    "<h2>More</h2><p>Last</p>"
)


def blocks(how: BlockHow, **fields: object) -> Blocks:
    return Blocks(BlockForm.model_validate({"how": how, "text": "New", **fields}))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One\nTwo", "<p>One<br>Two</p>"),
        ("One\r\n\r\nTwo", "<p>One</p><p>Two</p>"),
        ("# Licence\n## Terms\n### Small\n#no", "<h2>Licence</h2><h3>Terms</h3><h4>Small</h4><p>#no</p>"),
        ("- a\n* b\n• c\n1. d\n2) e", "<ul><li>a</li><li>b</li><li>c</li></ul><ol><li>d</li><li>e</li></ol>"),
        ("**a** *b* c & d <e>", "<p><strong>a</strong> <em>b</em> c &amp; d &lt;e&gt;</p>"),
        ("[x](https://a.com/?b=1&c)", '<p><a href="https://a.com/?b=1&amp;c">x</a></p>'),
        ("[x](mailto:a@b.com)", '<p><a href="mailto:a@b.com">x</a></p>'),
        ("2 * 3 * 4", "<p>2 * 3 * 4</p>"),
    ],
)
def test_plain_lines_become_html(text: str, html: str) -> None:
    assert plain_html(text) == html
    assert checked_html(html) == html


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ("<script>x</script>", "block_element"),
        ("<p style='x'>a</p>", "block_attribute"),
        ("<a onclick='x'>a</a>", "block_attribute"),
        ("<a href='javascript:x'>a</a>", "block_address"),
        ("<a href>a</a>", "block_address"),
        ("<a href='http://[x'>a</a>", "block_address"),
        ("<b>a", "block_broken"),
        ("a</b>", "block_broken"),
        ("<!--x-->", "block_element"),
        ("<!DOCTYPE html>", "block_element"),
        ("<?php x>", "block_element"),
        ("<![CDATA[x]]>", "block_element"),
        ("<![foo[x]]>", "block_element"),
    ],
)
def test_html_that_a_block_may_not_have(html: str, code: str) -> None:
    with pytest.raises(InputError) as refused:
        checked_html(html)
    assert refused.value.code == code


def test_a_link_may_say_where_it_opens() -> None:
    html = '<a href="https://a.com" target="_blank" rel="noopener">a</a>'
    assert checked_html(html) == html


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"text": " "}, "text"),
        ({"text": "x" * 20_001}, "text"),
        ({"text": "<img>", "format": "html"}, "text"),
        ({"text": "[a](b)"}, "text"),
        ({"text": "x", "how": BlockHow.REPLACE}, "mark"),
        ({"how": BlockHow.REMOVE}, "mark"),
    ],
)
def test_a_form_that_cannot_be_used_says_why(form: dict[str, object], field: str) -> None:
    with pytest.raises(InputError) as refused:
        Blocks(BlockForm.model_validate(form))
    assert set(refused.value.fields) == {field}


def test_a_block_is_put_at_an_end() -> None:
    assert blocks(BlockHow.APPEND).in_html(SOURCE) == SOURCE + "<p>New</p>"
    assert blocks(BlockHow.PREPEND).in_html(SOURCE) == "<p>New</p>" + SOURCE
    assert blocks(BlockHow.APPEND).in_html("") == "<p>New</p>"
    kept = blocks(BlockHow.APPEND, format="html", text=" <h2>More</h2><p>Last</p> ").in_html(SOURCE)
    assert isinstance(kept, Left)
    assert kept.reason is SkipReason.SAME
    begins = blocks(BlockHow.PREPEND, text="Intro & more").in_html(SOURCE)
    assert isinstance(begins, Left)
    assert begins.reason is SkipReason.SAME


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"mark": " licence "}, "<p>Intro &amp; more</p>\n<p>New</p><h2>More</h2><p>Last</p>"),
        ({"mark": "sub"}, SOURCE.replace("<h3>Sub</h3><p>y</p>", "<p>New</p>")),
        ({"mark": "More"}, SOURCE.replace("<h2>More</h2><p>Last</p>", "<p>New</p>")),
        ({"mark": "one", "known_by": "text"}, SOURCE.replace("<p>One seat.</p>", "<p>New</p>")),
        (
            {"mark": "one", "known_by": "text", "text": "A\n\nB"},
            SOURCE.replace("<p>One seat.</p><ul><li>x</li></ul>", "<p>A</p><p>B</p>"),
        ),
        (
            {"mark": "one", "known_by": "text", "text": "A\n\nB\n\nC"},
            SOURCE.replace("<p>One seat.</p><ul><li>x</li></ul>", "<p>A</p><p>B</p><p>C</p>"),
        ),
        ({"mark": "none", "add_missing": True}, SOURCE + "<p>New</p>"),
    ],
)
def test_a_block_takes_the_place_of_another(fields: dict[str, object], expected: str) -> None:
    assert blocks(BlockHow.REPLACE, **fields).in_html(SOURCE) == expected


@pytest.mark.parametrize(
    ("source", "fields", "reason"),
    [
        (SOURCE, {"mark": "none"}, SkipReason.NO_MATCH),
        (SOURCE, {"mark": "none", "known_by": "text"}, SkipReason.NO_MATCH),
        (SOURCE + "<h2>Licence</h2>", {"mark": "licence"}, SkipReason.TWICE),
        ("<h2>a</h2><p>New</p>", {"mark": "a", "text": "# a\nNew"}, SkipReason.SAME),
    ],
)
def test_a_block_that_is_not_there_or_reads_so_is_left(
    source: str, fields: dict[str, object], reason: SkipReason
) -> None:
    left = blocks(BlockHow.REPLACE, **fields).in_html(source)
    assert isinstance(left, Left)
    assert left.reason is reason
    assert left.text


def test_a_block_is_taken_away() -> None:
    assert blocks(BlockHow.REMOVE, mark="sub").in_html(SOURCE) == SOURCE.replace("<h3>Sub</h3><p>y</p>", "")
    assert blocks(BlockHow.REMOVE, mark="one", known_by="text").in_html(SOURCE) == SOURCE.replace(
        "<p>One seat.</p>", ""
    )
    assert isinstance(blocks(BlockHow.REMOVE, mark="none").in_html(SOURCE), Left)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", []),
        ("a <b>b</b> c", [("", "a <b>b</b> c")]),
        ("<p>a<p>b<h2>c</h2>d", [("p", "<p>a"), ("p", "<p>b"), ("h2", "<h2>c</h2>"), ("", "d")]),
        ("<hr>a<br>b<hr/>", [("hr", "<hr>"), ("", "a"), ("br", "<br>"), ("", "b"), ("hr", "<hr/>")]),
        ("<p>a<br>b</p>c", [("p", "<p>a<br>b</p>"), ("", "c")]),
        ("</p><p/>a", [("p", "<p/>"), ("", "a")]),
        ("<div><p>a</div><p>b</p></p> ", [("div", "<div><p>a</div>"), ("p", "<p>b</p>")]),
        ("<b>x</b><ul><li>a<li>b</ul", [("", "<b>x</b>"), ("ul", "<ul><li>a<li>b</ul")]),
        ("<p>a</p><![x", [("p", "<p>a</p>")]),
        ("<!-- c --><p>a &amp</p> &amp tail &", [("p", "<p>a &amp</p>"), ("", "&amp tail &")]),
    ],
)
def test_what_stands_at_the_outermost_level(source: str, expected: list[tuple[str, str]]) -> None:
    found = [(element.kind, source[element.start : element.end]) for element in outermost(source)]
    assert found[: len(expected)] == expected


PARTS = (
    "<p>",
    "</p>",
    "text",
    "&amp;",
    "<b>",
    "</b>",
    "<h2>More</h2>",
    "<ul><li>",
    "</ul>",
    "<br>",
    "\n",
    "<!-- c -->",
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=14).map("".join))
def test_a_block_comes_and_goes_and_nothing_else_is_touched(inside: str) -> None:
    source = f"<div>{inside}</div><p>End</p>"
    added = blocks(BlockHow.APPEND, text="# Licence\nOne").in_html(source)
    assert added == f"{source}<h2>Licence</h2><p>One</p>"
    assert blocks(BlockHow.REMOVE, mark="licence").in_html(added) == source
    changed = blocks(BlockHow.REPLACE, mark="licence", text="# Licence\nTwo").in_html(added)
    assert changed == f"{source}<h2>Licence</h2><p>Two</p>"
    assert blocks(BlockHow.REPLACE, mark="licence", text="# Licence\nOne").in_html(str(changed)) == added
