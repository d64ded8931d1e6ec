"""Hostile texts and HTML of every kind for laws that hold for all of them."""

from hypothesis import strategies as st

from tests.unit.export.rig import HOSTILE

SIGNS = (
    *"*_`~[]()<>!#+-=.:&\\|\"' \n1aé🙂", "**", "```", "~~~", "[[1: table]]", "[x](http://a.b)", "&amp;", "1. ",
    "- ", "> ", "<b>", "http://a.b", "\u00a0",
)  # fmt: skip
texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(max_size=40),
    st.lists(st.sampled_from(SIGNS), max_size=12).map("".join),
)

INLINE = ("b", "i", "u", "s", "code", "span", "strong", "em", "a")
BLOCK = ("p", "h2", "div", "blockquote", "ul", "ol", "li", "pre", "table", "figure", "section")
VOID = ("<br>", "<hr>", '<img src="http://a.b/c.png" alt="x">', "<iframe src=x></iframe>", "<!-- note -->", "\n")


def _element(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def written(tag: str, attribute: str, content: str, closed: bool) -> str:
        return f"<{tag}{attribute}>{content}{f'</{tag}>' if closed else ''}"

    attributes = st.sampled_from(("", ' class="x"', " href='http://a.b'", " style=color:red", " start=3"))
    tags = st.sampled_from((*INLINE, *BLOCK))
    return st.builds(written, tags, attributes, inner, st.integers(0, 9).map(bool))


html = st.lists(
    st.recursive(
        st.one_of(texts, st.sampled_from(VOID)),
        lambda inner: _element(st.lists(inner, max_size=4).map("".join)),
        max_leaves=12,
    ),
    max_size=5,
).map("".join)
