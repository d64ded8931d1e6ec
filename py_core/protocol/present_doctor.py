"""The doctor's and the janitor's findings as the pages draw them. No I/O here."""

from collections.abc import Sequence

from py_core.catalog.products import Shop
from py_core.codes.causes import Cause, CauseCode, Page
from py_core.codes.doctor import Diagnosis
from py_core.codes.janitor import Group
from py_core.codes.table import unread_products
from py_core.parity.countries import country_name
from py_core.protocol.code_views import DoctorFinding, DoctorView, JanitorGroup, JanitorView
from py_core.words import say

TEXTS_SHOWN = 3
ABOUT_LINKS = frozenset(
    {
        CauseCode.LINK_SHAPE,
        CauseCode.LINK_WITHOUT_CODE,
        CauseCode.LINK_OTHER_SHOP,
        CauseCode.LINK_UNKNOWN_PRODUCT,
    }
)
_ORDER = {"cause": 0, "warn": 1, "ok": 2, "look": 3}
_FURTHER = {CauseCode.LINK_UNKNOWN_PRODUCT: "near", CauseCode.WORKS: "minimum"}
"""Causes whose text has another form where this value is known."""
_PAGES = {
    Page.DISCOUNTS: "doctor_url_discounts",
    Page.CHECKOUT_FORM: "doctor_url_form",
    Page.PRODUCTS: "doctor_url_products",
}


def _values(cause: Cause) -> dict[str, object]:
    values = dict(cause.values)
    if "country" in values:
        values["country"] = country_name(str(values["country"]))
    return values


def _text(cause: Cause) -> str:
    values = _values(cause)
    further = _FURTHER.get(cause.code, "")
    form = f"_{further}" if further and values[further] else ""
    return say(f"doctor_{cause.code.value}_text{form}", **values)


def _title(cause: Cause) -> str:
    return say(f"doctor_{cause.code.value}_title", **_values(cause))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _finding(causes: Sequence[Cause]) -> DoctorFinding:
    """One finding of everything that has the same cause, product by product."""
    first = causes[0]
    texts = list(dict.fromkeys(map(_text, causes)))
    shown = texts[:TEXTS_SHOWN]
    if len(texts) > TEXTS_SHOWN:
        shown.append(say("doctor_more_products", n=len(texts) - TEXTS_SHOWN))
    url = first.url if len(texts) == 1 or first.url in tuple(Page) else ""
    page = next((key for place, key in _PAGES.items() if place == url), "doctor_url_link")
    return DoctorFinding(
        code=first.code.value,
        severity=first.severity,
        title=_capital(_title(first)),
        text=" ".join(shown),
        fix=say(f"doctor_{first.code.value}_fix", **_values(first)),
        sure=first.sure,
        url=str(url),
        url_text=say(page) if url else "",
        refs=tuple(dict.fromkeys(ref for cause in causes for ref in cause.refs)),
    )


def _headline(found: Diagnosis) -> str:
    values = {"code": found.code, "product": found.entry.product.name if found.entry else ""}
    works = sum(cause.code is CauseCode.WORKS for cause in found.causes)
    first = next((cause for cause in found.causes if cause.severity == "cause"), None)
    on = "_on" if found.entry else ""
    if first is not None and first.code in ABOUT_LINKS:
        return say("doctor_headline_link", title=_title(first))
    if 0 < works < found.products:
        return say("doctor_headline_some", works=works, n=found.products, **values)
    if first is None or works:
        return say(f"doctor_headline_works{on}" if works else "doctor_headline_unsure", **values)
    if first.code is CauseCode.NATIVE_BETTER and found.entry:
        return say("doctor_headline_idle", **_values(first))
    return say(f"doctor_headline_broken{on}", title=_title(first), **values)


def doctor_view(found: Diagnosis, read_at_ms: int | None) -> DoctorView:
    """The findings, causes first; what is the same on several products is told once."""
    grouped: dict[tuple[CauseCode, str], list[Cause]] = {}
    for cause in found.causes:
        grouped.setdefault((cause.code, cause.severity), []).append(cause)
    findings = [_finding(causes) for causes in grouped.values()]
    findings.sort(key=lambda one: _ORDER[one.severity])
    return DoctorView(
        code=found.code,
        product=found.entry.product.name if found.entry else "",
        headline=_headline(found),
        findings=tuple(findings),
        read_at_ms=read_at_ms,
    )


def _group(group: Group) -> JanitorGroup:
    text = say(f"janitor_{group.code}_text", n=group.countries)
    return JanitorGroup(
        code=group.code,
        title=say(f"janitor_{group.code}_title", n=len(group.refs)),
        text=text,
        keys=group.keys,
        refs=group.refs,
    )


def janitor_view(shop: Shop, groups: Sequence[Group]) -> JanitorView:
    """What could be cleaned up, and what has not been read."""
    unread = unread_products(shop)
    texts = [say("janitor_text") if groups else say("janitor_clean")]
    if unread:
        texts.append(say("janitor_unread", n=unread))
    return JanitorView(groups=tuple(map(_group, groups)), text=" ".join(texts))
