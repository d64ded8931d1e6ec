"""What each kind of step means at Gumroad: how to read its state, and the one request that changes it.

`write_call` is the only place a step's request comes from, and it sees the step alone: what a preview
draws is what is sent. No I/O here.
"""

from typing import TypeAlias, assert_never

from py_core.gumroad import calls
from py_core.gumroad.calls import ProductRecord
from py_core.gumroad.models import Variant
from py_core.gumroad.wire import Call, Request
from py_core.plan.steps import PriceState, SetPrice, SetVersionPrice, Step, VersionState
from py_core.values import Value

State: TypeAlias = PriceState | VersionState


class Reading(Value):
    """What Gumroad shows: the state a step is about, the whole record, and what it warned of.

    Exactly one of `product` and `variant` is set. `gone` is a product that is deleted but still readable.
    """

    state: PriceState | VersionState
    product: ProductRecord | None = None
    variant: Variant | None = None
    warning: str = ""
    gone: bool = False


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


def read_call(step: Step) -> Call[Reading]:
    """Ask for the state a step is about."""
    match step:
        case SetPrice():
            return _product_reading(calls.get_product(step.product_id))
        case SetVersionPrice():
            return _variant_reading(calls.get_variant(step.product_id, step.category_id, step.variant_id))
        case _:
            assert_never(step)


def write_call(step: Step) -> Call[Reading]:
    """The change itself: only the fields that differ between before and after are sent.

    The answer is the record as Gumroad says it is now, to be compared with `after`.
    """
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


def state_of_json(step: Step, text: str) -> State:
    """The state an outcome kept as JSON, in the type of the step's own states."""
    kind = PriceState if isinstance(step, SetPrice) else VersionState
    return kind.model_validate_json(text)


def with_states(step: Step, before: State, after: State) -> Step:
    """The same step between other states. Raises TypeError when they are of another kind of step."""
    match step, before, after:
        case SetPrice(), PriceState(), PriceState():
            return step.model_copy(update={"before": before, "after": after})
        case SetVersionPrice(), VersionState(), VersionState():
            return step.model_copy(update={"before": before, "after": after})
        case _:
            raise TypeError(type(before).__name__)
