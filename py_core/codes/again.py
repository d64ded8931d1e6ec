"""Plans from the steps of a run about codes: undo takes them back, retry does them again. No I/O, no clock.

Steps that belong together, a code that is made for another that goes, stay together: both are in the plan, or none.
"""

from collections.abc import Sequence

from py_core.catalog.labels import lowest_price_minor
from py_core.catalog.products import Shop, ShopProduct
from py_core.codes.findings import Outlook, findings_of
from py_core.codes.planner import cannot, limits_refusal, lost_uses
from py_core.codes.prices import PriceBook
from py_core.codes.standing import Standing
from py_core.codes.wants import Refusal, state_of_code
from py_core.gumroad.models import OfferCode
from py_core.gumroad.rules.discounts import Discount
from py_core.plan.plan import CodeFacts, Finding, Plan, PlanKind, Skipped, SkipReason
from py_core.plan.steps import (
    CodeStep,
    CreateCode,
    DeleteCode,
    SetCodeLimits,
    Step,
    needs_of,
    taken_back,
)
from py_core.settings import Settings
from py_core.words import say

Group = list[CodeStep]


class _Checker:
    """Looks at steps group by group against the shop as last read.

    Codes that differed in case alone before a run may stand so again after it was taken back.
    """

    def __init__(self, shop: Shop, settings: Settings) -> None:
        self.steps: list[Step] = []
        self.facts: list[CodeFacts] = []
        self.skipped: list[Skipped] = []
        self.outlook = Outlook()
        self._shop = shop
        self._live = {entry.product.id: entry for entry in shop.products if not entry.product.deleted}
        self._standing = Standing(shop)
        self._prices = PriceBook(shop, settings)
        self._codes: dict[str, OfferCode] | None = None

    def add(self, group: Group) -> None:
        """Take the group over, or leave all of it alone."""
        placed = [self._placed(step) for step in group]
        goes = frozenset(step.code_id for step in group if isinstance(step, DeleteCode))
        reasons = [
            Refusal(SkipReason.GONE, say("left_gone")) if entry is None else self._against(entry, step, goes)
            for step, entry in placed
        ]
        if any(reasons):
            for (step, entry), reason in zip(placed, reasons, strict=True):
                self._skip(step, entry, reason or Refusal(SkipReason.RULE, say("code_needed_left")))
            return
        for step, entry in placed:
            if entry is not None:
                self._take(step, entry)

    def _placed(self, step: CodeStep) -> tuple[CodeStep, ShopProduct | None]:
        """The step under a product that is still there: a universal code can be reached under others, too."""
        entry = self._live.get(step.product_id)
        state = step.after if step.after.exists else step.before
        if entry is not None or not state.universal:
            return step, entry
        for other in self._live.values():
            if other.product.currency == step.currency and cannot(other) is None:
                return step.model_copy(update={"product_id": other.product.id}), other
        return step, None

    def _code(self, code_id: str) -> OfferCode | None:
        if self._codes is None:
            self._codes = {code.id: code for entry in self._shop.products for code in entry.codes or ()}
        return self._codes.get(code_id)

    def _against(self, entry: ShopProduct, step: CodeStep, goes: frozenset[str]) -> Refusal | None:
        if isinstance(step, DeleteCode):
            return None
        if isinstance(step, SetCodeLimits):
            found = self._code(step.code_id)
            uses = 0 if found is None else found.times_used
            return limits_refusal(self._prices, entry, step.code_id, step.before, step.after, uses)
        universal = step.after.universal
        held = self._standing.holder(entry, step.name, universal=universal, without=goes, twins=False)
        if held is not None:
            if held.code is not None and held.name == step.name and state_of_code(held.code) == step.after:
                return Refusal(SkipReason.SAME, say("code_there_again", name=step.name))
            key = "code_name_taken" if held.name == step.name else "code_twin_universal"
            return Refusal(SkipReason.CODE_STANDS, say(key, name=step.name, other=held.name))
        text = self._prices.refusal(entry, _discount(step), universal=universal)
        return Refusal(SkipReason.REFUSED, text) if text else cannot(entry)

    def _take(self, step: CodeStep, entry: ShopProduct) -> None:
        self.steps.append(step)
        if isinstance(step, CreateCode):
            universal, amount = step.after.universal, step.after.amount_minor is not None
            self._standing.make(entry, step.name, universal=universal, amount=amount)
            facts = CodeFacts(
                key=step.key,
                prices=() if universal else self._prices.after(entry, _discount(step), universal=False),
                estimate=self._prices.estimated(entry),
            )
            self.outlook.made(entry, step, facts)
            if universal:
                covered = self._prices.covered(entry.product.currency, _discount(step))
                self.outlook.covered = max(self.outlook.covered, len(covered))
        else:
            found = self._code(step.code_id)
            uses = None if found is None else found.times_used
            facts = CodeFacts(key=step.key, uses=uses)
            if isinstance(step, DeleteCode):
                self._standing.drop(step.code_id)
                facts = facts.model_copy(update={"undo_note": lost_uses(uses or 0)})
                self.outlook.deleted(step, facts)
        self.facts.append(facts)

    def _skip(self, step: CodeStep, entry: ShopProduct | None, left: Refusal) -> None:
        self.skipped.append(
            Skipped(
                key=step.key,
                product_id=step.product_id,
                name=step.product_name or say("every_product"),
                reason=left.reason,
                text=left.text,
                price_minor=None if entry is None else lowest_price_minor(entry.product),
                currency=step.currency,
                detail=step.name,
            )
        )


