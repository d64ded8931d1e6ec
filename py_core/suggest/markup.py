"""A description on its way to a model and back. No I/O here.

What goes out is HTML of a few plain elements. Pictures, players, tables, addresses of mail and whatever else a
model has no business with stay here: a mark stands for each, and has to come back once. What comes back is never
taken as it is: it is read and written anew out of the few elements, with the seller's own links and parts put in.
"""

import html
import re
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser

from py_core.suggest.hidden import hidden_in, without_hidden

_TEXT_BLOCKS = frozenset(("p", "h2", "h3", "h4", "pre"))
BLOCKS = _TEXT_BLOCKS | {"ul", "ol", "li", "blockquote"}
INLINE = frozenset(("strong", "em", "u", "s", "code", "a"))
VOID = frozenset(("br", "hr"))
ALLOWED = BLOCKS | INLINE | VOID
KEPT_AS = {"b": "strong", "i": "em", "h1": "h2", "h5": "h4", "h6": "h4", "strike": "s", "del": "s", "ins": "u"}
_LISTS = frozenset(("ul", "ol"))
_UNWRAPPED = frozenset(
    (
        "span",
        "font",
        "small",
        "big",
        "mark",
        "sub",
        "sup",
        "abbr",
        "cite",
        "label",
        "q",
        "time",
        "kbd",
        "samp",
        "var",
    )
)
_UNWRAPPED_BLOCKS = frozenset(("div", "section", "article", "main", "header", "footer", "address", "center"))
_OTHER_VOID = frozenset(("area", "base", "col", "embed", "img", "input", "link", "meta", "source", "track", "wbr"))
_WEB = ("https://", "http://")
_LONGEST_HREF = 300
_HIDING = re.compile(r"display:none|visibility:hidden|font-size:0|opacity:0(?![.1-9])")
_REMEMBERED = 32
MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_SECTION = re.compile(r"<!\[[^>]*>?")
MARK = re.compile(r"\[\[keep-[^\[\]]*\]\]")


@dataclass(frozen=True, slots=True)
class Part:
    """What stays here: the mark that stands for it, and its source. `alone` says it stood in no paragraph."""

    mark: str
    source: str
    alone: bool = False


@dataclass(frozen=True, slots=True)
class SentLink:
    """A link that goes out: its address as it is sent, and the tag it had."""

    address: str
    tag: str

    @property
    def sent_tag(self) -> str:
        """The tag as it goes out."""
        return f'<a href="{html.escape(self.address)}">'


@dataclass(frozen=True, slots=True)
class Sent:
    """A description as it goes out, and what stands for what in it."""

    html: str
    parts: tuple[Part, ...]
    links: tuple[SentLink, ...]


@lru_cache(maxsize=_REMEMBERED)
def sent_html(source: str, nonce: str) -> Sent:
    """The description as it goes out. `nonce` makes the marks, and must not stand in the source."""
    reader = _Sender(_SECTION.sub("", source), nonce)
    reader.run()
    return reader.sent()


def masked(text: str, nonce: str, first: int = 1) -> tuple[str, tuple[Part, ...]]:
    """A text with marks for addresses of mail, numbered from `first`."""
    parts: list[Part] = []

    def mark(found: re.Match[str]) -> str:
        parts.append(Part(_mark(nonce, first + len(parts)), found[0]))
        return parts[-1].mark

    return MAIL.sub(mark, text), tuple(parts)


def restored(value: str, sent: Sent) -> str:
    """An answer, written anew by `sent_html`, with the seller's parts and the tags of the seller's links.

    Several links to one address get their tags in order.
    """
    tags: dict[str, list[str]] = {}
    for link in sent.links:
        tags.setdefault(link.sent_tag, []).append(link.tag)
    for sent_tag, originals in tags.items():
        first, *rest = value.split(sent_tag)
        last = len(originals) - 1
        value = first + "".join(originals[min(at, last)] + piece for at, piece in enumerate(rest))
    for part in sent.parts:
        if part.alone:
            value = value.replace(f"<p>{part.mark}</p>", part.source)
        value = value.replace(part.mark, part.source)
    return value


def sent_again(value: str, sent: Sent) -> str:
    """The other way round: marks and sent links in place of the seller's parts and tags, each part once.

    What is not found stays as it is.
    """
    for part in sorted(sent.parts, key=lambda part: -len(part.source)):
        value = value.replace(part.source, f"<p>{part.mark}</p>" if part.alone else part.mark, 1)
    for link in sorted(sent.links, key=lambda link: -len(link.tag)):
        value = value.replace(link.tag, link.sent_tag)
    return value


def without_marks(text: str) -> str:
    """The text without any mark."""
    return MARK.sub("", text)


def _mark(nonce: str, number: int) -> str:
    return f"[[keep-{nonce}-{number}]]"


def _is_hidden(attrs: list[tuple[str, str | None]]) -> bool:
    """Whether an element is not shown to buyers: what only a model would read stays here."""
    return any(
        name == "hidden" or (name == "style" and _HIDING.search("".join((value or "").lower().split())))
        for name, value in attrs
    )


