"""The plan: an immutable list of steps with everything its preview shows, named by its digest."""

import hashlib
import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

from py_core.plan.steps import Step
from py_core.values import Value

PLAN_FORMAT = 1


class PlanKind(StrEnum):
    """What the plan is for."""

    PRICES = "prices"
    CODES = "codes"
    MINT = "mint"
    SHIPPING = "shipping"
    RECEIPTS = "receipts"
    REFUNDS = "refunds"
    LICENSES = "licenses"
    LISTINGS = "listings"
    UNDO = "undo"
    RETRY = "retry"


class SkipReason(StrEnum):
    """Why a chosen row has no step."""

    MEMBERSHIP = "membership"
    OTHER_CURRENCY = "other_currency"
    SAME = "same"
    UNTICKED = "unticked"
    RECURRING = "recurring"
    VERSIONS_UNREAD = "versions_unread"
    RULE = "rule"
    CHANGED_SINCE = "changed_since"
    GONE = "gone"
    CODE_STANDS = "code_stands"
    REFUSED = "refused"
    USED = "used"
    UNKNOWN_SALE = "unknown_sale"
    NOT_PHYSICAL = "not_physical"
    SHIPPED = "shipped"
    TWICE = "twice"
    SAME_ORDER = "same_order"
    BAD_LINE = "bad_line"
    REFUNDED = "refunded"
    FREE = "free"
    DISPUTED = "disputed"
    NO_AMOUNT = "no_amount"
    BELOW_UNIT = "below_unit"
    NO_CURRENCY = "no_currency"
    TOO_MUCH = "too_much"
    EXPIRED = "expired"
    NO_LICENSE = "no_license"
    NO_MATCH = "no_match"
    NO_VERSION = "no_version"
    UNREAD = "unread"


class Skipped(Value):
    """A chosen row that is left as it is, and why. `text` is for the person."""

    key: str
    product_id: str
    name: str
    reason: SkipReason
    text: str
    price_minor: int | None
    currency: str
    suffix: str = ""
    detail: str = ""


class BrokenCode(Value):
    """A discount code that would stop working (API contract, section 7.3, rules 7 and 8).

    Either it leaves less than the currency's minimum, or it takes off an amount in another `currency` than
    the product's new one (`mismatch`; what it leaves is then meaningless and 0).
    """

    code_id: str
    name: str
    universal: bool
    leaves_minor: int
    minimum_minor: int
    already_broken: bool
    mismatch: bool = False


class Facts(Value):
    """What the preview shows beside a step. Nets are minor units per sale after fees; None is unknown.

    On a version, `base_before` and `base_after` are its product's price, to which the surcharge is added, and
    nets are of the whole price. `currency_before` is set where the currency changes. `estimate` marks nets
    whose fixed fee was converted at a dated exchange rate. `suffix` follows the price (`+` for pay what you
    want, ` a month`). `undo_note` says what undo cannot bring back; empty when nothing.
    """

    key: str
    detail: str = ""
    suffix: str = ""
    base_before: int = 0
    base_after: int = 0
    currency_before: str = ""
    net_before: int | None = None
    net_after: int | None = None
    discover_before: int | None = None
    discover_after: int | None = None
    estimate: bool = False
    typed_over: bool = False
    breaks: tuple[BrokenCode, ...] = ()
    undo_note: str = ""


class PriceAfter(Value):
    """What a code leaves of one price of a product: the base, a version or a tier named `label`.

    Nets are minor units per sale after fees, without and with the code; None is unknown.
    """

    label: str
    price_minor: int
    left_minor: int
    net_before: int | None
    net_after: int | None


class CodeFacts(Value):
    """What the preview shows beside a code's step. `prices` are empty where nothing is bought with the code,
    as when it is deleted. `uses` is how often it was used when it was last read. `replaces` names the code
    that another step of the plan takes away for this one. `native_wins` counts the countries in which the
    buyer gets Gumroad's own parity price anyway, because it is lower.
    """

    key: str
    prices: tuple[PriceAfter, ...] = ()
    estimate: bool = False
    uses: int | None = None
    replaces: str = ""
    native_wins: int = 0
    line: int | None = None
    note: str = ""
    undo_note: str = ""


class SaleFacts(Value):
    """What the preview shows of one row about a sale: one with steps, or one that is left alone.

    `key` is the row's: the sale's id, or that of a line of a file. What belongs to no sale known here has nothing
    but a `line` and what it was called, under `order`. `price_minor` and `usd_minor` are US cents, `left_minor`
    minor units of the listed `currency`. `usd_minor` is about how much a refund is in US dollars. `editable` says
    that typing over the row makes sense although it may be left alone now.
    """

    key: str
    sale_id: str = ""
    order: str = ""
    created_at_ms: int | None = None
    product_id: str = ""
    product: str = ""
    buyer: str = ""
    email: str = ""
    price_minor: int | None = None
    listed: str = ""
    currency: str = ""
    left_minor: int | None = None
    usd_minor: int | None = None
    tracking_url: str = ""
    license_key: str = ""
    line: int | None = None
    notes: tuple[str, ...] = ()
    typed_over: bool = False
    editable: bool = False


