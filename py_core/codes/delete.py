"""Deleting chosen codes: from the form to a plan. No I/O here."""

from py_core.catalog.products import Shop
from py_core.codes.chosen import chosen_codes
from py_core.codes.forms import DeleteForm
from py_core.codes.planner import Rules, build_codes_plan
from py_core.codes.titles import about
from py_core.codes.wants import Drop
from py_core.plan.plan import Plan, PlanKind
from py_core.settings import Settings


def build_delete_plan(shop: Shop, form: DeleteForm, settings: Settings, now_ms: int) -> Plan:
    """The plan that deletes chosen codes. Raises: InputError with `fields` when none are chosen."""
    picked, missing = chosen_codes(shop, form.refs)
    key = "title_delete_unused" if form.unused_only else "title_delete"
    return build_codes_plan(
        shop,
        (
            Drop(one.entry, one.code, unused_only=form.unused_only, shared=one.shared, note=one.note)
            for one in picked
        ),
        settings,
        now_ms,
        kind=PlanKind.CODES,
        title=about([one.code.name for one in picked], key),
        form_json=form.model_dump_json(),
        rules=Rules(unticked=frozenset(form.unticked)),
        skipped=missing,
    )
