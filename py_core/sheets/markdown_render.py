"""Markdown as HTML in Gumroad's manner: no raw HTML, every line end in a paragraph a break. No I/O here.

The parser is markdown-it-py (CommonMark). It is loaded when it is first wanted, since a start has no use for it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Manner:
    """How the rest of a description is written.

    `openings` has the tag of a link or a picture by its address, so that one that stays keeps its attributes.
    `item_paragraphs` says that list items hold paragraphs, `between` what stands between two blocks.
    """

    openings: Mapping[tuple[str, str], str] = field(default_factory=dict)
    item_paragraphs: bool = False
    between: str = ""


PLAIN = Manner()


@lru_cache(maxsize=1)
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    class AddressesAsTheyAre(MarkdownIt):
        """Does not rewrite addresses: the seller's are to stay what they are."""

        def normalizeLink(self, url: str) -> str:  # noqa: N802 - the library's name
            return url

        def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - the library's name
            return link

    parser = AddressesAsTheyAre("commonmark", {"html": False, "maxNesting": DEEPEST})
    return parser.enable("strikethrough")


def rendered(text: str, manner: Manner = PLAIN) -> str:
    """The HTML of a Markdown text."""
    return "".join(_Writer(manner).blocks(_parser().parse(text)))


class _Writer:
    """Writes tokens without line ends between elements, as Gumroad's editor does."""

    def __init__(self, manner: Manner) -> None:
        self._manner = manner

    def blocks(self, tokens: "Sequence[Token]") -> list[str]:
        out: list[str] = []
        for token in tokens:
            if out and token.level == 0 and token.nesting >= 0:
                out.append(self._manner.between)
            if token.type == "inline":
                out += self._inline(token.children or ())
            elif token.type in ("fence", "code_block"):
                out.append(_code_block(token))
            elif not token.hidden or self._manner.item_paragraphs:
                out.append(self._tag(token))
        return out

    def _inline(self, tokens: "Sequence[Token]") -> list[str]:
        out = []
        for token in tokens:
            match token.type:
                case "text" | "text_special":
                    out.append(_text(token.content))
                case "softbreak" | "hardbreak":
                    out.append("<br>")
                case "code_inline":
                    out.append(f"<code>{_text(token.content)}</code>")
                case "image":
                    out.append(self._image(token))
                case _:
                    out.append(self._tag(token))
        return out

    def _image(self, token: "Token") -> str:
        address = str(token.attrs.get("src", ""))
        kept = self._manner.openings.get(("img", address))
        if kept is not None:
            return kept
        token.attrs["alt"] = "".join(_plain(token.children or ()))
        return self._tag(token)

    def _tag(self, token: "Token") -> str:
        if token.nesting < 0:
            return f"</{token.tag}>"
        if token.type == "link_open":
            kept = self._manner.openings.get(("a", str(token.attrs.get("href", ""))))
            if kept is not None:
                return kept
        return f"<{token.tag}{_attributes(token.attrs)}>"


def _attributes(attributes: Mapping[str, Any]) -> str:
    return "".join(f' {name}="{_quoted(str(value))}"' for name, value in attributes.items())


def _plain(tokens: "Sequence[Token]") -> list[str]:
    return [token.content or "".join(_plain(token.children or ())) for token in tokens]


def _code_block(token: "Token") -> str:
    language = token.info.split()[0] if token.info.strip() else ""
    named = f' class="language-{_quoted(language)}"' if language else ""
    return f"<pre><code{named}>{_text(token.content)}</code></pre>"


def _text(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _quoted(text: str) -> str:
    return _text(text).replace('"', "&quot;")
