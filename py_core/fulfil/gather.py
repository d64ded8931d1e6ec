"""Gathering the rows of a plan about sales: what is sent, what is left alone, what is shown of each. No I/O."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from py_core.errors import InputError
from py_core.fulfil.forms import FulfilForm
from py_core.fulfil.sale import StoredSale
from py_core.plan.plan import Finding, Plan, PlanKind, SaleFacts, Skipped, SkipReason
from py_core.plan.steps import Step
from py_core.words import say

MOST_SALES = 10_000


class Lookup(Protocol):
    """The stored sales of one account."""

    def of_ids(self, ids: Sequence[str]) -> Mapping[str, StoredSale]:
        """Those of these ids that are here, by id."""
        ...

    def of_orders(self, numbers: Sequence[int]) -> Mapping[int, Sequence[StoredSale]]:
        """Those of these orders that are here, by order number."""
        ...


class Gathered:
    """Steps, facts and rows left alone, row by row in the order in which they are shown."""

    def __init__(self, unticked: Sequence[str]) -> None:
        self.steps: list[Step] = []
        self.facts: list[SaleFacts] = []
        self.skipped: list[Skipped] = []
        self.findings: list[Finding] = []
        self._unticked = frozenset(unticked)

    def take(self, sale: StoredSale, steps: Sequence[Step], **more: Any) -> bool:
        """A row with steps, unless the seller left it out; whether it has them."""
        if sale.sale_id in self._unticked:
            self.leave(sale, SkipReason.UNTICKED, say("left_unticked"), **more)
            return False
        self.steps.extend(steps)
        self.facts.append(facts_of(sale, **more))
        return True

    def leave(self, sale: StoredSale, reason: SkipReason, text: str, *, key: str = "", **more: Any) -> None:
        """A row that is left alone. `key` is for one beside the sale's own, such as a second line of a file."""
        facts = facts_of(sale, **more)
        if key:
            facts = facts.model_copy(update={"key": key})
        self.facts.append(facts)
        self._skip(facts, reason, text)

    def unknown(self, key: str, reason: SkipReason, text: str, *, name: str = "", line: int | None = None) -> None:
        """A row that belongs to no sale that is known here; `name` is what it was called."""
        facts = SaleFacts(key=key, order=name, line=line)
        self.facts.append(facts)
        self._skip(facts, reason, text)

    def _skip(self, facts: SaleFacts, reason: SkipReason, text: str) -> None:
        self.skipped.append(
            Skipped(
                key=facts.key,
                product_id=facts.product_id,
                name=facts.product,
                reason=reason,
                text=text,
                price_minor=None,
                currency=facts.currency,
                detail=facts.order,
            )
        )

    def find(self, finding: Finding) -> None:
        """Something to know before the plan runs."""
        self.findings.append(finding)


def facts_of(sale: StoredSale, **more: Any) -> SaleFacts:
    """What the preview shows of a sale."""
    shown: dict[str, Any] = {
        "key": sale.sale_id,
        "sale_id": sale.sale_id,
        "order": sale.order_text,
        "created_at_ms": sale.created_ms,
        "product_id": sale.product_id,
        "product": sale.product,
        "buyer": sale.buyer,
        "email": sale.email,
        "price_minor": sale.price_minor,
        "listed": sale.total_text,
        "currency": sale.currency or "",
        "left_minor": sale.left_minor,
    }
    return SaleFacts(**(shown | more))


def on_sale(sale: StoredSale) -> dict[str, Any]:
    """What every step about a sale carries."""
    return {
        "key": sale.sale_id,
        "sale_id": sale.sale_id,
        "order": sale.order_text,
        "product_id": sale.product_id,
        "product_name": sale.product,
        "email": sale.email,
    }


def chosen(lookup: Lookup, ids: Sequence[str], gathered: Gathered) -> list[StoredSale]:
    """The chosen sales, each once; those that are not here become rows of their own.

    Raises: InputError when none is chosen, or too many at once.
    """
    unique = tuple(dict.fromkeys(ids))
    if not unique:
        raise InputError(
            "sales_none_chosen", say("sales_none_chosen"), fields={"sale_ids": say("sales_none_chosen")}
        )
    if len(unique) > MOST_SALES:
        text = say("sales_too_many", most=f"{MOST_SALES:,}")
        raise InputError("sales_too_many", text, fields={"sale_ids": text})
    here = lookup.of_ids(unique)
    for sale_id in unique:
        if sale_id not in here:
            gathered.unknown(sale_id, SkipReason.UNKNOWN_SALE, say("left_unknown_sale"), name=sale_id)
    return [here[sale_id] for sale_id in unique if sale_id in here]


def block(code: str, n: int, keys: Sequence[str] = (), *, typed: str = "", **values: object) -> Finding:
    """A finding that has to be accepted."""
    text = say(f"find_{code}", n=n, **values)
    return Finding(code=code, severity="block", text=text, keys=tuple(keys), typed=typed)


def stop(code: str, n: int, **values: object) -> Finding:
    """A finding that cannot be accepted."""
    return Finding(code=code, severity="stop", text=say(f"find_{code}", n=n, **values))


def warn(code: str, n: int, keys: Sequence[str] = (), **values: object) -> Finding:
    """A finding that is to be seen."""
    return Finding(code=code, severity="warn", text=say(f"find_{code}", n=n, **values), keys=tuple(keys))


def note(code: str, n: int, keys: Sequence[str] = (), **values: object) -> Finding:
    """A finding that may be of interest."""
    return Finding(code=code, severity="note", text=say(f"find_{code}", n=n, **values), keys=tuple(keys))


def plan_of(
    gathered: Gathered,
    kind: PlanKind,
    account_id: str,
    title: str,
    now_ms: int,
    form: FulfilForm,
    *,
    origin_run_id: str | None = None,
) -> Plan:
    """The plan of all that was gathered. One that takes a run back or tries it again keeps no form to refine."""
    return Plan(
        kind=kind,
        account_id=account_id,
        title=title,
        created_at_ms=now_ms,
        steps=tuple(gathered.steps),
        sale_facts=tuple(gathered.facts),
        skipped=tuple(gathered.skipped),
        findings=tuple(gathered.findings),
        form_json=form.model_dump_json() if origin_run_id is None else "",
        product_ids=tuple(dict.fromkeys(facts.product_id for facts in gathered.facts if facts.product_id)),
        origin_run_id=origin_run_id,
    )
