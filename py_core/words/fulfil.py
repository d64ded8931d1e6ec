"""Words about what is done for sales: shipping, receipts, refunds, license keys."""

WORDS: dict[str, str | tuple[str, str]] = {
    "license_allowed": "Write a whole number from 1 to {most}.",
}
