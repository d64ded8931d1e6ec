"""What the pages draw of sales that something is done with."""

from typing import Literal

from py_core.plan.plan import SkipReason
from py_core.protocol.amounts import Amount
from py_core.values import Value


class LicenseView(Value):
    """The license key of a sale. `seats` is 1 but for a multiseat license; `overused` goes by the uses allowed."""

    key: str
    uses: int | None
    allowed: int
    seats: int
    multiseat: bool
    disabled: bool
    overused: bool


class SaleView(Value):
    """One stored sale. `price` is what was paid, in US dollars; `listed` the same as Gumroad writes it in the
    product's currency. `left` is what could still be given back, in the listed currency; None where Gumroad has not
    said it. `order` is the order number, empty for none. `address` are its lines, for a parcel.
    """

    sale_id: str
    order: str
    created_at_ms: int
    product_id: str
    product: str
    variants: str
    quantity: int
    buyer: str
    email: str
    country: str
    address: tuple[str, ...]
    price: Amount
    listed: str
    currency: str
    left: Amount | None
    refunded: Literal["none", "partly", "fully"]
    dispute: Literal["none", "open", "won"]
    physical: bool
    shipped: bool
    tracking_url: str
    license: LicenseView | None


class FoundSalesView(Value):
    """Stored sales that match: some of them, and how many there are in all. `read` is False before the first
    reading of the history.
    """

    rows: tuple[SaleView, ...]
    total: int
    read: bool


class FoundIdsView(Value):
    """The ids of all stored sales that match, at most `most` of `total`."""

    ids: tuple[str, ...]
    total: int
    most: int


class SalePlanRow(Value):
    """One row of a preview about sales. `key` is the sale's id, or `line N` for a line that belongs to none.

    `doing` says what happens. `old` and `new` are short texts of what stands before and after. For a refund
    `left` is what could be given back before, `amount` what is, `left_after` the rest, and `usd` about how much
    that is in US dollars; `full` that nothing is left. `requests` is how many requests the row takes (uses are
    taken back one by one). `can_edit` is for the amount of a refund or the tracking address.
    """

    key: str
    sale_id: str
    order: str
    created_at_ms: int | None
    product_id: str
    product: str
    buyer: str
    email: str
    doing: Literal["ship", "receipt", "refund", "enable", "disable", "reset", "skipped"]
    reason: SkipReason | None
    reason_text: str
    old: str
    new: str
    price: Amount | None
    listed: str
    left: Amount | None
    amount: Amount | None
    left_after: Amount | None
    usd: Amount | None
    full: bool
    tracking_url: str
    license_key: str
    requests: int
    line: int | None
    notes: tuple[str, ...]
    typed_over: bool
    can_untick: bool
    can_edit: bool


class RefundTotals(Value):
    """What a plan gives back: in each listed currency, and about how much that is in US dollars."""

    by_currency: tuple[Amount, ...]
    usd: Amount
    sales: int
    most_sales: int
    most_usd: Amount


class CurrencyNeed(Value):
    """A currency of the chosen sales: what a typed amount means in it, and how much is left there in all."""

    currency: str
    symbol: str
    digits: int
    sales: int
    left: Amount


class FileProblem(Value):
    """What is wrong in one line of a file; line 1 is its header."""

    line: int
    text: str


class SalesCheckView(Value):
    """What a form about sales means before it is previewed. `errors` maps a field (`amounts.eur`) to its sentence.

    `rows` are those that something would be done with, `left_alone` those that would not. `requests` is how many
    requests would be sent. `currencies` are those of a refund, `totals` what it would give back.
    """

    errors: dict[str, str]
    sentences: tuple[str, ...]
    rows: int
    left_alone: int
    requests: int
    currencies: tuple[CurrencyNeed, ...]
    totals: RefundTotals | None
    lines: tuple[FileProblem, ...]
