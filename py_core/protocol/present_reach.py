"""What became of parity codes, and how they reach buyers, as the pages draw it. No I/O here."""

import gzip
import re
from collections.abc import Iterable, Sequence

from py_core.catalog.labels import amount_text
from py_core.catalog.products import Shop, ShopProduct
from py_core.errors import InputError
from py_core.gumroad.currencies import CURRENCIES
from py_core.gumroad.rules.discounts import Discount, left_by, prices_of
from py_core.money import BP_ONE, Money
from py_core.parity.banner import BannerTexts, banner_html, banner_preview
from py_core.parity.codes import ParityCode
from py_core.parity.countries import country_name, flag
from py_core.parity.forms import BannerForm
from py_core.parity.leaks import CodeLeak, SaleSeen, leak_report
from py_core.parity.levels import FULL, native_price
from py_core.parity.links import link_rows, links_markdown, links_text
from py_core.parity.native import Factor, NativeRecord, jumps
from py_core.parity.shadow import Shadowed, shadowed_codes
from py_core.parity.table import ParityTable, percents
from py_core.protocol.amounts import Amount
from py_core.protocol.parity_views import (
    BannerSample,
    BannerView,
    LeakRow,
    LeaksView,
    NativePoint,
    NativeRow,
    NativeView,
    PictureRow,
    PictureView,
    ShadowRow,
)
from py_core.words import say

NAMES_SHOWN = 5
_ACCENT = re.compile("#[0-9a-fA-F]{6}")


def _names(countries: Sequence[str]) -> str:
    shown = ", ".join(country_name(code) for code in countries[:NAMES_SHOWN])
    rest = len(countries) - NAMES_SHOWN
    return say("parity_and_more", names=shown, n=rest) if rest > 0 else shown


def _history(country: str, history: Sequence[NativeRecord]) -> tuple[NativePoint, ...]:
    return tuple(
        NativePoint(date=record.date, percent=FULL - factor.hundredths)
        for record in history
        for factor in record.factors
        if factor.country == country
    )


def _range(factor: Factor) -> str:
    if factor.exact and not factor.torn:
        return ""
    return say("parity_native_range", low=FULL - factor.high, high=FULL - factor.low)


def _shadow(found: Shadowed, names: dict[str, str]) -> ShadowRow:
    countries = tuple(idle.country for idle in found.idle)
    key = "parity_shadow_everywhere" if found.everywhere else "parity_shadow_some"
    return ShadowRow(
        product_id=found.product_id,
        product=names[found.product_id],
        code=found.name,
        percent=found.percent_off,
        countries=countries,
        everywhere=found.everywhere,
        text=say(key, n=len(countries), names=_names(countries)),
    )


def native_view(
    shop: Shop,
    factors: Sequence[Factor],
    history: Sequence[NativeRecord],
    codes: Sequence[ParityCode],
    opted_out: Sequence[str],
) -> NativeView:
    """Gumroad's own parity. Countries at the full price are left out."""
    names = {entry.product.id: entry.product.name for entry in shop.products}
    jumped = {jump.country: jump for jump in jumps(history[-2], history[-1])} if len(history) > 1 else {}
    points = {factor.country: _history(factor.country, history) for factor in factors if factor.hundredths < FULL}
    rows = tuple(
        NativeRow(
            country=factor.country,
            name=country_name(factor.country),
            percent=FULL - factor.hundredths,
            range_text=_range(factor),
            history=points[factor.country],
            jump=say(
                "parity_jump",
                before=FULL - jumped[factor.country].before,
                after=FULL - jumped[factor.country].after,
            )
            if factor.country in jumped
            else "",
        )
        for factor in factors
        if factor.hundredths < FULL
    )
    priced = len(shop.products) - len(opted_out)
    text = (
        say("parity_native_products", n=priced, total=len(shop.products)) if factors else say("parity_native_off")
    )
    found = shadowed_codes(codes, shop.products, factors, opted_out)
    return NativeView(
        rows=tuple(sorted(rows, key=lambda row: (-row.percent, row.name))),
        shadowed=tuple(_shadow(one, names) for one in found),
        products=priced,
        text=text,
        read_at_ms=shop.read_at_ms,
    )


def _money(amounts: Sequence[Money]) -> str:
    return " + ".join(amount_text(one.minor, one.currency) for one in amounts)


def _share(share_bp: int) -> str:
    return f"{(share_bp * 100 + BP_ONE // 2) // BP_ONE}\N{NO-BREAK SPACE}%"


