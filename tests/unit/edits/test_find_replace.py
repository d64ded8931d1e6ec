import html
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from py_core.edits.find_replace import Finder, read_replacement
from py_core.edits.forms import FindForm, TextField
from py_core.edits.places import address_runs, replacement, text_runs
from py_core.errors import InputError
from py_core.listing.article import read_article


def finder(find: str, replace: str = "", **options: object) -> Finder:
    return Finder(FindForm.model_validate({"find": find, "replace": replace, **options}, strict=False))


@pytest.mark.parametrize(
    ("options", "text", "expected"),
    [
        ({"find": "brush", "replace": "pen"}, "Brush brush brushes", "pen pen penes"),
        ({"find": "brush", "replace": "pen", "match_case": True}, "Brush brush", "Brush pen"),
        (
            {"find": "brush", "replace": "pen", "whole_words": True},
            "brush brushes my_brush (brush)",
            "pen brushes my_brush (pen)",
        ),
        ({"find": "(c)", "replace": "©", "whole_words": True}, "a (c) b(c)", "a © b©"),
        ({"find": "a b", "replace": "x"}, "a\N{NO-BREAK SPACE}b", "x"),
        ({"find": "$1", "replace": "$2"}, "costs $1", "costs $2"),
        ({"find": r"(\d+) brushes", "replace": "$1 pens", "regex": True}, "120 brushes", "120 pens"),
        ({"find": r"(\w+) (\w+)", "replace": r"\2 \1", "regex": True}, "pro pack", "pack pro"),
        ({"find": "(a)|b", "replace": "[$1]", "regex": True}, "ab", "[a][]"),
        ({"find": "x+", "replace": "$0$0", "regex": True}, "axxb", "axxxxb"),
        ({"find": "x", "replace": r"$$5 \\ \n$", "regex": True}, "x", "$5 \\ \n$"),
        ({"find": "(x)", "replace": "$12", "regex": True}, "x", "x2"),
        ({"find": "art", "replace": "ART", "regex": True, "whole_words": True}, "smart art", "smart ART"),
        ({"find": "a", "replace": "a"}, "aaa", "aaa"),
    ],
)
def test_a_text_after_find_and_replace(options: dict[str, object], text: str, expected: str) -> None:
    found = Finder(FindForm.model_validate(options)).in_field(TextField.NAME, text)
    assert found.text == expected
    assert (found.replaced > 0) == (text != expected)
    assert found.left == 0


@pytest.mark.parametrize(
    ("find", "replace", "source", "expected", "replaced", "left"),
    [
        ("icons", "glyphs", "<p>300 icons</p>", "<p>300 glyphs</p>", 1, 0),
        ("p", "q", "<p>up</p>", "<p>uq</p>", 1, 0),
        ("caf\u00e9", "bar", "<p>A caf&eacute; &amp; more&nbsp;</p>", "<p>A bar &amp; more&nbsp;</p>", 1, 0),
        ("a & b", "<i>", "<p>a &amp; b &lt;</p>", "<p>&lt;i&gt; &lt;</p>", 1, 0),
        ("photoshop", "Affinity", "<p><b>Photo</b>shop 1</p>", "<p><b>Affinity</b> 1</p>", 1, 0),
        (
            "get my brushes",
            "Buy all",
            '<p>Get <a href="x">my brushes</a></p>',
            '<p>Get <a href="x">my brushes</a></p>',
            0,
            1,
        ),
        (
            "get my",
            "Buy our",
            '<p>Get <a href="x">my brushes</a></p>',
            '<p>Buy our<a href="x"> brushes</a></p>',
            1,
            0,
        ),
        ("brushes", "", '<p><a href="x">brushes</a></p>', '<p><a href="x">brushes</a></p>', 0, 1),
        ("new! ", "", "<p><b>NEW!</b> Pack</p>", "<p><b></b>Pack</p>", 1, 0),
        ("one two", "x", "<p>one</p><p>two</p>", "<p>one</p><p>two</p>", 0, 0),
        ("onetwo", "x", "<p>one<br>two <!--c-->two</p>", "<p>one<br>two <!--c-->two</p>", 0, 0),
        ("two two", "x", "<p>two <!--c-->two</p>", "<p>two <!--c-->two</p>", 0, 0),
        ("two two", "x", "<p>two <?c>two</p>", "<p>two <?c>two</p>", 0, 0),
        ("x", "y", "<style>x</style><p title='x'>x</p>", "<style>x</style><p title='x'>y</p>", 1, 0),
        ("tex", "y", "<p>a &amptext</p>", "<p>a &amptext</p>", 0, 1),
        (" ", "", "<p>a < b></p>", "<p>a < b></p>", 0, 2),
        ("&", "and", "<p>AT&T &#38; &am</p>", "<p>ATandT and andam</p>", 3, 0),
    ],
)
def test_a_description_after_find_and_replace(
    find: str, replace: str, source: str, expected: str, replaced: int, left: int
) -> None:
    found = finder(find, replace).in_field(TextField.DESCRIPTION, source)
    assert (found.text, found.replaced, found.left) == (expected, replaced, left)


