"""What the pages draw of buyers. Amounts are US dollars; days are the seller's."""

from typing import Literal

from py_core.protocol.amounts import Amount, Facet
from py_core.protocol.fulfil_views import SaleView
from py_core.sales.customers import SavedSegment
from py_core.values import Value


class CustomerView(Value):
    """One buyer and what the chosen sales add up to.

    `purchases` are sales without renewals, `sales` all of them; `spent` is `gross` without `refunded`. `first` and
    `last` are days as they are shown. `may_contact` only where every sale of the buyer's allows it. `disputes` says
    how many sales were disputed, `disputes_won` how many of these the seller won.
    """

    email: str
    name: str
    purchases: int
    sales: int
    units: int
    gross: Amount
    refunded: Amount
    spent: Amount
    first: str
    last: str
    products: tuple[str, ...]
    country: str
    codes: tuple[str, ...]
    utm_source: str
    refunds: int
    disputes: int
    disputes_won: int
    may_contact: bool
    membership: Literal["none", "active", "ended"]
    license_keys: tuple[str, ...]


class CustomersView(Value):
    """Some of the buyers that match, and what all of them add up to.

    `contactable` of them may be written to. `any` says whether there is any buyer at all. `sentence` says whether
    the history is complete, `notes` what else has to be known of the numbers.
    """

    rows: tuple[CustomerView, ...]
    total: int
    contactable: int
    purchases: int
    gross: Amount
    spent: Amount
    any: bool
    complete: bool
    sentence: str
    notes: tuple[str, ...]


class CustomerDetailView(Value):
    """One buyer with everything they ever bought, newest first; `more` sales are not listed."""

    customer: CustomerView
    sales: tuple[SaleView, ...]
    more: int


class AddressesView(Value):
    """Addresses that may be written to, one a line, and how many were left out since they may not."""

    text: str
    count: int
    left_out: int


class CustomerChoicesView(Value):
    """What can be chosen from, and the saved segments by name."""

    products: tuple[Facet, ...]
    countries: tuple[Facet, ...]
    codes: tuple[Facet, ...]
    segments: tuple[SavedSegment, ...]
