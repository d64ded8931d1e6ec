"""What a form gives away: a percentage or amounts by currency, a cap, minimum orders. No I/O here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from py_core.catalog.products import Shop, ShopProduct
from py_core.codes.amounts import Fields, typed_cap, typed_minimum, typed_off, typed_percent
from py_core.codes.forms import CodeKind, Existing, ImportForm, MakeForm, MintForm
from py_core.codes.planner import Rules, cannot
from py_core.codes.wants import Refusal, Want
from py_core.errors import InputError
from py_core.gumroad.currencies import CURRENCIES
from py_core.gumroad.rules.codes import CodeDraft, name_objections
from py_core.plan.plan import Skipped, SkipReason
from py_core.words import say


@dataclass(frozen=True, slots=True)
class Offer:
    """A discount with its limits. `percent` None takes off `amounts`, in minor units by currency."""

    percent: int | None
    amounts: Mapping[str, int]
    cap: int | None
    minimums: Mapping[str, int]

    def draft(self, name: str, currency: str, *, universal: bool = False) -> CodeDraft | Refusal:
        """The code for products in a currency, or why there is none: a currency without amount is left alone."""
        other = self.other_currency(currency)
        if other is not None:
            return other
        return CodeDraft(
            name=name,
            percent_off=self.percent,
            amount_minor=None if self.percent is not None else self.amounts[currency],
            max_purchase_count=self.cap,
            minimum_amount_minor=self.minimums.get(currency),
            universal=universal,
        )

    def other_currency(self, currency: str) -> Refusal | None:
        """Why products in that currency are left alone."""
        if self.percent is None and currency not in self.amounts:
            return Refusal(SkipReason.OTHER_CURRENCY, say("left_other_currency", currency=currency.upper()))
        if self.minimums and currency not in self.minimums:
            return Refusal(SkipReason.OTHER_CURRENCY, say("left_other_minimum", currency=currency.upper()))
        return None


@dataclass(frozen=True, slots=True)
class Target:
    """Where codes go: on each of `entries`, or, `universal`, on every product by way of the one in `entries`."""

    entries: tuple[ShopProduct, ...]
    missing: tuple[str, ...]
    universal: bool

    @property
    def currencies(self) -> tuple[str, ...]:
        """The currencies of the products, in alphabetical order; unlisted ones left out."""
        return tuple(sorted({entry.product.currency for entry in self.entries} & CURRENCIES.keys()))


def chosen(shop: Shop, product_ids: Sequence[str]) -> Target:
    """The chosen products in the shop's order."""
    wanted = dict.fromkeys(product_ids)
    entries = tuple(entry for entry in shop.products if entry.product.id in wanted)
    present = {entry.product.id for entry in entries}
    return Target(entries, tuple(key for key in wanted if key not in present), universal=False)


def shop_currencies(shop: Shop) -> tuple[str, ...]:
    """The currencies that the shop sells in, in alphabetical order; unlisted ones left out."""
    return tuple(sorted({e.product.currency for e in shop.products if cannot(e) is None}))


def target_of(shop: Shop, form: MakeForm | MintForm, product_ids: Sequence[str], fields: Fields) -> Target:
    """Where a form's codes go. A universal code is made by way of a product in the currency of its amounts."""
    if not form.universal:
        found = chosen(shop, product_ids)
        if not found.entries:
            fields.errors["product_ids"] = say("codes_choose_products")
        return found
    listed = shop_currencies(shop)
    wanted = form.universal_currency.strip().lower()
    if not wanted:
        typed = form.amounts if form.kind is CodeKind.AMOUNT else form.minimums
        given = [code for code, text in typed.items() if text.strip()]
        wanted = given[0] if len(given) == 1 else listed[0] if len(listed) == 1 else ""
        if not wanted and form.kind is CodeKind.PERCENT and not given:
            wanted = next((e.product.currency for e in shop.products if cannot(e) is None), "")
    if wanted in listed:
        usable = [e for e in shop.products if e.product.currency == wanted and cannot(e) is None]
        first = next((entry for entry in usable if entry.product.published), usable[0])
        return Target((first,), (), universal=True)
    if not listed:
        fields.errors["product_ids"] = say("codes_no_products")
    else:
        key = "codes_currency_unsold" if wanted else "codes_universal_currency"
        fields.errors["universal_currency"] = say(key, currency=wanted.upper()[:10])
    return Target((), (), universal=True)


def read_offer(form: MakeForm | MintForm, currencies: Sequence[str], fields: Fields) -> Offer:
    """The discount of a form for products in these currencies; what cannot be used is told in `fields`."""
    percent: int | None = None
    amounts: Mapping[str, int] = {}
    if form.kind is CodeKind.PERCENT:
        percent = fields.one("percent", lambda: typed_percent(form.percent), 1)
    else:
        amounts = fields.by_currency("amounts", form.amounts, typed_off, currencies)
        if not any(form.amounts.get(code, "").strip() for code in currencies):
            for code in currencies:
                fields.errors[f"amounts.{code}"] = say("amounts_empty")
    cap = fields.one("cap", lambda: typed_cap(form.cap), None)
    minimums = fields.by_currency("minimums", form.minimums, typed_minimum, currencies)
    return Offer(percent, amounts, cap, minimums)


def wants_for(names: Iterable[str], target: Target, offer: Offer) -> Iterable[Want]:
    """Each of the names on each product, name by name; products that get none are named once."""
    universal = target.universal
    usable = [entry for entry in target.entries if cannot(entry) is None]
    for at, name in enumerate(names):
        for entry in target.entries if at == 0 else usable:
            draft = cannot(entry) or offer.draft(name, entry.product.currency, universal=universal)
            if isinstance(draft, CodeDraft):
                yield Want(entry, draft)
            elif at == 0:
                yield Want(entry, CodeDraft(name=name, universal=universal), left=draft)


def rules_of(form: MakeForm | ImportForm, fields: Fields) -> Rules:
    """What happens where a code of that name stands already."""
    suffix = form.suffix.strip()
    if form.existing is Existing.SUFFIX:
        if not suffix:
            fields.errors["suffix"] = say("codes_suffix_empty")
        elif name_objections(suffix):
            fields.errors["suffix"] = name_objections(suffix)[0].text
    return Rules(existing=form.existing, suffix=suffix, unticked=frozenset(form.unticked))


def gone_rows(missing: Iterable[str], name: str = "") -> tuple[Skipped, ...]:
    """Rows of chosen products that are not in the shop any more."""
    return tuple(
        Skipped(
            key=product_id,
            product_id=product_id,
            name=say("gone_name"),
            reason=SkipReason.GONE,
            text=say("left_gone"),
            price_minor=None,
            currency="",
            detail=name,
        )
        for product_id in missing
    )


def typed_name(text: str) -> str:
    """A typed code, without blanks around it. Raises: InputError."""
    found = name_objections(text)
    if found:
        raise InputError(found[0].code, found[0].text)
    return text.strip()
