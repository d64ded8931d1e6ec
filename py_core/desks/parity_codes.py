"""From the parity table to codes on products: what former runs made, what is wanted now, and the plan of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from py_core.catalog.products import Shop, ShopProduct
from py_core.codes.wants import Change, Drop, Item, Refusal, Want
from py_core.execution.outcomes import Outcome, OutcomeKind
from py_core.gumroad.models import OfferCode
from py_core.gumroad.rules.codes import CodeDraft
from py_core.parity.codes import Cell, DropReason, MadeCode, ParityCode, State, Wanted, scopes_of
from py_core.parity.countries import country_name
from py_core.parity.forms import ParityForm
from py_core.parity.naming import Scope, names_for
from py_core.parity.table import CodesPer
from py_core.parity.work import Stand
from py_core.plan.plan import Plan, PlanKind, SkipReason
from py_core.plan.steps import CreateCode
from py_core.store.plan_store import PlanStore
from py_core.store.run_store import RunStore
from py_core.words import say

_MADE = frozenset({OutcomeKind.APPLIED, OutcomeKind.UNCHANGED, OutcomeKind.UNCONFIRMED})


@dataclass(frozen=True, slots=True)
class Former:
    """A code that a former run made, and whom it was for."""

    made: MadeCode
    scope: Scope
    tier: str | None
    cap: int | None

    def as_code(self) -> ParityCode:
        """The code as the reports take it."""
        return ParityCode(
            product_id=self.made.product_id,
            name=self.made.name,
            country_codes=self.scope.countries,
            tier=self.tier,
            percent_off=self.made.percent_off,
            cap=self.cap,
        )


def parity_form_of(plan: Plan) -> ParityForm | None:
    """The form of a plan that came from a parity table, else None."""
    if plan.kind is not PlanKind.CODES or not plan.form_json.startswith('{"job":"parity"'):
        return None
    return ParityForm.model_validate_json(plan.form_json)


def _scopes(form: ParityForm) -> dict[str, Scope]:
    """The scope behind every name that a form's table gives."""
    if form.table is None or form.naming is None:
        return {}
    per_tier = form.table.settings.codes_per is CodesPer.TIER
    scopes = scopes_of(form.table)
    names = names_for(scopes, form.naming, per_tier=per_tier)
    return {names[scope.key]: scope for scope in scopes}


def _formers(form: ParityForm, plan: Plan, ends: Sequence[Outcome | None]) -> Iterable[Former]:
    by_name = _scopes(form)
    per_tier = form.table is not None and form.table.settings.codes_per is CodesPer.TIER
    for step, outcome in zip(plan.steps, ends, strict=True):
        if not isinstance(step, CreateCode) or outcome is None or outcome.kind not in _MADE:
            continue
        scope = by_name.get(step.name)
        if scope is not None and step.after.percent_off is not None:
            made = MadeCode(
                product_id=step.product_id,
                key=scope.key,
                name=step.name,
                code_id=outcome.record_id or None,
                percent_off=step.after.percent_off,
            )
            yield Former(made, scope, scope.group if per_tier else None, step.after.max_purchase_count)


class FormerCodes:
    """What former runs of the account made from its parity tables. A run that is over is read once."""

    def __init__(self, runs: RunStore, plans: PlanStore) -> None:
        self._runs = runs
        self._plans = plans
        self._read: dict[str, tuple[Former, ...]] = {}

    def of(self, account_id: str) -> tuple[Former, ...]:
        """The codes, oldest run first; where two runs made one name on a product, the later one counts."""
        found: dict[tuple[str, str], Former] = {}
        for run in reversed(self._runs.list(account_id)):
            if run.kind is PlanKind.CODES:
                for former in self._of_run(run.run_id, run.digest, over=run.ended_at_ms is not None):
                    found[former.made.product_id, former.made.name] = former
        return tuple(found.values())

    def _of_run(self, run_id: str, digest: str, *, over: bool) -> tuple[Former, ...]:
        known = self._read.get(run_id)
        if known is not None:
            return known
        plan = self._plans.load(digest)
        form = parity_form_of(plan)
        if form is None:
            formers: tuple[Former, ...] = ()
        else:
            formers = tuple(_formers(form, plan, [record.outcome for record in self._runs.steps(run_id)]))
        if over or form is None:
            self._read[run_id] = formers
        return formers

    def standing(self, account_id: str, products: Iterable[ShopProduct]) -> tuple[Former, ...]:
        """Those of them that still stand on these products."""
        ids = {entry.product.id: {code.id: code.name for code in entry.codes or ()} for entry in products}

        def stands(former: Former) -> bool:
            codes = ids.get(former.made.product_id, {})
            if former.made.code_id is None:
                return former.made.name in codes.values()
            return former.made.code_id in codes

        return tuple(former for former in self.of(account_id) if stands(former))


def filled_in(form: ParityForm, stand: Stand) -> ParityForm:
    """The form with the table in work, unless it has one already: a preview is refined over its own."""
    if form.table is not None and form.naming is not None:
        return form
    return form.model_copy(update={"table": stand.table, "naming": stand.naming})


def standing_codes(formers: FormerCodes, account_id: str, shop: Shop) -> tuple[ParityCode, ...]:
    """Every code of former runs that still stands, as the reports take it."""
    return tuple(former.as_code() for former in formers.standing(account_id, shop.products))


def items_of(wanted: Wanted, shop: Shop) -> tuple[Item, ...]:
    """What the codes planner has to do for a table. A code whose name changed goes with the one that follows it."""
    entries = {entry.product.id: entry for entry in shop.products}
    codes = {key: {code.id: code for code in entry.codes or ()} for key, entry in entries.items()}
    goes = {(drop.product_id, drop.key, drop.code_id): drop for drop in wanted.drops if drop.remove}
    renamed = {key[:2]: key for key, drop in goes.items() if drop.reason is DropReason.REPLACED}
    found: list[Item] = []
    for cell in wanted.cells:
        product_id = cell.code.product_id
        follows = renamed.get((product_id, cell.key)) if cell.state is State.NEW else None
        old_id = goes.pop(follows).code_id if follows else cell.code_id
        old = None if old_id is None else codes[product_id].get(old_id)
        found.append(_item(cell, entries[product_id], old))
    found.extend(
        Drop(
            entries[drop.product_id],
            codes[drop.product_id][drop.code_id],
            note=say(f"parity_drop_{drop.reason.value}"),
        )
        for drop in goes.values()
    )
    return tuple(found)


def _item(cell: Cell, entry: ShopProduct, old: OfferCode | None) -> Item:
    code = cell.code
    draft = CodeDraft(name=code.name, percent_off=code.percent_off, max_purchase_count=code.cap)
    note = say("parity_tier_named", group=code.tier) if code.tier else country_name(code.country_codes[0])
    if cell.state is State.CAP and old is not None:
        return Change(entry, old, code.cap, old.minimum_amount_minor, note=note)
    if cell.state is State.LEFT:
        return Want(entry, draft, note=note, left=Refusal(SkipReason.REFUSED, cell.text))
    if cell.state is State.SAME:
        return Want(entry, draft, note=note, left=Refusal(SkipReason.SAME, say("parity_stands")))
    return Want(entry, draft, replaces=old, note=note)
