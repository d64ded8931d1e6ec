"""The columns that a file of sales can have: where each comes from in the tables, and how it is drawn."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from py_core.export.columns import Cell, Kind
from py_core.sales import cells

Cells = Sequence[Any]
GROUPS = ("sale", "buyer", "money", "listed", "marketing", "subscription", "license", "delivery", "payment")


@dataclass(frozen=True, slots=True)
class Filling:
    """What fills a column: SQL expressions, whose columns `draw` makes into one. Without it the first one is it.

    `cents` gives the US cents of a column of money instead, so that it can be added up, and `draw` draws those.
    """

    exprs: tuple[str, ...]
    draw: Callable[..., Cells] | None = None
    cents: Callable[..., Cells] | None = None


@dataclass(frozen=True, slots=True)
class SaleColumn:
    """A column of the catalogue; its title is the word `sale_column_KEY`."""

    key: str
    kind: Kind
    group: str
    filling: Filling
    email: bool = False


def _as_is(*exprs: str) -> Filling:
    return Filling(exprs)


def _money(*exprs: str, cents: Callable[..., Cells] | None = None) -> Filling:
    return Filling(exprs, cells.each(cells.dollars), cents or (lambda only: only))


def _net(prices: Cells, fees: Cells, refunds: Cells) -> Cells:
    return [price - fee - back for price, fee, back in zip(prices, fees, refunds, strict=True)]


def _column(group: str, key: str, kind: Kind, filling: Filling, *, email: bool = False) -> SaleColumn:
    return SaleColumn(key, kind, group, filling, email)


PRODUCT_NAME = Filling(("sales.product_id",))
"""Its draw is `cells.named`, which needs the names of the account's products."""


def stored_cells(column_id: int) -> Filling:
    """The cells that a script answered, each found by its sale's number; none where there is no such cell."""
    return Filling(
        (
            f"(SELECT value FROM script_cells WHERE column_id = {column_id:d}"
            " AND script_cells.sale_key = sales.sale_key)",
        )
    )


def given_cells(cells_by_sale: Mapping[str, Cell]) -> Filling:
    """A few cells by the ids of their sales, for the first rows of a file."""
    return Filling(("sales.sale_id",), lambda ids: [cells_by_sale.get(each) for each in ids])


_TEXT, _WHOLE, _MONEY, _MOMENT, _YES_NO = Kind.TEXT, Kind.WHOLE, Kind.MONEY, Kind.MOMENT, Kind.YES_NO
_STAMP = cells.each(cells.stamp)
_STATE = "CASE sales.refunded WHEN 0 THEN 'none' WHEN 1 THEN 'partly' ELSE 'fully' END"

