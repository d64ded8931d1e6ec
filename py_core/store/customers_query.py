"""Questions about buyers as SQL. Everything is read from the index `sales_by_buyer`, buyer after buyer.

Table `b` holds the buyers of a filter and a segment with what their chosen sales add up to, `f` those of them that
a search leaves over.
"""

from dataclasses import dataclass, field

from py_core.sales.customers import CustomerSortKey, SegmentQuery
from py_core.sales.name_pattern import glob_of
from py_core.sales.selection import SalesQuery
from py_core.store.sales_query import Condition, condition_of, escaped

FIGURES = "buyer, purchases, sales, units, gross, given_back, refunds, estimated, first_day, last_day"
_SUMS = (
    "sales.buyer AS buyer, sum(sales.recurring_charge = 0) AS purchases, count(*) AS sales,"
    " sum(sales.quantity) AS units, sum(sales.price_minor) AS gross, sum(sales.refunded_minor) AS given_back,"
    " sum(sales.refunded > 0) AS refunds, sum(sales.estimated) AS estimated, min(sales.day) AS first_day,"
    " max(sales.day) AS last_day, min(sales.created_ms) AS first_ms, max(sales.created_ms) AS last_ms"
)
_ACCOUNT = "(SELECT account FROM sales_accounts WHERE account_id = ?)"
_BUYERS = f"SELECT buyer FROM sales INDEXED BY sales_by_buyer WHERE account = {_ACCOUNT}"
_NAMES = (
    "SELECT buyer, full_name, max(created_ms) FROM sales INDEXED BY sales_by_buyer"
    " JOIN sale_details INDEXED BY sale_names USING (sale_key)"
    f" WHERE account = {_ACCOUNT} AND full_name <> '' GROUP BY buyer"
)
_WORD = (
    "(buyer LIKE ? ESCAPE '\\' OR buyer IN ("
    "SELECT sales.buyer FROM sale_details INDEXED BY sale_names CROSS JOIN sales USING (sale_key)"
    f" WHERE sale_details.full_name GLOB ? AND sales.account = {_ACCOUNT}"
    f" UNION SELECT buyer FROM sales WHERE account = {_ACCOUNT} AND order_id = ?"
    f" UNION SELECT buyer FROM sales WHERE account = {_ACCOUNT} AND license_key >= ? AND license_key < ?))"
)
_MAY_CONTACT = f"buyer NOT IN ({_BUYERS} AND can_contact = 0)"
_ORDER: dict[CustomerSortKey, str] = {
    CustomerSortKey.NAME: "full_name COLLATE NOCASE",
    CustomerSortKey.EMAIL: "buyer",
    CustomerSortKey.PURCHASES: "purchases",
    CustomerSortKey.UNITS: "units",
    CustomerSortKey.SPENT: "gross - given_back",
    CustomerSortKey.REFUNDED: "given_back",
    CustomerSortKey.FIRST: "first_ms",
    CustomerSortKey.LAST: "last_ms",
}


@dataclass(frozen=True, slots=True)
class CustomersQuery:
    """Which buyers are asked for: those of the sales, of the segment, with every word, and the contactable ones."""

    sales: SalesQuery = field(default_factory=SalesQuery)
    segment: SegmentQuery = field(default_factory=SegmentQuery)
    words: tuple[str, ...] = ()
    contactable: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement's text with its values in order."""

    sql: str
    values: tuple[str | int, ...]


def found(account_id: str, query: CustomersQuery, behind: str = "", limit: int | None = None) -> Statement:
    """`WITH b .., f ..`: the buyers that are asked for. Those behind an address only, where one is given.

    `limit` bounds how many are looked at where that cannot leave out any of them.
    """
    rank = query.segment.rank
    condition, groups = _chosen(account_id, query.sales, query.segment, behind if rank is None else "")
    sql = f"SELECT {_SUMS} FROM sales INDEXED BY sales_by_buyer WHERE {condition.sql} GROUP BY sales.buyer"
    values = [*condition.values]
    if groups.parts:
        sql += f" HAVING {groups.sql}"
        values += groups.values
    rest = Condition()
    for word in query.words:
        rest.add(_WORD, *_word_values(account_id, word))
    if query.contactable:
        rest.add(_MAY_CONTACT, account_id)
    if rank is not None:
        sql += " ORDER BY gross - given_back DESC, sales.buyer LIMIT ?"
        values.append(rank)
        if behind:
            rest.add("buyer > ?", behind)
    elif limit is not None and not rest.parts:
        sql += " ORDER BY sales.buyer LIMIT ?"
        values.append(limit)
    left = f" WHERE {rest.sql}" if rest.parts else ""
    return Statement(
        f"WITH b AS MATERIALIZED ({sql}), f AS MATERIALIZED (SELECT * FROM b{left})", (*values, *rest.values)
    )


