"""Steps about sales that were made: one write each, with what has to stand before it and what must stand after it.

Only switching a license key on or off can be taken back. Money and e-mails that went out cannot.
"""

from typing import Literal, TypeAlias

from py_core.values import Value


class ShipState(Value):
    """Whether a sale was shipped, and the address to follow the parcel; empty for none."""

    shipped: bool
    tracking_url: str


class ReceiptState(Value):
    """Whether the receipt went out again by this step. Gumroad shows nothing of it."""

    sent: bool


class RefundState(Value):
    """What can still be given back, in minor units of the listed currency, and whether a dispute is open."""

    left_minor: int
    disputed: bool = False


class LicenseState(Value):
    """Whether a license key is switched off."""

    disabled: bool


class UsesState(Value):
    """How often a license key counts as used."""

    uses: int


SaleState: TypeAlias = ShipState | ReceiptState | RefundState | LicenseState | UsesState


class _OfSale(Value):
    """What every such step carries; `order` is the order number as text, empty for none.

    `currency` is the listed one where the step is about money, empty elsewhere.
    """

    key: str
    sale_id: str
    order: str
    product_id: str
    product_name: str
    email: str
    currency: str = ""

    @property
    def name(self) -> str:
        """What the sale is called: its order number, or its id."""
        return self.order or self.sale_id


class MarkShipped(_OfSale):
    """Say that a sale was sent, with its address where that differs; the buyer is told the first time only."""

    kind: Literal["mark_shipped"] = "mark_shipped"
    before: ShipState
    after: ShipState


class ResendReceipt(_OfSale):
    """Send the receipt of an order once more; each time is another e-mail."""

    kind: Literal["resend_receipt"] = "resend_receipt"
    before: ReceiptState = ReceiptState(sent=False)
    after: ReceiptState = ReceiptState(sent=True)


class RefundSale(_OfSale):
    """Give money back. `amount_minor` counts minor units of the listed `currency`; None is all that is left."""

    kind: Literal["refund_sale"] = "refund_sale"
    amount_minor: int | None
    before: RefundState
    after: RefundState

    @property
    def gives_minor(self) -> int:
        """What the buyer gets, in minor units of the listed currency."""
        return self.before.left_minor - self.after.left_minor


class SetLicense(_OfSale):
    """Switch a license key on or off."""

    kind: Literal["set_license"] = "set_license"
    license_key: str
    before: LicenseState
    after: LicenseState


class TakeUseBack(_OfSale):
    """Count one use of a license key less. `needs` is the row key of the one that is taken back before it."""

    kind: Literal["take_use_back"] = "take_use_back"
    license_key: str
    before: UsesState
    after: UsesState
    needs: str = ""


SaleStep: TypeAlias = MarkShipped | ResendReceipt | RefundSale | SetLicense | TakeUseBack


def use_key(sale_id: str, uses: int) -> str:
    """The row key of the step that takes use number `uses` of a sale's license key back."""
    return f"{sale_id}/use/{uses}"