_LIST = (
    _column("sale", "date", _MOMENT, _as_is("sales.created_ms")),
    _column("sale", "day", Kind.DATE, Filling(("sales.day",), cells.each(cells.day_of))),
    _column("sale", "sale_id", _TEXT, _as_is("sales.sale_id")),
    _column("sale", "order_id", _WHOLE, _as_is("sales.order_id")),
    _column("sale", "product", _TEXT, PRODUCT_NAME),
    _column("sale", "product_id", _TEXT, _as_is("sales.product_id")),
    _column("sale", "versions", _TEXT, Filling(("details.variants",), cells.each(cells.names_of))),
    _column("sale", "quantity", _WHOLE, _as_is("sales.quantity")),
    _column("sale", "custom_fields", _TEXT, _as_is("details.custom_fields")),
    _column("sale", "rating", _WHOLE, _as_is("details.rating")),
    _column("sale", "review", _TEXT, _as_is("details.review")),
    _column("buyer", "email", _TEXT, _as_is("sales.email"), email=True),
    _column("buyer", "account_email", _TEXT, _as_is("details.account_email"), email=True),
    _column("buyer", "name", _TEXT, _as_is("details.full_name")),
    _column("buyer", "country", _TEXT, _as_is("sales.country")),
    _column("buyer", "country_code", _TEXT, _as_is("sales.country_iso2")),
    _column("buyer", "street_address", _TEXT, _as_is("details.street_address")),
    _column("buyer", "city", _TEXT, _as_is("details.city")),
    _column("buyer", "state", _TEXT, _as_is("details.state")),
    _column("buyer", "zip_code", _TEXT, _as_is("details.zip_code")),
    _column("buyer", "can_contact", _YES_NO, _as_is("sales.can_contact")),
    _column("buyer", "giftee_email", _TEXT, _as_is("details.giftee_email"), email=True),
    _column("buyer", "gifter_email", _TEXT, _as_is("details.gifter_email"), email=True),
    _column("money", "gross", _MONEY, _money("sales.price_minor")),
    _column("money", "fee", _MONEY, _money("sales.fee_minor")),
    _column("money", "tax", _MONEY, _money("sales.tax_minor")),
    _column("money", "tip", _MONEY, _money("sales.tip_minor")),
    _column("money", "shipping", _MONEY, _money("sales.shipping_minor")),
    _column("money", "refunded", _MONEY, _money("sales.refunded_minor")),
    _column(
        "money", "net", _MONEY, _money("sales.price_minor", "sales.fee_minor", "sales.refunded_minor", cents=_net)
    ),
    _column("money", "refund_estimated", _YES_NO, _as_is("sales.estimated")),
    _column("money", "refund_state", _TEXT, _as_is(_STATE)),
    _column("money", "disputed", _YES_NO, _as_is("sales.disputed")),
    _column("money", "dispute_won", _YES_NO, _as_is("sales.dispute_won")),
    _column("money", "tax_label", _TEXT, _as_is("details.tax_label")),
    _column("money", "tax_included", _YES_NO, _as_is("details.tax_included")),
    _column(
        "listed",
        "amount",
        _MONEY,
        Filling(("details.display_price", "sales.currency", "sales.price_minor"), cells.paid_amounts()),
    ),
    _column(
        "listed",
        "amount_currency",
        _TEXT,
        Filling(("details.display_price", "sales.currency"), cells.paid_currencies()),
    ),
    _column(
        "listed",
        "listed_price",
        _MONEY,
        Filling(("details.display_price", "sales.currency"), cells.listed_amounts()),
    ),
    _column(
        "listed",
        "listed_refunded",
        _MONEY,
        Filling(
            ("details.display_price", "details.refundable", "sales.currency", "sales.refunded"),
            cells.listed_refunds(),
        ),
    ),
    _column("listed", "listed_currency", _TEXT, _as_is("upper(sales.currency)")),
    _column("marketing", "code", _TEXT, _as_is("sales.code")),
    _column("marketing", "referrer", _TEXT, _as_is("sales.referrer")),
    _column("marketing", "utm_source", _TEXT, _as_is("sales.utm_source")),
    _column("marketing", "utm_medium", _TEXT, _as_is("sales.utm_medium")),
    _column("marketing", "utm_campaign", _TEXT, _as_is("sales.utm_campaign")),
    _column("marketing", "utm_term", _TEXT, _as_is("sales.utm_term")),
    _column("marketing", "utm_content", _TEXT, _as_is("sales.utm_content")),
    _column("marketing", "affiliate", _TEXT, _as_is("details.affiliate_email")),
    _column(
        "marketing",
        "affiliate_commission",
        _MONEY,
        Filling(("details.affiliate_amount",), cells.each(cells.dollars), cells.each(cells.affiliate_cents)),
    ),
    _column("marketing", "discover", _YES_NO, _as_is("details.discover")),
    _column("marketing", "ppp_country", _TEXT, _as_is("sales.ppp_country")),
    _column("marketing", "ppp_discount", _TEXT, _as_is("details.ppp_discount")),
    _column("subscription", "subscription_id", _TEXT, _as_is("sales.subscription_id")),
    _column("subscription", "recurrence", _TEXT, _as_is("details.duration")),
    _column("subscription", "recurring_charge", _YES_NO, _as_is("sales.recurring_charge")),
    _column("subscription", "subscription_over", _YES_NO, _as_is("sales.subscription_over")),
    _column("subscription", "cancelled_at", _MOMENT, Filling(("details.cancelled_at",), _STAMP)),
    _column("subscription", "subscription_end", _MOMENT, Filling(("details.subscription_end",), _STAMP)),
    _column("subscription", "free_trial_ends", _MOMENT, Filling(("details.free_trial_ends",), _STAMP)),
    _column("license", "license_key", _TEXT, _as_is("sales.license_key")),
    _column("license", "license_uses", _WHOLE, _as_is("sales.license_uses")),
    _column("license", "license_disabled", _YES_NO, _as_is("sales.license_disabled")),
    _column("delivery", "physical", _YES_NO, _as_is("sales.is_physical")),
    _column("delivery", "shipped", _YES_NO, _as_is("sales.shipped")),
    _column("delivery", "tracking_url", _TEXT, _as_is("details.tracking_url")),
    _column("delivery", "access_revoked", _YES_NO, _as_is("details.access_revoked")),
    _column("delivery", "sku_id", _TEXT, _as_is("details.sku_id")),
    _column("payment", "card_type", _TEXT, _as_is("details.card_type")),
    _column("payment", "processor", _TEXT, _as_is("details.processor")),
    _column("payment", "processor_transaction_id", _TEXT, _as_is("details.processor_transaction_id")),
    _column("payment", "buyer_currency", _TEXT, _as_is("upper(details.buyer_currency)")),
    _column("payment", "buyer_total", _MONEY, _as_is("nullif(details.buyer_total, '')")),
)

COLUMNS: dict[str, SaleColumn] = {column.key: column for column in _LIST}

SIMPLE = ("email", "name", "product", "amount", "amount_currency", "date")
BOOKKEEPING = (
    "date", "order_id", "sale_id", "product", "quantity", "email", "country", "gross", "fee", "tax", "tax_label",
    "tip", "shipping", "refunded", "net", "refund_estimated", "refund_state", "disputed", "dispute_won",
    "listed_currency", "listed_price", "listed_refunded",
)  # fmt: skip
