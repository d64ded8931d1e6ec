"""Marking sales as shipped: from chosen sales, or from a file that is matched to the stored ones. No I/O, no clock.

Every line of a file that cannot be used is a row with its reason, and nothing is sent before the seller has said
that the rest may go.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from py_core.errors import InputError
from py_core.fulfil.forms import ShipForm
from py_core.fulfil.gather import Gathered, Lookup, block, chosen, note, on_sale, plan_of, warn
from py_core.fulfil.sale import StoredSale
from py_core.fulfil.ship_file import ShipLine, read_ship_file
from py_core.fulfil.tracking import tracking_problem
from py_core.plan.plan import Plan, PlanKind, SkipReason
from py_core.plan.sale_steps import MarkShipped, ShipState
from py_core.sales.rows import REFUNDED
from py_core.settings import Settings
from py_core.words import say


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A sale that is to be marked, and the address that is named for it."""

    sale: StoredSale
    tracking_url: str
    line: int | None = None
    notes: tuple[str, ...] = ()
    problem: str = ""


class _Shipping:
    """Plans one shipment after the other."""

    def __init__(self, form: ShipForm, lookup: Lookup) -> None:
        self.gathered = Gathered(form.unticked)
        self.bad_lines: list[str] = []
        self.mailed: list[str] = []
        self.again: list[str] = []
        self.given_back: list[str] = []
        self._form = form
        self._lookup = lookup
        self._line_of: dict[str, int | None] = {}

    def from_file(self) -> Iterator[_Wanted]:
        """What the lines of the file ask for. Raises: BadShipFile."""
        lines = read_ship_file(self._form.text)
        by_id = self._lookup.of_ids([line.sale_id for line in lines if line.sale_id])
        by_order = self._lookup.of_orders([line.order_id for line in lines if line.order_id is not None])
        for line in lines:
            if line.sale_id in by_id:
                yield from self._one(line, by_id[line.sale_id])
            elif line.order_id is not None and by_order.get(line.order_id):
                yield from self._order(line, [*by_order[line.order_id]])
            elif line.problem:
                self._bad(line, SkipReason.BAD_LINE, line.problem)
            else:
                key = "ship_unknown_order" if line.order_id is not None else "ship_unknown_sale"
                self._bad(line, SkipReason.UNKNOWN_SALE, say(key, name=line.name))

    def _one(self, line: ShipLine, sale: StoredSale) -> Iterator[_Wanted]:
        if line.order_check is not None and line.order_check != sale.order_id:
            self._bad(line, SkipReason.BAD_LINE, say("ship_order_differs", order=sale.order_text))
            return
        yield _Wanted(sale, line.tracking_url, line.number, problem=line.problem)

    def _order(self, line: ShipLine, sales: list[StoredSale]) -> Iterator[_Wanted]:
        physical = [sale for sale in sales if sale.physical]
        if not physical:
            self._bad(line, SkipReason.NOT_PHYSICAL, say("ship_order_not_physical", order=line.name))
            return
        notes = (say("ship_whole_order", n=len(physical)),) if len(physical) > 1 else ()
        for sale in physical:
            yield _Wanted(sale, line.tracking_url, line.number, notes, line.problem)

    def _bad(self, line: ShipLine, reason: SkipReason, text: str) -> None:
        key = f"line {line.number}"
        self.bad_lines.append(key)
        self.gathered.unknown(
            key,
            reason,
            text,
            name=line.name[:60],
            line=line.number,
        )

    def from_choice(self) -> Iterator[_Wanted]:
        """What was chosen. Raises: InputError."""
        for sale in chosen(self._lookup, self._form.sale_ids, self.gathered):
            yield _Wanted(sale, self._form.tracking_url.strip())

    def add(self, wanted: _Wanted) -> None:
        """Plan one shipment, or say why it is left alone."""
        sale, line = wanted.sale, wanted.line
        if sale.sale_id in self._line_of:
            text = say("ship_twice", line=self._line_of[sale.sale_id])
            self._leave(wanted, SkipReason.TWICE, text, key=f"line {line}/{sale.sale_id}")
            return
        self._line_of[sale.sale_id] = line
        typed = self._form.tracking.get(sale.sale_id)
        address = wanted.tracking_url if typed is None else typed.strip()
        if typed is None and wanted.problem:
            self._leave(wanted, SkipReason.BAD_LINE, wanted.problem, editable=True)
        elif not sale.physical:
            self._leave(wanted, SkipReason.NOT_PHYSICAL, say("ship_not_physical"))
        else:
            self._physical(wanted, address, typed_over=typed is not None)

    def _physical(self, wanted: _Wanted, address: str, *, typed_over: bool) -> None:
        sale = wanted.sale
        before = ShipState(shipped=sale.shipped, tracking_url=sale.tracking_url)
        after = ShipState(shipped=True, tracking_url=address or sale.tracking_url)
        if after == before:
            text = say("ship_already")
            self.gathered.leave(sale, SkipReason.SAME, text, line=wanted.line, editable=True)
            return
        if sale.shipped and sale.tracking_url and not self._form.replace_tracking and not typed_over:
            text = say("ship_already_other", url=sale.tracking_url)
            self.gathered.leave(sale, SkipReason.SHIPPED, text, line=wanted.line, editable=True)
            return
        gone = sale.refunded == REFUNDED or sale.dispute == "open"
        notes = (*wanted.notes, *((say("ship_given_back"),) if gone else ()))
        step = MarkShipped(**on_sale(sale), before=before, after=after)
        taken = self.gathered.take(
            sale,
            [step],
            line=wanted.line,
            notes=notes,
            tracking_url=after.tracking_url,
            typed_over=typed_over,
            editable=True,
        )
        if not taken:
            return
        (self.again if sale.shipped else self.mailed).append(sale.sale_id)
        if gone:
            self.given_back.append(sale.sale_id)

    def _leave(
        self, wanted: _Wanted, reason: SkipReason, text: str, *, key: str = "", editable: bool = False
    ) -> None:
        line = wanted.line
        if line is not None:
            self.bad_lines.append(key or wanted.sale.sale_id)
        self.gathered.leave(wanted.sale, reason, text, key=key, line=line, editable=editable)


