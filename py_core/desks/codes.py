"""What the pages ask about discount codes: the table, its rows by filter, their links and files."""

from collections.abc import Callable, Mapping
from typing import Any

from py_core.catalog.products import Shop
from py_core.codes.matching import matching_rows
from py_core.codes.table import chosen_rows, code_rows
from py_core.protocol import commands as c
from py_core.protocol.code_views import CodesView, LinksView
from py_core.protocol.present_codes import codes_file, codes_view, links_file, links_view
from py_core.protocol.views import QueryView, TextFile
from py_core.values import Value

Handler = Callable[[Any], Any]


class CodesDesk:
    """Codes of the current shop; `shop` raises InputError where there is none."""

    def __init__(self, *, shop: Callable[[], Shop]) -> None:
        self._shop = shop

    def handlers(self) -> Mapping[type[Value], Handler]:
        """Which command goes where."""
        return {
            c.CodesList: self._list,
            c.CodesQuery: self._query,
            c.CodesExport: self._export,
            c.CodesLinks: self._links,
            c.CodesLinksExport: self._links_export,
        }

    def _list(self, _: c.CodesList) -> CodesView:
        return codes_view(self._shop())

    def _query(self, command: c.CodesQuery) -> QueryView:
        rows = matching_rows(code_rows(self._shop()), command.filter, command.sort)
        return QueryView(ids=tuple(row.key for row in rows))

    def _export(self, command: c.CodesExport) -> TextFile:
        return codes_file(chosen_rows(self._shop(), command.keys))

    def _links(self, command: c.CodesLinks) -> LinksView:
        return links_view(chosen_rows(self._shop(), command.keys), command.form)

    def _links_export(self, command: c.CodesLinksExport) -> TextFile:
        return links_file(chosen_rows(self._shop(), command.keys), command.form)
