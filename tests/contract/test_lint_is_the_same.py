"""The linter says the same of a shop every time: whatever the order of its products and the seed of hashes."""

import subprocess
import sys
from hashlib import sha256

import pytest

from py_core.gumroad.models import read_product
from py_core.listing.discover import discover_conditions
from py_core.listing.lint import lint, proposal
from py_core.listing.listing import read_listing
from py_core.listing.previews import previews_of
from py_core.listing.shop_facts import shop_facts
from py_core.sandbox.auth import Grant
from py_core.sandbox.product_json import slim_product
from py_core.sandbox.sample_shop import sample_shop

NOW_MS = 1_790_000_000_000
GRANT = Grant(frozenset(("account", "view_sales")))
TOLD = "from tests.contract.test_lint_is_the_same import told; print(told(int({step})))"


def told(step: int) -> str:
    """A digest of all that is said of the sample shop, its products taken in steps of that size."""
    shop = sample_shop(NOW_MS)
    raws = [slim_product(product, shop, GRANT) for product in shop.products]
    raws = [raws[at * step % len(raws)] for at in range(len(raws))]
    listings = [read_listing(read_product(raw), raw) for raw in raws]
    assert len({one.id for one in listings}) == len(raws)
    facts = shop_facts(listings)
    lines = []
    for one in sorted(listings, key=lambda one: one.id):
        verdict = lint(one, facts)
        offered = [proposal(finding, one, facts) for finding in verdict.findings]
        found = [(finding.rule.id, sorted(finding.values.items())) for finding in verdict.findings]
        lines.append(repr((one.id, verdict.score, found, offered, previews_of(one), discover_conditions(one))))
    return sha256("\n".join(lines).encode()).hexdigest()


@pytest.mark.parametrize(("seed", "step"), [("0", 1), ("1", 1), ("77", 7), ("random", 59)])
def test_the_same_is_said_in_every_order_and_with_every_seed(seed: str, step: int) -> None:
    code = TOLD.format(step=step)
    environment = {"PYTHONHASHSEED": seed}
    ended = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert ended.stdout.strip() == told(1)
