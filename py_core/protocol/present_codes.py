"""Discount codes as the pages draw them. No I/O here."""

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from py_core.catalog.products import Shop
from py_core.codes.export import codes_csv
from py_core.codes.forms import CodeHealth, CodeKind, LinkForm
from py_core.codes.labels import (
    code_discount,
    health_text,
    minimum_text,
    row_health_text,
    same_or_varies,
    uses_text,
)
from py_core.codes.links import Link, code_url, links_of
from py_core.codes.matching import kinds_of
from py_core.codes.table import Part, Row, code_rows, unread_products
from py_core.csv_builder import csv_text
from py_core.errors import InputError
from py_core.protocol.amounts import Facet
from py_core.protocol.code_views import CodePart, CodeRow, CodesView, LinkRow, LinksView
from py_core.protocol.views import TextFile
from py_core.words import say


def _part(part: Part) -> CodePart:
    code, product = part.code, part.entry.product
    return CodePart(
        key=part.key,
        ref=part.ref,
        product=product.name,
        discount=code_discount(code, product.currency),
        uses=code.times_used,
        uses_text=uses_text(code.times_used, code.max_purchase_count),
        minimum=minimum_text(code.minimum_amount_minor, product.currency),
        state=part.health,
        state_text=health_text(part),
        link=code_url(product.short_url, code.name),
    )


def _kind(row: Row) -> Literal["percent", "amount", "mixed"]:
    kinds = kinds_of(row)
    if len(kinds) > 1:
        return "mixed"
    return "percent" if CodeKind.PERCENT in kinds else "amount"


def _row(row: Row) -> CodeRow:
    parts = tuple(map(_part, row.parts))
    count = len(parts)
    if row.universal:
        products = say("code_all_products", n=count)
    else:
        products = parts[0].product if count == 1 else say("code_products", n=count)
    return CodeRow(
        key=row.key,
        name=row.name,
        kind=_kind(row),
        discount=same_or_varies(part.discount for part in parts),
        universal=row.universal,
        products=products,
        product_count=count,
        uses=row.uses,
        uses_text=uses_text(row.uses, row.cap),
        minimum=same_or_varies(part.minimum for part in parts),
        state=row.health,
        state_text=row_health_text(row),
        link=parts[0].link if count == 1 else "",
        parts=parts,
    )


def codes_view(shop: Shop) -> CodesView:
    """The whole table for the page, with the values its filters offer."""
    rows = code_rows(shop)
    kinds = Counter(kind for row in rows for kind in kinds_of(row))
    states = Counter(row.health for row in rows)
    products = Counter((part.entry.product.id, part.entry.product.name) for row in rows for part in row.parts)
    return CodesView(
        rows=tuple(map(_row, rows)),
        codes=sum(len(row.codes) for row in rows),
        read_at_ms=shop.read_at_ms,
        unread=unread_products(shop),
        kind_facets=tuple(
            Facet(value=kind, label=say(f"code_kind_{kind.value}"), count=kinds[kind])
            for kind in CodeKind
            if kinds[kind]
        ),
        state_facets=tuple(
            Facet(value=health, label=say(f"code_state_{health.value}"), count=states[health])
            for health in CodeHealth
            if states[health]
        ),
        product_facets=tuple(
            Facet(value=product_id, label=name, count=count)
            for (product_id, name), count in sorted(products.items(), key=lambda one: one[0][1].casefold())
        ),
    )


def _link(link: Link) -> LinkRow:
    return LinkRow(
        key=link.key, product=link.entry.product.name, code=link.code, url=link.url, problem=link.problem
    )


def links_view(rows: Sequence[Row], form: LinkForm) -> LinksView:
    """The links of these rows; what cannot be used in the form stands in `errors`, and there are no links."""
    try:
        return LinksView(rows=tuple(map(_link, links_of(rows, form))), errors={})
    except InputError as error:
        return LinksView(rows=(), errors=error.fields)


def links_file(rows: Sequence[Row], form: LinkForm) -> TextFile:
    """The same as a CSV file. Raises: InputError with `fields`."""
    header = [say(f"link_column_{name}") for name in ("product", "code", "link", "note")]
    lines = [(link.entry.product.name, link.code, link.url, link.problem) for link in links_of(rows, form)]
    return TextFile(name="gumsmith-links.csv", mime="text/csv;charset=utf-8", text=csv_text(header, lines))


def codes_file(rows: Sequence[Row]) -> TextFile:
    """The codes of these rows as a file that the import reads back."""
    return TextFile(name="gumsmith-codes.csv", mime="text/csv;charset=utf-8", text=codes_csv(rows))
