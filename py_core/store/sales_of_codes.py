"""The stored sales that used a code, for the leak report and for batches."""

import sqlite3
from collections import Counter
from collections.abc import Iterator

from py_core.parity.countries import country_code
from py_core.parity.leaks import SaleSeen


class SalesOfCodes:
    """Reads the sales cache; refunded sales count too, since the code was used."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def seen(self, account_id: str) -> Iterator[SaleSeen] | None:
        """Every stored sale with a code; None while no sales were ever read."""
        (known,) = self._connection.execute(
            "SELECT EXISTS (SELECT 1 FROM sales JOIN sales_accounts USING (account) WHERE account_id = ?)",
            (account_id,),
        ).fetchone()
        return self._rows(account_id) if known else None

    def sold(self, account_id: str) -> dict[tuple[str, str], int]:
        """How many stored sales used a code: by product id and the code without regard to case."""
        found: Counter[tuple[str, str]] = Counter()
        rows = self._connection.execute(
            "SELECT product_id, code, count(*) FROM sales JOIN sales_accounts USING (account)"
            " WHERE account_id = ? AND code <> '' GROUP BY product_id, code",
            (account_id,),
        )
        for product_id, code, number in rows:
            found[product_id, code.casefold()] += number
        return dict(found)

    def _rows(self, account_id: str) -> Iterator[SaleSeen]:
        rows = self._connection.execute(
            "SELECT product_id, code, coalesce(country_iso2, ''), country, price_minor"
            " FROM sales JOIN sales_accounts USING (account) WHERE account_id = ? AND code <> ''",
            (account_id,),
        )
        for product_id, code, iso2, country, price_minor in rows:
            yield SaleSeen(
                product_id=product_id,
                code_name=code,
                country=iso2 or country_code(country),
                price_minor=price_minor,
            )
