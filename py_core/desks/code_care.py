"""What the pages ask about codes that stand: why one does not work, what could be cleaned up, minted batches."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from py_core.catalog.products import Shop
from py_core.codes.batches import Minted, SoldKey, Standing, best_outcomes, minted_codes, standing
from py_core.codes.causes import CauseCode
from py_core.codes.doctor import Past, Question, Records, diagnose
from py_core.codes.forms import MintForm
from py_core.codes.janitor import clean_up
from py_core.errors import InputError, UnknownPlan
from py_core.execution.records import RunRecord
from py_core.parity.countries import country_code
from py_core.plan.plan import Plan, PlanKind
from py_core.plan.steps import CreateCode, DeleteCode, SetPrice
from py_core.protocol import commands as c
from py_core.protocol.code_views import BatchesView, BatchView, DoctorView, JanitorView
from py_core.protocol.present_batches import batch_file, batch_row, batch_view
from py_core.protocol.present_doctor import doctor_view, janitor_view
from py_core.store.catalog_store import CatalogStore
from py_core.store.code_traces import CodeTrace, CodeTraces
from py_core.store.plan_store import PlanStore
from py_core.store.run_store import RunStore
from py_core.values import Value
from py_core.words import say

Handler = Callable[[Any], Any]
Batch = tuple[MintForm, tuple[Minted, ...]]


class CodeCareDesk:
    """Doctor, janitor and batches of the current shop; `shop` raises InputError where there is none."""

    def __init__(
        self,
        *,
        shop: Callable[[], Shop],
        catalog: CatalogStore,
        plans: PlanStore,
        journal: RunStore,
        traces: CodeTraces,
        sold: Callable[[str], Mapping[SoldKey, int]],
    ) -> None:
        self._shop = shop
        self._catalog = catalog
        self._plans = plans
        self._journal = journal
        self._traces = traces
        self._sold = sold
        self._batches_read: dict[str, Batch] = {}

    def handlers(self) -> Mapping[type[Value], Handler]:
        """Which command goes where."""
        return {
            c.CodesDoctor: self._doctor,
            c.CodesJanitor: self._janitor,
            c.CodesBatches: self._batches,
            c.CodesBatch: lambda command: self._batch(command.run_id),
            c.CodesBatchExport: lambda command: batch_file(self._batch(command.run_id)),
        }

    # Doctor and janitor

    def _doctor(self, command: c.CodesDoctor) -> DoctorView:
        shop, form = self._shop(), command.form
        country = country_code(form.country) if form.country.strip() else ""
        if country is None:
            text = say("doctor_country", text=form.country.strip()[:40])
            raise InputError("doctor_country", text, fields={"country": text})
        records = Records(
            past=lambda name: self._past(shop.account_id, name),
            mismatched=lambda: self._mismatched(shop),
            native=lambda: self._catalog.native_prices(shop.account_id),
        )
        question = Question(form.text, form.product_id, country, form.cart)
        return doctor_view(diagnose(shop, question, records), shop.read_at_ms)

    def _janitor(self, _: c.CodesJanitor) -> JanitorView:
        shop = self._shop()
        return janitor_view(shop, clean_up(shop, self._catalog.native_prices(shop.account_id)))

    def _past(self, account_id: str, name: str) -> tuple[Past, ...]:
        """What the journal tells last of codes of a name, product by product."""
        last = {trace.key.partition("/")[0]: trace for trace in self._traces.of_name(account_id, name)}
        found = (self._past_of(trace) for trace in last.values())
        return tuple(one for one in found if one is not None)

    def _past_of(self, trace: CodeTrace) -> Past | None:
        step = next((step for step in self._plans.load(trace.digest).steps if step.key == trace.key), None)
        if not isinstance(step, CreateCode | DeleteCode):
            return None
        if trace.deleted:
            state, code = step.before, CauseCode.DELETED_HERE
        else:
            state = step.after
            code = CauseCode.USED_AND_GONE if state.max_purchase_count == 1 else CauseCode.GONE
        return Past("" if state.universal else step.product_id, step.name, code, trace.title)

    def _mismatched(self, shop: Shop) -> frozenset[str]:
        """Ids of amount codes whose product changed its currency here and still has the new one."""
        currencies = {entry.product.id: entry.product.currency for entry in shop.products}
        keys_of: dict[str, set[str]] = {}
        for digest, key in self._traces.currency_changes(shop.account_id):
            keys_of.setdefault(digest, set()).add(key)
        found: set[str] = set()
        for digest, keys in keys_of.items():
            plan = self._plans.load(digest)
            for step, facts in zip(plan.steps, plan.facts, strict=False):
                if (
                    isinstance(step, SetPrice)
                    and step.key in keys
                    and currencies.get(step.product_id) == step.after.currency
                ):
                    found.update(broken.code_id for broken in facts.breaks if broken.mismatch)
        return frozenset(found)

    # Batches

    def _batches(self, _: c.CodesBatches) -> BatchesView:
        shop = self._shop()
        runs = self._journal.list(shop.account_id)
        found = ((run, *self._standing(shop, run, runs)) for run in runs if run.kind is PlanKind.MINT)
        return BatchesView(batches=tuple(batch_row(*one) for one in found))

    def _batch(self, run_id: str) -> BatchView:
        shop = self._shop()
        runs = self._journal.list(shop.account_id)
        run = next((one for one in runs if one.run_id == run_id and one.kind is PlanKind.MINT), None)
        if run is None:
            raise UnknownPlan("batch_unknown", say("batch_unknown"), hint=say("batch_unknown_hint"))
        return batch_view(run, *self._standing(shop, run, runs))

    def _standing(
        self, shop: Shop, run: RunRecord, runs: Sequence[RunRecord]
    ) -> tuple[MintForm, tuple[Standing, ...]]:
        form, minted = self._minted(run.digest)
        family = {run.run_id}
        for other in reversed(runs):
            if other.kind is PlanKind.RETRY and other.origin_run_id in family:
                family.add(other.run_id)
        tries = (
            [(record.key, record.outcome) for record in self._journal.steps(one.run_id)]
            for one in reversed(runs)
            if one.run_id in family
        )
        return form, standing(minted, best_outcomes(tries), shop, self._sold(shop.account_id))

    def _minted(self, digest: str) -> Batch:
        """The form and the codes of a plan, which never changes."""
        if digest not in self._batches_read:
            plan = self._plans.load(digest)
            self._batches_read[digest] = (_form(plan), minted_codes(plan.steps))
        return self._batches_read[digest]


def _form(plan: Plan) -> MintForm:
    return MintForm.model_validate_json(plan.form_json) if plan.form_json else MintForm()
