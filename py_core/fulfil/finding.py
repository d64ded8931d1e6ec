"""Which sales the fulfil tool looks for, and in which order. No I/O here."""

from enum import StrEnum

from py_core.values import Value

MOST_ALLOWED = 1_000_000


class SaleWhat(StrEnum):
    """What is to be done with the sales that are looked for.

    UNSHIPPED are physical sales that wait to be sent: not shipped, and their money neither all given back nor
    disputed. SHIPPED are physical sales that were. REFUNDABLE have something left that Gumroad would give back.
    LICENSED have a license key; DISABLED and OVERUSED are those of them that are off, and that were used more
    often than allowed.
    """

    ANY = "any"
    UNSHIPPED = "unshipped"
    SHIPPED = "shipped"
    REFUNDABLE = "refundable"
    LICENSED = "licensed"
    DISABLED = "disabled"
    OVERUSED = "overused"


class SaleSortKey(StrEnum):
    """Columns that found sales can be sorted by."""

    TIME = "time"
    ORDER = "order"
    PRODUCT = "product"
    BUYER = "buyer"
    PRICE = "price"
    USES = "uses"


class SaleSort(Value):
    """The order of found sales; newest first by default."""

    key: SaleSortKey = SaleSortKey.TIME
    descending: bool = True


def allowed_uses(quantity: int, multiseat: bool, per_seat: int) -> int:
    """How often a license key may be used: so often for each seat; only a multiseat license has several."""
    return per_seat * (max(1, quantity) if multiseat else 1)
