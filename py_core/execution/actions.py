"""What each kind of step means at Gumroad: how to read its state, and the one request that changes it.

`write_call` is the only place a step's request comes from, and it sees the step alone: what a preview
draws is what is sent. No I/O here.
"""

from typing import assert_never

from py_core.execution.listing_actions import LISTING_SETS, ListingSet, listing_read_call, listing_write_call
from py_core.execution.reading import Reading, State
from py_core.execution.sale_actions import sale_write_call
from py_core.gumroad import calls
from py_core.gumroad.calls import ProductRecord
from py_core.gumroad.keep import KEEP
from py_core.gumroad.models import OfferCode, Variant
from py_core.gumroad.rules.codes import CodeChange, CodeDraft
from py_core.gumroad.wire import Call, Request
from py_core.plan.listing_steps import LISTING_STEPS, ListingStep
from py_core.plan.sale_steps import MarkShipped, RefundSale, ResendReceipt, SetLicense, TakeUseBack
from py_core.plan.steps import (
    NO_CODE,
    CodeState,
    CodeStep,
    CreateCode,
    DeleteCode,
    PriceState,
    PriceStep,
    SetCodeLimits,
    SetPrice,
    SetVersionPrice,
    Step,
    VersionState,
)

NO_CODE_THERE = Reading(state=NO_CODE)


def code_state(code: OfferCode) -> CodeState:
    """A code as far as steps are about it."""
    return CodeState(
        exists=True,
        percent_off=code.percent_off,
        amount_minor=code.amount_minor,
        max_purchase_count=code.max_purchase_count,
        minimum_amount_minor=code.minimum_amount_minor,
        universal=code.universal,
    )


def code_reading(code: OfferCode) -> Reading:
    """What Gumroad shows of a code."""
    return Reading(state=code_state(code), code=code)


def draft_of(step: CreateCode) -> CodeDraft:
    """The code that a step makes."""
    return CodeDraft(
        name=step.name,
        percent_off=step.after.percent_off,
        amount_minor=step.after.amount_minor,
        max_purchase_count=step.after.max_purchase_count,
        minimum_amount_minor=step.after.minimum_amount_minor,
        universal=step.after.universal,
    )


def limits_change(step: SetCodeLimits) -> CodeChange:
    """The limits that a step sets; those that stay are not sent, those that go are cleared."""
    before, after = step.before, step.after
    return CodeChange(
        max_purchase_count=(
            KEEP if after.max_purchase_count == before.max_purchase_count else after.max_purchase_count
        ),
        minimum_amount_minor=(
            KEEP if after.minimum_amount_minor == before.minimum_amount_minor else after.minimum_amount_minor
        ),
    )


def _product_reading(call: Call[ProductRecord]) -> Call[Reading]:
    def reading(record: ProductRecord) -> Reading:
        product = record.product
        state = PriceState(
            price_minor=product.price_minor,
            currency=product.currency,
            customizable_price=product.customizable_price,
        )
        return Reading(state=state, product=record, warning=record.warning, gone=product.deleted)

    return Call(call.request, call.effect, call.scope, lambda body: reading(call.read(body)))


def _variant_reading(call: Call[Variant]) -> Call[Reading]:
    def reading(variant: Variant) -> Reading:
        return Reading(state=VersionState(price_difference_minor=variant.price_difference_minor), variant=variant)

    return Call(call.request, call.effect, call.scope, lambda body: reading(call.read(body)))


def _code_reading(call: Call[OfferCode]) -> Call[Reading]:
    return Call(call.request, call.effect, call.scope, lambda body: code_reading(call.read(body)))


def _no_code_reading(call: Call[None]) -> Call[Reading]:
    return Call(call.request, call.effect, call.scope, lambda _body: NO_CODE_THERE)


def read_call(step: SetPrice | SetVersionPrice | DeleteCode | SetCodeLimits | ListingSet) -> Call[Reading]:
    """Ask for the state a step is about. A code that is to be made has none; its product's list tells."""
    if isinstance(step, LISTING_SETS):
        return listing_read_call(step)
    match step:
        case SetPrice():
            return _product_reading(calls.get_product(step.product_id))
        case SetVersionPrice():
            return _variant_reading(calls.get_variant(step.product_id, step.category_id, step.variant_id))
        case DeleteCode() | SetCodeLimits():
            return _code_reading(calls.get_offer_code(step.product_id, step.code_id))
        case _:
            assert_never(step)


def write_call(step: Step) -> Call[Reading]:
    """The change itself: only the fields that differ between before and after are sent.

    The answer is the record as Gumroad says it is now, to be compared with `after`.
    Raises: InputError for a code that Gumroad certainly refuses.
    """
    if isinstance(step, LISTING_STEPS):
        return listing_write_call(step)
    match step:
        case SetPrice(before=before, after=after):
            return _product_reading(
                calls.update_product(
                    step.product_id,
                    price_minor=after.price_minor if after.price_minor != before.price_minor else None,
                    currency=after.currency if after.currency != before.currency else None,
                    customizable_price=(
                        after.customizable_price if after.customizable_price != before.customizable_price else None
                    ),
                    suggested_price_minor=step.suggested_price_minor,
                )
            )
        case SetVersionPrice():
            return _variant_reading(
                calls.update_variant_price(
                    step.product_id, step.category_id, step.variant_id, step.after.price_difference_minor
                )
            )
        case CreateCode():
            return _code_reading(calls.create_offer_code(step.product_id, draft_of(step)))
        case DeleteCode():
            return _no_code_reading(calls.delete_offer_code(step.product_id, step.code_id))
        case SetCodeLimits():
            return _code_reading(calls.update_offer_code(step.product_id, step.code_id, limits_change(step)))
        case MarkShipped() | ResendReceipt() | RefundSale() | SetLicense() | TakeUseBack():
            return sale_write_call(step)
        case _:
            assert_never(step)


def write_request(step: Step) -> Request:
    """The request a step sends, for previews, tests and the record."""
    return write_call(step).request


def expected_currencies(steps: tuple[Step, ...]) -> tuple[str, ...]:
    """Per step, what its product is sold in when its turn comes.

    A surcharge is meant in the currency after the plan, except where the product's own change of currency
    comes later in the plan, as in an undo.
    """
    later: dict[str, str] = {}
    found: list[str] = []
    for step in reversed(steps):
        if isinstance(step, SetPrice):
            later[step.product_id] = step.before.currency
            found.append(step.before.currency)
        else:
            found.append(later.get(step.product_id, step.currency))
    return tuple(reversed(found))


def means_money(step: PriceStep | CodeStep | ListingStep) -> bool:
    """Whether a step says an amount that only means what it says in one currency of its product."""
    if isinstance(step, LISTING_STEPS):
        return False
    match step:
        case SetVersionPrice():
            return True
        case CreateCode(after=after):
            return after.amount_minor is not None or bool(after.minimum_amount_minor)
        case SetCodeLimits(before=before, after=after):
            return bool(after.minimum_amount_minor) and after.minimum_amount_minor != before.minimum_amount_minor
        case SetPrice() | DeleteCode():
            return False
        case _:
            assert_never(step)


def state_of_json(step: Step, text: str) -> State:
    """The state an outcome kept as JSON, in the type of the step's own states."""
    return type(step.before).model_validate_json(text)


def with_states(step: Step, before: State, after: State) -> Step:
    """The same step between other states. Raises TypeError when they are of another kind of step."""
    if type(before) is not type(step.before) or type(after) is not type(step.after):
        raise TypeError(type(before).__name__)
    return step.model_copy(update={"before": before, "after": after})
