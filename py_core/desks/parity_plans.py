"""The plan of a parity table's codes on chosen products, and what it means before it is previewed."""

from collections.abc import Callable, Sequence
from itertools import islice

from py_core.catalog.products import Shop, ShopProduct
from py_core.codes.amounts import Fields, typed_cap
from py_core.codes.offer import chosen, gone_rows
from py_core.codes.planner import Rules, build_codes_plan
from py_core.desks.parity_codes import FormerCodes, filled_in, items_of, standing_codes
from py_core.errors import InputError
from py_core.execution.ports import Clock
from py_core.parity.codes import ParityCode, scopes_of, wanted_codes
from py_core.parity.forms import ParityForm
from py_core.parity.naming import names_for
from py_core.parity.table import CodesPer
from py_core.parity.work import Stand
from py_core.plan.plan import Plan, PlanKind
from py_core.protocol.parity_commands import ParityCheck, PlanParity
from py_core.protocol.parity_views import ParityCheckView
from py_core.settings import Settings
from py_core.words import say

NAMES_SHOWN = 4


class ParityPlans:
    """Plans of parity codes; `shop` raises InputError where there is none, `earlier` gives a stored plan."""

    def __init__(
        self,
        *,
        shop: Callable[[], Shop],
        formers: FormerCodes,
        clock: Clock,
        settings: Callable[[], Settings],
        earlier: Callable[[str], Plan],
    ) -> None:
        self._shop = shop
        self._formers = formers
        self._clock = clock
        self._settings = settings
        self._earlier = earlier

    def plan(self, command: PlanParity, stand: Stand) -> Plan:
        """The plan of the table on these products. Raises: InputError with `fields`."""
        plan = self._built(command.form, command.product_ids, stand)
        return plan.accepting_as(self._earlier(command.refines)) if command.refines else plan

    def _built(self, asked: ParityForm, product_ids: Sequence[str], stand: Stand) -> Plan:
        form = filled_in(asked, stand)
        if form.table is None or form.naming is None:
            raise InputError("parity_template", say("parity_template_empty"))
        fields = Fields()
        shop, settings = self._shop(), self._settings()
        target = chosen(shop, product_ids)
        if not target.entries:
            fields.errors["product_ids"] = say("codes_choose_products")
        cap = fields.one("cap", lambda: typed_cap(form.cap), None)
        fields.stop()
        wanted = wanted_codes(
            form.table,
            form.naming,
            target.entries,
            settings,
            cap=cap,
            made=[former.made for former in self._formers.standing(shop.account_id, target.entries)],
            remove_dropped=form.remove_dropped,
        )
        return build_codes_plan(
            shop,
            items_of(wanted, shop),
            settings,
            self._clock.now_ms(),
            kind=PlanKind.CODES,
            title=say("parity_plan_title", table=form.table.name, n=len(target.entries)),
            form_json=form.model_dump_json(),
            rules=Rules(unticked=frozenset(form.unticked)),
            skipped=gone_rows(target.missing),
            product_ids=[entry.product.id for entry in target.entries],
        )

    def check(self, command: ParityCheck, stand: Stand) -> ParityCheckView:
        """What the codes mean on these products, or what is wrong with the form."""
        try:
            plan = self._built(command.form, command.product_ids, stand)
        except InputError as error:
            errors = error.fields or {"template": error.message}
            return ParityCheckView(errors=errors, sentences=(), names=(), writes=0)
        kinds = [step.kind for step in plan.steps]
        counts = (
            ("parity_will_make", kinds.count("create_code")),
            ("parity_will_limit", kinds.count("set_code_limits")),
            ("parity_will_delete", kinds.count("delete_code")),
            ("parity_will_leave", len(plan.skipped)),
        )
        sentences = tuple(say(key, n=number) for key, number in counts if number)
        return ParityCheckView(
            errors={},
            sentences=sentences if plan.steps else (say("parity_will_nothing"), *sentences),
            names=_names(filled_in(command.form, stand)),
            writes=len(plan.steps),
        )

    def standing(self, shop: Shop) -> tuple[ParityCode, ...]:
        """The codes of former runs that still stand."""
        return standing_codes(self._formers, shop.account_id, shop)

    def on_product(self, entry: ShopProduct, stand: Stand) -> tuple[tuple[ParityCode, ...], bool]:
        """The table's codes on a product, and whether they stand there: else those that it would be given."""
        account_id = self._shop().account_id
        made = tuple(former.as_code() for former in self._formers.standing(account_id, [entry]))
        if made:
            return made, True
        wanted = wanted_codes(stand.table, stand.naming, [entry], self._settings())
        return tuple(cell.code for cell in wanted.cells if cell.reason is None), False


def _names(form: ParityForm) -> tuple[str, ...]:
    if form.table is None or form.naming is None:
        return ()
    per_tier = form.table.settings.codes_per is CodesPer.TIER
    return tuple(islice(names_for(scopes_of(form.table), form.naming, per_tier=per_tier).values(), NAMES_SHOWN))
