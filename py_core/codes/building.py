"""From any codes form to its plan. No I/O, no clock, no dice."""

from collections.abc import Callable, Sequence
from typing import assert_never

from py_core.catalog.products import Shop
from py_core.codes.delete import build_delete_plan
from py_core.codes.forms import CodesForm, DeleteForm, ImportForm, LimitsForm, MakeForm, MintForm, ReplaceForm
from py_core.codes.importing import build_import_plan
from py_core.codes.limits import build_limits_plan
from py_core.codes.make import build_make_plan
from py_core.codes.mint import build_mint_plan
from py_core.codes.pattern import SEED_BYTES
from py_core.codes.prices import NO_NATIVE, Native
from py_core.codes.replace import build_replace_plan
from py_core.plan.plan import Plan
from py_core.settings import Settings


def seeded(form: CodesForm, entropy: Callable[[int], bytes]) -> CodesForm:
    """The form with what chance has to decide filled in, so that refining its preview keeps the same codes."""
    if isinstance(form, MintForm) and not form.seed:
        return form.model_copy(update={"seed": entropy(SEED_BYTES).hex()})
    return form


def build_form_plan(
    shop: Shop,
    product_ids: Sequence[str],
    form: CodesForm,
    settings: Settings,
    now_ms: int,
    *,
    at_most: int | None = None,
    native: Native = NO_NATIVE,
) -> Plan:
    """The plan of a form. `at_most` cuts a batch short, for a look ahead. `native` is what countries pay by
    Gumroad's own parity.

    Raises: InputError with `fields` for everything in the form that cannot be used.
    """
    match form:
        case MakeForm():
            return build_make_plan(shop, product_ids, form, settings, now_ms, native)
        case MintForm():
            return build_mint_plan(shop, product_ids, form, settings, now_ms, at_most=at_most, native=native)
        case ImportForm():
            return build_import_plan(shop, form, settings, now_ms, native)
        case LimitsForm():
            return build_limits_plan(shop, form, settings, now_ms)
        case ReplaceForm():
            return build_replace_plan(shop, form, settings, now_ms, native)
        case DeleteForm():
            return build_delete_plan(shop, form, settings, now_ms)
        case _:
            assert_never(form)
