"""What the pages ask about the parity table: its edits, files, what Gumroad does by itself, links and pictures."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from py_core.catalog.labels import lowest_price_minor
from py_core.catalog.products import Shop, ShopProduct
from py_core.desks.parity_plans import ParityPlans
from py_core.errors import InputError
from py_core.execution.ports import Clock
from py_core.gumroad.currencies import CURRENCIES
from py_core.parity.edits import renamed, table_diff
from py_core.parity.leaks import SaleSeen
from py_core.parity.native import Factor, NativeRecord, Sample, native_factors, samples_of, with_record
from py_core.parity.table_csv import export_csv, import_csv
from py_core.parity.work import Stand, TableInWork, edited, first_work
from py_core.plan.plan import Plan
from py_core.protocol import parity_commands as c
from py_core.protocol.parity_views import BannerView, DiffView, LeaksView, NativeView, ParityView, PictureView
from py_core.protocol.present_parity import diff_view, parity_view
from py_core.protocol.present_reach import banner_view, leaks_view, native_view, picture_view
from py_core.protocol.views import PlanView, TextFile
from py_core.store.catalog_store import CatalogStore
from py_core.store.parity_store import ParityStore, SavedStand
from py_core.values import Value
from py_core.words import say

SEED_BYTES = 16
MOST_SAMPLED = 100
Handler = Callable[[Any], Any]
Sales = Callable[[str], Iterable[SaleSeen] | None]


class ParityDesk:
    """The parity table of the current account.

    `account_id` and `shop` raise InputError where there is no shop; `keep` stores a plan and
    draws it; `entropy` gives random bytes; `sales` gives the stored sales that used a code, None where none were
    ever read.
    """

    def __init__(
        self,
        *,
        store: ParityStore,
        catalog: CatalogStore,
        plans: ParityPlans,
        keep: Callable[[Plan], PlanView],
        clock: Clock,
        entropy: Callable[[int], bytes],
        account_id: Callable[[], str],
        sales: Sales,
        may_read_sales: Callable[[], bool],
    ) -> None:
        self._store = store
        self._catalog = catalog
        self._plans = plans
        self._keep_plan = keep
        self._clock = clock
        self._entropy = entropy
        self._account_id = account_id
        self._sales = sales
        self._may_read_sales = may_read_sales
        self._native: tuple[tuple[ShopProduct, ...], tuple[Factor, ...]] | None = None

    def handlers(self) -> Mapping[type[Value], Handler]:
        """Which command goes where."""
        return {
            c.ParityGet: lambda _: self._view(self._work()),
            c.ParityChange: self._change,
            c.ParityUndoEdit: lambda _: self._keep(self._work().back()),
            c.ParitySave: self._save,
            c.ParityDelete: self._delete,
            c.ParityExport: self._export,
            c.ParityImport: self._import,
            c.ParityDiff: self._diff,
            c.ParityCheck: lambda command: self._plans.check(command, self._work().now),
            c.PlanParity: lambda command: self._keep_plan(self._plans.plan(command, self._work().now)),
            c.ParityNative: self._native_lens,
            c.ParityLeaks: self._leaks,
            c.ParityBanner: self._banner,
            c.ParityPicture: self._picture,
        }

    def note_native(self) -> None:
        """Keep what the products show of Gumroad's own parity today; called when the shop was read."""
        account_id = self._account_id()
        factors = self._factors()
        if not factors:
            return
        today = datetime.fromtimestamp(self._clock.now_ms() // 1000, UTC).date().isoformat()
        history = self._store.native_history(account_id)
        kept = with_record(history, NativeRecord(date=today, factors=factors))
        if kept != history:
            self._store.save_native_history(account_id, kept)

    def _seed(self) -> str:
        return self._entropy(SEED_BYTES).hex()

    def _shop(self) -> Shop:
        return self._catalog.load_shop(self._account_id())

    def _work(self) -> TableInWork:
        """The table in work; the first is kept at once, since the names of its codes come from its seed."""
        account_id = self._account_id()
        work = self._store.load_work(account_id)
        if work is None:
            work = first_work(self._seed())
            self._store.save_work(account_id, work)
        return work

    def _keep(self, work: TableInWork, notices: tuple[str, ...] = ()) -> ParityView:
        self._store.save_work(self._account_id(), work)
        return self._view(work, notices)

    def _view(self, work: TableInWork, notices: tuple[str, ...] = ()) -> ParityView:
        saved = ((one.stand, one.saved_at_ms) for one in self._store.saved(self._account_id()))
        return parity_view(work.now, saved, self._factors() or None, notices)

    def _change(self, command: c.ParityChange) -> ParityView:
        work = self._work()
        return self._keep(work.changed(edited(work.now, command.edit, self._saved_stand, self._seed())))

    def _saved_stand(self, name: str) -> Stand:
        for one in self._store.saved(self._account_id()):
            if one.stand.table.name == name:
                return one.stand
        raise InputError("parity_not_there", say("parity_not_there", name=name[:100]))

    def _save(self, command: c.ParitySave) -> ParityView:
        work = self._work()
        table = renamed(work.now.table, command.name)
        taken = any(one.stand.table.name == table.name for one in self._store.saved(self._account_id()))
        if taken and not command.replace:
            text = say("parity_name_taken", name=table.name)
            raise InputError("parity_name_taken", text, fields={"name": text})
        stand = work.now.model_copy(update={"table": table})
        self._store.save(self._account_id(), SavedStand(stand=stand, saved_at_ms=self._clock.now_ms()))
        return self._keep(work.model_copy(update={"now": stand}))

    def _delete(self, command: c.ParityDelete) -> ParityView:
        self._store.delete(self._account_id(), command.name)
        return self._view(self._work())

    def _export(self, _: c.ParityExport) -> TextFile:
        table = self._work().now.table
        return TextFile(name="gumsmith-parity.csv", mime="text/csv;charset=utf-8", text=export_csv(table))

    def _import(self, command: c.ParityImport) -> ParityView:
        work = self._work()
        read = import_csv(command.text, work.now.table)
        return self._keep(work.changed(work.now.model_copy(update={"table": read.table})), read.notices)

    def _diff(self, command: c.ParityDiff) -> DiffView:
        return diff_view(table_diff(self._saved_stand(command.name).table, self._work().now.table), command.name)

    def _factors(self) -> tuple[Factor, ...]:
        """Gumroad's own factors by the dearest products, which tell them best; worked out once per reading."""
        products = self._shop().products
        if self._native is None or self._native[0] is not products:
            dearest = sorted(products, key=lambda entry: lowest_price_minor(entry.product), reverse=True)
            samples = [sample for entry in dearest[:MOST_SAMPLED] for sample in self._samples(entry)]
            self._native = (products, native_factors(samples))
        return self._native[1]

    def _samples(self, entry: ShopProduct) -> tuple[Sample, ...]:
        """A product's prices by country; none where Gumroad shows none, or shows them in a way new to us."""
        text = self._catalog.raw_product(self._account_id(), entry.product.id)
        if text is None or entry.product.currency not in CURRENCIES:
            return ()
        try:
            return samples_of(entry.product, json.loads(text))
        except (TypeError, ValueError):
            return ()

    def _native_lens(self, _: c.ParityNative) -> NativeView:
        shop = self._shop()
        factors = self._factors()
        opted_out = [entry.product.id for entry in shop.products if not self._samples(entry)]
        codes = self._plans.standing(shop)
        history = self._store.native_history(self._account_id())
        return native_view(shop, factors, history, codes, opted_out)

    def _leaks(self, _: c.ParityLeaks) -> LeaksView:
        codes = self._plans.standing(self._shop())
        sales = self._sales(self._account_id()) if codes else None
        return leaks_view(self._work().now.table, codes, sales, may_read=self._may_read_sales())

    def _product(self, product_id: str) -> ShopProduct:
        for entry in self._shop().products:
            if entry.product.id == product_id:
                return entry
        raise InputError("parity_no_product", say("parity_no_product"))

    def _banner(self, command: c.ParityBanner) -> BannerView:
        entry = self._product(command.form.product_id)
        codes, made = self._plans.on_product(entry, self._work().now)
        return banner_view(entry, codes, command.form, made=made)

    def _picture(self, command: c.ParityPicture) -> PictureView:
        return picture_view(self._product(command.product_id), self._work().now.table, self._factors())
