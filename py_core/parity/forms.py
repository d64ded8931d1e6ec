"""The forms of the parity tool, as they were typed, and the edits of the table in work."""

from typing import Annotated, Literal

from pydantic import Field

from py_core.parity.levels import Source
from py_core.parity.naming import Naming
from py_core.parity.presets import Preset
from py_core.parity.table import CodesPer, ParityTable
from py_core.values import Value

FIRST_TEMPLATE = "{cc}{off}"


class SetPercent(Value):
    """Type a discount over for these countries; an empty text goes back to the figures."""

    do: Literal["percent"] = "percent"
    countries: tuple[str, ...]
    text: str


class SetGroup(Value):
    """Put countries into a group; an empty text takes them out of theirs."""

    do: Literal["group"] = "group"
    countries: tuple[str, ...]
    text: str


class SetSource(Value):
    """Work countries out from another source; None is the table's."""

    do: Literal["source"] = "source"
    countries: tuple[str, ...]
    source: Source | None


class SetExcluded(Value):
    """Leave countries out, or take them in again."""

    do: Literal["excluded"] = "excluded"
    countries: tuple[str, ...]
    excluded: bool


class SetNote(Value):
    """Write a note to a country."""

    do: Literal["note"] = "note"
    countries: tuple[str, ...]
    text: str


class SetTier(Value):
    """Type a group's discount over; an empty text goes back to the mean of its countries."""

    do: Literal["tier"] = "tier"
    group: str
    text: str


class SetRules(Value):
    """The rules of the whole table. Percentages and the least net (in US dollars) are texts as typed."""

    do: Literal["rules"] = "rules"
    source: Source
    strength: int
    floor: str
    cap: str
    step: Literal[1, 5, 10]
    least_net: str
    codes_per: CodesPer
    excluded_products: tuple[str, ...]


class TakePreset(Value):
    """Start over from one of the tables that are offered."""

    do: Literal["preset"] = "preset"
    preset: Preset


class TakeSaved(Value):
    """Go on with a saved table."""

    do: Literal["saved"] = "saved"
    name: str


class DropRows(Value):
    """Take countries off the table."""

    do: Literal["drop"] = "drop"
    countries: tuple[str, ...]


class AddRows(Value):
    """Put countries on the table."""

    do: Literal["add"] = "add"
    countries: tuple[str, ...]


class SetTemplate(Value):
    """How the codes are called."""

    do: Literal["template"] = "template"
    text: str


class TurnNames(Value):
    """Give these countries' or tiers' codes new names from now on; `keys` are scopes of the leak report."""

    do: Literal["turn"] = "turn"
    keys: tuple[str, ...]


ParityEdit = Annotated[
    SetPercent
    | SetGroup
    | SetSource
    | SetExcluded
    | SetNote
    | SetTier
    | SetRules
    | TakePreset
    | TakeSaved
    | DropRows
    | AddRows
    | SetTemplate
    | TurnNames,
    Field(discriminator="do"),
]


class ParityForm(Value):
    """The codes of the table in work on chosen products. `cap` as typed, empty for none.

    `table` and `naming` are None in the form as it is sent: the core puts the table in work there, so that the
    preview can be refined over the very same one. `remove_dropped` deletes codes that former runs made for
    countries that the table does not give anything any more.
    """

    job: Literal["parity"] = "parity"
    cap: str = ""
    remove_dropped: bool = False
    table: ParityTable | None = None
    naming: Naming | None = None
    unticked: tuple[str, ...] = ()


class BannerForm(Value):
    """A banner. `{country}`, `{off}`, `{code}` in `text` are filled in; empty texts are the usual ones."""

    product_id: str
    text: str = ""
    button: str = ""
    position: Literal["top", "bottom"] = "top"
    accent: str = ""
