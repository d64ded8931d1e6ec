"""How a listing looks where only a part of it is shown, cut exactly where those cut. No I/O here.

Sources: Gumroad's product cards shorten the description to 100 characters; its product page hands search engines
the whole description, of which about 160 characters are shown, and social networks the first 197 with three dots
behind, or all of up to 200.
"""

from dataclasses import dataclass

from py_core.listing.listing import Cover, Listing
from py_core.listing.plain import ELLIPSIS, at_word, truncated
from py_core.listing.rules.description import CARD_MOST, SNIPPET_MOST, SOCIAL_MOST
from py_core.listing.widths import TITLE_MOST_PX, cut_title, title_px

SOCIAL_WHOLE = 200
SNIPPET_ELLIPSIS = " …"


@dataclass(frozen=True, slots=True)
class Cut:
    """A text as it is shown, and what of it is not."""

    shown: str
    lost: str


@dataclass(frozen=True, slots=True)
class Previews:
    """A search result, a social card and a card in Discover. `cover` is the first picture among the covers."""

    title: Cut
    title_px: int
    title_most_px: int
    snippet: Cut
    social: Cut
    card: Cut
    cover: Cover | None


def previews_of(listing: Listing) -> Previews:
    """The three looks of a listing. Without a description nothing is made up: the texts are empty."""
    text = listing.text
    title = cut_title(listing.name)
    snippet = text
    if len(text) > SNIPPET_MOST:
        snippet = at_word(text, SNIPPET_MOST - len(SNIPPET_ELLIPSIS)) + SNIPPET_ELLIPSIS
    social = text if len(text) <= SOCIAL_WHOLE else text[:SOCIAL_MOST] + ELLIPSIS
    return Previews(
        title=_cut(listing.name, title, "…"),
        title_px=title_px(listing.name),
        title_most_px=TITLE_MOST_PX,
        snippet=_cut(text, snippet, "…"),
        social=_cut(text, social, ELLIPSIS),
        card=_cut(text, truncated(text, CARD_MOST), ELLIPSIS),
        cover=next((cover for cover in listing.covers if cover.kind == "image"), None),
    )


def _cut(whole: str, shown: str, mark: str) -> Cut:
    if shown == whole:
        return Cut(shown, "")
    return Cut(shown, whole[len(shown.removesuffix(mark).rstrip()) :].strip())
