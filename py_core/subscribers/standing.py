"""What state a subscription is in, as far as this machine knows. No I/O here. Source: API contract, section 9.5.

Gumroad lists the active ones only. One that was listed and is not any more is looked up once by its id.
"""

ALIVE = "alive"
PENDING_CANCELLATION = "pending_cancellation"
PENDING_FAILURE = "pending_failure"
CANCELLED = "cancelled"
FAILED = "failed_payment"
ENDED = "fixed_subscription_period_ended"

UNLISTED = "unlisted"
"""Not listed any more, and not looked up yet: Gumroad's own word is not known."""
GONE = "gone"
"""Not listed any more, and Gumroad has nothing under its id."""

ACTIVE = (ALIVE, PENDING_CANCELLATION, PENDING_FAILURE)
OVER = (CANCELLED, FAILED, ENDED)
ORDER = (*ACTIVE, UNLISTED, *OVER, GONE)
"""Known standings as they are listed; others come behind the active ones, since Gumroad may add some."""

MONTHS = {"monthly": 1, "quarterly": 3, "biannually": 6, "yearly": 12, "every_two_years": 24}
"""How many months one charge pays for."""


def place_of(standing: str) -> tuple[int, str]:
    """What to sort standings by."""
    at = ORDER.index(standing) if standing in ORDER else len(ACTIVE)
    return at, standing
