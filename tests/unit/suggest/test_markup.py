"""Descriptions on their way out and back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from py_core.suggest.markup import Sent, masked, restored, sent_again, sent_html, without_marks
from tests.unit.suggest.making import ALL

LONG = "https://hearth.example/" + "a" * 300


@pytest.mark.parametrize(
    ("source", "sent", "parts"),
    [
        ("", "", []),
        ("plain <b>text</b>", "<p>plain <strong>text</strong></p>", []),
        ("<h1>One</h1><h5>Five</h5>", "<h2>One</h2><h4>Five</h4>", []),
        ("<div>a<p>b</p></div>c", "<p>a</p><p>b</p><p>c</p>", []),
        ("a<div>b</div>c", "<p>a</p><p>b</p><p>c</p>", []),
        ("<div/>a", "<p>a</p>", []),
        ("<p>a<p>b", "<p>a</p><p>b</p>", []),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>", []),
        ("<ul>a<li>b</li></ul>", "<ul><li>a</li><li>b</li></ul>", []),
        ("<li>a</li>", "<p>a</p>", []),
        ("<li><p>a</p><hr><p>b</p></li>", "<p>a</p><hr><p>b</p>", []),
        ("<strong><p>a</p></strong>", "<p>a</p>", []),
        ("<blockquote>a<ul><li>b</li></ul></blockquote>", "<blockquote>a<ul><li>b</li></ul></blockquote>", []),
        ("a<br>b<br/>c", "<p>a<br>b<br>c</p>", []),
        ("a</p></x>b", "<p>a</p><p>b</p>", []),
        ("<span>a</span> <mark>b</mark>", "<p>a b</p>", []),
        ("1 &lt; 2 &amp; 3", "<p>1 &lt; 2 &amp; 3</p>", []),
        ("a<!-- b --><!doctype c><?d?><![CDATA[e]]>f", "<p>af</p>", []),
        ("a\u202eb", "<p>ab</p>", []),
        ("<p>x <img src=a> y</p>", "<p>x [[keep-n-1]] y</p>", ["<img src=a>"]),
        ("<dl><dl>a</dl></dl>b", "<p>[[keep-n-1]]</p><p>b</p>", ["<dl><dl>a</dl></dl>"]),
        ("<table><tr><td>1", "<p>[[keep-n-1]]</p>", ["<table><tr><td>1"]),
        ("<x-y/>a", "<p>[[keep-n-1]]</p><p>a</p>", ["<x-y/>"]),
        ("<img src=a/><wbr>", "<p>[[keep-n-1]]</p><p>[[keep-n-2]]</p>", ["<img src=a/>", "<wbr>"]),
        ("to a@b.example.", "<p>to [[keep-n-1]].</p>", ["a@b.example"]),
        ("<p hidden>a</p>b", "<p>[[keep-n-1]]</p><p>b</p>", ["<p hidden>a</p>"]),
        ('<b style="DISPLAY : none">a</b>', "<p>[[keep-n-1]]</p>", ['<b style="DISPLAY : none">a</b>']),
        ('<p style="opacity: 0.5">a</p>', "<p>a</p>", []),
        ('<a href="https://x.example/?a=1&amp;b">a</a>', '<p><a href="https://x.example/?a=1&amp;b">a</a></p>', []),
        ("<a href=http://x>a<a>b</a>", '<p><a href="http://x">a</a><a href="[[link-n-2]]">b</a></p>', []),
        ('<a href="mailto:a@b.example">a</a>', '<p><a href="[[link-n-1]]">a</a></p>', []),
        ('<a href="javascript:x">a</a>', '<p><a href="[[link-n-1]]">a</a></p>', []),
        (f'<a href="{LONG}">a</a>', '<p><a href="[[link-n-1]]">a</a></p>', []),
    ],
)  # fmt: skip
def test_what_goes_out(source: str, sent: str, parts: list[str]) -> None:
    found = sent_html(source, "n")
    assert (found.html, [part.source for part in found.parts]) == (sent, parts)


def test_what_comes_back_has_the_sellers_parts_and_tags() -> None:
    source = (
        '<p>a <a class="x" href="https://a.example">1</a> <a class="y" href="https://a.example">2</a></p>'
        "<img src=q><p>b@c.example <img src=q></p>"
    )
    sent = sent_html(source, "n")
    assert restored(sent.html, sent) == source
    assert sent_again(source, sent) == sent.html
    moved = '<h2>[[keep-n-1]]</h2><p><a href="https://a.example">3</a> [[keep-n-2]] [[keep-n-3]]</p>'
    assert restored(moved, sent) == (
        '<h2><img src=q></h2><p><a class="x" href="https://a.example">3</a> b@c.example <img src=q></p>'
    )
    more = '<a href="https://a.example">4</a>' * 3
    assert restored(more, sent).count('class="y"') == 2


@pytest.mark.parametrize("source", ALL, ids=lambda source: source.product_id)
def test_there_and_back_reads_the_same(source: object) -> None:
    html = getattr(source, "html")  # noqa: B009
    sent = sent_html(html, "n")
    back = restored(sent.html, sent)
    assert sent_html(back, "n") == sent
    assert sent_again(back, sent) == sent.html


PIECES = (
    "<p> </p> <ul> <li> </li> </ul> <b> </b> <div> </div> <img_src=a> <a_href=http://x> </a> text a@b.example"
    " <figure> </figure> <br> <hr> &lt; <h3> </h3> <pre> _"
)


@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from(PIECES.split()), max_size=14))
def test_what_goes_out_is_in_order_whatever_came_in(pieces: list[str]) -> None:
    source = "".join(pieces).replace("_", " ")
    sent = sent_html(source, "n")
    assert sent_html(sent.html, "m").html == sent.html
    assert sum(sent.html.count(part.mark) for part in sent.parts) == len(sent.parts)


def test_addresses_of_mail_in_a_line_are_masked() -> None:
    line, parts = masked("a@b.example or c@d.example", "n")
    assert line == "[[keep-n-1]] or [[keep-n-2]]"
    assert [part.source for part in parts] == ["a@b.example", "c@d.example"]
    assert without_marks(line) == " or "
    assert restored(line, Sent("", parts, ())) == "a@b.example or c@d.example"
