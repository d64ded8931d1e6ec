"""Plans about sales over a sandbox, and what it holds of them, for tests."""

from collections.abc import Mapping, Sequence

from py_core.fulfil.building import build_fulfil_plan
from py_core.fulfil.forms import FulfilForm, LicenseAction, LicenseForm, ReceiptsForm, RefundForm, ShipForm
from py_core.fulfil.sale import StoredSale
from py_core.plan.plan import Plan
from py_core.sales.rows import row_of
from py_core.sandbox.sale_json import sale_json
from py_core.sandbox.sale_record import Sale
from py_core.sandbox.server import Sandbox
from py_core.sandbox.shop import Shop
from py_core.settings import Settings
from py_core.store.database import open_database
from py_core.store.sale_finder import SaleFinder
from py_core.store.sales_store import SalesStore
from tests.fakes import START_MS
from tests.unit.execution.rig import ACCOUNT
from tests.unit.fulfil.rig import licensed, sale, shop_of

WIDE = Settings(limit_refunds=1000, limit_refund_usd_minor=10_000_000, limit_rows=10_000)


class Stored:
    """A sandbox's sales as an engine that has just read them knows them."""

    def __init__(self, sandbox: Sandbox) -> None:
        connection = open_database(":memory:")
        shop = Shop(sandbox.state)
        self.rows = [row_of(sale_json(sale, shop, START_MS)) for sale in sandbox.state.sales]
        SalesStore(connection).put(ACCOUNT, self.rows, 1)
        self._finder = SaleFinder(connection)

    def of_ids(self, ids: Sequence[str]) -> Mapping[str, StoredSale]:
        """Those of these ids."""
        return self._finder.of_ids(ACCOUNT, ids)

    def of_orders(self, numbers: Sequence[int]) -> Mapping[int, Sequence[StoredSale]]:
        """Those of these orders."""
        return self._finder.of_orders(ACCOUNT, numbers)


def planned(sandbox: Sandbox, form: FulfilForm, settings: Settings = WIDE) -> Plan:
    """The plan of a form, everything in it accepted."""
    plan = build_fulfil_plan(Stored(sandbox), form, settings, ACCOUNT, 1)
    plan = plan.accepting(frozenset(finding.code for finding in plan.findings))
    assert not plan.open_blocks()
    return plan


def now(sandbox: Sandbox, sale_id: str) -> Sale:
    """A sale as the sandbox has it."""
    return next(sale for sale in sandbox.state.sales if sale.id == sale_id)


def given_back(sandbox: Sandbox) -> dict[str, int]:
    """What was given back of each sale, in minor units of its currency."""
    return {sale.id: sale.refunded_in_currency for sale in sandbox.state.sales}


def mixed_shop() -> Sandbox:
    """Two parcels, three sales with keys and five in five currencies."""
    parcels = (sale("p1", "print"), sale("p2", "print", shipped=True, tracking_url="https://old.example/"))
    keys = (licensed("k1", 3), licensed("k2", 2, license_disabled=True), licensed("k3", 0))
    money = tuple(sale(f"m-{code}", code) for code in ("usd", "eur", "jpy", "krw", "vnd"))
    return shop_of(*parcels, *keys, *money)


MONEY = ("m-usd", "m-eur", "m-jpy", "m-krw", "m-vnd")
PART = {"m-usd": "5", "m-eur": "7.49", "m-jpy": "301", "m-krw": "5000", "m-vnd": "99999"}
FORMS: dict[str, FulfilForm] = {
    "ship": ShipForm(
        sale_ids=("p1", "p2"), tracking={"p1": "https://post.example/1", "p2": "https://post.example/2"}
    ),
    "receipts": ReceiptsForm(sale_ids=("p1", "k1", "m-usd")),
    "refund all": RefundForm(sale_ids=MONEY),
    "refund parts": RefundForm(sale_ids=MONEY, typed=PART),
    "disable": LicenseForm(sale_ids=("k1", "k3")),
    "enable": LicenseForm(sale_ids=("k2",), action=LicenseAction.ENABLE),
    "reset": LicenseForm(sale_ids=("k1", "k2"), action=LicenseAction.RESET),
}
