"""Commands: what a page may ask. `op` is `noun.verb`; RESULTS names the answer of each."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field, SecretStr

from py_core.catalog.selection import Filter, Sort
from py_core.pricing.form import PriceForm
from py_core.protocol import views
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


class PlanGet(Value):
    """The preview of a stored plan."""

    op: Literal["plan.get"]
    digest: str


class PlanAccept(Value):
    """Accept exactly these blocking findings: a new plan with another digest."""

    op: Literal["plan.accept"]
    digest: str
    codes: tuple[str, ...]


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
    | SettingsGet
    | SettingsSet
    | EngineStatus,
    Field(discriminator="op"),
]

RESULTS: Mapping[str, type[Value]] = MappingProxyType(
    {
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
        "settings.get": views.SettingsView,
        "settings.set": views.SettingsView,
        "engine.status": views.EngineView,
    }
)
