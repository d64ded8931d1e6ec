"""What stands inside a paragraph: runs of text with their marks, breaks and pictures; and as Markdown. No I/O here.

Elements that Markdown has no sign for (underlined, coloured) are passed through: their text stays.
Source of the signs: CommonMark 0.31, with `~~` for struck text and with every line end of a paragraph as a break.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from py_core.sheets.html_tree import Node, Text

STRONG = frozenset(("strong", "b"))
EMPHASIS = frozenset(("em", "i"))
STRUCK = frozenset(("s", "del", "strike"))
CODE = frozenset(("code", "kbd", "samp", "tt"))
NO_WORDS = frozenset(
    ("iframe", "video", "audio", "object", "embed", "svg", "script", "style", "form", "input", "button", "select",
     "textarea", "canvas", "picture", "map", "math", "template", "noscript")
)  # fmt: skip
BREAK = "\n"
_BLANKS = re.compile(r"[ \t\n\r\f\v]+")
_PUNCTUATION = re.escape("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_SPECIAL = re.compile(r"[\\`*_<~&\[\]]")
_ENTITY = re.compile(r"&(?=#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)")
_BACKSLASH = re.compile(rf"\\(?=[{_PUNCTUATION}\n]|$)")
_SIGNS = re.compile(
    r"[`]|\*(?! )|(?<! )\*|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?])|~(?=~)|(?<=~)~|\[(?=\[)|\](?=[(\[:])"
)
_LINE_START = re.compile(r"(?m)^( *)(#(?=#{0,5}(?: |$))|>|[-+*](?= |$)|[-_*=](?=[-_*= ]*$))")
_LINE_NUMBER = re.compile(r"(?m)^( *\d{1,9})([.)])(?= |$)", re.ASCII)


class NoMarkdown(Exception):
    """Something that Markdown cannot say at all; `what` is its element."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class Link(NamedTuple):
    """Where a run leads."""

    address: str
    title: str


class Marks(NamedTuple):
    """What a run stands under."""

    strong: bool = False
    emphasis: bool = False
    struck: bool = False
    code: bool = False
    link: Link | None = None


class Run(NamedTuple):
    """A text under its marks. A picture is a run with its address, its text being what it shows."""

    text: str
    marks: Marks
    picture: str | None = None


NO_MARKS = Marks()


def runs_of(nodes: Iterable[Node | Text]) -> list[Run]:
    """The runs in their order; neighbours under the same marks are one. A break is `\\n` in a text.

    Raises: NoMarkdown for a block or anything that has no words.
    """
    joined: list[Run] = []
    for run in _walk(nodes, NO_MARKS):
        last = joined[-1] if joined else None
        if last is not None and run.picture is None and last.picture is None and run.marks == last.marks:
            joined[-1] = Run(last.text + run.text, run.marks)
        else:
            joined.append(run)
    return joined


def _walk(nodes: Iterable[Node | Text], marks: Marks) -> Iterator[Run]:
    for node in nodes:
        if isinstance(node, Text):
            yield Run(_BLANKS.sub(" ", node.text), marks)
        elif node.tag == "br":
            yield Run(BREAK, marks)
        elif node.tag == "img":
            yield Run(node.attributes.get("alt", ""), marks, node.attributes.get("src", "").strip())
        elif node.is_block or node.tag in NO_WORDS:
            raise NoMarkdown(node.tag)
        else:
            yield from _walk(node.children, _marked(node, marks))


def _marked(node: Node, marks: Marks) -> Marks:
    if node.tag in STRONG:
        return marks._replace(strong=True)
    if node.tag in EMPHASIS:
        return marks._replace(emphasis=True)
    if node.tag in STRUCK:
        return marks._replace(struck=True)
    if node.tag in CODE:
        return marks._replace(code=True)
    if node.tag == "a" and "href" in node.attributes:
        address = node.attributes["href"].strip()
        return marks._replace(link=Link(address, node.attributes.get("title", "")))
    return marks


def inline_markdown(runs: Sequence[Run]) -> str:
    """One paragraph's runs; blanks at its ends and around its breaks go, as they do in a browser."""
    parts: list[str] = []
    for link, group in groupby(runs, key=_link_of):
        inside = _marks(list(group), in_link=link is not None)
        if link is not None and parts and parts[-1].endswith("!"):
            parts[-1] = f"{parts[-1][:-1]}\\!"
        parts.append(inside if link is None else _link(inside, link))
    lines = [line.strip(" ") for line in "".join(parts).strip(" ").split("\n")]
    text = "\n".join(line or "\\" for line in _trimmed(lines))
    return _LINE_NUMBER.sub(r"\1\\\2", _LINE_START.sub(r"\1\\\2", text))


def _trimmed(lines: list[str]) -> list[str]:
    """Without breaks at the beginning and the end: Markdown has no sign for them."""
    while lines and not lines[0]:
        lines = lines[1:]
    while lines and not lines[-1]:
        lines = lines[:-1]
    return lines


def _link_of(run: Run) -> Link | None:
    return run.marks.link


def _signs_of(run: Run) -> tuple[bool, bool, bool]:
    return run.marks[:3]


def _marks(runs: Sequence[Run], *, in_link: bool) -> str:
    parts = []
    for (strong, emphasis, struck), group in groupby(runs, key=_signs_of):
        inside = "".join(_bare(run, in_link=in_link) for run in group)
        sign = "~~" * struck + "*" * emphasis + "**" * strong
        parts.append("\n".join(_signed(line, sign) for line in inside.split("\n")))
    return "".join(parts)


def _signed(text: str, sign: str) -> str:
    """The text between signs, its blanks outside of them."""
    bare = text.strip(" ")
    if not bare or not sign:
        return text
    before = len(text) - len(text.lstrip(" "))
    return f"{' ' * before}{sign}{bare}{sign[::-1]}{' ' * (len(text) - before - len(bare))}"


def _bare(run: Run, *, in_link: bool) -> str:
    if run.picture is not None:
        return f"![{escaped(run.text, brackets=True)}]({_address(run.picture)})"
    if run.marks.code and run.text.strip():
        return _code(_BLANKS.sub(" ", run.text))
    return escaped(run.text, brackets=in_link)


def _code(text: str) -> str:
    longest = max((len(found[0]) for found in re.finditer("`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text[:1] in "` " or text[-1:] in "` " else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def escaped(text: str, *, brackets: bool = False) -> str:
    """A text in which nothing is a sign, but for what its place at the beginning of a line makes one."""
    if _SPECIAL.search(text) is None:
        return text
    text = _BACKSLASH.sub(r"\\\\", text)
    text = _ENTITY.sub(r"\&", text)
    text = _SIGNS.sub(lambda found: "\\" + found[0], text)
    if brackets:
        text = re.sub(r"(?<!\\)[\[\]]", lambda found: "\\" + found[0], text)
    return text


def _link(inside: str, link: Link) -> str:
    title = f' "{_title(link.title)}"' if link.title.strip() else ""
    return f"[{inside}]({_address(link.address)}{title})"


def _title(text: str) -> str:
    return escaped(_BLANKS.sub(" ", text)).replace('"', '\\"')


def _address(address: str) -> str:
    plain = _BLANKS.sub("%20", address).replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C")
    plain = _ENTITY.sub(r"\&", plain)
    return f"<{plain}>" if re.search(r"[()]", plain) or not plain else plain
