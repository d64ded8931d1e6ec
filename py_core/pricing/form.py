"""The price form, just as it was typed. Reading it into a rule is `rules.parse_form`."""

from enum import StrEnum

from py_core.values import Value


class Mode(StrEnum):
    """How prices change."""

    SET = "set"
    PERCENT = "percent"
    AMOUNT = "amount"
    MULTIPLY = "multiply"
    CUSTOM = "custom"
    SCRIPT = "script"
    CURRENCY = "currency"
    KEEP = "keep"


class RoundTo(StrEnum):
    """Which way a step or an ending is reached. NONE leaves the exact result to the nearest minor unit."""

    NONE = "none"
    UP = "up"
    DOWN = "down"
    NEAREST = "nearest"


class Ending(StrEnum):
    """How prices end: `.99`, `.95`, `.00`, the last whole digit 9, or a typed list."""

    NONE = "none"
    P99 = "99"
    P95 = "95"
    P00 = "00"
    NINE = "9"
    CUSTOM = "custom"


class VersionMode(StrEnum):
    """What happens to version surcharges.

    KEEP leaves them; WITH_BASE puts the same percent or factor on them; AMOUNT adds an amount to them.
    Mode KEEP with a version mode changes surcharges on their own.
    """

    KEEP = "keep"
    WITH_BASE = "with_base"
    PERCENT = "percent"
    AMOUNT = "amount"
    SET = "set"


class ScriptPrice(Value):
    """What a script answered for a product: an exact amount in minor units, "799" or "3996/5", and its currency."""

    minor: str
    currency: str


class PriceForm(Value):
    """Text as typed; maps are by lower-case currency code. An empty text means "not used".

    In mode SET and AMOUNT a currency left empty leaves that currency's products alone. In mode SCRIPT `script` is
    the name of a saved script, and `script_prices` what it answered, by product id; the others are left alone.
    `overrides` (row key -> typed price) and `unticked` (row keys) refine single rows.
    """

    mode: Mode = Mode.PERCENT
    percent: str = ""
    factor: str = ""
    amounts: dict[str, str] = {}
    expression: str = ""
    script: str = ""
    script_prices: dict[str, ScriptPrice] = {}
    to_currency: str = ""
    rate: str = ""
    round_to: RoundTo = RoundTo.NONE
    steps: dict[str, str] = {}
    ending: Ending = Ending.NONE
    ending_to: RoundTo = RoundTo.UP
    endings: str = ""
    floors: dict[str, str] = {}
    ceilings: dict[str, str] = {}
    versions: VersionMode = VersionMode.KEEP
    version_percent: str = ""
    version_amounts: dict[str, str] = {}
    overrides: dict[str, str] = {}
    unticked: tuple[str, ...] = ()
