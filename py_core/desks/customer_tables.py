"""The table of buyers that can be exported: one row a buyer, in the order of their addresses."""

from collections.abc import Callable, Mapping, Sequence

from py_core.desks.sales_tables import Standing, filter_sentences
from py_core.export.columns import Column, Kind, Row
from py_core.export.table import About, Batch, Table
from py_core.protocol.customer_commands import CustomersForm
from py_core.sales.cells import dollars
from py_core.sales.customers import CustomerSegment, Figures, Profile, segment_query
from py_core.sales.days import day_text
from py_core.sales.selection import query_of
from py_core.store.customers import CustomerFinder
from py_core.store.customers_query import CustomersQuery
from py_core.store.sales_export import FixedSet, SalesExport
from py_core.values import Value
from py_core.words import say

_KINDS: Mapping[str, Kind] = {
    "email": Kind.TEXT,
    "name": Kind.TEXT,
    "purchases": Kind.WHOLE,
    "sales": Kind.WHOLE,
    "units": Kind.WHOLE,
    "gross": Kind.MONEY,
    "refunded": Kind.MONEY,
    "spent": Kind.MONEY,
    "first": Kind.DATE,
    "last": Kind.DATE,
    "products": Kind.TEXT,
    "country": Kind.TEXT,
    "codes": Kind.TEXT,
    "utm_source": Kind.TEXT,
    "refunds": Kind.WHOLE,
    "disputes": Kind.WHOLE,
    "disputes_won": Kind.WHOLE,
    "may_contact": Kind.YES_NO,
    "membership": Kind.TEXT,
    "license_keys": Kind.TEXT,
}


class CustomersRequest(Value):
    """What an export was asked for."""

    form: CustomersForm
    contactable: bool


class _Fixed(Value):
    """What makes a table the same one after a restart, and what the sales were when it began."""

    today: int
    last_key: int
    revision: int


class CustomerTables:
    """Builds the table of a request. `today` gives the seller's day, `standing` what is proven of the history."""

    def __init__(
        self,
        finder: CustomerFinder,
        source: SalesExport,
        today: Callable[[], int],
        standing: Callable[[], Standing],
    ) -> None:
        self._finder = finder
        self._source = source
        self._today = today
        self._standing = standing

    def build(self, account_id: str, request: CustomersRequest, fixed_json: str = "") -> Table:
        """The table; with `fixed_json` the one that said so. Raises: InputError with the form's field names."""
        if fixed_json:
            fixed = _Fixed.model_validate_json(fixed_json)
        else:
            now = self._source.now(account_id)
            fixed = _Fixed(today=self._today(), last_key=now.last_key, revision=now.revision)
        query = customers_query(request.form, fixed.today, contactable=request.contactable)

        def read(behind: str | None, limit: int) -> Batch:
            found = self._finder.behind(account_id, query, behind or "", limit)
            rows = [_row(figures, profile) for figures, profile in found]
            return Batch(rows, found[-1][0].buyer if len(found) == limit else None)

        return Table(
            stem="customers",
            about=self._about(account_id, request),
            columns=tuple(
                Column(key, say(f"customers_column_{key}"), kind, key == "email") for key, kind in _KINDS.items()
            ),
            total=self._finder.count(account_id, query)[0],
            read=read,
            fixed=fixed.model_dump_json(),
            afterwards=lambda: self._changed(account_id, fixed),
        )

    def _changed(self, account_id: str, fixed: _Fixed) -> tuple[str, ...]:
        same = self._source.now(account_id) == FixedSet(fixed.last_key, fixed.revision)
        return () if same else (say("customers_changed"),)

    def _about(self, account_id: str, request: CustomersRequest) -> About:
        standing, form = self._standing(), request.form
        names = self._source.product_names(account_id)
        search = (say("customers_fact_search", text=form.search.strip()),) if form.search.strip() else ()
        contactable = (say("customers_fact_contactable"),) if request.contactable else ()
        return About(
            title=say("customers_title"),
            facts=(
                say("customers_fact_rows"),
                segment_sentence(form.segment, names),
                *search,
                *contactable,
                *filter_sentences(form.filter, names),
                say("customers_fact_consent"),
            ),
            complete=standing.complete,
            proof=standing.sentence,
            off=standing.off,
        )


def customers_query(form: CustomersForm, today: int, *, contactable: bool = False) -> CustomersQuery:
    """The form as a question to the store. Raises: InputError with the fields that cannot be used."""
    return CustomersQuery(
        sales=query_of(form.filter, today),
        segment=segment_query(form.segment, today),
        words=tuple(form.search.split()),
        contactable=contactable,
    )


def segment_sentence(segment: CustomerSegment, names: Mapping[str, str]) -> str:
    """Which buyers a segment is, for the note beside a file."""
    if segment.kind == "top":
        by_rank = segment.top_by == "rank"
        key, number = ("rank", segment.top) if by_rank else ("amount", segment.amount)
        return say(f"customers_fact_top_{key}", number=number.strip())
    if segment.kind == "code" and not segment.codes:
        return say("customers_fact_any_code")
    return say(
        f"customers_fact_{segment.kind}",
        times=segment.times.strip(),
        days=segment.days.strip(),
        since=segment.since.strip(),
        codes=", ".join(segment.codes),
        bought=_named(segment.bought, names),
        not_bought=_named(segment.not_bought, names),
    )


def _named(product_ids: Sequence[str], names: Mapping[str, str]) -> str:
    return ", ".join(names.get(product_id) or product_id for product_id in product_ids)


def _row(figures: Figures, profile: Profile) -> Row:
    return (
        profile.email,
        profile.name,
        figures.purchases,
        figures.sales,
        figures.units,
        dollars(figures.gross_minor),
        dollars(figures.refunded_minor),
        dollars(figures.spent_minor),
        day_text(figures.first_day),
        day_text(figures.last_day),
        "; ".join(profile.products),
        profile.country,
        "; ".join(profile.codes),
        profile.utm_source,
        figures.refunds,
        profile.disputes,
        profile.disputes_won,
        int(profile.may_contact),
        say(f"customers_membership_{profile.membership}"),
        "; ".join(profile.license_keys),
    )
