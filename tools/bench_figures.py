"""What a measurement gives: figures with median, least and most, and ratios of figures from the same run."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

MOST_DIGITS = 3


@dataclass
class Report:
    """The figures of one measurement. Every number is rounded to microseconds or kilobytes at most."""

    _figures: dict[str, dict[str, Any]] = field(default_factory=dict)
    _ratios: dict[str, float] = field(default_factory=dict)

    def add(self, figure: str, unit: str, values: Sequence[float]) -> None:
        """One figure from its single measurements."""
        numbers = {"median": median(values), "min": min(values), "max": max(values)}
        rounded: dict[str, Any] = {name: round(value, MOST_DIGITS) for name, value in numbers.items()}
        self._figures[figure] = {**rounded, "unit": unit}
        spread = f"{rounded['min']} to {rounded['max']}"
        print(f"  {figure}: {rounded['median']} {unit} ({spread}, n={len(values)})", file=sys.stderr, flush=True)

    def compare(self, one: str, other: str, *, without: str = "") -> None:
        """The ratio of two figures' medians, named after them `without` an ending that says nothing there."""
        ratio = self._figures[one]["median"] / self._figures[other]["median"]
        self._ratios[f"{one.removesuffix(without)}_over_{other.removesuffix(without)}"] = round(ratio, MOST_DIGITS)

    def as_json(self) -> dict[str, Any]:
        """The report as it is printed."""
        return {"figures": self._figures, "ratios": self._ratios}