def page(account_id: str, query: CustomersQuery, key: CustomerSortKey, descending: bool) -> Statement:
    """A first row with the totals, then the rows of a page. Two values are still to come: limit and offset."""
    start = found(account_id, query)
    way = "DESC" if descending else "ASC"
    names = key is CustomerSortKey.NAME
    joined = f" LEFT JOIN ({_NAMES}) USING (buyer)" if names else ""
    sql = (
        f"{start.sql} SELECT 0, '', sum(purchases), sum(sales), sum(units), sum(gross), sum(given_back),"
        " sum(refunds), sum(estimated), count(*),"
        f" (SELECT count(*) FROM f WHERE {_MAY_CONTACT}) FROM f"
        f" UNION ALL SELECT * FROM (SELECT 1, {FIGURES} FROM f{joined}"
        f" ORDER BY {_ORDER[key]} {way}, buyer LIMIT ? OFFSET ?)"
    )
    return Statement(sql, (*start.values, account_id, *((account_id,) if names else ())))


def behind(account_id: str, query: CustomersQuery, buyer: str, limit: int) -> Statement:
    """The next buyers in the order of their addresses."""
    start = found(account_id, query, buyer, limit)
    return Statement(f"{start.sql} SELECT {FIGURES} FROM f ORDER BY buyer LIMIT ?", (*start.values, limit))


def counted(account_id: str, query: CustomersQuery) -> Statement:
    """How many there are, and how many of them may be contacted."""
    start = found(account_id, query)
    sql = f"{start.sql} SELECT count(*), (SELECT count(*) FROM f WHERE {_MAY_CONTACT}) FROM f"
    return Statement(sql, (*start.values, account_id))


def only(account_id: str, buyer: str) -> Statement:
    """One buyer, with all of their sales."""
    sql = (
        f"WITH f AS (SELECT {_SUMS} FROM sales INDEXED BY sales_by_buyer"
        f" WHERE account = {_ACCOUNT} AND buyer = ? AND buyer > '' GROUP BY buyer) SELECT {FIGURES} FROM f"
    )
    return Statement(sql, (account_id, buyer))


def _chosen(account_id: str, query: SalesQuery, segment: SegmentQuery, behind: str) -> tuple[Condition, Condition]:
    """What every sale has to be, and what has to hold for a buyer's sales together.

    The address to begin behind is the one lower bound: of two, the database may take the other for its start.
    """
    sales, groups = condition_of(account_id, query), Condition()
    sales.add("sales.buyer > ?", behind)
    if segment.bought:
        sales.add(f"sales.buyer IN ({_BUYERS} AND {_products(segment.bought)})", account_id, *segment.bought)
    if segment.not_bought:
        which = _products(segment.not_bought)
        sales.add(f"sales.buyer NOT IN ({_BUYERS} AND {which})", account_id, *segment.not_bought)
    if segment.nothing_from is not None:
        sales.add(f"sales.buyer NOT IN ({_BUYERS} AND day >= ?)", account_id, segment.nothing_from)
    if segment.nothing_before is not None:
        sales.add(f"sales.buyer NOT IN ({_BUYERS} AND day < ?)", account_id, segment.nothing_before)
    if segment.times is not None:
        groups.add("sum(sales.recurring_charge = 0) >= ?", segment.times)
    if segment.spent_minor is not None:
        groups.add("sum(sales.price_minor) - sum(sales.refunded_minor) >= ?", segment.spent_minor)
    if segment.refunded:
        groups.add("sum(sales.refunded > 0) > 0")
    if segment.codes is not None:
        named = f" AND lower(sales.code) IN ({_marks(segment.codes)})" if segment.codes else ""
        groups.add(f"sum(sales.code IS NOT NULL{named}) > 0", *segment.codes)
    return sales, groups


def _word_values(account_id: str, word: str) -> tuple[str | int, ...]:
    number = int(word) if word.isascii() and word.isdigit() and len(word) <= 18 else -1
    key = word.upper()
    return (f"%{escaped(word.lower())}%", glob_of(word), account_id, account_id, number, account_id, key, key + "~")


def _products(ids: tuple[str, ...]) -> str:
    return f"product_id IN ({_marks(ids)})"


def _marks(values: tuple[str, ...]) -> str:
    return ", ".join("?" * len(values))
