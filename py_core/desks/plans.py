"""What the pages ask about plans of any kind: shown, accepted, taken back, tried again. Forms of prices, too."""

from collections.abc import Callable, Mapping
from typing import Any

from py_core.catalog.products import Shop
from py_core.codes.again import build_retry_codes_plan, build_undo_codes_plan
from py_core.desks.fulfil import FulfilDesk
from py_core.desks.turns import kept, shown
from py_core.edits.again import build_retry_listing_plan, build_undo_listing_plan
from py_core.errors import InputError
from py_core.execution.ports import Clock
from py_core.execution.runs import RunService
from py_core.plan.plan import Plan
from py_core.plan.steps import LISTING_SUBJECTS, SALE_SUBJECTS, Subject, subject_of
from py_core.pricing.planner import build_price_plan, build_retry_plan, build_undo_plan
from py_core.protocol import commands as c
from py_core.protocol.present_check import check_form
from py_core.protocol.present_plan import plan_view
from py_core.protocol.views import CheckView, PlanView
from py_core.settings import Settings
from py_core.store.plan_store import PlanStore
from py_core.values import Value
from py_core.words import say

Handler = Callable[[Any], Any]
_UNDO = dict.fromkeys(LISTING_SUBJECTS, build_undo_listing_plan) | {Subject.PRICES: build_undo_plan}
_RETRY = dict.fromkeys(LISTING_SUBJECTS, build_retry_listing_plan) | {Subject.PRICES: build_retry_plan}


class PlansDesk:
    """Plans of the current shop; `shop` and `account_id` raise InputError where there is none."""

    def __init__(
        self,
        *,
        plans: PlanStore,
        runs: RunService,
        fulfil: FulfilDesk,
        shop: Callable[[], Shop],
        settings: Callable[[], Settings],
        clock: Clock,
        account_id: Callable[[], str],
    ) -> None:
        self._plans = plans
        self._runs = runs
        self._fulfil = fulfil
        self._shop = shop
        self._settings = settings
        self._clock = clock
        self._account_id = account_id

    def handlers(self) -> Mapping[type[Value], Handler]:
        """Which command goes where."""
        return {
            c.PlanCheck: self._check,
            c.PlanPrice: self._price,
            c.PlanGet: self._get,
            c.PlanAccept: self._accept,
            c.PlanUndo: self._undo,
            c.PlanRetry: self._retry,
        }

    def _check(self, command: c.PlanCheck) -> CheckView:
        return check_form(self._shop(), command.product_ids, command.form, self._settings())

    def _price(self, command: c.PlanPrice) -> PlanView:
        settings = self._settings()
        now_ms = self._clock.now_ms()
        plan = build_price_plan(self._shop(), command.product_ids, command.form, settings, now_ms)
        if command.refines:
            plan = plan.accepting_as(self._plans.load(command.refines))
        return self.keep(plan)

    def keep(self, plan: Plan) -> PlanView:
        """Store a plan and draw it."""
        return plan_view(plan, self._plans.save(plan))

    async def keep_in_turns(self, plan: Plan) -> PlanView:
        """Store a plan that may have thousands of texts, and draw it."""
        return await kept(plan, self._plans, self._clock)

    async def _get(self, command: c.PlanGet) -> PlanView:
        return await shown(self._plans.load(command.digest), command.digest, self._clock)

    async def _accept(self, command: c.PlanAccept) -> PlanView:
        plan, codes = self._plans.load(command.digest), frozenset(command.codes)
        errors = {f"typed.{f.code}": say("typed_differs", text=f.typed) for f in plan.untyped(codes, command.typed)}
        if errors:
            raise InputError("typed_differs", next(iter(errors.values())), fields=errors)
        return await self.keep_in_turns(plan.accepting(codes))

    async def _undo(self, command: c.PlanUndo) -> PlanView:
        return await self.keep_in_turns(self._undo_plan(command))

    def _undo_plan(self, command: c.PlanUndo) -> Plan:
        steps = self._runs.undo_steps(command.run_id)
        if not steps:
            raise InputError("nothing_to_undo", say("nothing_to_undo"), hint=say("nothing_to_undo_hint"))
        title = self._runs.plan_of(command.run_id).title
        if subject_of(steps) in SALE_SUBJECTS:
            return self._fulfil.undo_plan(steps, command.keys, command.run_id, title)
        build = _UNDO.get(subject_of(steps), build_undo_codes_plan)
        return build(
            steps,
            command.keys,
            self._account_id(),
            command.run_id,
            title,
            self._clock.now_ms(),
            self._shop(),
            self._settings(),
        )

    def undo_digest(self, run_id: str) -> str | None:
        """The stored plan that takes a run back; None when nothing of it is left to take back."""
        try:
            view = self.keep(self._undo_plan(c.PlanUndo(op="plan.undo", run_id=run_id)))
        except InputError as error:
            if error.code == "nothing_to_undo":
                return None
            raise
        return view.digest if view.writes else None

    async def _retry(self, command: c.PlanRetry) -> PlanView:
        return await self.keep_in_turns(self._retry_plan(command))

    def _retry_plan(self, command: c.PlanRetry) -> Plan:
        steps = self._runs.retry_steps(command.run_id)
        if not steps:
            raise InputError("nothing_to_retry", say("nothing_to_retry"))
        title = self._runs.plan_of(command.run_id).title
        if subject_of(steps) in SALE_SUBJECTS:
            return self._fulfil.retry_plan(steps, command.run_id, title)
        build = _RETRY.get(subject_of(steps), build_retry_codes_plan)
        return build(
            steps,
            self._account_id(),
            command.run_id,
            title,
            self._clock.now_ms(),
            self._shop(),
            self._settings(),
        )
