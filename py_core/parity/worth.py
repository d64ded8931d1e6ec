"""What a percentage off leaves of one product, and whether it may be. No I/O here.

A code is left out where Gumroad would refuse it (a price above nothing and under the currency's minimum, for any
price the product is sold at) and where less than the table's minimum would be left of a sale after fees.
"""

from enum import StrEnum

from py_core.catalog.products import ShopProduct
from py_core.gumroad.currencies import CURRENCIES, format_amount
from py_core.gumroad.rules.discounts import Discount, Prices, left_by, prices_of, too_low
from py_core.pricing.fees import Fees, fees_for
from py_core.settings import Settings
from py_core.values import Value
from py_core.words import say


class Reason(StrEnum):
    """Why a product gets no code for a country."""

    FREE = "free"
    UNKNOWN_CURRENCY = "unknown_currency"
    CODES_UNREAD = "codes_unread"
    PRODUCT_EXCLUDED = "product_excluded"
    PRICE_RULE = "price_rule"
    NET = "net"
    NET_UNKNOWN = "net_unknown"
    NAME_TAKEN = "name_taken"
    CASE_TWIN = "case_twin"


class Worth(Value):
    """What one percentage leaves of the product's lowest price above nothing, in its own currency.

    `net_minor` is after fees of a direct sale, None where no exchange rate is known.
    """

    price_minor: int
    local_minor: int
    net_minor: int | None
    reason: Reason | None = None
    text: str = ""


class Pricing:
    """The prices, fees and minimum of one product; answers what a percentage leaves, each only once."""

    def __init__(self, entry: ShopProduct, min_net_usd_minor: int, settings: Settings) -> None:
        self._currency = entry.product.currency
        self._least_usd = min_net_usd_minor
        self._worths: dict[int, Worth] = {}
        self._prices: Prices | None = None
        self._fees: Fees | None = None
        if self._currency in CURRENCIES:
            self._prices = prices_of(entry.product)
            self._fees = fees_for(self._currency, settings)
        paid = [minor for minor in self._prices.minors if minor > 0] if self._prices else []
        self._lowest = min(paid, default=0)

    @property
    def left_alone(self) -> Reason | None:
        """Why no percentage at all makes sense for the product."""
        if self._prices is None:
            return Reason.UNKNOWN_CURRENCY
        return Reason.FREE if self._lowest == 0 else None

    def worth(self, percent: int) -> Worth:
        """What that percentage leaves."""
        found = self._worths.get(percent)
        if found is None:
            found = self._worths[percent] = self._worked(percent)
        return found

    def most_percent(self, below: int) -> int | None:
        """The highest percentage under `below` that may be, or None."""
        return next((less for less in range(below - 1, 0, -1) if self._objection(less) is None), None)

    def _objection(self, percent: int) -> Reason | None:
        if self._prices is None or self._fees is None:
            return Reason.UNKNOWN_CURRENCY
        off = Discount(percent, None)
        if too_low(off, self._prices) is not None:
            return Reason.PRICE_RULE
        if self._least_usd:
            net = self._fees.direct_net(left_by(off, self._lowest))
            usd = None if net is None else self._fees.usd_minor(net)
            if usd is None:
                return Reason.NET_UNKNOWN
            if usd < self._least_usd:
                return Reason.NET
        return None

    def _worked(self, percent: int) -> Worth:
        local = left_by(Discount(percent, None), self._lowest)
        net = None if self._fees is None else self._fees.direct_net(local)
        reason = self._objection(percent)
        text = "" if reason is None else self._said(reason, percent, net)
        return Worth(price_minor=self._lowest, local_minor=local, net_minor=net, reason=reason, text=text)

    def _said(self, reason: Reason, percent: int, net: int | None) -> str:
        if reason is Reason.UNKNOWN_CURRENCY:
            return say("parity_left_unknown_currency", code=self._currency.upper())
        if reason is Reason.NET_UNKNOWN:
            return say("parity_left_net_unknown", code=self._currency.upper())
        most = self.most_percent(percent)
        rest = say("parity_most_percent", most=most) if most else say("parity_most_none")
        if reason is Reason.PRICE_RULE and self._prices is not None:
            left = too_low(Discount(percent, None), self._prices) or 0
            text = say(
                "parity_left_price_rule",
                percent=percent,
                left=format_amount(left, self._currency),
                minimum=format_amount(self._prices.minimum, self._currency),
            )
        else:
            text = say(
                "parity_left_net",
                percent=percent,
                net=format_amount(net or 0, self._currency),
                least=format_amount(self._least_usd, "usd"),
            )
        return f"{text} {rest}"
