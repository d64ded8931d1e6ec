"""A question about sales as SQL over the tables `sales` and `sale_details`."""

from dataclasses import dataclass, field

from py_core.sales.rows import NOT_REFUNDED, PARTLY_REFUNDED, REFUNDED
from py_core.sales.selection import SalesQuery

_REFUNDED = {
    "any": "",
    "none": f"sales.refunded = {NOT_REFUNDED}",
    "partly": f"sales.refunded = {PARTLY_REFUNDED}",
    "fully": f"sales.refunded = {REFUNDED}",
    "given_back": f"sales.refunded <> {NOT_REFUNDED}",
}
_TYPE = {
    "any": "",
    "one_off": "sales.subscription_id IS NULL",
    "subscription": "sales.subscription_id IS NOT NULL",
    "first_charge": "sales.subscription_id IS NOT NULL AND sales.recurring_charge = 0",
    "renewal": "sales.recurring_charge = 1",
}
_WORD = (
    "(sales.email LIKE ? ESCAPE '\\' OR sales.order_id = ? OR sales.license_key = ?"
    " OR sales.sale_key IN (SELECT sale_key FROM sale_details WHERE full_name LIKE ? ESCAPE '\\'))"
)


@dataclass
class Condition:
    """The text behind WHERE, and its values in order."""

    parts: list[str] = field(default_factory=list)
    values: list[str | int] = field(default_factory=list)

    def add(self, part: str, *values: str | int) -> None:
        """One more that has to hold; an empty one is none."""
        if part:
            self.parts.append(part)
            self.values.extend(values)

    @property
    def sql(self) -> str:
        """All of them."""
        return " AND ".join(self.parts)


def condition_of(account_id: str, query: SalesQuery) -> Condition:
    """Which sales of an account a query asks for. Words compare without regard to the case of English letters."""
    found = Condition()
    found.add("sales.account = (SELECT account FROM sales_accounts WHERE account_id = ?)", account_id)
    found.add("sales.day BETWEEN ? AND ?", query.first_day, query.last_day)
    _one_of(found, "sales.product_id", query.product_ids)
    _one_of(found, "sales.country", query.countries)
    _one_of(found, "lower(coalesce(sales.code, ''))", query.codes)
    found.add(_REFUNDED[query.refunded])
    found.add(_TYPE[query.type])
    if query.price_from_minor is not None:
        found.add("sales.price_minor >= ?", query.price_from_minor)
    if query.price_to_minor is not None:
        found.add("sales.price_minor <= ?", query.price_to_minor)
    for word in query.words:
        like = f"%{escaped(word)}%"
        found.add(_WORD, like, int(word) if word.isascii() and word.isdigit() else -1, word.upper(), like)
    return found


def _one_of(found: Condition, column: str, values: tuple[str, ...]) -> None:
    if values:
        found.add(f"{column} IN ({', '.join('?' * len(values))})", *values)


def escaped(word: str) -> str:
    """A word as a part of a pattern behind `LIKE .. ESCAPE '\\'`."""
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
