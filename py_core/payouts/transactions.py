"""The transactions of a payout, read leniently: the documentation does not give their fields. No I/O here.

Gumroad's own payout file has type, date, purchase, item, buyer, taxes, shipping, price, fees and net total, in this
order, in US dollars. Rows come as objects whose names resemble those, or as plain lists in that order. What cannot
be read stays empty, and the row is kept as it came.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from py_core.payouts.amounts import CENTS, exact

_NAMES: Mapping[str, tuple[str, ...]] = {
    "type": ("type", "kind", "transactiontype", "description"),
    "date": ("date", "createdat", "processedat", "time"),
    "sale_id": ("purchaseid", "saleid", "purchaseexternalid", "id"),
    "item": ("itemname", "productname", "item", "product", "name"),
    "buyer": ("buyername", "fullname", "buyer"),
    "email": ("buyeremail", "purchaseemail", "email"),
    "taxes": ("taxes", "tax"),
    "shipping": ("shipping",),
    "price": ("saleprice", "grossamount", "gross", "price", "saleamount"),
    "fees": ("gumroadfees", "gumroadfee", "fees", "fee"),
    "net": ("nettotal", "netamount", "net", "total", "amount"),
}
_ORDER = tuple(_NAMES)
_NOT_A_LETTER = re.compile(r"[^a-z]")


@dataclass(frozen=True, slots=True)
class Transaction:
    """One row. Amounts are exact US dollars, None where none could be read; `raw` is the row's JSON."""

    type: str
    date: str
    sale_id: str
    item: str
    buyer: str
    email: str
    taxes: Decimal | None
    shipping: Decimal | None
    price: Decimal | None
    fees: Decimal | None
    net: Decimal | None
    raw: str


def transactions_of(detail: Mapping[str, Any] | None) -> tuple[Transaction, ...] | None:
    """The transactions of a payout that was read whole; None where Gumroad gave none at all."""
    found = None if detail is None else detail.get("transactions")
    if not isinstance(found, list):
        return None
    return tuple(_transaction(row) for row in found)


def _transaction(row: Any) -> Transaction:
    fields = _by_name(row) if isinstance(row, dict) else _by_place(row)

    def words(name: str) -> str:
        value = fields.get(name)
        return "" if value is None or isinstance(value, dict | list) else str(value).strip()

    def money(name: str) -> Decimal | None:
        value, is_cents = fields.get(name), fields.get(f"{name}_is_cents") is True
        amount = exact(value)
        return amount / CENTS if amount is not None and is_cents else amount

    return Transaction(
        type=words("type"),
        date=words("date"),
        sale_id=words("sale_id"),
        item=words("item"),
        buyer=words("buyer"),
        email=words("email"),
        taxes=money("taxes"),
        shipping=money("shipping"),
        price=money("price"),
        fees=money("fees"),
        net=money("net"),
        raw=json.dumps(row, ensure_ascii=False, separators=(",", ":")),
    )


def _by_name(row: Mapping[str, Any]) -> dict[str, Any]:
    told = {_NOT_A_LETTER.sub("", name.lower()): value for name, value in row.items()}
    fields: dict[str, Any] = {}
    for field, names in _NAMES.items():
        for name in names:
            if name in told:
                fields[field] = told[name]
            elif f"{name}cents" in told:
                fields |= {field: told[f"{name}cents"], f"{field}_is_cents": True}
            else:
                continue
            break
    return fields


def _by_place(row: Any) -> dict[str, Any]:
    if not isinstance(row, Sequence) or isinstance(row, str) or len(row) != len(_ORDER):
        return {}
    return dict(zip(_ORDER, row, strict=True))
