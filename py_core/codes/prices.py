"""What codes leave of the prices of a shop, and whether Gumroad would take that. No I/O here.

Every answer is worked out once for each product and discount, so that thousands of codes cost little.
Source: API contract, section 7.3, rule 7.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from py_core.catalog.products import Shop, ShopProduct
from py_core.gumroad.currencies import CURRENCIES, format_amount
from py_core.gumroad.models import Product
from py_core.gumroad.rules.discounts import Discount, left_by
from py_core.plan.plan import PriceAfter
from py_core.pricing.facts import FeeTable
from py_core.settings import Settings
from py_core.words import say

MOST_SHOWN = 200
_PERIODS = frozenset({"monthly", "quarterly", "biannually", "yearly", "every_two_years"})

LabelledPrices = tuple[tuple[str, int], ...]
Native = Mapping[str, Mapping[str, int]]
NO_NATIVE: Native = MappingProxyType({})


def labelled_prices(product: Product) -> LabelledPrices:
    """Every price a product can be bought at, with its version or tier: the same prices as the rule looks at."""
    options = [option for group in product.groups for option in group.options]
    if product.is_tiered_membership:
        return tuple(
            (
                option.name + (say(f"period_{price.recurrence}") if price.recurrence in _PERIODS else ""),
                price.price_minor,
            )
            for option in options
            for price in option.recurrence_prices
        )
    found = tuple((option.name, product.price_minor + (option.price_difference_minor or 0)) for option in options)
    return found or (("", product.price_minor),)


class PriceBook:
    """The prices of one shop under codes. Raises nothing: products in unlisted currencies have no prices here.

    `native` is what countries pay for each product by Gumroad's own parity, where that is known.
    """

    def __init__(self, shop: Shop, settings: Settings, native: Native = NO_NATIVE) -> None:
        self._shop = shop
        self._native = native
        self._native_wins: dict[tuple[str, Discount], int] = {}
        self._fees = FeeTable(settings)
        self._labelled: dict[str, LabelledPrices] = {}
        self._after: dict[tuple[str, Discount], tuple[PriceAfter, ...]] = {}
        self._refused: dict[tuple[str, Discount], str] = {}
        self._places: dict[str, list[ShopProduct]] | None = None
        self._covered: dict[str | None, tuple[ShopProduct, ...]] = {}
        self._universal: dict[tuple[str, Discount], str] = {}

    def covered(self, currency: str, discount: Discount) -> tuple[ShopProduct, ...]:
        """What a universal code is held against: every published product, for an amount those in its currency."""
        wanted = None if discount.amount_minor is None else currency
        found = self._covered.get(wanted)
        if found is None:
            found = self._covered[wanted] = tuple(
                entry
                for entry in self._shop.products
                if entry.product.published
                and not entry.product.deleted
                and wanted in (None, entry.product.currency)
            )
        return found

    def refusal(self, entry: ShopProduct, discount: Discount, *, universal: bool) -> str:
        """Why Gumroad would refuse such a code, in words and numbers; empty where it takes it."""
        if not universal:
            return self._on_product(entry, discount)
        key = (entry.product.currency, discount)
        found = self._universal.get(key)
        if found is None:
            found = self._universal[key] = self._on_any(self.covered(*key), discount)
        return found

    def refusal_of_standing(self, entry: ShopProduct, code_id: str, discount: Discount, *, universal: bool) -> str:
        """Why Gumroad would refuse a change of a code that stands, on whatever products it stands."""
        places = self.places_of(code_id) or (entry,)
        held = [one for one in places if one.product.published or not universal]
        if discount.amount_minor is not None and len({one.product.currency for one in held}) > 1:
            return say("code_currencies_differ")
        return self._on_product(held[0], discount) if len(held) == 1 else self._on_any(held, discount)

    def places_of(self, code_id: str) -> Sequence[ShopProduct]:
        """The products that a standing code is listed on, as far as their codes were read."""
        if self._places is None:
            self._places = {}
            for entry in self._shop.products:
                for code in () if entry.product.deleted else entry.codes or ():
                    self._places.setdefault(code.id, []).append(entry)
        return self._places.get(code_id, ())

    def _on_any(self, entries: Iterable[ShopProduct], discount: Discount) -> str:
        refusals = ((one, self._on_product(one, discount)) for one in entries)
        bad = [(one.product.name, text) for one, text in refusals if text]
        return say("code_refused_products", n=len(bad), product=bad[0][0], why=bad[0][1]) if bad else ""

    def _prices(self, entry: ShopProduct) -> LabelledPrices:
        found = self._labelled.get(entry.product.id)
        if found is None:
            found = self._labelled[entry.product.id] = labelled_prices(entry.product)
        return found

    def _on_product(self, entry: ShopProduct, discount: Discount) -> str:
        key = (entry.product.id, discount)
        found = self._refused.get(key)
        if found is None:
            found = self._refused[key] = self._looked_at(entry, discount)
        return found

    def _looked_at(self, entry: ShopProduct, discount: Discount) -> str:
        currency = entry.product.currency
        if currency not in CURRENCIES:
            return ""
        minimum = CURRENCIES[currency].min_minor
        low = [
            (left, label)
            for label, price in self._prices(entry)
            if 0 < (left := left_by(discount, price)) < minimum
        ]
        if not low:
            return ""
        left, label = min(low)
        texts = {"left": format_amount(left, currency), "minimum": format_amount(minimum, currency)}
        return say("code_refused_version", version=label, **texts) if label else say("code_refused_price", **texts)

    def after(self, entry: ShopProduct, discount: Discount, *, universal: bool) -> tuple[PriceAfter, ...]:
        """What a code leaves of every price, at most `MOST_SHOWN` of them; of a universal one, on every product."""
        if not universal:
            return self._after_on(entry, discount)
        found: list[PriceAfter] = []
        for one in self.covered(entry.product.currency, discount):
            if len(found) >= MOST_SHOWN or one.product.currency != entry.product.currency:
                continue
            for row in self._after_on(one, discount):
                label = f"{one.product.name} · {row.label}" if row.label else one.product.name
                found.append(row.model_copy(update={"label": label}))
        return tuple(found[:MOST_SHOWN])

    def _after_on(self, entry: ShopProduct, discount: Discount) -> tuple[PriceAfter, ...]:
        key = (entry.product.id, discount)
        found = self._after.get(key)
        if found is None:
            found = self._after[key] = self._worked_out(entry, discount)
        return found

    def _worked_out(self, entry: ShopProduct, discount: Discount) -> tuple[PriceAfter, ...]:
        currency = entry.product.currency
        if currency not in CURRENCIES:
            return ()
        fees = self._fees.of(currency)
        return tuple(
            PriceAfter(
                label=label,
                price_minor=price,
                left_minor=(left := max(0, left_by(discount, price))),
                net_before=fees.direct_net(price),
                net_after=fees.direct_net(left),
            )
            for label, price in self._prices(entry)[:MOST_SHOWN]
        )

    def native_wins(self, entry: ShopProduct, discount: Discount) -> int:
        """In how many countries the buyer gets Gumroad's own parity price anyway, because it is as low or lower.

        Both are held against the product's own price, which a free product or a membership does not have.
        """
        key = (entry.product.id, discount)
        found = self._native_wins.get(key)
        if found is None:
            price = entry.product.price_minor
            lowered = sorted(one for one in self._native.get(key[0], {}).values() if one < price)
            found = bisect_right(lowered, max(0, left_by(discount, price)))
            self._native_wins[key] = found
        return found

    def estimated(self, entry: ShopProduct) -> bool:
        """Whether nets in the product's currency rest on a dated exchange rate."""
        return entry.product.currency in CURRENCIES and self._fees.of(entry.product.currency).estimate
