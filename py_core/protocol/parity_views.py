"""What the pages draw of the parity table, its codes, and what became of them."""

from typing import Literal

from py_core.parity.levels import Source
from py_core.parity.presets import Preset
from py_core.parity.table import CodesPer
from py_core.protocol.amounts import Amount
from py_core.values import Value


class ParityRow(Value):
    """One country. Levels are texts with their dates ("0.2401", "2024"), empty where a source has nothing.

    `native_percent` is what Gumroad's own parity takes off there as far as the products show it, None where
    they do not. `percent` is what the table gives; `code` the name its code would have, empty without one.
    `shadowed` says that Gumroad's own price is as low or lower.
    """

    country: str
    name: str
    region: str
    region_label: str
    currency: str
    world_bank: str
    world_bank_date: str
    big_mac: str
    big_mac_date: str
    level: str
    native_percent: int | None
    computed_percent: int
    percent: int
    typed_percent: int | None
    source: Source | None
    group: str
    note: str
    excluded: bool
    code: str
    shadowed: bool


class ParityTier(Value):
    """A group of countries with its discount."""

    group: str
    percent: int
    typed_percent: int | None
    countries: int
    code: str


class ParityRules(Value):
    """The rules of the table as they stand in the form."""

    source: Source
    strength: int
    floor: str
    cap: str
    step: Literal[1, 5, 10]
    least_net: str
    codes_per: CodesPer
    excluded_products: tuple[str, ...]


class PresetView(Value):
    """A table that is offered, with what it does."""

    preset: Preset
    label: str
    text: str


class SavedTable(Value):
    """A table that was saved under a name."""

    name: str
    saved_at_ms: int
    countries: int
    same: bool


class ParityView(Value):
    """The table in work. `notices` are what was not taken of a file. `honest` is what a code can and cannot do."""

    name: str
    rows: tuple[ParityRow, ...]
    tiers: tuple[ParityTier, ...]
    rules: ParityRules
    template: str
    template_error: str
    given: int
    sentences: tuple[str, ...]
    honest: tuple[str, ...]
    presets: tuple[PresetView, ...]
    saved: tuple[SavedTable, ...]
    unlisted: tuple[str, ...]
    notices: tuple[str, ...]
    sources: tuple[str, ...]
    native_read: bool


class DiffLine(Value):
    """One thing that differs between two tables."""

    where: str
    label: str
    old: str
    new: str


class DiffView(Value):
    """What differs from a saved table to the one in work; `given` are the discounts."""

    headline: str
    given: tuple[DiffLine, ...]
    other: tuple[DiffLine, ...]


class ParityCheckView(Value):
    """What the codes of the table mean before they are previewed."""

    errors: dict[str, str]
    sentences: tuple[str, ...]
    names: tuple[str, ...]
    writes: int


class NativePoint(Value):
    """A country's native discount on a day."""

    date: str
    percent: int


class NativeRow(Value):
    """Gumroad's own parity in one country, and how it went over time. `jump` is a sentence, or empty."""

    country: str
    name: str
    percent: int
    range_text: str
    history: tuple[NativePoint, ...]
    jump: str


class ShadowRow(Value):
    """A code that does nothing where Gumroad's own price is as low or lower."""

    product_id: str
    product: str
    code: str
    percent: int
    countries: tuple[str, ...]
    everywhere: bool
    text: str


class NativeView(Value):
    """Gumroad's own parity as the products show it; `text` says where it is unknown and why."""

    rows: tuple[NativeRow, ...]
    shadowed: tuple[ShadowRow, ...]
    products: int
    text: str
    read_at_ms: int | None


class LeakRow(Value):
    """One code and where it was used outside its country or tier. `product_ids` are those it stands on."""

    key: str
    code: str
    meant_for: str
    used: int
    outside: int
    share: str
    lost: str
    countries: tuple[str, ...]
    product_ids: tuple[str, ...]


class LeaksView(Value):
    """Codes used elsewhere. `state` says whether there is anything to look at; `text` what to do if not."""

    state: Literal["ready", "no_codes", "no_sales", "no_permission"]
    text: str
    rows: tuple[LeakRow, ...]
    summary: str


class BannerView(Value):
    """The snippet and the tables of links; `sample` is what it says to each country, for the live preview."""

    html: str
    bytes_gzipped: int
    markdown: str
    plain: str
    sample: tuple["BannerSample", ...]
    problem: str


class BannerSample(Value):
    """What the banner says to a visitor from one country."""

    country: str
    name: str
    flag: str
    text: str
    code: str
    url: str


class PictureRow(Value):
    """What a product costs in one country without and with its code."""

    country: str
    name: str
    price: Amount
    left: Amount
    native: Amount | None
    percent: int


class PictureView(Value):
    """Prices by country, the lowest first."""

    product: str
    rows: tuple[PictureRow, ...]
    text: str
