"""License keys: switched on, switched off, their uses taken back one by one. No I/O, no clock."""

from typing import assert_never

from py_core.fulfil.forms import LicenseAction, LicenseForm
from py_core.fulfil.gather import Gathered, Lookup, block, chosen, on_sale, plan_of, warn
from py_core.fulfil.sale import SaleLicense, StoredSale
from py_core.plan.plan import Plan, PlanKind, SkipReason
from py_core.plan.sale_steps import LicenseState, SetLicense, TakeUseBack, UsesState, use_key
from py_core.plan.steps import Step
from py_core.settings import Settings
from py_core.words import say

MOST_USES = 500
"""How many uses one run takes back: each is a request of its own. The rest is for another run."""


class _Licenses:
    """Plans one key after the other."""

    def __init__(self, form: LicenseForm) -> None:
        self.gathered = Gathered(form.unticked)
        self.rows = 0
        self.cut: list[str] = []
        self._uses_left = MOST_USES
        self._action = form.action
        self._keys: dict[tuple[str, str], str] = {}

    def add(self, sale: StoredSale) -> None:
        """Plan one key, or say why it is left alone."""
        held = sale.license
        if held is None:
            self.gathered.leave(sale, SkipReason.NO_LICENSE, say("license_none"))
            return
        first = self._keys.setdefault((sale.product_id, held.key), sale.sale_id)
        if first != sale.sale_id:
            self.gathered.leave(sale, SkipReason.TWICE, say("license_twice"), license_key=held.key)
            return
        steps, text = self._steps(sale, held)
        if not steps:
            self.gathered.leave(sale, SkipReason.SAME, text, license_key=held.key)
            return
        notes: tuple[str, ...] = ()
        if self._action is LicenseAction.RESET:
            most = self._uses_left
            if not most:
                text = say("license_run_full", most=MOST_USES)
                self.gathered.leave(sale, SkipReason.RULE, text, license_key=held.key)
                return
            notes = (say("license_rest", n=len(steps) - most),) if len(steps) > most else ()
            steps = steps[:most]
        if self.gathered.take(sale, steps, license_key=held.key, notes=notes):
            self.rows += 1
            self._uses_left -= len(steps)
            self.cut.extend((sale.sale_id,) if notes else ())

    def _steps(self, sale: StoredSale, held: SaleLicense) -> tuple[list[Step], str]:
        """The steps for one key, or why there are none."""
        match self._action:
            case LicenseAction.ENABLE:
                steps = [_switch(sale, held, disabled=False)] if held.disabled else []
                return [*steps], say("license_on_already")
            case LicenseAction.DISABLE:
                steps = [] if held.disabled else [_switch(sale, held, disabled=True)]
                return [*steps], say("license_off_already")
            case LicenseAction.RESET:
                if held.uses is None:
                    return [], say("license_uses_unknown")
                return [*_taken_back(sale, held.key, held.uses)], say("license_unused")
            case _:
                assert_never(self._action)


def _switch(sale: StoredSale, held: SaleLicense, *, disabled: bool) -> SetLicense:
    return SetLicense(
        **on_sale(sale),
        license_key=held.key,
        before=LicenseState(disabled=held.disabled),
        after=LicenseState(disabled=disabled),
    )


def _taken_back(sale: StoredSale, license_key: str, uses: int) -> list[TakeUseBack]:
    """One step for each use: each needs the one before it."""
    shared = on_sale(sale) | {"license_key": license_key}
    return [
        TakeUseBack(
            **(shared | {"key": use_key(sale.sale_id, left)}),
            before=UsesState(uses=left),
            after=UsesState(uses=left - 1),
            needs="" if left == uses else use_key(sale.sale_id, left + 1),
        )
        for left in range(uses, 0, -1)
    ]


def build_license_plan(
    lookup: Lookup,
    form: LicenseForm,
    settings: Settings,
    account_id: str,
    now_ms: int,
    *,
    kind: PlanKind = PlanKind.LICENSES,
    title: str = "",
    origin_run_id: str | None = None,
) -> Plan:
    """The plan of a form. Raises: InputError with `fields` for everything in it that cannot be used."""
    licenses = _Licenses(form)
    gathered = licenses.gathered
    for sale in chosen(lookup, form.sale_ids, gathered):
        licenses.add(sale)
    count = len(gathered.steps)
    if licenses.rows > settings.limit_rows:
        gathered.find(block("licenses_many", licenses.rows, limit=settings.limit_rows))
    if form.action is LicenseAction.DISABLE and count:
        gathered.find(warn("licenses_off", count))
    if form.action is LicenseAction.RESET and count:
        gathered.find(warn("uses_back", count))
    if licenses.cut:
        gathered.find(warn("uses_cut", len(licenses.cut), licenses.cut, most=MOST_USES))
    named = title or say(f"title_license_{form.action}")
    return plan_of(gathered, kind, account_id, named, now_ms, form, origin_run_id=origin_run_id)
