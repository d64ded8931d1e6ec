"""Why does this code not work? From what the shop's codes and products show, and nothing else. No I/O here.

`diagnose` takes a code or a link apart, finds what was meant, and names each cause; `causes` knows what can be
wrong with one code on one product. Where the API is blind it says where to look.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from urllib.parse import urlsplit

from py_core.catalog.products import Shop, ShopProduct
from py_core.codes.causes import (
    Cause,
    CauseCode,
    Page,
    Tried,
    blind_spots,
    code_causes,
    prices_text,
    product_causes,
    twin_causes,
)
from py_core.codes.labels import minimum_text
from py_core.codes.likeness import Likeness, meant, same_code
from py_core.codes.links import code_url
from py_core.codes.pasted import GUMROAD, Pasted, read_pasted
from py_core.codes.table import Part, code_rows
from py_core.errors import InputError
from py_core.gumroad.currencies import CURRENCIES, parse_amount
from py_core.gumroad.rules.codes import LONGEST_CODE, name_objections
from py_core.words import say

_GENERATED = re.compile(r"[a-z]{4,8}")
_LIKENESS = {
    Likeness.BLANK: CauseCode.BLANK_INSIDE,
    Likeness.ALIKE: CauseCode.LOOK_ALIKE,
    Likeness.SLIP: CauseCode.MISSPELT,
}
_OF_PRODUCTS = frozenset({CauseCode.UNPUBLISHED, CauseCode.PRODUCT_DELETED, CauseCode.FREE})
"""Where a code works on other products, these are no fault of the code."""
SHOWN = 40


@dataclass(frozen=True, slots=True)
class Past:
    """What the journal of this machine knows of a code that stands no more on a product.

    `product_id` is empty for a universal code. `code` is USED_AND_GONE for a code that could be used once,
    DELETED_HERE, or GONE for one that was made here and taken away elsewhere. `title` is the run's.
    """

    product_id: str
    name: str
    code: CauseCode
    title: str


@dataclass(frozen=True, slots=True)
class Records:
    """What is known beside the shop: the past of a code by its name, amount codes whose product changed its
    currency, and Gumroad's own parity prices by product and country. Each is asked for when it is needed.
    """

    past: Callable[[str], Sequence[Past]] = lambda _: ()
    mismatched: Callable[[], frozenset[str]] = frozenset
    native: Callable[[], Mapping[str, Mapping[str, int]]] = dict


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The answer: the code as it was meant, the product it is about (None: several, or none), the findings.

    `products` is on how many products it was looked at.
    """

    code: str
    entry: ShopProduct | None
    causes: tuple[Cause, ...]
    products: int = 0

    @property
    def broken(self) -> bool:
        """Whether a cause was found, and not only something to look at."""
        return any(cause.severity == "cause" for cause in self.causes)


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks: a code or a link, and what is known of who tried it. Empty texts are not known."""

    text: str
    product_id: str = ""
    country: str = ""
    cart: str = ""


def diagnose(shop: Shop, question: Question, records: Records) -> Diagnosis:
    """Every cause that the shop as last read shows.

    Raises: InputError with `fields` where nothing was pasted, or the order's sum cannot be read.
    """
    pasted = read_pasted(question.text)
    if not pasted.code and not pasted.link:
        text = say("doctor_empty")
        raise InputError("doctor_empty", text, fields={"text": text})
    entry = next((one for one in shop.products if one.product.id == question.product_id), None)
    causes: list[Cause] = []
    if pasted.link:
        causes, entry, over = _link(shop, pasted, entry)
        if over:
            return Diagnosis(pasted.code, entry, tuple(causes))
    causes.extend(_typed_oddly(pasted))
    parts = _named(shop, pasted.code)
    here = [part for part in parts if entry is None or part.entry.product.id == entry.product.id]
    if not here:
        causes.extend(_missing(shop, pasted.code, entry, parts, records))
        return Diagnosis(pasted.code, entry, tuple(causes))
    causes.extend(_capitals(pasted.code, here))
    by_product: dict[str, list[Part]] = {}
    for part in here:
        by_product.setdefault(part.entry.product.id, []).append(part)
    if entry is None and len(by_product) == 1:
        entry = here[0].entry
    amounts = any(part.code.amount_minor is not None for part in here)
    mismatched = records.mismatched() if amounts else frozenset[str]()
    native = records.native()
    for group in by_product.values():
        group.sort(key=lambda part: part.code.name != pasted.code)
        cart = _cart(question.cart, group[0].entry.product.currency, alone=entry is not None)
        tried = Tried(cart, question.country, mismatched, native)
        causes.extend(_on_product(group, tried))
    if any(cause.code is CauseCode.WORKS for cause in causes):
        causes = [replace(one, severity="look") if one.code in _OF_PRODUCTS else one for one in causes]
    causes.extend(blind_spots(here, mismatched))
    return Diagnosis(here[0].code.name, entry, tuple(causes), len(by_product))


def _cart(text: str, currency: str, *, alone: bool) -> int | None:
    """The sum of the order in minor units. Among several products, one whose currency it does not fit has none."""
    if not text.strip() or currency not in CURRENCIES:
        return None
    try:
        return parse_amount(text, currency)
    except InputError as error:
        if alone:
            raise InputError(error.code, error.message, fields={"cart": error.message}) from None
        return None


def _on_product(parts: list[Part], tried: Tried) -> list[Cause]:
    """The causes on one product; `parts` are its codes of that name, as typed first."""
    entry, first = parts[0].entry, parts[0]
    found = [*product_causes(entry), *twin_causes(parts)]
    found.extend(cause for part in parts for cause in code_causes(part, tried))
    if not any(cause.severity == "cause" for cause in found):
        values = {
            "code": first.code.name,
            "product": entry.product.name,
            "prices": prices_text(first.code, entry.product),
            "minimum": minimum_text(first.code.minimum_amount_minor or None, entry.product.currency),
        }
        url = code_url(entry.product.short_url, first.code.name)
        found.append(Cause(CauseCode.WORKS, "ok", values, url=url, refs=(first.ref,)))
    return found


def _named(shop: Shop, typed: str) -> list[Part]:
    return [part for row in code_rows(shop) if same_code(row.name, typed) for part in row.parts]


def _typed_oddly(pasted: Pasted) -> Iterable[Cause]:
    values = {"code": pasted.code[:SHOWN]}
    if pasted.hidden:
        yield Cause(CauseCode.HIDDEN_CHARACTERS, "warn", values)
    if pasted.marked:
        yield Cause(CauseCode.MARKS, "look", values)


def _capitals(typed: str, parts: Sequence[Part]) -> list[Cause]:
    if any(part.code.name == typed for part in parts):
        return []
    return [Cause(CauseCode.CAPITALS, "ok", {"typed": typed, "code": parts[0].code.name})]


# Links


def _hosts(shop: Shop) -> frozenset[str]:
    addresses = (urlsplit(entry.product.short_url).hostname for entry in shop.products)
    return frozenset(host.lower() for host in addresses if host)


def _by_permalink(shop: Shop, permalink: str) -> ShopProduct | None:
    def ends(entry: ShopProduct) -> tuple[str, ...]:
        product = entry.product
        return (product.custom_permalink or "", urlsplit(product.short_url).path.rpartition("/")[2])

    wanted = permalink.casefold()
    return next((one for one in shop.products if wanted in map(str.casefold, ends(one))), None)


def _link(shop: Shop, pasted: Pasted, chosen: ShopProduct | None) -> tuple[list[Cause], ShopProduct | None, bool]:
    """What is wrong with a link, the product it leads to, and whether there is nothing beyond it to look at."""
    hosts = _hosts(shop)
    if pasted.host and pasted.host not in hosts and pasted.host.endswith(f".{GUMROAD}") and hosts:
        values = {"host": pasted.host, "own": ", ".join(sorted(hosts))}
        return [Cause(CauseCode.LINK_OTHER_SHOP, values=values)], chosen, True
    found: list[Cause] = []
    if pasted.host and pasted.host not in hosts:
        found.append(Cause(CauseCode.LINK_UNKNOWN_HOST, "look", {"host": pasted.host}, sure=False))
    entry = _by_permalink(shop, pasted.permalink) if pasted.permalink else None
    if not pasted.well_formed:
        found.append(Cause(CauseCode.LINK_SHAPE, url=_ready(entry or chosen, pasted.code)))
    elif entry is None and pasted.permalink:
        found.append(_unknown_product(shop, pasted.permalink))
        return found, chosen, True
    if entry is not None and chosen is not None and entry.product.id != chosen.product.id:
        names = {"product": entry.product.name, "chosen": chosen.product.name}
        found.append(Cause(CauseCode.LINK_OTHER_PRODUCT, "warn", names, url=_ready(chosen, pasted.code)))
    entry = entry or chosen
    if not pasted.code:
        if pasted.well_formed:
            found.append(Cause(CauseCode.LINK_WITHOUT_CODE, url=_ready(entry, "")))
        return found, entry, True
    if pasted.query_key:
        ready = _ready(entry, pasted.code)
        values = {"parameter": pasted.query_key, "code": pasted.code[:SHOWN]}
        found.append(Cause(CauseCode.LINK_QUERY, "warn", values, sure=False, url=ready))
    return found, entry, False


def _ready(entry: ShopProduct | None, code: str) -> str:
    """The link as it should be; empty where product or code is not known."""
    return "" if entry is None or name_objections(code) else code_url(entry.product.short_url, code)


def _unknown_product(shop: Shop, permalink: str) -> Cause:
    """No product of the list ends so. One with an ending of its own has a second one that is not listed."""
    ends = {urlsplit(entry.product.short_url).path.rpartition("/")[2]: entry for entry in shop.products}
    hidden = any(entry.product.custom_permalink for entry in shop.products)
    near = get_close_matches(permalink, ends, n=1)
    values = {"permalink": permalink[:SHOWN], "near": ends[near[0]].product.short_url if near else ""}
    sure = not (hidden and _GENERATED.fullmatch(permalink))
    return Cause(CauseCode.LINK_UNKNOWN_PRODUCT, "cause" if sure else "warn", values, sure=sure, url=Page.PRODUCTS)


# Codes that do not stand where they are tried


def _missing(
    shop: Shop, typed: str, entry: ShopProduct | None, elsewhere: Sequence[Part], records: Records
) -> list[Cause]:
    unread = [one for one in shop.products if one.codes is None and (entry is None or one is entry)]
    values = {"code": typed[:SHOWN], "product": entry.product.name if entry else ""}
    if unread:
        return [Cause(CauseCode.CODES_UNREAD, "look", {**values, "n": len(unread)}, sure=False)]
    found = list(product_causes(entry)) if entry else []
    found.extend(
        _elsewhere(values, entry, elsewhere)
        or _past(typed, entry, records)
        or _meant(shop, typed, entry)
        or _unusable(typed)
        or [Cause(CauseCode.NO_SUCH_CODE, values=values)]
    )
    return found


def _elsewhere(values: Mapping[str, object], entry: ShopProduct | None, parts: Sequence[Part]) -> list[Cause]:
    """The code stands, but not on this product."""
    if entry is None or not parts:
        return []
    universal = [part for part in parts if part.code.universal]
    refs = tuple(dict.fromkeys(part.ref for part in parts))[:1]
    if universal:
        currencies = sorted({part.entry.product.currency.upper() for part in universal})
        more = {**values, "currency": entry.product.currency.upper(), "currencies": ", ".join(currencies)}
        amount = universal[0].code.amount_minor is not None
        if amount and entry.product.currency.upper() not in currencies:
            return [Cause(CauseCode.UNIVERSAL_CURRENCY, values=more, refs=refs)]
        return [Cause(CauseCode.UNIVERSAL_EXCLUDED, values=more, url=Page.DISCOUNTS, refs=refs)]
    names = list(dict.fromkeys(part.entry.product.name for part in parts))
    more = {**values, "products": ", ".join(f"“{name}”" for name in names[:3]), "n": len(names)}
    return [Cause(CauseCode.OTHER_PRODUCTS, values=more, refs=refs)]


def _past(typed: str, entry: ShopProduct | None, records: Records) -> list[Cause]:
    found = [one for one in records.past(typed) if entry is None or one.product_id in ("", entry.product.id)]
    return [Cause(one.code, values={"code": one.name, "title": one.title}) for one in found[:1]]


def _meant(shop: Shop, typed: str, entry: ShopProduct | None) -> list[Cause]:
    """Codes that differ little from what was typed: on this product, else anywhere."""
    rows = code_rows(shop)
    here = {code.name for code in entry.codes or ()} if entry else set[str]()
    near = meant(typed, (row.name for row in rows if row.name in here)) or meant(typed, (row.name for row in rows))
    if not near:
        return []
    names = [name for name, _ in near]
    refs = tuple(row.parts[0].ref for row in rows if row.name in names)
    values = {"typed": typed[:SHOWN], "names": ", ".join(f"“{name}”" for name in names)}
    return [Cause(_LIKENESS[near[0][1]], values=values, refs=refs)]


def _unusable(typed: str) -> list[Cause]:
    objections = name_objections(typed)
    values = {"code": typed[:SHOWN], "longest": LONGEST_CODE}
    return [Cause(CauseCode.CHARACTERS, values=values) for _ in objections[:1]]
