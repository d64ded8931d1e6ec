"""The shop as it was last read, with each product's raw JSON so that no field is lost."""

import json
import sqlite3
from collections.abc import Callable, Container, Iterable, Mapping, Sequence

from pydantic import TypeAdapter

from py_core.catalog.products import Shop, ShopProduct, Version
from py_core.catalog.versions import with_variant, without_variant
from py_core.gumroad.calls import ProductRecord
from py_core.gumroad.models import OfferCode, Variant
from py_core.store.code_rows import EVERY_PRODUCT, CodeRows
from py_core.store.database import transaction
from py_core.values import Value

_PRODUCTS = TypeAdapter(tuple[ShopProduct, ...])
_VERSIONS = TypeAdapter(tuple[Version, ...])
_PRICES = "$.purchasing_power_parity_prices"
_SHOP_ROW = """
    '{"product":' || product_json
        || ',"versions":' || coalesce(versions_json, 'null')
        || ',"codes":' || iif(codes_read, '[]', 'null')
        || ',"read_at_ms":' || read_at_ms || ',"position":' || position || '}'
"""
_UPSERT = """
    INSERT INTO products (account_id, product_id, position, product_json, raw_json, versions_json, read_at_ms)
    VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (account_id, product_id) DO UPDATE SET
        position = excluded.position,
        product_json = excluded.product_json,
        raw_json = CASE
            WHEN json_type(raw_json, '$.refund_policy') = 'object'
                AND json_type(excluded.raw_json, '$.refund_policy') IS NULL
            THEN json_set(excluded.raw_json, '$.refund_policy', json_extract(raw_json, '$.refund_policy'))
            ELSE excluded.raw_json
        END,
        read_at_ms = excluded.read_at_ms,
        versions_json = CASE
            WHEN excluded.versions_json IS NOT NULL THEN excluded.versions_json
            WHEN versions_json = '[]' THEN NULL
            ELSE versions_json
        END
"""


def _raw_json(record: ProductRecord) -> str:
    return json.dumps(record.raw, ensure_ascii=False, separators=(",", ":"))


def _row(account_id: str, record: ProductRecord, position: int, now_ms: int) -> tuple[str | int | None, ...]:
    """What is stored of a product. One without versions needs no further reading of them, and says so."""
    return (
        account_id,
        record.product.id,
        position,
        record.product.model_dump_json(),
        _raw_json(record),
        None if record.product.groups else "[]",
        now_ms,
    )


class ShopSummary(Value):
    """How much of a shop is stored, and when its list was last read whole."""

    products: int
    codes: int
    read_at_ms: int | None


