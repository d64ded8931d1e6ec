"""From a table to the codes it asks for on each product, beside those that stand there. No I/O here.

A second run of an unchanged table asks for nothing. Codes that no former run of the table made are never touched:
where one has a wanted name and another discount, that product is left alone and says so.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from py_core.catalog.products import ShopProduct
from py_core.gumroad.models import OfferCode
from py_core.parity.countries import country_name
from py_core.parity.naming import Naming, Scope, names_for
from py_core.parity.table import CodesPer, ParityTable, percents
from py_core.parity.worth import Pricing, Reason, Worth
from py_core.settings import Settings
from py_core.values import Value
from py_core.words import say


class State(StrEnum):
    """What has to be done for one product and one country or tier."""

    NEW = "new"
    SAME = "same"
    CAP = "cap"
    REPLACE = "replace"
    LEFT = "left"


class DropReason(StrEnum):
    """Why a code of a former run is not wanted any more."""

    REPLACED = "replaced"
    NOT_IN_TABLE = "not_in_table"
    NOT_ALLOWED = "not_allowed"
    PRODUCT_EXCLUDED = "product_excluded"


class ParityCode(Value):
    """One code that a product should have. `cap` is how often it may be used; `tier` None is a country's own."""

    product_id: str
    name: str
    country_codes: tuple[str, ...]
    tier: str | None
    percent_off: int
    cap: int | None


class MadeCode(Value):
    """A code that a former run of the table made. `key` is its scope, `code_id` None where it was not read back."""

    product_id: str
    key: str
    name: str
    code_id: str | None
    percent_off: int


class Cell(Value):
    """One product and one scope: the code, what it leaves, and what stands there now.

    `worth` is None where the product's currency is not known or it is free; `reason` and `text` say why the
    product is left alone. `code_id` is the standing code of that name: kept, changed, or deleted for the new one.
    """

    code: ParityCode
    key: str
    state: State
    worth: Worth | None
    reason: Reason | None = None
    text: str = ""
    code_id: str | None = None


class Drop(Value):
    """A standing code of a former run that the table does not ask for now."""

    product_id: str
    code_id: str
    name: str
    key: str
    reason: DropReason
    times_used: int
    remove: bool


class Wanted(Value):
    """All that a table asks for on the chosen products: a cell per product and scope, and what goes."""

    cells: tuple[Cell, ...]
    drops: tuple[Drop, ...]

    def of(self, *states: State) -> tuple[Cell, ...]:
        """The cells in one of these states, in order."""
        return tuple(cell for cell in self.cells if cell.state in states)

    @property
    def changes_nothing(self) -> bool:
        """Whether there is nothing to make, to change or to remove."""
        return not self.of(State.NEW, State.CAP, State.REPLACE) and not any(drop.remove for drop in self.drops)


def scopes_of(table: ParityTable) -> tuple[Scope, ...]:
    """Whom the table gives a code: countries by their code, or groups by their name; nobody without a discount."""
    given = percents(table)
    groups = {row.country: row.group for row in table.rows}
    if table.settings.codes_per is CodesPer.COUNTRY:
        return tuple(
            Scope(key=code, countries=(code,), group=groups[code], percent_off=percent)
            for code, percent in given.items()
            if percent
        )
    members: dict[str, list[str]] = {}
    for code, percent in given.items():
        if percent:
            members.setdefault(groups[code], []).append(code)
    return tuple(
        Scope(key=f"tier:{group}", countries=tuple(codes), group=group, percent_off=given[codes[0]])
        for group, codes in sorted(members.items())
    )


def scope_name(scope: Scope) -> str:
    """A scope as a person reads it: the country's name, or the tier's."""
    if scope.key.startswith("tier:"):
        return say("parity_tier_named", group=scope.group)
    return country_name(scope.key)


class _Standing:
    """The codes that stand on one product, and which of them a former run made."""

    def __init__(self, entry: ShopProduct, made: Sequence[MadeCode]) -> None:
        codes = entry.codes or ()
        self._by_name = {code.name: code for code in codes}
        self._by_spelling: dict[str, list[OfferCode]] = {}
        for code in codes:
            self._by_spelling.setdefault(code.name.casefold(), []).append(code)
        by_id = {code.id: code for code in codes}
        self.ours: dict[str, tuple[OfferCode, MadeCode]] = {}
        for one in made:
            found = by_id.get(one.code_id) if one.code_id is not None else self._by_name.get(one.name)
            if found is not None and not found.universal:
                self.ours[found.id] = (found, one)

    def named(self, name: str) -> OfferCode | None:
        return self._by_name.get(name)

    def twin(self, name: str) -> OfferCode | None:
        return next((code for code in self._by_spelling.get(name.casefold(), ()) if code.name != name), None)


