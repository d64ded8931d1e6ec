"""The forms of the codes tool, just as they were typed. Reading them is the planners'.

Texts are as typed; maps are by lower-case currency code; an empty text means "none" unless said otherwise.
`unticked` are row keys of the preview that stay out of the plan.
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from py_core.values import Value


class CodeKind(StrEnum):
    """What a code takes off."""

    PERCENT = "percent"
    AMOUNT = "amount"


class Existing(StrEnum):
    """What happens where a code of that name stands already.

    SKIP leaves it. REPLACE deletes it and makes the new one; its use count starts again. SUFFIX makes the new
    one under the name with the form's suffix behind it.
    """

    SKIP = "skip"
    REPLACE = "replace"
    SUFFIX = "suffix"


class LimitMode(StrEnum):
    """What happens to one limit of chosen codes."""

    KEEP = "keep"
    SET = "set"
    CLEAR = "clear"


class CodeRef(Value):
    """One code under one product; a universal one under any product it was read under."""

    product_id: str
    code_id: str


class MakeForm(Value):
    """One code on each chosen product, or one universal code. A currency without amount is left alone."""

    job: Literal["make"] = "make"
    name: str = ""
    kind: CodeKind = CodeKind.PERCENT
    percent: str = ""
    amounts: dict[str, str] = {}
    cap: str = ""
    minimums: dict[str, str] = {}
    universal: bool = False
    universal_currency: str = ""
    existing: Existing = Existing.SKIP
    suffix: str = ""
    unticked: tuple[str, ...] = ()


class MintForm(Value):
    """`count` unique codes by a pattern, each on every chosen product or universal.

    In the pattern `#` is a random letter or digit without look-alikes. `seed` is hex text of 32 random bytes:
    empty in the first form, then as the preview's form gives it back, so that refining keeps the codes.
    """

    job: Literal["mint"] = "mint"
    pattern: str = ""
    count: str = ""
    label: str = ""
    kind: CodeKind = CodeKind.PERCENT
    percent: str = ""
    amounts: dict[str, str] = {}
    cap: str = "1"
    minimums: dict[str, str] = {}
    universal: bool = False
    universal_currency: str = ""
    seed: str = ""
    unticked: tuple[str, ...] = ()


class ImportForm(Value):
    """Codes from a CSV file: columns product, code, amount, kind, cap, minimum."""

    job: Literal["import"] = "import"
    file_name: str = ""
    text: str = ""
    existing: Existing = Existing.SKIP
    suffix: str = ""
    unticked: tuple[str, ...] = ()


class LimitsForm(Value):
    """Other caps and minimum orders for chosen codes. `cap_mode` and `minimum_mode` say what of it changes."""

    job: Literal["limits"] = "limits"
    refs: tuple[CodeRef, ...] = ()
    cap_mode: LimitMode = LimitMode.KEEP
    cap: str = ""
    minimum_mode: LimitMode = LimitMode.KEEP
    minimums: dict[str, str] = {}
    unticked: tuple[str, ...] = ()


class ReplaceForm(Value):
    """Other names or amounts for chosen codes: the new code is made, then the old one deleted.

    An empty name keeps the name (the old code then has to go first); empty amounts keep the amount.
    """

    job: Literal["replace"] = "replace"
    refs: tuple[CodeRef, ...] = ()
    name: str = ""
    kind: CodeKind = CodeKind.PERCENT
    percent: str = ""
    amounts: dict[str, str] = {}
    unticked: tuple[str, ...] = ()


class DeleteForm(Value):
    """Delete chosen codes; `unused_only` leaves those alone that somebody used meanwhile."""

    job: Literal["delete"] = "delete"
    refs: tuple[CodeRef, ...] = ()
    unused_only: bool = False
    unticked: tuple[str, ...] = ()


CodesForm = Annotated[
    MakeForm | MintForm | ImportForm | LimitsForm | ReplaceForm | DeleteForm, Field(discriminator="job")
]


class CodeHealth(StrEnum):
    """How a code stands, as far as the API shows it."""

    LIVE = "live"
    USED_UP = "used_up"
    BREAKS = "breaks"


class CodesFilter(Value):
    """Which codes of the table are shown; empty means all."""

    text: str = ""
    kinds: tuple[CodeKind, ...] = ()
    states: tuple[CodeHealth, ...] = ()
    product_ids: tuple[str, ...] = ()
    used: Literal["any", "never", "some"] = "any"
    universal: Literal["any", "yes", "no"] = "any"


class CodesSortKey(StrEnum):
    """Columns that the table can be sorted by."""

    NAME = "name"
    DISCOUNT = "discount"
    PRODUCTS = "products"
    USES = "uses"
    CAP = "cap"
    STATE = "state"


class CodesSort(Value):
    """The order of the table."""

    key: CodesSortKey = CodesSortKey.NAME
    descending: bool = False


class LinkForm(Value):
    """What a link carries besides the code; empty texts are left out.

    `version` is the name of a version to open the page with. UTM values become query parameters.
    """

    version: str = ""
    quantity: str = ""
    utm_source: str = ""
    utm_medium: str = ""
    utm_campaign: str = ""
    utm_term: str = ""
    utm_content: str = ""


class DoctorForm(Value):
    """A code or a link that does not work, and what is known about who tried it."""

    text: str = ""
    product_id: str = ""
    country: str = ""
    cart: str = ""
