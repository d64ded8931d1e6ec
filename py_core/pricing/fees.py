"""What is left of a price after Gumroad's fees. No I/O here.

Direct sales: a share and a fixed amount in US dollars; sales through Discover: a share alone. Card and
payment fees are inside both. A free product costs nothing.
"""

from dataclasses import dataclass
from fractions import Fraction

from py_core.gumroad.currencies import currency
from py_core.money import BP_ONE
from py_core.pricing.rates import usd_rate
from py_core.pricing.rounding import grain_minor, unit_minor
from py_core.settings import Settings


def _share(price_minor: int, share_bp: int) -> int:
    return (2 * price_minor * share_bp + BP_ONE) // (2 * BP_ONE)


@dataclass(frozen=True, slots=True)
class Fees:
    """The fees of one currency. `fixed_minor` is None where no exchange rate is known.

    Nets are multiples of `grain`, so that won and the like stay whole.
    """

    direct_bp: int
    fixed_minor: int | None
    discover_bp: int
    estimate: bool
    grain: int
    minor_per_usd_minor: Fraction | None

    def direct_net(self, price_minor: int) -> int | None:
        """What a direct sale leaves, in minor units; may be below zero. None is unknown."""
        if price_minor == 0:
            return 0
        if self.fixed_minor is None:
            return None
        return self._whole(price_minor - _share(price_minor, self.direct_bp) - self.fixed_minor)

    def discover_net(self, price_minor: int) -> int:
        """What a sale through Discover leaves, in minor units."""
        return self._whole(price_minor - _share(price_minor, self.discover_bp))

    def _whole(self, minor: int) -> int:
        return (minor + self.grain // 2) // self.grain * self.grain

    def usd_minor(self, minor: int) -> Fraction | None:
        """About how many US cents that is; None is unknown."""
        return None if self.minor_per_usd_minor is None else minor / self.minor_per_usd_minor

    def minor_of_usd(self, usd_minor: int) -> int | None:
        """About how many minor units so many US cents are, rounded down; None is unknown."""
        per = self.minor_per_usd_minor
        return None if per is None else usd_minor * per.numerator // per.denominator


def fees_for(code: str, settings: Settings) -> Fees:
    """The fees of a listed currency under the settings in force."""
    rate = usd_rate(code, settings)
    unit = unit_minor(currency(code))
    fixed = None
    if rate is not None:
        exact = Fraction(settings.direct_fee_usd_minor, 100) * rate * unit
        fixed = (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
    return Fees(
        direct_bp=settings.direct_fee_bp,
        fixed_minor=fixed,
        discover_bp=settings.discover_fee_bp,
        estimate=code != "usd",
        grain=grain_minor(currency(code)),
        minor_per_usd_minor=None if rate is None else rate * unit / 100,
    )
