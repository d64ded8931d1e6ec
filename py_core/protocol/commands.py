"""Commands: what a page may ask. `op` is `noun.verb`; RESULTS names the answer of each."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field, SecretStr

from py_core.catalog.selection import Filter, Sort
from py_core.codes.forms import CodesFilter, CodesForm, CodesSort, DoctorForm, LinkForm
from py_core.pricing.form import PriceForm
from py_core.protocol import (
    code_views,
    customer_commands,
    edit_commands,
    export_commands,
    fulfil_commands,
    listing_commands,
    parity_commands,
    payout_commands,
    sales_commands,
    sales_export_commands,
    schedule_views,
    script_commands,
    sheet_commands,
    subscriber_commands,
    suggest_commands,
    views,
)
from py_core.protocol.customer_commands import CustomersCommand
from py_core.protocol.edit_commands import EditCommand
from py_core.protocol.export_commands import ExportCommand
from py_core.protocol.fulfil_commands import FulfilCommand
from py_core.protocol.listing_commands import ListingCommand
from py_core.protocol.parity_commands import ParityCommand
from py_core.protocol.payout_commands import PayoutsCommand
from py_core.protocol.sales_commands import SalesCommand
from py_core.protocol.sales_export_commands import SalesExportCommand
from py_core.protocol.script_commands import ScriptCommand
from py_core.protocol.sheet_commands import SheetCommand
from py_core.protocol.subscriber_commands import SubscribersCommand
from py_core.protocol.suggest_commands import SuggestCommand
from py_core.settings import Settings
from py_core.values import Value


class AccountConnect(Value):
    """Check a token that was typed, and make its shop the current one."""

    op: Literal["account.connect"]
    token: SecretStr


class AccountResume(Value):
    """Offer the stored token again after the engine started (None: there is none, or it is locked)."""

    op: Literal["account.resume"]
    token: SecretStr | None


class AccountSample(Value):
    """Open the sample shop; `reset` starts it over."""

    op: Literal["account.sample"]
    reset: bool = False


class AccountLeave(Value):
    """Leave the sample shop for the shop that was current before it, or for none."""

    op: Literal["account.leave"]


class AccountStatus(Value):
    """Which shop is current."""

    op: Literal["account.status"]


class AccountForget(Value):
    """Wipe every table and the token from memory."""

    op: Literal["account.forget"]


class CatalogGet(Value):
    """The shop as it was last read."""

    op: Literal["catalog.get"]


class CatalogQuery(Value):
    """Which products match a filter. Raises InputError with the filter's field names."""

    op: Literal["catalog.query"]
    filter: Filter
    sort: Sort


class CatalogRefresh(Value):
    """Read the shop anew; progress comes as events."""

    op: Literal["catalog.refresh"]


class CatalogStop(Value):
    """Stop reading; what was read stays as it was before."""

    op: Literal["catalog.stop"]


class SelectionList(Value):
    """Saved selections."""

    op: Literal["selection.list"]


class SelectionSave(Value):
    """Save or replace a selection by name."""

    op: Literal["selection.save"]
    selection: views.SavedSelection


class SelectionDelete(Value):
    """Delete a saved selection."""

    op: Literal["selection.delete"]
    name: str


class PlanCheck(Value):
    """What a form would do, roughly, with errors per field. Nothing is stored or sent."""

    op: Literal["plan.check"]
    form: PriceForm
    product_ids: tuple[str, ...]


class PlanPrice(Value):
    """Build and store the plan of a form. Raises InputError with fields.

    `refines` is the digest of the plan that is shown: what was accepted there stays accepted as far as it
    comes out the same. Empty where there is none.
    """

    op: Literal["plan.price"]
    form: PriceForm
    product_ids: tuple[str, ...]
    refines: str = ""


class PlanCodes(Value):
    """Build the preview of a codes form. `product_ids` are the chosen products, where the form is about products.

    `refines` as in PlanPrice.
    """

    op: Literal["plan.codes"]
    form: CodesForm
    product_ids: tuple[str, ...] = ()
    refines: str | None = None


class PlanGet(Value):
    """The preview of a stored plan."""

    op: Literal["plan.get"]
    digest: str