def _may_leave(href: str) -> bool:
    """Whether an address goes out as it is: one of the web, of usual length, with no address of mail in it."""
    plain = href.startswith(_WEB) and len(href) <= _LONGEST_HREF and " " not in href
    return plain and MAIL.search(href) is None and not hidden_in(href) and "\n" not in href


class _Sender(HTMLParser):
    """Writes the outgoing description while it reads the stored one."""

    def __init__(self, source: str, nonce: str) -> None:
        super().__init__(convert_charrefs=True)
        self._source = source
        self._nonce = nonce
        self._lines = [0, *(found.end() for found in re.finditer("\n", source))]
        self._out: list[str] = []
        self._open: list[str] = []
        self._kept_tag = ""
        self._kept_from = 0
        self._kept_depth = 0
        self._parts: list[Part] = []
        self._links: list[SentLink] = []

    def run(self) -> None:
        """Read all of it."""
        self.feed(self._source)
        self.close()
        if self._kept_tag:
            self._end_kept(len(self._source))
        self._close_above(0)

    def sent(self) -> Sent:
        """What was written."""
        return Sent("".join(self._out).strip(), tuple(self._parts), tuple(self._links))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._kept_tag:
            self._kept_depth += tag == self._kept_tag
            return
        name = KEPT_AS.get(tag, tag)
        if tag not in VOID and tag not in _OTHER_VOID and _is_hidden(attrs):
            self._kept_tag, self._kept_from, self._kept_depth = tag, self._place(), 1
        elif name == "a":
            self._link(dict(attrs).get("href") or "")
        elif name in INLINE:
            self._need_block()
            self._begin(name)
        elif name in BLOCKS:
            self._block(name)
        elif name == "br":
            self._need_block()
            self._out.append("<br>")
        elif name == "hr":
            self._end_paragraph()
            self._out.append("<hr>")
        elif tag in _UNWRAPPED_BLOCKS:
            self._end_paragraph()
        elif tag in _OTHER_VOID:
            self._keep(self.get_starttag_text() or "")
        elif tag not in _UNWRAPPED:
            self._kept_tag, self._kept_from, self._kept_depth = tag, self._place(), 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID and tag not in _OTHER_VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._kept_tag:
            self._kept_depth -= tag == self._kept_tag
            if not self._kept_depth:
                self._end_kept(self._source.find(">", self._place()) + 1)
            return
        name = KEPT_AS.get(tag, tag)
        if name in self._open:
            self._close_above(len(self._open) - 1 - self._open[::-1].index(name))
        elif tag in _UNWRAPPED_BLOCKS:
            self._end_paragraph()

    def handle_data(self, data: str) -> None:
        if self._kept_tag:
            return
        text, parts = masked(without_hidden(data), self._nonce, len(self._parts) + 1)
        if text.strip():
            self._need_block()
        elif not self._open:
            return
        self._parts += [Part(part.mark, html.escape(part.source, quote=False)) for part in parts]
        self._out.append(html.escape(text, quote=False))

    def _place(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def _link(self, href: str) -> None:
        if "a" in self._open:
            self._close_above(self._open.index("a"))
        self._need_block()
        address = href if _may_leave(href) else f"[[link-{self._nonce}-{len(self._links) + 1}]]"
        link = SentLink(address, self.get_starttag_text() or "")
        self._links.append(link)
        self._open.append("a")
        self._out.append(link.sent_tag)

    def _block(self, name: str) -> None:
        self._end_paragraph()
        if name == "li":
            lists = [at for at, opened in enumerate(self._open) if opened in _LISTS]
            if not lists:
                name = "p"
            else:
                self._close_above(lists[-1] + 1)
        self._begin(name)

    def _begin(self, name: str) -> None:
        self._open.append(name)
        self._out.append(f"<{name}>")

    def _end_paragraph(self) -> None:
        """A block begins, or what parts blocks: inline elements end, and so does the block that holds only text."""
        last = self._last_block()
        self._close_above(last if last >= 0 and self._open[last] in _TEXT_BLOCKS else last + 1)

    def _last_block(self) -> int:
        return max((at for at, name in enumerate(self._open) if name in BLOCKS), default=-1)

    def _need_block(self) -> None:
        """Text outside of any block begins a paragraph, text between the items of a list an item."""
        last = self._last_block()
        if last < 0:
            self._begin("p")
        elif self._open[last] in _LISTS:
            self._begin("li")

    def _close_above(self, depth: int) -> None:
        """What has nothing in it is left out."""
        while len(self._open) > depth:
            name = self._open.pop()
            if self._out[-1] == f"<{name}>":
                self._out.pop()
            else:
                self._out.append(f"</{name}>")

    def _end_kept(self, end: int) -> None:
        self._kept_tag = ""
        self._keep(self._source[self._kept_from : end])

    def _keep(self, source: str) -> None:
        alone = not self._open
        self._need_block()
        self._parts.append(Part(_mark(self._nonce, len(self._parts) + 1), source, alone))
        self._out.append(self._parts[-1].mark)
        if alone:
            self._close_above(0)
