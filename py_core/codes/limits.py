"""Other caps and minimum orders for chosen codes: from the form to a plan. No I/O here."""

from collections.abc import Mapping

from py_core.catalog.products import Shop
from py_core.codes.amounts import Fields, typed_cap, typed_minimum
from py_core.codes.chosen import Chosen, chosen_codes, currencies_of
from py_core.codes.forms import LimitMode, LimitsForm
from py_core.codes.planner import Rules, build_codes_plan
from py_core.codes.titles import about
from py_core.codes.wants import Change, Refusal
from py_core.errors import InputError
from py_core.plan.plan import Plan, PlanKind, SkipReason
from py_core.settings import Settings
from py_core.words import say


def _needed_cap(text: str) -> int | None:
    cap = typed_cap(text)
    if cap is None:
        raise InputError("limits_cap_empty", say("limits_cap_empty"))
    return cap


def _change(one: Chosen, form: LimitsForm, cap: int | None, minimums: Mapping[str, int]) -> Change:
    code, currency = one.code, one.entry.product.currency
    left: Refusal | None = None
    minimum = code.minimum_amount_minor
    if form.minimum_mode is LimitMode.CLEAR:
        minimum = None
    elif form.minimum_mode is LimitMode.SET:
        minimum = minimums.get(currency)
        if minimum is None:
            left = Refusal(SkipReason.OTHER_CURRENCY, say("left_other_minimum", currency=currency.upper()))
    if form.cap_mode is LimitMode.KEEP:
        cap = code.max_purchase_count
    elif form.cap_mode is LimitMode.CLEAR:
        cap = None
    return Change(one.entry, code, cap, minimum, note=one.note, left=left)


def build_limits_plan(shop: Shop, form: LimitsForm, settings: Settings, now_ms: int) -> Plan:
    """The plan of other limits. Raises: InputError with `fields` for everything that cannot be used."""
    picked, missing = chosen_codes(shop, form.refs)
    fields = Fields()
    cap: int | None = None
    if form.cap_mode is LimitMode.SET:
        cap = fields.one("cap", lambda: _needed_cap(form.cap), None)
    minimums: Mapping[str, int] = {}
    if form.minimum_mode is LimitMode.SET:
        codes = currencies_of(picked)
        minimums = fields.by_currency("minimums", form.minimums, typed_minimum, codes)
        if not any(form.minimums.get(code, "").strip() for code in codes):
            for code in codes:
                fields.errors[f"minimums.{code}"] = say("amounts_empty")
    if form.cap_mode is LimitMode.KEEP and form.minimum_mode is LimitMode.KEEP:
        fields.errors["cap_mode"] = say("limits_nothing")
    fields.stop()
    return build_codes_plan(
        shop,
        (_change(one, form, cap, minimums) for one in picked),
        settings,
        now_ms,
        kind=PlanKind.CODES,
        title=about([one.code.name for one in picked], "title_limits"),
        form_json=form.model_dump_json(),
        rules=Rules(unticked=frozenset(form.unticked)),
        skipped=missing,
    )
