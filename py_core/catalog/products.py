"""A product with everything the tools need of it: versions with ids, codes that apply, and how old that is."""

from enum import StrEnum

from py_core.gumroad.models import OfferCode, Product
from py_core.values import Value


class ProductType(StrEnum):
    """How a product is sold, as far as the API shows it."""

    ONE_OFF = "one_off"
    PAY_WHAT_YOU_WANT = "pay_what_you_want"
    MEMBERSHIP = "membership"
    SUBSCRIPTION = "subscription"


class Version(Value):
    """One version with the ids that a change needs. Its price is the product's plus the difference.

    `stock` is how many may still be sold in all; None is no limit.
    """

    category_id: str
    category_title: str
    variant_id: str
    name: str
    price_difference_minor: int
    has_recurrence_prices: bool = False
    description: str = ""
    stock: int | None = None


class ShopProduct(Value):
    """A product of the shop. `versions` and `codes` are None until they have been read."""

    product: Product
    versions: tuple[Version, ...] | None
    codes: tuple[OfferCode, ...] | None
    read_at_ms: int
    position: int

    @property
    def type(self) -> ProductType:
        """How it is sold."""
        if self.product.is_tiered_membership:
            return ProductType.MEMBERSHIP
        if self.product.subscription_duration is not None:
            return ProductType.SUBSCRIPTION
        if self.product.customizable_price:
            return ProductType.PAY_WHAT_YOU_WANT
        return ProductType.ONE_OFF


class Shop(Value):
    """Every product of one account, in Gumroad's order, and when the list was last read whole (None: never)."""

    account_id: str
    products: tuple[ShopProduct, ...]
    read_at_ms: int | None
