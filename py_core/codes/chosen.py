"""Codes that the page points at, found in the shop as last read. No I/O here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from py_core.catalog.products import Shop, ShopProduct
from py_core.codes.forms import CodeRef
from py_core.errors import InputError
from py_core.gumroad.models import OfferCode
from py_core.plan.plan import Skipped, SkipReason
from py_core.words import say


@dataclass(frozen=True, slots=True)
class Chosen:
    """A chosen code and the product that it was chosen under; `others` are further products it stands on."""

    entry: ShopProduct
    code: OfferCode
    others: int = 0

    @property
    def shared(self) -> bool:
        """Whether it is one code of several products, not a universal one."""
        return self.others > 0 and not self.code.universal

    @property
    def note(self) -> str:
        """That it is one code of several products, which the API treats as one."""
        return say("code_also_on", n=self.others) if self.shared else ""


def chosen_codes(shop: Shop, refs: Sequence[CodeRef]) -> tuple[tuple[Chosen, ...], tuple[Skipped, ...]]:
    """The codes in the order of the refs, each once, and rows for those that are gone.

    A code may stand on several products, as universal ones do: it is one code all the same.
    Raises: InputError when there are no refs.
    """
    if not refs:
        text = say("codes_choose_codes")
        raise InputError("codes_choose_codes", text, fields={"refs": text})
    wanted = {ref.code_id for ref in refs}
    places: dict[str, list[tuple[ShopProduct, OfferCode]]] = {}
    for entry in shop.products:
        for code in entry.codes or ():
            if code.id in wanted:
                places.setdefault(code.id, []).append((entry, code))
    found: dict[str, Chosen] = {}
    missing: dict[str, Skipped] = {}
    for ref in refs:
        stands = [place for place in places.get(ref.code_id, ()) if not place[0].product.deleted]
        if not stands:
            missing.setdefault(ref.code_id, _gone(shop, ref))
        elif ref.code_id not in found:
            entry, code = next((place for place in stands if place[0].product.id == ref.product_id), stands[0])
            found[ref.code_id] = Chosen(entry, code, len(stands) - 1)
    return tuple(found.values()), tuple(missing.values())


def _gone(shop: Shop, ref: CodeRef) -> Skipped:
    names = (entry.product.name for entry in shop.products if entry.product.id == ref.product_id)
    return Skipped(
        key=f"{ref.product_id}/{ref.code_id}",
        product_id=ref.product_id,
        name=next(names, say("gone_name")),
        reason=SkipReason.GONE,
        text=say("code_chosen_gone"),
        price_minor=None,
        currency="",
    )


def currencies_of(picked: Iterable[Chosen]) -> tuple[str, ...]:
    """The currencies of the products that the codes were chosen under, in alphabetical order."""
    return tuple(sorted({one.entry.product.currency for one in picked}))
