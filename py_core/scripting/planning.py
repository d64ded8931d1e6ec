"""The `plan` of a script: it collects what is wanted, and does nothing. A preview opens when the script is over."""

from collections.abc import Iterable
from fractions import Fraction

from py_core.errors import InputError
from py_core.gumroad.currencies import currency
from py_core.pricing.form import Ending, RoundTo
from py_core.pricing.rounding import Tail, finish_for, grain_minor, tails_of
from py_core.scripting.amounts import Amount, Number, plain
from py_core.scripting.changes import (
    MOST_CHANGES,
    TEXT_FIELDS,
    DropCode,
    NewCode,
    PriceChange,
    PublishChange,
    ScriptChange,
    TagsChange,
    TextChange,
)
from py_core.scripting.records import Code, Product
from py_core.words import say

_PERCENT = 100


class Plan:
    """Collects changes. Nothing is sent: what is collected becomes a preview, and you decide there.

    A change of something that was wanted before takes its place.
    """

    def __init__(self) -> None:
        self._changes: dict[tuple[str, ...], ScriptChange] = {}

    def set_price(self, product: Product, price: Number) -> None:
        """Let a product cost that, in the currency it is sold in.

        Example: `plan.set_price(p, "12.50")`
        """
        _of(Product, product)
        minor = Amount(price, product.currency).minor
        self._price(product, minor)

    def scale_price(self, product: Product, *, pct: Number, ending: str = "", round_to: str = "nearest") -> None:
        """Raise or lower a price by so many per cent, exactly, and finish it once.

        `ending` is what the price ends in, such as ".99" or "9"; without one it is rounded to the nearest cent.
        `round_to` is "nearest", "up" or "down". Example: `plan.scale_price(p, pct=-20, ending=".99")`
        """
        _of(Product, product)
        exact = product.price.minor * (1 + plain(pct) / _PERCENT)
        if exact < 0:
            raise InputError("script_below_zero", say("script_below_zero", name=product.name[:80]))
        unit = currency(product.currency)
        way = _way(round_to)
        finish = finish_for(
            unit,
            round_to=RoundTo.NONE if way is RoundTo.NEAREST else way,
            step=grain_minor(unit) if not ending else None,
            tails=tails_of(Ending.CUSTOM, (_tail(ending),)) if ending else (),
            ending_to=way,
            floor=None,
            ceiling=None,
        )
        self._price(product, finish.price(exact, grain_minor(unit)))

    def set_text(self, product: Product, field: str, text: str) -> None:
        """Let a product's `name`, `description` (HTML), `summary`, `receipt` or `category` (a path) read so.

        An empty text clears a description, summary or receipt.
        Example: `plan.set_text(p, "summary", "New in 2026")`
        """
        _of(Product, product)
        if field not in TEXT_FIELDS:
            known = ", ".join(TEXT_FIELDS)
            raise InputError("script_no_field", say("script_no_field", field=str(field)[:40], known=known))
        change = {"product_id": product.id, "field": field, "text": str(text)}
        self._add((product.id, field), TextChange.model_validate(change))

    def set_tags(self, product: Product, tags: Iterable[str]) -> None:
        """Give a product just these tags.

        Example: `plan.set_tags(p, [*p.tags, "procreate"])`
        """
        _of(Product, product)
        named = (tags,) if isinstance(tags, str) else tuple(str(tag) for tag in tags)
        self._add((product.id, "tags"), TagsChange(product_id=product.id, tags=named))

    def publish(self, product: Product, published: bool = True) -> None:
        """Put a product on sale, or take it off with `False`.

        Example: `plan.publish(p, False)`
        """
        _of(Product, product)
        self._add((product.id, "publish"), PublishChange(product_id=product.id, published=bool(published)))

    def add_code(
        self,
        name: str,
        product: Product | None = None,
        *,
        pct: int | None = None,
        amount: Number | None = None,
        limit: int | None = None,
        minimum: Number | None = None,
    ) -> None:
        """Make a discount code, on one product or on all: so many per cent off, or an amount.

        `limit` is how often it can be used, `minimum` the smallest order. Amounts need a product, whose currency
        they are in. Example: `plan.add_code("SPRING20", p, pct=20, limit=100)`
        """
        if (pct is None) == (amount is None):
            raise InputError("script_code_kind", say("script_code_kind"))
        if product is None and (amount is not None or minimum is not None):
            raise InputError("script_code_currency", say("script_code_currency"))
        code, product_id = "", ""
        if product is not None:
            _of(Product, product)
            code, product_id = product.currency, product.id
        if pct is not None and plain(pct).denominator != 1:
            raise InputError("script_code_percent", say("script_code_percent"))
        change = NewCode(
            product_id=product_id,
            name=str(name),
            percent=None if pct is None else int(plain(pct)),
            amount_minor=None if amount is None else Amount(amount, code).minor,
            currency=code,
            limit=limit,
            minimum_minor=None if minimum is None else Amount(minimum, code).minor,
        )
        self._add((product_id, "code", str(name)), change)

    def delete_code(self, code: Code) -> None:
        """Delete a discount code.

        Example: `[plan.delete_code(c) for c in shop.codes() if c.uses == 0]`
        """
        _of(Code, code)
        self._add((code.product_id, "drop", code.id), DropCode(product_id=code.product_id, code_id=code.id))

    @property
    def changes(self) -> tuple[ScriptChange, ...]:
        """Everything that was collected, in the order in which it was first wanted."""
        return tuple(self._changes.values())

    def __len__(self) -> int:
        return len(self._changes)

    def __repr__(self) -> str:
        return say("script_plan", n=len(self._changes))

    def _price(self, product: Product, minor: int) -> None:
        change = PriceChange(product_id=product.id, price_minor=minor, currency=product.currency)
        self._add((product.id, "price"), change)

    def _add(self, key: tuple[str, ...], change: ScriptChange) -> None:
        self._changes[key] = change
        if len(self._changes) > MOST_CHANGES:
            raise InputError("script_many_changes", say("script_many_changes", most=f"{MOST_CHANGES:,}"))


def _of(kind: type, given: object) -> None:
    if not isinstance(given, kind):
        raise InputError(
            "script_wrong_kind", say("script_wrong_kind", kind=kind.__name__, given=type(given).__name__)
        )


def _way(round_to: str) -> RoundTo:
    ways = {"nearest": RoundTo.NEAREST, "up": RoundTo.UP, "down": RoundTo.DOWN}
    if round_to not in ways:
        raise InputError("script_round", say("script_round", given=str(round_to)[:40]))
    return ways[round_to]


def _tail(ending: str) -> Tail:
    """What prices end in: ".99" out of every unit, "9" out of every ten, "49" out of every hundred."""
    text = str(ending).strip()
    value: Fraction = plain(text)
    whole = text.partition(".")[0].lstrip("+")
    if not 0 <= value < 10_000 or not (whole.isdecimal() or whole == ""):
        raise InputError("script_ending", say("script_ending", given=text[:40]))
    return Tail(value, 10 ** len(whole))
