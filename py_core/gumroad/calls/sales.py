"""Sales, refunds, receipts, summaries and subscribers. Source: API contract, section 9."""

from dataclasses import replace

from py_core.gumroad.calls.asking import (
    EDIT_SALES,
    MARK_SHIPPED,
    REFUND_SALES,
    VIEW_SALES,
    get,
    nothing,
    one,
    page_of,
    path,
    send,
)
from py_core.gumroad.confirm import compared
from py_core.gumroad.keep import KEEP
from py_core.gumroad.models.audience import Subscriber, read_subscriber
from py_core.gumroad.models.sales import (
    ExportQueued,
    SaleRecord,
    SalesSummary,
    read_export,
    read_sale_record,
    read_summary,
)
from py_core.gumroad.pager import Page
from py_core.gumroad.rules.objections import number_objections, refuse
from py_core.gumroad.rules.other import SummaryGroup, day_objections, refund_objections, summary_objections
from py_core.gumroad.wire import Call, Effect, Mismatch
from py_core.values import Value


class SalesFilter(Value):
    """Which sales to list. `after` is the first day, `before` the day after the last, both UTC."""

    after: str | None = None
    before: str | None = None
    product_id: str | None = None
    email: str | None = None
    order_id: int | None = None
    name: str | None = None
    license_key: str | None = None


ALL_SALES = SalesFilter()


def list_sales(wanted: SalesFilter = ALL_SALES, page_key: str | None = None) -> Call[Page[SaleRecord]]:
    """Ten sales, newest first. Raises: InputError for what is no day or no order number.

    Source: sections 5 and 9.1. The deprecated `page` is not used: it is limited, and it times out.
    """
    refuse(
        (
            *day_objections("before", wanted.before),
            *day_objections("after", wanted.after),
            *number_objections("order_id", wanted.order_id, highest=2**53),
        )
    )
    request = get(path("sales"), **wanted.model_dump(), page_key=page_key)
    return Call(request, Effect.READ, VIEW_SALES, page_of("sales", read_sale_record))


def get_sale(sale_id: str) -> Call[SaleRecord]:
    """One sale, also one that lists leave out. Source: sections 9.1 and 9.2."""
    return Call(get(path("sales", sale_id)), Effect.READ, VIEW_SALES, one("sale", read_sale_record))


def mark_as_shipped(sale_id: str, tracking_url: str | None = None) -> Call[SaleRecord]:
    """Say that it was sent; the buyer is told by e-mail the first time only. Source: section 9.3."""
    tracking = KEEP if tracking_url is None else tracking_url
    return Call(
        send("PUT", path("sales", sale_id, "mark_as_shipped"), tracking_url=tracking),
        Effect.SET,
        MARK_SHIPPED,
        one("sale", read_sale_record),
        lambda record: compared(
            ("shipped", True, record.sale.shipped), ("tracking_url", tracking, record.sale.tracking_url)
        ),
    )


def refund_sale(sale_id: str, amount_minor: int | None = None) -> Call[SaleRecord]:
    """Give money back: all that is left, or an amount in minor units of the **listed** currency, not of US
    dollars. Cannot be undone. Raises: InputError. Source: sections 1.1 and 9.3.

    An amount sent twice is paid twice, so it goes out once. It stands in the query as well: without it, all would
    be given back.
    """
    refuse(refund_objections(amount_minor))
    request = send("PUT", path("sales", sale_id, "refund"))
    if amount_minor is not None:
        amount = (("amount_cents", str(amount_minor)),)
        request = replace(request, query=amount, form=amount, once=True)

    def confirm(record: SaleRecord) -> tuple[Mismatch, ...]:
        sale = record.sale
        if amount_minor is None:
            return compared(("refunded", True, sale.refunded))
        return compared(("refunded", True, sale.refunded or sale.partially_refunded))

    return Call(
        request,
        Effect.PAY,
        REFUND_SALES,
        one("sale", read_sale_record),
        confirm,
    )


def resend_receipt(sale_id: str) -> Call[None]:
    """Send the receipt once more; each time is another e-mail. Source: sections 1.1 and 9.3.

    It takes no parameters; what is sent along is ignored, and there only so that it goes out once.
    """
    request = replace(send("POST", path("sales", sale_id, "resend_receipt"), once=True), once=True)
    return Call(request, Effect.CREATE, EDIT_SALES, nothing)


def export_sales(
    *, first_day: str | None = None, last_day: str | None = None, product_id: str | None = None
) -> Call[ExportQueued]:
    """Have Gumroad's own CSV sent to the owner by e-mail. Raises: InputError. Source: section 9.4."""
    refuse((*day_objections("from", first_day), *day_objections("to", last_day)))
    given = {"from": first_day, "to": last_day, "product_id": product_id}
    request = send("POST", path("sales", "exports"), **{name: v for name, v in given.items() if v is not None})
    return Call(request, Effect.CREATE, VIEW_SALES, read_export)


def summarize_sales(
    *, first_day: str | None = None, last_day: str | None = None, group_by: SummaryGroup | None = None
) -> Call[SalesSummary]:
    """Sums in US cents over days of the seller's zone. Raises: InputError. Source: section 9.4."""
    refuse(summary_objections(first_day, last_day, group_by))
    request = get(path("sales", "summary"), **{"from": first_day, "to": last_day, "group_by": group_by})
    return Call(request, Effect.READ, VIEW_SALES, read_summary)


def list_subscribers(
    product_id: str, page_key: str | None = None, *, email: str | None = None
) -> Call[Page[Subscriber]]:
    """A hundred active subscriptions of a product. Source: sections 5 and 9.5."""
    request = get(path("products", product_id, "subscribers"), paginated=True, email=email, page_key=page_key)
    return Call(request, Effect.READ, VIEW_SALES, page_of("subscribers", read_subscriber))


def get_subscriber(subscriber_id: str) -> Call[Subscriber]:
    """One subscription, active or past. Source: section 9.5."""
    return Call(
        get(path("subscribers", subscriber_id)), Effect.READ, VIEW_SALES, one("subscriber", read_subscriber)
    )


def sale_id_of(record: SaleRecord) -> str:
    """What a sale is known by while its list is walked."""
    return record.sale.id
