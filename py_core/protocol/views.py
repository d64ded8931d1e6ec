"""What the pages draw. Every amount comes with its text, so no page computes or formats money."""

from typing import Literal

from py_core.catalog.products import ProductType
from py_core.catalog.selection import Filter, Sort
from py_core.codes.forms import CodesForm
from py_core.edits.forms import EditForm
from py_core.execution.outcomes import OutcomeKind, RunState
from py_core.fulfil.forms import FulfilForm
from py_core.listing.fixes import FixesForm
from py_core.parity.forms import ParityForm
from py_core.plan.plan import BrokenCode, PlanKind, SkipReason
from py_core.pricing.form import PriceForm
from py_core.protocol.amounts import Amount, Facet
from py_core.protocol.code_views import CodePlanRow
from py_core.protocol.edit_views import ListingPlanRow
from py_core.protocol.fulfil_views import RefundTotals, SalePlanRow
from py_core.settings import Settings
from py_core.sheets.forms import SheetPlanForm
from py_core.values import Value


class Done(Value):
    """A command that has nothing to tell but that it was done."""


class ScopeView(Value):
    """One permission in plain words. `tools` names what it is needed for."""

    scope: str
    sentence: str
    state: Literal["yes", "no", "unknown"]
    tools: str


class AccountView(Value):
    """The connected shop."""

    account_id: str
    name: str
    email: str | None
    profile_url: str | None
    avatar_url: str | None
    sample: bool
    connected: bool
    scopes: tuple[ScopeView, ...]


class StatusView(Value):
    """Whether a shop is connected. `known` is a shop whose data is here while its token is not."""

    account: AccountView | None


class CurrencyView(Value):
    """A currency of the list, for forms."""

    code: str
    symbol: str
    digits: int
    minimum: Amount


class VersionRow(Value):
    """A version under its product."""

    key: str
    category: str
    name: str
    price: Amount
    difference: Amount


class ProductRow(Value):
    """One product in the table. `price_text` is complete (`$19+`, `$5 a month`, `Free`)."""

    id: str
    name: str
    price: Amount
    price_text: str
    type: ProductType
    published: bool
    thumbnail_url: str | None
    short_url: str
    permalink: str | None
    tags: tuple[str, ...]
    category: str | None
    sales: int | None
    codes: int | None
    code_names: tuple[str, ...]
    versions: tuple[VersionRow, ...]


class RefreshView(Value):
    """Reading the shop: what stage, how far. `total` is None while it is not known. `error` ends it."""

    state: Literal["idle", "products", "details", "done", "stopped", "failed"]
    done: int = 0
    total: int | None = None
    message: str = ""
    hint: str = ""


class ShopView(Value):
    """The whole shop as it was last read."""

    account_id: str
    read_at_ms: int | None
    products: tuple[ProductRow, ...]
    currencies: tuple[CurrencyView, ...]
    tag_facets: tuple[Facet, ...]
    category_facets: tuple[Facet, ...]
    currency_facets: tuple[Facet, ...]
    type_facets: tuple[Facet, ...]
    refresh: RefreshView


class QueryView(Value):
    """Ids that match, in order."""

    ids: tuple[str, ...]


class SavedSelection(Value):
    """A named choice: a filter that is applied anew each time, or fixed products."""

    name: str
    filter: Filter | None
    sort: Sort | None
    product_ids: tuple[str, ...]


class SelectionsView(Value):
    """Every saved selection of the account, by name."""

    selections: tuple[SavedSelection, ...]


class Example(Value):
    """A product before and after, for the form."""

    name: str
    old: str
    new: str


class Band(Value):
    """Average net per sale in one price band, now and then, in US cents (estimates)."""

    label: str
    before_minor: int
    after_minor: int


class CheckView(Value):
    """What a form means before it is previewed. `errors` maps a field (`amounts.usd`) to its sentence.

    `changing` is how many prices would change; None where only a preview can say.
    """

    errors: dict[str, str]
    sentences: tuple[str, ...]
    examples: tuple[Example, ...]
    changing: int | None
    net_change: str
    net_better: bool
    bands: tuple[Band, ...]


