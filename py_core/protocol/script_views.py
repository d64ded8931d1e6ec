"""What scripts get: rows to read, and the previews of what they want."""

from py_core.protocol.views import PlanView
from py_core.scripting.examples import Example
from py_core.scripting.reference import Entry
from py_core.scripting.roles import Role
from py_core.values import Value


class ScriptRowsView(Value):
    """Some rows. `rows` is a JSON list of lists, one cell for each of `names`; `next` is None behind the last."""

    names: tuple[str, ...]
    rows: str
    next: str | None


class ScriptPlansView(Value):
    """The plans of a script, in the order in which they should be looked at; none where it wanted nothing."""

    plans: tuple[PlanView, ...]


class SavedScriptView(Value):
    """A script that the seller saved, and what it can be in other tools.

    `is_foreign` says that it came from outside and was not agreed to: before its first run the seller is asked.
    """

    name: str
    text: str
    saved_at_ms: int
    is_foreign: bool
    roles: tuple[Role, ...]


class ScriptRulesView(Value):
    """The saved scripts that can be something in other tools, by name."""

    scripts: tuple[SavedScriptView, ...]


class ScriptShelfView(Value):
    """What there is to begin with: saved scripts by name, examples, and every name a script can use."""

    saved: tuple[SavedScriptView, ...]
    examples: tuple[Example, ...]
    reference: tuple[Entry, ...]
