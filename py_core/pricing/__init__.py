"""Bulk prices: rules, rounding, fees, and the plan that follows from them. No I/O here."""
