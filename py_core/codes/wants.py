"""What a form, a file or a table asks for, before anything is said about what Gumroad would take. No I/O here."""

from dataclasses import dataclass
from typing import TypeAlias

from py_core.catalog.products import ShopProduct
from py_core.gumroad.models import OfferCode
from py_core.gumroad.rules.codes import CodeDraft
from py_core.plan.plan import SkipReason
from py_core.plan.steps import CodeState


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something that was asked for is left out; `text` is for the person."""

    reason: SkipReason
    text: str


@dataclass(frozen=True, slots=True)
class Want:
    """A code that should stand on a product.

    A universal one is made under `entry`, which stands for the currency of its amounts. `replaces` is the
    standing code that goes for it. `line` is where a file asks for it, `note` a remark for its row (whom it is
    for), `native_wins` in how many countries the buyer gets Gumroad's own parity price anyway. `left` says that
    it is left out before anything is looked at.
    """

    entry: ShopProduct
    draft: CodeDraft
    replaces: OfferCode | None = None
    line: int | None = None
    note: str = ""
    native_wins: int = 0
    left: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Drop:
    """A standing code that should go. With `unused_only` it stays where somebody used it.

    `shared` says that it is one code of several products, which the API cannot make again as it was.
    """

    entry: ShopProduct
    code: OfferCode
    unused_only: bool = False
    shared: bool = False
    note: str = ""
    left: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """Other limits for a standing code; None is no limit."""

    entry: ShopProduct
    code: OfferCode
    max_purchase_count: int | None
    minimum_amount_minor: int | None
    note: str = ""
    left: Refusal | None = None


Item: TypeAlias = Want | Drop | Change


def state_of_code(code: OfferCode) -> CodeState:
    """A standing code as far as steps are about it."""
    return CodeState(
        exists=True,
        percent_off=code.percent_off,
        amount_minor=code.amount_minor,
        max_purchase_count=code.max_purchase_count,
        minimum_amount_minor=code.minimum_amount_minor,
        universal=code.universal,
    )


def state_of_draft(draft: CodeDraft) -> CodeState:
    """A code that is to be made, likewise."""
    return CodeState(
        exists=True,
        percent_off=draft.percent_off,
        amount_minor=draft.amount_minor,
        max_purchase_count=draft.max_purchase_count,
        minimum_amount_minor=draft.minimum_amount_minor,
        universal=draft.universal,
    )
