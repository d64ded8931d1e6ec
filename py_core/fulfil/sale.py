"""A stored sale as far as something can be done with it. No I/O here."""

import json
from typing import Literal

from py_core.gumroad.reading import minor_of_major
from py_core.sales.rows import REFUNDED
from py_core.values import Value

Dispute = Literal["none", "open", "won"]


class SaleLicense(Value):
    """The license key of a sale; `uses` is None where Gumroad has not said it."""

    key: str
    uses: int | None
    disabled: bool
    multiseat: bool


class StoredSale(Value):
    """One sale as it was last read. `price_minor` and `given_back_minor` are US cents.

    `left_minor` is what could still be given back, in minor units of `currency`; None where Gumroad has not said
    it, or not the currency (sales read before August 2026). `total_text` is what was paid, as Gumroad writes it.
    """

    sale_id: str
    created_ms: int
    order_id: int | None
    product_id: str
    product: str
    variants: str
    quantity: int
    buyer: str
    email: str
    country: str
    address: tuple[str, ...]
    price_minor: int
    given_back_minor: int
    refunded: int
    currency: str | None
    left_minor: int | None
    total_text: str
    dispute: Dispute
    physical: bool
    shipped: bool
    tracking_url: str
    paypal_expired: bool
    license: SaleLicense | None

    @property
    def order_text(self) -> str:
        """The order number; empty for none."""
        return "" if self.order_id is None else str(self.order_id)

    @property
    def waits_to_be_sent(self) -> bool:
        """Whether it is a physical sale that was neither shipped nor taken back."""
        return self.physical and not self.shipped and self.refunded != REFUNDED and self.dispute != "open"


def left_of(text: str, currency: str | None) -> int | None:
    """What can still be given back, in minor units; None where it is not said in a currency that we know."""
    if currency is None:
        return None
    try:
        return minor_of_major(text, currency)
    except ValueError:
        return None


def dispute_of(chargedback: bool, disputed: bool, won: bool) -> Dispute:
    """Whether the buyer's bank has taken the money back: then nothing more can be given back."""
    if not (chargedback or disputed):
        return "none"
    return "won" if won else "open"


def variants_text(kept: str) -> str:
    """The versions that were bought, out of their stored JSON."""
    if not kept:
        return ""
    return ", ".join(str(name) for name in json.loads(kept).values() if name)


def address_lines(name: str, street: str, place: str, state: str, code: str, country: str) -> tuple[str, ...]:
    """An address as it is written on a parcel; without a street there is none."""
    if not street.strip():
        return ()
    town = " ".join(part for part in (place, state, code) if part.strip())
    return tuple(line for line in (name, street, town, country) if line.strip())
