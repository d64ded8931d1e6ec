"""Many unique codes by a pattern: from the form to a plan. No I/O, no dice here."""

from collections.abc import Sequence

from py_core.catalog.products import Shop
from py_core.codes.amounts import Fields
from py_core.codes.forms import MintForm
from py_core.codes.offer import gone_rows, read_offer, target_of, wants_for
from py_core.codes.pattern import MOST_CODES, check_pattern, minted
from py_core.codes.planner import Rules, build_codes_plan
from py_core.codes.prices import NO_NATIVE, Native
from py_core.codes.titles import mint_title
from py_core.errors import InputError
from py_core.plan.plan import Plan, PlanKind
from py_core.settings import Settings
from py_core.typed import parse_decimal
from py_core.words import say

LONGEST_LABEL = 80


def typed_count(text: str) -> int:
    """How many codes to mint. Raises: InputError."""
    value = parse_decimal(text, "100")
    if value.denominator != 1 or not 1 <= value <= MOST_CODES:
        raise InputError("mint_count", say("mint_count", most=f"{MOST_CODES:,}"))
    return value.numerator


def typed_label(text: str) -> str:
    """What the batch is called; may be empty. Raises: InputError."""
    label = " ".join(text.split())
    if len(label) > LONGEST_LABEL:
        raise InputError("mint_label", say("mint_label", most=LONGEST_LABEL))
    return label


def build_mint_plan(
    shop: Shop,
    product_ids: Sequence[str],
    form: MintForm,
    settings: Settings,
    now_ms: int,
    *,
    at_most: int | None = None,
    native: Native = NO_NATIVE,
) -> Plan:
    """The plan of a batch; the form's seed has to be filled in. `at_most` cuts it short, for a look ahead.

    Raises: InputError with `fields` for everything in the form that cannot be used.
    """
    fields = Fields()
    count = fields.one("count", lambda: typed_count(form.count), 1)
    pattern = fields.one("pattern", lambda: check_pattern(form.pattern, count), "")
    label = fields.one("label", lambda: typed_label(form.label), "")
    target = target_of(shop, form, product_ids, fields)
    offer = read_offer(form, target.currencies, fields)
    products = len(target.entries)
    if count * products > MOST_CODES:
        total = f"{count * products:,}"
        fields.errors.setdefault(
            "count",
            say("mint_too_many", count=f"{count:,}", products=products, total=total, most=f"{MOST_CODES:,}"),
        )
    fields.stop()
    taken = {code.name.casefold() for entry in shop.products for code in entry.codes or ()}
    made = count if at_most is None else min(count, at_most)
    return build_codes_plan(
        shop,
        wants_for(minted(pattern, form.seed, made, taken), target, offer),
        settings,
        now_ms,
        kind=PlanKind.MINT,
        title=mint_title(label, pattern, count, products, universal=target.universal),
        form_json=form.model_dump_json(),
        rules=Rules(unticked=frozenset(form.unticked)),
        skipped=gone_rows(target.missing),
        product_ids=[entry.product.id for entry in target.entries],
        native=native,
    )