class PlanRow(Value):
    """One row of a preview. `parent` is the product's key on version rows.

    `old` and `new` are the whole prices a buyer sees (product, or product plus surcharge).
    """

    key: str
    parent: str | None
    product_id: str
    name: str
    detail: str
    state: Literal["change", "skipped"]
    reason: SkipReason | None
    reason_text: str
    old: Amount | None
    new: Amount | None
    suffix: str
    change: Amount | None
    change_percent: str
    change_bp: int | None
    net_old: Amount | None
    net_new: Amount | None
    net_change: Amount | None
    discover_old: Amount | None
    discover_new: Amount | None
    breaks: tuple[BrokenCode, ...]
    break_texts: tuple[str, ...]
    undo_note: str
    typed_over: bool
    can_edit: bool
    error: str


class FindingView(Value):
    """A finding on top of the preview. `ask` is the sentence beside the box that accepts a block.

    With `typed` a block is accepted by typing exactly that text instead. A `stop` cannot be accepted.
    """

    code: str
    severity: Literal["stop", "block", "warn", "note"]
    text: str
    ask: str
    keys: tuple[str, ...]
    accepted: bool
    typed: str = ""


class PlanView(Value):
    """A preview: drawn from the plan of that digest and nothing else.

    A plan about prices has `rows`, one about codes `code_rows`, one about sales `sale_rows`, one about listings
    `listing_rows`; the others are empty. The form is there while the preview can be refined. `totals` are those of
    refunds.
    """

    digest: str
    kind: PlanKind
    title: str
    headline: str
    summary: str
    rows: tuple[PlanRow, ...]
    code_rows: tuple[CodePlanRow, ...]
    findings: tuple[FindingView, ...]
    writes: int
    changing: int
    skipped: int
    estimate_s: int
    undo: Literal["all", "partly", "none"]
    undo_text: str
    button: str
    blocked: bool
    form: PriceForm | None
    codes_form: CodesForm | ParityForm | None
    product_ids: tuple[str, ...]
    origin_run_id: str | None
    sale_rows: tuple[SalePlanRow, ...] = ()
    sales_form: FulfilForm | None = None
    totals: RefundTotals | None = None
    listing_rows: tuple[ListingPlanRow, ...] = ()
    edit_form: EditForm | None = None
    sheet_form: SheetPlanForm | None = None
    fixes_form: FixesForm | None = None


class RunRow(Value):
    """One step of a run. `seq` rises with every change of any row of the run; 0 is untouched."""

    key: str
    product_id: str
    name: str
    detail: str
    old: str
    new: str
    state: OutcomeKind | Literal["waiting", "working"]
    label: str
    text: str
    server_words: str
    warning: str
    at_ms: int | None
    seq: int


class RunCounts(Value):
    """How many rows ended how."""

    total: int
    waiting: int
    applied: int
    unchanged: int
    left_alone: int
    rejected: int
    unsure: int
    cancelled: int


class RunView(Value):
    """A run without its rows. `wait_text` says what it is waiting for, when it is; `digest` names its plan."""

    run_id: str
    digest: str
    kind: PlanKind
    title: str
    headline: str
    summary: str
    state: RunState
    started_at_ms: int
    ended_at_ms: int | None
    counts: RunCounts
    left_s: int | None
    wait_text: str
    origin_run_id: str | None
    undone_by: str | None
    can_undo: bool
    can_retry: bool
    can_resume: bool
    seq: int


class RunDetail(Value):
    """A run with the rows whose `seq` is above the one asked for (all of them for 0)."""

    run: RunView
    rows: tuple[RunRow, ...]


class RunsView(Value):
    """Every run of the account, newest first."""

    runs: tuple[RunView, ...]


class TextFile(Value):
    """A file for the person: name, media type, text."""

    name: str
    mime: str
    text: str


class RateView(Value):
    """Units of a currency per US dollar as shipped; empty where none is shipped."""

    currency: str
    shipped: str


class FactView(Value):
    """A line of the diagnostics page."""

    label: str
    value: str


class SettingsView(Value):
    """Settings in force, and the exchange rates shipped for the fixed fee."""

    settings: Settings
    rates: tuple[RateView, ...]
    rates_source: str


class EngineView(Value):
    """For the diagnostics page."""

    version: str
    python: str
    durable: bool
    database_bytes: int
    facts: tuple[FactView, ...]
