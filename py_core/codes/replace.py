"""Other names or amounts for chosen codes: the new code is made and the old one deleted. No I/O here.

The API can change neither, and a new code starts counting from nothing. Caps and minimum orders are carried over.
"""

from collections.abc import Mapping

from py_core.catalog.products import Shop
from py_core.codes.amounts import Fields, typed_off, typed_percent
from py_core.codes.chosen import Chosen, chosen_codes, currencies_of
from py_core.codes.forms import CodeKind, ReplaceForm
from py_core.codes.offer import typed_name
from py_core.codes.planner import Rules, build_codes_plan
from py_core.codes.prices import NO_NATIVE, Native
from py_core.codes.titles import about
from py_core.codes.wants import Refusal, Want
from py_core.gumroad.rules.codes import CodeDraft
from py_core.plan.plan import Plan, PlanKind, SkipReason
from py_core.settings import Settings
from py_core.words import say


def _want(one: Chosen, name: str, percent: int | None, amounts: Mapping[str, int]) -> Want:
    code, currency = one.code, one.entry.product.currency
    left: Refusal | None = None
    if percent is not None:
        off: dict[str, int | None] = {"percent_off": percent, "amount_minor": None}
    elif amounts and currency in amounts:
        off = {"percent_off": None, "amount_minor": amounts[currency]}
    else:
        off = {"percent_off": code.percent_off, "amount_minor": code.amount_minor}
        if amounts:
            left = Refusal(SkipReason.OTHER_CURRENCY, say("left_other_currency", currency=currency.upper()))
    draft = CodeDraft(
        name=name or code.name,
        percent_off=off["percent_off"],
        amount_minor=off["amount_minor"],
        max_purchase_count=code.max_purchase_count,
        minimum_amount_minor=code.minimum_amount_minor,
        universal=code.universal,
    )
    return Want(one.entry, draft, replaces=code, left=left)


def build_replace_plan(
    shop: Shop, form: ReplaceForm, settings: Settings, now_ms: int, native: Native = NO_NATIVE
) -> Plan:
    """The plan of replacements. Raises: InputError with `fields` for everything that cannot be used."""
    picked, missing = chosen_codes(shop, form.refs)
    fields = Fields()
    name = fields.one("name", lambda: typed_name(form.name), "") if form.name.strip() else ""
    percent: int | None = None
    amounts: Mapping[str, int] = {}
    if form.kind is CodeKind.PERCENT and form.percent.strip():
        percent = fields.one("percent", lambda: typed_percent(form.percent), None)
    elif form.kind is CodeKind.AMOUNT:
        amounts = fields.by_currency("amounts", form.amounts, typed_off, currencies_of(picked))
    if not (fields.errors or name or percent is not None or amounts):
        fields.errors["name"] = say("replace_nothing")
    fields.stop()
    return build_codes_plan(
        shop,
        (_want(one, name, percent, amounts) for one in picked),
        settings,
        now_ms,
        kind=PlanKind.CODES,
        title=about([one.code.name for one in picked], "title_replace"),
        form_json=form.model_dump_json(),
        rules=Rules(unticked=frozenset(form.unticked)),
        skipped=missing,
        native=native,
    )
