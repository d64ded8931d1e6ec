"""All rules over a listing, and its score. The same listing in the same shop gives the same every time.

No I/O here.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from py_core.listing.listing import Listing
from py_core.listing.rule import Finding, Proposal, Rule, Severity
from py_core.listing.rules import description, html, name, page, tags
from py_core.listing.shop_facts import ShopFacts

RULES: tuple[Rule, ...] = (*name.RULES, *description.RULES, *html.RULES, *tags.RULES, *page.RULES)
BEST_SCORE = 100
COSTS: Mapping[Severity, int] = MappingProxyType({Severity.FIX: 15, Severity.CARE: 6, Severity.NOTE: 1})
GOOD_SCORE, FAIR_SCORE = 85, 60


class Verdict(NamedTuple):
    """What the rules say of one listing: its score of 100, and what it fails, worst first."""

    score: int
    findings: tuple[Finding, ...]

    def count(self, severity: Severity) -> int:
        """How many findings are of that severity."""
        return sum(finding.rule.severity is severity for finding in self.findings)


_ORDER = {severity: at for at, severity in enumerate(Severity)}


def lint(listing: Listing, facts: ShopFacts) -> Verdict:
    """Every rule that the listing fails, and its score.

    100 less 15, 6 or 1 for each by its severity, never below 0.
    """
    found = [Finding(rule, values) for rule in RULES if (values := rule.check(listing, facts)) is not None]
    found.sort(key=lambda finding: _ORDER[finding.rule.severity])
    return Verdict(max(0, BEST_SCORE - sum(COSTS[finding.rule.severity] for finding in found)), tuple(found))


def proposal(finding: Finding, listing: Listing, facts: ShopFacts) -> Proposal | None:
    """What could stand in the field instead, where the rule knows."""
    return None if finding.rule.fix is None else finding.rule.fix(listing, facts)


def failing(verdicts: Iterable[Verdict]) -> Mapping[str, int]:
    """How many listings fail each rule, in the order of the rules."""
    counts = dict.fromkeys((rule.id for rule in RULES), 0)
    for verdict in verdicts:
        for finding in verdict.findings:
            counts[finding.rule.id] += 1
    return counts