class CatalogStore:
    """Products, versions and codes per account. The last shop that was loaded is remembered until a write."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._codes = CodeRows(connection)
        self._outdated: set[str] = set()
        self._loaded: Shop | None = None
        self._summary: tuple[str, ShopSummary] | None = None

    def load_shop(self, account_id: str) -> Shop:
        """The account's shop; without products and `read_at_ms` None when it was never read.

        Each product has its own codes first, then the universal ones that apply to it.
        """
        if self._loaded is None or self._loaded.account_id != account_id:
            self._loaded = self._load(account_id)
        elif self._outdated:
            self._loaded = self._with_codes(self._loaded, self._outdated)
        self._outdated = set()
        return self._loaded

    def _load(self, account_id: str) -> Shop:
        rows = self._connection.execute(
            f"SELECT {_SHOP_ROW} FROM products WHERE account_id = ? ORDER BY position", (account_id,)
        )
        products = _PRODUCTS.validate_json("[" + ",".join(text for (text,) in rows) + "]")
        shop = Shop(account_id=account_id, products=products, read_at_ms=self._read_at_ms(account_id))
        return self._with_codes(shop, {EVERY_PRODUCT})

    def _with_codes(self, shop: Shop, changed: Container[str]) -> Shop:
        """The shop with the codes of the changed products as they are stored now."""
        every = EVERY_PRODUCT in changed
        ids = None if every else [e.product.id for e in shop.products if e.product.id in changed]
        codes = self._codes.load(shop.account_id, ids)

        def with_codes(entry: ShopProduct) -> ShopProduct:
            if entry.codes is None or not (every or entry.product.id in changed):
                return entry
            found = codes.of(entry.product)
            return entry if found == entry.codes else entry.model_copy(update={"codes": found})

        return shop.model_copy(update={"products": tuple(map(with_codes, shop.products))})

    def forget_loaded(self) -> None:
        """Read from the database next time; needed after the tables were wiped."""
        self._loaded = self._summary = None
        self._outdated = set()

    def save_list(
        self, account_id: str, records: Sequence[ProductRecord], now_ms: int, *, begun_ms: int | None = None
    ) -> None:
        """Replace the whole list at once. Versions and codes of products that are still there stay.

        A product whose record is newer than `begun_ms`, when reading the list began, keeps that record: a
        run wrote it meanwhile. A product without versions needs no further reading, and says so.
        """
        begun = now_ms if begun_ms is None else begun_ms
        with transaction(self._connection):
            newer = self._newer_than(account_id, begun)
            self._connection.executemany(
                _UPSERT,
                (
                    _row(account_id, record, position, now_ms)
                    for position, record in enumerate(records)
                    if record.product.id not in newer
                ),
            )
            self._connection.executemany(
                "UPDATE products SET position = ? WHERE account_id = ? AND product_id = ?",
                (
                    (position, account_id, record.product.id)
                    for position, record in enumerate(records)
                    if record.product.id in newer
                ),
            )
            ids = json.dumps([record.product.id for record in records])
            self._connection.execute(
                "DELETE FROM products WHERE account_id = ? AND product_id NOT IN (SELECT value FROM json_each(?))",
                (account_id, ids),
            )
            self._codes.drop_missing(account_id)
            self._connection.execute(
                "INSERT OR REPLACE INTO shops (account_id, read_at_ms) VALUES (?, ?)", (account_id, now_ms)
            )
        self.forget_loaded()

    def _newer_than(self, account_id: str, begun_ms: int) -> frozenset[str]:
        rows = self._connection.execute(
            "SELECT product_id FROM products WHERE account_id = ? AND read_at_ms > ?", (account_id, begun_ms)
        )
        return frozenset(product_id for (product_id,) in rows)

    def save_details(
        self,
        account_id: str,
        product_id: str,
        versions: tuple[Version, ...],
        codes: tuple[OfferCode, ...],
    ) -> None:
        """Keep a product's versions and codes; nothing happens when the product is no longer listed."""
        with transaction(self._connection):
            listed = self._connection.execute(
                "UPDATE products SET versions_json = ?, codes_read = 1 WHERE account_id = ? AND product_id = ?",
                (_VERSIONS.dump_json(versions).decode(), account_id, product_id),
            ).rowcount
            if listed:
                self._codes.replace(account_id, product_id, self._currency_of(account_id, product_id), codes)
        self.forget_loaded()

    def save_code(self, account_id: str, product_id: str, code: OfferCode) -> None:
        """Keep a code as Gumroad showed it under a product; nothing happens when that is not listed.

        A universal one joins every product, an amount those in its currency.
        """
        currency = self._currency_of(account_id, product_id)
        if currency:
            with transaction(self._connection):
                self._outdate(account_id, self._codes.save(account_id, product_id, currency, code))

    def remove_code(self, account_id: str, code_id: str) -> None:
        """Forget a code that was deleted, under every product it covered."""
        with transaction(self._connection):
            self._outdate(account_id, self._codes.remove(account_id, code_id))

    def _outdate(self, account_id: str, product_ids: Iterable[str]) -> None:
        """The codes of these products are read again when the remembered shop is asked for."""
        self._summary = None
        if self._loaded is not None and self._loaded.account_id == account_id:
            self._outdated.update(product_ids)

    def _currency_of(self, account_id: str, product_id: str) -> str:
        row = self._connection.execute(
            "SELECT json_extract(product_json, '$.currency') FROM products WHERE account_id = ? AND product_id = ?",
            (account_id, product_id),
        ).fetchone()
        return "" if row is None else str(row[0])

    def save_product(self, account_id: str, record: ProductRecord, now_ms: int) -> None:
        """Keep the record that Gumroad gave back; nothing happens when the product is no longer listed."""
        product_id = record.product.id
        self._connection.execute(
            "UPDATE products SET product_json = ?, raw_json = ?, read_at_ms = ?"
            " WHERE account_id = ? AND product_id = ?",
            (record.product.model_dump_json(), _raw_json(record), now_ms, account_id, product_id),
        )
        self._refresh_loaded(account_id, product_id, {"product": record.product, "read_at_ms": now_ms})
        self._outdate(account_id, (product_id,))

    def put_product(self, account_id: str, record: ProductRecord, now_ms: int) -> None:
        """Keep what a run made, brought back or deleted: a deleted product leaves the list.

        One that was not listed joins it in front, as in Gumroad's own; versions and codes are read another time.
        """
        if record.product.deleted:
            self.remove_product(account_id, record.product.id)
        elif self._load_product(account_id, record.product.id) is None:
            self._add_product(account_id, record, now_ms)
        else:
            self.save_product(account_id, record, now_ms)

    def _add_product(self, account_id: str, record: ProductRecord, now_ms: int) -> None:
        (first,) = self._connection.execute(
            "SELECT coalesce(min(position), 0) - 1 FROM products WHERE account_id = ?", (account_id,)
        ).fetchone()
        self._connection.execute(_UPSERT, _row(account_id, record, first, now_ms))
        self.forget_loaded()

    def remove_product(self, account_id: str, product_id: str) -> None:
        """Forget a product that was deleted, and its codes."""
        with transaction(self._connection):
            self._connection.execute(
                "DELETE FROM products WHERE account_id = ? AND product_id = ?", (account_id, product_id)
            )
            self._codes.drop_missing(account_id)
        self.forget_loaded()

    def save_version(
        self, account_id: str, product_id: str, category_id: str, variant: Variant, now_ms: int
    ) -> None:
        """Keep a version as Gumroad showed it, in the product's own list of options, too."""
        self._rewrite(account_id, product_id, now_ms, lambda entry: with_variant(entry, category_id, variant))

    def remove_version(
        self, account_id: str, product_id: str, category_id: str, variant_id: str, now_ms: int
    ) -> None:
        """Forget a version that was deleted."""
        self._rewrite(account_id, product_id, now_ms, lambda entry: without_variant(entry, category_id, variant_id))

    def _rewrite(
        self, account_id: str, product_id: str, now_ms: int, change: Callable[[ShopProduct], ShopProduct]
    ) -> None:
        shown = self._load_product(account_id, product_id)
        if shown is None or shown.versions is None:
            return
        now = change(shown)
        self._connection.execute(
            "UPDATE products SET product_json = ?, versions_json = ?, read_at_ms = ?"
            " WHERE account_id = ? AND product_id = ?",
            (
                now.product.model_dump_json(),
                _VERSIONS.dump_json(now.versions or ()).decode(),
                now_ms,
                account_id,
                product_id,
            ),
        )
        changed = {"product": now.product, "versions": now.versions, "read_at_ms": now_ms}
        self._refresh_loaded(account_id, product_id, changed)

    def _load_product(self, account_id: str, product_id: str) -> ShopProduct | None:
        row = self._connection.execute(
            f"SELECT {_SHOP_ROW} FROM products WHERE account_id = ? AND product_id = ?", (account_id, product_id)
        ).fetchone()
        return None if row is None else ShopProduct.model_validate_json(row[0])

    def _refresh_loaded(self, account_id: str, product_id: str, changed: Mapping[str, object]) -> None:
        """Bring the remembered shop up to one product's change, so that a run need not read it all again."""
        shop = self._loaded
        if shop is None or shop.account_id != account_id:
            return
        products = tuple(
            entry.model_copy(update=changed) if entry.product.id == product_id else entry for entry in shop.products
        )
        self._loaded = shop.model_copy(update={"products": products})

    def summary(self, account_id: str) -> ShopSummary:
        """Counts of the account's shop, without reading its products. A universal code counts once."""
        if self._summary is None or self._summary[0] != account_id:
            (products,) = self._connection.execute(
                "SELECT count(*) FROM products WHERE account_id = ?", (account_id,)
            ).fetchone()
            summary = ShopSummary(
                products=products, codes=self._codes.count(account_id), read_at_ms=self._read_at_ms(account_id)
            )
            self._summary = (account_id, summary)
        return self._summary[1]

    def _read_at_ms(self, account_id: str) -> int | None:
        row = self._connection.execute(
            "SELECT read_at_ms FROM shops WHERE account_id = ?", (account_id,)
        ).fetchone()
        return None if row is None else int(row[0])

    def raw_product(self, account_id: str, product_id: str) -> str | None:
        """A product's JSON as Gumroad sent it, or None."""
        row = self._connection.execute(
            "SELECT raw_json FROM products WHERE account_id = ? AND product_id = ?", (account_id, product_id)
        ).fetchone()
        return None if row is None else str(row[0])

    def save_refund_policy(self, account_id: str, record: ProductRecord) -> None:
        """Keep the refund policy of a product's full JSON, which lists leave out; they leave it as it is, too."""
        policy = json.dumps(record.raw.get("refund_policy"), ensure_ascii=False)
        self._connection.execute(
            "UPDATE products SET raw_json = json_set(raw_json, '$.refund_policy', json(?))"
            " WHERE account_id = ? AND product_id = ?",
            (policy, account_id, record.product.id),
        )

    def native_prices(self, account_id: str) -> Mapping[str, Mapping[str, int]]:
        """What countries pay for each product by Gumroad's own parity, in minor units of its currency.

        Products without such prices are left out.
        """
        rows = self._connection.execute(
            f"SELECT product_id, json_extract(raw_json, '{_PRICES}') FROM products"
            f" WHERE account_id = ? AND json_type(raw_json, '{_PRICES}') = 'object' ORDER BY position",
            (account_id,),
        )
        found = ((product_id, json.loads(text)) for product_id, text in rows)
        return {
            product_id: {country: minor for country, minor in prices.items() if isinstance(minor, int)}
            for product_id, prices in found
            if prices
        }
