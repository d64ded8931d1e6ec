"""Discount codes, one row each, so that one more code among ten thousand costs one row.

A universal code is one row without a product. It applies to every product whose codes were read, an amount
only to those in its currency; a product whose list did not show it has its absence noted.
"""

import json
import sqlite3
from collections.abc import Iterable

from pydantic import TypeAdapter

from py_core.gumroad.models import OfferCode, Product

_CODES = TypeAdapter(tuple[OfferCode, ...])
EVERY_PRODUCT = ""
"""In place of a product's id: a universal code's."""
_APPLIES = "codes.currency IN ('', json_extract(product_json, '$.currency'))"


class Codes:
    """The codes of some products, as they apply to each: its own ones, then the universal ones."""

    def __init__(
        self,
        own: dict[str, list[OfferCode]],
        shared: tuple[tuple[OfferCode, str], ...],
        absent: dict[str, set[str]],
    ) -> None:
        self._own = own
        self._shared = shared
        self._absent = absent
        self._by_currency: dict[str, tuple[OfferCode, ...]] = {}

    def of(self, product: Product) -> tuple[OfferCode, ...]:
        """The codes that apply to one product."""
        shared = self._shared_in(product.currency)
        absent = self._absent.get(product.id)
        if absent is not None:
            shared = tuple(code for code in shared if code.id not in absent)
        own = self._own.get(product.id)
        return shared if own is None else (*own, *shared)

    def _shared_in(self, currency: str) -> tuple[OfferCode, ...]:
        if currency not in self._by_currency:
            self._by_currency[currency] = tuple(code for code, of in self._shared if of in ("", currency))
        return self._by_currency[currency]