def _discount(step: CreateCode) -> Discount:
    return Discount(step.after.percent_off, step.after.amount_minor)


def _code_step(step: Step) -> CodeStep:
    if not isinstance(step, CreateCode | DeleteCode | SetCodeLimits):
        raise TypeError(step.kind)
    return step


def _groups(steps: Sequence[Step]) -> list[Group]:
    """Steps with those that they need, in order."""
    groups: dict[str, Group] = {}
    for step in map(_code_step, steps):
        together = groups.get(needs_of(step))
        if together is None:
            groups[step.key] = [step]
        else:
            together.append(step)
    return list(groups.values())


def _chosen(steps: Sequence[Step], keys: Sequence[str] | None) -> list[Step]:
    if keys is None:
        return list(steps)
    named = set(keys)
    wanted = {step.key for group in _groups(steps) if any(one.key in named for one in group) for step in group}
    return [step for step in steps if step.key in wanted]


def _plan(
    checker: _Checker,
    kind: PlanKind,
    account_id: str,
    title: str,
    now_ms: int,
    findings: tuple[Finding, ...],
    origin_run_id: str,
) -> Plan:
    rows = (*checker.steps, *checker.skipped)
    return Plan(
        kind=kind,
        account_id=account_id,
        title=title,
        created_at_ms=now_ms,
        steps=tuple(checker.steps),
        code_facts=tuple(checker.facts),
        skipped=tuple(checker.skipped),
        findings=findings,
        product_ids=tuple(dict.fromkeys(row.product_id for row in rows)),
        origin_run_id=origin_run_id,
    )


def build_undo_codes_plan(
    steps: Sequence[Step],
    keys: Sequence[str] | None,
    account_id: str,
    origin_run_id: str,
    title: str,
    now_ms: int,
    shop: Shop,
    settings: Settings,
) -> Plan:
    """The plan that takes back what a run did to codes, the last step first.

    `steps` are those of the run that were applied, as they really ended; `keys` chooses among them (None: all).
    Nothing blocks an undo.
    """
    checker = _Checker(shop, settings)
    for group in _groups(taken_back(_chosen(steps, keys))):
        checker.add(group)
    found = findings_of(checker.outlook, len(checker.steps), checker.skipped, settings.limit_rows)
    told = tuple(finding for finding in found if finding.code in ("codes_refused", "codes_stand", "codes_used"))
    name = say("title_undo", title=title)
    return _plan(checker, PlanKind.UNDO, account_id, name, now_ms, told, origin_run_id)


def build_retry_codes_plan(
    steps: Sequence[Step],
    account_id: str,
    origin_run_id: str,
    title: str,
    now_ms: int,
    shop: Shop,
    settings: Settings,
) -> Plan:
    """The plan that tries a run's missed steps once more. Blocking findings apply again."""
    checker = _Checker(shop, settings)
    for group in _groups(steps):
        checker.add(group)
    found = findings_of(checker.outlook, len(checker.steps), checker.skipped, settings.limit_rows)
    name = say("title_retry", title=title)
    return _plan(checker, PlanKind.RETRY, account_id, name, now_ms, found, origin_run_id)
