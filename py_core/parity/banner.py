"""A banner for the seller's own site: one snippet of HTML that makes no request to anybody. No I/O here.

It guesses the visitor's country from the browser's time zone. Where that zone is no place (UTC), or is one whose
clock other countries share, the language's region decides. It is a guess, and a visitor can be anywhere; the code
works for anybody who has it.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from pydantic import Field

from py_core.errors import InputError
from py_core.parity.codes import ParityCode
from py_core.parity.countries import countries, country_name, flag, sharers, zones
from py_core.parity.data.banner import SCRIPT, STYLE
from py_core.parity.data.zones import ZONES
from py_core.parity.links import code_link, product_base
from py_core.values import Value
from py_core.words import say

GZIPPED_LIMIT = 8_192
_PARTS = ("country", "code", "off")
_PLACELESS = re.compile(
    r"Etc/.*|UTC|UCT|GMT([+-]?0)?|Greenwich|Universal|Zulu|[CEMW]ET|[EMH]ST|[ECMP]ST[0-9].DT|", re.ASCII
)


class BannerTexts(Value):
    """What the banner says, and where. `line` may hold `{country}`, `{code}` and `{off}`.

    `language` is that of the texts; `accent` is the link's colour (`#rrggbb`) or empty for the usual one.
    """

    line: str = Field(default_factory=lambda: say("parity_banner_line"), max_length=300)
    link: str = Field(default_factory=lambda: say("parity_banner_link"), max_length=60)
    close: str = Field(default_factory=lambda: say("parity_banner_close"), max_length=60)
    label: str = Field(default_factory=lambda: say("parity_banner_label"), max_length=100)
    language: str = Field(default="en", pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$")
    accent: str = Field(default="", pattern="^(#[0-9a-fA-F]{6})?$")
    place: Literal["here", "top", "bottom"] = "here"


class Piece(Value):
    """A part of the banner's line; `code` is set in the type of codes."""

    kind: str
    text: str


class BannerPreview(Value):
    """What the banner shows to visitors of one country, for a page to draw by itself."""

    country: str
    flag: str
    pieces: tuple[Piece, ...]
    link_text: str
    link: str
    close: str
    label: str


def _short(code: ParityCode) -> str:
    """A code with `$` for the country it starts with and `%` for its percentage; codes have neither sign."""
    name = code.name
    if code.country_codes == (name[:2],):
        name = f"${name[2:]}"
    return name.replace(str(code.percent_off), "%", 1)


def _offers(codes: Iterable[ParityCode]) -> str:
    """`percentage code country country,code country|percentage ...`"""
    groups: dict[int, list[str]] = {}
    for code in codes:
        groups.setdefault(code.percent_off, []).append(" ".join((_short(code), *code.country_codes)))
    return "|".join(f"{percent} {','.join(groups[percent])}" for percent in sorted(groups))


def _zone_table(wanted: frozenset[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for area, text in ZONES.items():
        kept = [entry for entry in text.split("|") if entry[:2] in wanted]
        if kept:
            found[area] = "|".join(kept)
    return found


def _shared(wanted: frozenset[str]) -> dict[str, str]:
    homes = zones()
    return {
        zone: " ".join(others)
        for zone, others in sharers().items()
        if homes.get(zone) in wanted or not wanted.isdisjoint(others)
    }


def _embedded(value: Mapping[str, object]) -> str:
    """JSON that can stand in a script of any page in any encoding: ASCII, and nothing that ends the script."""
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _checked(codes: Sequence[ParityCode], texts: BannerTexts) -> None:
    fields = {
        name: say("parity_banner_text")
        for name in ("line", "link", "close", "label")
        if not getattr(texts, name).strip()
    }
    if fields:
        raise InputError("parity_banner", say("parity_banner_text"), hint=say("parity_not_made"), fields=fields)
    if not any(code.country_codes for code in codes):
        raise InputError("parity_banner", say("parity_banner_no_codes"), hint=say("parity_not_made"))


def banner_html(short_url: str, codes: Sequence[ParityCode], texts: BannerTexts) -> str:
    """The whole snippet for one product and its codes: style, an empty box, a script.

    Raises: InputError where the product has no web address, a text is empty, or there is no code.
    """
    _checked(codes, texts)
    wanted = frozenset(country for code in codes for country in code.country_codes)
    data = _embedded(
        {
            "address": product_base(short_url),
            "line": texts.line,
            "link": texts.link,
            "close": texts.close,
            "label": texts.label,
            "language": texts.language,
            "offers": _offers(codes),
            "zones": _zone_table(wanted),
            "shared": _shared(wanted),
        }
    )
    lines = (line.strip() for line in SCRIPT.splitlines())
    script = "\n".join(line for line in lines if line).replace("DATA", data, 1) + "\n"
    colour = f' style="--parity-accent:{texts.accent}"' if texts.accent else ""
    place = "" if texts.place == "here" else f" parity-{texts.place}"
    box = f'<div class="parity-banner{place}"{colour} hidden></div>'
    return f"<style>\n{STYLE}</style>\n{box}\n<script>\n{script}</script>\n"


def _pieces(line: str, values: Mapping[str, str]) -> tuple[Piece, ...]:
    found: list[Piece] = []
    rest = line
    while rest:
        at, part = min(
            ((rest.find(f"{{{part}}}"), part) for part in _PARTS if f"{{{part}}}" in rest), default=(-1, "")
        )
        if at < 0:
            found.append(Piece(kind="text", text=rest))
            break
        if at:
            found.append(Piece(kind="text", text=rest[:at]))
        found.append(Piece(kind=part, text=values[part]))
        rest = rest[at + len(part) + 2 :]
    return tuple(found)


def banner_preview(
    short_url: str, codes: Sequence[ParityCode], texts: BannerTexts, country: str, name: str = ""
) -> BannerPreview | None:
    """What a visitor of that country would see; None when nothing. `name` is the country's on the page."""
    _checked(codes, texts)
    if country not in countries():
        return None
    code = next((one for one in codes if country in one.country_codes), None)
    if code is None:
        return None
    values = {"country": name or country_name(country), "code": code.name, "off": str(code.percent_off)}
    return BannerPreview(
        country=country,
        flag=flag(country),
        pieces=_pieces(texts.line, values),
        link_text=texts.link,
        link=code_link(short_url, code.name),
        close=texts.close,
        label=texts.label,
    )


def guessed_country(zone: str, region: str) -> str:
    """The country that the banner's script guesses from a time zone and a language's region, or an empty text."""
    if region and region in sharers().get(zone, ()):
        return region
    return region if is_placeless(zone) else zones().get(zone, "")


def is_placeless(zone: str) -> bool:
    """Whether a zone's name stands for no place."""
    return _PLACELESS.fullmatch(zone) is not None
