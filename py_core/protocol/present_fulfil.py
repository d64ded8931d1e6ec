"""Stored sales as the pages draw them. No I/O here."""

from typing import Literal

from py_core.fulfil.finding import allowed_uses
from py_core.fulfil.sale import StoredSale
from py_core.protocol.drawing import amount
from py_core.protocol.fulfil_views import LicenseView, SaleView
from py_core.sales.rows import NOT_REFUNDED, PARTLY_REFUNDED

USD = "usd"


def sale_view(sale: StoredSale, per_seat: int = 1) -> SaleView:
    """One sale; `per_seat` is how often its key may be used for each seat."""
    return SaleView(
        sale_id=sale.sale_id,
        order=sale.order_text,
        created_at_ms=sale.created_ms,
        product_id=sale.product_id,
        product=sale.product,
        variants=sale.variants,
        quantity=sale.quantity,
        buyer=sale.buyer,
        email=sale.email,
        country=sale.country,
        address=sale.address,
        price=amount(sale.price_minor, USD),
        listed=sale.total_text,
        currency=sale.currency or "",
        left=None if sale.left_minor is None or sale.currency is None else amount(sale.left_minor, sale.currency),
        refunded=_refunded(sale.refunded),
        dispute=sale.dispute,
        physical=sale.physical,
        shipped=sale.shipped,
        tracking_url=sale.tracking_url,
        license=_license(sale, per_seat),
    )


def _refunded(state: int) -> Literal["none", "partly", "fully"]:
    if state == NOT_REFUNDED:
        return "none"
    return "partly" if state == PARTLY_REFUNDED else "fully"


def _license(sale: StoredSale, per_seat: int) -> LicenseView | None:
    held = sale.license
    if held is None:
        return None
    allowed = allowed_uses(sale.quantity, held.multiseat, per_seat)
    return LicenseView(
        key=held.key,
        uses=held.uses,
        allowed=allowed,
        seats=allowed // per_seat,
        multiseat=held.multiseat,
        disabled=held.disabled,
        overused=held.uses is not None and held.uses > allowed,
    )
