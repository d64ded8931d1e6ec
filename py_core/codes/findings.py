"""What to know before a plan about codes runs, and what needs an explicit yes. No I/O here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from py_core.catalog.products import ProductType, ShopProduct
from py_core.plan.plan import CodeFacts, Finding, Skipped, SkipReason
from py_core.plan.steps import CreateCode, DeleteCode
from py_core.words import say


@dataclass(slots=True)
class Outlook:
    """What the steps of a plan do, gathered while they are worked out. Lists are row keys.

    `covered` is how many products the universal codes are held against.
    """

    universal_made: list[str] = field(default_factory=list)
    universal_deleted: list[str] = field(default_factory=list)
    free: list[str] = field(default_factory=list)
    capped: list[str] = field(default_factory=list)
    once: list[str] = field(default_factory=list)
    used: list[str] = field(default_factory=list)
    uses_lost: int = 0
    gaps: list[str] = field(default_factory=list)
    own: dict[str, list[str]] = field(default_factory=dict)
    products: dict[str, ShopProduct] = field(default_factory=dict)
    native: list[str] = field(default_factory=list)
    covered: int = 0

    def made(self, entry: ShopProduct, step: CreateCode, facts: CodeFacts) -> None:
        """A code is made."""
        self.products[entry.product.id] = entry
        if step.after.universal:
            self.universal_made.append(step.key)
        else:
            self.own.setdefault(step.name, []).append(step.key)
        if step.after.percent_off == 100 or any(one.price_minor and not one.left_minor for one in facts.prices):
            self.free.append(step.key)
        if step.after.max_purchase_count is not None:
            self.capped.append(step.key)
        if step.after.max_purchase_count == 1:
            self.once.append(step.key)
        if facts.native_wins:
            self.native.append(step.key)

    def deleted(self, step: DeleteCode, facts: CodeFacts) -> None:
        """A code is deleted."""
        if step.before.universal:
            self.universal_deleted.append(step.key)
        if facts.uses:
            self.used.append(step.key)
            self.uses_lost += facts.uses


def _finding(code: str, severity: str, keys: Iterable[str], **values: object) -> Iterable[Finding]:
    named = tuple(keys)
    if named:
        text = say(f"find_{code}", **{"n": len(named), **values})
        match severity:
            case "block":
                yield Finding(code=code, severity="block", text=text, keys=named)
            case "warn":
                yield Finding(code=code, severity="warn", text=text, keys=named)
            case _:
                yield Finding(code=code, severity="note", text=text, keys=named)


def _separate(outlook: Outlook) -> Iterable[Finding]:
    """One name on several products is as many codes, each with a cap of its own."""
    shared = [keys for keys in outlook.own.values() if len(keys) > 1]
    if not shared:
        return
    keys = [key for group in shared for key in group]
    capped = set(outlook.capped).issuperset(keys)
    text = say("find_codes_separate_caps" if capped else "find_codes_separate", n=len(keys))
    yield Finding(code="codes_separate", severity="note", text=text, keys=tuple(keys))


def _about_products(made: dict[str, ShopProduct]) -> Iterable[Finding]:
    entries = made.values()
    yield from _finding("codes_not_read", "warn", (e.product.id for e in entries if e.codes is None))
    yield from _finding("codes_unpublished", "note", (e.product.id for e in entries if not e.product.published))
    members = (e.product.id for e in entries if e.type is ProductType.MEMBERSHIP)
    yield from _finding("codes_memberships", "note", members)
    open_prices = (e.product.id for e in entries if e.product.customizable_price)
    yield from _finding("codes_open_price", "note", open_prices)


def findings_of(
    outlook: Outlook,
    writes: int,
    skipped: Sequence[Skipped],
    limit_rows: int,
    *,
    unread: Sequence[str] = (),
    unchecked: Sequence[str] = (),
) -> tuple[Finding, ...]:
    """Every finding, the gravest first.

    `unread` are products whose codes have not been read although a universal code has to differ from them;
    `unchecked` those whose prices cannot be checked because their currency is not known here.
    """
    many: tuple[Finding, ...] = ()
    if writes > limit_rows:
        text = say("find_many_codes", n=writes, limit=limit_rows)
        many = (Finding(code="many_codes", severity="block", text=text),)
    refused = [row.key for row in skipped if row.reason is SkipReason.REFUSED]
    stands = [row.key for row in skipped if row.reason is SkipReason.CODE_STANDS]
    return (
        *_finding("free_codes", "block", outlook.free),
        *_finding("universal_codes", "block", outlook.universal_made, products=outlook.covered),
        *_finding("universal_deletes", "block", outlook.universal_deleted),
        *many,
        *_finding("codes_refused", "warn", refused),
        *_finding("codes_stand", "warn", stands),
        *_about_products(outlook.products),
        *(_finding("universal_unread", "warn", unread) if outlook.universal_made else ()),
        *(_finding("universal_unchecked", "warn", unchecked) if outlook.universal_made else ()),
        *_finding("codes_used", "warn", outlook.used, uses=outlook.uses_lost),
        *_finding("codes_gap", "note", outlook.gaps),
        *_separate(outlook),
        *_finding("codes_once", "note", outlook.once),
        *_finding("codes_native", "note", outlook.native),
    )