class ListingFacts(Value):
    """What the preview shows of one row about a listing beside its step, or beside why it is left alone.

    `key` is the row's: its step's, or that of a field which is left alone. `detail` names a version. `places` is
    how many finds are replaced, 0 where nothing is looked for. `undo_note` says what undo cannot bring back.
    """

    key: str
    product_id: str
    product: str
    detail: str = ""
    places: int = 0
    line: int | None = None
    notes: tuple[str, ...] = ()
    undo_note: str = ""


class RefundLimits(Value):
    """How much one plan may give back: so many sales, and so many US cents."""

    sales: int
    usd_minor: int


class Finding(Value):
    """Something to know before the plan runs. A `block` needs an explicit acceptance, a `stop` cannot be accepted.

    With `typed` the acceptance is that very text, and it is asked for anew whenever the plan changes.
    """

    code: str
    severity: Literal["stop", "block", "warn", "note"]
    text: str
    keys: tuple[str, ...] = ()
    accepted: bool = False
    typed: str = ""


class Plan(Value):
    """What will be done, and all that its preview shows.

    Steps about prices have `facts` beside them, steps about codes `code_facts`, one each in the same order. A plan
    about sales has `sale_facts`, one for each row in the order in which they are shown; a row's steps are those of
    its sale. One about listings has `listing_facts`, one for each row; a row's step has its key. A plan has facts
    of one of the four only. `limits` are those that refunds were held against.

    `form_json` is the form it was built from, so that unticking a row or typing a price over builds a new
    plan from the same intent. `origin_run_id` is the run an undo or retry belongs to.
    """

    format: int = PLAN_FORMAT
    kind: PlanKind
    account_id: str
    title: str
    created_at_ms: int
    steps: tuple[Step, ...]
    facts: tuple[Facts, ...] = ()
    code_facts: tuple[CodeFacts, ...] = ()
    sale_facts: tuple[SaleFacts, ...] = ()
    listing_facts: tuple[ListingFacts, ...] = ()
    limits: RefundLimits | None = None
    skipped: tuple[Skipped, ...] = ()
    findings: tuple[Finding, ...] = ()
    form_json: str = ""
    product_ids: tuple[str, ...] = ()
    origin_run_id: str | None = None

    def digest(self) -> str:
        """sha256 over the canonical JSON of the whole plan, as hex. Computed anew each time; keep it."""
        return hashlib.sha256(self.canonical_json().encode()).hexdigest()

    def canonical_json(self) -> str:
        """JSON with sorted keys and no blanks: equal plans give equal bytes."""
        data = self.model_dump(mode="json")
        return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    def open_blocks(self) -> tuple[Finding, ...]:
        """The blocking findings that nobody has accepted, or can accept."""
        return tuple(f for f in self.findings if f.severity in ("stop", "block") and not f.accepted)

    def untyped(self, codes: frozenset[str], typed: Mapping[str, str]) -> tuple[Finding, ...]:
        """Those of these findings that would have to be accepted by typing, and were not."""
        return tuple(
            f
            for f in self.findings
            if f.code in codes and f.typed and not f.accepted and typed.get(f.code, "").strip() != f.typed
        )

    def accepting(self, codes: frozenset[str]) -> "Plan":
        """The same plan with just those blocking findings accepted; its digest differs."""
        findings = tuple(
            f.model_copy(update={"accepted": f.severity == "block" and f.code in codes}) for f in self.findings
        )
        return self.model_copy(update={"findings": findings})

    def accepting_as(self, earlier: "Plan") -> "Plan":
        """The same plan with what was accepted in `earlier`, as far as this plan asks for nothing beyond it.

        A finding about rows stays accepted when each of its rows was asked about then and comes out the same
        now; one about the whole plan, when no row has joined; one that is accepted by typing is asked again.
        """
        answered = {finding.code: finding.keys for finding in earlier.findings if finding.accepted}
        before, now = earlier._rows(), self._rows()
        steps_before = {step.key for step in earlier.steps}

        def holds(finding: Finding) -> bool:
            if finding.code not in answered or finding.typed:
                return False
            if not finding.keys:
                return steps_before.issuperset(step.key for step in self.steps)
            asked = answered[finding.code]
            return all(key in asked and before.get(key) == now[key] for key in finding.keys)

        return self.accepting(frozenset(finding.code for finding in self.findings if holds(finding)))

    def _rows(self) -> dict[str, "Step | Skipped"]:
        return {row.key: row for row in (*self.steps, *self.skipped)}
