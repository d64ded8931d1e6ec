"""Plans made from a run's steps: undo takes them back, retry does them once more. No I/O, no clock."""

from collections.abc import Mapping, Sequence

from py_core.catalog.products import Shop, ShopProduct
from py_core.plan.plan import Facts, Finding, Plan, PlanKind, Skipped, SkipReason
from py_core.plan.safety import Limits, blocks
from py_core.plan.steps import PriceState, SetPrice, SetVersionPrice, Step, VersionState, inverse
from py_core.pricing.facts import FeeTable, facts_of
from py_core.pricing.findings import remarks
from py_core.settings import Settings
from py_core.words import say


def _left(step: Step, reason: SkipReason, text: str, price: int | None) -> Skipped:
    currency = step.before.currency if isinstance(step, SetPrice) else step.currency
    return Skipped(
        key=step.key,
        product_id=step.product_id,
        name=step.name,
        reason=reason,
        text=text,
        price_minor=price,
        currency=currency,
    )


def _standing(entry: ShopProduct, step: Step) -> PriceState | VersionState | None:
    """What the shop's snapshot says stands where a step would write; None where it does not know."""
    if isinstance(step, SetPrice):
        product = entry.product
        return PriceState(
            price_minor=product.price_minor,
            currency=product.currency,
            customizable_price=product.customizable_price,
        )
    for version in entry.versions or ():
        if isinstance(step, SetVersionPrice) and version.variant_id == step.variant_id:
            return VersionState(price_difference_minor=version.price_difference_minor)
    return None


def _facts_in_order(
    steps: Sequence[Step], by_id: dict[str, ShopProduct], fees: FeeTable
) -> tuple[tuple[Facts, ...], list[ShopProduct]]:
    grouped: dict[str, list[Step]] = {}
    for step in steps:
        grouped.setdefault(step.product_id, []).append(step)
    found: dict[str, Facts] = {}
    touched: list[ShopProduct] = []
    for product_id, group in grouped.items():
        base = next((step for step in group if isinstance(step, SetPrice)), None)
        versions = [step for step in group if isinstance(step, SetVersionPrice)]
        entry = by_id[product_id]
        touched.append(entry)
        for fact in facts_of(entry, base, versions, fees, {}):
            found[fact.key] = fact
    return tuple(found[step.key] for step in steps), touched


def _chosen(steps: Sequence[Step], keys: Sequence[str] | None) -> list[Step]:
    """The steps named; of a product whose currency changed, all or none, since half would be wrong."""
    if keys is None:
        return list(steps)
    named = set(keys)
    whole = {
        step.product_id
        for step in steps
        if isinstance(step, SetPrice) and step.before.currency != step.after.currency
    }
    wanted = {step.product_id for step in steps if step.key in named} & whole
    return [step for step in steps if step.key in named or step.product_id in wanted]


def _taken_back(step: Step, codes: Mapping[str, str]) -> Step:
    back = inverse(step)
    if isinstance(back, SetVersionPrice):
        return back.model_copy(update={"currency": codes.get(back.product_id, back.currency)})
    return back


def build_undo_plan(
    steps: Sequence[Step],
    keys: Sequence[str] | None,
    account_id: str,
    origin_run_id: str,
    title: str,
    now_ms: int,
    shop: Shop,
    settings: Settings,
) -> Plan:
    """The plan that takes applied steps back, the last one first.

    `steps` are those of the run that were applied, in its order; `keys` chooses among them (None: all).
    Rows that the shop's snapshot shows to have changed since stay in the plan: each is read again before it
    is touched, and left alone if it is not as the run left it. Nothing blocks an undo.
    """
    chosen = _chosen(steps, keys)
    by_id = {entry.product.id: entry for entry in shop.products if not entry.product.deleted}
    codes = {step.product_id: step.before.currency for step in chosen if isinstance(step, SetPrice)}
    back = [_taken_back(step, codes) for step in reversed(chosen) if step.product_id in by_id]
    gone = [_left(step, SkipReason.GONE, say("left_gone"), None) for step in chosen if step.product_id not in by_id]
    facts, touched = _facts_in_order(back, by_id, FeeTable(settings))
    changed = tuple(step.key for step in back if _standing(by_id[step.product_id], step) not in (step.before, None))
    findings: tuple[Finding, ...] = ()
    if changed:
        text = say("find_changed_since", n=len(changed))
        findings = (Finding(code="changed_since", severity="note", text=text, keys=changed),)
    kept = tuple(
        step.key for step in chosen if isinstance(step, SetPrice) and step.suggested_price_minor is not None
    )
    if kept:
        text = say("find_suggestion_stays", n=len(kept))
        findings = (*findings, Finding(code="suggestion_stays", severity="note", text=text, keys=kept))
    warned = remarks(back, facts, gone, touched, FeeTable(settings))
    return Plan(
        kind=PlanKind.UNDO,
        account_id=account_id,
        title=say("title_undo", title=title),
        created_at_ms=now_ms,
        steps=tuple(back),
        facts=facts,
        skipped=tuple(gone),
        findings=(*(finding for finding in warned if finding.code == "codes_break"), *findings),
        product_ids=tuple(dict.fromkeys(step.product_id for step in back)),
        origin_run_id=origin_run_id,
    )


def _retried(step: Step, standing: PriceState | VersionState) -> Step:
    return step.model_copy(update={"before": standing})


def build_retry_plan(
    steps: Sequence[Step],
    account_id: str,
    origin_run_id: str,
    title: str,
    now_ms: int,
    shop: Shop,
    settings: Settings,
) -> Plan:
    """The plan that tries a run's failed steps once more, towards the same prices.

    Each step starts from what the shop's snapshot says stands now; one that is there already, or whose
    product is gone, is left alone. Blocking findings apply again.
    """
    by_id = {entry.product.id: entry for entry in shop.products if not entry.product.deleted}
    again: list[Step] = []
    skipped: list[Skipped] = []
    for step in steps:
        entry = by_id.get(step.product_id)
        standing = None if entry is None else _standing(entry, step)
        if entry is None or standing is None:
            skipped.append(_left(step, SkipReason.GONE, say("left_gone"), None))
        elif standing == step.after:
            skipped.append(_left(step, SkipReason.SAME, say("left_there_already"), None))
        else:
            again.append(_retried(step, standing))
    fees = FeeTable(settings)
    facts, touched = _facts_in_order(again, by_id, fees)
    limits = Limits(change_bp=settings.limit_change_bp, rows=settings.limit_rows)
    return Plan(
        kind=PlanKind.RETRY,
        account_id=account_id,
        title=say("title_retry", title=title),
        created_at_ms=now_ms,
        steps=tuple(again),
        facts=facts,
        skipped=tuple(skipped),
        findings=(*blocks(again, facts, (), limits, {}), *remarks(again, facts, skipped, touched, fees)),
        product_ids=tuple(dict.fromkeys(step.product_id for step in (*again, *steps))),
        origin_run_id=origin_run_id,
    )
