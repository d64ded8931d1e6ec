"""Links that open a product page with a code filled in. No I/O here.

The form is `https://{seller}.gumroad.com/l/{permalink}/{code}`. Version, quantity and UTM values are query
parameters of the page.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from py_core.catalog.products import ShopProduct
from py_core.codes.forms import LinkForm
from py_core.codes.table import Row
from py_core.errors import InputError
from py_core.typed import parse_count
from py_core.words import say

LONGEST_VALUE = 200
MOST_PIECES = 1_000
_UTM = ("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content")


@dataclass(frozen=True, slots=True)
class Link:
    """One link, or the reason why there is none."""

    key: str
    entry: ShopProduct
    code: str
    url: str
    problem: str


def code_url(short_url: str, code: str, query: tuple[tuple[str, str], ...] = ()) -> str:
    """The address of a product's page with a code; empty where the page's address is not known."""
    base = short_url.strip().rstrip("/")
    if not base.startswith("https://"):
        return ""
    url = f"{base}/{quote(code, safe='')}"
    return f"{url}?{urlencode(query, quote_via=quote)}" if query else url


def query_of(form: LinkForm) -> tuple[tuple[str, str], ...]:
    """The query parameters that a form asks for. Raises: InputError with `fields`."""
    errors: dict[str, str] = {}
    texts = {name: getattr(form, name).strip() for name in ("version", *_UTM)}
    errors |= {
        name: say("link_long", most=LONGEST_VALUE) for name, text in texts.items() if len(text) > LONGEST_VALUE
    }
    pieces = 1
    if form.quantity.strip():
        try:
            pieces = parse_count(form.quantity, "2")
        except InputError as error:
            errors["quantity"] = error.message
        else:
            if not 1 <= pieces <= MOST_PIECES:
                errors["quantity"] = say("link_quantity", most=MOST_PIECES)
    if errors:
        raise InputError("link_form", next(iter(errors.values())), fields=errors)
    asked = (("variant", texts.pop("version")), ("quantity", str(pieces) if pieces > 1 else ""), *texts.items())
    return tuple((name, text) for name, text in asked if text)


def _problem(entry: ShopProduct, url: str, version: str) -> str:
    product = entry.product
    if not url:
        return say("link_no_address")
    if not product.published:
        return say("link_unpublished")
    names = {option.name for group in product.groups for option in group.options}
    if version and version not in names:
        return say("link_no_version", version=version)
    return ""


def links_of(rows: Iterable[Row], form: LinkForm) -> tuple[Link, ...]:
    """A link for each code on each product, a universal one on each product it applies to.

    A product without the asked version gets its link without it, and says so. Raises: InputError with `fields`.
    """
    query = query_of(form)
    plain = tuple(pair for pair in query if pair[0] != "variant")
    version = form.version.strip()
    found: list[Link] = []
    for row in rows:
        for part in row.parts:
            names = {option.name for group in part.entry.product.groups for option in group.options}
            url = code_url(part.entry.product.short_url, row.name, query if version in names else plain)
            found.append(Link(part.key, part.entry, row.name, url, _problem(part.entry, url, version)))
    return tuple(found)
