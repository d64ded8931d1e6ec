"""The forms of the fulfil tool, just as they were typed. Reading them is the planners'.

`sale_ids` are chosen sales as they are stored here. `unticked` are row keys of the preview that stay out of the
plan: the sale's id, or `line N` for a line of a file that belongs to no sale. An empty text means "none".
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from py_core.values import Value


class ShipForm(Value):
    """Mark sales as shipped: chosen ones, or those of a file when `text` is not empty.

    A file has an order number or a sale id on each line, and an address to follow the parcel where there is one;
    its header names are flexible. `tracking` is the address typed for a single sale, over the file's and over
    `tracking_url`, which is for every chosen sale. With `replace_tracking` the address of sales that were shipped
    earlier with another one is replaced; without it they are left alone.
    """

    job: Literal["ship"] = "ship"
    sale_ids: tuple[str, ...] = ()
    tracking_url: str = ""
    tracking: dict[str, str] = {}
    replace_tracking: bool = False
    file_name: str = ""
    text: str = ""
    unticked: tuple[str, ...] = ()


class ReceiptsForm(Value):
    """Send receipts again, one e-mail for each order."""

    job: Literal["receipts"] = "receipts"
    sale_ids: tuple[str, ...] = ()
    unticked: tuple[str, ...] = ()


class RefundHow(StrEnum):
    """How much is given back of each sale: ALL that is left, PERCENT of what is left, or an AMOUNT per currency."""

    ALL = "all"
    PERCENT = "percent"
    AMOUNT = "amount"


class RefundForm(Value):
    """Give money back. Amounts are typed in the listed currency's own units, by lower-case currency code.

    `typed` are amounts for single sales, by sale id, over whatever the rest of the form says. In AMOUNT a currency
    left empty leaves its sales alone.
    """

    job: Literal["refund"] = "refund"
    sale_ids: tuple[str, ...] = ()
    how: RefundHow = RefundHow.ALL
    percent: str = ""
    amounts: dict[str, str] = {}
    typed: dict[str, str] = {}
    unticked: tuple[str, ...] = ()


class LicenseAction(StrEnum):
    """What happens to license keys; RESET takes all of their uses back."""

    ENABLE = "enable"
    DISABLE = "disable"
    RESET = "reset"


class LicenseForm(Value):
    """Switch the license keys of chosen sales on or off, or take their uses back."""

    job: Literal["license"] = "license"
    sale_ids: tuple[str, ...] = ()
    action: LicenseAction = LicenseAction.DISABLE
    unticked: tuple[str, ...] = ()


FulfilForm = Annotated[ShipForm | ReceiptsForm | RefundForm | LicenseForm, Field(discriminator="job")]
