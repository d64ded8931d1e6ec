"""Pieces of HTML as Markdown. What Markdown cannot say stands there as a sign with a number. No I/O here."""

import re
from collections.abc import Iterable

from py_core.sheets.html_pieces import Piece, Pieces
from py_core.sheets.html_tree import Node, Text
from py_core.sheets.inline import NoMarkdown, inline_markdown, runs_of

TIGHT_LIST_ITEM = frozenset(("p", "ul", "ol"))
CONTAINERS = frozenset(("div", "section", "article", "main", "header", "footer", "aside", "nav", "address"))
_HEADING = re.compile("h([1-6])")
SIGN = re.compile(r"\[\[(\d{1,4}): [^\[\]\n]*\]\]")


def sign(number: int, what: str) -> str:
    """What stands for a piece that Markdown cannot say: `[[2: table]]`."""
    return f"[[{number}: {what}]]"


def markdown_pieces(pieces: Pieces) -> tuple[str, ...]:
    """The Markdown of each piece; empty for a piece without anything to see."""
    found: list[str] = []
    signs = 0
    marker = ""
    for piece in pieces.pieces:
        try:
            text, marker = _piece(piece, marker)
        except NoMarkdown as refused:
            signs += 1
            text, marker = sign(signs, refused.what), ""
        found.append(text)
    return tuple(found)


def markdown(pieces: Pieces) -> str:
    """All of them, an empty line in between."""
    return "\n\n".join(filter(None, markdown_pieces(pieces)))


def _piece(piece: Piece, before: str) -> tuple[str, str]:
    """Its Markdown, and the marker of the list that it is. Raises: NoMarkdown.

    Lists that follow each other have different markers, or they would be one.
    """
    block = piece.block
    if block is None:
        return inline_markdown(runs_of(piece.nodes)), ""
    marker = "*" if before == "-" else "-"
    return _block(block, marker), marker if block.tag in ("ul", "ol") else ""


def _block(node: Node, marker: str) -> str:
    heading = _HEADING.fullmatch(node.tag)
    if heading is not None:
        text = inline_markdown(runs_of(node.children)).replace("\\\n", "").replace("\n", " ")
        return f"{'#' * int(heading[1])} {_without_closing(text)}" if text else ""
    match node.tag:
        case "p" | "dt" | "dd" | "figcaption":
            return inline_markdown(runs_of(node.children))
        case "hr":
            return "---"
        case "blockquote":
            return _prefixed(_blocks(node, marker), "> ")
        case "ul" | "ol":
            return _list(node, marker)
        case "pre":
            return _pre(node)
        case tag if tag in CONTAINERS and not node.holds_blocks:
            return inline_markdown(runs_of(node.children))
    raise NoMarkdown(node.tag)


def _without_closing(text: str) -> str:
    """A heading whose text ends with number signs would lose them."""
    return re.sub(r"(?<=\s)#(?=#*$)", r"\#", text)


def _blocks(node: Node, marker: str) -> str:
    """What is in a block that holds blocks, texts, or both."""
    parts: list[str] = []
    inline: list[Node | Text] = []
    for child in node.children:
        if isinstance(child, Node) and child.is_block:
            parts += [inline_markdown(runs_of(inline)), _block(child, marker)]
            inline = []
        else:
            inline.append(child)
    parts.append(inline_markdown(runs_of(inline)))
    return "\n\n".join(filter(None, parts))


def _list(node: Node, marker: str) -> str:
    items = [child for child in node.children if isinstance(child, Node)]
    if any(item.tag != "li" for item in items) or any(_has_words(c) for c in node.children):
        raise NoMarkdown(node.tag)
    start = node.attributes.get("start", "1")
    number = int(start) if re.fullmatch(r"\d{1,8}", start, re.ASCII) else 1
    lines = []
    for at, item in enumerate(items):
        head = f"{marker} " if node.tag == "ul" else f"{number + at}{'.' if marker == '-' else ')'} "
        text = _item(item)
        lines.append((head + _prefixed(text, " " * len(head))[len(head) :]).rstrip(" "))
    loose = any("\n\n" in line for line in lines)
    return ("\n\n" if loose else "\n").join(lines)


def _item(item: Node) -> str:
    """A list item; a list right behind its text needs no empty line."""
    blocks = [child for child in item.children if isinstance(child, Node) and child.is_block]
    if not blocks:
        return inline_markdown(runs_of(item.children))
    text = _blocks(item, "-")
    plain = all(block.tag in TIGHT_LIST_ITEM for block in blocks)
    if plain and sum(block.tag == "p" for block in blocks) <= 1:
        return re.sub(r"\n\n(?=(?:[-*]|\d+[.)]) )", "\n", text)
    return text


def _has_words(child: Node | Text) -> bool:
    return isinstance(child, Text) and bool(child.text.strip())


def _pre(node: Node) -> str:
    language = ""
    for child in node.children:
        if isinstance(child, Node) and child.tag == "code":
            found = re.search(r"(?:^|\s)language-([\w+#.-]+)", child.attributes.get("class", ""))
            language = found[1] if found else ""
    text = "".join(_raw_text(node.children)).removeprefix("\n").removesuffix("\n")
    longest = max((len(found[0]) for found in re.finditer("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text}\n{fence}"


def _raw_text(nodes: Iterable[Node | Text]) -> Iterable[str]:
    for node in nodes:
        if isinstance(node, Text):
            yield re.sub("\r\n?", "\n", node.text)
        elif node.tag == "br":
            yield "\n"
        elif node.tag in ("img", "iframe") or node.is_block:
            raise NoMarkdown(node.tag)
        else:
            yield from _raw_text(node.children)


def _prefixed(text: str, prefix: str) -> str:
    return "\n".join(f"{prefix}{line}".rstrip(" ") for line in text.split("\n"))