class PlanAccept(Value):
    """Accept exactly these blocking findings: a new plan with another digest.

    A finding that has a text to be typed is accepted by that very text under its code in `typed`; anything else
    raises InputError with the field `typed.CODE`.
    """

    op: Literal["plan.accept"]
    digest: str
    codes: tuple[str, ...]
    typed: dict[str, str] = {}


class PlanUndo(Value):
    """A plan that takes a run back, all of it or the rows named."""

    op: Literal["plan.undo"]
    run_id: str
    keys: tuple[str, ...] | None = None


class PlanRetry(Value):
    """A plan of a run's rows that did not come through."""

    op: Literal["plan.retry"]
    run_id: str


class RunStart(Value):
    """Run the stored plan of that digest. The same digest runs once."""

    op: Literal["run.start"]
    digest: str


class RunStop(Value):
    """Stop after the step in work."""

    op: Literal["run.stop"]
    run_id: str


class RunResume(Value):
    """Go on with a paused or stopped run."""

    op: Literal["run.resume"]
    run_id: str


class RunWatch(Value):
    """A run with the rows that changed after `after_seq`."""

    op: Literal["run.watch"]
    run_id: str
    after_seq: int = 0


class RunList(Value):
    """Every run."""

    op: Literal["run.list"]


class RunExport(Value):
    """A run's report as CSV."""

    op: Literal["run.export"]
    run_id: str


class CodesList(Value):
    """Every discount code of the shop as last read."""

    op: Literal["codes.list"]


class CodesQuery(Value):
    """Keys of the rows that match, in order."""

    op: Literal["codes.query"]
    filter: CodesFilter
    sort: CodesSort


class CodesCheck(Value):
    """What a codes form means, before it is previewed."""

    op: Literal["codes.check"]
    form: CodesForm
    product_ids: tuple[str, ...] = ()


class CodesExport(Value):
    """Codes as CSV that the import reads back; `keys` are rows of the table or parts of them, None is all."""

    op: Literal["codes.export"]
    keys: tuple[str, ...] | None = None


class CodesLinks(Value):
    """Ready links of chosen rows, or parts of them."""

    op: Literal["codes.links"]
    keys: tuple[str, ...]
    form: LinkForm


class CodesLinksExport(Value):
    """Those links as CSV."""

    op: Literal["codes.links_export"]
    keys: tuple[str, ...]
    form: LinkForm


class CodesDoctor(Value):
    """Why a code does not work."""

    op: Literal["codes.doctor"]
    form: DoctorForm


class CodesJanitor(Value):
    """What could be cleaned up."""

    op: Literal["codes.janitor"]


class CodesBatches(Value):
    """Minted batches."""

    op: Literal["codes.batches"]


class CodesBatch(Value):
    """One minted batch with its codes."""

    op: Literal["codes.batch"]
    run_id: str


class CodesBatchExport(Value):
    """A batch as CSV: code, link, uses, state."""

    op: Literal["codes.batch_export"]
    run_id: str


class ScheduleAdd(Value):
    """Run a plan later. `start_at_ms` None: now, to be taken back at `end_at_ms`."""

    op: Literal["schedule.add"]
    digest: str
    start_at_ms: int | None
    end_at_ms: int | None


class ScheduleCheck(Value):
    """What running a plan at those times means, before it is scheduled. Times as in ScheduleAdd."""

    op: Literal["schedule.check"]
    digest: str
    start_at_ms: int | None
    end_at_ms: int | None


class ScheduleCancel(Value):
    """Do not run what is to come of a schedule; what was done stays, and can be undone in the history."""

    op: Literal["schedule.cancel"]
    schedule_id: str


class ScheduleList(Value):
    """Every schedule of the account; `seen` says that the seller looks at them, so they are no news any more."""

    op: Literal["schedule.list"]
    seen: bool = False


class ScheduleWake(Value):
    """A time that was waited for has come: do what is due."""

    op: Literal["schedule.wake"]


class SettingsGet(Value):
    """Settings in force."""

    op: Literal["settings.get"]


