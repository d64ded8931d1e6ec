"""Steps and states in the words of the page. No I/O here."""

from typing import assert_never

from py_core.errors import CoreError, InputError
from py_core.execution.describe_listing import listed, listing_state_text
from py_core.execution.reading import State
from py_core.gumroad.currencies import format_amount
from py_core.plan.listing_steps import (
    LISTING_STEPS,
    AddVersion,
    CreateProduct,
    DeleteProduct,
    DeleteVersion,
    ListingState,
    ProductDraft,
    PublishedState,
    SetListing,
    SetPublished,
    SetVersion,
    VersionDraft,
    VersionTexts,
)
from py_core.plan.sale_steps import (
    LicenseState,
    MarkShipped,
    ReceiptState,
    RefundSale,
    RefundState,
    ResendReceipt,
    SaleState,
    SetLicense,
    ShipState,
    TakeUseBack,
    UsesState,
)
from py_core.plan.steps import (
    CodeState,
    CreateCode,
    DeleteCode,
    PriceState,
    SetCodeLimits,
    SetPrice,
    SetVersionPrice,
    Step,
    VersionState,
)
from py_core.words import say


def amount_text(minor: int, currency: str) -> str:
    """An amount with its symbol; plain digits and code where Gumroad's currency is new to us."""
    try:
        return format_amount(minor, currency)
    except InputError:
        return f"{minor} {currency.upper()}"


def state_text(step: Step, state: State, suffix: str = "") -> str:
    """A state as a price: `$19`, `$19+`, `$5 a month`; a version's surcharge as `+$30`; a code in words.

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
        case CodeState():
            return code_text(state, "" if isinstance(step, SetPrice) else step.currency)
        case ShipState() | ReceiptState() | RefundState() | LicenseState() | UsesState():
            return sale_state_text(state, "" if isinstance(step, SetPrice) else step.currency)
        case ListingState() | PublishedState() | VersionTexts() | VersionDraft() | ProductDraft():
            return listing_state_text(step, state) if isinstance(step, LISTING_STEPS) else ""
        case _:
            assert_never(state)


def whole_text(state: ListingState) -> str:
    """What a listing says of each field of a step, whole, HTML and all, each under its name."""
    values = {field: getattr(state, field) for field in state.fields}
    return "\n".join(
        say(f"state_field_{field}", text=listed(value) or say("state_nothing")) for field, value in values.items()
    )


def sale_state_text(state: SaleState, currency: str) -> str:
    """A sale in words, as far as a step is about it: `shipped`, `$19 left`, `off`, `5 uses`."""
    match state:
        case ShipState():
            text = say("state_shipped" if state.shipped else "state_not_shipped")
            return f"{text}, {state.tracking_url}" if state.tracking_url else text
        case ReceiptState():
            return say("state_sent") if state.sent else ""
        case RefundState(left_minor=0):
            return say("state_nothing_left")
        case RefundState():
            return say("state_left", amount=amount_text(state.left_minor, currency))
        case LicenseState():
            return say("state_off" if state.disabled else "state_on")
        case UsesState():
            return say("state_uses", n=state.uses)
        case _:
            assert_never(state)


def sale_title(order: str, email: str) -> str:
    """A sale in a few words: its order number and its buyer."""
    return " · ".join(part for part in (say("order_number", order=order) if order else "", email) if part)


def code_text(state: CodeState, currency: str) -> str:
    """A code in words: `20 % off, at most 100 uses`, `$5 off, orders from $50`, `no code`."""
    if not state.exists:
        return say("no_code")
    if state.percent_off is not None:
        parts = [say("code_percent_off", percent=state.percent_off)]
    else:
        parts = [say("code_amount_off", amount=amount_text(state.amount_minor or 0, currency))]
    if state.max_purchase_count is not None:
        parts.append(say("state_cap", n=state.max_purchase_count))
    if state.minimum_amount_minor:
        parts.append(say("state_minimum", amount=amount_text(state.minimum_amount_minor, currency)))
    return ", ".join(parts)


def titles(step: Step) -> tuple[str, str]:
    """The product's name and, for a version, a code or a sale, that one's; a universal code is every product's."""
    match step:
        case SetPrice():
            return step.name, ""
        case SetVersionPrice():
            return step.product_name, step.name
        case CreateCode() | DeleteCode() | SetCodeLimits():
            return step.product_name or say("every_product"), step.name
        case MarkShipped() | ResendReceipt() | RefundSale() | SetLicense() | TakeUseBack():
            return step.product_name, sale_title(step.order, step.email)
        case SetListing() | SetPublished() | DeleteProduct() | CreateProduct():
            return step.name, ""
        case SetVersion() | AddVersion() | DeleteVersion():
            return step.product_name, step.name
        case _:
            assert_never(step)


def why(error: CoreError) -> str:
    """An error in a sentence or two, for the end of an outcome's text."""
    return f"{error.message} {error.hint}".strip()
