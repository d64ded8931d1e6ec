"""How a description comes back from Gumroad."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from py_core.sandbox.html_text import stored_html

PIECES = st.lists(
    st.sampled_from(
        (
            "<p>", "</p>", "<b>", "</b>", "<br>", "<br/>", "<a href='x&y'>", "</a>", "<hr>", "&amp;", "&", "<", ">",
            "&nbsp;", "\xa0", "&eacute;", "é", "text ", "\n", '"', "'", "<!-- c -->", "</li>", "<img src=a alt>",
        )
    ),
    max_size=20,
)  # fmt: skip


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ("<p>x</p>", "<p>x</p>"),
        ("a & b", "a &amp; b"),
        ("<p>caf&eacute;&nbsp;&#8212; \u2014</p>", "<p>café&nbsp;— —</p>"),
        ("<br/><hr />", "<br><hr>"),
        ("<a href='x?a=1&b=2' class=big>y</a>", '<a href="x?a=1&amp;b=2" class="big">y</a>'),
        ("<a title='say \"hi\"' title=no>y</a>", '<a title="say &quot;hi&quot;">y</a>'),
        ("<p><b>open", "<p><b>open</b></p>"),
        ("<p><b>crossed</p></b>", "<p><b>crossed</b></p>"),
        ("no</p> end", "no end"),
        ("<!-- note --><script>a && b</script>", "<!-- note --><script>a && b</script>"),
        ("<img src=a alt>", '<img src="a" alt="">'),
    ],
)
def test_it_is_written_anew(sent: str, stored: str) -> None:
    assert stored_html(sent) == stored


@given(PIECES)
def test_written_once_more_it_stays_as_it_is(pieces: list[str]) -> None:
    once = stored_html("".join(pieces))
    assert stored_html(once) == once
