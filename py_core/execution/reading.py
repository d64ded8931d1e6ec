"""What Gumroad shows of the record that a step is about. No I/O here."""

from typing import TypeAlias

from py_core.gumroad.calls import ProductRecord, SaleRecord
from py_core.gumroad.models import OfferCode, Variant
from py_core.plan.listing_steps import (
    ListingState,
    ListingStepState,
    ProductDraft,
    PublishedState,
    VersionDraft,
    VersionTexts,
)
from py_core.plan.sale_steps import LicenseState, ReceiptState, RefundState, SaleState, ShipState, UsesState
from py_core.plan.steps import CodeState, PriceState, VersionState
from py_core.values import Value

State: TypeAlias = PriceState | VersionState | CodeState | SaleState | ListingStepState


class Reading(Value):
    """What Gumroad shows: the state a step is about, the whole record, and what it warned of.

    At most one of `product`, `variant`, `code` and `sale` is set: none for a code that is not there, and for an
    answer that shows no record. `gone` is a product that is deleted but still readable.
    """

    state: (
        PriceState
        | VersionState
        | CodeState
        | ShipState
        | ReceiptState
        | RefundState
        | LicenseState
        | UsesState
        | ListingState
        | PublishedState
        | VersionTexts
        | VersionDraft
        | ProductDraft
    )
    product: ProductRecord | None = None
    variant: Variant | None = None
    code: OfferCode | None = None
    sale: SaleRecord | None = None
    warning: str = ""
    gone: bool = False