class SettingsSet(Value):
    """Replace the settings. Raises InputError with fields."""

    op: Literal["settings.set"]
    settings: Settings


class EngineStatus(Value):
    """Versions, storage, timings."""

    op: Literal["engine.status"]


Command = Annotated[
    AccountConnect
    | AccountResume
    | AccountSample
    | AccountLeave
    | AccountStatus
    | AccountForget
    | CatalogGet
    | CatalogQuery
    | CatalogRefresh
    | CatalogStop
    | SelectionList
    | SelectionSave
    | SelectionDelete
    | PlanCheck
    | PlanPrice
    | PlanCodes
    | PlanGet
    | PlanAccept
    | PlanUndo
    | PlanRetry
    | RunStart
    | RunStop
    | RunResume
    | RunWatch
    | RunList
    | RunExport
    | CodesList
    | CodesQuery
    | CodesCheck
    | CodesExport
    | CodesLinks
    | CodesLinksExport
    | CodesDoctor
    | CodesJanitor
    | CodesBatches
    | CodesBatch
    | CodesBatchExport
    | ScheduleAdd
    | ScheduleCheck
    | ScheduleCancel
    | ScheduleList
    | ScheduleWake
    | SettingsGet
    | SettingsSet
    | EngineStatus
    | ExportCommand
    | ParityCommand
    | SalesExportCommand
    | SalesCommand
    | SubscribersCommand
    | PayoutsCommand
    | ListingCommand
    | ScriptCommand
    | EditCommand
    | SheetCommand
    | FulfilCommand
    | CustomersCommand
    | SuggestCommand,
    Field(discriminator="op"),
]

RESULTS: Mapping[str, type[Value]] = MappingProxyType(
    {
        **export_commands.RESULTS,
        **parity_commands.RESULTS,
        **sales_commands.RESULTS,
        **listing_commands.RESULTS,
        **script_commands.RESULTS,
        **edit_commands.RESULTS,
        **sheet_commands.RESULTS,
        **sales_export_commands.RESULTS,
        **subscriber_commands.RESULTS,
        **payout_commands.RESULTS,
        **fulfil_commands.RESULTS,
        **customer_commands.RESULTS,
        **suggest_commands.RESULTS,
        "account.connect": views.StatusView,
        "account.resume": views.StatusView,
        "account.sample": views.StatusView,
        "account.leave": views.StatusView,
        "account.status": views.StatusView,
        "account.forget": views.Done,
        "catalog.get": views.ShopView,
        "catalog.query": views.QueryView,
        "catalog.refresh": views.RefreshView,
        "catalog.stop": views.RefreshView,
        "selection.list": views.SelectionsView,
        "selection.save": views.SelectionsView,
        "selection.delete": views.SelectionsView,
        "plan.check": views.CheckView,
        "plan.price": views.PlanView,
        "plan.codes": views.PlanView,
        "plan.get": views.PlanView,
        "plan.accept": views.PlanView,
        "plan.undo": views.PlanView,
        "plan.retry": views.PlanView,
        "run.start": views.RunView,
        "run.stop": views.RunView,
        "run.resume": views.RunView,
        "run.watch": views.RunDetail,
        "run.list": views.RunsView,
        "run.export": views.TextFile,
        "codes.list": code_views.CodesView,
        "codes.query": views.QueryView,
        "codes.check": code_views.CodesCheckView,
        "codes.export": views.TextFile,
        "codes.links": code_views.LinksView,
        "codes.links_export": views.TextFile,
        "codes.doctor": code_views.DoctorView,
        "codes.janitor": code_views.JanitorView,
        "codes.batches": code_views.BatchesView,
        "codes.batch": code_views.BatchView,
        "codes.batch_export": views.TextFile,
        "schedule.add": schedule_views.SchedulesView,
        "schedule.check": schedule_views.ScheduleCheckView,
        "schedule.cancel": schedule_views.SchedulesView,
        "schedule.list": schedule_views.SchedulesView,
        "schedule.wake": schedule_views.SchedulesView,
        "settings.get": views.SettingsView,
        "settings.set": views.SettingsView,
        "engine.status": views.EngineView,
    }
)
