"""Commands of scripts; see `commands` for how a command is made. A script itself may only send `script.read`."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field

from py_core.protocol import script_views
from py_core.sales.selection import SalesFilter
from py_core.scripting.changes import MOST_CHANGES, ScriptChange
from py_core.scripting.running import LONGEST_SCRIPT
from py_core.values import Value


class Wanted(Value):
    """Which rows: days as text, both ends included, empty for no bound; `by` is what sums are grouped by.

    A `filter` says all of it at once, as files have it; the rest but `by` does not count then.
    """

    first_day: str = ""
    last_day: str = ""
    product_ids: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    filter: SalesFilter | None = None
    by: Literal["", "day", "week", "month", "product", "country", "code"] = ""


class ScriptRead(Value):
    """Some rows of what is stored, from a place on; an empty place is the first.

    Raises InputError for days that are none, and where that was not read yet.
    """

    op: Literal["script.read"]
    what: Literal["products", "codes", "sales", "units", "customers", "subscribers", "payouts", "summary"]
    wanted: Wanted = Wanted()
    place: str = Field(default="", max_length=200)


class PlanScript(Value):
    """Build and store the plans of what a script wants: one about listings and prices, one about codes."""

    op: Literal["plan.script"]
    changes: tuple[ScriptChange, ...] = Field(max_length=MOST_CHANGES)
    title: str = Field(default="", max_length=120)


class ScriptShelf(Value):
    """The saved scripts, the examples, and every name that a script can use."""

    op: Literal["script.shelf"]


class ScriptSave(Value):
    """Keep a script under a name; one of that name is replaced. Raises InputError with the field `name`.

    `is_foreign` says that it came from outside and was not agreed to.
    """

    op: Literal["script.save"]
    name: str = Field(max_length=200)
    text: str = Field(max_length=LONGEST_SCRIPT)
    is_foreign: bool = False


class ScriptAgree(Value):
    """Take a saved script from outside for the seller's own, if its text still is the one that was looked at."""

    op: Literal["script.agree"]
    name: str
    text: str


class ScriptRules(Value):
    """The saved scripts that can be price rules, filters or columns."""

    op: Literal["script.rules"]


class ScriptRemove(Value):
    """Forget a saved script."""

    op: Literal["script.remove"]
    name: str


ScriptCommand = Annotated[
    ScriptRead | PlanScript | ScriptShelf | ScriptSave | ScriptAgree | ScriptRules | ScriptRemove,
    Field(discriminator="op"),
]

RESULTS: Mapping[str, type[Value]] = MappingProxyType(
    {
        "script.read": script_views.ScriptRowsView,
        "plan.script": script_views.ScriptPlansView,
        "script.shelf": script_views.ScriptShelfView,
        "script.save": script_views.ScriptShelfView,
        "script.agree": script_views.ScriptRulesView,
        "script.rules": script_views.ScriptRulesView,
        "script.remove": script_views.ScriptShelfView,
    }
)
