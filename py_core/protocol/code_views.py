"""What the pages draw of discount codes. Every amount and every limit comes with its text."""

from typing import Literal

from py_core.codes.forms import CodeHealth, CodeRef
from py_core.plan.plan import SkipReason
from py_core.protocol.amounts import Amount, Facet
from py_core.values import Value


class CodePart(Value):
    """A code on one product. `key` is `PRODUCT_ID/CODE_ID`. `link` is empty where no page is known."""

    key: str
    ref: CodeRef
    product: str
    discount: str
    uses: int
    uses_text: str
    minimum: str
    state: CodeHealth
    state_text: str
    link: str


class CodeRow(Value):
    """All codes of one name, a universal code alone. `parts` are its codes product by product.

    `discount`, `cap` and `minimum` say "varies" where the parts differ. `created_by` is the title of the run
    that made it, when it was made here.
    """

    key: str
    name: str
    kind: Literal["percent", "amount", "mixed"]
    discount: str
    universal: bool
    products: str
    product_count: int
    uses: int
    uses_text: str
    minimum: str
    state: CodeHealth
    state_text: str
    link: str
    parts: tuple[CodePart, ...]


class CodesView(Value):
    """Every code of the shop as last read. `unread` counts products whose codes have not been read yet."""

    rows: tuple[CodeRow, ...]
    codes: int
    read_at_ms: int | None
    unread: int
    kind_facets: tuple[Facet, ...]
    state_facets: tuple[Facet, ...]
    product_facets: tuple[Facet, ...]


class CodesCheckView(Value):
    """What a codes form means before it is previewed. `errors` maps a field (`amounts.usd`) to its sentence.

    `fields` are the currencies that need an amount or a minimum of their own, for the form. `names` are the
    first few names that a pattern gives. `lines` are problems of a file, by line.
    """

    errors: dict[str, str]
    sentences: tuple[str, ...]
    currencies: tuple[str, ...]
    names: tuple[str, ...]
    writes: int
    lines: tuple["LineProblem", ...]


class LineProblem(Value):
    """What is wrong in one line of a file; line 1 is its header."""

    line: int
    text: str


class PriceAfterRow(Value):
    """What one price becomes with the code, and what reaches the seller; `label` names the version or tier."""

    label: str
    price: Amount
    left: Amount
    net_before: Amount | None
    net_after: Amount | None


class CodePlanRow(Value):
    """One row of a codes preview. `cap` and `minimum` are texts, the old ones empty unless they change."""

    key: str
    product_id: str
    product: str
    code: str
    doing: Literal["create", "delete", "limits", "skipped"]
    reason: SkipReason | None
    reason_text: str
    discount: str
    prices: tuple[PriceAfterRow, ...]
    cap_old: str
    cap: str
    minimum_old: str
    minimum: str
    uses: str
    line: int | None
    notes: tuple[str, ...]
    undo_note: str
    can_untick: bool


class DoctorFinding(Value):
    """One cause of a code not working, or one thing to look at. `fix` says what to do.

    `sure` is False for what the API cannot show; `url` is the page where the seller can look. `refs` are the
    codes it is about.
    """

    code: str
    severity: Literal["cause", "warn", "look", "ok"]
    title: str
    text: str
    fix: str
    sure: bool
    url: str
    url_text: str
    refs: tuple[CodeRef, ...]


class DoctorView(Value):
    """The answer to "why does this code not work"."""

    code: str
    product: str
    headline: str
    findings: tuple[DoctorFinding, ...]
    read_at_ms: int | None


class LinkRow(Value):
    """A ready link."""

    key: str
    product: str
    code: str
    url: str
    problem: str


class LinksView(Value):
    """Ready links, in the order of the table, and problems of the form by field."""

    rows: tuple[LinkRow, ...]
    errors: dict[str, str]


class BatchRow(Value):
    """One minted batch: how many codes were made, used, still open, and gone."""

    run_id: str
    label: str
    made_at_ms: int
    discount: str
    products: str
    made: int
    used: int
    unused: int
    gone: int
    not_made: int


class BatchesView(Value):
    """Every batch of the account, newest first."""

    batches: tuple[BatchRow, ...]


class BatchCode(Value):
    """One code of a batch with its link. `state_text` says used, not used yet, or no longer there."""

    name: str
    product: str
    link: str
    uses_text: str
    state: Literal["unused", "used", "gone", "not_made"]
    state_text: str
    ref: CodeRef | None


class BatchView(Value):
    """A batch with its codes. `unused_refs` are what "delete the unused rest" would delete."""

    batch: BatchRow
    codes: tuple[BatchCode, ...]
    unused_refs: tuple[CodeRef, ...]


class JanitorGroup(Value):
    """Codes with one thing in common that may be worth cleaning up; `refs` are ready for a delete form."""

    code: Literal["used_up", "never_used", "case_twins", "breaks", "shadowed"]
    title: str
    text: str
    keys: tuple[str, ...]
    refs: tuple[CodeRef, ...]


class JanitorView(Value):
    """What could be cleaned up; empty groups are left out."""

    groups: tuple[JanitorGroup, ...]
    text: str