@pytest.mark.parametrize(
    ("source", "expected", "left"),
    [
        (
            '<a href="http://old.com/?a=1&amp;b=2">old.com</a>',
            '<a href="http://new.com/?a=1&amp;b=2">new.com</a>',
            0,
        ),
        ("<a class='old.com' HREF='//old.com'>x</a>", "<a class='old.com' HREF='//new.com'>x</a>", 0),
        ("<a href=old.com>x</a>", "<a href=old.com>x</a>", 1),
        ('<a title="href=old.com" href>old.com</a>', '<a title="href=old.com" href>new.com</a>', 0),
        ('<!-- <a href="old.com"> --><img src="old.com">', '<!-- <a href="old.com"> --><img src="old.com">', 0),
    ],
)
def test_addresses_of_links_are_changed_only_when_asked(source: str, expected: str, left: int) -> None:
    found = finder("old.com", "new.com", in_links=True).in_html(source)
    assert (found.text, found.left) == (expected, left)
    without = finder("old.com", "new.com").in_html(source)
    assert re.findall(r"<[^>]*>", without.text) == re.findall(r"<[^>]*>", source)


@pytest.mark.parametrize("new", ["javascript:alert(1)//", "JAVASCRIPT:x", "data:text/html,", "http://[x"])
def test_an_address_becomes_no_script(new: str) -> None:
    source = '<a href="https://a.com">b</a>'
    assert finder("https://a.com", new, in_links=True).in_html(source).text == source
    quoted = finder("a.com", 'a.com" onclick="x', in_links=True).in_html(source)
    assert quoted.text == '<a href="https://a.com&quot; onclick=&quot;x">b</a>'


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({}, "find"),
        ({"find": "x" * 2001}, "find"),
        ({"find": "x", "fields": ()}, "fields"),
        ({"find": "(", "regex": True}, "find"),
        ({"find": "x", "replace": "$1", "regex": True}, "replace"),
        ({"find": "(x)", "replace": r"\2", "regex": True}, "replace"),
        ({"find": "x", "replace": r"\q", "regex": True}, "replace"),
        ({"find": "x", "replace": "x\\", "regex": True}, "replace"),
    ],
)
def test_a_form_that_cannot_be_used_says_why(options: dict[str, object], field: str) -> None:
    with pytest.raises(InputError) as refused:
        Finder(FindForm.model_validate(options))
    assert set(refused.value.fields) == {field}


def test_a_replacement_names_groups_or_is_refused() -> None:
    assert read_replacement("a$1b\\0$$c\\.", 1) == ("a", 1, "b", 0, "$", "c", ".")
    assert read_replacement("$10", 10) == (10,)


words = st.sampled_from(
    ["icon", "icons", "pack", "a", "&amp;", "&lt;", "&eacute;", "&#8217;", "&nbsp;", " ", "é", "&", "&ampx", "\n"]
)
marks = st.sampled_from(
    [
        "<b>",
        "</b>",
        '<a href="https://x.com/icon?a=1&amp;b">',
        "</a>",
        "<br>",
        "<p class=icon>",
        "</p>",
        "<!--icon-->",
        '<img alt="icon">',
        "</i>",
    ]
)
descriptions = st.lists(st.one_of(words, marks, st.sampled_from(["<", "<i", "lt;"])), max_size=25).map("".join)


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.one_of(words, marks), max_size=25).map("".join),
    st.sampled_from(["icon", "a", "&", "\N{NO-BREAK SPACE}", "é", "con ", "packicon"]),
    st.sampled_from(["", "new", "<b>&"]),
)
def test_outside_the_change_nothing_is_touched(source: str, find: str, new: str) -> None:
    """Tags, comments and every entity that is no part of a find come out as they were, in their order."""
    found = finder(find, new).in_html(source)
    assert re.findall(r"<[^>]*>", found.text) == re.findall(r"<[^>]*>", source)
    if not found.replaced:
        assert found.text == source
    after = iter(found.text.replace(html.escape(new, quote=False), "") if new else found.text)
    kept = iter(source)
    # What is left of the text without its replacements is what was there, with letters left out.
    assert all(any(char == one for one in kept) for char in after)


@settings(max_examples=400, deadline=None)
@given(descriptions, st.sampled_from(["icon", " ", "&", "a"]), st.sampled_from(["", "b", "lt;"]))
def test_what_a_buyer_reads_is_what_was_wanted(source: str, find: str, new: str) -> None:
    """Not even where a stray `<` or `&` stands does a change make a tag or an entity of what was text."""
    found = finder(find, new, match_case=True).in_html(source)
    before = [run.text for run in text_runs(read_article(source))]
    after = "".join(run.text for run in text_runs(read_article(found.text)))
    if found.left == 0:
        assert after == "".join(
            re.sub(re.escape(find).replace("\\ ", "[ \xa0]"), lambda _: new, text) for text in before
        )
    elif found.replaced == 0:
        assert found.text == source


@settings(max_examples=400, deadline=None)
@given(descriptions)
def test_places_are_where_the_texts_stand(source: str) -> None:
    """Replacing a find by a mark and the mark by the find again gives the very same HTML."""
    there = finder("icon", "\u2603", match_case=True).in_html(source)
    back = finder("\u2603", "icon").in_html(there.text)
    assert back.text == source
    assert back.replaced == there.replaced


@settings(max_examples=200, deadline=None)
@given(descriptions)
def test_every_text_is_in_a_run(source: str) -> None:
    article = read_article(source)
    runs = text_runs(article)
    assert "".join(run.text for run in runs) == "".join(node.text for node in article.nodes)
    for run in runs:
        for segment in run.segments:
            begin, end = segment.place(segment.start), segment.place(segment.end)
            if begin is not None and end is not None:
                assert html.unescape(source[begin:end]) == segment.text
    assert all(run.attribute for run in address_runs(source))


def test_a_text_whose_places_cannot_be_told_is_left() -> None:
    article = read_article("<p>icon</p>")
    odd = replace(article, nodes=(replace(article.nodes[0], text="icons"),))
    (run,) = text_runs(odd)
    assert run.text == "icons"
    assert replacement(run, 0, 4, "x") is None
