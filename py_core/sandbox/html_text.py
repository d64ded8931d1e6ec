"""A description as Gumroad stores it: read by an HTML parser and written anew. Source: API contract, section 6.6.

The same elements and texts, in one spelling: entities where HTML needs them, attributes in double quotes, elements
closed that were left open, end tags dropped that close nothing. Written once more it stays as it is.
"""

from html import escape
from html.parser import HTMLParser

VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_RAW = frozenset(("script", "style"))


def stored_html(html: str) -> str:
    """The HTML as it comes back."""
    writer = _Writer()
    writer.feed(html)
    writer.close()
    return writer.whole()


def _attribute(value: str | None) -> str:
    return escape(value or "", quote=False).replace('"', "&quot;").replace("\xa0", "&nbsp;")


class _Writer(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._open: list[str] = []

    def whole(self) -> str:
        """Everything, with what is open closed."""
        return "".join((*self._parts, *(f"</{tag}>" for tag in reversed(self._open))))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        first = dict(reversed(attrs))
        given = "".join(f' {name}="{_attribute(first[name])}"' for name in dict(attrs))
        self._parts.append(f"<{tag}{given}>")
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self._open:
            return
        while True:
            last = self._open.pop()
            self._parts.append(f"</{last}>")
            if last == tag:
                return

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] in _RAW:
            self._parts.append(data)
        else:
            self._parts.append(escape(data, quote=False).replace("\xa0", "&nbsp;"))

    def handle_comment(self, data: str) -> None:
        self._parts.append(f"<!--{data}-->")