def _leak(leak: CodeLeak, codes: Sequence[ParityCode]) -> LeakRow:
    code = next(code for code in codes if code.name == leak.name)
    tier = code.tier
    return LeakRow(
        key=f"tier:{tier}" if tier else code.country_codes[0],
        code=leak.name,
        meant_for=say("parity_tier_named", group=tier) if tier else _names(code.country_codes),
        used=leak.used,
        outside=leak.outside,
        share=_share(leak.share_bp),
        lost=_money(leak.lost),
        countries=tuple(f"{country_name(use.country)}: {use.sales}" for use in leak.from_countries),
        product_ids=tuple(code.product_id for code in codes if code.name == leak.name),
    )


def leaks_view(
    table: ParityTable, codes: Sequence[ParityCode], sales: Iterable[SaleSeen] | None, *, may_read: bool
) -> LeaksView:
    """Codes used outside their countries; `sales` None where none were ever read."""
    if not codes:
        return LeaksView(state="no_codes", text=say("parity_leaks_no_codes"), rows=(), summary="")
    if sales is None:
        state = "no_sales" if may_read else "no_permission"
        text = say(f"parity_leaks_{state}")
        return LeaksView(state="no_sales" if may_read else "no_permission", text=text, rows=(), summary="")
    report = leak_report(sales, codes, percents(table))
    rows = tuple(_leak(leak, codes) for leak in report.codes if leak.outside)
    if rows:
        lost = _money(report.lost) or say("parity_leaks_nothing")
        summary = say("parity_leaks", n=report.outside, used=report.used, share=_share(report.share_bp), lost=lost)
    else:
        summary = say("parity_leaks_none", n=report.used)
    return LeaksView(state="ready", text=say("parity_leaks_formula"), rows=rows, summary=summary)


def _texts(form: BannerForm) -> BannerTexts:
    usual = BannerTexts()
    if form.accent and _ACCENT.fullmatch(form.accent) is None:
        text = say("parity_accent", text=form.accent[:20])
        raise InputError("parity_banner", text, fields={"accent": text})
    for field, text, most in (("text", form.text, 300), ("button", form.button, 60)):
        if len(text) > most:
            said = say("parity_banner_long", most=most)
            raise InputError("parity_banner", said, fields={field: said})
    return usual.model_copy(
        update={
            "line": form.text.strip() or usual.line,
            "link": form.button.strip() or usual.link,
            "accent": form.accent,
            "place": form.position,
        }
    )


def _sample(
    entry: ShopProduct, codes: Sequence[ParityCode], texts: BannerTexts, country: str
) -> BannerSample | None:
    shown = banner_preview(entry.product.short_url, codes, texts, country)
    if shown is None:
        return None
    code = next(code for code in codes if country in code.country_codes)
    return BannerSample(
        country=country,
        name=country_name(country),
        flag=flag(country),
        text="".join(piece.text for piece in shown.pieces),
        code=code.name,
        url=shown.link,
    )


def banner_view(entry: ShopProduct, codes: Sequence[ParityCode], form: BannerForm, *, made: bool) -> BannerView:
    """The snippet of one product, tables of links, and what visitors would see. Raises: InputError."""
    texts = _texts(form)
    html = banner_html(entry.product.short_url, codes, texts)
    rows = link_rows(entry.product.short_url, codes)
    samples = (_sample(entry, codes, texts, row.country) for row in rows)
    return BannerView(
        html=html,
        bytes_gzipped=len(gzip.compress(html.encode(), mtime=0)),
        markdown=links_markdown(entry.product.name, rows),
        plain=links_text(entry.product.name, rows),
        sample=tuple(sample for sample in samples if sample is not None),
        problem="" if made else say("parity_banner_not_made"),
    )


def _amount(minor: int, currency: str) -> Amount:
    return Amount(minor=minor, currency=currency, text=amount_text(minor, currency))


def picture_view(entry: ShopProduct, table: ParityTable, factors: Sequence[Factor]) -> PictureView:
    """A product's lowest price by country, the lowest first. Raises: InputError where it has none to picture."""
    product = entry.product
    paid = [minor for minor in prices_of(product).minors if minor > 0] if product.currency in CURRENCIES else []
    if not paid:
        raise InputError("parity_no_price", say("parity_no_price", product=product.name))
    price, currency = min(paid), product.currency
    known = {factor.country: factor.hundredths for factor in factors if factor.hundredths < FULL}
    rows = [
        PictureRow(
            country=country,
            name=country_name(country),
            price=_amount(price, currency),
            left=_amount(left_by(Discount(percent, None), price), currency),
            native=_amount(native_price(price, currency, known[country]), currency) if country in known else None,
            percent=percent,
        )
        for country, percent in percents(table).items()
        if percent or country in known
    ]
    rows.sort(key=lambda row: (row.left.minor, row.name))
    text = say("parity_picture", product=product.name, price=amount_text(price, currency), n=len(rows))
    return PictureView(product=product.name, rows=tuple(rows), text=text)
