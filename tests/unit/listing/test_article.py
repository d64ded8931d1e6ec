"""What a description is read as, and where its texts stand."""

import pytest

from py_core.listing.article import Heading, Picture, as_html, read_article


def test_parts_are_told_apart() -> None:
    article = read_article(
        '<h2>One &amp; two</h2><p>Three <b>four</b><br>five <a href=" https://a.b ">six</a></p>'
        '<ul><li>seven<li>eight</ul><img src="x" alt="y"><img src="z"/>nine'
    )
    assert [(block.kind, block.text) for block in article.blocks] == [
        ("h2", "One & two"), ("p", "Three four\nfive six"), ("li", "seven"), ("li", "eight"), ("", "nine"),
    ]  # fmt: skip
    assert article.text == "One & two Three four five six seven eight nine"
    assert article.headings == (Heading(2, "One & two"),)
    assert article.pictures == (Picture("x", "y"), Picture("z", None))
    assert [link.address for link in article.links] == ["https://a.b"]
    assert article.broken == ()
    assert [node.text for node in article.nodes if node.in_link] == ["six"]


@pytest.mark.parametrize("html", ["", "a", "a &lt; b", "<p>a &amp; b</p> c <i>d</i> &eacute;", "x < y <b>z", "a<"])
def test_places_of_texts_are_exact(html: str) -> None:
    article = read_article(html)
    rebuilt, at = "", 0
    for node in article.nodes:
        assert node.start >= at
        rebuilt += html[at : node.start] + html[node.start : node.end]
        at = node.end
    assert rebuilt + html[at:] == html
    for node in article.nodes:
        assert read_article(html[node.start : node.end]).text == " ".join(node.text.split())


@pytest.mark.parametrize(
    ("html", "broken"),
    [
        ("<p>a<p>b", ()),
        ("<ul><li>a</ul>", ()),
        ("<p>a <b>b</p>", ("<b>",)),
        ("a</b>", ("</b>",)),
        ("<div><p>a", ("<div>",)),
        ("<![CDATA[x]]>", ("<!",)),
        ("<![foo[x]]>", ("<!",)),
        ("<!foo>a", ("<!",)),
        ("<!-- a note -->a", ()),
        ("<b/>a</br>", ()),
        ("<p/>a", ()),
    ],
)
def test_broken_html_is_named(html: str, broken: tuple[str, ...]) -> None:
    assert read_article(html).broken == broken


def test_empty_parts_are_counted_unless_they_hold_a_picture() -> None:
    article = read_article('<p></p><p><br></p><p><img src="a"></p><h2> </h2><p>text</p>')
    assert article.empty == 3


def test_scripts_and_styles_say_nothing() -> None:
    assert read_article("<style>p{}</style>a<script>alert(1)</script>").text == "a"


def test_a_text_is_escaped_for_html() -> None:
    assert as_html('a < b & "c"') == 'a &lt; b &amp; "c"'
