"""Every discount code of a shop as one table: a row per name, its codes product by product. No I/O here."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from py_core.catalog.products import Shop, ShopProduct
from py_core.codes.forms import CodeHealth, CodeRef
from py_core.gumroad.currencies import CURRENCIES
from py_core.gumroad.models import OfferCode
from py_core.gumroad.rules.discounts import Prices, prices_of, too_low

SHOPS_KEPT = 2
_WORST_FIRST = (CodeHealth.BREAKS, CodeHealth.USED_UP, CodeHealth.LIVE)


@dataclass(frozen=True, slots=True)
class Part:
    """One code on one product. `leaves_minor` is the too low price it would leave, where it breaks."""

    entry: ShopProduct
    code: OfferCode
    health: CodeHealth
    leaves_minor: int | None

    @property
    def key(self) -> str:
        """`PRODUCT_ID/CODE_ID`."""
        return f"{self.entry.product.id}/{self.code.id}"

    @property
    def ref(self) -> CodeRef:
        """How forms point at it."""
        return CodeRef(product_id=self.entry.product.id, code_id=self.code.id)


@dataclass(frozen=True, slots=True)
class Row:
    """All codes of one exact name, or one universal code with every product it applies to."""

    key: str
    name: str
    universal: bool
    parts: tuple[Part, ...]

    @property
    def codes(self) -> tuple[OfferCode, ...]:
        """The codes that can be used up one by one: one that covers several products is one."""
        return tuple({part.code.id: part.code for part in self.parts}.values())

    @property
    def uses(self) -> int:
        """How often they were used, all together."""
        return sum(code.times_used for code in self.codes)

    @property
    def cap(self) -> int | None:
        """How often they may be used, all together; None where one of them is not limited."""
        caps = [code.max_purchase_count for code in self.codes]
        known = [cap for cap in caps if cap is not None]
        return sum(known) if len(known) == len(caps) else None

    @property
    def health(self) -> CodeHealth:
        """The worst of its parts'."""
        found = {part.health for part in self.parts}
        return next(health for health in _WORST_FIRST if health in found)


def health_of(code: OfferCode, entry: ShopProduct, prices: Prices | None) -> tuple[CodeHealth, int | None]:
    """How a code stands on a product, and what it would leave where that is too little.

    A universal code is held against published products only (API contract, section 7.3, rule 7).
    """
    checked = prices is not None and (entry.product.published or not code.universal)
    left = too_low(code, prices) if checked and prices is not None else None
    if left is not None:
        return CodeHealth.BREAKS, left
    if code.max_purchase_count is not None and code.times_used >= code.max_purchase_count:
        return CodeHealth.USED_UP, None
    return CodeHealth.LIVE, None


def _parts_of(entry: ShopProduct) -> list[Part]:
    if not entry.codes:
        return []
    prices = prices_of(entry.product) if entry.product.currency in CURRENCIES else None
    return [Part(entry, code, *health_of(code, entry, prices)) for code in entry.codes]


def _key(code: OfferCode) -> str:
    return f"universal/{code.id}" if code.universal else f"name/{code.name}"


@lru_cache(maxsize=SHOPS_KEPT)
def _rows_of(products: "_Products") -> tuple[Row, ...]:
    grouped: dict[str, list[Part]] = {}
    for entry in products.entries:
        for part in _parts_of(entry):
            grouped.setdefault(_key(part.code), []).append(part)
    return tuple(
        Row(key, parts[0].code.name, parts[0].code.universal, tuple(parts)) for key, parts in grouped.items()
    )


class _Products:
    """The products of a shop, compared by identity: a shop that changed has another tuple of them."""

    __slots__ = ("entries",)

    def __init__(self, entries: tuple[ShopProduct, ...]) -> None:
        self.entries = entries

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Products) and other.entries is self.entries

    def __hash__(self) -> int:
        return id(self.entries)


def code_rows(shop: Shop) -> tuple[Row, ...]:
    """Every code of the shop, in the order of its products. Worked out once for each state of the shop."""
    return _rows_of(_Products(shop.products))


def chosen_rows(shop: Shop, keys: Sequence[str] | None) -> tuple[Row, ...]:
    """The rows of these keys in their order; all of them for None. Keys that are gone are left out.

    The key of a part stands for its row with that part alone.
    """
    rows = code_rows(shop)
    if keys is None:
        return rows
    by_key = {row.key: row for row in rows}
    if not by_key.keys() >= set(keys):
        by_key |= {
            part.key: Row(row.key, row.name, row.universal, (part,))
            for row in rows
            if not row.universal
            for part in row.parts
        }
    return tuple(by_key[key] for key in keys if key in by_key)


def unread_products(shop: Shop) -> int:
    """How many products have codes that were not read yet."""
    return sum(entry.codes is None for entry in shop.products)
