"""Descriptions as Markdown and back: what was not edited keeps its HTML to the last byte."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from py_core.listing.article import as_html, read_article
from py_core.sheets.html_pieces import cut
from py_core.sheets.markdown_merge import chunks_of, merged
from py_core.sheets.markdown_out import markdown
from py_core.sheets.markdown_render import Manner, rendered
from tests.unit.sheets.strategies import html, texts


def written(source: str) -> str:
    return markdown(cut(source))


@given(html)
@settings(deadline=None)
@example("<p>a<br><br>b</p>")
def test_markdown_that_was_not_edited_is_the_same_html(source: str) -> None:
    assert merged(source, written(source)).html == source
    assert merged(source, written(source)) == merged(source, written(source).replace("\n", "\r\n"))


@given(texts)
@settings(max_examples=300, deadline=None)
def test_a_text_comes_through_markdown_as_it_is(text: str) -> None:
    text = "".join(letter for letter in text if letter.isprintable() or letter == "\n")
    source = f"<p>{as_html(text)}</p>"
    back = rendered(written(source))
    assert read_article(back).text == read_article(source).text, written(source)
    assert back.replace("<p>", "").replace("</p>", "").count("<") == 0


@given(html, st.integers(0, 5))
@settings(max_examples=200, deadline=None)
def test_a_block_that_was_added_leaves_all_others_alone(source: str, at: int) -> None:
    pieces = cut(source)
    chunks = list(chunks_of(markdown(pieces)))
    at = min(at, len(chunks))
    result = merged(source, "\n\n".join([*chunks[:at], "zqzq words zqzq", *chunks[at:]]))
    assert "zqzq words zqzq" in result.html
    first = result.html.index("zqzq words")
    kept = sum(piece.source in result.html for piece in pieces.pieces)
    assert kept >= len(pieces.pieces) - 1
    assert first >= 0


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", ""),
        ("<p>a <b>b</b> <i>c</i> <s>d</s> <code>e`f</code></p>", "a **b** *c* ~~d~~ ``e`f``"),
        ("<p><strong>a </strong>b<em><strong> c</strong></em></p>", "**a** b ***c***"),
        ("<p><b>a</b><strong>b</strong></p>", "**ab**"),
        ("<h2>One<br>two #</h2><h3></h3>", "## One two \\#"),
        ("<p>a<br>b<br><br>c<br></p>", "a\nb\n\\\nc"),
        ("<p><br></p><p></p><p>x</p>", "x"),
        ("<p><a href='http://a.b' title='t \"q\"'>x</a></p>", '[x](http://a.b "t \\"q\\"")'),
        ("<p><a href='a (b)'>[x]</a> <a name=q>y</a></p>", "[\\[x\\]](<a%20(b)>) y"),
        ("<p>Wow!<a href=''>x</a></p>", "Wow\\![x](<>)"),
        ("<p><img src='a.png' alt='an [x]'> b</p>", "![an \\[x\\]](a.png) b"),
        ("<p># a</p><p>1. b</p><p>- c</p><p>&gt; d</p><p>---</p><p>=</p>",
         "\\# a\n\n1\\. b\n\n\\- c\n\n\\> d\n\n\\---\n\n\\="),
        ("<p>a_b _c_ *d* `e` ~~f~~ [g](h) &lt;b> &amp;amp; \\* [[x</p>",
         "a_b \\_c\\_ \\*d\\* \\`e\\` \\~\\~f\\~\\~ [g\\](h) \\<b> \\&amp; \\\\\\* \\[[x"),
        ("<ul><li>a</li><li><p>b</p><ul><li>c</li></ul></li></ul>", "- a\n- b\n  - c"),
        ("<ol start=3><li>a<li><p>b</p><p>c</p></ol>", "3. a\n\n4. b\n\n   c"),
        ("<ol start=x><li>a</ol><ol><li>b</ol><ul><li></ul>", "1. a\n\n1) b\n\n-"),
        ("<ul><li>a</ul><ul><li>b</ul><p>c</p><ul><li>d</ul>", "- a\n\n* b\n\nc\n\n- d"),
        ("<blockquote>a<p>b</p></blockquote>", "> a\n>\n> b"),
        ("<pre>\na\n\n  b</pre>", "```\na\n\n  b\n```"),
        ("<pre><code class='x language-py'>```<br>b</code></pre>", "````py\n```\nb\n````"),
        ("<pre><code class=x>a</code></pre><hr>", "```\na\n```\n\n---"),
        ("<div>a <u>b</u></div><figcaption>c</figcaption>", "a b\n\nc"),
        ("<table><tr><td>a</table><p>b<iframe></iframe></p>", "[[1: table]]\n\n[[2: iframe]]"),
        ("<iframe src=x></iframe>", "[[1: iframe]]"),
        ("<ul>x<li>a</ul><ol><p>b</ol><pre><img></pre>", "[[1: ul]]\n\n[[2: ol]]\n\n[[3: img]]"),
        ("<p>[[1: table]]</p>", "\\[[1: table]]"),
        ("<div><p>a</p><table></table></div>", "a\n\n[[1: table]]"),
        ("<blockquote><div><p>a</p></div></blockquote>", "[[1: div]]"),
        ("<p><code>a\nb</code> <code> </code><code>`</code></p>", "`a b` ``  ` ``"),
    ],
)  # fmt: skip
def test_markdown_of_html(source: str, expected: str) -> None:
    assert written(source) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# a\n\nb *c* **d** ~~e~~ `f<`",
         "<h1>a</h1><p>b <em>c</em> <strong>d</strong> <s>e</s> <code>f&lt;</code></p>"),
        ("a\nb\\\nc", "<p>a<br>b<br>c</p>"),
        ("- a\n- b\n\n1. c", "<ul><li>a</li><li>b</li></ul><ol><li>c</li></ol>"),
        ("3. a\n\n   b", '<ol start="3"><li><p>a</p><p>b</p></li></ol>'),
        ("```py x\n<a>\n```\n\n    b",
         '<pre><code class="language-py">&lt;a&gt;\n</code></pre><pre><code>b\n</code></pre>'),
        ("<b>x</b> &amp; [y](javascript:z)", "<p>&lt;b&gt;x&lt;/b&gt; &amp; [y](javascript:z)</p>"),
        ('[x](http://a.b/?c=1&d="e" "t\\"")',
         '<p><a href="http://a.b/?c=1&amp;d=&quot;e&quot;" title="t&quot;">x</a></p>'),
        ("<http://a.b/ü%20c>", '<p><a href="http://a.b/ü%20c">http://a.b/ü%20c</a></p>'),
        ("![a *b*](c.png)\n\n---", '<p><img src="c.png" alt="a b"></p><hr>'),
    ],
)  # fmt: skip
def test_html_of_markdown(text: str, expected: str) -> None:
    assert rendered(text) == expected


def test_the_manner_of_the_rest_is_kept() -> None:
    manner = Manner(
        item_paragraphs=True, between="\n", openings={("a", "u"): "<a href=u rel=x>", ("img", "v"): "<img v>"}
    )
    assert (
        rendered("- a\n\n[b](u) ![c](v)", manner)
        == "<ul><li><p>a</p></li></ul>\n<p><a href=u rel=x>b</a> <img v></p>"
    )


SOURCE = (
    '<p>Hello <b>bold </b>world!</p>\n<p>Second <u style="x">under</u> <a href="http://x.y"'
    " target=_blank>link</a></p>\n"
    "<figure><img src=x></figure>\n<div"
    " class=w><p>in</p>\n<ul><li><p>one</p></li></ul></div>\n<p></p><p>last &amp;c</p>"
)


def test_only_the_edited_block_is_written_anew() -> None:
    result = merged(SOURCE, written(SOURCE).replace("Second", "2nd"))
    assert result.html == SOURCE.replace('Second <u style="x">under</u> <a', "2nd under <a")
    assert result.lost == ("u", "u style")
    more = merged(SOURCE, written(SOURCE).replace("- one", "- one\n- two"))
    assert more.html == SOURCE.replace("</li></ul>", "</li><li><p>two</p></li></ul>")
    assert (more.lost, more.removed, more.unknown) == ((), (), ())


def test_blocks_that_move_keep_their_html() -> None:
    text = written(SOURCE).replace("[[1: figure]]\n\n", "").replace("last", "[[1: figure]]\n\nlast")
    result = merged(SOURCE, text)
    assert "<figure><img src=x></figure>" in result.html.partition("</ul></div>")[2]
    assert result.html.count("<figure>") == 1
    assert result.removed == ()


def test_signs_that_went_or_stand_for_nothing_are_told() -> None:
    result = merged(SOURCE, written(SOURCE).replace("[[1: figure]]", "[[9: video]]"))
    assert (result.removed, result.unknown) == (("[[1: figure]]",), ("[[9: video]]",))
    assert "figure" not in result.html
    assert "[[" not in result.html
    both = merged("<p><u>a</u></p><table></table><p>c</p>", "b\n\nc")
    assert (both.html, both.lost, both.removed) == ("<p>b</p><p>c</p>", ("u",), ("[[1: table]]",))


def test_blocks_are_added_before_between_and_behind() -> None:
    result = merged("<p>a</p>\n<p>b</p>\n<p>c</p>", "0\n\na\n\n1\n\nb\n\nc\n\n2")
    assert result.html == "<p>0</p><p>a</p><p>1</p>\n<p>b</p>\n<p>c</p><p>2</p>"
    assert merged("", "a\n\n*b*").html == "<p>a</p><p><em>b</em></p>"
    assert merged("<p>a</p>", "").html == ""
    assert merged("<p>a</p>\n<p>b</p>\n<hr>", "b\n\n---").html == "\n<p>b</p>\n<hr>"


def test_code_with_empty_lines_is_one_block() -> None:
    source = "<pre><code>a\n\nb\n\nc</code></pre><p>b</p>"
    text = written(source)
    assert merged(source, text.replace("a", "z")).html == "<pre><code>z\n\nb\n\nc\n</code></pre><p>b</p>"
    tilde = merged("<p>b</p>", "~~~\nx\n\nb\n\n[[1: y]]\n~~~\n\nb")
    assert merged("<hr>", "````\n```\n\n---\n````").html == "<pre><code>```\n\n---\n</code></pre>"
    assert tilde.html == "<pre><code>x\n\nb\n\n[[1: y]]\n</code></pre><p>b</p>"


def test_a_wrapper_stays_around_what_is_in_it() -> None:
    source = "<div class=w>\n<p>a</p>\n<p>b</p>\n</div>"
    assert merged(source, "x\n\ny").html == "<div class=w>\n<p>x</p>\n<p>y</p>\n</div>"
    assert merged("<div><p>a</p></div><div><p>b</p></div>", "x").html == "<div><p>x</p></div><div></div>"
