"""Stored sales as values, for tests of the planners."""

from collections.abc import Mapping, Sequence
from typing import Any

from py_core.fulfil.building import build_fulfil_plan
from py_core.fulfil.forms import FulfilForm
from py_core.fulfil.sale import SaleLicense, StoredSale
from py_core.plan.plan import Plan
from py_core.settings import Settings

SALE: dict[str, Any] = {
    "sale_id": "s",
    "created_ms": 1,
    "order_id": None,
    "product_id": "icons==",
    "product": "Icon set",
    "variants": "",
    "quantity": 1,
    "buyer": "Li Wei",
    "email": "li@example.com",
    "country": "India",
    "address": (),
    "price_minor": 1900,
    "given_back_minor": 0,
    "refunded": 0,
    "currency": "usd",
    "left_minor": 1900,
    "total_text": "$19",
    "dispute": "none",
    "physical": False,
    "shipped": False,
    "tracking_url": "",
    "paypal_expired": False,
    "license": None,
}


def stored(sale_id: str, **fields: Any) -> StoredSale:
    """A sale; whatever is not named is that of a $19 icon set."""
    return StoredSale(**{**SALE, "sale_id": sale_id, "email": f"{sale_id}@example.com", **fields})


def parcel(sale_id: str, **fields: Any) -> StoredSale:
    """A sale that is sent by post."""
    return stored(sale_id, physical=True, **fields)


def key(sale_id: str, uses: int | None = 2, *, disabled: bool = False, name: str = "", **fields: Any) -> StoredSale:
    """A sale with a license key."""
    held = SaleLicense(key=name or f"KEY-{sale_id}", uses=uses, disabled=disabled, multiseat=False)
    return stored(sale_id, license=held, **fields)


class Shelf:
    """Sales that are looked up."""

    def __init__(self, *sales: StoredSale) -> None:
        self._sales = sales

    def of_ids(self, ids: Sequence[str]) -> Mapping[str, StoredSale]:
        """Those of these ids."""
        return {sale.sale_id: sale for sale in self._sales if sale.sale_id in ids}

    def of_orders(self, numbers: Sequence[int]) -> Mapping[int, Sequence[StoredSale]]:
        """Those of these orders."""
        found: dict[int, list[StoredSale]] = {}
        for sale in self._sales:
            if sale.order_id in numbers and sale.order_id is not None:
                found.setdefault(sale.order_id, []).append(sale)
        return found


def plan(form: FulfilForm, *sales: StoredSale, **settings: Any) -> Plan:
    """The plan of a form over these sales."""
    return build_fulfil_plan(Shelf(*sales), form, Settings(**settings), "acc", 1)


def findings(of: Plan) -> dict[str, str]:
    """What there is to know, by code, with its weight."""
    return {finding.code: finding.severity for finding in of.findings}


def left(of: Plan) -> dict[str, str]:
    """Why rows are left alone."""
    return {row.key: row.text for row in of.skipped}
