"""One code on chosen products, or one universal code: from the form to what it asks for. No I/O here."""

from collections.abc import Sequence

from py_core.catalog.products import Shop
from py_core.codes.amounts import Fields
from py_core.codes.forms import MakeForm
from py_core.codes.offer import gone_rows, read_offer, rules_of, target_of, typed_name, wants_for
from py_core.codes.planner import build_codes_plan
from py_core.codes.prices import NO_NATIVE, Native
from py_core.codes.titles import make_title
from py_core.plan.plan import Plan, PlanKind
from py_core.settings import Settings


def build_make_plan(
    shop: Shop,
    product_ids: Sequence[str],
    form: MakeForm,
    settings: Settings,
    now_ms: int,
    native: Native = NO_NATIVE,
) -> Plan:
    """The plan of one code. Raises: InputError with `fields` for everything in the form that cannot be used."""
    fields = Fields()
    name = fields.one("name", lambda: typed_name(form.name), "")
    target = target_of(shop, form, product_ids, fields)
    offer = read_offer(form, target.currencies, fields)
    rules = rules_of(form, fields)
    fields.stop()
    return build_codes_plan(
        shop,
        wants_for((name,), target, offer),
        settings,
        now_ms,
        kind=PlanKind.CODES,
        title=make_title(name, len(target.entries), universal=target.universal),
        form_json=form.model_dump_json(),
        rules=rules,
        skipped=gone_rows(target.missing, name),
        product_ids=[entry.product.id for entry in target.entries],
        native=native,
    )
