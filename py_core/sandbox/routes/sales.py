"""Sales: list, show, ship, refund, receipt, export. Source: API contract, sections 9.1 to 9.4."""

from dataclasses import replace
from typing import Any

from py_core.sandbox.answers import BadRequest, Refusal, not_found, succeeded
from py_core.sandbox.casts import Params, is_blank, is_scalar, leading_integer, to_text
from py_core.sandbox.context import Asked, refuse_unless
from py_core.sandbox.dates import date_asked, starts_us
from py_core.sandbox.ids import number_of
from py_core.sandbox.paging import PAGE_SIZE, next_page, page_key, position
from py_core.sandbox.sale_book import SaleQuery
from py_core.sandbox.sale_json import sale_json
from py_core.sandbox.sale_record import LISTED_KINDS, Sale
from py_core.sandbox.shop import Shop, stamp
from py_core.sandbox.times import parse_iso

_PROCESSOR_REFUSED = (
    "The payment processor rejected this refund. Try again later or contact support if the problem persists."
)


def index(asked: Asked) -> dict[str, Any]:
    """GET /sales: ten, newest first; `page` still works but is slower the deeper it goes."""
    query, skip = _query(asked)
    found = asked.shop.sales.page(query, skip, PAGE_SIZE + 1)
    page = found[:PAGE_SIZE]
    body = succeeded(sales=[sale_json(sale, asked.shop, asked.now_ms) for sale in page])
    if len(found) > PAGE_SIZE:
        last = page[-1]
        body |= next_page(asked.path, asked.params, page_key(parse_iso(last.created_at), last.number))
    return body


def show(asked: Asked) -> dict[str, Any]:
    """GET /sales/:id: purchases of every kind."""
    return _shown(asked, _found(asked))


def mark_as_shipped(asked: Asked) -> dict[str, Any]:
    """PUT /sales/:id/mark_as_shipped: any sale, as often as you like."""
    tracking = to_text(asked.params.get("tracking_url"))
    sale = _found(asked)
    changed = replace(sale, shipped=True, tracking_url=sale.tracking_url if tracking is None else tracking)
    return _kept(asked, changed)


def refund(asked: Asked) -> dict[str, Any]:
    """PUT /sales/:id/refund: all that is left, or a part in minor units of the listed currency."""
    sale = _found(asked)
    user = asked.shop.state.user
    refuse_unless(not sale.is_refunded, "Purchase is already refunded.")
    refuse_unless(
        not (sale.chargedback or sale.disputed) or sale.dispute_won,
        "This purchase has an active dispute. The funds have already been returned to the buyer. "
        "No additional refund is needed.",
    )
    refuse_unless(user.refunds_enabled, "Refunds are temporarily disabled in your account.")
    refuse_unless(sale.kind in LISTED_KINDS, _PROCESSOR_REFUSED)
    left = sale.refundable_in_currency
    refuse_unless(left > 0, "This purchase has already been refunded or has nothing left to refund.")
    sent = asked.params.get("amount_cents")
    amount = left if is_blank(sent) or not is_scalar(sent) else leading_integer(sent)
    refuse_unless(amount <= left, "Refund amount cannot be greater than the purchase price.")
    refuse_unless(amount > 0, _PROCESSOR_REFUSED)
    changed = replace(
        sale,
        refunded_in_currency=sale.refunded_in_currency + amount,
        refunded=amount == left,
        refunded_at=stamp(asked.now_ms),
    )
    _take_from_balance(asked.shop, changed.refunded_usd - sale.refunded_usd)
    return _kept(asked, changed)


def resend_receipt(asked: Asked) -> dict[str, Any]:
    """POST /sales/:id/resend_receipt."""
    _found(asked)
    return succeeded()


def export(asked: Asked) -> dict[str, Any]:
    """POST /sales/exports: the file only ever comes by e-mail."""
    for field in ("from", "to"):
        date_asked(asked.params, field)
    _product_id(asked.shop, asked.params)
    return succeeded(status="queued", recipient_email=asked.shop.state.user.email)


def _query(asked: Asked) -> tuple[SaleQuery, int]:
    params = asked.params
    before_us = starts_us(date_asked(params, "before"))
    after_us = starts_us(date_asked(params, "after"))
    skip = _skipped(params)
    query = SaleQuery(
        after_us=after_us,
        before_us=before_us,
        product_id=_product_id(asked.shop, params),
        email=_text(params, "email"),
        order_id=_order_id(params),
        license_key=(_text(params, "license_key") or "").upper() or None,
        name_part=(_text(params, "name") or "").casefold() or None,
        position=position(params) if skip is None else None,
    )
    return query, skip or 0


def _skipped(params: Params) -> int | None:
    if "page" not in params:
        return None
    text = to_text(params["page"]) or ""
    if not (text.isascii() and text.isdigit()) or int(text[:12]) < 1:
        raise BadRequest("Invalid page number. Page numbers start at 1.")
    return (int(text[:12]) - 1) * PAGE_SIZE


def _text(params: Params, name: str) -> str | None:
    return (to_text(params.get(name)) or "").strip() or None


def _product_id(shop: Shop, params: Params) -> str | None:
    if is_blank(params.get("product_id")):
        return None
    sent = to_text(params["product_id"]) or ""
    known = shop.product(sent)
    if number_of(sent) is None and (known is None or known.id != sent):
        raise BadRequest("Invalid product ID.")
    return sent


def _order_id(params: Params) -> int | None:
    text = _text(params, "order_id")
    if is_blank(params.get("order_id")):
        return None
    if text is None or not text.isascii() or not text.isdigit():
        raise BadRequest("Invalid order ID.")
    return int(text[:40])


def _found(asked: Asked) -> Sale:
    found = asked.shop.sales.sale(asked.place["sale"])
    if found is None:
        raise not_found("sale")
    return found


def _kept(asked: Asked, sale: Sale) -> dict[str, Any]:
    asked.shop.sales.replace_sale(sale)
    return _shown(asked, sale)


def _shown(asked: Asked, sale: Sale) -> dict[str, Any]:
    return succeeded(sale=sale_json(sale, asked.shop, asked.now_ms))


def _take_from_balance(shop: Shop, cents: int) -> None:
    user = shop.state.user
    if user.balance_cents is None:
        return
    if cents > user.balance_cents:
        raise Refusal("Your balance is insufficient to process this refund.")
    user.balance_cents -= cents
