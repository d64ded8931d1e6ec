"""What the pages draw of what the sales add up to. Amounts are US dollars; days are the seller's."""

from typing import Literal

from py_core.protocol.amounts import Amount, Facet
from py_core.sales.overview import Step
from py_core.values import Value


class FigureView(Value):
    """One number of the period. `change` is against the period before, empty where there is nothing to compare.

    `tone` says what that change means; a change that is neither good nor bad is `plain`.
    """

    key: Literal["gross", "net", "sales", "refunds", "fees"]
    label: str
    value: str
    detail: str
    change: str
    tone: Literal["better", "worse", "plain"]


class PointView(Value):
    """One step of time. `units` counts what was bought, several of one thing in one sale included."""

    key: str
    label: str
    gross: Amount
    net: Amount
    refunded: Amount
    units: int
    sales: int


TopGroup = Literal["product", "country", "code", "utm_source", "utm_medium", "utm_campaign"]


class TopRow(Value):
    """A product, a country, a code or a tag of a link. `share_bp` is its part of the gross in basis points."""

    key: str
    label: str
    sales: int
    units: int
    gross: Amount
    net: Amount
    share: str
    share_bp: int


class TopView(Value):
    """The sales by one thing that they have in common, largest gross first. `others` is the rest in one row."""

    group: TopGroup
    title: str
    rows: tuple[TopRow, ...]
    others: TopRow | None


class OverviewView(Value):
    """The sales that are here, over one period.

    `compared` names the period that changes are against. `sentence` says whether the history is complete.
    """

    title: str
    compared: str
    empty: bool
    figures: tuple[FigureView, ...]
    step: Step
    points: tuple[PointView, ...]
    complete: bool
    sentence: str


class FeesView(Value):
    """What Gumroad kept of the sales of a period, beside what its rates would be; `note` says what net means."""

    sentences: tuple[str, ...]
    note: str


class SalesFacetsView(Value):
    """What a filter over sales can ask for, most frequent first."""

    products: tuple[Facet, ...]
    countries: tuple[Facet, ...]
    codes: tuple[Facet, ...]
