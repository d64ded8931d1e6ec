"""Links that carry a code, and tables of them for product pages and mails. No I/O here."""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote, urlsplit

from py_core.errors import InputError
from py_core.parity.codes import ParityCode
from py_core.parity.countries import country_name, flag
from py_core.values import Value
from py_core.words import say

_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?")
_PATH = re.compile(r"[A-Za-z0-9/._~%@+-]*")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+!|~&-])")
_BLANK = re.compile(r"\s+")


class LinkRow(Value):
    """One country, its code and the link that brings the code along."""

    country: str
    name: str
    code: str
    percent_off: int
    link: str


def product_base(short_url: str) -> str:
    """A product's address without a slash at its end. Raises: InputError where it is no web address."""
    text = short_url.strip().rstrip("/")
    parts = urlsplit(text) if text.isprintable() else urlsplit("")
    plain = _HOST.fullmatch(parts.netloc) and _PATH.fullmatch(parts.path) and not parts.query + parts.fragment
    if parts.scheme not in ("https", "http") or not plain:
        raise InputError(
            "parity_address", say("parity_address", address=short_url[:80]), hint=say("parity_not_made")
        )
    return text


def code_link(short_url: str, code: str) -> str:
    """The address of a product that fills in a code. Raises: InputError where the product's is no web address."""
    return f"{product_base(short_url)}/{quote(code, safe='')}"


def link_rows(short_url: str, codes: Iterable[ParityCode]) -> tuple[LinkRow, ...]:
    """A row per country of the codes of one product, by the country's name."""
    rows = [
        LinkRow(
            country=country,
            name=country_name(country),
            code=code.name,
            percent_off=code.percent_off,
            link=code_link(short_url, code.name),
        )
        for code in codes
        for country in code.country_codes
    ]
    return tuple(sorted(rows, key=lambda row: row.name))


def _markdown(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", _BLANK.sub(" ", text.strip()))


def links_markdown(title: str, rows: Sequence[LinkRow]) -> str:
    """A table in Markdown: country, what it takes off, the code as a link."""
    head = (say("parity_links_country"), say("parity_links_off"), say("parity_links_code"))
    lines = [f"### {_markdown(title)}", "", f"| {' | '.join(head)} |", "|---|---:|---|"]
    lines.extend(
        f"| {flag(row.country)} {_markdown(row.name)} | {row.percent_off} % | [{_markdown(row.code)}]({row.link}) |"
        for row in rows
    )
    return "\n".join(lines) + "\n"


def links_text(title: str, rows: Sequence[LinkRow]) -> str:
    """The same as plain lines for a mail: country, what it takes off, the link."""
    width = max((len(row.name) for row in rows), default=0)
    lines = [_BLANK.sub(" ", title.strip()), ""]
    lines.extend(f"{row.name:<{width}}  {row.percent_off:>3} %  {row.link}" for row in rows)
    return "\n".join(lines) + "\n"
