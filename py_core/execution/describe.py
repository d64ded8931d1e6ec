"""Steps and states in the words of the page. No I/O here."""

from typing import assert_never

from py_core.errors import CoreError, InputError
from py_core.execution.actions import State
from py_core.gumroad.currencies import format_amount
from py_core.plan.steps import PriceState, SetPrice, SetVersionPrice, Step, VersionState
from py_core.words import say


def amount_text(minor: int, currency: str) -> str:
    """An amount with its symbol; plain digits and code where Gumroad's currency is new to us."""
    try:
        return format_amount(minor, currency)
    except InputError:
        return f"{minor} {currency.upper()}"


def state_text(step: Step, state: State, suffix: str = "") -> str:
    """A state as a price: `$19`, `$19+`, `$5 a month`; a version's surcharge as `+$30`.

    `suffix` is what follows the price besides the plus sign of pay what you want.
    """
    match state:
        case PriceState():
            plus = "+" if state.customizable_price else ""
            return amount_text(state.price_minor, state.currency) + plus + suffix
        case VersionState():
            currency = step.currency if isinstance(step, SetVersionPrice) else ""
            if state.price_difference_minor == 0:
                return say("no_difference")
            return say("difference", amount=amount_text(state.price_difference_minor, currency))
        case _:
            assert_never(state)


def titles(step: Step) -> tuple[str, str]:
    """The product's name and, for a version, the version's."""
    match step:
        case SetPrice():
            return step.name, ""
        case SetVersionPrice():
            return step.product_name, step.name
        case _:
            assert_never(step)


def why(error: CoreError) -> str:
    """An error in a sentence or two, for the end of an outcome's text."""
    return f"{error.message} {error.hint}".strip()