def _check_typed(form: ShipForm) -> None:
    """Raises: InputError with fields for typed addresses that cannot be used."""
    errors = {f"tracking.{sale_id}": tracking_problem(text.strip()) for sale_id, text in form.tracking.items()}
    if not form.text.strip():
        errors["tracking_url"] = tracking_problem(form.tracking_url.strip())
    wrong = {field: sentence for field, sentence in errors.items() if sentence}
    if wrong:
        raise InputError("ship_form", next(iter(wrong.values())), fields=wrong)


def build_ship_plan(
    lookup: Lookup,
    form: ShipForm,
    settings: Settings,
    account_id: str,
    now_ms: int,
    *,
    kind: PlanKind = PlanKind.SHIPPING,
    title: str = "",
    origin_run_id: str | None = None,
) -> Plan:
    """The plan of a form. Raises: InputError with `fields` for everything in it that cannot be used."""
    _check_typed(form)
    shipping = _Shipping(form, lookup)
    for wanted in shipping.from_file() if form.text.strip() else shipping.from_choice():
        shipping.add(wanted)
    gathered = shipping.gathered
    count = len(gathered.steps)
    if shipping.bad_lines and count:
        gathered.find(block("ship_lines", len(shipping.bad_lines), shipping.bad_lines))
    if count > settings.limit_rows:
        gathered.find(block("ship_many", count, limit=settings.limit_rows))
    if shipping.given_back:
        gathered.find(warn("ship_given_back", len(shipping.given_back), shipping.given_back))
    if shipping.mailed:
        gathered.find(warn("ship_mails", len(shipping.mailed)))
    if shipping.again:
        gathered.find(note("ship_again", len(shipping.again), shipping.again))
    named = title or (say("title_ship_file", name=form.file_name) if form.file_name else say("title_ship"))
    return plan_of(gathered, kind, account_id, named, now_ms, form, origin_run_id=origin_run_id)