class CodeRows:
    """The rows of one database. The caller opens transactions."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def load(self, account_id: str, product_ids: Iterable[str] | None = None) -> Codes:
        """The codes of these products (None: of all), universal ones among them."""
        chosen, values = "", [account_id]
        if product_ids is not None:
            chosen = " AND product_id IN (SELECT value FROM json_each(?))"
            values.append(json.dumps([EVERY_PRODUCT, *product_ids]))
        rows = self._connection.execute(
            f"SELECT product_id, currency, code_json FROM codes WHERE account_id = ?{chosen}"
            " ORDER BY product_id, position",
            values,
        ).fetchall()
        codes = _CODES.validate_json("[" + ",".join(text for _, _, text in rows) + "]")
        own: dict[str, list[OfferCode]] = {}
        shared: list[tuple[OfferCode, str]] = []
        for (product_id, currency, _), code in zip(rows, codes, strict=True):
            if product_id == EVERY_PRODUCT:
                shared.append((code, currency))
            else:
                own.setdefault(product_id, []).append(code)
        absent: dict[str, set[str]] = {}
        for product_id, code_id in self._connection.execute(
            "SELECT product_id, code_id FROM code_absences WHERE account_id = ?", (account_id,)
        ):
            absent.setdefault(product_id, set()).add(code_id)
        return Codes(own, tuple(shared), absent)

    def replace(self, account_id: str, product_id: str, currency: str, codes: Iterable[OfferCode]) -> None:
        """Keep just these codes for a product, as its list showed them.

        A universal code that the list lacks is absent from this product; one that every product lacks is gone.
        """
        listed = tuple(codes)
        self._connection.execute(
            "DELETE FROM codes WHERE account_id = ? AND product_id = ?", (account_id, product_id)
        )
        self._connection.execute(
            "DELETE FROM code_absences WHERE account_id = ? AND product_id = ?", (account_id, product_id)
        )
        self._connection.executemany(
            "INSERT OR REPLACE INTO codes (account_id, code_id, product_id, position, currency, code_json)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (
                (
                    account_id,
                    code.id,
                    EVERY_PRODUCT if code.universal else product_id,
                    position,
                    _currency(code, currency),
                    code.model_dump_json(),
                )
                for position, code in enumerate(listed)
            ),
        )
        self._note_absences(account_id, product_id, currency, listed)

    def _note_absences(
        self, account_id: str, product_id: str, currency: str, listed: tuple[OfferCode, ...]
    ) -> None:
        seen = json.dumps([code.id for code in listed if code.universal])
        noted = self._connection.execute(
            "INSERT INTO code_absences (account_id, product_id, code_id)"
            " SELECT account_id, ?, code_id FROM codes"
            " WHERE account_id = ? AND product_id = ? AND currency IN ('', ?)"
            " AND code_id NOT IN (SELECT value FROM json_each(?))",
            (product_id, account_id, EVERY_PRODUCT, currency, seen),
        ).rowcount
        if noted:
            self._connection.execute(
                "DELETE FROM codes WHERE account_id = ? AND product_id = ?"
                " AND code_id IN (SELECT code_id FROM code_absences WHERE account_id = ? AND product_id = ?)"
                f" AND NOT EXISTS (SELECT 1 FROM products WHERE account_id = codes.account_id AND codes_read"
                f" AND {_APPLIES} AND NOT EXISTS (SELECT 1 FROM code_absences AS absent"
                " WHERE absent.account_id = codes.account_id AND absent.product_id = products.product_id"
                " AND absent.code_id = codes.code_id))",
                (account_id, EVERY_PRODUCT, account_id, product_id),
            )
            self._drop_orphans(account_id)

    def save(self, account_id: str, product_id: str, currency: str, code: OfferCode) -> tuple[str, ...]:
        """Keep one code as it is now; the products whose codes changed, the empty text for all of them."""
        text = code.model_dump_json()
        known = self._places(account_id, code.id)
        if known:
            self._connection.execute(
                "UPDATE codes SET code_json = ? WHERE account_id = ? AND code_id = ?", (text, account_id, code.id)
            )
        place = EVERY_PRODUCT if code.universal else product_id
        if place not in known:
            self._connection.execute(
                "INSERT INTO codes (account_id, code_id, product_id, position, currency, code_json)"
                " SELECT ?, ?, ?, coalesce(max(position), -1) + 1, ?, ? FROM codes"
                " WHERE account_id = ? AND product_id = ?",
                (account_id, code.id, place, _currency(code, currency), text, account_id, place),
            )
        return (*known, place)

    def remove(self, account_id: str, code_id: str) -> tuple[str, ...]:
        """Forget a code wherever it stood; the products whose codes changed, the empty text for all of them."""
        known = self._places(account_id, code_id)
        self._connection.execute("DELETE FROM codes WHERE account_id = ? AND code_id = ?", (account_id, code_id))
        return known

    def drop_missing(self, account_id: str) -> None:
        """Forget the codes of products that are no longer listed."""
        for table in ("codes", "code_absences"):
            self._connection.execute(
                f"DELETE FROM {table} WHERE account_id = ? AND product_id <> ? AND product_id NOT IN"
                " (SELECT product_id FROM products WHERE account_id = ?)",
                (account_id, EVERY_PRODUCT, account_id),
            )

    def count(self, account_id: str) -> int:
        """How many codes there are; one that covers several products counts once."""
        (number,) = self._connection.execute(
            "SELECT count(DISTINCT code_id) FROM codes WHERE account_id = ?", (account_id,)
        ).fetchone()
        return int(number)

    def _places(self, account_id: str, code_id: str) -> tuple[str, ...]:
        rows = self._connection.execute(
            "SELECT product_id FROM codes WHERE account_id = ? AND code_id = ?", (account_id, code_id)
        )
        return tuple(product_id for (product_id,) in rows)

    def _drop_orphans(self, account_id: str) -> None:
        self._connection.execute(
            "DELETE FROM code_absences WHERE account_id = ? AND code_id NOT IN"
            " (SELECT code_id FROM codes WHERE account_id = ? AND product_id = ?)",
            (account_id, account_id, EVERY_PRODUCT),
        )


def _currency(code: OfferCode, of_product: str) -> str:
    """The currency that says where a universal code applies: none for a percentage."""
    return "" if code.percent_off is not None else of_product
