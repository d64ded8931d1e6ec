"""What the seller may set about fees and safety; kept in the store. No I/O here."""

from pydantic import Field

from py_core.values import Value


class Settings(Value):
    """Fees and thresholds. `usd_rates` holds typed units of a currency per US dollar, over the shipped table.

    A run gives back at most `limit_refunds` sales and `limit_refund_usd_minor` US cents.

    Fee defaults: Gumroad's published rates of 2026, 12.9 % + 0.80 USD for direct sales and 30 % through Discover.
    """

    read_only: bool = False
    direct_fee_bp: int = Field(default=1290, ge=0, le=10_000)
    direct_fee_usd_minor: int = Field(default=80, ge=0, le=100_000)
    discover_fee_bp: int = Field(default=3000, ge=0, le=10_000)
    usd_rates: dict[str, str] = {}
    limit_change_bp: int = Field(default=5000, ge=100, le=1_000_000)
    limit_rows: int = Field(default=100, ge=1, le=100_000)
    limit_refunds: int = Field(default=20, ge=1, le=1_000)
    limit_refund_usd_minor: int = Field(default=50_000, ge=100, le=10_000_000)