def _judged(standing: _Standing, code: ParityCode) -> tuple[State, Reason | None, OfferCode | None]:
    there = standing.named(code.name)
    if there is None:
        twin = standing.twin(code.name)
        if twin is None:
            return State.NEW, None, None
        return (State.REPLACE, None, twin) if twin.id in standing.ours else (State.LEFT, Reason.CASE_TWIN, twin)
    ours = there.id in standing.ours
    if there.percent_off == code.percent_off:
        return (State.CAP if ours and there.max_purchase_count != code.cap else State.SAME), None, there
    return (State.REPLACE, None, there) if ours else (State.LEFT, Reason.NAME_TAKEN, there)


def _left_text(reason: Reason, code: ParityCode, there: OfferCode | None, entry: ShopProduct) -> str:
    name = code.name if there is None else there.name
    return say(f"parity_left_{reason.value}", name=name, code=entry.product.currency.upper())


def _cell(
    entry: ShopProduct,
    scope: Scope,
    code: ParityCode,
    pricing: Pricing,
    blocked: Reason | None,
    standing: _Standing,
) -> Cell:
    worth = None if pricing.left_alone else pricing.worth(scope.percent_off)
    if blocked is not None:
        text = _left_text(blocked, code, None, entry)
        return Cell(code=code, key=scope.key, state=State.LEFT, worth=worth, reason=blocked, text=text)
    if worth is not None and worth.reason is not None:
        return Cell(code=code, key=scope.key, state=State.LEFT, worth=worth, reason=worth.reason, text=worth.text)
    state, reason, there = _judged(standing, code)
    text = "" if reason is None else _left_text(reason, code, there, entry)
    code_id = None if there is None else there.id
    return Cell(
        code=code, key=scope.key, state=state, worth=worth, reason=reason, text=text, code_id=code_id
    )  # fmt: skip


def _drops(
    entry: ShopProduct, standing: _Standing, cells: Sequence[Cell], excluded: bool, remove: bool
) -> Iterable[Drop]:
    kept = {cell.code_id for cell in cells if cell.state is not State.LEFT}
    now = {cell.key: cell for cell in cells}
    for code, made in standing.ours.values():
        if code.id in kept:
            continue
        cell = now.get(made.key)
        if excluded:
            reason = DropReason.PRODUCT_EXCLUDED
        elif cell is None:
            reason = DropReason.NOT_IN_TABLE
        elif cell.state is State.LEFT:
            reason = DropReason.NOT_ALLOWED
        else:
            reason = DropReason.REPLACED
        yield Drop(
            product_id=entry.product.id,
            code_id=code.id,
            name=code.name,
            key=made.key,
            reason=reason,
            times_used=code.times_used,
            remove=remove or reason is DropReason.REPLACED,
        )


def wanted_codes(
    table: ParityTable,
    naming: Naming,
    products: Sequence[ShopProduct],
    settings: Settings,
    *,
    cap: int | None = None,
    made: Iterable[MadeCode] = (),
    remove_dropped: bool = False,
) -> Wanted:
    """What the table asks for on these products, and what of its former codes it does not ask for any more.

    A code whose percentage or name changed is replaced: the old one is dropped with `remove`. Others that are not
    wanted any more are only removed with `remove_dropped`. Products that are not handed in are not looked at.
    Raises: InputError for a template that cannot be used.
    """
    per_tier = table.settings.codes_per is CodesPer.TIER
    scopes = scopes_of(table)
    names = names_for(scopes, naming, per_tier=per_tier)
    former: dict[str, list[MadeCode]] = {}
    for one in made:
        former.setdefault(one.product_id, []).append(one)
    cells: list[Cell] = []
    drops: list[Drop] = []
    for entry in products:
        pricing = Pricing(entry, table.settings.min_net_usd_minor, settings)
        standing = _Standing(entry, former.get(entry.product.id, ()))
        excluded = entry.product.id in table.settings.excluded_products
        blocked = Reason.PRODUCT_EXCLUDED if excluded else pricing.left_alone
        if blocked is None and entry.codes is None:
            blocked = Reason.CODES_UNREAD
        own = [
            _cell(entry, scope, _code(entry, scope, names, cap, per_tier), pricing, blocked, standing)
            for scope in scopes
        ]
        cells.extend(own)
        drops.extend(_drops(entry, standing, own, excluded, remove_dropped))
    return Wanted(cells=tuple(cells), drops=tuple(drops))


def _code(
    entry: ShopProduct, scope: Scope, names: Mapping[str, str], cap: int | None, per_tier: bool
) -> ParityCode:
    return ParityCode(
        product_id=entry.product.id,
        name=names[scope.key],
        country_codes=scope.countries,
        tier=scope.group if per_tier else None,
        percent_off=scope.percent_off,
        cap=cap,
    )
