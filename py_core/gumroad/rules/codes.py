"""What a discount code may be, and which changes of one are possible. No I/O here.

Source: API contract, sections 7.2 and 7.3.
"""

import re
from collections.abc import Iterable, Sequence

from py_core.gumroad.currencies import format_amount
from py_core.gumroad.keep import KEEP, Keep
from py_core.gumroad.models.codes import OfferCode
from py_core.gumroad.models.products import Product
from py_core.gumroad.rules.discounts import Discount, prices_of, too_low
from py_core.gumroad.rules.objections import Objection, number_objections, object_to
from py_core.values import Value

LONGEST_CODE = 255
MOST_PURCHASES = 10_000_000
_CODE = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ0-9_-]+")


class CodeDraft(Value):
    """A code to be made. Exactly one of percent and amount; amounts are in the product's currency.

    `universal` makes it one for every product of the shop.
    """

    name: str
    percent_off: int | None = None
    amount_minor: int | None = None
    max_purchase_count: int | None = None
    minimum_amount_minor: int | None = None
    universal: bool = False

    @property
    def discount(self) -> Discount:
        """What it takes off."""
        return Discount(self.percent_off, self.amount_minor)


class CodeChange(Value):
    """What can be changed of a code that exists; None clears. Its name and amount cannot be."""

    max_purchase_count: int | Keep | None = KEEP
    minimum_amount_minor: int | Keep | None = KEEP


def name_objections(name: str) -> tuple[Objection, ...]:
    """What is wrong with a code as it would be typed. Gumroad strips blanks around it and keeps its case."""
    stripped = name.strip()
    if not stripped:
        return (object_to("name", "code_blank"),)
    if len(stripped) > LONGEST_CODE:
        return (object_to("name", "code_too_long", n=LONGEST_CODE),)
    if _CODE.fullmatch(stripped) is None:
        return (object_to("name", "code_characters", name=stripped[:40]),)
    return ()


def draft_objections(draft: CodeDraft) -> tuple[Objection, ...]:
    """What a draft breaks by itself, whatever it is for."""
    found = list(name_objections(draft.name))
    if (draft.percent_off is None) == (draft.amount_minor is None):
        found.append(object_to("amount", "code_one_kind"))
    if draft.percent_off is not None and not 0 <= draft.percent_off <= 100:
        found.append(object_to("amount", "code_percent"))
    if draft.amount_minor is not None:
        found.extend(number_objections("amount", draft.amount_minor))
    found.extend(number_objections("max_purchase_count", draft.max_purchase_count, highest=MOST_PURCHASES))
    found.extend(number_objections("minimum_amount_minor", draft.minimum_amount_minor))
    return tuple(found)


def unique_objections(
    draft: CodeDraft, own: Iterable[OfferCode], shop: Iterable[OfferCode]
) -> tuple[Objection, ...]:
    """Whether the code is taken. `own` are the live codes of the product, universal ones that apply to it
    included; `shop` are all live codes of the seller. Only a universal code has to differ from the latter,
    and there even in more than case.
    """
    name = draft.name.strip()
    if draft.universal:
        taken = any(code.name.casefold() == name.casefold() for code in shop)
    else:
        taken = any(code.name == name for code in own)
    return (object_to("name", "code_taken", name=name),) if taken else ()


def twins(draft: CodeDraft, codes: Iterable[OfferCode]) -> tuple[OfferCode, ...]:
    """Codes that differ from the draft in case only: a checkout could not tell them apart (rule 4)."""
    name = draft.name.strip()
    return tuple(code for code in codes if code.name != name and code.name.casefold() == name.casefold())


def discount_objections(
    discount: OfferCode | Discount, products: Sequence[Product], *, universal: bool, currency: str | None
) -> tuple[Objection, ...]:
    """Whether the price after discount may be, for each product the code covers; one objection per product.

    A universal code is held against published products only, and an amount against those in its `currency`
    only; a product's own code is held against the product published or not.
    """
    found: list[Objection] = []
    for product in products:
        if universal and not product.published:
            continue
        if discount.amount_minor is not None and currency is not None and product.currency != currency:
            if not universal:
                found.append(
                    object_to("amount", "code_currency", code=currency.upper(), product=product.currency.upper())
                )
            continue
        prices = prices_of(product)
        left = too_low(discount, prices)
        if left is not None:
            found.append(
                object_to(
                    "amount",
                    "code_leaves_too_little",
                    product=product.name,
                    left=format_amount(left, product.currency),
                    minimum=format_amount(prices.minimum, product.currency),
                )
            )
    return tuple(found)


def change_objections(change: CodeChange, code: OfferCode | None = None) -> tuple[Objection, ...]:
    """What a change breaks; the number of uses so far is known from the code when it is given."""
    found = [
        *number_objections("max_purchase_count", change.max_purchase_count, highest=MOST_PURCHASES),
        *number_objections("minimum_amount_minor", change.minimum_amount_minor),
    ]
    wanted = change.max_purchase_count
    if code is not None and isinstance(wanted, int) and wanted < code.times_used:
        found.append(object_to("max_purchase_count", "code_fewer_than_used", n=code.times_used))
    return tuple(found)
