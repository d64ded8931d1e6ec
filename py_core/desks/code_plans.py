"""From a codes form to its preview, and what it means before that."""

from collections.abc import Callable, Mapping
from typing import Any

from py_core.catalog.products import Shop
from py_core.codes.building import build_form_plan, seeded
from py_core.codes.forms import CodesForm, MintForm
from py_core.codes.pattern import SEED_BYTES
from py_core.execution.ports import Clock
from py_core.protocol import commands as c
from py_core.protocol.code_views import CodesCheckView
from py_core.protocol.present_codes_check import check_codes_form
from py_core.protocol.present_plan import plan_view
from py_core.protocol.views import PlanView
from py_core.settings import Settings
from py_core.store.catalog_store import CatalogStore
from py_core.store.plan_store import PlanStore
from py_core.values import Value

SAMPLE_SEED = bytes(SEED_BYTES).hex()
Handler = Callable[[Any], Any]


class CodePlansDesk:
    """Plans about codes of the current shop; `shop` raises InputError where there is none."""

    def __init__(
        self,
        *,
        shop: Callable[[], Shop],
        settings: Callable[[], Settings],
        catalog: CatalogStore,
        plans: PlanStore,
        clock: Clock,
        entropy: Callable[[int], bytes],
    ) -> None:
        self._shop = shop
        self._settings = settings
        self._catalog = catalog
        self._plans = plans
        self._clock = clock
        self._entropy = entropy

    def handlers(self) -> Mapping[type[Value], Handler]:
        """Which command goes where."""
        return {c.PlanCodes: self._plan, c.CodesCheck: self._check}

    def _plan(self, command: c.PlanCodes) -> PlanView:
        form = seeded(command.form, self._entropy)
        shop = self._shop()
        native = self._catalog.native_prices(shop.account_id)
        now_ms = self._clock.now_ms()
        plan = build_form_plan(shop, command.product_ids, form, self._settings(), now_ms, native=native)
        if command.refines:
            plan = plan.accepting_as(self._plans.load(command.refines))
        return plan_view(plan, self._plans.save(plan))

    def _check(self, command: c.CodesCheck) -> CodesCheckView:
        return check_codes_form(self._shop(), command.product_ids, _shown(command.form), self._settings())


def _shown(form: CodesForm) -> CodesForm:
    """The form with a seed for samples, which no batch is ever made from."""
    if isinstance(form, MintForm) and not form.seed:
        return form.model_copy(update={"seed": SAMPLE_SEED})
    return form
